"""Recognise circles drawn by a tool: polygons with many sides in place of a boundary."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from cslint.document.geojson.model import Ring
from cslint.geo.geometry.measure import rough
from cslint.geo.places.coordinate_parser import LatLon

# geojson.io draws 64 sides; a figure with fewer sides than this may be drawn by hand
_FEWEST = 24
_MOST = 720
# relative tolerance of the radius; drawings by hand vary more
_EVEN = 0.01


class Circle(NamedTuple):
    """Centre, radius in kilometres, and number of sides."""

    middle: LatLon
    radius: float
    sides: int


def circle(ring: Ring) -> Circle | None:
    """Return the circle that a ring is drawn as, or None.

    All vertices of a circle are equally far from its middle, to one part in a hundred.
    """
    corners = ring[:-1]
    if not _FEWEST <= len(corners) <= _MOST:
        return None
    zero = corners[0][0]
    lon = zero + sum((x[0] - zero + 180) % 360 - 180 for x in corners) / len(corners)
    # the mean of all latitudes is biased towards the pole; the mean of the two extremes is not
    lat = (min(x[1] for x in corners) + max(x[1] for x in corners)) / 2
    middle = LatLon(lat, (lon + 180) % 360 - 180)
    radii = [rough(middle, LatLon(x[1], x[0])) for x in corners]
    radius = sum(radii) / len(radii)
    sides = [rough(LatLon(a[1], a[0]), LatLon(b[1], b[0])) for a, b in pairwise(ring)]
    if radius == 0 or max(radii) - min(radii) > 2 * _EVEN * radius:
        return None
    even = max(sides) <= 2 * min(sides)
    return Circle(middle, radius, len(corners)) if even else None
