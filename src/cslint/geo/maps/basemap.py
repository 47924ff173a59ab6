"""Draw land in a frame: the outlines of countries, and how much of a country to show around a position."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cslint.geo.maps.projection import Box, Degrees, Frame, Pixel, squeeze
from cslint.geo.places import outlines

# least size of a part to represent its country, and to be shown, as shares of the largest part
_MAIN = 0.15
_PART = 0.005
# largest distance of a shown part, as a share of the main part's length
_APART = 0.1


def land(frame: Frame, *, step: float = 0.6) -> Iterator[tuple[str, list[list[Pixel]]]]:
    """Yield every country visible in a frame: its code and its visible rings, clipped and thinned.

    Args:
        frame: the frame.
        step: least distance in pixels of two corners.
    """
    box = frame.shown
    for code in sorted(outlines.within(*box)):
        drawn = [points for own, ring in outlines.parts(code) for points in _rings(Box(*own), ring, frame, box, step)]
        if drawn:
            yield code, drawn


def _rings(own: Box, ring: Callable[[], list[Degrees]], frame: Frame, box: Box, step: float) -> Iterator[list[Pixel]]:
    if own.across * frame.scale < step:
        return
    for turn in (0, -360, 360):
        seen = own.west + turn <= box.east and own.east + turn >= box.west
        if seen and own.south <= box.north and own.north >= box.south:
            points = frame.ring([(lon + turn, lat) for lon, lat in ring()], step=step)
            if len(points) > 2:
                yield points


def country_box(code: str, at: Degrees) -> Box | None:
    """Return the box of a country without distant islands, as seen from a position.

    For a country in several large parts, this is the part that contains the position, and what is near that part.

    Args:
        code: alpha-3 code.
        at: longitude and latitude.

    Returns:
        The box, or None if the country has no outline.
    """
    boxes = [Box(*own) for own, _ in outlines.parts(code)]
    if not boxes:
        return None
    lon, lat = at
    largest = max(map(_size, boxes))
    near = [box._replace(west=box.west + turn, east=box.east + turn) for box in boxes for turn in (0, -360, 360)]
    round_it = [box for box in near if _holds(box, lon, lat) and _size(box) >= _MAIN * largest]
    most = max(near, key=lambda box: (round(_size(box), 6), -abs(box.middle[0] - lon)))
    main = min(round_it, key=_size) if round_it else most
    reach = _APART * main.across
    around = Box(main.west - reach, main.south - reach, main.east + reach, main.north + reach)
    whole = main
    for box in near:
        if _size(box) >= _PART * largest and _meet(box, around):
            whole = whole.with_box(box)
    return whole.with_box(Box(lon, lat, lon, lat))


def _holds(box: Box, lon: float, lat: float) -> bool:
    return box.west <= lon <= box.east and box.south <= lat <= box.north


def _meet(one: Box, other: Box) -> bool:
    east_west = one.west <= other.east and one.east >= other.west
    return east_west and one.south <= other.north and one.north >= other.south


def _size(box: Box) -> float:
    return (box.east - box.west) * squeeze(box.middle[1]) * (box.north - box.south)
