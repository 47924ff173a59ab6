"""Cut a line of a file to a window around a position, and align a mark with its characters."""

from __future__ import annotations

from typing import NamedTuple

from cslint.diagnostics.findings import Location, split
from cslint.reporters.escape import plain, quiet, visible
from cslint.reporters.text_width import head, tail, width

TAB = "    "


class Excerpt(NamedTuple):
    """A line as shown, with the position of its mark: cells to skip, and cells to mark (at least 1)."""

    text: str
    indent: int
    length: int


def window(location: Location, cells: int, *, unicode: bool) -> Excerpt | None:
    """Cut a location's line to a window around it.

    A range that is too long is cut at its end, and at most a quarter of the window is for the text before it. Tabs
    become four spaces.

    Args:
        location: the location.
        cells: width of the window.
        unicode: whether characters outside of ASCII may mark the cuts.

    Returns:
        The excerpt, or None if the location has no text.
    """
    if not location.excerpt.strip():
        return None
    before, place, after = (_display(piece, unicode=unicode) for piece in split(location))
    dots = "\u2026" if unicode else "..."
    gap = width(dots)
    more = location.excerpt_column > 1
    after = after.rstrip()
    lead = max(cells // 4, cells - width(place) - width(after) - gap)
    if width(before) + more * gap > lead:
        before = dots + tail(before, lead - gap)
    elif more:
        before = dots + before
    room = cells - width(before)
    if width(place) > room - (gap if after else 0):
        place, after = head(place, room - gap) + dots, ""
    room -= width(place)
    if width(after) > room:
        after = head(after, room - gap).rstrip() + dots
    return Excerpt(before + place + after, width(before), max(1, width(place)))


def _display(text: str, *, unicode: bool) -> str:
    text = quiet(visible(text.replace("\t", TAB)))
    return text if unicode else plain(text)
