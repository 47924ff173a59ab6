"""Polygons so plain that they are sound beyond doubt, told without shapely, which takes longer to load than to ask.

An answer is only ever "surely sound" or "ask": nothing is found wrong here, and rounding cannot make a yes of a no.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from cslint.document.geojson.model import Ring

MOST = 5_000  # corners; beyond that shapely is worth loading
_MOST_COMPARED = 100_000  # pairs of lines whose boxes overlap from west to east
_ROUNDING = 1e-12  # share of the products compared that rounding may have added; 2**-53 a step
_THIN = 1e-6  # area as a share of the square of the length, below which a ring may be flat
_MOST_RINGS = 200
_NARROW = 2e-5  # degrees: what may be less than a metre wide is looked at closer

_Point = tuple[float, float]


def surely_sound(polygons: Sequence[Sequence[Ring]]) -> bool:
    """Return whether polygons of one geometry are sound beyond doubt; false when that is not plain to see.

    Their rings cross and touch neither themselves nor each other, have a breadth, and lie where they belong: holes
    inside their own polygon and nothing else inside anything.

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
    """Return whether no line runs back over the one before it."""
    corners = zip(points, points[1:], [*points[2:], points[1]], strict=False)
    return all(_side(a, b, c) or _goes_on(a, b, c) for a, b, c in corners)


def _goes_on(a: _Point, b: _Point, c: _Point) -> bool:
    """Return whether the line from ``b`` to ``c`` runs on in the direction of that from ``a`` to ``b``."""
    return (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) > 0


def _apart(rings: Sequence[Sequence[_Point]]) -> bool:
    """Return whether no two lines meet but neighbours at their corner."""
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
                break  # so do all that follow: they are in order
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
        sizes: how many rings each polygon has.
        rings: all of them, none of which meets another.
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
    """Return whether a ring has a place inside; None when that is too near to tell."""
    inside = False
    for a, b in pairwise(points):
        if (a[1] > place[1]) != (b[1] > place[1]):
            side = _side(a, b, place)
            if side == 0:
                return None
            inside ^= (side > 0) == (b[1] > a[1])
    return inside


def _separate(one: Sequence[_Point], two: Sequence[_Point]) -> bool:
    """Whether both ends of one stretch lie on the same side of the line through the other, plainly."""
    return any(_side(a, b, c) * _side(a, b, d) > 0 for (a, b), (c, d) in ((one, two), (two, one)))


def _side(a: _Point, b: _Point, c: _Point) -> int:
    """On which side of the line from ``a`` to ``b`` a place lies, 1 or -1; 0 when it is too near to tell."""
    one, two = (b[0] - a[0]) * (c[1] - a[1]), (b[1] - a[1]) * (c[0] - a[0])
    doubt = _ROUNDING * (abs(one) + abs(two))
    return (one - two > doubt) - (two - one > doubt)
