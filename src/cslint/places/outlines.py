"""Outlines of countries: is a position inside, and if not, how far away."""

from __future__ import annotations

import math
import sys
from array import array
from collections.abc import Callable, Iterator
from functools import cache, cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

from cslint.places import store
from cslint.places.countries import territories
from cslint.places.geodesy import EARTH_KM, distance_km

PER_DEGREE = 1000  # the grid of the data file
DEGREE_KM = math.pi * EARTH_KM / 180
_RUN = 64  # vertices that share a box
_TURNS = (0, -360, 360)  # a ring across 180 degrees goes on beyond it
_FILE = "outlines.bin"


class Run(NamedTuple):
    """A stretch of a ring: vertices ``start`` to ``end``, the last one included, and the box they fill."""

    start: int
    end: int
    west: int
    south: int
    east: int
    north: int


class Ring:
    """A closed line: longitudes and latitudes in thousandths of a degree, the box they fill, and its runs."""

    def __init__(self, xs: list[int], ys: list[int]) -> None:
        self.xs = xs
        self.ys = ys
        self.box = Run(0, len(xs) - 1, min(xs), min(ys), max(xs), max(ys))

    def degrees(self) -> list[tuple[float, float]]:
        """Its vertices as (longitude, latitude) in degrees."""
        return [(x / PER_DEGREE, y / PER_DEGREE) for x, y in zip(self.xs, self.ys, strict=True)]

    @cached_property
    def runs(self) -> list[Run]:
        """Stretches of 64 segments, made when the ring is first looked at closely."""
        return list(_runs(self.xs, self.ys))


def _numbers(typecode: str, data: bytes) -> array[int]:
    numbers = array(typecode, data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


@lru_cache(maxsize=16)
def _rings(code: str) -> tuple[Ring, ...]:
    data = store.read(_FILE, code)
    if not data:
        return ()
    (count,) = _numbers("i", data[:4])
    head = _numbers("i", data[4 : 4 + 12 * count])
    steps = _numbers("h", data[4 + 12 * count :])
    half = len(steps) // 2
    rings, at = [], 0
    for i in range(count):
        length = head[i] - 1
        x, y = head[count + 2 * i], head[count + 2 * i + 1]
        xs = list(accumulate(steps[at : at + length], initial=x))
        ys = list(accumulate(steps[half + at : half + at + length], initial=y))
        rings.append(Ring(xs, ys))
        at += length
    return tuple(rings)


def _runs(xs: list[int], ys: list[int]) -> Iterator[Run]:
    for start in range(0, max(1, len(xs) - 1), _RUN):
        stop = start + _RUN + 1
        part_x, part_y = xs[start:stop], ys[start:stop]
        yield Run(start, start + len(part_x) - 1, min(part_x), min(part_y), max(part_x), max(part_y))


@cache
def _boxes() -> dict[str, tuple[int, ...]]:
    rows = (line.split() for line in store.read(_FILE, "boxes").decode().split("\n"))
    return {code: tuple(map(int, box)) for code, *box in rows}


@lru_cache(maxsize=64)
def _codes(alpha3: str) -> tuple[str, ...]:
    return tuple(code for code in (alpha3, *territories(alpha3)) if code in _boxes())


def has_outline(alpha3: str) -> bool:
    """Whether there is an outline for a country."""
    return bool(_codes(alpha3))


def outline(alpha3: str) -> list[list[tuple[float, float]]]:
    """The closed rings of a country, outer ones and holes alike (even-odd rule), as (longitude, latitude) in degrees.

    Territories with a code of their own are not part of it. Empty when the country is not known.
    """
    return [ring.degrees() for ring in _rings(alpha3)]


def parts(alpha3: str) -> Iterator[tuple[tuple[float, float, float, float], Callable[[], list[tuple[float, float]]]]]:
    """The rings of a country as ``outline`` gives them, each when it is called for, with its box: west to north."""
    for ring in _rings(alpha3):
        box = ring.box
        west, south, east, north = (edge / PER_DEGREE for edge in (box.west, box.south, box.east, box.north))
        yield (west, south, east, north), ring.degrees


def contains(alpha3: str, lat: float, lon: float, slack_km: float = 0.0) -> bool:
    """Whether a position in degrees lies in a country or its territories, or at most ``slack_km`` outside."""
    codes = _codes(alpha3)
    if any(_inside(code, lat, lon) for code in codes):
        return True
    return slack_km > 0 and any(_nearest(code, lat, lon, slack_km)[0] <= slack_km for code in codes)


def distance_to_country_km(alpha3: str, lat: float, lon: float) -> float:
    """Distance in km of a position in degrees from a country or its territories: 0 inside, infinite without outline."""
    codes = _codes(alpha3)
    if any(_inside(code, lat, lon) for code in codes):
        return 0.0
    spots = [_nearest(code, lat, lon)[1:] for code in codes]
    return min((distance_km(lat, lon, *spot) for spot in spots), default=math.inf)


def country_at(lat: float, lon: float) -> str | None:
    """Alpha-3 code of the country in which a position in degrees lies, a territory before what it belongs to."""
    found = [code for code in _boxes() if _inside(code, lat, lon)]
    return min(found, key=lambda code: _size(_boxes()[code]), default=None)


def bounds(alpha3: str) -> tuple[float, float, float, float] | None:
    """West, south, east and north of a country in degrees; beyond 180 where it lies across that; None when unknown."""
    box = _boxes().get(alpha3)
    return None if box is None else (box[0] / 1000, box[1] / 1000, box[2] / 1000, box[3] / 1000)


def box_gaps(lat: float, lon: float) -> Iterator[tuple[str, float]]:
    """Every country with a distance in km from which a position in degrees can only be farther than from its box."""
    for code, (west, south, east, north) in _boxes().items():
        y = min(max(lat, south / PER_DEGREE), north / PER_DEGREE)
        gap = min(max(west / PER_DEGREE - lon - turn, 0, lon + turn - east / PER_DEGREE) for turn in _TURNS)
        # a degree of longitude is nowhere near the box shorter than at its higher edge
        squeeze = math.cos(math.radians(min(89.0, max(abs(lat), abs(south) / PER_DEGREE, abs(north) / PER_DEGREE))))
        yield code, max(abs(y - lat), gap * squeeze) * DEGREE_KM


def within(west: float, south: float, east: float, north: float) -> list[str]:
    """Alpha-3 codes of the countries whose boxes meet a box in degrees, which may go on beyond 180."""
    return [
        code
        for code, box in _boxes().items()
        if box[1] <= north * PER_DEGREE
        and box[3] >= south * PER_DEGREE
        and any(box[0] / PER_DEGREE + turn <= east and box[2] / PER_DEGREE + turn >= west for turn in _TURNS)
    ]


def _size(box: tuple[int, ...]) -> int:
    return (box[2] - box[0]) * (box[3] - box[1])


def _inside(code: str, lat: float, lon: float) -> bool:
    west, south, east, north = _boxes()[code]
    y = lat * PER_DEGREE
    if not south <= y <= north:
        return False
    for shift in _TURNS:
        x = (lon + shift) * PER_DEGREE
        if west <= x <= east:
            # a ring wholly to the east is crossed an even number of times
            level = [r for r in _rings(code) if (b := r.box).south <= y < b.north and b.west <= x <= b.east]
            if sum(_crossings(ring, x, y) for ring in level) % 2:
                return True
    return False


def _crossings(ring: Ring, x: float, y: float) -> int:
    """How often a ray from a position to the east meets a ring, modulo 2 exact."""
    xs, ys, count = ring.xs, ring.ys, 0
    for run in ring.runs:
        if not run.south <= y < run.north or run.east < x:
            continue
        if run.west > x:  # all of it lies to the east: only its ends tell
            count += (ys[run.start] > y) != (ys[run.end] > y)
            continue
        for i in range(run.start, run.end):
            if (ys[i] > y) != (ys[i + 1] > y):
                count += x < xs[i] + (y - ys[i]) * (xs[i + 1] - xs[i]) / (ys[i + 1] - ys[i])
    return count


def _nearest(code: str, lat: float, lon: float, limit_km: float = math.inf) -> tuple[float, float, float]:
    """Distance in km and place (lat, lon) of the nearest spot of an outline, on a plane that touches at the position.

    Right for what is near; for what is far the place is about right and the distance is not. Infinite when it is
    farther than the limit.
    """
    y = lat * PER_DEGREE
    squeeze = max(0.01, math.cos(math.radians(lat)))
    unit = DEGREE_KM / PER_DEGREE
    best, at_x, at_y = (limit_km / unit) ** 2, 0.0, 0.0
    found = False
    for shift in _TURNS:
        x = (lon + shift) * PER_DEGREE
        for ring in _rings(code):
            if _gap(ring.box, x, y, squeeze) > best:
                continue
            for run in ring.runs:
                if _gap(run, x, y, squeeze) > best:
                    continue
                for i in range(run.start, run.end):
                    u, v = _foot(ring, i, x, y, squeeze)
                    d = ((u - x) * squeeze) ** 2 + (v - y) ** 2
                    if d <= best:
                        best, at_x, at_y, found = d, u, v, True
    return (math.sqrt(best) * unit if found else math.inf), at_y / PER_DEGREE, at_x / PER_DEGREE


def _gap(run: Run, x: float, y: float, squeeze: float) -> float:
    """Square of the distance of a position from a run's box."""
    gap_x = max(run.west - x, 0, x - run.east) * squeeze
    gap_y = max(run.south - y, 0, y - run.north)
    return gap_x * gap_x + gap_y * gap_y


def _foot(ring: Ring, i: int, x: float, y: float, squeeze: float) -> tuple[float, float]:
    """The spot of a ring's i-th segment that is nearest to a position."""
    ax, ay = ring.xs[i], ring.ys[i]
    dx, dy = (ring.xs[i + 1] - ax) * squeeze, ring.ys[i + 1] - ay
    length = dx * dx + dy * dy
    along = ((x - ax) * squeeze * dx + (y - ay) * dy) / length if length else 0.0
    along = max(0.0, min(1.0, along))
    return ax + along * (ring.xs[i + 1] - ax), ay + along * dy
