"""The vocabulary of RFC 7946, and the result of validating a GeoJSON value: problems, and valid geometries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cslint.document.geojson.json_positions import Path

# nesting of a position in each type
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

# flaws of one kind that are stored; further ones are only counted
_MOST_KEPT = 5000


class Flaw(NamedTuple):
    """A departure from the format: its name, its path, and values for the message.

    ``at_key`` means the name of the member at ``path`` instead of its value.
    """

    what: str
    path: Path
    values: Mapping[str, object] = {}
    at_key: bool = False


class Shape:
    """A geometry with a valid structure.

    Attributes:
        kind: its type.
        path: path of its object.
        coordinates: value of the member of that name.
        feature: number of its feature.
        numbers: the numbers of each of its ``runs`` in one list, if all positions are pairs; may be missing.
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
        """Yield its polygons, each with its path: the outer ring and the holes."""
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
        """Yield its lines, each with its path."""
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
        """Return the path of a position.

        Args:
            run: path of one of the ``runs``.
            index: index of the position in it.
        """
        return run if self.kind == "Point" else (*run, index)


class Structure:
    """The result of validating a GeoJSON value.

    Attributes:
        flaws: departures from the format in the order of the text, at most 5,000 of each kind.
        counts: number of flaws of each kind.
        empty: empty objects: ``null``, ``no-coordinates``, ``no-geometries``, ``no-features``.
        shapes: the geometries with a valid structure.
        boxes: every ``bbox`` with valid form, by the path of its object.
        crs: paths of ``crs`` members.
        foreign: paths of members that RFC 7946 does not define.
        nested: paths of geometry collections inside geometry collections.
        lengths: number of positions by their length, with the path of the first of each.
        features: number of features; 1 for a bare geometry.
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
        """Store one flaw.

        Args:
            what: its name.
            path: its path.
            at_key: whether the name of the member is meant.
            values: values for the message.
        """
        self.counts[what] += 1
        if self.counts[what] <= _MOST_KEPT:
            self.flaws.append(Flaw(what, path, values, at_key))

    def empty_at(self, what: str, path: Path) -> None:
        """Store one empty object.

        Args:
            what: its name.
            path: its path.
        """
        self.empty.append(Flaw(what, path))

    def length(self, numbers: int, path: Path, count: int = 1) -> None:
        """Count positions by their length.

        Args:
            numbers: how many numbers each position has.
            path: path of the first position.
            count: number of positions.
        """
        known, first = self.lengths.get(numbers, (0, path))
        self.lengths[numbers] = (known + count, first)


def describe(value: object) -> str:
    """Return the type of a JSON value for messages: ``a text``, ``a list``; never its content."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str):
        return "a text"
    return "a list" if isinstance(value, list) else "an object"
