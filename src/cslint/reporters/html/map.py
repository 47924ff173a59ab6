"""Draw a case's map as SVG for the page."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from cslint.util.plural import plural

_WIDTH, _HEIGHT = 320, 200  # units of the shapes


def drawing(shapes: dict[str, Any] | None) -> str:
    """Return areas, lines and points, and a cross at the centroid, or "" without a map."""
    if not shapes:
        return ""
    areas = "".join(_area(rings) for rings in shapes["areas"])
    lines = "".join(
        f'<path class="line" d="{_path(line)}"/>' if len(line) > 1 else _dot(line) for line in shapes["lines"]
    )
    dots = "".join(f'<circle cx="{int(x)}" cy="{int(y)}" r="4"/>' for x, y in shapes["points"])
    cross, note = "", ""
    if shapes["centroid"]:
        x, y = map(int, shapes["centroid"])
        cross = f'<path class="cross" d="M{x - 6} {y}h12M{x} {y - 6}v12"/>'
        note = "; the cross is the centroid"
    parts = [(len(shapes[key]), noun) for key, noun in (("areas", "area"), ("lines", "line"), ("points", "point"))]
    label = ", ".join(plural(number, noun) for number, noun in parts if number) + note
    return (
        f'<figure><svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="Map: {label}">'
        f"{areas}{lines}{dots}{cross}</svg><figcaption>Map: {label}</figcaption></figure>"
    )


def _area(rings: list[list[list[int]]]) -> str:
    """Return an area with its holes, or a dot if it is too small for an outline."""
    if outlines := [ring for ring in rings if len(ring) > 1]:
        return f'<path class="area" d="{"".join(f"{_path(ring)}Z" for ring in outlines)}"/>'
    return _dot(rings[0]) if rings else ""


def _dot(line: list[list[int]]) -> str:
    return f'<circle cx="{int(line[0][0])}" cy="{int(line[0][1])}" r="2"/>' if line else ""


def _path(places: list[list[int]]) -> str:
    """Return a line in relative steps, which take fewer characters."""
    if not places:
        return ""
    steps = [(x - before_x, y - before_y) for (before_x, before_y), (x, y) in pairwise(places)]
    return f"M{int(places[0][0])} {int(places[0][1])}l" + " ".join(f"{int(x)} {int(y)}" for x, y in steps)
