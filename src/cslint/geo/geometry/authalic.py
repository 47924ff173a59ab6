"""How large polygons are, as it is said: two or three figures, for which the exact area is mostly not needed.

On a cylindrical equal-area map of the ellipsoid (Snyder, *Map Projections: A Working Manual*, 1987, equations 10-3 and
3-12) a polygon keeps its area but for what its edges bend: a straight line there has a geodesic curvature of at most
sqrt(2) tan(latitude) / radius, and what lies between it and the geodesic is a twelfth of that times the cube of its
length. Where the figures are the same with that added and taken away, they are those of the exact area.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from cslint.document.geojson.model import Ring
from cslint.geo.geometry.measure import MOST_MEASURED, area, say_area

_A = 6_378_137.0  # metres, WGS 84
_E2 = 0.0066943799901413165  # square of its eccentricity
_E = math.sqrt(_E2)
_POLE_RADIUS = _A * (1 - _E2)  # the ellipsoid's least radius of curvature
_HIGHEST = 80.0  # latitude
_LONGEST = 100_000.0  # metres of an edge, beyond which the next terms of the series count
_BEND = 0.25 / _POLE_RADIUS  # sqrt(2) / 12, doubled
_ROUNDING = 0.01  # square metres a corner


def said_area(polygons: Sequence[Sequence[Ring]]) -> str:
    """The area that polygons cover, holes taken away, as a message has it; "" where it is none or long to work out."""
    if sum(len(ring) for polygon in polygons for ring in polygon) > MOST_MEASURED:
        return ""
    if (found := quick(polygons)) and (said := say_area((found[0] - found[1]) / 1e6)) == say_area(sum(found) / 1e6):
        return said
    exact = area(polygons)
    return say_area(exact) if exact else ""


def quick(polygons: Sequence[Sequence[Ring]]) -> tuple[float, float] | None:
    """Square metres that polygons cover, and by how many at most that is wrong; None where it is not good for much."""
    total = doubt = 0.0
    for polygon in polygons:
        for number, ring in enumerate(polygon):
            if (found := _ring(ring)) is None:
                return None
            total += found[0] if number == 0 else -found[0]
            doubt += found[1]
    return (total, doubt) if total > doubt else None


def _ring(ring: Ring) -> tuple[float, float] | None:
    zero = ring[0][0]
    corners = [(math.radians(x[0] - zero), math.radians(x[1])) for x in (*ring, ring[0])]
    if max(abs(x[1]) for x in ring) > _HIGHEST or max(abs(lon) for lon, _ in corners) > math.pi / 2:
        return None
    twice = doubt = 0.0
    before = _height(corners[0][1])
    for (lon, lat), (next_lon, next_lat) in pairwise(corners):
        after = _height(next_lat)
        twice += (next_lon - lon) * (after + before)
        before = after
        long = _A * math.hypot((next_lon - lon) * math.cos(min(abs(lat), abs(next_lat))), next_lat - lat)
        if long > _LONGEST:
            return None
        doubt += _BEND * long**3 * math.tan(max(abs(lat), abs(next_lat))) + _ROUNDING
    return abs(twice) / 2 * _A * _A, doubt


def _height(lat: float) -> float:
    """How high the map draws a latitude in radians, in radii: the area below it, an equatorial radian wide."""
    sine = math.sin(lat)
    return (1 - _E2) * (sine / (1 - _E2 * sine * sine) + math.atanh(_E * sine) / _E) / 2
