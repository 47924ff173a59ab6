"""The position arrays of a shape, analysed once for several checks.

Short arrays are analysed in plain Python, which takes less time than loading numpy; long ones with numpy.
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
from cslint.util.per_object import cached_per_object

if TYPE_CHECKING:
    import numpy as np

_LONG = 150  # number of positions from which numpy is faster
_VERY_LONG = 5_000  # number of positions from which numpy is worth loading
# bound of the rounding error of a ring's area with a million terms, as a share of its size squared
_SURE = 1e-8


class PositionArray:
    """An array of positions.

    Attributes:
        path: path of the array.
        positions: the positions as written.
        west: smallest longitude.
        south: smallest latitude.
        east: largest longitude.
        north: largest latitude.
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
        """Longitude and latitude of every position, shape (n, 2)."""
        import numpy

        numbers = self._numbers or chain.from_iterable(x[:2] for x in self.positions)
        return numpy.fromiter(numbers, float, 2 * len(self.positions)).reshape(-1, 2)

    @property
    def in_range(self) -> bool:
        """Whether all positions exist on the earth."""
        return self.west >= -180 and self.east <= 180 and self.south >= -90 and self.north <= 90

    @property
    def several(self) -> bool:
        """Whether it has at least three different positions."""
        return rings.several(self.positions)

    @property
    def closed(self) -> bool:
        """Whether the last position repeats the first."""
        return rings.closed(self.positions)

    @property
    def jump(self) -> int | None:
        """Index of the first position more than 180 degrees of longitude from the preceding one."""
        return rings.jump(self.positions) if self.east - self.west > 180 else None

    def repeats(self) -> list[int]:
        """Return the indices of positions that repeat the preceding one."""
        if self.long:
            same = self.points[1:] == self.points[:-1]
            again = bool((same[:, 0] & same[:, 1]).any())
        else:
            again = any(map(eq, self.positions, self.positions[1:]))
        return rings.repeats(self.positions) if again else []  # compared again with heights and all digits

    def turns_right(self) -> bool:
        """Return whether a closed ring runs clockwise."""
        return self._turn < 0

    def flat(self) -> bool:
        """Return whether a ring encloses no visible area."""
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


@cached_per_object
def runs_of(shape: Shape) -> list[PositionArray]:
    """Return the position arrays of a shape in the order of the file, computed on first use."""
    numbers = chain(shape.numbers, repeat(None))
    return [PositionArray(*run, next(numbers)) for run in shape.runs()]
