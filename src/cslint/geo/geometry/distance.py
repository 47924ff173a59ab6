"""Measure how far a point is from shapes, and whether it is inside them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from cslint.document.geojson.model import Ring, Shape
from cslint.geo.geometry.measure import distance, rough
from cslint.geo.geometry.position_arrays import PositionArray, runs_of
from cslint.geo.places.coordinate_parser import LatLon

# latitude and kilometres up to which a plane is a good approximation of the earth
HIGH = 75.0
_FLAT = 100.0

_Plane = list[tuple[float, float]]


class Away(NamedTuple):
    """Distance in kilometres from a point to shapes, 0 inside a polygon, and the nearest point of the shapes."""

    kilometres: float
    nearest: LatLon


def away(shapes: Iterable[Shape], place: LatLon) -> Away | None:
    """Find how far shapes are from a point.

    The nearest point is chosen on a plane around the point; its distance is then measured on the ellipsoid. The choice
    is imprecise on the opposite side of the earth.

    Args:
        shapes: geometries with positions in range.
        place: the point.

    Returns:
        The distance and the nearest point, or None without shapes.
    """
    best = math.inf
    nearest = (0.0, 0.0)
    east = max(0.01, math.cos(math.radians(place.lat)))
    for shape in shapes:
        if _box_gap(runs_of(shape), place, east) > best:
            continue
        for _, polygon in shape.polygons():
            if _inside([_plane(ring, place, east) for ring in polygon]):
                return Away(0.0, place)
        for _, run in shape.runs():
            gap, point = _nearest(_plane(run, place, east))
            if gap < best:
                best, nearest = gap, point
    if best == math.inf:
        return None
    point_at = LatLon(place.lat + nearest[1], _wrap(place.lon + nearest[0] / east))
    return Away(distance(place, point_at), point_at)


def _box_gap(arrays: Sequence[PositionArray], place: LatLon, squeeze: float) -> float:
    """Return a lower bound, in degrees, for the distance from a point to arrays of positions: that to their box."""
    west, east = min(array.west for array in arrays), max(array.east for array in arrays)
    south, north = min(array.south for array in arrays), max(array.north for array in arrays)
    if east - west > 180:
        return 0.0
    along = min(max(west - place.lon - turn, 0.0, place.lon + turn - east) for turn in (-360, 0, 360))
    return 0.999 * math.hypot(along * squeeze, max(south - place.lat, 0.0, place.lat - north))


def is_corner_near(shapes: Iterable[Shape], place: LatLon, kilometres: float) -> bool:
    """Return whether one of a sample of vertices is near a point.

    Args:
        shapes: geometries with positions in range.
        place: the point.
        kilometres: largest distance.

    Returns:
        True if a vertex is certainly near; False if this is not known.
    """
    if abs(place.lat) > HIGH:
        return False
    kilometres = min(kilometres, _FLAT)
    return any(rough(place, corner) <= kilometres for corner in _some(shapes, 64))


def moved(shapes: Iterable[Shape], move: Callable[[float, float], tuple[float, float]]) -> list[Shape]:
    """Return copies of shapes with a function applied to every position; heights are dropped.

    Args:
        shapes: geometries.
        move: function from longitude and latitude to new longitude and latitude, in degrees.
    """
    return [
        Shape(shape.kind, shape.path, _moved(shape.coordinates, move), shape.feature)  # type: ignore[arg-type]
        for shape in shapes
    ]


def thinned(shapes: Sequence[Shape], most: int = 2_000) -> list[Shape]:
    """Return shapes unchanged, or a sample of their positions as points if there are too many.

    Args:
        shapes: geometries.
        most: largest number of positions to keep unchanged.
    """
    if sum(len(run) for shape in shapes for _, run in shape.runs()) <= most:
        return list(shapes)
    return [Shape("MultiPoint", (), [[place.lon, place.lat] for place in sample(shapes, most)])]


def sample(shapes: Iterable[Shape], most: int = 64) -> list[LatLon]:
    """Return evenly spaced positions of shapes.

    Args:
        shapes: geometries.
        most: approximate number of positions.
    """
    return list(islice(_some(shapes, most), most + 1))


def _some(shapes: Iterable[Shape], most: int) -> Iterator[LatLon]:
    """Yield evenly spaced positions of shapes, slightly more than ``most`` if there are many short runs."""
    runs = [run for shape in shapes for _, run in shape.runs()]
    step = max(1, sum(map(len, runs)) // most)
    count = 0
    for run in runs:
        for index in range(-count % step, len(run), step):
            yield LatLon(run[index][1], run[index][0])
        count += len(run)


def _moved(value: object, move: Callable[[float, float], tuple[float, float]]) -> object:
    if isinstance(value, list) and value and not isinstance(value[0], list):
        return list(move(value[0], value[1]))
    return [_moved(member, move) for member in value] if isinstance(value, list) else value


def _plane(run: Ring, place: LatLon, east: float) -> _Plane:
    """Return positions in degrees east and north of a point, longitudes scaled to degrees of latitude."""
    lon, lat = place.lon, place.lat
    return [(((x[0] - lon + 180) % 360 - 180) * east, x[1] - lat) for x in run]


def _wrap(lon: float) -> float:
    return (lon + 180) % 360 - 180


def _inside(polygon: Sequence[_Plane]) -> bool:
    """Return whether the origin is inside rings, by counting the edges to the west of it."""
    crossings = 0
    for ring in polygon:
        x1, y1 = ring[-1]
        for x2, y2 in ring:
            if (y1 > 0) != (y2 > 0) and x1 - y1 * (x2 - x1) / (y2 - y1) > 0:
                crossings += 1
            x1, y1 = x2, y2
    return crossings % 2 == 1


def _nearest(run: _Plane) -> tuple[float, tuple[float, float]]:
    """Return the distance in degrees from the origin to a line, and the nearest point of the line."""
    best = math.inf
    nearest = run[0]
    x1, y1 = run[0]
    for x2, y2 in run:
        dx, dy = x2 - x1, y2 - y1
        long = dx * dx + dy * dy
        share = -(x1 * dx + y1 * dy) / long if long else 0.0
        share = 0.0 if share < 0 else min(share, 1.0)
        x, y = x1 + share * dx, y1 + share * dy
        gap = x * x + y * y
        if gap < best:
            best, nearest = gap, (x, y)
        x1, y1 = x2, y2
    return math.sqrt(best), nearest
