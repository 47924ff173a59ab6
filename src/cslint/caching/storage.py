"""What all that is remembered has in common: where it lies, whose it is, and how one sees that it still holds.

This is imported by every check, before anything else, and imports next to nothing itself.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterable
from typing import Any

from cslint.util.digests import digest

FORM = "2"  # of every entry; another one is another folder
Fact = list[Any]  # a path; where there is something, also its size, inode and times


def place() -> str | None:
    """The folder for caches of this user: CSLINT_CACHE_DIR, or the usual one of the system; None without a home."""
    told = os.environ.get("CSLINT_CACHE_DIR")
    if told:
        return told
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or "~/AppData/Local"
    elif sys.platform == "darwin":
        base = "~/Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    base = os.path.expanduser(base) if base.startswith("~/") else base  # noqa: PTH111
    return None if base.startswith("~/") else os.path.join(base, "cslint")  # noqa: PTH118


def is_ours(folder: str) -> bool:
    """Whether nobody else can have written the entries."""
    try:
        return not hasattr(os, "getuid") or os.stat(folder).st_uid == os.getuid()  # noqa: PTH116
    except FileNotFoundError:
        return True
    except OSError:
        return False


def is_plain(entry: str) -> bool:
    """Return whether an entry is a regular file, or nothing yet, and neither it nor its two folders are links.

    Args:
        entry: its path.
    """
    above = os.path.dirname(entry)  # noqa: PTH120
    try:
        if any(os.path.islink(folder) for folder in (above, os.path.dirname(above))):  # noqa: PTH114, PTH120
            return False
        return stat.S_ISREG(os.lstat(entry).st_mode)
    except FileNotFoundError:
        return True
    except OSError:
        return False


def head_of(lines: Iterable[bytes | memoryview]) -> bytes:
    """The first line of an entry: the digest of the others."""
    return digest(lines).encode() + b"\n"


def fact_of(path: str) -> Fact:
    """What is known of a path without opening it."""
    try:
        about = os.stat(path)  # noqa: PTH116 - a thousand of them, each time
    except (OSError, ValueError):
        return [path]
    return [path, about.st_size, about.st_ino, about.st_mtime_ns, about.st_ctime_ns]


def unchanged(facts: Iterable[Fact]) -> bool:
    """Whether paths are as they were."""
    return all(fact == fact_of(fact[0]) for fact in facts)


def today() -> str:
    """The day: what is in the future, or stale, depends on it."""
    return time.strftime("%Y-%m-%d")
