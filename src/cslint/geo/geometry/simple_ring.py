"""Recognise simple polygons that are certainly valid, without loading shapely.

The answer is either "certainly valid" or "ask shapely". Rounding errors cannot turn the second into the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from cslint.document.geojson.model import Ring

MOST = 5_000  # corners from which shapely is worth loading
_MOST_COMPARED = 100_000  # pairs of lines whose boxes overlap from west to east
_ROUNDING = 1e-12  # relative rounding error of the products; 2**-53 per step
_THIN = 1e-6  # area as a share of the square of the length, below which a ring may be flat
_MOST_RINGS = 200
_NARROW = 2e-5  # degrees: rings that may be less than a metre wide are left to shapely

_Point = tuple[float, float]


def surely_sound(polygons: Sequence[Sequence[Ring]]) -> bool:
    """Return whether polygons of one geometry are certainly valid; false if this is not known.

    Their rings do not cross or touch themselves or each other, enclose an area, and are nested correctly: holes inside
    their own polygon and nothing else inside anything.

    Args:
        polygons: the outer ring and the holes of each, positions in degrees, the last like the first.
    """
    rings = [[(float(x[0]), float(x[1])) for x in ring] for polygon in polygons for ring in polygon]
    if sum(map(len, rings)) > MOST or not all(map(_is_simple, rings)):
        return False
    return _apart(rings) and (len(rings) == 1 or _in_place([len(polygon) for polygon in polygons], rings))


def _is_simple(points: Sequence[_Point]) -> bool:
    if len(points) < 4 or points[0] != points[-1] or len(set(points)) != len(points) - 1:
        return False
    return _broad(points) and _turns_plainly(points)


def _broad(points: Sequence[_Point]) -> bool:
    x, y = points[0]
    area = abs(sum((a - x) * (d - y) - (c - x) * (b - y) for (a, b), (c, d) in pairwise(points))) / 2
    length = sum(abs(c - a) + abs(d - b) for (a, b), (c, d) in pairwise(points))
    return area > _THIN * length * length and 2 * area > _NARROW * length


def _turns_plainly(points: Sequence[_Point]) -> bool:
    """Return whether no line runs back over the preceding one."""
    corners = zip(points, points[1:], [*points[2:], points[1]], strict=False)
    return all(_side(a, b, c) or _goes_on(a, b, c) for a, b, c in corners)


def _goes_on(a: _Point, b: _Point, c: _Point) -> bool:
    """Return whether the line from ``b`` to ``c`` continues in the direction of that from ``a`` to ``b``."""
    return (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) > 0


def _apart(rings: Sequence[Sequence[_Point]]) -> bool:
    """Return whether no two lines meet except neighbours at their common corner."""
    lines = [
        (min(a, c), max(a, c), min(b, d), max(b, d), number, place)
        for number, points in enumerate(rings)
        for place, ((a, b), (c, d)) in enumerate(pairwise(points))
    ]
    lines.sort()
    compared = 0
    for index, (_, right, low, high, one_ring, one) in enumerate(lines):
        last = len(rings[one_ring]) - 2
        for other in range(index + 1, len(lines)):
            left, _, bottom, top, two_ring, two = lines[other]
            if left > right:
                break  # all further lines begin even farther east
            compared += 1
            if bottom > high or top < low or (one_ring == two_ring and abs(one - two) in (0, 1, last)):
                continue
            if not _separate(rings[one_ring][one : one + 2], rings[two_ring][two : two + 2]):
                return False
        if compared > _MOST_COMPARED:
            return False
    return True


def _in_place(sizes: Sequence[int], rings: Sequence[Sequence[_Point]]) -> bool:
    """Return whether holes are inside their own polygon, and nothing is inside anything else.

    Args:
        sizes: number of rings of each polygon.
        rings: all rings, none of which meets another.
    """
    if len(rings) > _MOST_RINGS:
        return False
    outer = [start for start, size in zip(accumulate(sizes, initial=0), sizes, strict=False) for _ in range(size)]
    for one, points in enumerate(rings):
        wanted = {outer[one]} - {one}
        if {two for two, other in enumerate(rings) if two != one and _holds(other, points[0]) is not False} != wanted:
            return False
        if any(_holds(rings[two], points[0]) is None for two in wanted):
            return False
    return True


def _holds(points: Sequence[_Point], place: _Point) -> bool | None:
    """Return whether a point is inside a ring, or None if it is too near the edge."""
    inside = False
    for a, b in pairwise(points):
        if (a[1] > place[1]) != (b[1] > place[1]):
            side = _side(a, b, place)
            if side == 0:
                return None
            inside ^= (side > 0) == (b[1] > a[1])
    return inside


def _separate(one: Sequence[_Point], two: Sequence[_Point]) -> bool:
    """Return whether both ends of one segment are certainly on the same side of the line through the other."""
    return any(_side(a, b, c) * _side(a, b, d) > 0 for (a, b), (c, d) in ((one, two), (two, one)))


def _side(a: _Point, b: _Point, c: _Point) -> int:
    """Return on which side of the line from ``a`` to ``b`` a point is, 1 or -1, or 0 if it is too near."""
    one, two = (b[0] - a[0]) * (c[1] - a[1]), (b[1] - a[1]) * (c[0] - a[0])
    doubt = _ROUNDING * (abs(one) + abs(two))
    return (one - two > doubt) - (two - one > doubt)
