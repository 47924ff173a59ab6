"""What the checks of a map share: each thing is worked out on first use, once for a case."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cslint.document.geography import Geography, geography
from cslint.document.geojson import Ring, Shape, Structure
from cslint.document.json_positions import Path
from cslint.geometry import rings
from cslint.geometry.measure import Place
from cslint.geometry.validity import Verdict, judge

if TYPE_CHECKING:
    from cslint.document.case import Case


@dataclass(frozen=True, slots=True)
class Stray:
    """A position out of range: its path, and whether longitude or latitude (or both) does not exist."""

    path: Path
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Rings:
    """Faults of rings, found in one pass over all positions.

    Attributes:
        open: rings whose ends do not meet.
        turned: outer rings that run clockwise and holes that run counterclockwise.
        points: rings with fewer than three different places.
        repeats: runs of positions with indices of those that repeat the one before.
        jumps: positions more than half way round the earth from the one before.
        count: how many rings there are.
    """

    open: tuple[tuple[Path, Ring], ...]
    turned: tuple[Path, ...]
    points: tuple[tuple[Path, Ring], ...]
    repeats: tuple[tuple[Path, Ring, list[int]], ...]
    jumps: tuple[Path, ...]
    count: int


class Survey:
    """A case's map, looked at from every side.

    Attributes:
        geography: the file.
        centroid: of the front matter, None when it is not two numbers in range.
    """

    def __init__(self, geography: Geography, centroid: Place | None) -> None:
        self.geography = geography
        self.centroid = centroid

    @property
    def structure(self) -> Structure:
        """The file as GeoJSON."""
        return self.geography.structure

    @cached_property
    def out_of_range(self) -> list[Stray]:
        """Positions whose longitude or latitude does not exist."""
        return [
            Stray(shape.at(path, index), run[index][0], run[index][1])
            for shape in self.structure.shapes
            for path, run in shape.runs()
            for index in rings.out_of_range(run)
        ]

    @cached_property
    def positions(self) -> int:
        """How many positions the sound geometries have."""
        return sum(len(run) for shape in self.structure.shapes for _, run in shape.runs())

    @cached_property
    def shapes(self) -> list[Shape]:
        """Sound geometries, all of whose positions are in range."""
        if not self.out_of_range:
            return self.structure.shapes
        beyond = {stray.path for stray in self.out_of_range}
        ways = {path[:end] for path in beyond for end in range(len(path))}
        return [shape for shape in self.structure.shapes if shape.path not in ways]

    @cached_property
    def rings(self) -> Rings:
        """Faults of rings and lines."""
        in_range = {id(shape) for shape in self.shapes}
        open_, turned, points, repeats, jumps, count = [], [], [], [], [], 0
        for shape in self.structure.shapes:
            across = set()
            for path, run in shape.runs() if id(shape) in in_range and shape.kind != "MultiPoint" else ():
                if (jump := rings.jump(run)) is not None:
                    jumps.append((*path, jump))
                    across.add(path)
            for path, ring, outer in shape.rings():
                count += 1
                if not rings.several(ring):
                    points.append((path, ring))
                    continue
                if not rings.closed(ring):
                    open_.append((path, ring))
                if id(shape) in in_range and path not in across and rings.turn(ring) * (1 if outer else -1) < 0 and not rings.flat(ring):
                    turned.append(path)
                if again := rings.repeats(ring):
                    repeats.append((path, ring, again))
            for path, line in shape.lines():
                if again := rings.repeats(line):
                    repeats.append((path, line, again))
        return Rings(tuple(open_), tuple(turned), tuple(points), tuple(repeats), tuple(jumps), count)

    @cached_property
    def verdict(self) -> Verdict:
        """What shapely says of the polygons."""
        return judge(self.structure.shapes)


def survey(case: Case) -> Survey | None:
    """The survey of a case's map; None when there is no map or it is no JSON."""
    found = geography(case)
    if found is None or not found.readable:
        return None
    known = found.__dict__
    if "_survey" not in known:
        known["_survey"] = Survey(found, _centroid(case))
    made: Survey = known["_survey"]
    return made


def _centroid(case: Case) -> Place | None:
    field = case.front_matter.fields.get("centroid")
    value = field.value if field else None
    if not isinstance(value, list) or len(value) != 2:
        return None
    lat, lon = value
    if any(isinstance(number, bool) or not isinstance(number, int | float) for number in value):
        return None
    return Place(float(lat), float(lon)) if abs(lat) <= 90 and abs(lon) <= 180 else None
