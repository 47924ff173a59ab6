"""Open files without blocking on pipes and devices."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path


@contextmanager
def regular_file(path: Path) -> Iterator[BufferedReader | None]:
    """Open a file for reading; yield None for anything but a regular file, without waiting for pipes and devices."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError):
        yield None
        return
    if stat.S_ISREG(os.fstat(handle).st_mode):
        with os.fdopen(handle, "rb") as file:
            yield file
    else:
        os.close(handle)
        yield None
