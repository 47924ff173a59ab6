"""Guess what positions that do not exist on the earth were meant to be."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from cslint.geo.geometry.measure import rough
from cslint.geo.places.coordinate_parser import LatLon
from cslint.geo.places.geodesy import from_utm, from_web_mercator, utm_zone

# larger numbers are metres, even if longitudes are counted past 180
_METRES = 1000.0
_NEAR = 200.0
# longitude that a shape across the antimeridian may reach
_PAST = 210.0
_EPSG = r"(?i)EPSG(?::|/0/)++(\d{4,6})\b"
_WEB_MERCATOR = {3857, 900913, 102100, 3785}


class Beyond(NamedTuple):
    """The probable meaning of positions out of range.

    Attributes:
        what: ``swapped``, ``metres``, ``wrapped`` (longitudes counted past 180), ``past`` (slightly past the
            antimeridian) or ``range``.
        place: their real middle, or None if unknown.
        grid: for metres, ``Web Mercator``, ``UTM zone 43 north``, or the number of another grid that the file names,
            such as ``EPSG:28992``; "" if unknown.
        turns: for wrapped longitudes, how many times 360 degrees to add.
    """

    what: str
    place: LatLon | None = None
    grid: str = ""
    turns: int = 0


def beyond(
    strays: Sequence[tuple[float, float]],
    total: int,
    code: int | None,
    centroid: LatLon | None,
    at_home: Callable[[LatLon], bool] | None,
) -> Beyond:
    """Guess what positions out of range were meant to be.

    Args:
        strays: longitude and latitude of the positions out of range.
        total: number of positions in the map, those in range included.
        code: EPSG number of the file's ``crs``, or None.
        centroid: centroid of the front matter, or None.
        at_home: function that returns whether a point is in the country of the front matter, or None.
    """
    x, y = (sorted(numbers)[len(strays) // 2] for numbers in zip(*strays, strict=True))
    most = 2 * len(strays) >= total
    if most and max(abs(x), abs(y)) > _METRES:
        return _metres(x, y, code, centroid, at_home)
    if most and all(abs(lon) <= 90 and abs(lat) <= 180 for lon, lat in strays):
        return Beyond("swapped", LatLon(x, y))
    if any(abs(lat) > 90 for _, lat in strays):
        return Beyond("range")
    if most and all(abs(lon) <= 1080 for lon, _ in strays):
        turns = {-math.floor((lon + 180) / 360) for lon, _ in strays}
        return Beyond("wrapped", LatLon(y, (x + 180) % 360 - 180), turns=turns.pop() if len(turns) == 1 else 0)
    if all(abs(lon) <= _PAST for lon, _ in strays):
        return Beyond("past")
    return Beyond("range")


def epsg(value: Any) -> int | None:
    """Return the EPSG number in a ``crs`` member as of GeoJSON 2008, or None."""
    match = re.search(_EPSG, _name_of(value))
    return int(match.group(1)) if match else None


def is_wgs84(value: Any) -> bool:
    """Return whether a ``crs`` member names WGS 84, the default of GeoJSON."""
    name = _name_of(value).strip().upper()
    return name.endswith((":CRS84", "/CRS84")) or name in ("CRS84", "WGS84", "WGS 84") or epsg(value) == 4326


def _name_of(value: Any) -> str:
    """Return the name in a ``crs`` member, or ""."""
    for key in ("properties", "name"):
        value = value.get(key) if isinstance(value, dict) else value
    return value if isinstance(value, str) else ""


def _metres(
    x: float, y: float, code: int | None, centroid: LatLon | None, at_home: Callable[[LatLon], bool] | None
) -> Beyond:
    if code and code != 4326 and not _is_known(code):
        return Beyond("metres", grid=f"EPSG:{code}")
    found = [(grid, place) for grid, place in _grids(x, y, code, centroid) if place is not None]
    if code and len(found) == 1:
        return Beyond("metres", found[0][1], found[0][0])
    if centroid:
        found = [(grid, place) for grid, place in found if rough(place, centroid) <= _NEAR]
        found.sort(key=lambda entry: rough(entry[1], centroid))
    elif at_home:
        found = [(grid, place) for grid, place in found if at_home(place)]
    else:
        found = []
    return Beyond("metres", found[0][1], found[0][0]) if found else Beyond("metres")


def _grids(x: float, y: float, code: int | None, centroid: LatLon | None) -> Iterator[tuple[str, LatLon | None]]:
    """Yield the grids that metres may belong to, each with the point that they are in it."""
    if code in _WEB_MERCATOR:
        yield "Web Mercator", _place(from_web_mercator(x, y))
    elif code and _is_utm(code):
        yield _zone(code % 100, south=code > 32700), _place(from_utm(x, y, code % 100, south=code > 32700))
    else:
        yield "Web Mercator", _place(from_web_mercator(x, y))
        middle = utm_zone(centroid.lon) if centroid else 0
        for zone in {(middle + step - 1) % 60 + 1 for step in (0, -1, 1)} if centroid else ():
            south = centroid is not None and centroid.lat < 0
            yield _zone(zone, south=south), _place(from_utm(x, y, zone, south=south))


def _is_utm(code: int) -> bool:
    return 32601 <= code <= 32660 or 32701 <= code <= 32760


def _is_known(code: int) -> bool:
    return code in _WEB_MERCATOR or _is_utm(code)


def _place(pair: tuple[float, float] | None) -> LatLon | None:
    return LatLon(*pair) if pair else None


def _zone(number: int, *, south: bool) -> str:
    return f"UTM zone {number} {'south' if south else 'north'}"
