"""What shapely finds wrong with polygons whose form is sound, in names that a check can put into words.

Shapely answers with a reason and one coordinate; here the reason becomes a name, and the coordinate the
positions of the file that it lies at. Only what the format's own rules leave over gets here: closed rings of finite
numbers with at least three different places.
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from cslint.document.geojson.json_positions import Path
from cslint.document.geojson.model import Ring, Shape
from cslint.geo.geometry import rings, simple_ring
from cslint.geo.geometry.measure import LonLat, flat
from cslint.geo.geometry.position_arrays import PositionArray, runs_of

if TYPE_CHECKING:
    import numpy as np

_REASON = re.compile(r"([^\[]*)\[(\S+) (\S+?)\]")
_NAMES = {
    "Self-intersection": "crosses",
    "Ring Self-intersection": "touches",
    "Hole lies outside shell": "hole-outside",
    "Holes are nested": "holes-nested",
    "Interior is disconnected": "cut-in-two",
    "Nested shells": "part-inside",
    "Duplicate Rings": "rings-same",
}
# a polygon whose area is a smaller share of its length squared than this is a line drawn there and back
_FLAT = 1e-9
# polygons
_FEW = 5
# metres
_SLIVER = 1.0


class Invalid(NamedTuple):
    """One polygon, or one set of parts, that is wrong.

    Attributes:
        what: ``crosses``, ``touches``, ``spike``, ``flat``, ``hole-crosses``, ``hole-outside``,
            ``holes-nested``, ``cut-in-two``, ``parts-overlap``, ``part-inside``, ``rings-same`` or ``other``.
        path: the position in the file that the fault is at or begins at.
        place: where on the earth.
        other: a second position that has a part in it.
    """

    what: str
    path: Path
    place: LonLat
    other: Path | None = None


class Verdict(NamedTuple):
    """What is wrong with the polygons of a file.

    Attributes:
        faults: the first few invalid things, polygons before sets of parts.
        total: how many there are.
        shapes: the geometries that they are in.
        slivers: polygons too thin to be seen, with their width in metres.
    """

    faults: tuple[Invalid, ...] = ()
    total: int = 0
    shapes: tuple[Shape, ...] = ()
    slivers: tuple[tuple[Path, float], ...] = ()


class _Polygon(NamedTuple):
    path: Path
    runs: list[PositionArray]
    shape: Shape

    @property
    def rings(self) -> list[Ring]:
        return [run.positions for run in self.runs]


def judge(shapes: Iterable[Shape], explain: int = 4) -> Verdict:
    """Find invalid polygons.

    Args:
        shapes: sound geometries; those without polygons are passed over, and so are polygons with open rings,
            with fewer than three different places, across the antimeridian or out of the range of degrees.
        explain: how many faults to explain.
    """
    polygons = [polygon for shape in shapes for polygon in _polygons(shape) if all(map(_worth_judging, polygon.runs))]
    if not polygons or _plain(polygons):
        return Verdict()
    built = _build(polygons)
    bad = _bad_polygons(built)
    apart = _bad_sets(polygons, built, set(bad))
    faults = [_explain(polygons[index], built[index]) for index in bad[:explain]]
    faults += [_explain_set(polygons, built, members) for members in apart[: max(0, explain - len(faults))]]
    wrong = [polygons[index].shape for index in bad] + [polygons[members[0]].shape for members in apart]
    shapes_wrong = tuple({id(shape): shape for shape in wrong}.values())
    return Verdict(tuple(faults), len(bad) + len(apart), shapes_wrong, tuple(_slivers(polygons, built, set(bad))))


def _plain(polygons: Sequence[_Polygon]) -> bool:
    """Whether there is one polygon, and that surely sound: most maps; shapely takes longer to load than they do."""
    first = polygons[0].rings
    return "shapely" not in sys.modules and len(polygons) == len(first) == 1 and simple_ring.surely_sound(first[0])


def _polygons(shape: Shape) -> Iterator[_Polygon]:
    runs = iter(runs_of(shape))
    for path, polygon in shape.polygons():
        yield _Polygon(path, list(islice(runs, len(polygon))), shape)


def _worth_judging(ring: PositionArray) -> bool:
    return len(ring.positions) > 3 and ring.in_range and ring.closed and ring.several and ring.jump is None


def _build(polygons: Sequence[_Polygon]) -> np.ndarray[Any, Any]:
    """Shapely polygons of rings, all at once."""
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
    """One shapely polygon, which for a few is sooner made than all at once."""
    import shapely

    outer, *holes = [shapely.linearrings(ring.points) for ring in polygon.runs]
    return shapely.polygons(outer, holes or None)


def _counted(lengths: Iterable[int]) -> tuple[range, list[int]]:
    """The numbers from 0 on, and how often each is to be repeated."""
    times = list(lengths)
    return range(len(times)), times


def _bad_polygons(built: np.ndarray[Any, Any]) -> list[int]:
    import numpy
    import shapely

    nothing = shapely.area(built) <= _FLAT * shapely.length(built) ** 2
    return [int(index) for index in numpy.flatnonzero(~shapely.is_valid(built) | nothing)]


def _slivers(polygons: Sequence[_Polygon], built: np.ndarray[Any, Any], bad: set[int]) -> Iterator[tuple[Path, float]]:
    """Polygons beside others that are less than a metre wide, as clipping leaves them."""
    import numpy
    import shapely

    if len(built) < 2:
        return
    lengths = numpy.maximum(shapely.length(built), 1e-12)
    # in degrees, so a width seems larger than it is, never smaller
    thin = numpy.flatnonzero(2 * shapely.area(built) / lengths < 2 * _SLIVER / 111_000)
    for index in thin.tolist():
        outer = flat(polygons[index].rings[0])
        around = sum(math.dist(one, two) for one, two in pairwise(outer))
        width = abs(rings.turn([list(x) for x in outer])) / around * 1000 if around else 0.0
        if width < _SLIVER and index not in bad:
            yield polygons[index].path, width


def _bad_sets(polygons: Sequence[_Polygon], built: np.ndarray[Any, Any], bad: set[int]) -> list[list[int]]:
    """The parts of each MultiPolygon whose parts are sound but do not fit together."""
    import shapely

    members: dict[int, list[int]] = {}
    for index, polygon in enumerate(polygons):
        if polygon.shape.kind == "MultiPolygon":
            members.setdefault(id(polygon.shape), []).append(index)
    sets = [parts for parts in members.values() if len(parts) > 1 and bad.isdisjoint(parts)]
    return [parts for parts in sets if not shapely.is_valid(shapely.multipolygons(built[parts]))]


def _explain(polygon: _Polygon, built: Any) -> Invalid:
    import shapely

    if shapely.area(shapely.make_valid(built)) <= _FLAT * shapely.length(built) ** 2:
        lon, lat = polygon.rings[0][0][:2]
        return Invalid("flat", (*polygon.path, 0, 0), LonLat(lat, lon))
    name, place = _reason(shapely.is_valid_reason(built))
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


def _reason(said: str) -> tuple[str, LonLat]:
    match = _REASON.match(said)
    if match is None:
        return "other", LonLat(0, 0)
    return _NAMES.get(match.group(1).strip(), "other"), LonLat(float(match.group(3)), float(match.group(2)))


def _near(polygon: _Polygon, place: LonLat) -> list[Path]:
    """The positions that begin the two stretches nearest to a place, in the order of the file."""
    found: list[tuple[float, int, Path]] = []
    order = 0
    for number, ring in enumerate(polygon.rings):
        for index, (one, two) in enumerate(pairwise(ring)):
            order += 1
            if one[:2] == [place.lon, place.lat] and index:
                continue  # the stretch before ends here
            found.append((_gap(one, two, place), order, (*polygon.path, number, index)))
    nearest = sorted(found, key=lambda entry: entry[0])[:2]
    if len(nearest) > 1 and nearest[1][0] > 1e-9:
        nearest = nearest[:1]
    return [path for _, _, path in sorted(nearest, key=lambda entry: entry[1])]


def _gap(one: Sequence[float], two: Sequence[float], place: LonLat) -> float:
    """Square of the distance, in degrees, from a place to a stretch between two positions."""
    dx, dy = two[0] - one[0], two[1] - one[1]
    x, y = place.lon - one[0], place.lat - one[1]
    long = dx * dx + dy * dy
    share = max(0.0, min(1.0, (x * dx + y * dy) / long)) if long else 0.0
    return (x - share * dx) ** 2 + (y - share * dy) ** 2


def _is_spike(polygon: _Polygon, path: Path) -> bool:
    """Whether the ring turns back on itself at the end of the stretch that begins at ``path``."""
    number, index = path[-2:]
    ring = polygon.rings[number][:-1]  # type: ignore[index]
    corner = index + 1  # type: ignore[operator]
    return len(ring) > 3 and ring[(corner - 1) % len(ring)] == ring[(corner + 1) % len(ring)]
