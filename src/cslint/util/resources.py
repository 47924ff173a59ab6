"""Where the data that comes with the program lies: rule pages and schemas."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


@lru_cache(maxsize=4)
def folder(name: str) -> Path:
    """Return the folder ``rules`` or ``schemas``.

    In ``cslint/data`` of an installed package, next to ``src`` in a checkout.

    Raises:
        FileNotFoundError: neither is there; the installation is damaged.
    """
    for base in (_PACKAGE / "data", _PACKAGE.parents[1]):
        if (base / name).is_dir():
            return base / name
    raise FileNotFoundError(f"cslint is installed without its {name}; install it again")


@lru_cache(maxsize=64)  # each finding asks
def shipped(path: Path) -> str | None:
    """Return the name of a file that comes with the program, such as ``atlas-2023/template.md``; None for any other.

    Where the program is installed is nobody's business, and no reader could open it there.
    """
    schemas = folder("schemas")
    return path.relative_to(schemas).as_posix() if path.is_relative_to(schemas) else None
