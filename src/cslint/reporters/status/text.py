"""Status on a terminal or as plain text: a checklist of one case, a table of several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TextIO

from cslint.reporters import Options
from cslint.reporters.status import Row, bar, counted, percent, shown_share, summary
from cslint.reporters.styled_writer import Part, StyledWriter
from cslint.reporters.text_width import head, width
from cslint.util.plural import plural

_BAR = 12  # cells
_WIDE = 80  # cells of a terminal from which names and bars have their full width
_NARROW_NAME = 19
_NARROW_BAR = 6
_NAME = 26  # cells of a section's name; a longer one is cut
_TITLE = 34
_LEAST_TITLE = 12
_AUTHOR = 20


def write(rows: Sequence[Row], stream: TextIO, options: Options) -> None:
    """Write one case as a checklist, or several as a table.

    Args:
        rows: the cases.
        stream: the stream to write to.
        options: options of printing.
    """
    if len(rows) == 1:
        one(rows[0], stream, options)
    elif rows:
        many(rows, stream, options)


def one(row: Row, stream: TextIO, options: Options) -> None:
    """Write the checklist of a case: one line per section, next steps, and the score.

    Args:
        row: the case.
        stream: the stream to write to.
        options: options of printing.
    """
    paper = StyledWriter(stream, options)
    _heading(paper, row)
    paper.line()
    sections = [section for section in row["sections"] if section["name"]]
    names = ["Front matter", *(paper.say(section["name"]) for section in sections)]
    narrow = bool(options.terminal and options.width and options.width < _WIDE)
    room = min(_NARROW_NAME if narrow else _NAME, max(map(width, names)))
    front = row["front_matter"]
    if front["asked"]:
        share = front["met"] / front["asked"]
        _line(paper, names[0], room, share, [(f"{front['met']}/{front['asked']} fields", share >= 1)])
    for name, section in zip(names[1:], sections, strict=True):
        optional = section["optional"] and section["heading"] is None
        share = 1.0 if optional else shown_share(section)
        _line(paper, name, room, share, [("optional", True)] if optional else counted(section))
    own = [section["heading"] for section in row["sections"] if not section["name"] and section["heading"]]
    if own:
        paper.columns(Part("  your own: ", "dim"), text=paper.say(", ".join(own)))
    _anchors(paper, row)
    _next(paper, row)
    paper.line()
    figures = ", ".join(summary(row))
    spare = options.width - len(figures) - 5 if options.terminal and options.width else 2 * _BAR
    drawn = bar(row["score"], max(6, min(2 * _BAR, spare)), unicode=options.unicode)
    paper.line("  ", Part(f"{drawn} {figures}", _style(row["score"])))


def _heading(paper: StyledWriter, row: Row) -> None:
    title = paper.say(row["title"] or "(no title)")
    author = f", by {paper.say(row['author'])}" if row["author"] else ""
    paper.line(Part(title, "strong"), author)
    profile = "no known template" if row["profile"] == "none" else paper.say(row["profile"])
    paper.line(Part(f"{paper.say(row['path'])}: {profile}, {row['stage']}", "dim"))
    if row["profile"] == "none":
        paper.columns(text="It has no requirements; name its profile or template with --profile or --template.")


def _line(paper: StyledWriter, name: str, room: int, share: float, found: Sequence[tuple[str, bool]]) -> None:
    name = _cut(name, room, paper)
    if not found:
        paper.line("  ", name)
        return
    cells = paper.options.width if paper.options.terminal else None
    drawn = bar(share, _NARROW_BAR if cells and cells < _WIDE else _BAR, unicode=paper.options.unicode)
    pieces: list[Part | str] = ["  ", name, " " * (room - width(name) + 2), Part(drawn, _style(share)), "  "]
    indent = used = room + width(drawn) + 6
    for number, (text, met) in enumerate(found):
        if number and cells and used + width(text) + 2 > cells:
            paper.line(*pieces, ",")
            pieces, used = [" " * indent], indent
        elif number:
            pieces.append(", ")
            used += 2
        pieces.append(Part(text, "" if met else "warning"))
        used += width(text)
    paper.line(*pieces)


def _anchors(paper: StyledWriter, row: Row) -> None:
    parts = []
    for key, noun in (("links", "link"), ("images", "image")):
        found = row[key]
        asked = f" ({found['met']} of {found['asked']} required)" if found["asked"] else ""
        parts.append(f"{plural(found['there'], noun)}{asked}")
    paper.line("  ", Part(", ".join(parts), "dim"))


def _next(paper: StyledWriter, row: Row) -> None:
    if not row["next"]:
        if row["profile"] != "none":
            paper.line()
            paper.line("  ", Part("Everything that the template asks for is there.", "good"))
        return
    paper.line()
    paper.line("  ", Part("What to do next", "strong"))
    for at, step in enumerate(row["next"], 1):
        paper.columns(Part(f"  {at}. "), text=f"{paper.say(step['what'])} ({_gain(step['gain'])})")


class _Column(NamedTuple):
    """A column of the table: its heading, and the cell of each case with its style."""

    heading: str
    cells: list[tuple[str, str]]
    right: bool = True

    @property
    def width(self) -> int:
        """Return how many cells of the terminal it takes."""
        return max(width(self.heading), *(width(text) for text, _ in self.cells))


def many(rows: Sequence[Row], stream: TextIO, options: Options) -> None:
    """Write a table with one line per case, and the mean below it.

    Args:
        rows: one per case.
        stream: where to write.
        options: how; on a narrow terminal the columns that matter least are left out.
    """
    paper = StyledWriter(stream, options)
    columns = _columns(rows, paper)
    title = max(5, *(width(paper.say(row["title"] or row["path"])) for row in rows))
    if options.terminal and options.width:
        spare = ["path", "author", "words", "stage", "fields", "done"]
        while spare and options.width - _taken(columns) < min(title, _TITLE if len(spare) > 2 else _LEAST_TITLE):
            columns = [column for column in columns if column.heading != spare[0]]
            spare.pop(0)
        title = min(title, max(_LEAST_TITLE, options.width - _taken(columns)))
    title = min(title, _TITLE)
    heading = "".join(f"  {_padded(column.heading, column)}" for column in columns)
    paper.line(Part(f"{'title':<{title}}{heading}".rstrip(), "dim"))
    for number, row in enumerate(rows):
        name = _cut(paper.say(row["title"] or row["path"]), title, paper)
        pieces: list[Part | str] = [name, " " * (title - width(name))]
        for column in columns:
            text, style = column.cells[number]
            last = column is columns[-1]
            pieces += ["  ", Part(text if last and not column.right else _padded(text, column), style)]
        paper.line(*pieces)
    mean = sum(row["score"] for row in rows) / len(rows)
    paper.line()
    paper.line(Part(f"{len(rows)} case studies, {percent(mean).strip()} on average", "strong"))


def _columns(rows: Sequence[Row], paper: StyledWriter) -> list[_Column]:
    """Return every column but the title."""
    unicode = paper.options.unicode
    sections = [[section for section in row["sections"] if section["weight"]] for row in rows]
    done = [sum(section["share"] >= 1 for section in whole) for whole in sections]
    fronts = [row["front_matter"] for row in rows]
    bars = [(bar(row["score"], _BAR, unicode=unicode), _style(row["score"])) for row in rows]
    return [
        _Column("done", bars, right=False),
        _Column("score", [(percent(row["score"]), "") for row in rows]),
        _Column("stage", [(row["stage"], "") for row in rows], right=False),
        _Column("fields", [(f"{front['met']}/{front['asked']}", "") for front in fronts]),
        _Column("sections", [(f"{n}/{len(whole)}", "") for n, whole in zip(done, sections, strict=True)]),
        _Column("errors", [(str(row.get("errors", 0)), "error" if row.get("errors") else "") for row in rows]),
        _Column("warnings", [(str(row.get("warnings", 0)), "") for row in rows]),
        _Column("words", [(str(row["words"]), "") for row in rows]),
        _Column("author", [(_cut(paper.say(row["author"] or ""), _AUTHOR, paper), "") for row in rows], right=False),
        _Column("path", [(paper.say(row["path"]), "dim") for row in rows], right=False),
    ]


def _cut(text: str, room: int, paper: StyledWriter) -> str:
    """Return a text that takes at most ``room`` cells, with an ellipsis where it is cut."""
    if width(text) <= room:
        return text
    dots = paper.say("…")
    return head(text, room - width(dots)).rstrip() + dots


def _taken(columns: Sequence[_Column]) -> int:
    return sum(column.width + 2 for column in columns)


def _padded(text: str, column: _Column) -> str:
    space = " " * (column.width - width(text))
    return space + text if column.right else text + space


def _gain(share: float) -> str:
    """Return the gain of a step in per cent of the score."""
    return f"+{share * 100:.0f} %" if share >= 0.01 else "less than 1 %"


def _style(share: float) -> str:
    return "good" if share >= 1 else "warning" if share < 0.5 else ""
