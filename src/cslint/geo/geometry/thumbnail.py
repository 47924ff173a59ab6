"""Draw a case's map as a thumbnail: its shapes in whole units of a box, ready for SVG."""

from __future__ import annotations

from math import cos, radians
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cslint.document.case import Case

WIDTH, HEIGHT = 320, 200  # units of the box; the longer side of the shapes fills it except for the margin
_MARGIN = 14
_MOST = 400  # points in total; more would not be visible

_Line = list[tuple[float, float]]


def sketch(case: Case) -> dict[str, Any] | None:
    """Return the shapes of a case's map and its centroid, or None if there is nothing to draw.

    Returns:
        ``areas``, ``lines`` and ``points``: lists of ``[[x, y], …]`` in units of the box, y downwards; an area is a
        list of rings. ``centroid``: ``[x, y]`` if it is within the box, else None.
    """
    found = case.map_file
    if found is None:
        return None
    areas, lines, points = _shapes(found)
    every = [place for part in (*(ring for area in areas for ring in area), *lines, points) for place in part]
    every = [place for place in every if abs(place[0]) <= 360 and abs(place[1]) <= 90]
    if not every:
        return None
    fit = _Fit(every)
    return {
        "areas": [[fit.line(ring, len(every)) for ring in area] for area in areas],
        "lines": [fit.line(line, len(every)) for line in lines],
        "points": [fit.point(place) for place in points[:100]],
        "centroid": fit.inside(case.front_matter.centroid),
    }


def _shapes(found: Any) -> tuple[list[list[_Line]], list[_Line], _Line]:
    areas: list[list[_Line]] = []
    lines: list[_Line] = []
    points: _Line = []
    for shape in found.structure.shapes:
        areas.extend([_line(ring) for ring in polygon] for _, polygon in shape.polygons())
        lines.extend(_line(line) for _, line in shape.lines())
        if shape.kind == "Point":
            points.append((float(shape.coordinates[0]), float(shape.coordinates[1])))
        elif shape.kind == "MultiPoint":
            points.extend(_line(shape.coordinates))
    return areas, lines, points


def _line(positions: Any) -> _Line:
    return [(float(place[0]), float(place[1])) for place in positions]


class _Fit:
    """Convert degrees to units of the box, with equal scales at the middle latitude."""

    def __init__(self, places: _Line) -> None:
        west, east = min(x for x, _ in places), max(x for x, _ in places)
        south, north = min(y for _, y in places), max(y for _, y in places)
        self.middle = ((west + east) / 2, (south + north) / 2)
        self.narrow = max(0.02, cos(radians(self.middle[1])))
        across, down = (east - west) * self.narrow or 1e-6, (north - south) or 1e-6
        self.scale = min((WIDTH - 2 * _MARGIN) / across, (HEIGHT - 2 * _MARGIN) / down)

    def point(self, place: tuple[float, float]) -> list[int]:
        x = (place[0] - self.middle[0]) * self.narrow * self.scale + WIDTH / 2
        y = (self.middle[1] - place[1]) * self.scale + HEIGHT / 2
        return [round(min(max(x, -WIDTH), 2 * WIDTH)), round(min(max(y, -HEIGHT), 2 * HEIGHT))]

    def line(self, places: _Line, total: int) -> list[list[int]]:
        """Return a line in units of the box, thinned to every n-th point if there are many, without repeated points."""
        step = max(1, total // _MOST)
        drawn = [self.point(place) for place in (*places[:-1:step], *places[-1:])]
        return [place for at, place in enumerate(drawn) if at == 0 or place != drawn[at - 1]]

    def inside(self, centroid: tuple[float, float] | None) -> list[int] | None:
        if centroid is None:
            return None
        x, y = self.point((centroid[1], centroid[0]))
        return [x, y] if 0 <= x <= WIDTH and 0 <= y <= HEIGHT else None
