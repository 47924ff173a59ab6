"""The outline of a country as stored in the data file: runs of 64 segments, each decoded on first use.

Numbers are thousandths of a degree. Boxes are stored too, so that a look-up decodes only the runs near a position.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

RUN = 64  # segments that share a box
_ROW = 500  # height of the rows that index the runs

Spot = tuple[float, float, float]
"""Square of a distance, longitude and latitude, in thousandths of a degree."""


class Run(NamedTuple):
    """A part of a ring: its box, its first vertex, the latitude of its last vertex, and the range of its steps."""

    west: int
    south: int
    east: int
    north: int
    x: int
    y: int
    last_y: int
    start: int
    stop: int


class Lines:
    """The closed lines around a country.

    Attributes:
        rings: the runs of each line, the longest line first.
        runs: the runs of all lines.
    """

    def __init__(self, data: bytes) -> None:
        head = _numbers("i", data[:8])
        rings, count = head if head else (0, 0)
        numbers = _numbers("i", data[8 : 8 + 4 * (rings + 7 * count)])
        sizes, columns = numbers[:rings], [numbers[rings + i * count : rings + (i + 1) * count] for i in range(7)]
        *boxes, xs, ys, lengths = columns
        stops = list(accumulate(lengths))
        ends = list(accumulate(sizes))
        last = [*ys[1:], 0]
        for start, end in zip([0, *ends], ends, strict=False):
            last[end - 1] = ys[start]  # a line ends where it begins
        self.runs = list(map(Run._make, zip(*boxes, xs, ys, last, [0, *stops], stops, strict=False)))
        self.rings = [self.runs[start:end] for start, end in zip([0, *ends], ends, strict=False)]
        self._steps = _numbers("h", data[8 + 4 * len(numbers) :])
        self._half = len(self._steps) // 2
        self._rows: dict[int, list[Run]] = {}
        self._decoded: dict[int, tuple[list[int], list[int]]] = {}

    def vertices(self, run: Run) -> tuple[list[int], list[int]]:
        """Return the longitudes and latitudes of a run, its last vertex included."""
        if run.start not in self._decoded:
            east = self._steps[run.start : run.stop]
            north = self._steps[self._half + run.start : self._half + run.stop]
            self._decoded[run.start] = list(accumulate(east, initial=run.x)), list(accumulate(north, initial=run.y))
        return self._decoded[run.start]

    def ring(self, runs: Sequence[Run]) -> Iterator[tuple[int, int]]:
        """Yield the vertices of a line, the last like the first."""
        for run in runs:
            xs, ys = self.vertices(run)
            yield from zip(xs[:-1], ys[:-1], strict=True)
        yield runs[0].x, runs[0].y

    def holds(self, x: float, y: float) -> bool:
        """Return whether a position is inside, by the even-odd rule.

        Args:
            x: longitude in thousandths of a degree.
            y: latitude in thousandths of a degree.
        """
        odd = False
        for run in self._row(y // _ROW):
            if not run.south <= y < run.north or run.east < x:
                continue
            if run.west > x:  # all of it is to the east, so only its ends matter
                odd ^= (run.y > y) != (run.last_y > y)
                continue
            for (ax, ay), (bx, by) in pairwise(zip(*self.vertices(run), strict=True)):
                if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
                    odd = not odd
        return odd

    def near(self, x: float, y: float, squeeze: float, reach: float) -> bool:
        """Return whether a line comes within a distance of a position.

        Args:
            x: longitude in thousandths of a degree.
            y: latitude in thousandths of a degree.
            squeeze: length of a step east relative to a step north.
            reach: the distance, in steps north.
        """
        rows = range(int((y - reach) // _ROW), int((y + reach) // _ROW) + 1)
        runs = dict.fromkeys(run for row in rows for run in self._row(row)) if len(rows) < 8 else self.runs
        return self.nearest(runs, [x], y, squeeze, reach * reach, enough=reach * reach) is not None

    def nearest(
        self, runs: Iterable[Run], xs: Sequence[float], y: float, squeeze: float, most: float, *, enough: float = 0.0
    ) -> Spot | None:
        """Return the point of the lines nearest to a position, or None if it is farther than ``most``.

        Args:
            runs: the runs to search.
            xs: the longitude, and its equivalents 360 degrees to either side.
            y: the latitude.
            squeeze: length of a step east relative to a step north.
            most: square of the largest distance.
            enough: square of a distance; the first point within it is returned.
        """
        gaps = [(_gap(run, x, y, squeeze), x, run) for x in xs for run in runs]
        best: Spot | None = None
        for gap, x, run in sorted(entry for entry in gaps if entry[0] <= most):
            if gap > most:
                break
            for (ax, ay), (bx, by) in pairwise(zip(*self.vertices(run), strict=True)):
                dx, dy = (bx - ax) * squeeze, by - ay
                length = dx * dx + dy * dy
                along = ((x - ax) * squeeze * dx + (y - ay) * dy) / length if length else 0.0
                along = 0.0 if along < 0 else min(along, 1.0)
                u, v = ax + along * (bx - ax), ay + along * dy
                distance = ((u - x) * squeeze) ** 2 + (v - y) ** 2
                if distance <= most:
                    best, most = (distance, u, v), distance
                    if distance <= enough:
                        return best
        return best

    def _row(self, number: float) -> list[Run]:
        """Return the runs that overlap a row of latitudes."""
        row = int(number)
        if row not in self._rows:
            south, north = row * _ROW, (row + 1) * _ROW
            self._rows[row] = [run for run in self.runs if run.south < north and run.north >= south]
        return self._rows[row]


def _numbers(typecode: str, data: bytes) -> array[int]:
    numbers = array(typecode, data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _gap(run: Run, x: float, y: float, squeeze: float) -> float:
    """Return the squared distance of a position from a run's box."""
    gap_x = max(run.west - x, 0, x - run.east) * squeeze
    gap_y = max(run.south - y, 0, y - run.north)
    return gap_x * gap_x + gap_y * gap_y


def pack(rings: Iterable[Sequence[tuple[int, int]]]) -> list[array[int]]:
    """Encode closed lines as the numbers that ``Lines`` reads; a step between two vertices must fit 16 bits.

    The arrays are: the number of lines and of runs; the number of runs of each line; a column each for the runs' west,
    south, east and north, their first vertices' longitude and latitude, and their numbers of steps; all steps in
    longitude; all steps in latitude.
    """
    sizes, columns = array("i"), [array("i") for _ in range(7)]
    east, north = array("h"), array("h")
    for ring in rings:
        runs = [ring[at : at + RUN + 1] for at in range(0, len(ring) - 1, RUN)]
        sizes.append(len(runs))
        for run in runs:
            xs, ys = zip(*run, strict=True)
            row = (min(xs), min(ys), max(xs), max(ys), xs[0], ys[0], len(run) - 1)
            for column, number in zip(columns, row, strict=True):
                column.append(number)
            east.extend(b - a for a, b in pairwise(xs))
            north.extend(b - a for a, b in pairwise(ys))
    return [array("i", [len(sizes), len(columns[0])]), sizes, *columns, east, north]
