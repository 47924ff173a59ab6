"""Project degrees to pixels: a box of degrees in a rectangle of a drawing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

Degrees = tuple[float, float]
Pixel = tuple[float, float]

# smallest box in degrees: half a kilometre
_LEAST = 0.005
# least distance in pixels of two corners
_STEP = 0.6
# pixels drawn outside the window, so that clipped edges are not visible
_MARGIN = 12.0


class Box(NamedTuple):
    """A rectangle in degrees; east exceeds 180 if it crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float

    @property
    def middle(self) -> Degrees:
        """Longitude and latitude of the middle."""
        return (self.west + self.east) / 2, (self.south + self.north) / 2

    @property
    def across(self) -> float:
        """The longer side in degrees of latitude."""
        return max((self.east - self.west) * squeeze(self.middle[1]), self.north - self.south)

    def with_box(self, other: Box) -> Box:
        """Return the smallest box around this and another."""
        return Box(
            min(self.west, other.west),
            min(self.south, other.south),
            max(self.east, other.east),
            max(self.north, other.north),
        )


def squeeze(lat: float) -> float:
    """Return the length of a degree of longitude, in degrees of latitude."""
    return max(0.1, math.cos(math.radians(lat)))


def box_of(positions: Iterable[Degrees]) -> Box | None:
    """Return the box around positions, or None without positions."""
    found = list(positions)
    if not found:
        return None
    lons, lats = [x for x, _ in found], [y for _, y in found]
    return Box(min(lons), min(lats), max(lons), max(lats))


def unrolled(ring: Sequence[Degrees], zero: float) -> list[Degrees]:
    """Return a ring with longitudes near ``zero``, in one piece even if it crosses the antimeridian.

    Args:
        ring: longitudes and latitudes.
        zero: longitude.
    """
    lons = [lon for lon, _ in ring]
    if 180 < max(lons) - min(lons) < 359:
        return [((lon - zero + 180) % 360 - 180 + zero, lat) for lon, lat in ring]
    turn = 360 * round((zero - (max(lons) + min(lons)) / 2) / 360)
    return [(lon + turn, lat) for lon, lat in ring]


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle of a drawing and the box of degrees that it shows, true to scale at the box's middle."""

    box: Box
    left: float
    top: float
    width: float
    height: float
    scale: float

    def xy(self, lon: float, lat: float) -> Pixel:
        """Return the pixel of a position; longitudes are measured from the middle in the shorter direction.

        Args:
            lon: longitude in degrees.
            lat: latitude in degrees.
        """
        zero_x, zero_y = self.box.middle
        along = lon - zero_x
        along -= 360 * round(along / 360) if abs(along) > 180 else 0
        x = self.left + self.width / 2 + along * squeeze(zero_y) * self.scale
        return x, self.top + self.height / 2 - (lat - zero_y) * self.scale

    def plain(self, lon: float, lat: float) -> Pixel:
        """Return the pixel of a position whose longitude is already unrolled.

        Args:
            lon: longitude in degrees.
            lat: latitude in degrees.
        """
        zero_x, zero_y = self.box.middle
        x = self.left + self.width / 2 + (lon - zero_x) * squeeze(zero_y) * self.scale
        return x, self.top + self.height / 2 - (lat - zero_y) * self.scale

    @property
    def shown(self) -> Box:
        """The degrees that the whole rectangle shows: the box, and more on two of its sides."""
        zero_x, zero_y = self.box.middle
        east, north = self.width / 2 / self.scale / squeeze(zero_y), self.height / 2 / self.scale
        return Box(zero_x - east, zero_y - north, zero_x + east, zero_y + north)

    def holds(self, x: float, y: float) -> bool:
        """Return whether a pixel is in the rectangle.

        Args:
            x: pixels from the left.
            y: pixels from the top.
        """
        return self.left <= x <= self.left + self.width and self.top <= y <= self.top + self.height

    def ring(self, ring: Sequence[Degrees], *, step: float = _STEP) -> list[Pixel]:
        """Return a closed ring in pixels, clipped and thinned, empty if too small to see.

        Args:
            ring: longitudes and latitudes, unrolled.
            step: least distance in pixels of two corners.
        """
        points = thin([self.plain(lon, lat) for lon, lat in ring], step)
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if max(xs) - min(xs) < step and max(ys) - min(ys) < step:
            return []
        left, top = self.left - _MARGIN, self.top - _MARGIN
        right, bottom = self.left + self.width + _MARGIN, self.top + self.height + _MARGIN
        if min(xs) >= left and max(xs) <= right and min(ys) >= top and max(ys) <= bottom:
            return points
        for axis, edge, below in ((0, left, False), (0, right, True), (1, top, False), (1, bottom, True)):
            points = _cut(points, axis, edge, below=below)
        return points


def frame(box: Box, left: float, top: float, width: float, height: float, padding: float = 0.1) -> Frame:
    """Return a frame that shows a box with a margin.

    Args:
        box: the box.
        left: left edge in pixels.
        top: top edge in pixels.
        width: width in pixels.
        height: height in pixels.
        padding: margin as a share of the box.
    """
    middle = box.middle
    wide = max(_LEAST, (box.east - box.west) * squeeze(middle[1])) * (1 + 2 * padding)
    high = max(_LEAST, box.north - box.south) * (1 + 2 * padding)
    return Frame(box, left, top, width, height, min(width / wide, height / high))


def thin(points: Sequence[Pixel], step: float) -> list[Pixel]:
    """Drop points nearer than ``step`` to the last one kept; the first and the last stay.

    Args:
        points: corners in pixels.
        step: least distance in pixels.
    """
    kept = [points[0]]
    for point in points[1:-1]:
        if abs(point[0] - kept[-1][0]) >= step or abs(point[1] - kept[-1][1]) >= step:
            kept.append(point)
    return [*kept, points[-1]]


def _cut(points: Sequence[Pixel], axis: int, edge: float, *, below: bool) -> list[Pixel]:
    """Clip a ring to one side of a straight line: one step of Sutherland and Hodgman."""
    if not points:
        return []
    kept: list[Pixel] = []
    for one, two in pairwise([*points, points[0]]):
        inside, next_inside = (one[axis] <= edge) == below, (two[axis] <= edge) == below
        if inside:
            kept.append(one)
        if inside != next_inside:
            share = (edge - one[axis]) / (two[axis] - one[axis])
            x, y = (one[i] + share * (two[i] - one[i]) for i in (0, 1))
            kept.append((x, y))
    return kept
