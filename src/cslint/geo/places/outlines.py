"""Outlines of countries: is a position inside, and if not, how far away."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import cache, lru_cache, partial

from cslint.geo.places import block_store
from cslint.geo.places.countries import territories
from cslint.geo.places.geodesy import EARTH_KM, distance_km
from cslint.geo.places.packed_lines import Lines, Run

PER_DEGREE = 1000  # the grid of the data file
DEGREE_KM = math.pi * EARTH_KM / 180
_UNIT = DEGREE_KM / PER_DEGREE  # kilometres in a step of the grid to the north
_TURNS = (0, -360, 360)  # a ring across 180 degrees goes on beyond it
_FILE = "outlines.bin"


@lru_cache(maxsize=32)
def _lines(code: str) -> Lines:
    return Lines(block_store.read(_FILE, code))


@cache
def _boxes() -> dict[str, tuple[int, ...]]:
    rows = (line.split() for line in block_store.read(_FILE, "boxes").decode().split("\n"))
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
    return [_degrees(alpha3, runs) for runs in _lines(alpha3).rings]


def parts(alpha3: str) -> Iterator[tuple[tuple[float, float, float, float], Callable[[], list[tuple[float, float]]]]]:
    """The rings of a country as ``outline`` gives them, each when it is called for, with its box: west to north."""
    for runs in _lines(alpha3).rings:
        wests, souths, easts, norths, *_ = zip(*runs, strict=True)
        box = min(wests) / PER_DEGREE, min(souths) / PER_DEGREE, max(easts) / PER_DEGREE, max(norths) / PER_DEGREE
        yield box, partial(_degrees, alpha3, runs)


def _degrees(code: str, runs: list[Run]) -> list[tuple[float, float]]:
    return [(x / PER_DEGREE, y / PER_DEGREE) for x, y in _lines(code).ring(runs)]


def contains(alpha3: str, lat: float, lon: float, slack_km: float = 0.0) -> bool:
    """Whether a position in degrees lies in a country or its territories, or at most ``slack_km`` outside."""
    codes = _codes(alpha3)
    if any(_inside(code, lat, lon) for code in codes):
        return True
    return slack_km > 0 and any(_near(code, lat, lon, slack_km) for code in codes)


def distance_to_country_km(alpha3: str, lat: float, lon: float) -> float:
    """Distance in km of a position in degrees from a country or its territories: 0 inside, infinite without outline."""
    codes = _codes(alpha3)
    if any(_inside(code, lat, lon) for code in codes):
        return 0.0
    return min((distance_km(lat, lon, *_nearest(code, lat, lon)) for code in codes), default=math.inf)


@lru_cache(maxsize=64)  # several checks ask of one place
def country_at(lat: float, lon: float) -> str | None:
    """Alpha-3 code of the country in which a position in degrees lies, a territory before what it belongs to."""
    boxes = _boxes()
    y = lat * PER_DEGREE
    found = [code for code, box in boxes.items() if box[1] <= y <= box[3] and _inside(code, lat, lon)]
    return min(found, key=lambda code: _size(boxes[code]), default=None)


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
    return any(west <= x <= east and _lines(code).holds(x, y) for x in _longitudes(lon))


def _longitudes(lon: float) -> list[float]:
    """A longitude in the numbers of the file, and as it is counted on round the earth."""
    return [(lon + turn) * PER_DEGREE for turn in _TURNS]


def _squeeze(lat: float) -> float:
    """How long a degree of longitude is against one of latitude, on a plane that touches at a position."""
    return max(0.01, math.cos(math.radians(lat)))


def _near(code: str, lat: float, lon: float, slack_km: float) -> bool:
    """Whether an outline comes within so many km of a position."""
    west, south, east, north = _boxes()[code]
    y, squeeze, reach = lat * PER_DEGREE, _squeeze(lat), slack_km / _UNIT
    if not south - reach <= y <= north + reach:
        return False
    wide = reach / squeeze + 1
    near = [x for x in _longitudes(lon) if west - wide <= x <= east + wide]
    return any(_lines(code).near(x, y, squeeze, reach) for x in near)


def _nearest(code: str, lat: float, lon: float) -> tuple[float, float]:
    """The nearest place (lat, lon) of an outline, on a plane that touches at the position: far off about right."""
    lines = _lines(code)
    spot = lines.nearest(lines.runs, _longitudes(lon), lat * PER_DEGREE, _squeeze(lat), math.inf)
    assert spot is not None
    return spot[2] / PER_DEGREE, spot[1] / PER_DEGREE
