"""``full``: for people at a terminal. Each finding is shown with its line and the instruction that it breaks."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple, TextIO

from cslint.diagnostics.findings import CaseReport, Finding, Fix, Location, Report, split
from cslint.reporters import Options
from cslint.reporters.excerpt import Excerpt, window
from cslint.reporters.paths import shown
from cslint.reporters.styled_writer import Part, StyledWriter, closing
from cslint.reporters.text_width import head, width, wrap
from cslint.util.plural import plural

PLAIN_ROOM = 84  # cells of a line of source without a terminal
WIDEST = 120  # longer lines are hard to read
MOST_RELATED = 4


class _Marks(NamedTuple):
    bar: str
    top: str  # before the position, if a frame follows
    lone: str  # before the position, without a frame
    also: str  # before a position in another file
    middle: str
    bottom: str
    under: str
    deeper: str
    dash: str


_ASCII = _Marks("|", "-->", "-->", "-->", "=", "=", "-", " > ", "-")
_UNICODE = _Marks("│", " ╭─▸", " ─▸", " ├─▸", "├", "╰", "─", " › ", "─")  # fmt: skip


class _Row(NamedTuple):
    """A framed line of source, with the label below it."""

    location: Location
    excerpt: Excerpt
    label: str
    main: bool


def report(report: Report, stream: TextIO, options: Options) -> None:
    """Print every finding of a report, grouped by case, and a summary line.

    Args:
        report: the report.
        stream: the stream to print to.
        options: options of printing.
    """
    paper = StyledWriter(stream, options)
    for case in report.cases:
        if case.findings or case.skipped:
            _Page(paper, report, case).print()
    closing(paper, report)
    if options.terminal:
        _next_steps(paper, report)


def _next_steps(paper: StyledWriter, report: Report) -> None:
    """Print where to begin, what is hidden, and what to run or do next."""
    lines: list[str] = []
    findings = [(finding, case) for case in report.cases for finding in case.findings]
    if findings:
        first = min(findings, key=lambda pair: _order(*pair))[0].location
        lines.append(f"Begin with {shown(first.path, paper.options.root)}:{first.line}, save, and run the check again.")
    elif len(report.cases) == 1 and report.cases[0].next_status:
        lines.append(
            f"If it is finished, set `status: {report.cases[0].next_status}` in its front matter and hand it in."
        )
    if hidden := sum(case.hidden for case in report.cases):
        lines.append(f"{plural(hidden, 'note')} on style {'is' if hidden == 1 else 'are'} hidden; --notes shows them.")
    if findings and len(report.cases) == 1:
        lines.append(
            "To see how complete it is: cslint status " + shlex.quote(shown(report.cases[0].path, paper.options.root))
        )
    for line in lines:
        for part in wrap(paper.say(line), paper.options.width):
            paper.line(Part(part, "dim"))


class _Page:
    """Prints one case's findings, with a common width of the column of line numbers."""

    def __init__(self, paper: StyledWriter, report: Report, case: CaseReport) -> None:
        self.paper = paper
        self.rules = report.rules
        self.case = case
        self.root = paper.options.root
        self.marks = _UNICODE if paper.options.unicode else _ASCII
        width = paper.options.width if paper.options.terminal else None
        self.width = min(max(width, 40), WIDEST) if width else None
        lines = (place.line for finding in case.findings for place in _places(finding))
        self.gutter = max(2, len(str(max(lines, default=0))))
        self.pad = " " * self.gutter

    def print(self) -> None:
        """Print the whole page."""
        self._header()
        for group in self._groups():
            if len(group) > 1:
                self._folded(group)
            else:
                self._title(group[0], group[0].message)
                self._place(group[0])
            self.paper.line()
        self._skipped()

    def _groups(self) -> list[list[Finding]]:
        """Return the findings in the order in which they are shown, grouped if they are shown as one."""
        order = sorted(self.case.findings, key=lambda finding: _order(finding, self.case))
        groups: dict[object, list[Finding]] = {}
        for number, finding in enumerate(order):
            info = self.rules.get(finding.rule)
            folded = self.paper.options.fold and info is not None and info.folded != ""
            groups.setdefault((finding.rule, finding.level) if folded else number, []).append(finding)
        return list(groups.values())

    def _folded(self, group: list[Finding]) -> None:
        """Print several findings of one rule as one, with their positions."""
        first = group[0]
        self._title(first, self.rules[first.rule].folded.format(count=len(group)))
        room = 2 * ((self.width or PLAIN_ROOM) - len(self.pad) - 3) - 16
        places: list[str] = []
        for finding in group:
            place = self._named(finding, first=not places)
            if places and width(", ".join([*places, place])) > room:
                break
            places.append(place)
        more = len(group) - len(places)
        text = ", ".join(places) + (f" and {more} more" if more else "")
        fixes = [finding.fix.safety for finding in group if finding.fix]
        option = "--fix" if "safe" in fixes else "--unsafe-fixes"
        notes = (
            [("help", self.paper.say(first.help))]
            if first.help and all(one.help == first.help for one in group)
            else []
        )
        notes += [("fix", f"{option} fixes {len(fixes)} of them")] if fixes else []
        for number, line in enumerate(wrap(text, self.width and self.width - len(self.pad) - 3)):
            arrow = self.marks.top if notes else self.marks.lone
            below = f" {self.marks.bar if notes else ' '}  "
            start = self.pad + (below if number else f"{arrow} ")
            self.paper.line(Part(start, "frame"), line)
        for number, (name, note) in enumerate(notes, start=1):
            self._note(name, note, last=number == len(notes))

    def _named(self, finding: Finding, *, first: bool) -> str:
        """Return the position of a finding in words, with its line."""
        name = finding.item or finding.section or finding.field
        line = f"line {finding.location.line}" if first else str(finding.location.line)
        if finding.location.path != self.case.path:
            line = f"{shown(finding.location.path, self.root)}:{finding.location.line}"
        return f"{self.paper.say(name)} ({line})" if name else line

    def _header(self) -> None:
        path = shown(self.case.path, self.root)
        kind = self.paper.say(", ".join(filter(None, (self.case.profile, self.case.stage))))
        dash = self.marks.dash
        fill = max(2, (self.width or PLAIN_ROOM) - width(path) - width(kind) - 8)
        self.paper.line(
            Part(f"{dash * 2} ", "frame"),
            Part(path, "strong"),
            Part(f" {dash * fill} ", "frame"),
            Part(kind, "dim"),
            Part(f" {dash * 2}", "frame"),
        )
        self.paper.line()

    def _title(self, finding: Finding, message: str) -> None:
        rule = self.paper.say(finding.rule)
        info = self.rules.get(finding.rule)
        url = self.paper.say(info.url) if info and info.url.startswith("https://") else ""
        start = f"{finding.level}[{rule}]: "
        first, *others = wrap(start + self.paper.say(message), self.width and self.width - 2)
        self.paper.line(
            Part(finding.level, finding.level),
            Part(f"[{rule}]", finding.level, url),
            Part(first[len(start) - 2 :], "strong"),
        )
        for line in others:
            self.paper.line(Part(f"  {line}", "strong"))

    def _place(self, finding: Finding) -> None:
        rows, rest = self._rows(finding)
        notes = [*rest, *self._notes(finding)]
        at = finding.location
        place = f"{shown(at.path, self.root)}:{at.line}:{at.column}"
        arrow = self.marks.top if rows or notes else self.marks.lone
        start = f"{self.pad}{arrow}"
        inside = self._inside(finding, width(f"{start} {place}"))
        self.paper.line(Part(start, "frame"), f" {place}", Part(inside, "dim"))
        if rows and not self.paper.options.unicode:
            self.paper.line(Part(f"{self.pad} {self.marks.bar}", "frame"))
        self._frame(finding, rows)
        for number, (name, text) in enumerate(notes, start=1):
            self._note(name, text, last=number == len(notes))
        if finding.fix and self.paper.options.show_fixes:
            self._fix(finding.fix)

    def _inside(self, finding: Finding, used: int) -> str:
        titles = [self.paper.say(title) for title in (finding.section, finding.item) if title]
        room = (self.width or WIDEST) - used - 2
        text = self.marks.deeper.join(titles)
        if titles and width(text) > room:
            dots = self.paper.say("…")
            text = head(text, max(0, room - width(dots))).rstrip() + dots
        return f"  {text}" if text and room > 12 else ""

    def _rows(self, finding: Finding) -> tuple[list[_Row], list[tuple[str, str]]]:
        """Return the lines of a frame in the order of the file, then those of other files, and notes without a line."""
        own, rest = [], []
        at = finding.location
        if excerpt := self._excerpt(at):
            own.append(_Row(at, excerpt, self._end(at), main=True))
        for related in finding.related[:MOST_RELATED]:
            label = self.paper.say(related.message)
            if excerpt := self._excerpt(related.location):
                own.append(_Row(related.location, excerpt, label, main=False))
            else:
                place = related.location
                rest.append(("note", f"{label} ({shown(place.path, self.root)}:{place.line})"))
        if more := len(finding.related) - MOST_RELATED:
            rest += [("note", f"and {plural(more, 'more place')}")] if more > 0 else []
        own.sort(key=lambda row: (row.location.path != at.path, row.location.path, row.location.line))
        return own, rest

    def _excerpt(self, location: Location) -> Excerpt | None:
        room = (self.width - self.gutter - 3) if self.width else PLAIN_ROOM
        return window(location, room, unicode=self.paper.options.unicode)

    @staticmethod
    def _end(location: Location) -> str:
        last = location.end_line - (location.end_column == 1)
        return f"to line {last}" if last > location.line else ""

    def _frame(self, finding: Finding, rows: list[_Row]) -> None:
        bar = self.marks.bar
        path, shown_before = finding.location.path, ("", 0, "")
        for row in rows:
            at = row.location
            if at.path != path:
                path = at.path
                other = f" {shown(path, self.root)}:{at.line}:{at.column}"
                self.paper.line(Part(f"{self.pad}{self.marks.also}", "frame"), other)
            if (this := (at.path, at.line, row.excerpt.text)) != shown_before:
                shown_before = this
                self.paper.line(Part(f"{at.line:>{self.gutter}} {bar} ", "frame"), row.excerpt.text)
            style = finding.level if row.main else "asked"
            margin = (Part(f"{self.pad} {bar} ", "frame"), " " * row.excerpt.indent)
            mark, labels = self._mark(row)
            self.paper.line(*margin, Part(mark, style))
            for label in labels:
                self.paper.line(margin[0], Part(label, style))

    def _mark(self, row: _Row) -> tuple[str, list[str]]:
        """Return the mark under a line with its label after it, or on further lines if there is not enough room."""
        sign = "^" if row.main else self.marks.under
        length = row.excerpt.length
        if not row.label:
            return sign * length, []
        if self.width is None:
            return f"{sign * length} {row.label}", []
        room = self.width - self.gutter - 4 - row.excerpt.indent - width(row.label)
        if length <= room or room >= 8:  # a long mark may be cut
            return f"{sign * min(length, room)} {row.label}", []
        room = self.width - self.gutter - 3
        indent = max(0, min(row.excerpt.indent, room - width(row.label)))  # under the mark as far as there is room
        return sign * length, [" " * indent + line for line in wrap(row.label, room)]

    def _notes(self, finding: Finding) -> Iterator[tuple[str, str]]:
        if finding.help:
            yield "help", self.paper.say(finding.help)
        if finding.fix:
            option = "--fix" if finding.fix.safety == "safe" else "--unsafe-fixes"
            yield "fix", f"{self.paper.say(finding.fix.message)} ({option})"

    def _note(self, name: str, text: str, *, last: bool) -> None:
        start = f"{name}: "
        indent = self.gutter + 3 + len(start)
        first, *others = wrap(text, self.width and self.width - indent)
        mark = self.marks.bottom if last else self.marks.middle
        self.paper.line(Part(f"{self.pad} {mark} ", "frame"), Part(start, "help"), first)
        bar = self.marks.bar if self.paper.options.unicode and not last else " "
        for line in others:
            self.paper.line(Part(f"{self.pad} {bar} ", "frame"), " " * len(start) + line)

    def _fix(self, fix: Fix) -> None:
        """Print the changes of one-line edits; larger ones are easier to read with ``--diff``."""
        for edit in fix.edits:
            at = edit.location
            if at.line != at.end_line or "\n" in edit.text:
                continue
            before, _, after = split(at)
            mended = replace(at, end_column=at.column + len(edit.text), excerpt=before + edit.text + after)
            for sign, place, style in (("-", at, "bad"), ("+", mended, "good")):
                if excerpt := self._excerpt(place):
                    self.paper.line(Part(f"{at.line:>{self.gutter}} {sign} {excerpt.text}", style))

    def _skipped(self) -> None:
        waiting: dict[str, list[str]] = {}
        for skipped in self.case.skipped:
            waiting.setdefault(skipped.because, []).append(skipped.rule)
        for because, rules in waiting.items():
            what = " and ".join(rules) if len(rules) <= 2 else plural(len(rules), "other rule")
            verb = "waits" if len(rules) == 1 else "wait"
            text = self.paper.say(f"Until {because} is fixed, {what} {verb}.")
            for line in wrap(text, self.width):
                self.paper.line(Part(line, "dim"))
        if waiting:
            self.paper.line()


def _order(finding: Finding, case: CaseReport) -> tuple[object, ...]:
    """Return the sort key of a finding: errors first, then those in the case's own file."""
    return finding.level.rank, finding.location.path != case.path, finding.sort_key


def _places(finding: Finding) -> Iterator[Location]:
    yield finding.location
    for related in finding.related[:MOST_RELATED]:
        yield related.location
