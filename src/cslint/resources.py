"""Where the data that comes with the program lies: rule pages and schemas."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder ``rules`` or ``schemas``: inside an installed package, beside ``src`` in a checkout.

    Raises:
        FileNotFoundError: neither is there; the installation is damaged.
    """
    for base in (_PACKAGE, _PACKAGE.parents[1]):
        if (base / name).is_dir():
            return base / name
    raise FileNotFoundError(f"cslint is installed without its {name}; install it again")
