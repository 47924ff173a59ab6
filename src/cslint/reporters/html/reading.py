"""Tables to read, not findings: what a case study states with years and figures, and the websites it links to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cslint.reporters.html.escape import text
from cslint.util.plural import plural

_SENTENCE = 160  # characters of a sentence; the rest is at its line
_LINES = 6  # line numbers of a host; more are counted
_MOST = 40  # hosts of a class; more are counted


def reading(row: dict[str, Any]) -> str:
    """Return the two tables of a case, closed at first, or "" if it states and links to nothing.

    Args:
        row: its progress, with ``statements`` and ``hosts``.
    """
    statements, hosts = row.get("statements") or [], row.get("hosts") or []
    parts = [(len(statements), "sentence with a figure", "sentences with figures"), (len(hosts), "website", "websites")]
    told = " and ".join(plural(number, one, many) for number, one, many in parts if number)
    if not told:
        return ""
    return (
        f'<details class="read"><summary><h4>To read: {told}</h4></summary>'
        f"{_statements(statements)}{_hosts(hosts)}</details>"
    )


def websites(rows: Sequence[dict[str, Any]]) -> str:
    """Return a table of the websites that several cases link to, or "" without any.

    Args:
        rows: the progress of all cases.
    """
    cases: dict[str, int] = {}
    links: dict[str, int] = {}
    years: dict[str, set[int]] = {}
    for row in rows:
        for host in row.get("hosts") or []:
            name = host["host"]
            cases[name] = cases.get(name, 0) + 1
            links[name] = links.get(name, 0) + len(host["lines"])
            years.setdefault(name, set()).update(host["years"])
    shared = sorted((name for name in cases if cases[name] > 1), key=lambda name: (-cases[name], -links[name], name))
    if not shared:
        return ""
    body = "".join(
        f'<tr><th scope="row">{text(name, 80)}</th><td class="n">{cases[name]}</td><td class="n">{links[name]}</td>'
        f"<td>{_years(sorted(years[name]))}</td></tr>"
        for name in shared[:_MOST]
    )
    more = f"<p>{plural(len(shared) - _MOST, 'more website', 'more websites')}</p>" if len(shared) > _MOST else ""
    return (
        f'<details class="read"><summary><h2>{plural(len(shared), "website", "websites")} in more than one case '
        f'study</h2></summary><div class="wide" role="region" aria-label="Websites" tabindex="0"><table><thead><tr>'
        '<th scope="col">Website</th><th scope="col" class="n">Case studies</th><th scope="col" class="n">Links</th>'
        f'<th scope="col">Years</th></tr></thead><tbody>{body}</tbody></table></div>{more}</details>'
    )


def _statements(rows: Sequence[dict[str, Any]]) -> str:
    if not rows:
        return ""
    body = "".join(
        f"<tr><td>{text(', '.join(row['figures']), 120)}<td>{text(row['sentence'], _SENTENCE)}"
        f"<td>{text(_place(row), 100)}"
        for row in rows
    )
    return (
        '<table class="sections"><thead><tr><th scope="col">Figures</th><th scope="col">Sentence</th>'
        f'<th scope="col">Where</th></tr></thead><tbody>{body}</tbody></table>'
    )


def _hosts(rows: Sequence[dict[str, Any]]) -> str:
    if not rows:
        return ""
    body = "".join(
        f"<tr><th>{text(row['host'], 80)}<td>{_years(row['years'])}<td>{_lines(row['lines'])}" for row in rows
    )
    return (
        '<table class="sections"><thead><tr><th scope="col">Website</th><th scope="col">Years</th>'
        f'<th scope="col">Lines</th></tr></thead><tbody>{body}</tbody></table>'
    )


def _place(row: dict[str, Any]) -> str:
    line = f"line {row['line']}"
    return f"{row['section']}, {line}" if row["section"] else line


def _years(years: Sequence[int]) -> str:
    return ", ".join(map(str, years)) or "–"


def _lines(lines: Sequence[int]) -> str:
    shown = ", ".join(map(str, lines[:_LINES]))
    return f"{shown} and {len(lines) - _LINES} more" if len(lines) > _LINES else shown
