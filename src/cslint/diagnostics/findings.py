"""Findings with their locations and fixes, as plain data that can be stored and sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from dataclasses import field as default
from enum import StrEnum
from operator import attrgetter
from typing import Any, Literal

BROKEN_RULE = "broken-rule"
INCOMPLETE = frozenset({"internal-error", BROKEN_RULE})  # rules whose findings mean that something was not checked


class Level(StrEnum):
    """The severity of a finding: only errors (by default) make the exit status 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the most severe."""
        return list(Level).index(self)


@dataclass(frozen=True, slots=True)
class Location:
    """A range of a file: lines and columns from 1 in code points, end exclusive.

    ``start`` and ``end`` are the same range as offsets in the decoded text. ``excerpt`` is the text of the first line,
    cut to a window around the range if it is very long; ``excerpt_column`` is the column where the excerpt begins.
    ``shipped``: the file belongs to the program, such as a built-in template, and ``path`` is only its name.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    start: int = 0
    end: int = 0
    excerpt: str = ""
    excerpt_column: int = 1
    shipped: bool = False


def split(location: Location) -> tuple[str, str, str]:
    """Split the excerpt of a location in three: before the range, the range (within that line), and after it."""
    line = location.excerpt
    start = min(max(location.column - location.excerpt_column, 0), len(line))
    end = len(line)
    if location.end_line == location.line:
        end = min(max(location.end_column - location.excerpt_column, start), len(line))
    return line[:start], line[start:end], line[end:]


@dataclass(frozen=True, slots=True)
class Related:
    """Another location that explains a finding, such as the instruction that it breaks."""

    location: Location
    message: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text at a location by ``text``."""

    location: Location
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A fix. ``safe`` keeps the meaning; ``unsafe`` guesses it, and ``message`` says what it guesses."""

    safety: Literal["safe", "unsafe"]
    message: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule is broken; of two findings with an ``amount``, the larger is worse."""

    rule: str
    level: Level
    message: str
    location: Location
    help: str | None = None
    section: str | None = None
    item: str | None = None
    field: str | None = None
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    amount: float | None = None

    @property
    def sort_key(self) -> tuple[str, int, int, int, str]:
        """The order in reports: by file, position, level, rule.

        Findings of one rule at one place keep the check's order.
        """
        at = self.location
        return (at.path, at.line, at.column, self.level.rank, self.rule)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A rule that did not run because a rule that it needs found something."""

    rule: str
    because: str


@dataclass(frozen=True, slots=True)
class CaseReport:
    """Everything found in one case.

    Attributes:
        path: path of its Markdown file.
        profile: name of its profile.
        stage: how finished its author says it is.
        findings: reported findings.
        suppressed: findings hidden by a comment or a baseline.
        skipped: rules that did not run.
        progress: its row of the status format, if a reporter needs it.
        fail_on: the level from which a finding in it makes the exit status 1, by its own configuration.
        hidden: number of notes that were found and are not shown.
        next_status: the ``status`` that hands in a draft, or "" if the template has none.
        lasting: whether it depends only on what the cache's key covers; otherwise it is not cached.
    """

    path: str
    profile: str
    stage: str
    findings: tuple[Finding, ...]
    suppressed: tuple[Finding, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    progress: dict[str, Any] | None = None
    fail_on: str = "error"
    hidden: int = 0
    next_status: str = ""
    lasting: bool = True


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over a report, as in the JSON format."""

    cases: int
    errors: int
    warnings: int
    notes: int
    suppressed: int
    fixable: int


@dataclass(frozen=True, slots=True)
class Report:
    """All the data that a reporter gets.

    Attributes:
        cases: one report per case.
        rules: metadata of every rule that ran, by name.
        version: version of cslint.
        remarks: sentences about the whole run, shown after the findings.
    """

    cases: tuple[CaseReport, ...] = ()
    rules: Mapping[str, RuleInfo] = default(default_factory=dict)
    version: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def findings(self) -> list[Finding]:
        """All findings, by case in order."""
        return [finding for case in self.cases for finding in case.findings]

    @property
    def summary(self) -> Summary:
        """The counts for the last line."""
        levels = [finding.level for finding in self.findings]
        return Summary(
            cases=len(self.cases),
            errors=levels.count(Level.ERROR),
            warnings=levels.count(Level.WARNING),
            notes=levels.count(Level.NOTE),
            suppressed=sum(len(case.suppressed) for case in self.cases),
            fixable=sum(finding.fix is not None for finding in self.findings),
        )


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """The metadata of a rule for reporters.

    Attributes:
        name: name of the rule.
        summary: one line.
        family: the group it belongs to.
        level: level of its findings, before the stage is considered.
        kind: correctness, completeness or style.
        body: the Markdown of its page.
        url: the address of its page.
        folded: message that replaces several of its findings, with ``{count}``; "" if each is shown.
    """

    name: str
    summary: str
    family: str
    level: Level
    kind: str
    body: str = ""
    url: str = ""
    folded: str = ""


def pack(report: CaseReport) -> list[Any]:
    """Return a case's report as lists, strings and numbers, for files and other processes."""
    return [
        report.path,
        report.profile,
        report.stage,
        [_pack_finding(finding) for finding in report.findings],
        [_pack_finding(finding) for finding in report.suppressed],
        [[skipped.rule, skipped.because] for skipped in report.skipped],
        report.fail_on,
        report.hidden,
        report.next_status,
    ]


def unpack(data: list[Any]) -> CaseReport:
    """Return the report that ``pack`` encoded.

    Raises:
        ValueError, TypeError, LookupError: the data are not a packed report.
    """
    path, profile, stage, findings, suppressed, skipped, fail_on, hidden, next_status = data
    return CaseReport(
        path,
        profile,
        stage,
        tuple(map(_unpack_finding, findings)),
        tuple(map(_unpack_finding, suppressed)),
        tuple(Skipped(*pair) for pair in skipped),
        fail_on=fail_on,
        hidden=hidden,
        next_status=next_status,
    )


_place_values = attrgetter(*(each.name for each in fields(Location)))


def _pack_place(at: Location) -> list[Any]:
    return [
        at.path,
        at.line,
        at.column,
        at.end_line,
        at.end_column,
        at.start,
        at.end,
        at.excerpt,
        at.excerpt_column,
        at.shipped,
    ]


def _pack_finding(found: Finding) -> list[Any]:
    fix = found.fix
    return [
        found.rule,
        found.level.value,
        found.message,
        _pack_place(found.location),
        found.help,
        found.section,
        found.item,
        found.field,
        [[_pack_place(near.location), near.message] for near in found.related],
        [fix.safety, fix.message, [[_pack_place(edit.location), edit.text] for edit in fix.edits]] if fix else None,
        found.amount,
    ]


def _unpack_finding(data: list[Any]) -> Finding:
    rule, level, message, at, note, section, item, field_name, related, fix, amount = data
    return Finding(
        rule,
        Level(level),
        message,
        Location(*at),
        note,
        section,
        item,
        field_name,
        tuple(Related(Location(*place), text) for place, text in related),
        Fix(fix[0], fix[1], tuple(Edit(Location(*place), text) for place, text in fix[2])) if fix else None,
        amount,
    )
