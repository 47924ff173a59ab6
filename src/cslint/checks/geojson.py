"""Check a map's file: JSON syntax, GeoJSON structure, and members that the format does not define."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cslint.checks._geojson import MOST_FIXED, Told, fix_places, gather, named, tell
from cslint.checks.violation import RelatedSpan, Violation
from cslint.document.geojson.json_positions import Path
from cslint.document.geojson.map_file import FIELD, LARGEST
from cslint.geo.geometry import text_edits
from cslint.geo.geometry.bbox import BoxIssue, misfits
from cslint.geo.geometry.map_analysis import analyse
from cslint.geo.geometry.precision import excess, has_long_numbers
from cslint.geo.geometry.projection_guess import is_wgs84
from cslint.text.edits import ProposedFix, TextEdit, propose_fix
from cslint.text.source import Fault, Span
from cslint.util.shorten import shorten

if TYPE_CHECKING:
    from cslint.checks.context import CheckContext
    from cslint.document.geojson.map_file import Geography


def syntax(context: CheckContext) -> Iterator[Violation]:
    """Yield the reason why the file is not JSON, or JSON that programs interpret differently."""
    found = context.case.map_file
    if found is None:
        return
    if found.too_large:
        yield Violation(Span(0, 0), {"most": f"{LARGEST / 1e6:,.0f} MB"}, "large", found.source, field=FIELD)
        return
    doubles = [fault for fault in found.json.faults if fault.what == "double"]
    for fault in found.json.faults:
        if fault.what != "double":
            yield _syntax(found, fault)
    if doubles:
        first = doubles[0].values["first"]
        assert isinstance(first, Span)
        more = [RelatedSpan(fault.span, "the same here", found.source) for fault in doubles[1:4]]
        notes = (RelatedSpan(first, "it is first used here", found.source), *more, *named(found))
        values = {**doubles[0].values, "also": _also(len(doubles))}
        yield Violation(doubles[0].span, values, "double", found.source, field=FIELD, related=notes)


def _syntax(found: Geography, fault: Fault) -> Violation:
    values = {"also": _also(int(str(fault.values.get("count", 1)))), **fault.values}
    opened = values.get("opened")
    notes: tuple[RelatedSpan, ...] = named(found)
    if isinstance(opened, int):
        notes = (RelatedSpan(Span(opened, opened + 1), "opened here", found.source), *notes)
    mend = None
    if fault.what in ("trailing-comma", "comment"):
        end = fault.span.end if fault.what == "comment" else fault.span.start + 1
        mend = ProposedFix("delete it", (TextEdit(Span(fault.span.start, end), "", found.source),))
    return Violation(fault.span, values, fault.what, found.source, field=FIELD, related=notes, fix=mend)


def _also(count: int) -> str:
    return "" if count < 2 else f" The same in {count - 1:,} more place{'s' if count > 2 else ''}."


def structure(context: CheckContext) -> Iterator[Violation]:
    """Yield the JSON departs from RFC 7946."""
    found = context.case.map_file
    if found is not None and found.readable:
        told = gather(found.structure.flaws, found.structure.counts)
        yield from tell(
            found,
            [fault._replace(values={**fault.values, "hint": _hint(fault)}, fix=_mend(found, fault)) for fault in told],
        )


def _hint(fault: Told) -> str:
    """Return what was probably meant."""
    if meant := fault.values.get("meant"):
        return f'; "{meant}" seems to be meant'
    if fits := fault.values.get("fits"):
        return f" (those of a {fits} have {fault.values['found']})"
    return ""


def _mend(found: Geography, fault: Told) -> ProposedFix | None:
    """Return a fix for a mistake in notation."""
    source = found.source
    places = [fault.path, *fault.others]
    if fault.message in ("type-spelling", "number-text"):
        meant = fault.values.get("meant")
        return fix_places(
            found,
            "correct the spelling",
            places,
            lambda _, member: [
                TextEdit(member.value, json.dumps(meant) if meant else source[member.value].strip('" \t'), source)
            ],
        )
    if fault.message == "spelling":
        name = json.dumps(fault.values["meant"])
        return fix_places(
            found, "rename it", places, lambda _, member: [TextEdit(member.key, name, source)] if member.key else []
        )
    if fault.message == "missing" and fault.values.get("member") == "properties":
        return fix_places(
            found,
            "add empty properties",
            places,
            lambda _, member: [text_edits.add_member(source, member.value, '"properties": {}')],
        )
    return None


def foreign(context: CheckContext) -> Iterator[Violation]:
    """Yield members that the format gives no meaning."""
    if (seen := analyse(context.case)) and (paths := seen.structure.foreign):
        names = list(dict.fromkeys(shorten(str(path[-1]), 40, cut="end") for path in paths))
        shown = ", ".join(f'"{name}"' for name in names[:5]) + (", …" if len(names) > 5 else "")
        yield from tell(
            seen.geography, [Told(paths[0], "", {"names": shown, "also": ""}, at_key=True, others=paths[1:])]
        )


def crs(context: CheckContext) -> Iterator[Violation]:
    """Yield a ``crs`` member, which RFC 7946 has done away with."""
    if (seen := analyse(context.case)) and (paths := seen.structure.crs):
        source = seen.geography.source
        named_systems = [_member(seen.geography.json.value, path) for path in paths]
        mend, message = None, "other"
        if all(map(is_wgs84, named_systems)):
            message = ""
            mend = fix_places(
                seen.geography, "delete it", paths, lambda _, member: [text_edits.drop_member(source, member)]
            )
        left_out = not message and len(paths) > MOST_FIXED
        told = Told(paths[0], message, {}, at_key=True, others=paths[1:], fix=mend, left_out=left_out)
        yield from tell(seen.geography, [told])


def _member(value: object, path: Path) -> object:
    """Return the value that a path leads to."""
    for step in path:
        value = value[step]  # type: ignore[index]
    return value


def nested(context: CheckContext) -> Iterator[Violation]:
    """Yield a geometry collection inside another."""
    if (seen := analyse(context.case)) and (paths := seen.structure.nested):
        yield from tell(seen.geography, [Told(paths[0], others=paths[1:])])


def heights(context: CheckContext) -> Iterator[Violation]:
    """Yield positions with a third number, which no map of a case shows, or with more, which nobody defines."""
    seen = analyse(context.case)
    if seen is None:
        return
    lengths = seen.structure.lengths
    told = []
    if 4 in lengths:
        count, path = lengths[4]
        told.append(Told((*path, 3), "more", total=count))
    elif 3 in lengths:
        count, path = lengths[3]
        message = "some" if 2 in lengths else "all"
        told.append(
            Told((*path, 2), message, {"count": f"{count:,}", "total": f"{sum(n for n, _ in lengths.values()):,}"})
        )
    yield from tell(seen.geography, told)


def bbox(context: CheckContext) -> Iterator[Violation]:
    """Yield a bounding box that does not enclose its shapes, or is far too large."""
    seen = analyse(context.case)
    if seen is None or not seen.structure.boxes:
        return
    groups: dict[str, list[BoxIssue]] = {}
    for misfit in misfits(seen):
        groups.setdefault(misfit.what, []).append(misfit)
    source = seen.geography.source
    for what, group in groups.items():
        members = seen.geography.locate(misfit.path for misfit in group)
        changes = [
            text_edits.rewrite(source, members[misfit.path].value, misfit.real)
            for misfit in group
            if misfit.plain and misfit.real and misfit.path in members
        ]
        real = group[0].real or ()
        values = {"real": "[" + ", ".join(f"{number:.6g}" for number in real) + "]"}
        others = [misfit.path for misfit in group[1:]]
        mend = propose_fix("recalculate it", changes)
        yield from tell(seen.geography, [Told(group[0].path, what, values, others=others, fix=mend)])


def precision(context: CheckContext, *, decimals: int = 7) -> Iterator[Violation]:
    """Yield coordinates with more decimals than can be measured.

    Args:
        context: the case.
        decimals: number of decimals that is always accepted.
    """
    seen = analyse(context.case)
    if seen is None or not seen.shapes or not has_long_numbers(seen.geography.source, decimals):
        return
    source = seen.geography.source
    shapes = seen.shapes[:MOST_FIXED]
    left_out = len(seen.shapes) > len(shapes)
    members = seen.geography.locate((*shape.path, "coordinates") for shape in shapes)
    stretches = [member.value for member in members.values()]
    found = excess(source, stretches, shapes, decimals)
    if found:
        mend = None
        if not left_out:
            edits = [text_edits.cut(source, stretch, found.needed) for stretch in stretches]
            mend = propose_fix(f"cut them to {found.needed} decimals", edits)
        numbers = f"{found.numbers:,} number{'s have' if found.numbers > 1 else ' has'}"
        values = {
            "numbers": numbers,
            "most": found.most,
            "needed": found.needed,
            "left_out": f" Only the first {MOST_FIXED:,} shapes were looked at." if left_out else "",
        }
        yield Violation(found.first, values, "", source, field=FIELD, related=named(seen.geography), fix=mend)
