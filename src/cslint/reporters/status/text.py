"""Status on a terminal or as plain text: a checklist of one case, a table of several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from cslint.reporters import Options
from cslint.reporters.status import Row, bar, counted, percent, summary
from cslint.reporters.styled_writer import Part, StyledWriter
from cslint.reporters.text_width import head, width
from cslint.util.plural import plural

_BAR = 12  # cells
_NAME = 26  # cells of a section's name; a longer one is cut
_TITLE = 34


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
    room = min(_NAME, max(map(width, names)))
    front = row["front_matter"]
    if front["asked"]:
        share = front["met"] / front["asked"]
        _line(paper, names[0], room, share, [(f"{front['met']}/{front['asked']} fields", share >= 1)])
    for name, section in zip(names[1:], sections, strict=True):
        optional = section["optional"] and section["heading"] is None
        share = 1.0 if optional else section["share"]
        _line(paper, name, room, share, [("may be left out", True)] if optional else counted(section))
    own = [section["heading"] for section in row["sections"] if not section["name"] and section["heading"]]
    if own:
        paper.columns(Part("  your own: ", "dim"), text=paper.say(", ".join(own)))
    _anchors(paper, row)
    _next(paper, row)
    paper.line()
    drawn = bar(row["score"], 2 * _BAR, unicode=options.unicode)
    paper.line("  ", Part(f"{drawn} {', '.join(summary(row))}", _style(row["score"])))


def _heading(paper: StyledWriter, row: Row) -> None:
    title = paper.say(row["title"] or "(no title)")
    author = f", by {paper.say(row['author'])}" if row["author"] else ""
    paper.line(Part(title, "strong"), author)
    profile = "no known template" if row["profile"] == "none" else paper.say(row["profile"])
    paper.line(Part(f"{paper.say(row['path'])}: {profile}, {row['stage']}", "dim"))
    if row["profile"] == "none":
        paper.columns(text="Nothing is asked of it; name its profile or template with --profile or --template.")


def _line(paper: StyledWriter, name: str, room: int, share: float, found: Sequence[tuple[str, bool]]) -> None:
    name = head(name, room)
    if not found:
        paper.line("  ", name)
        return
    drawn = bar(share, _BAR, unicode=paper.options.unicode)
    pieces: list[Part | str] = ["  ", name, " " * (room - width(name) + 2), Part(drawn, _style(share)), "  "]
    for at, (text, met) in enumerate(found):
        pieces += [", " if at else "", Part(text, "" if met else "warning")]
    paper.line(*pieces)


def _anchors(paper: StyledWriter, row: Row) -> None:
    parts = []
    for key, noun in (("links", "link"), ("images", "image")):
        found = row[key]
        asked = f" ({found['met']} of {found['asked']} asked for)" if found["asked"] else ""
        parts.append(f"{plural(found['there'], noun)}{asked}")
    paper.line("  ", Part(", ".join(parts), "dim"))


def _next(paper: StyledWriter, row: Row) -> None:
    if not row["next"]:
        if row["profile"] != "none":
            paper.line()
            paper.line("  ", Part("Nothing that is asked for is missing.", "good"))
        return
    paper.line()
    paper.line("  ", Part("What to do next", "strong"))
    for at, step in enumerate(row["next"], 1):
        paper.columns(Part(f"  {at}. "), text=f"{paper.say(step['what'])} (+{_gain(step['gain'])})")


def many(rows: Sequence[Row], stream: TextIO, options: Options) -> None:
    """Write a table with one line per case, and the mean below it.

    Args:
        rows: the cases.
        stream: the stream to write to.
        options: options of printing.
    """
    paper = StyledWriter(stream, options)
    titles = [head(paper.say(row["title"] or row["path"]), _TITLE) for row in rows]
    room = max([*map(width, titles), 5])
    stages = max(len(row["stage"]) for row in rows)
    columns = f"{'stage':<{stages}}  fields  sections  errors  warnings  words"
    paper.line(Part(f"{'title':<{room}}  {'done':<{_BAR + 2}}  score  {columns}", "dim"))
    for row, title in zip(rows, titles, strict=True):
        front = row["front_matter"]
        whole = [section for section in row["sections"] if section["weight"]]
        done = sum(section["share"] >= 1 for section in whole)
        drawn = bar(row["score"], _BAR if not options.unicode else _BAR + 2, unicode=options.unicode)
        fields = f"{front['met']}/{front['asked']}"
        sections = f"{done}/{len(whole)}"
        paper.line(
            title + " " * (room - width(title) + 2),
            Part(drawn, _style(row["score"])),
            f"  {percent(row['score']):>5}  {row['stage']:<{stages}}  {fields:>6}  {sections:>8}  ",
            Part(f"{row.get('errors', 0):>6}", "error" if row.get("errors") else ""),
            f"  {row.get('warnings', 0):>8}  {row['words']:>5}  ",
            Part(paper.say(row["path"]), "dim"),
        )
    mean = sum(row["score"] for row in rows) / len(rows)
    paper.line()
    paper.line(Part(f"{len(rows)} case studies, {percent(mean).strip()} on average", "strong"))


def _gain(share: float) -> str:
    """Return the gain of a step in per cent of the score."""
    return f"{share * 100:.0f} %" if share >= 0.01 else "under 1 %"


def _style(share: float) -> str:
    return "good" if share >= 1 else "warning" if share < 0.5 else ""
