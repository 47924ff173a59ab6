"""Checks of a map's shapes: is there an area at all, are its rings closed and whole, and was it drawn or made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cslint.checks._geojson import MOST_FIXED, Told, fix_places, gather, tell
from cslint.checks.violation import Violation
from cslint.document.geojson.json_positions import Path, render
from cslint.document.geojson.model import Ring, Shape
from cslint.geo.geometry import rings, text_edits
from cslint.geo.geometry.circle import circle as circle_of
from cslint.geo.geometry.map_analysis import MapAnalysis, analyse
from cslint.geo.geometry.measure import area, gap, length, nearly_closed, say_area, say_distance, say_place
from cslint.geo.places.coordinate_parser import LatLon
from cslint.text.edits import ProposedFix, TextEdit, propose_fix

if TYPE_CHECKING:
    from cslint.checks.context import CheckContext


def empty(context: CheckContext) -> Iterator[Violation]:
    """Nothing is drawn: no features, a null geometry, no coordinates."""
    if (seen := analyse(context.case)) is None:
        return
    nothing = not seen.structure.shapes and not seen.structure.flaws
    values = {"what": "The map is empty" if nothing else "Part of the map is empty"}
    yield from tell(seen.geography, [told._replace(values=values) for told in gather(seen.structure.empty, {})])


def kind(context: CheckContext) -> Iterator[Violation]:
    """Yield points and lines where an area is wanted."""
    seen = analyse(context.case)
    if seen is None or not _without_area(seen):
        return
    lines = [(path, line, shape) for shape in seen.structure.shapes for path, line in shape.lines()]
    if not lines:
        count = sum(len(run) for shape in seen.structure.shapes for _, run in shape.runs())
        first = seen.structure.shapes[0]
        message = "point" if count == 1 else "points"
        yield from tell(seen.geography, [Told((*first.path, "coordinates"), message, {"count": f"{count:,}"})])
        return
    path, line, shape = lines[0]
    if len(lines) == 1 and rings.closed(line) and len(line) > 3 and rings.several(line):
        yield from tell(seen.geography, [Told(path, "closed-line", {}, fix=_to_polygon(seen, shape, line))])
    elif not all(nearly_closed(line) for _, line, _ in lines):
        values = {"length": say_distance(sum(length(line) for _, line, _ in lines)), "gap": say_distance(gap(line))}
        yield from tell(seen.geography, [Told(path, "line", values, others=[path for path, _, _ in lines[1:]])])


def _without_area(seen: MapAnalysis) -> bool:
    """Return whether the map has shapes, all of them sound, and not one polygon."""
    found = seen.structure
    return bool(found.shapes) and not found.flaws and not any("Polygon" in shape.kind for shape in found.shapes)


def _to_polygon(seen: MapAnalysis, shape: Shape, line: Ring) -> ProposedFix | None:
    """Make a line the outer ring of a polygon."""
    source = seen.geography.source
    at, kind_at = (*shape.path, "coordinates"), (*shape.path, "type")
    found = seen.geography.locate([at, kind_at])
    if shape.kind != "LineString" or len(found) < 2:
        return None
    where = found[at].value
    closing = None if rings.closed(line) else text_edits.close(source, where)
    inner = source[where]
    if closing:
        cut = closing.span.start - where.start
        inner = inner[:cut] + closing.text + inner[cut:]
    changes = [TextEdit(where, f"[{inner}]", source), TextEdit(found[kind_at].value, '"Polygon"', source)]
    return propose_fix("make the line the boundary of a polygon", changes, safe=False)


def unclosed(context: CheckContext) -> Iterator[Violation]:
    """Yield a ring whose last position is not its first; a line that nearly comes back to where it began."""
    seen = analyse(context.case)
    if seen is None:
        return
    source = seen.geography.source
    told = []
    if open_ := seen.rings.open:
        mend = fix_places(
            seen.geography,
            "repeat the first position at the end",
            [path for path, _ in open_],
            lambda _, member: [text_edits.close(source, member.value)],
        )
        path, ring = open_[0]
        values = {"ring": render(path), "gap": say_distance(gap(ring)), "count": len(ring)}
        others = [_last(path, ring) for path, ring in open_[1:]]
        notes = [((*path, 0), "the ring begins here")]
        left_out = len(open_) > MOST_FIXED
        told.append(Told(_last(path, ring), "ring", values, others=others, notes=notes, fix=mend, left_out=left_out))
    told.extend(_open_lines(seen))
    yield from tell(seen.geography, told)


def _last(path: Path, ring: Ring) -> Path:
    return (*path, len(ring) - 1)


def _open_lines(seen: MapAnalysis) -> Iterator[Told]:
    if not _without_area(seen):
        return
    lines = [(path, line, shape) for shape in seen.structure.shapes for path, line in shape.lines()]
    found = [entry for entry in lines if nearly_closed(entry[1])]
    if found:
        path, line, shape = found[0]
        values = {"ring": render(path), "gap": say_distance(gap(line)), "length": say_distance(length(line))}
        others = [_last(path, line) for path, line, _ in found[1:]]
        notes = [((*path, 0), "the line begins here")]
        mend = _to_polygon(seen, shape, line)
        yield Told(_last(path, line), "line", values, others=others, notes=notes, fix=mend)


def crossing(context: CheckContext) -> Iterator[Violation]:
    """Yield a polygon that crosses itself, and the other things that make it enclose nothing definite."""
    seen = analyse(context.case)
    if seen is None or not seen.verdict.faults:
        return
    from cslint.geo.geometry.make_valid import made_valid

    first, *others = seen.verdict.faults
    tangled = seen.verdict.tangled
    values = {
        "place": say_place(first.place, 4),
        "left_out": " The lines cross too often for a fix." if tangled else "",
    }
    notes = [(first.other, "and this")] if first.other else []
    mend = None if tangled else made_valid(seen.geography, seen.verdict.shapes)
    told = Told(
        first.path,
        first.what,
        values,
        others=[fault.path for fault in others],
        total=seen.verdict.total,
        notes=notes,
        fix=mend,
    )
    yield from tell(seen.geography, [told])


def unchecked(context: CheckContext) -> Iterator[Violation]:
    """Yield polygons that nobody looked at, because a library is missing or because it would take too long."""
    if (seen := analyse(context.case)) and (reason := seen.verdict.unchecked):
        path = seen.structure.shapes[0].path
        yield from tell(seen.geography, [Told(path, "", {"reason": reason, "also": ""})])


def winding(context: CheckContext) -> Iterator[Violation]:
    """Yield outer rings that run clockwise, and holes that do not."""
    seen = analyse(context.case)
    if seen is None or not seen.rings.turned:
        return
    source, turned = seen.geography.source, seen.rings.turned
    mend = fix_places(
        seen.geography, "reverse them", turned, lambda _, member: [text_edits.reverse(source, member.value)]
    )
    values = {"count": f"{len(turned):,}", "total": f"{seen.rings.count:,}", "ring": render(turned[0])}
    message = "hole" if turned[0][-1] else "one" if seen.rings.count == 1 else "many"
    others = [(*path, 0) for path in turned[1:]]
    left_out = len(turned) > MOST_FIXED
    told = Told((*turned[0], 0), message, values, others=others, fix=mend, left_out=left_out)
    yield from tell(seen.geography, [told])


def duplicate(context: CheckContext) -> Iterator[Violation]:
    """Yield positions that repeat the one before, and polygons that are a point or a line."""
    seen = analyse(context.case)
    if seen is None:
        return
    told = []
    if points := seen.rings.points:
        path, ring = points[0]
        single = all(x[:2] == ring[0][:2] for x in ring)
        values = {"ring": render(path), "count": len(ring), "place": say_place(LatLon(ring[0][1], ring[0][0]), 4)}
        others = [(*path, 0) for path, _ in points[1:]]
        mend = _without_feature(seen, [path for path, _ in points])
        told.append(Told((*path, 0), "point" if single else "line", values, others=others, fix=mend))
    if repeats := seen.rings.repeats:
        source = seen.geography.source
        again_at = {path: again for path, _, again in repeats}
        path, _, again = repeats[0]
        others = [(*path, indices[0]) for path, _, indices in repeats[1:]]
        count = sum(len(indices) for _, _, indices in repeats)
        mend = fix_places(
            seen.geography,
            "delete the repeated position",
            list(again_at),
            lambda path, member: text_edits.drop(source, member.value, again_at[path]),
        )
        left_out = len(repeats) > MOST_FIXED
        told.append(Told((*path, again[0]), "repeat", {}, others=others, total=count, fix=mend, left_out=left_out))
    yield from tell(seen.geography, told)


def _without_feature(seen: MapAnalysis, rings_at: Sequence[Path]) -> ProposedFix | None:
    """Remove a feature that consists of a ring without area, if others remain."""
    path = rings_at[0]
    if len(rings_at) > 1 or path[:1] != ("features",) or path[2:] != ("geometry", "coordinates", 0):
        return None
    if seen.structure.features < 2:
        return None
    found = seen.geography.locate([path[:2]])
    if path[:2] not in found:
        return None
    return propose_fix(
        "delete the feature", [text_edits.drop_member(seen.geography.source, found[path[:2]])], safe=False
    )


def sliver(context: CheckContext) -> Iterator[Violation]:
    """Yield polygons less than a metre wide in maps with several."""
    if (seen := analyse(context.case)) and (slivers := seen.verdict.slivers):
        path, width = slivers[0]
        others = [(*path, 0, 0) for path, _ in slivers[1:]]
        values = {"polygon": render(path), "width": say_distance(max(width, 0.01) / 1000)}
        yield from tell(seen.geography, [Told((*path, 0, 0), "", values, others=others)])


def circle(context: CheckContext) -> Iterator[Violation]:
    """Yield a circle that a tool drew, where the boundary of a place is wanted."""
    seen = analyse(context.case)
    if seen is None:
        return
    found = [
        (path, ring, made)
        for shape in seen.shapes
        for path, ring, outer in shape.rings()
        if outer and rings.closed(ring) and (made := circle_of(ring))
    ]
    if found:
        path, ring, made = found[0]
        values = {
            "sides": made.sides,
            "radius": say_distance(made.radius),
            "place": say_place(made.middle),
            "area": say_area(area([[ring]]) or 0),
        }
        yield from tell(seen.geography, [Told((*path, 0), "", values, others=[(*path, 0) for path, _, _ in found[1:]])])


def antimeridian(context: CheckContext) -> Iterator[Violation]:
    """Yield an edge that runs more than half way round the earth."""
    if (seen := analyse(context.case)) and (jumps := seen.rings.jumps):
        yield from tell(seen.geography, [Told(jumps[0], others=jumps[1:])])
