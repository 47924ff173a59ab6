"""Count where the lines of polygons meet, and stop early: repairing crossings takes time quadratic in their number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np

MOST_CROSSINGS = 100
MOST_PAIRS = 4_000_000  # pairs of nearby lines to compare: about a second
MOST_NESTED = 500_000  # pairs of rings with overlapping boxes
_CHUNK = 64  # most lines per step, which bounds time and memory


class Crossings(NamedTuple):
    """The result of a count.

    Attributes:
        meetings: number of places where lines cross, or where lines of one ring meet that are not neighbours, up to a
            limit.
        pairs: number of pairs of lines that were near enough to compare.
        first: latitude and longitude of the first crossing, or None.
    """

    meetings: int
    pairs: int
    first: tuple[float, float] | None

    @property
    def many(self) -> bool:
        """Whether there are more than can be explained and repaired."""
        return self.meetings > MOST_CROSSINGS

    @property
    def uncounted(self) -> bool:
        """Whether the count stopped because too many lines are near each other."""
        return self.pairs > MOST_PAIRS and not self.many


def count_crossings(rings: Sequence[np.ndarray[Any, Any]]) -> Crossings:
    """Count the places where lines of closed rings cross or meet, up to ``MOST_CROSSINGS`` and ``MOST_PAIRS``.

    Args:
        rings: positions of each ring, one row each, the last like the first.
    """
    import numpy
    import shapely

    starts = numpy.concatenate([ring[:-1] for ring in rings])
    ends = numpy.concatenate([ring[1:] for ring in rings])
    # index of the preceding line in the same ring
    sizes = [len(ring) - 1 for ring in rings]
    before = numpy.arange(len(starts)) - 1
    ring_of = numpy.repeat(numpy.arange(len(rings)), sizes)
    offset = 0
    for size in sizes:
        before[offset] = offset + size - 1
        offset += size
    lines = shapely.linestrings(numpy.stack([starts, ends], axis=1))
    tree = shapely.STRtree(lines)
    count = crossed = pairs = begin = 0
    first = None
    step = min(_CHUNK, 1 + MOST_PAIRS // len(lines))  # each of these lines may be near all others
    while begin < len(lines):
        one, two = tree.query(lines[begin : begin + step])
        one = one + begin
        begin += step
        step = min(_CHUNK, 2 * step)
        later = (two > one) & (before[two] != one) & (before[one] != two)
        one, two = one[later], two[later]
        pairs += len(one)
        a, b, c, d = starts[one], ends[one], starts[two], ends[two]
        across = _side(a, b, c) * _side(a, b, d), _side(c, d, a) * _side(c, d, b)
        count += int(((across[0] <= 0) & (across[1] <= 0) & (ring_of[one] == ring_of[two])).sum())
        crossing = numpy.flatnonzero((across[0] < 0) & (across[1] < 0))
        if first is None and len(crossing):
            first = _meeting(*(points[crossing[0]] for points in (a, b, c, d)))
        crossed += len(crossing)
        if max(count, crossed) > MOST_CROSSINGS or pairs > MOST_PAIRS:
            break
    return Crossings(max(count, crossed), pairs, first)


def too_nested(rings: Sequence[np.ndarray[Any, Any]]) -> bool:
    """Return whether so many rings are within each other's boxes that comparing them takes too long."""
    import numpy
    import shapely

    corners = [(*ring.min(axis=0), *ring.max(axis=0)) for ring in rings]
    boxes = shapely.box(*numpy.array(corners).T)
    tree = shapely.STRtree(boxes)
    pairs = 0
    for begin in range(0, len(boxes), _CHUNK):
        pairs += len(tree.query(boxes[begin : begin + _CHUNK])[0])
        if pairs > MOST_NESTED:
            return True
    return False


def _side(a: np.ndarray[Any, Any], b: np.ndarray[Any, Any], c: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return on which side of the lines from ``a`` to ``b`` points are: 1, -1, or 0 on the line."""
    import numpy

    cross = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    side: np.ndarray[Any, Any] = numpy.sign(cross)
    return side


def _meeting(a: Any, b: Any, c: Any, d: Any) -> tuple[float, float]:
    """Return the place where the line from ``a`` to ``b`` crosses that from ``c`` to ``d``."""
    along, across = b - a, d - c
    share = ((c - a)[0] * across[1] - (c - a)[1] * across[0]) / (along[0] * across[1] - along[1] * across[0])
    x, y = a + share * along
    return float(y), float(x)
