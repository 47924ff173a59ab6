"""Write polygons that shapely repaired in the style of those they replace: same numbers, spaces and line breaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cslint.document.geojson.json_positions import Member, Path
from cslint.document.geojson.map_file import Geography
from cslint.document.geojson.model import Ring, Shape
from cslint.geo.geometry import rings, text_edits
from cslint.text.edits import ProposedFix, TextEdit, propose_fix
from cslint.text.source import Source, Span

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_INNER = re.compile(r"\[(\s*+)[^\s,\]]++(\s*+,\s*+)[^\s,\]]++")
# decimals of added corners: the fewest that keep the polygon valid
_DIGITS = (7, 9, 12, 15)

_Known = dict[tuple[float, float], str]


@dataclass(frozen=True, slots=True)
class Style:
    """How a file writes coordinates: the text between brackets, numbers and commas.

    Attributes:
        number: between the two numbers of a position.
        within: after the opening bracket of a position.
        position_end: before its closing bracket.
        between: between two positions, with the comma.
        ring: after the opening bracket of a ring.
        ring_end: before its closing bracket.
        outer: after the opening bracket around the rings.
        outer_end: before its closing bracket.
        top: after the opening bracket around the polygons.
        top_end: before its closing bracket.
    """

    number: str
    within: str
    position_end: str
    between: str
    ring: str
    ring_end: str
    outer: str
    outer_end: str
    top: str
    top_end: str

    @property
    def unit(self) -> str:
        """One step of indentation."""
        return self.outer.removeprefix(self.outer_end).replace("\n", "")

    def comma(self, space: str) -> str:
        """Return the separator of two values that each have ``space`` before them."""
        return f",{space or (' ' if self.number.endswith(' ') else '')}"


def made_valid(geography: Geography, shapes: Sequence[Shape]) -> ProposedFix | None:
    """Return an unsafe fix that lets shapely repair polygons.

    Args:
        geography: the map file.
        shapes: its invalid geometries.

    Returns:
        The fix, or None if a shape would have no polygon left.
    """
    if not shapes:
        return None
    paths = [path for shape in shapes for path in ((*shape.path, "coordinates"), (*shape.path, "type"))]
    found = geography.locate(paths)
    changes: list[TextEdit] = []
    for shape in shapes:
        made = _mended(geography.source, shape, found)
        if made is None:
            return None
        changes += made
    return propose_fix("let shapely sort it out", changes, safe=False)


def _mended(source: Source, shape: Shape, found: dict[Path, Member]) -> list[TextEdit] | None:
    at = found.get((*shape.path, "coordinates"))
    kind = found.get((*shape.path, "type"))
    if at is None or kind is None or any(len(x) > 2 for _, ring, _ in shape.rings() for x in ring):
        return None
    known = _texts(source, at.value)
    polygons, digits = _valid_polygons(shape, known)
    if not polygons:
        return None
    style = style_of(source, at.value)
    texts = [_polygon(polygon, style, known, digits) for polygon in polygons]
    written = texts[0]
    if shape.kind == "MultiPolygon":
        written = f"[{style.top}{style.comma(style.top).join(texts)}{style.top_end}]"
    elif len(texts) > 1:
        # one level deeper than they were
        deeper = [text.replace("\n", f"\n{style.unit}") for text in texts]
        written = f"[{style.outer}{style.comma(style.outer).join(deeper)}{style.outer_end}]"
    changes = [TextEdit(at.value, written, source)]
    if len(texts) > 1 and shape.kind == "Polygon":
        changes.append(TextEdit(kind.value, '"MultiPolygon"', source))
    return changes


def _valid_polygons(shape: Shape, known: _Known) -> tuple[list[list[Ring]], int]:
    """Return the polygons that shapely makes of a shape, and the number of decimals of added corners."""
    import shapely

    made = shapely.make_valid(_geometry([polygon for _, polygon in shape.polygons()]), method="structure")
    parts = [part for some in shapely.get_parts([made]) for part in shapely.get_parts([some])]
    polygons = [part for part in parts if part.geom_type == "Polygon" and not _is_line(part)]
    for digits in _DIGITS:
        rounded = [_rounded(polygon, digits, known) for polygon in polygons]
        if all(rings.several(ring) for polygon in rounded for ring in polygon) and _geometry(rounded).is_valid:
            return rounded, digits
    return [], 0


def _is_line(polygon: Any) -> bool:
    return polygon.is_empty or rings.flat([list(position) for position in polygon.exterior.coords])


def _geometry(polygons: Sequence[list[Ring]]) -> BaseGeometry:
    import shapely

    return shapely.MultiPolygon([(polygon[0], polygon[1:]) for polygon in polygons])


def _rounded(polygon: Any, digits: int, known: _Known) -> list[Ring]:
    """Return the rings of a polygon, oriented as in RFC 7946; corners of the file keep all their digits."""
    loops = []
    for number, loop in enumerate((polygon.exterior, *polygon.interiors)):
        ring = [[x, y] if (x, y) in known else [round(x, digits), round(y, digits)] for x, y in loop.coords]
        if (rings.turn(ring) < 0) == (number == 0):
            ring.reverse()
        loops.append(ring)
    return loops


def _texts(source: Source, coordinates: Span) -> _Known:
    """Return the text of every position in a span, by its numbers."""
    known = {}
    for place in text_edits.positions(source, coordinates):
        text = source[place]
        x, y = text[1:-1].split(",")[:2]
        known[float(x), float(y)] = text
    return known


def _polygon(polygon: Sequence[Ring], style: Style, known: _Known, digits: int) -> str:
    loops = []
    for ring in polygon:
        positions = [known.get((x, y)) or _position(x, y, style, digits) for x, y in ring]
        loops.append(f"[{style.ring}{style.between.join(positions)}{style.ring_end}]")
    return f"[{style.outer}{style.comma(style.outer).join(loops)}{style.outer_end}]"


def _position(x: float, y: float, style: Style, digits: int) -> str:
    lon, lat = (f"{number:.{digits}f}".rstrip("0").rstrip(".") for number in (x, y))
    return f"[{style.within}{lon}{style.number}{lat}{style.position_end}]"


def style_of(source: Source, coordinates: Span) -> Style:
    """Infer how a span of coordinates is written.

    Args:
        source: the file.
        coordinates: span of a ``coordinates`` value.
    """
    text = source[coordinates]
    places = text_edits.positions(source, coordinates)
    first = source[places[0]]
    inner = _INNER.match(first)
    number, within = (inner.group(2), inner.group(1)) if inner else (", ", "")
    position_end = first[len(first[:-1].rstrip()) : -1]
    head = text[: places[0].start - coordinates.start].split("[")
    between = source.text[places[0].end : places[1].start] if len(places) > 1 else ", "
    tail = text[places[-1].end - coordinates.start :].split("]")
    top, top_end = (head[1], tail[2]) if len(head) > 3 else (head[1], tail[1])
    return Style(number, within, position_end, between, head[-1], tail[0], head[-2], tail[1], top, top_end)
