"""Store results of earlier runs on disk, one entry for each case.

The cache is independent of cases and reports: it stores bytes under the path of a case and a key, and returns them
while the key is the same. Callers put everything that the result depends on into the key. Entries of cases in
neighbouring folders share a file, because creating a file for each takes longer than checking a case. Entries that are
damaged or were written by another version are ignored.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from cslint.util import atomic_write
from cslint.util.fingerprint import digest

FORMAT = "3"  # version of the file format, part of the folder's name
_LARGEST_FILE = 32 * 2**20  # bytes: results of about 5,000 cases


def default_folder() -> Path | None:
    """Return the user's cache folder: CSLINT_CACHE_DIR or the system's default, or None without a home."""
    chosen = os.environ.get("CSLINT_CACHE_DIR")
    if chosen:
        base = chosen
    elif sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or "~/AppData/Local"
    elif sys.platform == "darwin":
        base = "~/Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    try:
        folder = Path(base).expanduser()  # a shell does not expand ~ within quotation marks
    except RuntimeError:
        return None
    return folder if chosen else folder / "cslint"


def clear() -> int:
    """Delete every file of the cache, including other versions, and return their number.

    Raises:
        OSError: a file cannot be deleted.
    """
    folder = default_folder()
    stored = [path for path in sorted(folder.glob("*/*/*")) if _is_plain(path)] if folder else []
    files = [path for path in stored if path.suffix == ".json"]
    for path in (*files, *(path for path in stored if atomic_write.is_ours(path.name))):
        path.unlink(missing_ok=True)
    return len(files)


class CaseCache:
    """A store of results by case; ``flush`` writes them.

    Args:
        folder: folder of the files; it is created when the first result is written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FORMAT / "cases"
        self._usable = _is_private(folder)
        self._files: dict[Path, _EntryFile] = {}

    def lookup(self, case: Path, key: str) -> bytes | None:
        """Return the result stored for a case under a key, or None.

        Args:
            case: the case's file.
            key: 64 hexadecimal digits for everything that the result depends on.
        """
        if not self._usable:
            return None
        file, name = self._file(case)
        stored_key, _, rest = file.entries.get(name, b"").partition(b" ")
        checksum, _, data = rest.partition(b" ")
        return data if stored_key == key.encode() and checksum == _checksum(data) else None

    def store(self, case: Path, key: str, data: bytes) -> None:
        """Keep a result until ``flush``.

        Args:
            case: the case's file.
            key: as for ``lookup``.
            data: one line.
        """
        file, name = self._file(case)
        file.fresh[name] = b"%b %b %b" % (key.encode(), _checksum(data), data)

    def flush(self) -> None:
        """Write the stored results, ignoring errors."""
        if self._usable:
            with suppress(OSError):  # a full disk, or a read-only folder
                for file in self._files.values():
                    file.write()

    def _file(self, case: Path) -> tuple[_EntryFile, bytes]:
        """Return the file for a case and its neighbours, and the name of the case's entry in it."""
        path = case.absolute()
        file = self._folder / f"{digest(str(path.parent.parent))[:32]}.json"
        if file not in self._files:
            self._files[file] = _EntryFile(file)
        return self._files[file], digest(str(path))[:32].encode()


class _EntryFile:
    """A file of entries, one per line: name, key, checksum, data."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.fresh: dict[bytes, bytes] = {}
        try:
            self.entries = _split(path.read_bytes()) if _is_plain(path) else {}
        except OSError:
            self.entries = {}

    def write(self) -> None:
        """Add the fresh entries to those that other programs have written in the meantime.

        Raises:
            OSError: it cannot be written.
        """
        if self.fresh and _is_plain(self.path):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            atomic_write.update(self.path, self._merged, durable=False)  # a damaged entry fails its checksum
            self.fresh.clear()

    def _merged(self, before: bytes | None) -> bytes:
        entries = _split(before or b"")
        for name in self.fresh:
            entries.pop(name, None)  # fresh entries go to the end, so that the oldest are dropped first
        lines: list[bytes] = []
        room = _LARGEST_FILE
        for name, entry in reversed((entries | self.fresh).items()):
            room -= len(entry)
            if room < 0:
                break
            lines += (b"\n", entry, b" ", name)
        return b"".join(reversed(lines))


def _split(data: bytes) -> dict[bytes, bytes]:
    parts = (line.partition(b" ") for line in data.split(b"\n"))
    return {name: entry for name, _, entry in parts if len(name) == 32}


def _checksum(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).hexdigest().encode()


def _is_plain(path: Path) -> bool:
    """Return whether a path is a regular file or does not exist, and neither it nor its two parents are links."""
    try:
        if path.parent.is_symlink() or path.parent.parent.is_symlink():
            return False
        return stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _is_private(folder: Path) -> bool:
    """Return whether only this user can have written the entries."""
    try:
        return not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid()
    except FileNotFoundError:
        return True
    except OSError:
        return False
