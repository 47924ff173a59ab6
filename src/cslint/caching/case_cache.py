"""Results of earlier runs, one entry for each case, kept on disk.

The cache knows nothing of cases and reports: it stores bytes under the path of a case and a key, and gives them back
while the key is the same. Whoever asks puts everything into the key that the result depends on. Entries of cases in
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

FORMAT = "3"  # of the files; another format is another folder
_LARGEST_FILE = 32 * 2**20  # bytes: results of some 5,000 cases


def default_folder() -> Path | None:
    """Return the user's cache folder: CSLINT_CACHE_DIR or the system's usual one; None without a home."""
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
        folder = Path(base).expanduser()  # a shell leaves ~ alone in quotation marks
    except RuntimeError:
        return None
    return folder if chosen else folder / "cslint"


def clear() -> int:
    """Delete every file of the cache, those of other versions too, and return how many there were.

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
    """Stores results by case. What is stored is written by ``flush``.

    Args:
        folder: where the files are; it is created when the first result is written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FORMAT / "cases"
        self._usable = _is_private(folder)
        self._files: dict[Path, _EntryFile] = {}

    def lookup(self, case: Path, key: str) -> bytes | None:
        """Return the result stored for a case under a key, or None.

        Args:
            case: the case's file.
            key: 64 hexadecimal digits for all that the result depends on.
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
        """Write what was stored; what cannot be written is not kept."""
        if self._usable:
            with suppress(OSError):  # a full disk, or a folder that nobody may write to
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
        """Add the fresh entries to those that other programs have written meanwhile.

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
    """Return whether a path is a regular file, or nothing yet, and neither it nor its two folders are links."""
    try:
        if path.parent.is_symlink() or path.parent.parent.is_symlink():
            return False
        return stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _is_private(folder: Path) -> bool:
    """Return whether nobody else can have written the entries."""
    try:
        return not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid()
    except FileNotFoundError:
        return True
    except OSError:
        return False
