"""Format paths for other programs."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path, PurePath


@lru_cache(maxsize=4096)
def relative(path: str, root: Path | None) -> str:
    """Return a path with ``/``, relative to ``root``.

    Args:
        path: the path.
        root: the folder; with None, the path is not made relative.
    """
    if root is not None:
        try:
            path = os.path.relpath(path, root)
        except ValueError:  # on another drive
            path = os.path.abspath(path)  # noqa: PTH100 - resolve() would follow links
    return PurePath(path).as_posix()
