"""Helpers that know nothing of cslint."""
