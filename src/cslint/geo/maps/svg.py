"""Draw the sheet: the map, its location in the country, a legend and the problems, as one self-contained SVG.

It loads no scripts, links, fonts or images; the same scene gives the same text.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cslint.document.files.asset_folder import DRAWN_BY
from cslint.geo.maps import markers
from cslint.geo.maps.basemap import country_box, land
from cslint.geo.maps.graticule import graticule, scale_bar
from cslint.geo.maps.projection import Box, Frame, Pixel, frame, thin
from cslint.geo.maps.scene import Scene, Shown
from cslint.geo.maps.style import STYLE, data, path, tag, text
from cslint.util.plural import plural
from cslint.util.shorten import shorten

WIDTH = 984
_MAP = (24.0, 72.0, 600.0, 520.0)  # left, top, width, height
_SIDE = 648.0  # left edge of the right column
_SIDE_WIDTH = 312.0
_INSET = 172.0  # height of a small map
# size in degrees of latitude from which outlines that are exact to a kilometre are useful
_LAND_FROM = 0.5
# a map is shown within its country, and a shape close up, if it is this many times smaller
_INSET_FROM = 3.0
_CLOSE_FROM = 12.0
# degrees shown around a single point
_AROUND = 0.05
_CHARACTERS = 44  # characters of a message on one line
_MOST_FAULTS = 9


@dataclass(frozen=True, slots=True)
class _Inset:
    title: str
    frame: Frame
    focus: Box | None


def draw(scene: Scene) -> str | None:
    """Draw a scene as SVG, or return None if nothing in it has a place on the earth."""
    box = extent(scene)
    if box is None:
        return None
    main = frame(box, *_MAP)
    insets = list(_insets(scene, main))
    side = list(_side(scene, insets))
    bottom = max(_MAP[1] + _MAP[3], side[-1][0] if side else 0)
    height = round(bottom + 40)
    parts = [
        *_window(main, scene, 0, detail=main.shown.across >= _LAND_FROM, grid=True),
        *(piece for _, pieces in side for piece in pieces),
        text(24, height - 14, "Country outlines: Natural Earth (public domain).", "small"),
    ]
    where = " · ".join(part for part in (scene.where, scene.size) if part)
    heading = [
        text(24, 36, shorten(scene.title, 70, cut="end"), "title"),
        text(24, 57, shorten(where, 110, cut="end"), "quiet"),
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
            f'height="{height}" role="img" aria-labelledby="title desc">',
            f"<!-- {DRAWN_BY} -->",
            tag("title", f"Map of {scene.title}", id="title"),
            tag("desc", describe(scene), id="desc"),
            f"<style>{STYLE}</style>",
            f'<rect class="paper" width="{WIDTH}" height="{height}"/>',
            *heading,
            *parts,
            "</svg>\n",
        ]
    )


def describe(scene: Scene, *, faults: bool = True) -> str:
    """Return a text alternative of the image.

    Args:
        scene: the map.
        faults: whether to list the problems.
    """
    words = [f"{scene.where or 'A case study'}: {_shapes_in_words(scene)}."]
    if scene.centroid:
        lon, lat = scene.centroid
        words.append(f"The centroid is at {lat:g}, {lon:g}.")
    if not faults:
        return " ".join(words)
    count = len(scene.faults)
    if not scene.looked:
        words.append("The map cannot be read.")
    words.append("No problem is marked." if not count else f"{plural(count, 'problem')}:")
    words += [f"{fault.rule}: {fault.message}" for fault in scene.faults[:_MOST_FAULTS]]
    return " ".join(words)


def _shapes_in_words(scene: Scene) -> str:
    if not scene.shapes:
        return "no shape can be drawn"
    names = {"area": "area", "line": "line", "points": "point"}
    counts = {kind: sum(shape.kind == kind for shape in scene.shapes) for kind in names}
    said = [f"{count} {names[kind]}{'s' if count > 1 else ''}" for kind, count in counts.items() if count]
    return f"{' and '.join(said)}, {scene.size}"


def extent(scene: Scene) -> Box | None:
    """Return the box that the large map shows: shapes and centroid, else the country."""
    box = scene.box
    if scene.centroid:
        lon, lat = scene.centroid
        point = Box(lon, lat, lon, lat)
        box = box.with_box(point) if box else Box(lon - _AROUND, lat - _AROUND, lon + _AROUND, lat + _AROUND)
    if box is None and scene.country:
        return country_box(scene.country, (0.0, 0.0))
    return box


def _insets(scene: Scene, main: Frame) -> Iterator[_Inset]:
    top = _MAP[1] + 18
    if scene.shapes:
        shape = max(scene.shapes, key=lambda shape: sum(map(len, shape.runs)))
        near = Scene("", "", "", (shape,), None, "").box
        if near and near.across * _CLOSE_FROM < main.shown.across:
            close = frame(near, _SIDE, top, _SIDE_WIDTH, _INSET)
            yield _Inset("The drawn area, close up", close, None)
            top += _INSET + 30
    box = country_box(scene.country, main.box.middle) if scene.country else None
    if box and main.shown.across * _INSET_FROM < box.with_box(main.box).across:
        around = frame(box.with_box(main.box), _SIDE, top, _SIDE_WIDTH, _INSET, 0.06)
        yield _Inset("Where it is", around, main.shown)


def _side(scene: Scene, insets: Sequence[_Inset]) -> Iterator[tuple[float, list[str]]]:
    """Yield the parts of the right column, each with the vertical position of its end."""
    y = _MAP[1]
    for number, inset in enumerate(insets, 1):
        y = inset.frame.top + _INSET
        detail = inset.focus is not None or inset.frame.shown.across >= _LAND_FROM
        pieces = [text(_SIDE, inset.frame.top - 6, inset.title, "label")]
        pieces += _window(inset.frame, scene, number, detail=detail, focus=inset.focus)
        y += 12
        yield y, pieces
    y += 16 if insets else 10
    pieces = []
    for x, symbol, words in markers.legend(scene, _SIDE, y):
        pieces += [symbol, text(x + 26, y + 4, words, "label")]
        y += 20
    yield y, pieces
    yield from _faults(scene, y + 14)


def _faults(scene: Scene, y: float) -> Iterator[tuple[float, list[str]]]:
    if not scene.faults:
        words = "Nothing is wrong with this map." if scene.looked else "The map cannot be read."
        yield y, [text(_SIDE, y, words, "head")]
        return
    yield y, [text(_SIDE, y, "Problems", "head")]
    y += 20
    for number, fault in enumerate(scene.faults[:_MOST_FAULTS], 1):
        lines = textwrap.wrap(fault.message, _CHARACTERS, break_on_hyphens=False)
        if len(lines) > 4:
            lines = [*lines[:3], f"{lines[3][: _CHARACTERS - 2]} …"]
        pieces = [markers.badge(_SIDE + 9, y + 2, str(number), fault.level)]
        pieces.append(text(_SIDE + 26, y + 6, fault.rule, "rule"))
        for line in lines:
            y += 16
            pieces.append(text(_SIDE + 26, y + 6, line, "label"))
        y += 26
        yield y, pieces
    if (more := len(scene.faults) - _MOST_FAULTS) > 0:
        yield y + 6, [text(_SIDE + 26, y + 4, f"and {more} more", "quiet")]


def _window(
    view: Frame, scene: Scene, number: int, *, detail: bool, grid: bool = False, focus: Box | None = None
) -> list[str]:
    """Return one map: land, lines of longitude and latitude, shapes, centroid, marks and a scale bar."""
    rect = f'x="{view.left:g}" y="{view.top:g}" width="{view.width:g}" height="{view.height:g}"'
    parts = [f'<clipPath id="window{number}"><rect {rect} rx="3"/></clipPath>', f'<g clip-path="url(#window{number})">']
    parts.append(f'<rect class="{"sea" if detail else "plain"}" {rect}/>')
    if detail:
        parts += [path(drawn, "country" if code == scene.country else "land") for code, drawn in land(view)]
    lines, labels = graticule(view) if grid else ("", [])
    parts.append(lines)
    if focus is None:
        parts += [piece for shape in scene.shapes for piece in _shape(view, shape)]
        parts += markers.centroid(view, scene)
    else:
        parts.append(_focus(view, focus))
    parts += labels
    parts += ["</g>", f'<rect class="edge" {rect} rx="3"/>']
    if focus is None:
        parts += markers.marks(view, scene.faults[:_MOST_FAULTS])
    return [*(part for part in parts if part), *scale_bar(view)]


def _focus(view: Frame, box: Box) -> str:
    """Return the rectangle of the large map in a small one, or a circle where it would be too small to see."""
    (left, top), (right, bottom) = view.plain(box.west, box.north), view.plain(box.east, box.south)
    if right - left >= 8 and bottom - top >= 8:
        size = f'width="{right - left:.1f}" height="{bottom - top:.1f}"'
        return f'<rect class="focus" x="{left:.1f}" y="{top:.1f}" {size}/>'
    x, y = (left + right) / 2, (top + bottom) / 2
    return (
        f'<circle class="focus" cx="{x:.1f}" cy="{y:.1f}" r="7"/><circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="2"/>'
    )


def _shape(view: Frame, shape: Shown) -> Iterator[str]:
    if shape.kind == "points":
        for lon, lat in (position for run in shape.runs for position in run[:500]):
            x, y = view.plain(lon, lat)
            yield f'<circle class="point" cx="{x:.1f}" cy="{y:.1f}" r="4.5"/>'
        return
    if shape.kind == "line":
        for run, open_ in zip(shape.runs, shape.open, strict=True):
            yield path([_line(view, run)], "line", close=False)
            if open_:
                yield path([[view.plain(*run[-1]), view.plain(*run[0])]], "gap", close=False)
        return
    drawn = [points for run in shape.runs if len(points := view.ring(run, step=0.4)) > 1]
    if not data(drawn):
        x, y = view.plain(*shape.runs[0][0])
        yield f'<circle class="point" cx="{x:.1f}" cy="{y:.1f}" r="3"/>'
        return
    whole = not any(shape.open)
    yield path(drawn, "area" if whole else "area open")
    for run, open_ in zip(shape.runs, shape.open, strict=True):
        if open_:
            yield path([_line(view, run)], "outline", close=False)
            yield path([[view.plain(*run[-1]), view.plain(*run[0])]], "gap", close=False)


def _line(view: Frame, run: Sequence[tuple[float, float]]) -> list[Pixel]:
    return thin([view.plain(lon, lat) for lon, lat in run], 0.4)
