"""Status as Markdown, for a comment on a pull request or a page about a class."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from cslint.reporters.escape import fit
from cslint.reporters.escape import markdown as escaped
from cslint.reporters.status import Row, bar, counted, percent, shown_share, summary
from cslint.util.shorten import shorten

_LONGEST = 300


def write(rows: Sequence[Row], stream: TextIO) -> None:
    """Write one case as a checklist, or several as a table.

    Args:
        rows: the cases.
        stream: the stream to write to.
    """
    if len(rows) == 1:
        one(rows[0], stream)
    elif rows:
        many(rows, stream)


def one(row: Row, stream: TextIO) -> None:
    """Write the checklist of a case as a task list with a table.

    Args:
        row: the case.
        stream: the stream to write to.
    """
    lines = [f"## {_cell(row['title'] or row['path'])}: {', '.join(summary(row))}", ""]
    lines += ["| section | done | found / required |", "|:--|:--|:--|"]
    front = row["front_matter"]
    if front["asked"]:
        share = front["met"] / front["asked"]
        missing = f" (missing: {_cell(', '.join(front['missing']))})" if front["missing"] else ""
        lines.append(f"| front matter | {_bar(share)} | {front['met']}/{front['asked']} fields{missing} |")
    for section in row["sections"]:
        if section["name"] and not (section["optional"] and section["heading"] is None):
            found = ", ".join(text if met else f"**{text}**" for text, met in counted(section))
            drawn = _bar(shown_share(section)) if found else ""
            lines.append(f"| {_cell(section['name'])} | {drawn} | {found} |")
    if row["next"]:
        lines += ["", "What to do next:", ""]
        lines += [f"{at}. {_cell(step['what'])}" for at, step in enumerate(row["next"], 1)]
    stream.write(fit("\n".join(lines), stream) + "\n")


def many(rows: Sequence[Row], stream: TextIO) -> None:
    """Write a table of the cases.

    Args:
        rows: the cases.
        stream: the stream to write to.
    """
    lines = [
        "| case study | score | stage | author | fields | errors | warnings | most valuable next |",
        "|:--|:--|:--|:--|--:|--:|--:|:--|",
    ]
    for row in rows:
        front = row["front_matter"]
        step = _cell(row["next"][0]["what"]) if row["next"] else ""
        cells = [
            _cell(row["title"] or row["path"]),
            _bar(row["score"]),
            row["stage"],
            _cell(row["author"] or ""),
            f"{front['met']}/{front['asked']}",
            str(row.get("errors", 0)),
            str(row.get("warnings", 0)),
            step,
        ]
        lines.append(f"| {' | '.join(cells)} |")
    stream.write(fit("\n".join(lines), stream) + "\n")


def _bar(share: float) -> str:
    return f"`{bar(share, 8, unicode=True)}` {percent(share).strip()}"


def _cell(text: str) -> str:
    return escaped(shorten(text, _LONGEST, cut="end", raw=True))
