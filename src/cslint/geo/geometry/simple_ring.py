"""Rings so plain that they are sound beyond doubt, told without shapely, which takes longer to load than to ask.

An answer is only ever "surely sound" or "ask": nothing is found wrong here, and rounding cannot make a yes of a no.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cslint.document.geojson.model import Ring

_MOST = 300  # corners; beyond that shapely is worth loading
_ROUNDING = 1e-12  # share of the products compared that rounding may have added; 2**-53 a step
_THIN = 1e-6  # area as a share of the square of the length, below which a ring may be flat

_Point = tuple[float, float]


def surely_sound(ring: Ring) -> bool:
    """Whether a closed ring crosses and touches itself nowhere and has a breadth; false when that is not plain to see.

    Args:
        ring: positions in degrees, the last like the first.
    """
    points = [(float(x[0]), float(x[1])) for x in ring]
    if not 4 <= len(points) <= _MOST or points[0] != points[-1] or len(set(points)) != len(points) - 1:
        return False
    return _broad(points) and _turns_plainly(points) and _apart(points)


def _broad(points: Sequence[_Point]) -> bool:
    x, y = points[0]
    area = abs(sum((a - x) * (d - y) - (c - x) * (b - y) for (a, b), (c, d) in pairwise(points))) / 2
    length = sum(abs(c - a) + abs(d - b) for (a, b), (c, d) in pairwise(points))
    return area > _THIN * length * length


def _turns_plainly(points: Sequence[_Point]) -> bool:
    """Whether no stretch runs back over the one before it."""
    return all(_side(a, b, c) for a, b, c in zip(points, points[1:], [*points[2:], points[1]], strict=False))


def _apart(points: Sequence[_Point]) -> bool:
    """Whether no two stretches meet but neighbours at their corner."""
    last = len(points) - 2
    boxes = sorted(
        (min(a, c), max(a, c), min(b, d), max(b, d), place) for place, ((a, b), (c, d)) in enumerate(pairwise(points))
    )
    for at, (_, right, low, high, one) in enumerate(boxes):
        for left, _, bottom, top, two in boxes[at + 1 :]:
            if left > right:
                break  # so do all that follow: they are in order
            if bottom > high or top < low or abs(one - two) in (0, 1, last):
                continue
            if not _separate(points[one : one + 2], points[two : two + 2]):
                return False
    return True


def _separate(one: Sequence[_Point], two: Sequence[_Point]) -> bool:
    """Whether both ends of one stretch lie on the same side of the line through the other, plainly."""
    return any(_side(a, b, c) * _side(a, b, d) > 0 for (a, b), (c, d) in ((one, two), (two, one)))


def _side(a: _Point, b: _Point, c: _Point) -> int:
    """On which side of the line from ``a`` to ``b`` a place lies, 1 or -1; 0 when it is too near to tell."""
    one, two = (b[0] - a[0]) * (c[1] - a[1]), (b[1] - a[1]) * (c[0] - a[0])
    doubt = _ROUNDING * (abs(one) + abs(two))
    return (one - two > doubt) - (two - one > doubt)
