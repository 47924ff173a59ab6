"""The contract as people read it: sections with their parts, fields, and last what was not understood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from cslint.reporters import Options
from cslint.reporters.styled_writer import Part, StyledWriter
from cslint.reporters.text_width import width, wrap
from cslint.util.shorten import shorten

_WIDEST = 36  # cells of the left column
_STYLES = {"slot": "warning", "choice": "warning", "checkbox": "warning", "standing": "dim"}
_MOST_ORDERS = 20
_QUOTED = 120  # characters of a part that are quoted

Row = dict[str, Any]
Line = tuple[str, str, str]
"""The parts that were read, their style, the words and the reason."""


def write(rows: Row, stream: TextIO, options: Options) -> None:
    """Write a contract.

    Args:
        rows: as ``contract_report.outline`` returns it.
        stream: where to.
        options: colours and width.
    """
    paper = StyledWriter(stream, options)
    sections = [(_heading(row), [*_asks(row["asks"]), *_parts(row["parts"])]) for row in rows["sections"]]
    opening = list(_parts(rows["parts"]))
    fields = [_field(row) for row in rows["fields"]]
    unread = list(_unread(rows["unread"]))
    room = _room([*opening, *(line for _, lines in sections for line in lines), *fields], options)
    for piece in _wrapped(paper, f"{rows['profile']}: {rows['because']}"):
        paper.line(Part(piece, "strong"))
    _block(paper, "Above the first section", opening, room)
    for heading, lines in sections:
        _block(paper, heading, lines or [("no countable requirements", "dim", "")], room)
    _block(paper, "Front matter", fields, room)
    _block(paper, "Not read", list(_damaged(rows["damaged"])), room)
    _block(
        paper,
        "Not understood",
        unread,
        room,
        note="It holds a number or an order, but no requirement was read from it.",
    )


def _room(lines: Iterable[Line], options: Options) -> int:
    """Return the cells of the left column: as wide as it needs, at most two fifths of a terminal."""
    widest = min(_WIDEST, options.width * 2 // 5 if options.width else _WIDEST)
    return max([1, *(cells for what, _, _ in lines if (cells := width(what)) <= widest)])


def _block(paper: StyledWriter, heading: str, lines: Sequence[Line], room: int, note: str = "") -> None:
    if not lines:
        return
    paper.line()
    for piece in _wrapped(paper, heading):
        paper.line(Part(piece, "strong"))
    if note:
        paper.columns(Part("  "), text=note)
    for what, style, text in lines:
        left = paper.say(what)
        if width(left) > room:
            paper.columns(Part("  "), text=left)
            left = ""
        if text:
            gap = Part(" " * (room - width(left) + 2))
            paper.columns(Part("  "), Part(left, style), gap, text=paper.say(text))
        elif left:
            paper.line("  ", Part(left, style))


def _wrapped(paper: StyledWriter, text: str) -> list[str]:
    return wrap(paper.say(text), paper.options.width if paper.options.terminal else None)


def _heading(row: Row) -> str:
    marks = []
    if row.get("missing"):
        marks.append("missing")
    if row["condition"]:
        marks.append(row["condition"])
    elif row["optional"]:
        marks.append("optional")
    noted = f" ({', '.join(marks)})" if marks else ""
    return f"{'#' * row['level']} {row['name']}{noted}"


def _asks(asks: Iterable[Row]) -> Iterable[Line]:
    for ask in asks:
        said = " ".join(ask["said"].split())
        yield ask["text"], "asked", f'"{said}" ({ask["place"]})'


def _parts(parts: Iterable[Row]) -> Iterable[Line]:
    for part in parts:
        kind = f"{part['kind']}, optional" if part["optional"] else part["kind"]
        yield (
            kind,
            _STYLES.get(part["kind"], ""),
            f'"{shorten(part["text"], _QUOTED, cut="word")}": {part["reason"]} (line {part["line"]})',
        )


def _field(row: Row) -> Line:
    notes = [row["type"]]
    if row["values"]:
        notes.append(f"one of {', '.join(row['values'])}")
    if row["optional"]:
        notes.append("optional")
    elif row["blank"]:
        notes.append("may be empty")
    if (row["reason"] or "").startswith("the remark"):
        notes.append(shorten(row["reason"], _QUOTED, cut="word"))
    for ask in row["asks"]:
        text = ask["text"].removeprefix(f"{row['name']}: ")
        notes.append(f'{text} ("{ask["said"]}")')
    return row["name"], "asked", "; ".join(notes) + (f" (line {row['line']})" if row["line"] else "")


def _damaged(rows: Iterable[Row]) -> Iterable[Line]:
    for row in rows:
        why = f"begins with {row['written']} on line {row['line']}; a comment is written <!-- like this -->"
        yield "comment", "warning", f"the comment that {why}"


def _unread(rows: Sequence[Row]) -> Iterable[Line]:
    """Yield sentences with numbers first, then orders, which often require nothing countable."""
    numbers = [row for row in rows if row["holds"] == "number"]
    orders = [row for row in rows if row["holds"] == "order"]
    for row in (*numbers, *orders[:_MOST_ORDERS]):
        yield row["holds"], "warning" if row["holds"] == "number" else "dim", f'"{row["text"]}" (line {row["line"]})'
    if len(orders) > _MOST_ORDERS:
        yield "order", "dim", f"and {len(orders) - _MOST_ORDERS} more, which --output-format json lists"
