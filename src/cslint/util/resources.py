"""Locate the data of the program: rule pages and schemas."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


@lru_cache(maxsize=4)
def folder(name: str) -> Path:
    """Return the folder ``rules`` or ``schemas``.

    It is in ``cslint/data`` of an installed package, and next to ``src`` in a checkout.

    Raises:
        FileNotFoundError: the installation is damaged.
    """
    for base in (_PACKAGE / "data", _PACKAGE.parents[1]):
        if (base / name).is_dir():
            return base / name
    raise FileNotFoundError(f"cslint is installed without its {name}; install it again")


@lru_cache(maxsize=64)  # called for each finding
def shipped(path: Path) -> str | None:
    """Return the name of a file of the program, such as ``atlas-2023/template.md``, or None for any other file.

    The path of the installation is not shown to users, who may not be able to open it.
    """
    schemas = folder("schemas")
    return path.relative_to(schemas).as_posix() if path.is_relative_to(schemas) else None
