"""Read untrusted files without blocking on pipes and without size surprises."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


def read_file(path: Path, limit: int) -> bytes:
    """Return the content of a regular file.

    Args:
        path: the file; a link is followed.
        limit: largest size in bytes.

    Raises:
        OSError: it cannot be read, is a pipe or a device, or is larger than the limit.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "it is not a regular file", str(path))
        content = file.read(limit + 1)
    if len(content) > limit:
        raise OSError(errno.EFBIG, f"it is larger than {limit:,} bytes", str(path))
    return content
