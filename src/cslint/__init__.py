"""A linter and completeness checker for Markdown documents written from a template.

Names are imported when they are first used, so that the command line starts quickly. Their types are in
``__init__.pyi``.
"""

_MODULES = {
    "cslint.api": ("check", "fix", "read", "contract", "front_matter_model"),
    "cslint.diagnostics.findings": ("Report", "Finding", "Location", "Level", "Fix"),
    "cslint.errors": ("CslintError",),
    "cslint._version": ("__version__",),
}
_ORIGINS = {name: module for module, names in _MODULES.items() for name in names}
__all__ = list(_ORIGINS)


def __getattr__(name: str) -> object:
    if name not in _ORIGINS:
        raise AttributeError(f"module 'cslint' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_ORIGINS[name]), name)
    globals().setdefault(name, value)  # importing has set cslint.contract to the package, which can be called as well
    return value
