"""``markdown``: findings in tables for a comment on a pull request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from cslint.diagnostics.findings import CaseReport, Finding, Level, Report
from cslint.reporters import Options
from cslint.reporters.escape import fit
from cslint.reporters.escape import markdown as escaped
from cslint.reporters.totals import last_line
from cslint.util.paths import relative
from cslint.util.plural import plural
from cslint.util.shorten import shorten

COMMENT = 60_000  # bytes; a comment on GitHub takes 65,536 characters
MARKER = "<!-- cslint -->\n"  # lets a program find its own comment
MOST_CASES = 200
LONGEST = 500


def report(report: Report, stream: TextIO, options: Options) -> None:
    """Print as much as fits in a comment.

    Args:
        report: the report.
        stream: the stream to print to.
        options: options of printing.
    """
    stream.write(MARKER)
    write(report, stream, options, COMMENT)


def write(report: Report, stream: TextIO, options: Options, limit: int) -> None:
    """Print a heading, a table of the cases and a table of findings for each, within a limit.

    A last line counts what does not fit. Only what is printed is formatted.

    Args:
        report: the report.
        stream: the stream to print to.
        options: options of printing.
        limit: largest size in bytes.
    """
    room = limit - 500  # room for the last line
    told, total = 0, len(report.findings)
    for findings, text in _blocks(report, options):
        room -= len(text.encode("utf-8", "replace"))
        if room < 0:
            break
        stream.write(fit(text, stream))
        told += findings
    if told < total:
        stream.write(f"\n{plural(total - told, 'more finding')} are not shown here; the log lists them all.\n")


def _blocks(report: Report, options: Options) -> Iterator[tuple[int, str]]:
    """Yield parts of the document, each with its number of findings."""
    yield 0, f"## Case studies\n\n{escaped(last_line(report))}\n"
    yield 0, _cases(report, options)
    for case in report.cases:
        if case.findings:
            path = _cell(relative(case.path, options.root))
            yield 0, f"\n### {path}\n\n| where | level | what | rule |\n|:--|:--|:--|:--|\n"
            for finding in case.findings:
                yield 1, _row(finding, case, options)


def _cases(report: Report, options: Options) -> str:
    rows = ["\n| case study | profile | stage | errors | warnings | notes |\n|:--|:--|:--|--:|--:|--:|\n"]
    for case in sorted(report.cases, key=lambda one: not one.findings)[:MOST_CASES]:
        levels = [finding.level for finding in case.findings]
        numbers = " | ".join(str(levels.count(level)) for level in Level)
        names = (relative(case.path, options.root), case.profile, case.stage)
        rows.append(f"| {' | '.join(map(_cell, names))} | {numbers} |\n")
    if more := len(report.cases) - MOST_CASES:
        rows += [f"\n{plural(more, 'more case study', 'more case studies')}.\n"] if more > 0 else []
    return "".join(rows) if report.cases else ""


def _row(finding: Finding, case: CaseReport, options: Options) -> str:
    at = finding.location
    where = f"{at.line}:{at.column}"
    if at.path != case.path:
        where = f"{_cell(relative(at.path, options.root))}:{where}"
    inside = [title for title in (finding.section, finding.item) if title]
    what = f"**{_cell(finding.message)}**"
    if inside and inside[-1] not in finding.message:
        what = f"{_cell(' > '.join(inside))}: {what}"
    if finding.help:
        what += f"<br>{_cell(finding.help)}"
    return f"| {where} | {finding.level} | {what} | {_cell(finding.rule)} |\n"


def _cell(text: str) -> str:
    return escaped(shorten(text, LONGEST, cut="end", raw=True))
