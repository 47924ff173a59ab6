"""Fingerprints: the state of a file without reading it, and digests of plain data."""

from __future__ import annotations

import hashlib
import os


def file_state(path: str | os.PathLike[str]) -> tuple[int, ...]:
    """Return size, inode and times of a file or folder; an empty tuple where there is none. Links are followed."""
    try:
        info = os.stat(path)  # noqa: PTH116 - a thousand of them, and a Path takes longer than the answer
    except (OSError, ValueError):
        return ()
    return info.st_size, info.st_ino, info.st_mtime_ns, info.st_ctime_ns


def digest(facts: object) -> str:
    """Return 64 hexadecimal digits for the ``repr`` of plain data, by BLAKE2b."""
    return hashlib.blake2b(repr(facts).encode("utf-8", "surrogatepass"), digest_size=32).hexdigest()
