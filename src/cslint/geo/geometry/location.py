"""Compare the location of a map with the centroid and the country of its front matter.

A map with its axes swapped is also far from the centroid and outside the country; only the swapped axes are
reported. Each kind of answer belongs to one rule, so one mistake gives one finding.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, Protocol

from cslint.document.geojson.model import Shape
from cslint.geo.geometry.distance import HIGH, Away, away, is_corner_near, moved, sample, thinned
from cslint.geo.geometry.measure import Extent, distance, extent, rough
from cslint.geo.places import outlines
from cslint.geo.places.coordinate_parser import LatLon

# kilometres: a feature nearer than this is not a stray
_STRAY = 100.0
# lower bound of a distance measured on a plane, as a share of it
_SURELY = 0.9
# radius in kilometres around a point inside a country that is certainly near the country
_AROUND = 24.0
_DEGREE = 111.2  # kilometres
# the same in degrees of latitude and longitude, added
_BESIDE = _SURELY * _AROUND / _DEGREE
# kilometres up to which the distance from a country is exact
_EXACT = 200.0
_FLIPS = ((-1, 1), (1, -1), (-1, -1))


class Answer(StrEnum):
    """The possible verdicts on a map's location."""

    FINE = "fine"
    UNKNOWN = "unknown"  # nothing to compare with, or the front matter is wrong and other rules report it
    SWAPPED = "swapped"
    MIRRORED = "mirrored"
    FAR = "far"
    EXCHANGED = "exchanged"  # far, but not if the numbers of the map or of the centroid are exchanged
    STRAY = "stray"
    OUTSIDE = "outside"
    REACHES = "reaches"


class Land(Protocol):
    """A country, as far as this module needs it."""

    def near(self, place: LatLon, around: float = 0.0) -> bool:
        """Return whether a point is inside the country, or near enough for coarse outlines and harbours.

        Args:
            place: the point.
            around: radius in km; the answer is true only if it certainly holds for every point within this radius.
        """

    def outside(self, place: LatLon) -> float:
        """Return the distance in kilometres from a point to the country, 0 inside."""

    def owner(self, place: LatLon) -> str:
        """Return the name of another country that contains a point, or ""."""


class LocationVerdict(NamedTuple):
    """The verdict on a map's location, with its facts.

    Attributes:
        answer: the verdict.
        extent: the box around the map, without stray features.
        kilometres: distance from the centroid, from the country, or from the rest of the map.
        place: the nearest point of the map; the middle of the map after a fix; the middle of the stray feature.
        owner: name of the country that contains it instead, "" if unknown or the same.
        flips: for a mirrored map, the factors of longitude and latitude that correct it.
        feature: number of the stray feature.
        others: number of further stray features.
    """

    answer: Answer
    extent: Extent
    kilometres: float = 0.0
    place: LatLon | None = None
    owner: str = ""
    flips: tuple[int, int] = (1, 1)
    feature: int = 0
    others: int = 0


def whereabouts(
    shapes: Sequence[Shape], centroid: LatLon | None, land: Land | None, least: float
) -> LocationVerdict | None:
    """Judge where a map is.

    A centroid outside the map is accepted up to the length of the map, and always within ``least``
    kilometres: a district's map often leaves out the point that its city is known by.

    Args:
        shapes: geometries whose positions are in range.
        centroid: centroid of the front matter, or None.
        land: country of the front matter, or None.
        least: distance in kilometres that is always accepted.

    Returns:
        The verdict, or None without shapes.
    """
    whole = extent(shapes)
    if whole is None:
        return None
    home, strays = _apart(shapes, whole, centroid)
    box = (extent(home) if strays else whole) or whole
    look = _Look(home, box, centroid, land, max(least, box.across))
    if found := look.swapped() or look.mirrored():
        return found
    if look.contradicted:
        return LocationVerdict(Answer.UNKNOWN, box)
    if found := look.far() or look.abroad():
        return found
    if strays:
        return _stray(shapes, strays, box, land)
    return look.reaching() or LocationVerdict(Answer.FINE if centroid or land else Answer.UNKNOWN, box)


class _Look:
    """A map without its stray features, and the centroid and country to compare it with.

    ``reach`` is the accepted distance of the centroid in kilometres.
    """

    def __init__(
        self, home: list[Shape], box: Extent, centroid: LatLon | None, land: Land | None, reach: float
    ) -> None:
        self.home = home
        self.box = box
        self.centroid = centroid
        self.land = land
        self.reach = reach

    @cached_property
    def gap(self) -> Away | None:
        """The distance of the centroid if it is too large, else None."""
        if self.centroid is None or is_corner_near(self.home, self.centroid, _SURELY * self.reach):
            return None
        found = away(self.home, self.centroid)
        return found if found and found.kilometres > self.reach else None

    @cached_property
    def within(self) -> bool:
        """Whether all of the box is certainly in or near the country; false if not known."""
        return self.land is not None and self.land.near(self.box.middle, self.box.radius / _SURELY)

    @cached_property
    def outside(self) -> bool:
        """Whether no part of the map is in or near the country."""
        if self.land is None or self.within or self.land.near(self.box.middle):
            return False
        return not any(map(self.land.near, sample(self.home, 16)))

    @cached_property
    def stranded(self) -> bool:
        """Whether the centroid itself is outside the country."""
        return self.land is not None and self.centroid is not None and not self.land.near(self.centroid)

    @property
    def contradicted(self) -> bool:
        """Whether centroid and country of the front matter disagree, which another rule reports."""
        return self.stranded and (self.gap is not None or self.outside)

    def swapped(self) -> LocationVerdict | None:
        """Return a verdict if the map fits only with longitude and latitude exchanged."""
        middle = LatLon(self.box.middle.lon, self.box.middle.lat)
        if not (self.gap or self.outside) or abs(middle.lat) > 90:
            return None
        gap = self.gap.kilometres if self.gap else 0.0
        if self.outside and self.land and self.land.near(middle):
            return LocationVerdict(Answer.SWAPPED, self.box, gap, middle)
        # a map in its country with a centroid that is not: then the centroid is the swapped one
        if self.gap and self.centroid and not (self.stranded and not self.outside):
            reach = max(self.reach, gap / 10)
            narrow = max(0.01, math.cos(math.radians(self.box.middle.lat)))  # east and west become north and south
            if rough(middle, self.centroid) > reach + math.hypot(self.box.width / narrow, self.box.height) / _SURELY:
                return None  # no part of it comes so near
            turned = moved(thinned(self.home), lambda x, y: (y, max(-90.0, min(90.0, x))))
            near = away(turned, self.centroid)
            if near and near.kilometres <= reach:
                sure = self.land is not None or (_ashore(self.centroid) and not _ashore(self.box.middle))
                return LocationVerdict(Answer.SWAPPED if sure else Answer.EXCHANGED, self.box, gap, middle)
        return None

    def mirrored(self) -> LocationVerdict | None:
        """Return a verdict if the map fits only with the sign of longitudes or latitudes changed."""
        if not self.gap or not self.centroid or self.stranded:
            return None
        for east, north in _FLIPS:
            middle = LatLon(self.box.middle.lat * north, self.box.middle.lon * east)
            if rough(middle, self.centroid) <= 2 * self.reach:
                return LocationVerdict(Answer.MIRRORED, self.box, self.gap.kilometres, middle, flips=(east, north))
        return None

    def far(self) -> LocationVerdict | None:
        """Return a verdict if the centroid is too far from the map."""
        if not self.gap:
            return None
        return LocationVerdict(Answer.FAR, self.box, self.gap.kilometres, self.gap.nearest, self.owner)

    @property
    def owner(self) -> str:
        """The name of the country that contains a map outside its own."""
        if not self.land or not self.outside:
            return ""
        owners = map(self.land.owner, [self.box.middle, *sample(self.home, 16)])
        return next(filter(None, owners), "")

    def abroad(self) -> LocationVerdict | None:
        """Return a verdict if all of the map is outside the country."""
        if not self.outside or not self.land:
            return None
        middle = self.box.middle
        return LocationVerdict(Answer.OUTSIDE, self.box, self.land.outside(middle), middle, self.owner)

    def reaching(self) -> LocationVerdict | None:
        """Return a verdict if at least a quarter of the outline is far inside other countries.

        The sea does not count.
        """
        if not self.land or self.within:
            return None
        places = sample(self.home)
        beyond = _far_off(places, self.land)
        if len(beyond) * 4 < len(places):
            return None  # decided before looking up owners, which is slow
        over = [place for place in beyond if self.land.owner(place)]
        if not over or len(over) * 4 < len(places):
            return None
        gone, place = _farthest(over, self.land)
        return LocationVerdict(Answer.REACHES, self.box, gone, place, self.land.owner(place))


def _far_off(places: Sequence[LatLon], land: Land) -> list[LatLon]:
    """Return the points that are not near a country; points around one that is well inside are not looked up."""
    inside: list[LatLon] = []
    beyond = []
    for place in places:
        if any(abs(place.lat - other.lat) + abs(place.lon - other.lon) <= _BESIDE for other in reversed(inside)):
            continue
        if land.near(place, _AROUND):
            inside.append(place)
        elif not land.near(place):
            beyond.append(place)
    return beyond


def _farthest(places: Sequence[LatLon], land: Land) -> tuple[float, LatLon]:
    """Return the largest distance from a country, and the point that has it."""
    measured: list[tuple[float, LatLon]] = []
    best = 0.0
    for place in dict.fromkeys((*places[::8], *places)):
        # triangle inequality; large distances from a country are not exact
        ways = (gone + rough(other, place) for gone, other in measured if gone <= _EXACT)
        if abs(place.lat) > HIGH or not any(way / _SURELY < best for way in ways):
            measured.append((land.outside(place), place))
            best = max(best, measured[-1][0])
    return max(measured)


def _ashore(place: LatLon) -> bool:
    return outlines.country_at(place.lat, place.lon) is not None


def _apart(shapes: Sequence[Shape], whole: Extent, centroid: LatLon | None) -> tuple[list[Shape], list[int]]:
    """Split shapes into those without stray features, and the numbers of the stray features."""
    if whole.across < _STRAY:
        return list(shapes), []
    by_feature: dict[int, list[Shape]] = {}
    for shape in shapes:
        by_feature.setdefault(shape.feature, []).append(shape)
    boxes = {number: box for number, group in by_feature.items() if (box := extent(group))}
    if len(boxes) < 2:
        return list(shapes), []
    middle = centroid or _median([box.middle for box in boxes.values()])
    order = sorted(boxes, key=lambda number: rough(middle, boxes[number].middle))
    reached = _STRAY / 10
    for rank, number in enumerate(order):
        gone, across = rough(middle, boxes[number].middle), boxes[number].across
        if rank and rank * 2 >= len(order) and gone - across > 10 * reached:
            strays = sorted(order[rank:])
            return [shape for shape in shapes if shape.feature not in strays], strays
        reached = max(reached, gone + across / 2)
    return list(shapes), []


def _median(places: Sequence[LatLon]) -> LatLon:
    half = len(places) // 2
    return LatLon(sorted(place.lat for place in places)[half], sorted(place.lon for place in places)[half])


def _stray(shapes: Sequence[Shape], strays: list[int], home: Extent, land: Land | None) -> LocationVerdict:
    box = extent([shape for shape in shapes if shape.feature == strays[0]]) or home
    owner = land.owner(box.middle) if land else ""
    gone = distance(home.middle, box.middle)
    return LocationVerdict(Answer.STRAY, home, gone, box.middle, owner, feature=strays[0], others=len(strays) - 1)
