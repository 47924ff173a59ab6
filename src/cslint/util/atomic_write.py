"""Replace files completely or not at all, despite concurrent writers and crashes.

New content is written to a temporary file in the same folder, flushed to disk, and renamed to the final name. Writers
lock the folder, so that a second writer sees what the first has written, and temporary files of killed programs can be
recognised and deleted. Where folders cannot be locked (Windows, some network disks), the time between reading and
renaming is as short as possible, and temporary files are deleted after an hour.

A link stays a link: its target is replaced. The other names of a hard link keep the old content.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import StringIO
from pathlib import Path
from typing import TextIO

from cslint.errors import WriteError

_PATIENCE = 10.0  # seconds to wait for a lock
_OLD = 3600.0  # age in seconds of abandoned files where folders cannot be locked


def replace(path: Path, data: bytes | bytearray, *, durable: bool = True) -> None:
    """Replace a file's content in one step, keeping mode, owner and group as far as the system permits.

    Args:
        path: the file; its folder must exist.
        data: the new content.
        durable: whether it must survive a loss of power.

    Raises:
        WriteError: it cannot be written; the old file is unchanged.
    """
    with _turn(path) as target:
        _write(target, data, durable=durable)


def update(path: Path, change: Callable[[bytes | None], bytes | None], *, durable: bool = True) -> bool:
    """Compute a file's new content from the old one and replace it, while other callers of this function wait.

    Args:
        path: the file; its folder must exist.
        change: function from the old content (None for a missing file) to the new one; None leaves the file unchanged.
        durable: whether it must survive a loss of power.

    Returns:
        Whether the file was written.

    Raises:
        WriteError: it cannot be read or written; the old file is unchanged.
    """
    with _turn(path) as target:
        before = target.read_bytes() if target.exists() else None
        after = change(before)
        if after is None or after == before:
            return False
        _write(target, after, durable=durable)
        return True


@contextmanager
def writing(path: Path) -> Iterator[TextIO]:
    """Yield a text stream whose content replaces a file if the block ends without an exception.

    Pipes and devices are written to directly.

    Raises:
        WriteError: it cannot be written.
    """
    stream = StringIO()
    yield stream
    data = stream.getvalue().encode("utf-8", "surrogateescape")
    if path.is_dir() or not (path.parts[:2] == ("/", "dev") or (path.exists() and not path.is_file())):
        replace(path, data)
        return
    try:
        with path.open("ab") as device:
            device.write(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise WriteError(path, error) from error


def make(folder: Path) -> None:
    """Create a folder with its parents.

    Raises:
        WriteError: it cannot be created.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(folder, error) from error


def is_ours(name: str) -> bool:
    """Return whether a file name is that of a temporary file."""
    return name.startswith(".cslint-") and name.endswith(".tmp")


@contextmanager
def _turn(path: Path) -> Iterator[Path]:
    """Yield the file that a path resolves to, with its folder locked."""
    try:
        target = Path(os.path.realpath(path))
        if target.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        with _locked(target.parent) as alone:
            _tidy(target.parent, 0 if alone else _OLD)
            yield target
    except OSError as error:
        raise WriteError(path, error) from error


@contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Lock a folder; yield false if it cannot be locked."""
    handle = -1
    with suppress(OSError):  # Windows opens no folders; a missing one fails later
        handle = os.open(folder, os.O_RDONLY)
    try:
        yield handle >= 0 and _lock(handle)
    finally:
        if handle >= 0:
            os.close(handle)


def _lock(handle: int) -> bool:
    import fcntl

    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.005)
        except OSError:  # a disk without locks
            return False
        else:
            return True
    return False


def _tidy(folder: Path, age: float) -> None:
    """Delete temporary files that are at least ``age`` seconds old."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if is_ours(entry.name) and entry.stat(follow_symlinks=False).st_mtime <= time.time() - age:
                Path(entry.path).unlink()


def _write(target: Path, data: bytes | bytearray, *, durable: bool = True) -> None:
    about = target.stat() if target.exists() else None
    if about is not None and stat.S_ISDIR(about.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if about is not None and not os.access(target, os.W_OK):  # renaming would replace a read-only file
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    new = target.with_name(f".cslint-{os.urandom(6).hex()}.tmp")  # hidden files are neither cases nor assets
    how = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(new, how, 0o666 if about is None else 0o600)
    try:
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(handle, rest) :]
            if about is not None and hasattr(os, "fchown"):
                _keep(handle, about)
            if durable:
                os.fsync(handle)
        finally:
            os.close(handle)
        new.replace(target)
    except BaseException:
        with suppress(OSError):
            new.unlink()
        raise


def _keep(handle: int, about: os.stat_result) -> None:
    """Copy owner, group and mode of the old file to the new one, as far as permitted."""
    for owner, group in ((-1, about.st_gid), (about.st_uid, -1)):
        with suppress(OSError):
            os.fchown(handle, owner, group)
    with suppress(OSError):
        os.fchmod(handle, about.st_mode & 0o7777)
