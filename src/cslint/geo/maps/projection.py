"""A window on the earth: from degrees to pixels, a box of degrees in a rectangle of a drawing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

Degrees = tuple[float, float]
Pixel = tuple[float, float]

# degrees that a box has at least: half a kilometre
_LEAST = 0.005
# pixels between two corners of a line that are worth drawing
_STEP = 0.6
# pixels beyond the window up to which land is drawn, so that its cut edge is not seen
_MARGIN = 12.0


class Box(NamedTuple):
    """A stretch of the earth in degrees; across the antimeridian it goes on beyond 180."""

    west: float
    south: float
    east: float
    north: float

    @property
    def middle(self) -> Degrees:
        """Longitude and latitude of its middle."""
        return (self.west + self.east) / 2, (self.south + self.north) / 2

    @property
    def across(self) -> float:
        """Its longer side in degrees of latitude."""
        return max((self.east - self.west) * squeeze(self.middle[1]), self.north - self.south)

    def with_box(self, other: Box) -> Box:
        """The box round two."""
        return Box(
            min(self.west, other.west),
            min(self.south, other.south),
            max(self.east, other.east),
            max(self.north, other.north),
        )


def squeeze(lat: float) -> float:
    """How long a degree of longitude is, in degrees of latitude."""
    return max(0.1, math.cos(math.radians(lat)))


def box_of(positions: Iterable[Degrees]) -> Box | None:
    """The box round positions; None without any."""
    found = list(positions)
    if not found:
        return None
    lons, lats = [x for x, _ in found], [y for _, y in found]
    return Box(min(lons), min(lats), max(lons), max(lats))


def unrolled(ring: Sequence[Degrees], zero: float) -> list[Degrees]:
    """A ring with longitudes near to ``zero``, in one piece where it lies across the antimeridian."""
    lons = [lon for lon, _ in ring]
    if 180 < max(lons) - min(lons) < 359:
        return [((lon - zero + 180) % 360 - 180 + zero, lat) for lon, lat in ring]
    turn = 360 * round((zero - (max(lons) + min(lons)) / 2) / 360)
    return [(lon + turn, lat) for lon, lat in ring]


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle of a drawing and the box of degrees that it shows, right at the box's middle in both directions."""

    box: Box
    left: float
    top: float
    width: float
    height: float
    scale: float

    def xy(self, lon: float, lat: float) -> Pixel:
        """Where a position is drawn; longitudes count from the middle the shorter way."""
        zero_x, zero_y = self.box.middle
        along = lon - zero_x
        along -= 360 * round(along / 360) if abs(along) > 180 else 0
        x = self.left + self.width / 2 + along * squeeze(zero_y) * self.scale
        return x, self.top + self.height / 2 - (lat - zero_y) * self.scale

    def plain(self, lon: float, lat: float) -> Pixel:
        """As ``xy``, of a longitude that is already unrolled."""
        zero_x, zero_y = self.box.middle
        x = self.left + self.width / 2 + (lon - zero_x) * squeeze(zero_y) * self.scale
        return x, self.top + self.height / 2 - (lat - zero_y) * self.scale

    @property
    def shown(self) -> Box:
        """All that the rectangle has room for: the box, and more on two of its sides."""
        zero_x, zero_y = self.box.middle
        east, north = self.width / 2 / self.scale / squeeze(zero_y), self.height / 2 / self.scale
        return Box(zero_x - east, zero_y - north, zero_x + east, zero_y + north)

    def holds(self, x: float, y: float) -> bool:
        """Whether a pixel lies in the rectangle."""
        return self.left <= x <= self.left + self.width and self.top <= y <= self.top + self.height

    def ring(self, ring: Sequence[Degrees], *, step: float = _STEP) -> list[Pixel]:
        """A closed ring in pixels, cut to the rectangle and thinned out; empty when nothing of it would be seen."""
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
    """A frame that shows a box with some space round it."""
    middle = box.middle
    wide = max(_LEAST, (box.east - box.west) * squeeze(middle[1])) * (1 + 2 * padding)
    high = max(_LEAST, box.north - box.south) * (1 + 2 * padding)
    return Frame(box, left, top, width, height, min(width / wide, height / high))


def thin(points: Sequence[Pixel], step: float) -> list[Pixel]:
    """Leave out points nearer than ``step`` to the last one kept; the first and the last stay."""
    kept = [points[0]]
    for point in points[1:-1]:
        if abs(point[0] - kept[-1][0]) >= step or abs(point[1] - kept[-1][1]) >= step:
            kept.append(point)
    return [*kept, points[-1]]


def _cut(points: Sequence[Pixel], axis: int, edge: float, *, below: bool) -> list[Pixel]:
    """One step of Sutherland and Hodgman: what of a ring lies on one side of a straight line."""
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
