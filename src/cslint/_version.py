"""The version of cslint."""

__version__ = "0.1.0"
