"""Outlines of countries: whether a position is inside, and how far away it is."""

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
_UNIT = DEGREE_KM / PER_DEGREE  # kilometres per step of the grid in latitude
_TURNS = (0, -360, 360)  # longitudes of a ring across the antimeridian exceed 180
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
    """Return whether the outline of a country is known."""
    return bool(_codes(alpha3))


def outline(alpha3: str) -> list[list[tuple[float, float]]]:
    """Return the closed rings of a country as (longitude, latitude) in degrees, holes by the even-odd rule.

    Territories with a code of their own are not part of it. The list is empty for an unknown country.
    """
    return [_degrees(alpha3, runs) for runs in _lines(alpha3).rings]


def parts(alpha3: str) -> Iterator[tuple[tuple[float, float, float, float], Callable[[], list[tuple[float, float]]]]]:
    """Yield each ring of a country as its box (west, south, east, north) and a function that decodes it."""
    for runs in _lines(alpha3).rings:
        wests, souths, easts, norths, *_ = zip(*runs, strict=True)
        box = min(wests) / PER_DEGREE, min(souths) / PER_DEGREE, max(easts) / PER_DEGREE, max(norths) / PER_DEGREE
        yield box, partial(_degrees, alpha3, runs)


def _degrees(code: str, runs: list[Run]) -> list[tuple[float, float]]:
    return [(x / PER_DEGREE, y / PER_DEGREE) for x, y in _lines(code).ring(runs)]


def contains(alpha3: str, lat: float, lon: float, slack_km: float = 0.0) -> bool:
    """Return whether a position is in a country or its territories, or near.

    Args:
        alpha3: code of the country.
        lat: latitude in degrees.
        lon: longitude in degrees.
        slack_km: distance outside that is accepted.
    """
    codes = _codes(alpha3)
    if any(_inside(code, lat, lon) for code in codes):
        return True
    return slack_km > 0 and any(_near(code, lat, lon, slack_km) for code in codes)


def distance_to_country_km(alpha3: str, lat: float, lon: float) -> float:
    """Return the distance in km of a position from a country or its territories, 0 inside, infinite without outline.

    Args:
        alpha3: code of the country.
        lat: latitude in degrees.
        lon: longitude in degrees.
    """
    codes = _codes(alpha3)
    if any(_inside(code, lat, lon) for code in codes):
        return 0.0
    return min((distance_km(lat, lon, *_nearest(code, lat, lon)) for code in codes), default=math.inf)


@lru_cache(maxsize=64)  # several checks look up one position
def country_at(lat: float, lon: float) -> str | None:
    """Return the alpha-3 code of the country that contains a position, preferring a territory, or None.

    Args:
        lat: latitude in degrees.
        lon: longitude in degrees.
    """
    boxes = _boxes()
    y = lat * PER_DEGREE
    found = [code for code, box in boxes.items() if box[1] <= y <= box[3] and _inside(code, lat, lon)]
    return min(found, key=lambda code: _size(boxes[code]), default=None)


def bounds(alpha3: str) -> tuple[float, float, float, float] | None:
    """Return west, south, east and north of a country in degrees, east above 180 across the antimeridian.

    An unknown country gives None.
    """
    box = _boxes().get(alpha3)
    return None if box is None else (box[0] / 1000, box[1] / 1000, box[2] / 1000, box[3] / 1000)


def box_gaps(lat: float, lon: float) -> Iterator[tuple[str, float]]:
    """Yield every country with a lower bound in km for its distance from a position.

    Args:
        lat: latitude in degrees.
        lon: longitude in degrees.
    """
    for code, (west, south, east, north) in _boxes().items():
        y = min(max(lat, south / PER_DEGREE), north / PER_DEGREE)
        gap = min(max(west / PER_DEGREE - lon - turn, 0, lon + turn - east / PER_DEGREE) for turn in _TURNS)
        # a degree of longitude is shortest at the edge nearest a pole
        squeeze = math.cos(math.radians(min(89.0, max(abs(lat), abs(south) / PER_DEGREE, abs(north) / PER_DEGREE))))
        yield code, max(abs(y - lat), gap * squeeze) * DEGREE_KM


def within(west: float, south: float, east: float, north: float) -> list[str]:
    """Return the alpha-3 codes of the countries whose boxes overlap a box; longitudes may exceed 180.

    Args:
        west: longitude in degrees.
        south: latitude in degrees.
        east: longitude in degrees.
        north: latitude in degrees.
    """
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
    """Return a longitude in units of the file, with its equivalents 360 degrees to either side."""
    return [(lon + turn) * PER_DEGREE for turn in _TURNS]


def _squeeze(lat: float) -> float:
    """Return the length of a degree of longitude relative to one of latitude."""
    return max(0.01, math.cos(math.radians(lat)))


def _near(code: str, lat: float, lon: float, slack_km: float) -> bool:
    """Return whether an outline comes within ``slack_km`` of a position."""
    west, south, east, north = _boxes()[code]
    y, squeeze, reach = lat * PER_DEGREE, _squeeze(lat), slack_km / _UNIT
    if not south - reach <= y <= north + reach:
        return False
    wide = reach / squeeze + 1
    near = [x for x in _longitudes(lon) if west - wide <= x <= east + wide]
    return any(_lines(code).near(x, y, squeeze, reach) for x in near)


def _nearest(code: str, lat: float, lon: float) -> tuple[float, float]:
    """Return the nearest point (lat, lon) of an outline, on a plane tangent at the position."""
    lines = _lines(code)
    spot = lines.nearest(lines.runs, _longitudes(lon), lat * PER_DEGREE, _squeeze(lat), math.inf)
    assert spot is not None
    return spot[2] / PER_DEGREE, spot[1] / PER_DEGREE
