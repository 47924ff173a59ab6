"""The overview of the class: filters, the most frequent findings, and a table of all case studies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from cslint.diagnostics.findings import Level, Report
from cslint.reporters.html.case import CaseRow
from cslint.reporters.html.escape import attribute, bar, text
from cslint.reporters.html.reading import websites
from cslint.reporters.status import percent
from cslint.util.plural import plural

_MOST = 8  # length of the list of the most frequent rules
_COLUMNS = ("Case study", "Score", "Author", "Stage", "Fields", "Sections", "Words", "Errors", "Warnings", "Notes")
_TEXT = ("Case study", "Author", "Stage")  # columns that are sorted as text


def glance(report: Report, cases: list[CaseRow]) -> str:
    """Return the HTML above the case studies.

    Args:
        report: the report.
        cases: its cases.
    """
    if len(cases) == 1 and not cases[0].report.findings:
        return ""
    pieces = [_numbers(report, cases)]
    if len(cases) > 1:
        pieces.append(_frequent(report))
    pieces.append(_choices(report, cases))
    if len(cases) > 1:
        pieces.append(_table(cases))
        pieces.append(websites([entry.progress for entry in cases]))
    return "".join(pieces)


def _numbers(report: Report, cases: list[CaseRow]) -> str:
    scores = [entry.score for entry in cases if entry.score is not None]
    found = report.summary
    tiles = [(plural(len(cases), "case study", "case studies").split(" ", 1))]
    if scores:
        tiles.append(
            [percent(sum(scores) / len(scores)).strip(), "complete" if len(cases) == 1 else "complete on average"]
        )
    tiles += [
        plural(found.errors, "error").split(" ", 1),
        plural(found.warnings, "warning").split(" ", 1),
    ]
    shown = "".join(f"<li><b>{number}</b> {what}</li>" for number, what in tiles)
    return f'<ul class="tiles" aria-label="In numbers">{shown}</ul>'


def _frequent(report: Report) -> str:
    counts = Counter(finding.rule for finding in report.findings).most_common(_MOST)
    if not counts:
        return ""
    most = counts[0][1]
    rows = "".join(
        f'<li><button type="button" data-pick="{attribute(rule)}">{text(rule)}</button>{bar(number / most)}'
        f"<b>{number:,}</b><span>{text(report.rules[rule].summary) if rule in report.rules else ''}</span></li>"
        for rule, number in counts
    )
    return (
        f'<section aria-labelledby="most"><h2 id="most">Most frequent rules</h2><ol class="most">{rows}</ol></section>'
    )


def _choices(report: Report, cases: list[CaseRow]) -> str:
    rules = sorted({finding.rule for finding in report.findings})
    levels = [level for level in Level if any(finding.level is level for finding in report.findings)]
    selects = [_select("rule", "Rule", rules), _select("level", "Level", levels)]
    search = ""
    if len(cases) > 1:
        selects.append(_select("author", "Author", sorted({entry.author for entry in cases if entry.author})))
        selects.append(_select("stage", "Stage", sorted({entry.report.stage for entry in cases})))
        search = '<label>Search <input type="search" id="search" autocomplete="off"></label>'
    return (
        f'<form class="choose" role="search" aria-label="Choose what is shown">{search}{"".join(selects)}'
        '<button type="reset">Show all</button><button type="button" id="toggle">Open all</button>'
        '<output id="shown" aria-live="polite"></output></form>'
    )


def _select(name: str, label: str, values: Iterable[str]) -> str:
    options = "".join(f"<option>{text(value)}</option>" for value in values)
    return f'<label>{label} <select id="{name}"><option value="">all</option>{options}</select></label>'


def _table(cases: list[CaseRow]) -> str:
    heads = "".join(
        f'<th scope="col" data-label="{name}"{_numeric(name)}><button type="button">{name}</button></th>'
        for name in _COLUMNS
    )
    rows = "".join(_row(entry) for entry in cases)
    return (
        '<section aria-labelledby="all"><h2 id="all">All case studies</h2>'
        '<div class="wide" role="region" aria-label="Table of all case studies" tabindex="0"><table id="table">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></section>"
    )


def _numeric(column: str) -> str:
    return "" if column in _TEXT else ' class="n"'


def _row(entry: CaseRow) -> str:
    levels = Counter(finding.level for finding in entry.report.findings)
    score = f"{bar(entry.score)} {percent(entry.score).strip()}" if entry.score is not None else "–"
    whole = [section for section in entry.progress.get("sections", ()) if section["weight"]]
    done = sum(section["share"] >= 1 for section in whole)
    sections = f"{done}/{len(whole)}" if whole else "–"
    fields = f"{entry.fields[0]}/{entry.fields[1]}" if entry.fields else "–"
    cells = [
        f'<th scope="row"><a href="#{entry.id}">{text(entry.title, 120)}</a></th>',
        f'<td class="n s" data-v="{entry.score or 0}">{score}</td>',
        f"<td>{text(entry.author, 80)}</td><td>{text(entry.report.stage)}</td>",
        f'<td class="n" data-v="{entry.fields[0] / entry.fields[1] if entry.fields else 0:.3f}">{fields}</td>',
        f'<td class="n" data-v="{done / len(whole) if whole else 0:.3f}">{sections}</td>',
        f'<td class="n">{entry.words}</td>',
        *(f'<td class="n">{levels[level]}</td>' for level in Level),
    ]
    return f'<tr data-case="{entry.id}">{"".join(cells)}</tr>'
