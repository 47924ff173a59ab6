"""Analyse a map once for all checks; each part is computed on first use."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cslint.document.geojson.json_positions import Path
from cslint.document.geojson.map_file import Content, Geography
from cslint.document.geojson.model import Ring, Shape, Structure
from cslint.geo.geometry import rings
from cslint.geo.geometry.position_arrays import PositionArray, runs_of
from cslint.geo.geometry.validity import Verdict, judge
from cslint.geo.places.coordinate_parser import LatLon
from cslint.util.per_object import cached_per_object

if TYPE_CHECKING:
    from cslint.document.case import Case


class Stray(NamedTuple):
    """A position out of range, with its path."""

    path: Path
    lon: float
    lat: float


class Rings:
    """Problems of rings and lines, collected in one pass over all positions.

    Attributes:
        open: rings whose first and last position differ.
        turned: closed outer rings that run clockwise and holes that run counterclockwise.
        points: rings with fewer than three different positions.
        repeats: runs of positions, with indices of those that repeat the preceding one.
        jumps: positions more than 180 degrees of longitude from the preceding one.
        count: number of rings.
    """

    def __init__(self) -> None:
        self.open: list[tuple[Path, Ring]] = []
        self.turned: list[Path] = []
        self.points: list[tuple[Path, Ring]] = []
        self.repeats: list[tuple[Path, Ring, list[int]]] = []
        self.jumps: list[Path] = []
        self.count = 0

    def look(self, shape: Shape, *, in_range: bool) -> None:
        """Add the problems of one geometry.

        Args:
            shape: the geometry.
            in_range: whether all its positions exist; direction and jumps are judged only then.
        """
        for run in runs_of(shape):
            if "Polygon" in shape.kind:
                self.count += 1
                if run.several:
                    self._ring(run, in_range=in_range)
                else:
                    self.points.append((run.path, run.positions))
            elif "Line" in shape.kind:
                self._run(run, in_range=in_range)

    def _ring(self, ring: PositionArray, *, in_range: bool) -> None:
        whole = self._run(ring, in_range=in_range)
        outer = ring.path[-1] == 0
        if not ring.closed:
            self.open.append((ring.path, ring.positions))
        elif whole and in_range and ring.turns_right() == outer and not ring.flat():
            self.turned.append(ring.path)

    def _run(self, run: PositionArray, *, in_range: bool) -> bool:
        """Add repeated positions and jumps; return false if there is a jump."""
        if again := run.repeats():
            self.repeats.append((run.path, run.positions, again))
        jump = run.jump if in_range else None
        if jump is not None:
            self.jumps.append((*run.path, jump))
        return jump is None


class ShapeAnalysis:
    """The shapes of a map without facts of its case, so that cases with the same map share it."""

    def __init__(self, structure: Structure) -> None:
        self.structure = structure

    @cached_property
    def out_of_range(self) -> list[Stray]:
        """Positions whose longitude or latitude does not exist."""
        return [
            Stray(shape.at(run.path, index), run.positions[index][0], run.positions[index][1])
            for shape in self.structure.shapes
            for run in runs_of(shape)
            if not run.in_range
            for index in rings.out_of_range(run.positions)
        ]

    @cached_property
    def positions(self) -> int:
        """The number of positions in the valid geometries."""
        return sum(len(run) for shape in self.structure.shapes for _, run in shape.runs())

    @cached_property
    def shapes(self) -> list[Shape]:
        """Valid geometries with all positions in range."""
        if not self.out_of_range:
            return self.structure.shapes
        beyond = {stray.path for stray in self.out_of_range}
        ways = {path[:end] for path in beyond for end in range(len(path))}
        return [shape for shape in self.structure.shapes if shape.path not in ways]

    @cached_property
    def rings(self) -> Rings:
        """Problems of rings and lines."""
        in_range = {id(shape) for shape in self.shapes}
        found = Rings()
        for shape in self.structure.shapes:
            found.look(shape, in_range=id(shape) in in_range)
        return found

    @cached_property
    def verdict(self) -> Verdict:
        """Shapely's verdict on the polygons."""
        return judge(self.structure.shapes)


class MapAnalysis:
    """A case's map together with the analysis of its shapes.

    Attributes:
        geography: the file.
        centroid: centroid of the front matter, or None if it is not two numbers in range.
    """

    def __init__(self, geography: Geography, centroid: LatLon | None) -> None:
        self.geography = geography
        self.centroid = centroid
        self._shapes = _analyse_shapes(geography.content)

    @property
    def structure(self) -> Structure:
        """The file as GeoJSON."""
        return self.geography.structure

    @property
    def out_of_range(self) -> list[Stray]:
        """Positions whose longitude or latitude does not exist."""
        return self._shapes.out_of_range

    @property
    def positions(self) -> int:
        """The number of positions in the valid geometries."""
        return self._shapes.positions

    @property
    def shapes(self) -> list[Shape]:
        """Valid geometries with all positions in range."""
        return self._shapes.shapes

    @property
    def rings(self) -> Rings:
        """Problems of rings and lines."""
        return self._shapes.rings

    @property
    def verdict(self) -> Verdict:
        """Shapely's verdict on the polygons."""
        return self._shapes.verdict


@cached_per_object
def _analyse_shapes(content: Content) -> ShapeAnalysis:
    return ShapeAnalysis(content.structure)


@cached_per_object
def analyse(case: Case) -> MapAnalysis | None:
    """Return the analysis of a case's map, or None without a map that can be parsed as JSON."""
    found = case.map_file
    if found is None or not found.readable:
        return None
    return MapAnalysis(found, centroid_of(case))


def centroid_of(case: Case) -> LatLon | None:
    """Return the centroid of the front matter, or None if it is not two numbers in range."""
    place = case.front_matter.centroid
    return LatLon(*place) if place else None
