"""What is said about a case study: findings, their places, and their fixes. Plain data, safe to send and to keep."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Literal, NamedTuple

BROKEN_RULE = "broken-rule"
INCOMPLETE = frozenset({"internal-error", BROKEN_RULE})  # rules whose findings say that something was not checked


class Level(StrEnum):
    """How much a finding weighs: only errors (by default) make the exit status 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Level).index(self)


class Location(NamedTuple):
    """A stretch of a file: lines and columns from 1 in code points, end exclusive.

    ``start`` and ``end`` are the same stretch as offsets in the decoded text. ``excerpt`` is the text of the first
    line, cut to a window round the place when it is very long; ``excerpt_column`` is the column it begins at.
    ``shipped``: the file is the program's own, such as a built-in template, and ``path`` only a name for it.
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
    """Return the excerpt of a location in three: before the place, the place (its part in that line), after it."""
    line = location.excerpt
    start = min(max(location.column - location.excerpt_column, 0), len(line))
    end = len(line)
    if location.end_line == location.line:
        end = min(max(location.end_column - location.excerpt_column, start), len(line))
    return line[:start], line[start:end], line[end:]


class Related(NamedTuple):
    """Another place that explains a finding, such as the instruction it breaks."""

    location: Location
    message: str


class Edit(NamedTuple):
    """Replace what stands at a location by ``text``."""

    location: Location
    text: str


class Fix(NamedTuple):
    """A mend. ``safe`` keeps the meaning; ``unsafe`` guesses at it, and ``message`` says what it guesses."""

    safety: Literal["safe", "unsafe"]
    message: str
    edits: tuple[Edit, ...]


class Finding(NamedTuple):
    """One place where a rule is broken; of two amounts of what is counted, the larger is worse."""

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
        """Order of reports: by file, place, weight, rule; a rule's findings at one place keep the check's order."""
        at = self.location
        return (at.path, at.line, at.column, self.level.rank, self.rule)


class Skipped(NamedTuple):
    """A rule that was not run because another one, which it needs, found something."""

    rule: str
    because: str


class CaseReport(NamedTuple):
    """Everything found in one case.

    Attributes:
        path: of its Markdown file.
        profile: the kind of case that it is.
        stage: how finished its author says it is.
        findings: what is reported.
        suppressed: what is not, by a comment or a baseline.
        skipped: the rules that were not run.
        progress: its row of the status format where a reporter wants it.
        fail_on: the level from which a finding in it makes the exit status 1, by its own configuration.
        hidden: how many notes were found and are not shown.
        next_status: the ``status`` that hands in a draft, or "" where the template knows none.
        lasting: whether it depends on nothing but what a cache looks at; one that does not is never kept.
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


class Summary(NamedTuple):
    """Counts over a report, as the JSON format gives them."""

    cases: int
    errors: int
    warnings: int
    notes: int
    suppressed: int
    fixable: int


class Report(NamedTuple):
    """All that a reporter sees.

    Attributes:
        cases: one report a case.
        rules: the metadata of every rule that ran, by name.
        version: of cslint.
        remarks: sentences on the run as a whole, for the end of what people read.
    """

    cases: tuple[CaseReport, ...] = ()
    rules: Mapping[str, RuleInfo] = {}
    version: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def findings(self) -> list[Finding]:
        """All findings, case by case in order."""
        return [finding for case in self.cases for finding in case.findings]

    @property
    def summary(self) -> Summary:
        """The counts of the last line."""
        levels = [finding.level for finding in self.findings]
        return Summary(
            cases=len(self.cases),
            errors=levels.count(Level.ERROR),
            warnings=levels.count(Level.WARNING),
            notes=levels.count(Level.NOTE),
            suppressed=sum(len(case.suppressed) for case in self.cases),
            fixable=sum(finding.fix is not None for finding in self.findings),
        )


class RuleInfo(NamedTuple):
    """What a reporter may say about a rule.

    Attributes:
        name: of the rule.
        summary: one line.
        family: the group it belongs to.
        level: of its findings, before the stage is considered.
        kind: correctness, completeness or style.
        body: the Markdown of its page.
        url: the address of its page.
        folded: the message that stands for several of its findings, with ``{count}``; "" when each is shown.
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
    """Return a case's report as lists, texts and numbers, for files and other processes."""
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
    """Return the report that ``pack`` took apart.

    Raises:
        ValueError, TypeError, LookupError: it is none.
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


def _pack_place(at: Location) -> list[Any]:
    return list(at)


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
