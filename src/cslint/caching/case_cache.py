"""What was found in a case, kept until something changes that it depends on.

An entry is good for one state of everything that a report can depend on: each file of the case's folder (size, inode,
times of change; no file is read), the like-sized files of other cases, the program, the libraries it reads with, rules,
options, profile, folder and day. A case with a file changed within the last two seconds is not kept: a second change
might leave the same times. Entries are JSON with a digest, never code, and those of cases side by side share a file;
what is broken or of another form is ignored.
"""

from __future__ import annotations

import errno
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from cslint.caching.storage import FORM, is_ours, is_plain
from cslint.caching.storage import place as _place
from cslint.diagnostics.findings import CaseReport, pack, unpack
from cslint.util.digests import digest, digest_of

if TYPE_CHECKING:
    from cslint.document.files.sibling_cases import SiblingCases
    from cslint.linter.engine import Settings
    from cslint.linter.task import Task

_LAST = 20  # command lines; of more the oldest are forgotten
_MOST = 5000  # entries of a folder; larger ones are checked each time
FRESH = 2 * 10**9  # nanoseconds; some file systems count no finer
_SHELF = 32 * 2**20  # bytes: reports of some 5,000 cases side by side
_LIBRARIES = ("mistune", "yaml", "shapely", "rapidfuzz", "geographiclib", "frontmatter")


def place() -> Path | None:
    """The folder for caches of this user; None without a home."""
    folder = _place()
    return Path(folder) if folder is not None else None


def clear() -> int:
    """Delete every entry and return how many there were.

    Raises:
        OSError: one cannot be deleted.
    """
    folder = place()
    from cslint.util import atomic_write

    kept = [path for path in sorted(folder.glob("*/*/*")) if is_plain(str(path))] if folder else []
    entries = [file for file in kept if file.suffix == ".json"]
    for file in (*entries, *(file for file in kept if atomic_write.is_ours(file.name))):
        file.unlink(missing_ok=True)
    return len(entries)


class Cache:
    """Reports of a run's cases as an earlier run found them. What is put away is written when the cache is closed.

    Args:
        folder: where entries lie; made when the first is kept.
        peers: the files of the other cases.
    """

    def __init__(self, folder: Path, peers: SiblingCases) -> None:
        self.folder = folder / FORM
        self.peers = peers
        self._usable = is_ours(str(folder))
        self._runs: dict[int, str] = {}
        self._states: dict[Path, str] = {}
        self._shelves: dict[Path, _Shelf] = {}

    def get(self, task: Task) -> CaseReport | None:
        """The report of a case when nothing has changed, else None. Call it before the case is checked."""
        state = self._state(task) if self._usable else ""
        if not state:
            return None
        self._states[task.path] = state
        shelf, name = self._place(task.path)
        line = shelf.known(name)
        body = line.split(b" ", 2)[-1]
        try:
            return unpack(json.loads(body)) if line == _line(state, body) else None
        except (ValueError, TypeError, LookupError, RecursionError):
            return None

    def put(self, task: Task, report: CaseReport) -> None:
        """Keep a report."""
        state = self._states.pop(task.path, "")
        if not state or any(finding.rule == "internal-error" for finding in report.findings):
            return
        shelf, name = self._place(task.path)
        shelf.fresh[name] = _line(state, json.dumps(pack(report), separators=(",", ":")).encode())

    def close(self) -> None:
        """Write what was put away; what cannot be written is not kept."""
        with suppress(OSError):  # a full disk or a folder nobody may write to: do without
            for shelf in self._shelves.values():
                shelf.write()

    def _place(self, path: Path) -> tuple[_Shelf, bytes]:
        """The file for a case and its neighbours, and the case's name in it."""
        whole = path.absolute()
        file = self.folder / "cases" / f"{digest_of(str(whole.parent.parent))[:32]}.json"
        if file not in self._shelves:
            self._shelves[file] = _Shelf(file)
        return self._shelves[file], digest_of(str(whole))[:32].encode()

    def _state(self, task: Task) -> str:
        """A digest of all that the report of a case depends on; "" when it cannot be told."""
        if task.text is not None:
            return ""
        own = sorted(files(task.path.parent))
        newest = max((max(file[3], file[4]) for file in own), default=0)
        if not own or len(own) > _MOST or newest > time.time_ns() - FRESH:
            return ""
        alike = self.peers.state(file[1] for file in own)
        return digest_of((self._run(task.settings), str(task.path), own, alike))

    def _run(self, settings: Settings) -> str:
        if id(settings) not in self._runs:
            self._runs[id(settings)] = digest_of((_program(), _settings(settings), str(Path.cwd())))
        return self._runs[id(settings)]


class _Shelf:
    """The reports of cases side by side, a line each: a file for every one takes longer to make than to check it."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.fresh: dict[bytes, bytes] = {}

    @cached_property
    def _lines(self) -> dict[bytes, bytes]:
        try:
            return _parted(self.file.read_bytes()) if is_plain(str(self.file)) else {}
        except OSError:
            return {}

    def known(self, name: bytes) -> bytes:
        """What was kept of a case; nothing where there is none."""
        return self._lines.get(name, b"")

    def write(self) -> None:
        """Put what is new beside what others have kept meanwhile.

        Raises:
            OSError: it cannot be written.
        """
        if self.fresh:
            from cslint.util import atomic_write

            _make_room(self.file)
            atomic_write.update(self.file, self._with_fresh, durable=False)  # half a line has another digest
            self.fresh.clear()

    def _with_fresh(self, before: bytes | None) -> bytes:
        lines = _parted(before or b"")
        for name in self.fresh:
            lines.pop(name, None)  # what is new goes to the end, and what is old is forgotten first
        kept: list[bytes] = []
        room = _SHELF
        for name, line in reversed((lines | self.fresh).items()):
            room -= len(line)
            if room < 0:
                break
            kept += (b"\n", line, b" ", name)
        return b"".join(reversed(kept))  # the only copy: thousands of reports take room


def _parted(data: bytes) -> dict[bytes, bytes]:
    parts = (line.partition(b" ") for line in data.split(b"\n"))
    return {name: line for name, _, line in parts if len(name) == 32}


def write(entry: Path, data: bytes | bytearray) -> None:
    """Write an entry, whole or not at all, whoever else writes.

    Raises:
        OSError: it cannot be written.
    """
    from cslint.util import atomic_write

    _make_room(entry)
    atomic_write.replace(entry, data, durable=False)  # half an entry has another digest


def _make_room(entry: Path) -> None:
    """Make the folder of an entry.

    Args:
        entry: its path.

    Raises:
        OSError: the folder cannot be made, or the entry is a link, a device or a pipe, which stays what it is.
    """
    if not is_plain(str(entry)):
        raise OSError(errno.ELOOP, "it is not a regular file", str(entry))
    entry.parent.mkdir(mode=0o700, parents=True, exist_ok=True)


def write_last(entry: Path, data: bytes | bytearray) -> None:
    """Write an entry into a folder in which only the last few are kept; what cannot be written is not kept."""
    with suppress(OSError):
        write(entry, data)
        by_age = sorted(entry.parent.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
        for old in by_age[:-_LAST]:
            old.unlink(missing_ok=True)


def _line(state: str, body: bytes) -> bytes:
    return b"%b %b %b" % (state.encode(), digest([body]).encode(), body)


def files(folder: Path) -> Iterator[tuple[str, int, int, int, int]]:
    """Name, size, inode and times of everything below a folder; nothing when there are links, which lead elsewhere."""
    waiting = [str(folder)]
    count = 0
    while waiting:
        here = waiting.pop()
        with suppress(OSError), os.scandir(here) as entries:
            for entry in entries:
                about = entry.stat(follow_symlinks=False)
                if entry.is_symlink():
                    yield entry.path, 0, 0, time.time_ns(), 0  # always new: never kept
                    return
                if entry.is_dir():
                    waiting.append(entry.path)
                yield entry.path, about.st_size, about.st_ino, about.st_mtime_ns, about.st_ctime_ns
                count += 1
                if count > _MOST:
                    return


def _program() -> tuple[object, ...]:
    """The program and what it reads with: other versions may find other things."""
    from cslint import __version__

    return __version__, sys.version, [_about(path) for path in program()]


@lru_cache(maxsize=1)
def program() -> tuple[Path, ...]:
    """The files of the program and of what it reads with."""
    from importlib.util import find_spec

    from cslint.util.resources import folder

    own = [Path(__file__).parents[1], folder("rules"), folder("schemas")]
    found = [find_spec(name) for name in _LIBRARIES]
    libraries = [Path(spec.origin) for spec in found if spec and spec.origin]
    return (*libraries, *(path for place in own for path in _tree(place)))


def _settings(settings: Settings) -> tuple[object, ...]:
    profile = settings.profile
    return (
        sorted(settings.rules),
        sorted(settings.selected),
        sorted((name, sorted(options.items())) for name, options in settings.options.items()),
        sorted(settings.levels.items()),
        sorted(settings.named),
        (profile.name, sorted(profile.weights.items())) if profile else None,
        settings.stage,
        settings.suppress,
        settings.notes,
        settings.trust_comments,
        settings.today,
        settings.limit,
        [_about(path) for path in outside(settings)],
    )


def outside(settings: Settings) -> Iterator[Path]:
    """What settings were read from that is not the program's own: rule pages with their checks, and templates."""
    from cslint.contract.template_assets import beside
    from cslint.util.resources import folder

    own = folder("rules")
    others = [rule for rule in settings.rules.values() if rule.package != "cslint" or rule.path.parent != own]
    pages = {rule.path.parent if rule.package == "cslint" else rule.path.parents[1] for rule in others}
    for place in sorted(pages):
        yield from _tree(place)
    profile = settings.profile
    if profile is not None and profile.template_path is not None:
        base = profile.template_path.parent
        yield from (base, profile.template_path, base / "profile.yml", *beside(profile))
        if profile.schema_path is not None:
            yield profile.schema_path


def _tree(folder: Path) -> list[Path]:
    return [Path(path) for path, *_ in sorted(files(folder)) if not path.endswith((".pyc", "__pycache__"))]


def _about(path: Path) -> tuple[object, ...]:
    try:
        about = path.stat()
    except OSError:
        return (str(path),)
    return str(path), about.st_size, about.st_ino, about.st_mtime_ns, about.st_ctime_ns


def checked(cache: Cache | None, tasks: Iterable[Task]) -> dict[Path, CaseReport]:
    """Reports that need not be made again, by the path of the case."""
    if cache is None:
        return {}
    return {task.path: report for task in tasks if (report := cache.get(task)) is not None}
