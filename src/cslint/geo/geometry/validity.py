"""Find polygons that shapely calls invalid, and name the reason for checks to explain.

Shapely answers with a reason and one coordinate; here the reason becomes a name, and the coordinate becomes positions
of the file. The input already has the right form: closed rings of finite numbers with at least three different
positions.
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import nsmallest
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from cslint.document.geojson.json_positions import Path
from cslint.document.geojson.model import Ring, Shape
from cslint.geo.geometry import rings, simple_ring
from cslint.geo.geometry.crossings import count_crossings, too_nested
from cslint.geo.geometry.measure import flat
from cslint.geo.geometry.position_arrays import PositionArray, runs_of
from cslint.geo.places.coordinate_parser import LatLon
from cslint.util.interruptible import interruptible

if TYPE_CHECKING:
    import numpy as np

_VALID = "Valid Geometry"
_REASON = r"([^\[]*)\[(\S+) (\S+?)\]"
_NAMES = {
    "Self-intersection": "crosses",
    "Ring Self-intersection": "touches",
    "Hole lies outside shell": "hole-outside",
    "Holes are nested": "holes-nested",
    "Interior is disconnected": "cut-in-two",
    "Nested shells": "part-inside",
    "Duplicate Rings": "rings-same",
}
# a polygon whose area is a smaller share of its box's diagonal squared than this is a line drawn there and back
_FLAT = 4e-9
# corners from which crossings are counted before shapely runs, on another thread
_MANY = 2_000
# limits of one fix: geometries, and pairs of nearby lines in one of them
_MOST_FIXED = 20
_MOST_PAIRS_FIXED = 500_000
# rings from which the nested ones are counted first
_MANY_RINGS = 500
# polygons up to which building them one by one is faster
_FEW = 5
# metres
_SLIVER = 1.0
# corners of one geometry up to which GEOS is asked without counting crossings first
_MOST_CORNERS = 20_000

reason_of: Callable[[str], str] | None = None
"""Returns why a geometry in WKT is invalid, in the words of GEOS. Set in a browser, where shapely is not."""


class Invalid(NamedTuple):
    """An invalid polygon, or parts of one geometry that do not fit together.

    Attributes:
        what: ``crosses``, ``touches``, ``spike``, ``flat``, ``hole-crosses``, ``hole-outside``,
            ``holes-nested``, ``cut-in-two``, ``parts-overlap``, ``part-inside``, ``rings-same`` or ``other``.
        path: position in the file where the problem is or begins.
        place: point on the earth.
        other: a second position involved, or None.
    """

    what: str
    path: Path
    place: LatLon
    other: Path | None = None


class Verdict(NamedTuple):
    """The invalid polygons of a file.

    Attributes:
        faults: the first few problems, polygons before sets of parts.
        total: number of problems.
        shapes: the geometries that have them.
        slivers: polygons too thin to be visible, with their width in metres.
        unchecked: why some or all polygons were not checked, "" if all were.
        tangled: whether there are too many problems, or too many crossings, for a fix.
    """

    faults: tuple[Invalid, ...] = ()
    total: int = 0
    shapes: tuple[Shape, ...] = ()
    slivers: tuple[tuple[Path, float], ...] = ()
    unchecked: str = ""
    tangled: bool = False


class _Polygon(NamedTuple):
    path: Path
    runs: list[PositionArray]
    shape: Shape

    @property
    def rings(self) -> list[Ring]:
        return [run.positions for run in self.runs]

    @property
    def corners(self) -> int:
        return sum(len(run.positions) for run in self.runs)


def judge(shapes: Iterable[Shape], explain: int = 4) -> Verdict:
    """Find invalid polygons.

    Args:
        shapes: valid geometries; polygons with open rings, with fewer than three different positions, across the
            antimeridian or out of range are skipped.
        explain: number of problems to explain.
    """
    polygons = [polygon for shape in shapes for polygon in _polygons(shape) if all(map(_worth_judging, polygon.runs))]
    if not polygons or _plain(polygons):
        return Verdict()
    if reason := why_shapely_is_missing():
        return Verdict(unchecked=reason) if reason_of is None else _judge_by_text(polygons, explain, reason_of)
    if sum(polygon.corners for polygon in polygons) > _MANY:
        return interruptible(lambda: _judge(polygons, explain))
    return _judge(polygons, explain)


def why_shapely_is_missing() -> str:
    """Return why shapely cannot be used, "" if it can."""
    try:
        import numpy  # noqa: F401
        import shapely  # noqa: F401
    except Exception as error:  # a library that fails to load may raise anything
        return f"shapely cannot be loaded ({error})"
    return ""


def _judge(polygons: Sequence[_Polygon], explain: int) -> Verdict:
    polygons, faults, unchecked = _set_aside(polygons)
    total, tangled = len(faults), bool(faults)
    if not polygons:
        return Verdict(tuple(faults[:explain]), total, unchecked=unchecked, tangled=tangled)
    built = _build(polygons)
    bad = _bad_polygons(built)
    apart = _bad_sets(polygons, built, set(bad))
    faults += [_explain(polygons[index], built[index]) for index in bad[: max(0, explain - len(faults))]]
    faults += [_explain_set(polygons, built, members) for members in apart[: max(0, explain - len(faults))]]
    wrong = [polygons[index].shape for index in bad] + [polygons[members[0]].shape for members in apart]
    shapes = tuple({id(shape): shape for shape in wrong}.values())
    return Verdict(
        tuple(faults[:explain]),
        total + len(bad) + len(apart),
        shapes,
        tuple(_slivers(polygons, built, set(bad))),
        unchecked,
        tangled or len(shapes) > _MOST_FIXED or any(map(_is_tangled, shapes)),
    )


def _judge_by_text(polygons: Sequence[_Polygon], explain: int, reason_of: Callable[[str], str]) -> Verdict:
    """Find invalid polygons with GEOS alone, which gives no repaired ones.

    Args:
        polygons: as for ``_judge``.
        explain: number of problems to explain.
        reason_of: returns why a geometry in WKT is invalid.
    """
    groups: dict[int, list[_Polygon]] = {}
    for polygon in polygons:
        groups.setdefault(id(polygon.shape), []).append(polygon)
    small = [group for group in groups.values() if sum(polygon.corners for polygon in group) <= _MOST_CORNERS]
    unchecked = "" if len(small) == len(groups) else f"it has more than {_MOST_CORNERS:,} corners"
    faults: list[Invalid] = []
    sets: list[Invalid] = []
    sound: list[_Polygon] = []
    for group in small:
        texts = [_as_text(polygon) for polygon in group]
        bad = []
        for polygon, text in zip(group, texts, strict=True):
            reason = reason_of(f"POLYGON {text}")
            valid = reason.startswith(_VALID)
            flat_line = _is_flat_line(polygon, valid=valid)
            if valid and not flat_line:
                sound.append(polygon)
            else:
                bad.append(_named(polygon, reason, flat=flat_line))
        faults += bad
        whole = _VALID if bad or len(group) == 1 else reason_of(f"MULTIPOLYGON ({', '.join(texts)})")
        if not whole.startswith(_VALID):
            sets.append(_named_set(group, whole))
    thin = [(polygon.path, width) for polygon in sound if (width := _width(polygon)) < _SLIVER]
    slivers = tuple(thin) if len(polygons) > 1 else ()
    every = [*faults, *sets]
    return Verdict(tuple(every[:explain]), len(every), slivers=slivers, unchecked=unchecked)


def _as_text(polygon: _Polygon) -> str:
    """Return the rings of a polygon as WKT has them."""
    drawn = [", ".join(f"{position[0]!r} {position[1]!r}" for position in ring) for ring in polygon.rings]
    return f"({', '.join(f'({ring})' for ring in drawn)})"


def _is_flat_line(polygon: _Polygon, *, valid: bool) -> bool:
    """Return whether a polygon has nearly no area, or each of its lines is drawn there and back.

    Args:
        polygon: the polygon.
        valid: whether GEOS calls it valid.
    """
    outer, *holes = polygon.rings
    wide = max(x[0] for x in outer) - min(x[0] for x in outer)
    high = max(x[1] for x in outer) - min(x[1] for x in outer)
    area = (abs(rings.turn(outer)) - sum(abs(rings.turn(hole)) for hole in holes)) / 2
    if valid or not _turns(outer):
        return area <= _FLAT * (wide**2 + high**2)
    return _is_drawn_twice(outer)


def _turns(ring: Ring) -> bool:
    """Return whether a ring leaves the straight line between its two positions that are farthest from the first."""
    first = ring[0]
    far = max(ring, key=lambda x: math.dist(x[:2], first[:2]))
    length = math.dist(far[:2], first[:2])
    away = max(abs((far[0] - first[0]) * (x[1] - first[1]) - (x[0] - first[0]) * (far[1] - first[1])) for x in ring)
    return length > 0 and away / length > math.sqrt(_FLAT) * length


def _named_set(group: Sequence[_Polygon], reason: str) -> Invalid:
    """Return the problem between the parts of one geometry."""
    name, place = _reason(reason)
    nearest = sorted(range(len(group)), key=lambda index: _nearest_lines(group[index], place)[0][0])
    paths = [(*group[index].path, 0, 0) for index in sorted(nearest[:2])]
    return Invalid("part-inside" if name == "part-inside" else "parts-overlap", paths[0], place, paths[1])


def _is_tangled(shape: Shape) -> bool:
    """Return whether the lines of a geometry meet too often to be repaired."""
    found = count_crossings([run.points for run in runs_of(shape)])
    return found.many or found.pairs > _MOST_PAIRS_FIXED


def _set_aside(polygons: Sequence[_Polygon]) -> tuple[list[_Polygon], list[Invalid], str]:
    """Separate geometries that would take shapely too long.

    Returns:
        The other polygons, a problem for each geometry that crosses itself too often, and why the rest cannot be
        checked.
    """
    groups: dict[int, list[_Polygon]] = {}
    for polygon in polygons:
        groups.setdefault(id(polygon.shape), []).append(polygon)
    left: list[_Polygon] = []
    tangled: list[Invalid] = []
    unchecked = ""
    for group in groups.values():
        rings_of_group = [run.points for polygon in group for run in polygon.runs]
        corners = sum(map(len, rings_of_group))
        if len(rings_of_group) > _MANY_RINGS and too_nested(rings_of_group):
            unchecked = "more of its rings lie within each other than can be compared"
            continue
        crossings = count_crossings(rings_of_group) if corners > _MANY else None
        if crossings and crossings.many and crossings.first:
            tangled.append(_explain_tangle(group, LatLon(*crossings.first)))
        elif crossings and crossings.uncounted:
            unchecked = "more of its lines run side by side than can be compared"
        else:
            left += group
    return left, tangled, unchecked


def _explain_tangle(polygons: Sequence[_Polygon], place: LatLon) -> Invalid:
    """Return the problem at a point where two lines of one geometry cross."""
    lines = [line for polygon in polygons for line in _nearest_lines(polygon, place)]
    one, two = sorted(path for _, _, path in nsmallest(2, lines, key=lambda line: line[0]))
    what = "crosses" if one[:-1] == two[:-1] else "hole-crosses" if one[:-2] == two[:-2] else "parts-overlap"
    return Invalid(what, one, place, two)


def _plain(polygons: Sequence[_Polygon]) -> bool:
    """Return whether all polygons are certainly valid: most are, and this check is faster than loading shapely."""
    if "shapely" in sys.modules or sum(polygon.corners for polygon in polygons) > simple_ring.MOST:
        return False
    groups: dict[int, list[list[Ring]]] = {}
    for polygon in polygons:
        groups.setdefault(id(polygon.shape), []).append(polygon.rings)
    return len(groups) <= _MANY_RINGS and all(map(simple_ring.surely_sound, groups.values()))


def _polygons(shape: Shape) -> Iterator[_Polygon]:
    runs = iter(runs_of(shape))
    for path, polygon in shape.polygons():
        yield _Polygon(path, list(islice(runs, len(polygon))), shape)


def _worth_judging(ring: PositionArray) -> bool:
    return len(ring.positions) > 3 and ring.in_range and ring.closed and ring.several and ring.jump is None


def _build(polygons: Sequence[_Polygon]) -> np.ndarray[Any, Any]:
    """Build shapely polygons from rings, all at once."""
    import numpy
    import shapely

    if len(polygons) < _FEW:
        return numpy.array([_built(polygon) for polygon in polygons], dtype=object)
    points = [ring.points for polygon in polygons for ring in polygon.runs]
    loops = shapely.linearrings(numpy.concatenate(points), indices=numpy.repeat(*_counted(map(len, points))))
    owners = numpy.repeat(*_counted(len(polygon.runs) for polygon in polygons))
    built: np.ndarray[Any, Any] = shapely.polygons(loops, indices=owners)
    return built


def _built(polygon: _Polygon) -> Any:
    """Build one shapely polygon, which is faster for a few than building all at once."""
    import shapely

    outer, *holes = [shapely.linearrings(ring.points) for ring in polygon.runs]
    return shapely.polygons(outer, holes or None)


def _counted(lengths: Iterable[int]) -> tuple[range, list[int]]:
    """Return the numbers from 0, and how often to repeat each."""
    times = list(lengths)
    return range(len(times)), times


def _bad_polygons(built: np.ndarray[Any, Any]) -> list[int]:
    import numpy
    import shapely

    west, south, east, north = shapely.bounds(built).T
    nothing = shapely.area(built) <= _FLAT * ((east - west) ** 2 + (north - south) ** 2)
    return [int(index) for index in numpy.flatnonzero(~shapely.is_valid(built) | nothing)]


def _is_flat(polygon: _Polygon, built: Any) -> bool:
    """Return whether a polygon that is invalid or has nearly no area encloses nothing."""
    import shapely

    west, south, east, north = shapely.bounds(built)
    least = _FLAT * ((east - west) ** 2 + (north - south) ** 2)
    if shapely.is_valid(built) or shapely.area(shapely.convex_hull(built)) <= least:
        return bool(shapely.area(built) <= least)
    return _is_drawn_twice(polygon.rings[0])


def _is_drawn_twice(ring: Ring) -> bool:
    """Return whether every line of a ring is drawn there and back."""
    lines = Counter((*one[:2], *two[:2]) for one, two in pairwise(ring))
    return all(lines[(x2, y2, x1, y1)] == count for (x1, y1, x2, y2), count in lines.items())


def _slivers(polygons: Sequence[_Polygon], built: np.ndarray[Any, Any], bad: set[int]) -> Iterator[tuple[Path, float]]:
    """Yield polygons less than a metre wide in a map of several, as clipping leaves them."""
    import numpy
    import shapely

    if len(built) < 2:
        return
    lengths = numpy.maximum(shapely.length(built), 1e-12)
    # measured in degrees, which can only overestimate the width
    thin = numpy.flatnonzero(2 * shapely.area(built) / lengths < 2 * _SLIVER / 111_000)
    for index in thin.tolist():
        width = _width(polygons[index])
        if width < _SLIVER and index not in bad:
            yield polygons[index].path, width


def _width(polygon: _Polygon) -> float:
    """Return the mean width of a polygon in metres."""
    outer = flat(polygon.rings[0])
    around = sum(math.dist(one, two) for one, two in pairwise(outer))
    return abs(rings.turn([list(x) for x in outer])) / around * 1000 if around else 0.0


def _bad_sets(polygons: Sequence[_Polygon], built: np.ndarray[Any, Any], bad: set[int]) -> list[list[int]]:
    """Return the parts of each MultiPolygon whose parts are valid but do not fit together."""
    import shapely

    members: dict[int, list[int]] = {}
    for index, polygon in enumerate(polygons):
        if polygon.shape.kind == "MultiPolygon":
            members.setdefault(id(polygon.shape), []).append(index)
    sets = [parts for parts in members.values() if len(parts) > 1 and bad.isdisjoint(parts)]
    return [parts for parts in sets if not shapely.is_valid(shapely.multipolygons(built[parts]))]


def _explain(polygon: _Polygon, built: Any) -> Invalid:
    import shapely

    return _named(polygon, shapely.is_valid_reason(built), flat=_is_flat(polygon, built))


def _named(polygon: _Polygon, reason: str, *, flat: bool) -> Invalid:
    """Return the problem of a polygon.

    Args:
        polygon: the polygon.
        reason: what GEOS says about it.
        flat: whether it encloses nothing.
    """
    if flat:
        lon, lat = polygon.rings[0][0][:2]
        return Invalid("flat", (*polygon.path, 0, 0), LatLon(lat, lon))
    name, place = _reason(reason)
    near = _near(polygon, place)
    path, other = near[0], near[1] if len(near) > 1 else None
    if name == "crosses" and path[:-1] != (other or path)[:-1]:
        name = "hole-crosses"
    if name == "crosses" and _is_spike(polygon, path):
        return Invalid("spike", path, place)
    if name == "crosses" and other is None:
        name = "touches"
    return Invalid(name, path, place, other)


def _explain_set(polygons: Sequence[_Polygon], built: np.ndarray[Any, Any], parts: list[int]) -> Invalid:
    import numpy
    import shapely

    name, place = _reason(shapely.is_valid_reason(shapely.multipolygons(built[parts])))
    away = shapely.distance(built[parts], shapely.Point(place.lon, place.lat))
    first, second = sorted(numpy.argsort(away, kind="stable")[:2])
    paths = [(*polygons[parts[index]].path, 0, 0) for index in (first, second)]
    return Invalid("part-inside" if name == "part-inside" else "parts-overlap", paths[0], place, paths[1])


def _reason(reason: str) -> tuple[str, LatLon]:
    match = re.match(_REASON, reason)
    if match is None:
        return "other", LatLon(0, 0)
    return _NAMES.get(match.group(1).strip(), "other"), LatLon(float(match.group(3)), float(match.group(2)))


def _near(polygon: _Polygon, place: LatLon) -> list[Path]:
    """Return the first positions of the two segments nearest to a point, in the order of the file."""
    nearest = _nearest_lines(polygon, place)
    if len(nearest) > 1 and nearest[1][0] > 1e-9:
        nearest = nearest[:1]
    return [path for _, _, path in sorted(nearest, key=lambda entry: entry[1])]


def _nearest_lines(polygon: _Polygon, place: LatLon) -> list[tuple[float, int, Path]]:
    """Return the two segments nearest to a point: squared distance, number, and path of the first position."""
    found: list[tuple[float, int, Path]] = []
    order = 0
    for number, ring in enumerate(polygon.rings):
        for index, (one, two) in enumerate(pairwise(ring)):
            order += 1
            if one[:2] == [place.lon, place.lat] and index:
                continue  # the preceding segment ends here
            found.append((_gap(one, two, place), order, (*polygon.path, number, index)))
    return nsmallest(2, found, key=lambda entry: entry[0])


def _gap(one: Sequence[float], two: Sequence[float], place: LatLon) -> float:
    """Return the squared distance, in degrees, from a point to the segment between two positions."""
    dx, dy = two[0] - one[0], two[1] - one[1]
    x, y = place.lon - one[0], place.lat - one[1]
    long = dx * dx + dy * dy
    share = max(0.0, min(1.0, (x * dx + y * dy) / long)) if long else 0.0
    return (x - share * dx) ** 2 + (y - share * dy) ** 2


def _is_spike(polygon: _Polygon, path: Path) -> bool:
    """Return whether the ring turns back on itself at the end of the segment that begins at ``path``."""
    number, index = path[-2:]
    ring = polygon.rings[number][:-1]  # type: ignore[index]
    corner = index + 1  # type: ignore[operator]
    return len(ring) > 3 and ring[(corner - 1) % len(ring)] == ring[(corner + 1) % len(ring)]
