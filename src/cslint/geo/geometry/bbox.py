"""Compare bounding boxes with the shapes that they belong to (RFC 7946, section 5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cslint.document.geojson.json_positions import Path
from cslint.document.geojson.model import Ring
from cslint.geo.geometry.map_analysis import MapAnalysis

Box = tuple[float, float, float, float]

# tolerated shortfall of a box as a share of the shape's length: boxes are often rounded
_SHORT = 0.001
# tolerated excess of a box in degrees, on top of the shape's own length
_WIDE = 1.0


class BoxIssue(NamedTuple):
    """A bounding box that is wrong.

    Attributes:
        what: ``range``, ``order``, ``small`` or ``large``.
        path: path of the box.
        real: west, south, east and north of the shapes in degrees, or None without shapes.
        plain: whether it is a list of four numbers around shapes that do not cross the antimeridian.
    """

    what: str
    path: Path
    real: Box | None = None
    plain: bool = False


def misfits(seen: MapAnalysis) -> Iterator[BoxIssue]:
    """Yield the wrong bounding boxes of a map, in the order of the file."""
    inside: dict[Path, list[Ring]] = {path: [] for path in seen.structure.boxes}
    if len(seen.shapes) == len(seen.structure.shapes):
        for shape in seen.shapes:
            for around in {shape.path[:end] for end in range(len(shape.path) + 1)} & inside.keys():
                inside[around].extend(run for _, run in shape.runs())
    for path, runs in inside.items():
        numbers = seen.structure.boxes[path]
        real = box_of(runs) if runs else None
        if what := _misfit(numbers, real):
            plain = real is not None and len(numbers) == 4 and real[2] - real[0] < 180
            yield BoxIssue(what, (*path, "bbox"), real, plain)


def box_of(runs: list[Ring]) -> Box:
    """Return west, south, east and north of positions."""
    lons, lats = [x[0] for run in runs for x in run], [x[1] for run in runs for x in run]
    return min(lons), min(lats), max(lons), max(lats)


def _misfit(numbers: list[float], real: Box | None) -> str:
    half = len(numbers) // 2
    west, south, east, north = numbers[0], numbers[1], numbers[half], numbers[half + 1]
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= 90 and -90 <= north <= 90):
        return "range"
    if real is None:
        return ""
    if south > north or (west > east and real[2] - real[0] < 180):
        return "order"
    if west > east:  # across the antimeridian (5.2)
        return ""
    long = max(real[2] - real[0], real[3] - real[1])
    gaps = (real[0] - west, real[1] - south, east - real[2], north - real[3])
    if min(gaps) < -1e-6 - _SHORT * long:
        return "small"
    return "large" if max(gaps) > _WIDE + long else ""
