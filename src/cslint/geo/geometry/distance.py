"""How far a place is from shapes, and whether it lies inside them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from cslint.document.geojson.model import Ring, Shape
from cslint.geo.geometry.measure import LonLat, distance, rough
from cslint.geo.geometry.position_arrays import PositionArray, runs_of

# latitude and kilometres up to which distances on a plane and on the earth are much the same
HIGH = 75.0
_FLAT = 100.0

_Plane = list[tuple[float, float]]


class Away(NamedTuple):
    """Kilometres from a place to the nearest point of shapes, 0 inside a polygon, and that point."""

    kilometres: float
    nearest: LonLat


def away(shapes: Iterable[Shape], place: LonLat) -> Away | None:
    """Find how far shapes are from a place; None when there are none.

    The nearest point is chosen in a plane round the place, where a degree of longitude is as long as it is
    there; its distance is then measured on the ellipsoid. On the other side of the earth the choice is rough.
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
    point_at = LonLat(place.lat + nearest[1], _wrap(place.lon + nearest[0] / east))
    return Away(distance(place, point_at), point_at)


def _box_gap(arrays: Sequence[PositionArray], place: LonLat, squeeze: float) -> float:
    """Return degrees from a place to the box around arrays of positions, never more than to the positions."""
    west, east = min(array.west for array in arrays), max(array.east for array in arrays)
    south, north = min(array.south for array in arrays), max(array.north for array in arrays)
    if east - west > 180:
        return 0.0
    along = min(max(west - place.lon - turn, 0.0, place.lon + turn - east) for turn in (-360, 0, 360))
    return 0.999 * math.hypot(along * squeeze, max(south - place.lat, 0.0, place.lat - north))


def is_corner_near(shapes: Iterable[Shape], place: LonLat, kilometres: float) -> bool:
    """Whether one of some positions of shapes plainly is so near to a place; false says nothing."""
    if abs(place.lat) > HIGH:
        return False
    kilometres = min(kilometres, _FLAT)
    return any(rough(place, corner) <= kilometres for corner in _some(shapes, 64))


def moved(shapes: Iterable[Shape], move: Callable[[float, float], tuple[float, float]]) -> list[Shape]:
    """Copies of shapes with every longitude and latitude put through a function; heights are dropped."""
    return [
        Shape(shape.kind, shape.path, _moved(shape.coordinates, move), shape.feature)  # type: ignore[arg-type]
        for shape in shapes
    ]


def thinned(shapes: Sequence[Shape], most: int = 2_000) -> list[Shape]:
    """Return shapes as they are, or some of their positions where there are more than so many."""
    if sum(len(run) for shape in shapes for _, run in shape.runs()) <= most:
        return list(shapes)
    return [Shape("MultiPoint", (), [[place.lon, place.lat] for place in sample(shapes, most)])]


def sample(shapes: Iterable[Shape], most: int = 64) -> list[LonLat]:
    """Some positions of shapes as places, evenly taken."""
    return list(islice(_some(shapes, most), most + 1))


def _some(shapes: Iterable[Shape], most: int) -> Iterator[LonLat]:
    """Positions of shapes, evenly taken; a few more than ``most`` where there are many short runs."""
    runs = [run for shape in shapes for _, run in shape.runs()]
    step = max(1, sum(map(len, runs)) // most)
    count = 0
    for run in runs:
        for index in range(-count % step, len(run), step):
            yield LonLat(run[index][1], run[index][0])
        count += len(run)


def _moved(value: object, move: Callable[[float, float], tuple[float, float]]) -> object:
    if isinstance(value, list) and value and not isinstance(value[0], list):
        return list(move(value[0], value[1]))
    return [_moved(member, move) for member in value] if isinstance(value, list) else value


def _plane(run: Ring, place: LonLat, east: float) -> _Plane:
    """Positions as degrees east, shortened to the length of a degree north, and degrees north of a place."""
    lon, lat = place.lon, place.lat
    return [(((x[0] - lon + 180) % 360 - 180) * east, x[1] - lat) for x in run]


def _wrap(lon: float) -> float:
    return (lon + 180) % 360 - 180


def _inside(polygon: Sequence[_Plane]) -> bool:
    """Whether the origin lies inside rings, by counting the edges west to east of it."""
    crossings = 0
    for ring in polygon:
        x1, y1 = ring[-1]
        for x2, y2 in ring:
            if (y1 > 0) != (y2 > 0) and x1 - y1 * (x2 - x1) / (y2 - y1) > 0:
                crossings += 1
            x1, y1 = x2, y2
    return crossings % 2 == 1


def _nearest(run: _Plane) -> tuple[float, tuple[float, float]]:
    """The distance from the origin to a line, in degrees, and the nearest point of it."""
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
