"""Files are replaced whole or not at all, whoever else writes and whatever ends the program.

What is new is written beside the old file, brought to the disk, and only then given the old one's name. Whoever writes
into a folder holds a lock on it, so that of two at once the second sees what the first has written, and what a killed
one left can be told from what is being written, and is deleted. Where folders cannot be locked (Windows, some network
disks) the moment between reading and renaming is as short as it can be, and what is left goes after an hour.

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

_PATIENCE = 10.0  # seconds; whoever holds a lock for longer than that is not writing a file
_OLD = 3600.0  # seconds after which what nobody could lock is surely left over


def replace(path: Path, data: bytes | bytearray, *, durable: bool = True) -> None:
    """Replace a file's content in one step; mode, owner and group stay as far as the system lets us keep them.

    Args:
        path: the file; its folder must be there.
        data: the new content.
        durable: whether it must outlast a loss of power.

    Raises:
        WriteError: it cannot be written; the old file is still there.
    """
    with _turn(path) as target:
        _write(target, data, durable=durable)


def update(path: Path, change: Callable[[bytes | None], bytes | None], *, durable: bool = True) -> bool:
    """Replace a file's content by something made of it, while nobody else who goes this way writes there.

    Args:
        path: the file; its folder must be there.
        change: from the content, None where there is no file, to the new one; None leaves the file alone.
        durable: whether it must outlast a loss of power.

    Returns:
        whether the file was written.

    Raises:
        WriteError: it cannot be read or written; the old file is still there.
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
    """Yield a text stream whose content replaces a file when the block ends without an exception.

    What is no file, such as a pipe or what lies in ``/dev``, is written to and stays what it is.

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
    """Make a folder, and those that it lies in.

    Raises:
        WriteError: that cannot be done.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(folder, error) from error


def is_ours(name: str) -> bool:
    """Return whether a file of that name is one that is being written, or was when the program was killed."""
    return name.startswith(".cslint-") and name.endswith(".tmp")


@contextmanager
def _turn(path: Path) -> Iterator[Path]:
    """Yield the file that a path leads to, once nobody else writes in its folder."""
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
    """Hold the lock of a folder; False where it cannot be had."""
    handle = -1
    with suppress(OSError):  # Windows opens no folders; that one is not there is told when writing fails
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
    """Delete what programs that were killed have left, if it is that many seconds old."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if is_ours(entry.name) and entry.stat(follow_symlinks=False).st_mtime <= time.time() - age:
                Path(entry.path).unlink()


def _write(target: Path, data: bytes | bytearray, *, durable: bool = True) -> None:
    about = target.stat() if target.exists() else None
    if about is not None and stat.S_ISDIR(about.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if about is not None and not os.access(target, os.W_OK):  # a folder's right to rename is no right to change this
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    new = target.with_name(f".cslint-{os.urandom(6).hex()}.tmp")  # hidden: no asset of a case, no case
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
    """Give a new file the owner, the group and the mode of the old one, as far as we may."""
    for owner, group in ((-1, about.st_gid), (about.st_uid, -1)):
        with suppress(OSError):
            os.fchown(handle, owner, group)
    with suppress(OSError):
        os.fchmod(handle, about.st_mode & 0o7777)
