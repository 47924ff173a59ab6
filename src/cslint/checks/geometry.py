"""Checks of a map's shapes: is there an area at all, are its rings closed and whole, and was it drawn or made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cslint.checks._geojson import Told, gather, tell
from cslint.checks.violation import Violation
from cslint.document.geojson.json_positions import Path, render
from cslint.document.geojson.model import Ring, Shape
from cslint.geo.geometry import rings, text_edits
from cslint.geo.geometry.circle import circle as circle_of
from cslint.geo.geometry.map_analysis import Survey, survey
from cslint.geo.geometry.measure import LonLat, area, gap, length, nearly_closed, say_area, say_distance, say_place
from cslint.text.edits import ProposedFix, TextEdit, propose_fix

if TYPE_CHECKING:
    from cslint.checks.context import CheckContext


def empty(context: CheckContext) -> Iterator[Violation]:
    """Nothing is drawn: no features, a null geometry, no coordinates."""
    if (seen := survey(context.case)) is None:
        return
    nothing = not seen.structure.shapes and not seen.structure.flaws
    values = {"what": "The map is empty" if nothing else "Part of the map is empty"}
    yield from tell(seen.geography, [told._replace(values=values) for told in gather(seen.structure.empty, {})])


def kind(context: CheckContext) -> Iterator[Violation]:
    """Points and lines where an area is wanted."""
    seen = survey(context.case)
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


def _without_area(seen: Survey) -> bool:
    """Whether the map has shapes, all of them sound, and not one polygon."""
    found = seen.structure
    return bool(found.shapes) and not found.flaws and not any("Polygon" in shape.kind for shape in found.shapes)


def _to_polygon(seen: Survey, shape: Shape, line: Ring) -> ProposedFix | None:
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
    """A ring whose last position is not its first; a line that nearly comes back to where it began."""
    seen = survey(context.case)
    if seen is None:
        return
    source = seen.geography.source
    told = []
    if open_ := seen.rings.open:
        members = seen.geography.locate(path for path, _ in open_)
        mend = propose_fix(
            "repeat the first position at the end",
            [text_edits.close(source, members[path].value) for path, _ in open_ if path in members],
        )
        path, ring = open_[0]
        values = {"ring": render(path), "gap": say_distance(gap(ring)), "count": len(ring)}
        others = [_last(path, ring) for path, ring in open_[1:]]
        notes = [((*path, 0), "the ring begins here")]
        told.append(Told(_last(path, ring), "ring", values, others=others, notes=notes, fix=mend))
    told.extend(_open_lines(seen))
    yield from tell(seen.geography, told)


def _last(path: Path, ring: Ring) -> Path:
    return (*path, len(ring) - 1)


def _open_lines(seen: Survey) -> Iterator[Told]:
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
    """A polygon that crosses itself, and the other things that make it enclose nothing definite."""
    seen = survey(context.case)
    if seen is None or not seen.verdict.faults:
        return
    from cslint.geo.geometry.make_valid import made_valid

    first, *others = seen.verdict.faults
    values = {"place": say_place(first.place, 4)}
    notes = [(first.other, "and this")] if first.other else []
    mend = made_valid(seen.geography, seen.verdict.shapes)
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


def winding(context: CheckContext) -> Iterator[Violation]:
    """Outer rings that run clockwise, and holes that do not."""
    seen = survey(context.case)
    if seen is None or not seen.rings.turned:
        return
    source, turned = seen.geography.source, seen.rings.turned
    members = seen.geography.locate(turned)
    mend = propose_fix("turn them round", [text_edits.reverse(source, member.value) for member in members.values()])
    values = {"count": f"{len(turned):,}", "total": f"{seen.rings.count:,}", "ring": render(turned[0])}
    message = "hole" if turned[0][-1] else "one" if seen.rings.count == 1 else "many"
    others = [(*path, 0) for path in turned[1:]]
    yield from tell(seen.geography, [Told((*turned[0], 0), message, values, others=others, fix=mend)])


def duplicate(context: CheckContext) -> Iterator[Violation]:
    """Positions that repeat the one before, and polygons that are a point or a line."""
    seen = survey(context.case)
    if seen is None:
        return
    told = []
    if points := seen.rings.points:
        path, ring = points[0]
        single = all(x[:2] == ring[0][:2] for x in ring)
        values = {"ring": render(path), "count": len(ring), "place": say_place(LonLat(ring[0][1], ring[0][0]), 4)}
        others = [(*path, 0) for path, _ in points[1:]]
        mend = _without_feature(seen, [path for path, _ in points])
        told.append(Told((*path, 0), "point" if single else "line", values, others=others, fix=mend))
    if repeats := seen.rings.repeats:
        source = seen.geography.source
        members = seen.geography.locate(path for path, _, _ in repeats)
        changes = [
            change
            for path, _, again in repeats
            if path in members
            for change in text_edits.drop(source, members[path].value, again)
        ]
        path, _, again = repeats[0]
        others = [(*path, indices[0]) for path, _, indices in repeats[1:]]
        count = sum(len(indices) for _, _, indices in repeats)
        mend = propose_fix("take the repetition away", changes)
        told.append(Told((*path, again[0]), "repeat", {}, others=others, total=count, fix=mend))
    yield from tell(seen.geography, told)


def _without_feature(seen: Survey, rings_at: Sequence[Path]) -> ProposedFix | None:
    """Take a feature away that is nothing but a ring without area, where others remain."""
    path = rings_at[0]
    if len(rings_at) > 1 or path[:1] != ("features",) or path[2:] != ("geometry", "coordinates", 0):
        return None
    if seen.structure.features < 2:
        return None
    found = seen.geography.locate([path[:2]])
    if path[:2] not in found:
        return None
    return propose_fix(
        "take the feature away", [text_edits.drop_member(seen.geography.source, found[path[:2]])], safe=False
    )


def sliver(context: CheckContext) -> Iterator[Violation]:
    """Polygons less than a metre wide beside others."""
    if (seen := survey(context.case)) and (slivers := seen.verdict.slivers):
        path, width = slivers[0]
        others = [(*path, 0, 0) for path, _ in slivers[1:]]
        values = {"polygon": render(path), "width": say_distance(max(width, 0.01) / 1000)}
        yield from tell(seen.geography, [Told((*path, 0, 0), "", values, others=others)])


def circle(context: CheckContext) -> Iterator[Violation]:
    """A circle that a tool drew, where the boundary of a place is wanted."""
    seen = survey(context.case)
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
    """An edge that runs more than half way round the earth."""
    if (seen := survey(context.case)) and (jumps := seen.rings.jumps):
        yield from tell(seen.geography, [Told(jumps[0], others=jumps[1:])])
