"""Measure lengths and areas on the earth's ellipsoid, and format them.

Distances and areas come from GeographicLib (Karney, *Algorithms for geodesics*, J. Geodesy 87, 2013), exact to a few
nanometres on WGS 84. A sphere or a plane serves where every vertex of a map is compared.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from cslint.document.geojson.model import Position, Ring, Shape
from cslint.geo.geometry import rings
from cslint.geo.geometry.position_arrays import runs_of
from cslint.geo.places.coordinate_parser import LatLon
from cslint.geo.places.geodesy import distance_km

_DEGREE = 111.195  # kilometres in a degree of a great circle
MOST_MEASURED = 5_000  # vertices up to which an area is computed
# share of a line's length: ends nearer than this are meant to meet
_NEARLY = 0.1


class Extent(NamedTuple):
    """Width and height of a shape in kilometres, and the middle of its box."""

    width: float
    height: float
    middle: LatLon

    @property
    def across(self) -> float:
        """The longer side of the box, in kilometres."""
        return max(self.width, self.height)

    @property
    def radius(self) -> float:
        """Kilometres from the middle to the corners."""
        return math.hypot(self.width, self.height) / 2


def distance(one: LatLon, other: LatLon) -> float:
    """Return the distance in kilometres of two points along the ellipsoid.

    Args:
        one: a point.
        other: another point.
    """
    from geographiclib.geodesic import Geodesic

    found = Geodesic.WGS84.Inverse(one.lat, one.lon, other.lat, other.lon, Geodesic.DISTANCE)
    return float(found["s12"]) / 1000


def area(polygons: Iterable[Sequence[Ring]]) -> float | None:
    """Return the area of polygons in square kilometres without their holes, or None for more than 5,000 vertices."""
    from geographiclib.geodesic import Geodesic

    loops = [(ring, number == 0) for polygon in polygons for number, ring in enumerate(polygon)]
    if sum(len(ring) for ring, _ in loops) > MOST_MEASURED:
        return None
    total = 0.0
    for ring, outer in loops:
        polygon = Geodesic.WGS84.Polygon()
        for position in ring[:-1] if ring[0] == ring[-1] else ring:
            polygon.AddPoint(position[1], position[0])
        square = abs(polygon.Compute(False, True)[2])
        total += square if outer else -square
    return total / 1e6


def area_in_words(polygons: Sequence[Sequence[Ring]]) -> str:
    """Return the area of polygons for a message, "" if it is zero or takes long to compute."""
    square = area(polygons)
    return say_area(square) if square else ""


def length(line: Sequence[Position]) -> float:
    """Return the length of a line in kilometres."""
    places = [LatLon(position[1], position[0]) for position in line]
    return sum(rough(one, other) for one, other in pairwise(places))


def gap(line: Sequence[Position]) -> float:
    """Return the distance in kilometres of the ends of a line."""
    return distance(LatLon(line[0][1], line[0][0]), LatLon(line[-1][1], line[-1][0]))


def nearly_closed(line: Ring) -> bool:
    """Return whether the ends of an open line are so near that it is meant as a boundary."""
    if len(line) < 4 or rings.closed(line) or not rings.several(line) or rings.out_of_range(line):
        return False
    return gap(line) <= _NEARLY * length(line)


def rough(one: LatLon, other: LatLon) -> float:
    """Return the distance in kilometres of two points on a sphere: within 0.5 %, and fifty times as fast.

    Args:
        one: a point.
        other: another point.
    """
    return distance_km(one.lat, one.lon, other.lat, other.lon)


def extent(shapes: Sequence[Shape]) -> Extent | None:
    """Return the box around shapes, or None without shapes. It may cross the antimeridian."""
    runs = [run for shape in shapes for run in runs_of(shape)]
    if not runs:
        return None
    zero = runs[0].positions[0][0]
    west, east = min(run.west for run in runs) - zero, max(run.east for run in runs) - zero
    if not -180 <= west <= east < 180:  # it crosses the antimeridian as seen from the first position
        longitudes = [(x[0] - zero + 180) % 360 - 180 for run in runs for x in run.positions]
        west, east = min(longitudes), max(longitudes)
    south, north = min(run.south for run in runs), max(run.north for run in runs)
    lat = (south + north) / 2
    width = rough(LatLon(lat, 0), LatLon(lat, min(180.0, east - west)))
    height = rough(LatLon(south, 0), LatLon(north, 0))
    lon = (zero + (west + east) / 2 + 180) % 360 - 180
    return Extent(width, height, LatLon(lat, lon))


def flat(ring: Ring) -> list[tuple[float, float]]:
    """Return positions in kilometres east and north of the first; accurate for shapes the size of a city."""
    zero_x, zero_y = ring[0][0], ring[0][1]
    east = _DEGREE * math.cos(math.radians(max(-89.9, min(89.9, zero_y))))
    return [((x[0] - zero_x) * east, (x[1] - zero_y) * _DEGREE) for x in ring]


def say_place(place: LatLon, digits: int = 2) -> str:
    """Format a point as ``18.52 N, 73.85 E``.

    Args:
        place: the point.
        digits: decimals of the degrees.
    """
    lat = f"{abs(place.lat):.{digits}f} {'S' if place.lat < 0 else 'N'}"
    return f"{lat}, {abs(place.lon):.{digits}f} {'W' if place.lon < 0 else 'E'}"


def say_distance(kilometres: float) -> str:
    """Format kilometres as ``12 m``, ``3.5 km`` or ``1,880 km``."""
    if 0 < kilometres < 0.0009995:
        return f"{kilometres * 100_000:.0f} cm"
    if kilometres < 0.9995:
        return f"{kilometres * 1000:.0f} m"
    return f"{kilometres:.1f} km" if kilometres < 99.95 else f"{kilometres:,.0f} km"


def say_area(square: float) -> str:
    """Format square kilometres with two or three figures: ``0.06 km²``, ``4.7 km²``, ``72,400 km²``."""
    if square < 0.001:
        return f"{square * 1e6:,.0f} m²"
    if square < 1:
        return f"{square:.2g} km²"
    if square < 99.95:
        return f"{square:.1f} km²"
    digits = 10 ** max(0, math.floor(math.log10(square)) - 2)
    return f"{round(square / digits) * digits:,} km²"
