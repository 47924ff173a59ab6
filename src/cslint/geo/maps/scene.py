"""Collect the content of a map's image as plain data: shapes, centroid, country and problems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from cslint.document.geojson.map_file import Geography
from cslint.geo.geometry import rings
from cslint.geo.geometry.country import land_of
from cslint.geo.geometry.map_analysis import MapAnalysis, analyse, centroid_of
from cslint.geo.geometry.measure import area_in_words, extent, nearly_closed, say_distance
from cslint.geo.maps.projection import Box, Degrees, box_of, unrolled

if TYPE_CHECKING:
    from cslint.diagnostics.findings import Finding, Location
    from cslint.document.case import Case

_NUMBER = r"-?\d++(?:\.\d++)?+(?:[eE][-+]?\d++)?+"
_POSITION = re.compile(rf"\[\s*+({_NUMBER})\s*+,\s*+({_NUMBER})")
# characters to search for the position of a problem
_WINDOW = 400
# largest number of shapes drawn
_MOST_SHAPES = 2_000
# largest number of places marked per problem
_MOST_PLACES = 4


@dataclass(frozen=True, slots=True)
class Shown:
    """One shape of the file: an ``area`` with its rings, a ``line``, or ``points``.

    ``open`` marks the rings that do not close, and lines that nearly do.
    """

    kind: str
    runs: tuple[tuple[Degrees, ...], ...]
    open: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """A finding and its places on the earth, without any if it is about the whole file."""

    rule: str
    level: str
    message: str
    places: tuple[Degrees, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """The content of an image.

    Attributes:
        title: title of the case.
        where: city and country of the front matter.
        size: size of the shapes in words, "" without shapes.
        shapes: shapes whose positions exist on the earth, longitudes unrolled.
        centroid: longitude and latitude of the front matter's centroid, or None.
        country: alpha-3 code of the country, "" if unknown.
        faults: problems, errors first.
        looked: whether there is a readable map, so that an empty list of faults means that it has no problem.
    """

    title: str
    where: str
    size: str
    shapes: tuple[Shown, ...]
    centroid: Degrees | None
    country: str
    faults: tuple[Fault, ...] = ()
    looked: bool = True

    @property
    def box(self) -> Box | None:
        """The box around the shapes."""
        return box_of(position for shape in self.shapes for run in shape.runs for position in run)


def scene_of(case: Case, findings: Iterable[Finding] = ()) -> Scene:
    """Collect what to draw of a case.

    Args:
        case: the case.
        findings: findings in it; those about the map and the centroid are marked.
    """
    seen = analyse(case)
    land = land_of(case)
    centroid = centroid_of(case)
    zero = centroid.lon if centroid else 0.0
    shapes = tuple(islice(_shapes(seen, zero), _MOST_SHAPES)) if seen else ()
    names = [case.text("city"), land.name if land else case.text("country")]
    faults = sorted(_faults(case, seen, findings), key=lambda fault: ("error", "warning", "note").index(fault.level))
    return Scene(
        title=case.text("title") or case.folder.resolve().name,
        where=", ".join(dict.fromkeys(name for name in names if name)),
        size=_size(seen) + _left_out(seen) if seen else "",
        shapes=shapes,
        centroid=(centroid.lon, centroid.lat) if centroid else None,
        country=land.country.alpha3 if land else "",
        faults=tuple(faults),
        looked=seen is not None,
    )


def _shapes(seen: MapAnalysis, zero: float) -> Iterator[Shown]:
    for shape in seen.shapes:
        kind = "area" if "Polygon" in shape.kind else "line" if "Line" in shape.kind else "points"
        if kind == "area":
            for _, polygon in shape.polygons():
                open_ = tuple(not rings.closed(ring) for ring in polygon)
                yield Shown(kind, tuple(_run(ring, zero) for ring in polygon), open_)
            continue
        for _, run in shape.runs():
            yield Shown(kind, (_run(run, zero),), (kind == "line" and nearly_closed(run),))


def _run(run: list[list[float]], zero: float) -> tuple[Degrees, ...]:
    return tuple(unrolled([(position[0], position[1]) for position in run], zero)) if run else ()


def _size(seen: MapAnalysis) -> str:
    box = extent(seen.shapes)
    if box is None:
        return ""
    square = area_in_words([polygon for shape in seen.shapes for _, polygon in shape.polygons()])
    size = f"{say_distance(box.width)} by {say_distance(box.height)}"
    return f"{square} in {size}" if square else size if box.across else "a point"


def _left_out(seen: MapAnalysis) -> str:
    """Return a remark if there are too many shapes to draw, else ""."""
    count = sum(1 for shape in seen.shapes for _ in (shape.polygons() if "Polygon" in shape.kind else shape.runs()))
    return f", the first {_MOST_SHAPES:,} of {count:,} shapes" if count > _MOST_SHAPES else ""


def _faults(case: Case, seen: MapAnalysis | None, findings: Iterable[Finding]) -> Iterator[Fault]:
    own = case.map_file
    exact = _exact(seen) if seen else {}
    centroid = centroid_of(case)
    for finding in findings:
        places: list[Degrees] = []
        if own is not None and _in_file(finding.location, own):
            spots = [spot for spot in (finding.location, *(n.location for n in finding.related)) if _in_file(spot, own)]
            places += [place for spot in spots if (place := exact.get(spot.start) or _position(own, spot))]
        elif finding.field == "centroid" and centroid:
            places.append((centroid.lon, centroid.lat))
        elif finding.field not in ("centroid", "geography"):
            continue
        yield Fault(finding.rule, str(finding.level), finding.message, tuple(dict.fromkeys(places))[:_MOST_PLACES])


def _in_file(location: Location, own: Geography) -> bool:
    return location.path.rpartition("/")[2] == own.source.path.name


def _exact(seen: MapAnalysis) -> dict[int, Degrees]:
    """Return the points where polygons cross themselves, by the offset that the findings point at."""
    faults = seen.verdict.faults[:20]
    found = seen.geography.locate([fault.path for fault in faults])
    return {
        found[fault.path].value.start: (fault.place.lon, fault.place.lat) for fault in faults if fault.path in found
    }


def _position(own: Geography, location: Location) -> Degrees | None:
    """Return the position that a span of the file is, begins with, or is a number of."""
    text = own.source.text
    start = location.start
    if text[start : start + 1] not in ("[", "{"):
        bracket = text.rfind("[", max(0, start - 60), start)
        if bracket < 0 or '"' in text[bracket:start]:
            return None
        start = bracket
    match = _POSITION.search(text, start, max(location.end, start + 1) + _WINDOW)
    if match is None:
        return None
    lon, lat = float(match[1]), float(match[2])
    return (lon, lat) if abs(lon) <= 180 and abs(lat) <= 90 else None
