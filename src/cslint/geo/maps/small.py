"""A small map for a page that shows many: shapes, centroid and the country, in less than 6 kB."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from cslint.geo.maps.basemap import country_box, land
from cslint.geo.maps.projection import Frame, Pixel, frame, thin
from cslint.geo.maps.scene import Scene, Shown, scene_of
from cslint.geo.maps.style import clean, data
from cslint.geo.maps.svg import describe, extent

if TYPE_CHECKING:
    from cslint.document.case import Case

_Coast = tuple[str, list[list[Pixel]]]

LARGEST = 6000  # characters
_WIDTH, _HEIGHT = 320.0, 150.0
_HALF = 156.0  # width of each of the two windows
# pixels between points of shapes and of land, the finest first that fits; the coarsest leaves a dozen corners
_STEPS = (
    (0.8, 1.5),
    (0.8, 2.5),
    (1.5, 2.5),
    (2.0, 3.5),
    (3.0, 5.0),
    (4.0, 8.0),
    (6.0, 12.0),
    (12.0, 20.0),
    (25.0, 40.0),
)
# pixels that an area is wide at least to be drawn where there are many
_SEEN = 3.0
_MOST_SHAPES = 150
_LAND = 'fill="#8a8f94" fill-opacity=".22" stroke="#8a8f94" stroke-width=".6"'
_COUNTRY = 'fill="#b59f6b" fill-opacity=".3" stroke="#8a8f94" stroke-width=".8"'
_SHAPE = (
    'fill="#3d8bd4" fill-opacity=".25" fill-rule="evenodd" stroke="#3d8bd4" stroke-width="1.6" stroke-linejoin="round"'
)


def small_map(case: Case, largest: int = LARGEST) -> str:
    """An SVG element of a case's map, "" where there is nothing to draw.

    It takes the page's text colour, shows in light and in dark, and has no ids, scripts or styles of its own, so that
    a page can hold as many as it likes. Lines are drawn as finely as ``largest`` characters allow.
    """
    scene = scene_of(case)
    box = extent(scene)
    if box is None:
        return ""
    main = frame(box, 0, 0, _HALF, _HEIGHT)
    country = country_box(scene.country, main.box.middle) if scene.country else None
    around = frame(country.with_box(box), _WIDTH - _HALF, 0, _HALF, _HEIGHT, 0.05) if country else None
    coasts = _coasts(around) if around else ()
    shapes = _seen(scene, main)
    for step, coarse in _STEPS:
        drawn = _drawn(
            scene, main, around, [_shape(main, shape, step) for shape in shapes], _land(scene, coasts, coarse)
        )
        if len(drawn) <= largest:
            return drawn
    return _drawn(scene, main, None, [], [])


@lru_cache(maxsize=16)  # cases of one country mostly share its picture
def _coasts(around: Frame) -> tuple[_Coast, ...]:
    return tuple(land(around, step=_STEPS[0][1]))


def _land(scene: Scene, coasts: Sequence[_Coast], step: float) -> list[str]:
    parts = []
    for code, rings in coasts:
        if seen := [thin(ring, step) for ring in rings if _wide(ring) > 2 * step]:
            parts.append(f'<path {_COUNTRY if code == scene.country else _LAND} d="{data(seen, digits=0)}"/>')
    return parts


def _drawn(scene: Scene, main: Frame, around: Frame | None, shapes: list[str], coasts: list[str]) -> str:
    width = _WIDTH if around else _HALF
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {_HEIGHT:g}" width="{width:g}" '
        f'height="{_HEIGHT:g}" role="img" aria-label="{clean(_label(scene))}">',
        f'<svg width="{_HALF:g}" height="{_HEIGHT:g}" viewBox="0 0 {_HALF:g} {_HEIGHT:g}">',
        f"<g {_SHAPE}>",
        *shapes,
        "</g>",
        _cross(main, scene),
        "</svg>",
        _edge(main),
    ]
    if around:
        # a window of its own cuts off what lies outside it, without an id to refer to
        view = f'viewBox="{around.left:g} 0 {_HALF:g} {_HEIGHT:g}"'
        parts.append(f'<svg x="{around.left:g}" width="{_HALF:g}" height="{_HEIGHT:g}" {view}>')
        parts += coasts
        x, y = around.plain(*main.box.middle)
        parts += [f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4" fill="#d64545"/>', "</svg>", _edge(around)]
    return "".join([*parts, "</svg>"])


def _label(scene: Scene) -> str:
    words = describe(Scene(scene.title, scene.where, scene.size, scene.shapes, scene.centroid, ""), faults=False)
    return words[:300]


def _seen(scene: Scene, view: Frame) -> list[Shown]:
    """The shapes that are drawn: where there are very many, those with the most corners that are no specks."""
    order = sorted(scene.shapes, key=lambda shape: -sum(map(len, shape.runs)))[:_MOST_SHAPES]
    large = [shape for shape in order if _wide([view.plain(*at) for at in shape.runs[0]]) >= _SEEN]
    return large if len(large) > 20 else order


def _shape(view: Frame, shape: Shown, step: float) -> str:
    if shape.kind == "points":
        spots = [view.plain(*position) for run in shape.runs for position in run[:30]]
        return "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5"/>' for x, y in spots)
    runs = [points for run in shape.runs if len(points := view.ring(run, step=step)) > 1]
    if not runs:
        x, y = view.plain(*shape.runs[0][0])
        return f'<circle cx="{x:.0f}" cy="{y:.0f}" r="1.5"/>'
    if shape.kind == "line":
        return f'<path fill="none" d="{data(runs, close=False)}"/>'
    return f'<path d="{data(runs)}"/>'


def _cross(view: Frame, scene: Scene) -> str:
    if scene.centroid is None:
        return ""
    x, y = view.xy(*scene.centroid)
    return f'<path fill="none" stroke="currentColor" stroke-width="1.6" d="M{x - 5:.1f} {y:.1f}h10m-5 -5v10"/>'


def _edge(view: Frame) -> str:
    rect = f'x="{view.left + 0.5:g}" y=".5" width="{view.width - 1:g}" height="{view.height - 1:g}"'
    return f'<rect {rect} rx="3" fill="none" stroke="currentColor" stroke-opacity=".3"/>'


def _wide(ring: Sequence[Pixel]) -> float:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return max(max(xs) - min(xs), max(ys) - min(ys))
