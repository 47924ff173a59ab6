"""Apply fixes to the text of files in passes, until nothing more can be fixed; prose is never rewritten."""

from __future__ import annotations

import codecs
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from cslint.diagnostics.findings import Edit, Finding, Location
from cslint.errors import WriteError
from cslint.linter import engine
from cslint.text.source import Source
from cslint.util import atomic_write

if TYPE_CHECKING:
    from cslint.diagnostics.findings import Report
    from cslint.linter.session import Session
    from cslint.linter.task import Task

_PASSES = 10  # a fix may uncover another; more passes than this mean that two undo each other
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG")


@dataclass
class Outcome:
    """The result of a pass of fixes for one file.

    Attributes:
        path: the file.
        before: its bytes.
        after: its bytes with the edits.
        findings: the fixed findings; a fix of several files is listed with the first.
        stale: whether the file has changed since it was checked, so that it is left unchanged.
    """

    path: Path
    before: bytes
    after: bytes
    findings: list[Finding] = field(default_factory=list)
    stale: bool = False


@dataclass(frozen=True, slots=True)
class FixResult:
    """The result of fixing.

    Attributes:
        report: the remaining findings.
        fixed: number of fixed findings.
        failed: why a file could not be written, by file.
    """

    report: Report
    fixed: int
    failed: dict[Path, WriteError]


def fix_files(session: Session, work: Sequence[Task], *, unsafe: bool) -> FixResult:
    """Fix what can be fixed in the files of cases, in passes, and check them again.

    Args:
        session: the run.
        work: its cases.
        unsafe: whether fixes that guess are made as well.
    """
    fixed = 0
    failed: dict[Path, WriteError] = {}
    work = unlimited(work)
    report = session.check(work)
    for _ in range(_PASSES):
        found = [outcome for outcome in of_report(report, unsafe=unsafe) if outcome.path not in failed]
        changed = [outcome for outcome in found if outcome.after != outcome.before]
        if not changed and not any(outcome.stale for outcome in found):
            break  # what another program has just written is checked again
        for outcome in changed:
            try:
                fixed += len(outcome.findings) if _write(outcome) else 0
            except WriteError as error:  # the other files are not affected
                failed[outcome.path] = error
        report = session.check(work)
    cases = (replace(case, findings=tuple(engine.limited(case.findings))) for case in report.cases)
    return FixResult(replace(report, cases=tuple(cases)), fixed, failed)


def unlimited(work: Sequence[Task]) -> list[Task]:
    """Return the same cases with every finding of a rule reported: all are to be fixed."""
    settings = {id(task.settings): replace(task.settings, limit=None) for task in work}
    return [task._replace(settings=settings[id(task.settings)]) for task in work]


def of_report(report: Report, *, unsafe: bool) -> list[Outcome]:
    """Return the changes that fixing would make, by file.

    Args:
        report: the report.
        unsafe: whether to apply unsafe fixes too.
    """
    return outcomes(report.findings, lambda name: Path(name).resolve(), unsafe=unsafe)


def _write(outcome: Outcome) -> bool:
    """Write a file unless another program has written it since it was read: the next pass checks it again."""
    return atomic_write.update(outcome.path, lambda now: outcome.after if now == outcome.before else None)


def plan(findings: Iterable[Finding], *, unsafe: bool = False) -> tuple[list[Finding], list[Edit]]:
    """Return the findings that can be fixed together, and their edits.

    Of two overlapping fixes the later one is left for the next pass. A fix whose own edits overlap is ignored.

    Args:
        findings: the findings of a report.
        unsafe: whether to apply unsafe fixes too.
    """
    chosen: list[Finding] = []
    taken: dict[str, list[tuple[int, int]]] = {}  # apart from each other, in order
    edits: list[Edit] = []
    for finding in findings:
        fix = finding.fix
        if fix is None or (fix.safety == "unsafe" and not unsafe):
            continue
        spans = sorted((edit.location.path, edit.location.start, edit.location.end) for edit in fix.edits)
        if any(one[0] == other[0] and (other[1] < one[2] or other[1] == one[1]) for one, other in pairwise(spans)):
            continue
        if any(_overlaps(taken.get(path, ()), start, end) for path, start, end in spans):
            continue
        for path, start, end in spans:
            insort(taken.setdefault(path, []), (start, end))
        chosen.append(finding)
        edits.extend(fix.edits)
    return chosen, edits


def _overlaps(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Return whether a span overlaps or begins where one does of those taken; only its two neighbours can."""
    at = bisect_left(taken, (start, end))
    beside = taken[max(0, at - 1) : at + 1]
    return any((start < other_end and other_start < end) or start == other_start for other_start, other_end in beside)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits applied.

    Args:
        text: the text.
        edits: edits that do not overlap.
    """
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: edit.location.start):
        parts.append(text[at : edit.location.start])
        parts.append(edit.text)
        at = edit.location.end
    parts.append(text[at:])
    return "".join(parts)


def outcomes(findings: Iterable[Finding], resolve: Callable[[str], Path], *, unsafe: bool = False) -> list[Outcome]:
    """Return the changes that fixing would make, by file.

    Args:
        findings: the findings of a report.
        resolve: function from a path in findings to the file.
        unsafe: whether to apply unsafe fixes too.
    """
    chosen, edits = plan(findings, unsafe=unsafe)
    by_path: dict[str, list[Edit]] = {}
    for edit in edits:
        by_path.setdefault(edit.location.path, []).append(edit)
    mended: dict[str, list[Finding]] = {}
    for finding in chosen:
        if finding.fix and finding.fix.edits:
            mended.setdefault(finding.fix.edits[0].location.path, []).append(finding)
    found = []
    for name, own in by_path.items():
        path = resolve(name)
        try:
            before = path.read_bytes()
        except OSError:  # gone since it was checked, or closed to us
            continue
        source = _source(path, before)
        if all(_stands(source, edit.location) for edit in own):
            found.append(Outcome(path, before, encode(source, apply(source.text, own)), mended.get(name, [])))
        else:
            found.append(Outcome(path, before, before, stale=True))
    return found


def _source(path: Path, data: bytes) -> Source:
    """Return a file as its findings count in it: images by bytes, other files by characters."""
    return (Source.of_bytes if data.startswith(_PICTURES) else Source.from_bytes)(path, data)


def _stands(source: Source, at: Location) -> bool:
    """Return whether a file still has the line that a location is of.

    Somebody may have saved it since it was checked.
    """
    if at.end > len(source.text):
        return False
    place = source.position(at.start)
    if (place.line, place.column) != (at.line, at.column):
        return False
    return source.text.startswith(at.excerpt, source.line_span(at.line).start + at.excerpt_column - 1)


def encode(source: Source, text: str) -> bytes:
    """Return a changed text as bytes in the file's own encoding, with its byte order mark.

    Args:
        source: the file.
        text: the changed text.
    """
    if source.encoding == "utf-16":
        return codecs.BOM_UTF16_LE + text.encode("utf-16-le", "surrogatepass")
    data = text.encode(source.encoding, "xmlcharrefreplace" if source.encoding == "cp1252" else "strict")
    return codecs.BOM_UTF8 + data if source.bom else data
