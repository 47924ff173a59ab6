"""A whole run remembered: where no file has changed that it depended on, its reports are those of last time.

An entry of ``cache`` stands for one case and is found once the configuration and the rules are read; for a class that
takes longer than all the rest. An entry here stands for one command line. It holds every path that the run depended
on, with size, inode and times: the folders that were searched, the files of the cases and of those beside them, the
configurations that there are or may come to be, templates, rules, the program, and where packages are installed.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cslint import __version__
from cslint.caching.case_cache import FRESH, files, outside, program, write_last
from cslint.caching.storage import FORM, Fact, fact_of, head_of, is_ours, is_plain, today, unchanged
from cslint.diagnostics.findings import Level, Report, RuleInfo, pack, unpack
from cslint.util.digests import digest_of

if TYPE_CHECKING:
    from cslint.document.files.sibling_cases import SiblingCases
    from cslint.linter.task import Task

_MOST = 100_000  # paths; larger runs are not kept
_HEAD = 65  # bytes of the first line, a digest of the others


class Recall:
    """What a command line found last time.

    Args:
        folder: of the caches.
        folders: those that are searched for cases.
        asked: all else that findings depend on and that is no file, as text.

    Attributes:
        entry: where it is remembered.
        head: the entry's first line once that is known to stand for this run, else "".
    """

    def __init__(self, folder: Path, folders: Sequence[Path], asked: str) -> None:
        self._folders = folders
        here, day = str(Path.cwd()), today()
        name = digest_of((asked, list(map(str, folders)), here, day, __version__, sys.version, sys.path))
        self.entry = folder / FORM / "runs" / f"{name[:32]}.json"
        self.head = ""
        self._usable = is_ours(str(folder))

    def report(self) -> Report | None:
        """Return the report where nothing has changed."""
        try:
            if not self._usable or not is_plain(str(self.entry)):
                return None
            with self.entry.open("rb") as entry:
                head = entry.readline()
                if head != head_of(entry):
                    return None
                entry.seek(len(head))
                facts, rules, remarks = json.loads(entry.readline())
                if not unchanged(facts):
                    return None
                known = {rule.name: rule for rule in map(_rule, rules)}
                cases = tuple(unpack(json.loads(line)) for line in entry)
            self.head = head.decode()
            return Report(cases, known, __version__, tuple(remarks))
        except (OSError, ValueError, TypeError, LookupError, RecursionError):
            return None

    def state(self, tasks: Sequence[Task], peers: SiblingCases, examined: Iterable[Path] = ()) -> list[Fact]:
        """All that the reports of cases depend on; nothing where that cannot be told. Call it before they are checked.

        Args:
            tasks: the cases.
            peers: the files of all cases.
            examined: other files by whose text it was decided which files are cases.
        """
        if not self._usable or any(task.text is not None or task.config.baseline for task in tasks):
            return []
        facts: list[Fact] = []
        newest = 0
        for folder in peers.folders:
            for path, *about in files(Path(folder)):
                facts.append([path, *about])
                newest = max(newest, *about[2:])
            if len(facts) > _MOST:
                return []
        for path in map(os.path.abspath, examined):
            facts.append(fact_of(path))
            newest = max(newest, *facts[-1][3:], 0)
        searched = {path for folder in self._folders for path in _searched(folder, peers)}
        facts.extend(map(fact_of, sorted(searched | set(_others(tasks, searched)))))
        return facts if newest <= time.time_ns() - FRESH else []

    def keep(self, state: list[Fact], report: Report) -> None:
        """Remember a report; what cannot be written is not remembered.

        Args:
            state: of the time before the cases were checked.
            report: without what a baseline holds back.
        """
        if not state or any(finding.rule == "internal-error" for finding in report.findings):
            return
        # a line a case, and no second copy: all at once would take more memory than the findings
        body = bytearray(_HEAD)
        body += _line([state, list(report.rules.values()), report.remarks])
        for case in report.cases:
            body += _line(pack(case))
        head = head_of([memoryview(body)[_HEAD:]])
        body[:_HEAD] = head
        write_last(self.entry, body)
        self.head = head.decode()


def _searched(folder: Path, peers: SiblingCases) -> Iterator[str]:
    """The folders in which cases are looked for: a new one changes the times of the folder that it is in."""
    from cslint.linter.discovery import search

    yield from (top for top, _ in search(folder.absolute()))
    for parent in {os.path.dirname(own) for own in peers.folders}:  # noqa: PTH120 - a thousand of them
        yield parent
        with suppress(OSError), os.scandir(parent) as entries:
            yield from (entry.path for entry in entries if entry.is_dir())


def _others(tasks: Iterable[Task], searched: set[str]) -> Iterator[str]:
    """Paths besides the cases' own: configurations, templates, rules, the program and what it reads with."""
    from cslint.config.loader import NAMES

    above = {str(folder) for task in tasks for folder in task.path.absolute().parents}
    for folder in above | searched:
        files = (os.path.join(folder, name) for name in NAMES)  # noqa: PTH118
        yield from (file for file in files if folder not in searched or os.path.lexists(file))
    for task in {id(task.settings): task for task in tasks}.values():
        if task.config.path:
            yield str(task.config.path)
        yield from map(str, outside(task.settings))
    yield from map(str, program())
    yield from sys.path  # where packages, and plugins among them, are installed


def _rule(row: Sequence[str]) -> RuleInfo:
    name, summary, family, level, kind, body, url = row
    return RuleInfo(name, summary, family, Level(level), kind, body, url)


def _line(data: list[Any]) -> bytes:
    return json.dumps(data, separators=(",", ":")).encode() + b"\n"
