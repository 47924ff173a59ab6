"""Fingerprint the state of a file without reading it, and digest plain data."""

from __future__ import annotations

import hashlib
import os


def file_state(path: str | os.PathLike[str]) -> tuple[int, ...]:
    """Return size, inode and times of a file or folder, or an empty tuple if it does not exist. Links are followed."""
    try:
        info = os.stat(path)  # noqa: PTH116 - called for thousands of files, and Path is slower
    except (OSError, ValueError):
        return ()
    return info.st_size, info.st_ino, info.st_mtime_ns, info.st_ctime_ns


def digest(facts: object) -> str:
    """Return the BLAKE2b hash of the ``repr`` of plain data as 64 hexadecimal digits."""
    return hashlib.blake2b(repr(facts).encode("utf-8", "surrogatepass"), digest_size=32).hexdigest()
