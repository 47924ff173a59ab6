"""The part of the page about one case study: its progress, its map, and its findings next to their lines."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from cslint.diagnostics.findings import CaseReport, Finding, Level, Location, Report, split
from cslint.reporters import Options
from cslint.reporters.html.escape import attribute, bar, text
from cslint.reporters.html.map import drawing
from cslint.reporters.html.reading import reading
from cslint.reporters.status import counted, percent, shown_share
from cslint.util.paths import relative
from cslint.util.plural import plural

_AROUND = 24  # characters of the line before and after a span
_SPAN = 44  # characters of a span; a longer one is cut
_PRINTED = 24  # findings of a case on paper, errors first, so that it takes two pages at most
_GROUPS = {"images": "Images", "geometry": "Map"}


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case study with everything that the page shows about it except its findings."""

    id: str
    path: str
    title: str
    author: str
    report: CaseReport

    @property
    def progress(self) -> dict[str, Any]:
        """Its row of the status format, empty if missing."""
        return self.report.progress or {}

    @property
    def score(self) -> float | None:
        """Its score, or None if it was not computed."""
        return self.progress.get("score")

    @property
    def words(self) -> int:
        """Number of words in its text."""
        return int(self.progress.get("words", 0))

    @property
    def fields(self) -> tuple[int, int] | None:
        """Numbers of front-matter fields that are met and required, or None if the template requires no fields."""
        front = self.progress.get("front_matter", {})
        return (front["met"], front["asked"]) if front.get("asked") else None


def entries(report: Report, options: Options) -> list[CaseRow]:
    """Return the cases of a report, each with its own anchor on the page.

    Args:
        report: the report.
        options: options of printing.
    """
    found: list[CaseRow] = []
    taken: Counter[str] = Counter()
    for case in report.cases:
        path = relative(case.path, options.root)
        name = PurePath(path).parent.name or PurePath(path).stem
        slug = "-".join(re.findall(r"[a-z0-9]+", name.casefold())) or "x"
        taken[slug] += 1
        unique = slug if taken[slug] == 1 else f"{slug}--{taken[slug]}"
        row = case.progress or {}
        found.append(CaseRow(f"case-{unique}", path, row.get("title") or name, row.get("author") or "", case))
    return found


def part(entry: CaseRow, report: Report, *, opened: bool) -> str:
    """Return the HTML of one case: a line to open, and its contents.

    Args:
        entry: the case.
        report: the report.
        opened: whether it is open at first.
    """
    case = entry.report
    levels = Counter(finding.level for finding in case.findings)
    counts = ", ".join(plural(levels[level], level) for level in Level if levels[level]) or "no problems"
    score = f"{bar(entry.score)}<b>{percent(entry.score).strip()}</b>" if entry.score is not None else ""
    state = f'data-author="{attribute(entry.author)}" data-stage="{attribute(case.stage)}"'
    author = f"by {text(entry.author, 80)}, " if entry.author else ""
    pieces = [
        f'<details class="case" id="{entry.id}" {state}'
        f'{" open" if opened else ""}><summary><h3>{text(entry.title, 200)}</h3><span class="sc">{score}</span>'
        f'<span class="counts">{counts}</span></summary><p class="path">{author}{text(case.stage)}, '
        f"{text(case.profile)}, {text(entry.path)}</p>",
        _progress(entry),
        _findings(entry, report),
        reading(entry.progress),
        "</details>",
    ]
    return "".join(pieces)


def _progress(entry: CaseRow) -> str:
    row = entry.progress
    if not row:
        return ""
    lines: list[str] = []
    if entry.fields:
        met, asked = entry.fields
        lines.append(_line("Front matter", met / asked, f"{met}/{asked} fields", ""))
    parts = [s for s in row["sections"] if s["name"] and not s["optional"] and (s["weight"] or s["heading"] is None)]
    lines.extend(_line(section["name"], shown_share(section), *_counts(section)) for section in parts)
    steps = "".join(f"<li>{text(step['what'])}</li>" for step in row["next"])
    todo = f'<div class="next"><h4>What to do next</h4><ol>{steps}</ol></div>' if steps else ""
    map_ = drawing(row.get("map"))
    table = (
        '<table class="sections"><thead><tr><th scope="col">Section</th><th scope="col">Done</th>'
        f'<th scope="col">Found / required</th></tr></thead><tbody>{"".join(lines)}</tbody></table>'
        if lines
        else "<p>No template was recognised, so nothing is required.</p>"
    )
    return f'<div class="progress"><div>{table}</div><div>{todo}{map_}</div></div>'


def _line(name: str, share: float, found: str, unmet: str) -> str:
    cell = f"{text(found)}{', ' if found and unmet else ''}" + (f"<em>{text(unmet)}</em>" if unmet else "")
    return f"<tr><th>{text(name, 80)}<td>{bar(share)} {percent(share).strip()}</td><td>{cell}"


def _counts(section: dict[str, Any]) -> tuple[str, str]:
    """Return the counts that are met and those that are not, each with its requirement."""
    found = counted(section)
    return ", ".join(words for words, met in found if met), ", ".join(words for words, met in found if not met)


def _findings(entry: CaseRow, report: Report) -> str:
    groups: dict[str, list[Finding]] = {}
    for finding in entry.report.findings:
        info = report.rules.get(finding.rule)
        groups.setdefault(_GROUPS.get(info.family if info else "", "Text and front matter"), []).append(finding)
    pieces = []
    shown_helps: set[str] = set()
    printed = {id(finding) for finding in sorted(entry.report.findings, key=lambda one: one.level.rank)[:_PRINTED]}
    for name in ("Text and front matter", "Map", "Images"):
        if name in groups:
            items = "".join(
                _finding(finding, entry, shown_helps, printed=id(finding) in printed) for finding in groups[name]
            )
            pieces.append(f'<div class="group"><h4>{name}</h4><ul class="found">{items}</ul></div>')
    if (more := len(entry.report.findings) - _PRINTED) > 0:
        pieces.append(
            f'<p class="unprinted">{plural(more, "more finding")}, not printed: see the page on a screen.</p>'
        )
    return "".join(pieces)


def _finding(finding: Finding, entry: CaseRow, shown_helps: set[str], *, printed: bool) -> str:
    """Return the HTML of one finding; the help and the instruction are shown only the first time."""
    at = finding.location
    elsewhere = "" if at.path == entry.report.path else f"{text(PurePath(at.path).name)}:"
    inside = [name for name in (finding.section, finding.item) if name and name not in finding.message]
    where = f"{text(' › '.join(inside), 120)}: " if inside else ""
    more = [(f"<p>{text(finding.help, 500)}" if finding.help else "")]
    more += [f"<small>{text(note.message, 240)}</small>" for note in finding.related[:1]]
    fresh = "".join(piece for piece in more if piece not in shown_helps)
    shown_helps.update(more)
    return (
        f'<li class="{finding.level[0]}{"" if printed else " rest"}">'
        f"{where}{text(finding.message, 500)} <code>{text(finding.rule)}</code>"
        f"{_source(at, elsewhere)}{fresh}"
    )


def _source(at: Location, elsewhere: str) -> str:
    """Return the HTML of the line, cut around the marked span."""
    before, span, after = split(at)
    number = f"<b>{elsewhere}{at.line}</b> "
    if not at.excerpt.strip():
        return f"<pre>{number}</pre>" if elsewhere or at.line > 1 else ""
    before = before.lstrip() if len(before) <= _AROUND else "…" + before[-_AROUND:]
    after = after.rstrip() if len(after) <= _AROUND else after[:_AROUND] + "…"
    if len(span) > _SPAN:
        span, after = span[:_SPAN] + "…", ""
    return f"<pre>{number}{text(before)}<mark>{text(span) or ' '}</mark>{text(after)}</pre>"
