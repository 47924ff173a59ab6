"""Where a map lies, against the centroid and the country of its front matter: one answer, not one a symptom.

A map with its axes swapped is far from the centroid and outside the country as well; what is said is that the
axes are swapped. Each kind of answer belongs to one rule, so one fault gives one finding.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, Protocol

from cslint.document.geojson.model import Shape
from cslint.geo.geometry.distance import HIGH, Away, away, is_corner_near, moved, sample, thinned
from cslint.geo.geometry.measure import Extent, LonLat, distance, extent, rough
from cslint.geo.places import outlines

# kilometres: no feature nearer than this is said to have strayed
_STRAY = 100.0
# share of a distance that is sure although a plane served to measure it
_SURELY = 0.9
# kilometres round a place inside a country that are surely near the country
_AROUND = 24.0
_DEGREE = 111.2  # kilometres
# degrees north and east together that are surely no farther
_BESIDE = _SURELY * _AROUND / _DEGREE
# kilometres up to which the distance from a country is that from its nearest spot beyond doubt
_EXACT = 200.0
_FLIPS = ((-1, 1), (1, -1), (-1, -1))


class Answer(StrEnum):
    """What can be said of a map's place."""

    FINE = "fine"
    UNKNOWN = "unknown"  # nothing to compare with, or the front matter is at fault and other rules tell
    SWAPPED = "swapped"
    MIRRORED = "mirrored"
    FAR = "far"
    EXCHANGED = "exchanged"  # far, but not if the numbers of the map or of the centroid are exchanged
    STRAY = "stray"
    OUTSIDE = "outside"
    REACHES = "reaches"


class Land(Protocol):
    """A country as this module sees it."""

    def near(self, place: LonLat, around: float = 0.0) -> bool:
        """Whether a place lies inside, or so near that a coarse outline or a harbour may account for it.

        With ``around``, whether that holds for every place so many kilometres round it as well; false when that is
        not plain to see.
        """

    def outside(self, place: LonLat) -> float:
        """Kilometres from a place to the country, 0 inside."""

    def owner(self, place: LonLat) -> str:
        """The name of another country that a place lies in, or ""."""


class LocationVerdict(NamedTuple):
    """The answer, with its facts.

    Attributes:
        answer: which.
        extent: the box round the map, without what strays.
        kilometres: how far: from the centroid, outside the country, or from the rest.
        place: the nearest point of the map; where a mend would put its middle; the middle of what strays.
        owner: the name of the country it lies in instead, "" when that is not known or the same.
        flips: for a mirrored map the factors of longitude and latitude that put it right.
        feature: number of the feature that strays.
        others: how many more stray.
    """

    answer: Answer
    extent: Extent
    kilometres: float = 0.0
    place: LonLat | None = None
    owner: str = ""
    flips: tuple[int, int] = (1, 1)
    feature: int = 0
    others: int = 0


def whereabouts(
    shapes: Sequence[Shape], centroid: LonLat | None, land: Land | None, least: float
) -> LocationVerdict | None:
    """Say where a map lies; None when there is no shape.

    A centroid outside the map is right as long as it is no farther away than the map is long, and ``least``
    kilometres always: a district's map often leaves out the point that its city is known by.

    Args:
        shapes: geometries whose positions are in range.
        centroid: of the front matter, if it has a proper one.
        land: the country of the front matter, if it is known.
        least: kilometres.
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
    """A map without what strays, and what to compare it with; ``reach`` is how far off a centroid may be."""

    def __init__(
        self, home: list[Shape], box: Extent, centroid: LonLat | None, land: Land | None, reach: float
    ) -> None:
        self.home = home
        self.box = box
        self.centroid = centroid
        self.land = land
        self.reach = reach

    @cached_property
    def gap(self) -> Away | None:
        """Distance of the centroid, when that is too much."""
        if self.centroid is None or is_corner_near(self.home, self.centroid, _SURELY * self.reach):
            return None
        found = away(self.home, self.centroid)
        return found if found and found.kilometres > self.reach else None

    @cached_property
    def within(self) -> bool:
        """Whether all of the box is plainly in or near the country; false says nothing."""
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
        """Whether the front matter's own centroid and country disagree, which is another rule's to tell."""
        return self.stranded and (self.gap is not None or self.outside)

    def swapped(self) -> LocationVerdict | None:
        """Whether the map fits with longitude and latitude exchanged, and does not as it is."""
        middle = LonLat(self.box.middle.lon, self.box.middle.lat)
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
        """Whether the map fits with the sign of longitudes or latitudes changed, and does not as it is."""
        if not self.gap or not self.centroid or self.stranded:
            return None
        for east, north in _FLIPS:
            middle = LonLat(self.box.middle.lat * north, self.box.middle.lon * east)
            if rough(middle, self.centroid) <= 2 * self.reach:
                return LocationVerdict(Answer.MIRRORED, self.box, self.gap.kilometres, middle, flips=(east, north))
        return None

    def far(self) -> LocationVerdict | None:
        """Whether the centroid is too far from the map."""
        if not self.gap:
            return None
        return LocationVerdict(Answer.FAR, self.box, self.gap.kilometres, self.gap.nearest, self.owner)

    @property
    def owner(self) -> str:
        """The name of the country that a map outside its own lies in."""
        if not self.land or not self.outside:
            return ""
        owners = map(self.land.owner, [self.box.middle, *sample(self.home, 16)])
        return next(filter(None, owners), "")

    def abroad(self) -> LocationVerdict | None:
        """Whether all of the map is outside the country."""
        if not self.outside or not self.land:
            return None
        middle = self.box.middle
        return LocationVerdict(Answer.OUTSIDE, self.box, self.land.outside(middle), middle, self.owner)

    def reaching(self) -> LocationVerdict | None:
        """Whether a quarter of the outline or more lies far inside other countries; the sea is nobody's."""
        if not self.land or self.within:
            return None
        places = sample(self.home)
        beyond = _far_off(places, self.land)
        if len(beyond) * 4 < len(places):
            return None  # whoever owns them: asking every country is slow
        over = [place for place in beyond if self.land.owner(place)]
        if not over or len(over) * 4 < len(places):
            return None
        gone, place = _farthest(over, self.land)
        return LocationVerdict(Answer.REACHES, self.box, gone, place, self.land.owner(place))


def _far_off(places: Sequence[LonLat], land: Land) -> list[LonLat]:
    """The places that are not near a country; what is round one well inside it need not be asked for."""
    inside: list[LonLat] = []
    beyond = []
    for place in places:
        if any(abs(place.lat - other.lat) + abs(place.lon - other.lon) <= _BESIDE for other in reversed(inside)):
            continue
        if land.near(place, _AROUND):
            inside.append(place)
        elif not land.near(place):
            beyond.append(place)
    return beyond


def _farthest(places: Sequence[LonLat], land: Land) -> tuple[float, LonLat]:
    """The place farthest from a country, with its distance; the first few tell that most others cannot be it."""
    measured: list[tuple[float, LonLat]] = []
    best = 0.0
    for place in dict.fromkeys((*places[::8], *places)):
        # no farther than by way of another place; far off, distances from a country are not that exact
        ways = (gone + rough(other, place) for gone, other in measured if gone <= _EXACT)
        if abs(place.lat) > HIGH or not any(way / _SURELY < best for way in ways):
            measured.append((land.outside(place), place))
            best = max(best, measured[-1][0])
    return max(measured)


def _ashore(place: LonLat) -> bool:
    return outlines.country_at(place.lat, place.lon) is not None


def _apart(shapes: Sequence[Shape], whole: Extent, centroid: LonLat | None) -> tuple[list[Shape], list[int]]:
    """Shapes without the features that lie far from the rest, and the numbers of those."""
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


def _median(places: Sequence[LonLat]) -> LonLat:
    half = len(places) // 2
    return LonLat(sorted(place.lat for place in places)[half], sorted(place.lon for place in places)[half])


def _stray(shapes: Sequence[Shape], strays: list[int], home: Extent, land: Land | None) -> LocationVerdict:
    box = extent([shape for shape in shapes if shape.feature == strays[0]]) or home
    owner = land.owner(box.middle) if land else ""
    gone = distance(home.middle, box.middle)
    return LocationVerdict(Answer.STRAY, home, gone, box.middle, owner, feature=strays[0], others=len(strays) - 1)
