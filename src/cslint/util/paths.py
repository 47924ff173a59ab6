"""Paths as other programs read them."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path, PurePath


@lru_cache(maxsize=4096)
def relative(path: str, root: Path | None) -> str:
    """Return the path from ``root``, with ``/``, its characters as they are; without a root, as it was given."""
    if root is not None:
        try:
            path = os.path.relpath(path, root)
        except ValueError:  # on another drive
            path = os.path.abspath(path)  # noqa: PTH100 - resolve() would follow links
    return PurePath(path).as_posix()
