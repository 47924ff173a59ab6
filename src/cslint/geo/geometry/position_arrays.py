"""The arrays of positions of a shape, each looked at once for what several checks ask.

Short ones are looked at in plain Python, for a small map is looked at sooner than numpy is loaded; long ones by numpy.
"""

from __future__ import annotations

import sys
from functools import cached_property
from itertools import chain, repeat
from operator import eq
from typing import TYPE_CHECKING, Any

from cslint.document.geojson.json_positions import Path
from cslint.document.geojson.model import Ring, Shape
from cslint.geo.geometry import rings

if TYPE_CHECKING:
    import numpy as np

_LONG = 150  # positions, from which on numpy is faster
_VERY_LONG = 5_000  # and from which on it is worth loading
# share of the square of its size by which rounding cannot change a ring's area; in a million terms
_SURE = 1e-8


class PositionArray:
    """An array of positions.

    Attributes:
        path: the way to it.
        positions: as they stand in the file.
        west: least longitude, as the file has it.
        south: least latitude.
        east: greatest longitude.
        north: greatest latitude.
    """

    def __init__(self, path: Path, positions: Ring, numbers: list[float] | None = None) -> None:
        self.path = path
        self.positions = positions
        self._numbers = numbers
        self.long = len(positions) >= (_LONG if "numpy" in sys.modules else _VERY_LONG)
        if self.long:
            lons, lats = self.points.T
            self.west, self.south, self.east, self.north = map(float, (lons.min(), lats.min(), lons.max(), lats.max()))
        else:
            lon = numbers[::2] if numbers else [x[0] for x in positions]
            lat = numbers[1::2] if numbers else [x[1] for x in positions]
            self.west, self.south, self.east, self.north = min(lon), min(lat), max(lon), max(lat)

    @cached_property
    def points(self) -> np.ndarray[Any, Any]:
        """Longitude and latitude of every position, a row each."""
        import numpy

        numbers = self._numbers or chain.from_iterable(x[:2] for x in self.positions)
        return numpy.fromiter(numbers, float, 2 * len(self.positions)).reshape(-1, 2)

    @property
    def in_range(self) -> bool:
        """Whether there are such places on the earth."""
        return self.west >= -180 and self.east <= 180 and self.south >= -90 and self.north <= 90

    @property
    def several(self) -> bool:
        """Whether it has at least three different places."""
        return rings.several(self.positions)

    @property
    def closed(self) -> bool:
        """Whether the last position is the first again."""
        return rings.closed(self.positions)

    @property
    def jump(self) -> int | None:
        """Index of the first position more than half way round the earth from the one before."""
        return rings.jump(self.positions) if self.east - self.west > 180 else None

    def repeats(self) -> list[int]:
        """Indices of positions that are the same as the one before."""
        if self.long:
            same = self.points[1:] == self.points[:-1]
            again = bool((same[:, 0] & same[:, 1]).any())
        else:
            again = any(map(eq, self.positions, self.positions[1:]))
        return rings.repeats(self.positions) if again else []  # looked up again, with heights and to the last digit

    def turns_right(self) -> bool:
        """Whether a closed ring runs clockwise."""
        return self._turn < 0

    def flat(self) -> bool:
        """Whether a ring encloses nothing that a drawing could show."""
        return not self._surely_broad and rings.flat(self.positions)

    @cached_property
    def _turn(self) -> float:
        if self.long:
            x, y = (self.points - self.points[0]).T
            turn = float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum())
            if abs(turn) > _SURE * self._size:
                return turn
        return rings.turn(self.positions)

    @property
    def _surely_broad(self) -> bool:
        return abs(self._turn) > _SURE * self._size

    @property
    def _size(self) -> float:
        """Sum of the squares of width and height in degrees."""
        return (self.east - self.west) ** 2 + (self.north - self.south) ** 2


def runs_of(shape: Shape) -> list[PositionArray]:
    """The arrays of positions of a shape, in the order of the file; looked at on first use."""
    known = shape.__dict__
    if "_runs" not in known:
        numbers = chain(shape.numbers, repeat(None))
        known["_runs"] = [PositionArray(*run, next(numbers)) for run in shape.runs()]
    found: list[PositionArray] = known["_runs"]
    return found
