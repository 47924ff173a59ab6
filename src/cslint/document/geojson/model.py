"""The words of RFC 7946, and what a walk over a GeoJSON value finds: flaws of form, and sound geometries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cslint.document.geojson.json_positions import Path

# how many brackets stand round a position
NESTING = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
GEOMETRIES = frozenset({*NESTING, "GeometryCollection"})
TYPES = GEOMETRIES | {"Feature", "FeatureCollection"}

Position = list[float]
Ring = list[Position]

# a file with a million faults of one kind is told by their number and the first of them
_MOST_KEPT = 5000


class Flaw(NamedTuple):
    """A departure from the format: what (a name the checks know), where, and facts to tell it with.

    ``at_key`` says that the name of the member at ``path`` is meant and not its value.
    """

    what: str
    path: Path
    values: Mapping[str, object] = {}
    at_key: bool = False


class Shape:
    """A geometry whose structure is sound.

    Attributes:
        kind: its type.
        path: leads to its object.
        coordinates: the member of that name.
        feature: counts the features.
        numbers: those of each of its ``runs`` in one list, where all the positions are pairs; may be left out.
    """

    def __init__(
        self,
        kind: str,
        path: Path,
        coordinates: list[object],
        feature: int = 0,
        numbers: Sequence[list[float] | None] = (),
    ) -> None:
        self.kind = kind
        self.path = path
        self.coordinates = coordinates
        self.feature = feature
        self.numbers = numbers

    def polygons(self) -> Iterator[tuple[Path, list[Ring]]]:
        """Its polygons, each with its path: the outer ring and the holes."""
        at = (*self.path, "coordinates")
        if self.kind == "Polygon":
            yield at, self.coordinates  # type: ignore[misc]
        elif self.kind == "MultiPolygon":
            for index, polygon in enumerate(self.coordinates):
                yield (*at, index), polygon  # type: ignore[misc]

    def rings(self) -> Iterator[tuple[Path, Ring, bool]]:
        """Yield every ring of its polygons with its path and whether it is an outer one."""
        for path, polygon in self.polygons():
            for index, ring in enumerate(polygon):
                yield (*path, index), ring, index == 0

    def lines(self) -> Iterator[tuple[Path, Ring]]:
        """Its lines, each with its path."""
        at = (*self.path, "coordinates")
        if self.kind == "LineString":
            yield at, self.coordinates  # type: ignore[misc]
        elif self.kind == "MultiLineString":
            for index, line in enumerate(self.coordinates):
                yield (*at, index), line  # type: ignore[misc]

    def runs(self) -> Iterator[tuple[Path, Ring]]:
        """Yield every array of positions with its path; a Point is an array of one."""
        at = (*self.path, "coordinates")
        if self.kind == "Point":
            yield at, [self.coordinates]  # type: ignore[list-item]
        elif self.kind == "MultiPoint":
            yield at, self.coordinates  # type: ignore[misc]
        else:
            yield from self.lines()
            for path, ring, _ in self.rings():
                yield path, ring

    def at(self, run: Path, index: int) -> Path:
        """Return the path of a position in one of the ``runs``."""
        return run if self.kind == "Point" else (*run, index)


class Structure:
    """What a walk over a GeoJSON value found.

    Attributes:
        flaws: departures from the format in the order of the text, of each kind the first 5,000.
        counts: how many flaws of each kind there are.
        empty: what holds nothing: ``null``, ``no-coordinates``, ``no-geometries``, ``no-features``.
        shapes: the geometries whose structure is sound.
        boxes: every ``bbox`` that is sound in itself, by the path of the object that it stands in.
        crs: paths of ``crs`` members.
        foreign: paths of members that RFC 7946 does not define.
        nested: paths of geometry collections inside geometry collections.
        lengths: how many positions have how many numbers, and the path of the first of each.
        features: how many features there are; 1 for a bare geometry.
    """

    def __init__(self) -> None:
        self.flaws: list[Flaw] = []
        self.counts: Counter[str] = Counter()
        self.empty: list[Flaw] = []
        self.shapes: list[Shape] = []
        self.boxes: dict[Path, list[float]] = {}
        self.crs: list[Path] = []
        self.foreign: list[Path] = []
        self.nested: list[Path] = []
        self.lengths: dict[int, tuple[int, Path]] = {}
        self.features = 0

    def flaw(self, what: str, path: Path, *, at_key: bool = False, **values: object) -> None:
        """Keep one flaw."""
        self.counts[what] += 1
        if self.counts[what] <= _MOST_KEPT:
            self.flaws.append(Flaw(what, path, values, at_key))

    def empty_at(self, what: str, path: Path) -> None:
        """Keep one place that holds nothing."""
        self.empty.append(Flaw(what, path))

    def length(self, numbers: int, path: Path, count: int = 1) -> None:
        """Count positions by how many numbers they hold."""
        known, first = self.lengths.get(numbers, (0, path))
        self.lengths[numbers] = (known + count, first)


def describe(value: object) -> str:
    """Return a JSON value in a word or two: ``a text``, ``a list``; never its content, which may be anything."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str):
        return "a text"
    return "a list" if isinstance(value, list) else "an object"


def quote(text: str, most: int = 40) -> str:
    """Return a text of the file as it can be shown: cut, and without characters that no output can write."""
    cut = text if len(text) <= most else text[: most - 1] + "…"
    return "".join(char if char.isprintable() else "\ufffd" for char in cut)
