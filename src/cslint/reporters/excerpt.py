"""A line of a file cut to a window round a place, so that a mark can stand under the right characters."""

from __future__ import annotations

from typing import NamedTuple

from cslint.diagnostics.findings import Location, split
from cslint.reporters.escape import plain, quiet, visible
from cslint.reporters.text_width import head, tail, width

TAB = "    "


class Excerpt(NamedTuple):
    """A line as it is shown, and where its mark stands: cells to skip, and cells to mark (at least 1)."""

    text: str
    indent: int
    length: int


def window(location: Location, cells: int, *, unicode: bool) -> Excerpt | None:
    """Cut a location's line to so many cells round the place.

    A place that is too long is shown by its beginning, with at most a quarter of the window for what comes
    before. Tabs become four spaces. None when there is nothing to show.
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
