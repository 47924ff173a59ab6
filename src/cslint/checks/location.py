"""Checks of where a map lies: on the earth at all, near the centroid, in the country of the front matter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from cslint.checks._geojson import Told, fix_places, tell
from cslint.checks.violation import RelatedSpan, Violation
from cslint.contract.template_assets import template_files
from cslint.document.geojson.json_positions import render
from cslint.geo.geometry import text_edits
from cslint.geo.geometry.country import land_of
from cslint.geo.geometry.location import Answer, LocationVerdict, whereabouts
from cslint.geo.geometry.map_analysis import MapAnalysis, analyse
from cslint.geo.geometry.measure import Extent, area_in_words, say_distance, say_place
from cslint.text.edits import ProposedFix, TextEdit
from cslint.text.source import Source, Span
from cslint.util.per_object import cached_per_object

if TYPE_CHECKING:
    from cslint.checks.context import CheckContext
    from cslint.document.case import Case
    from cslint.geo.geometry.projection_guess import Beyond

_NEAR = 2.0  # kilometres between centroid and map that are always accepted


def ranges(context: CheckContext) -> Iterator[Violation]:
    """Yield longitudes beyond 180 and latitudes beyond 90 degrees."""
    seen = analyse(context.case)
    found = _beyond(context.case, seen) if seen else None
    if seen is None or found is None or found.what == "swapped":
        return
    strays = seen.out_of_range
    first = strays[0]
    numbers = {"lon": f"{first.lon:.10g}", "lat": f"{first.lat:.10g}", "position": render(first.path)}
    values = {**numbers, "grid": found.grid, "place": say_place(found.place) if found.place else ""}
    message, mend = found.what, None
    if message == "metres" and found.grid:
        message = "metres-placed" if found.place else "metres-named"
    if message == "wrapped" and found.turns and len(strays) == seen.positions:
        by = 360 * found.turns
        mend = _rewritten(
            seen,
            "write the longitudes from -180 to 180",
            lambda source, span: text_edits.alter(source, span, lambda lon: text_edits.shift(lon, by), str),
        )
    step = 0 if abs(first.lon) > 180 else 1
    others = [stray.path for stray in strays[1:]] if message in ("range", "past") else []
    yield from tell(seen.geography, [Told((*first.path, step), message, values, others=others, fix=mend)])


def _beyond(case: Case, seen: MapAnalysis) -> Beyond | None:
    strays = seen.out_of_range
    if not strays:
        return None
    from cslint.geo.geometry.projection_guess import beyond, epsg

    land = land_of(case)
    value = seen.geography.json.value
    code = epsg(value.get("crs")) if isinstance(value, dict) else None
    pairs = [(stray.lon, stray.lat) for stray in strays]
    return beyond(pairs, seen.positions, code, seen.centroid, land.near if land else None)


def _rewritten(
    seen: MapAnalysis, message: str, edit: Callable[[Source, Span], TextEdit], *, safe: bool = True
) -> ProposedFix | None:
    """Return a fix that rewrites the coordinates of every shape, None where there are too many."""
    source = seen.geography.source
    paths = [(*shape.path, "coordinates") for shape in seen.structure.shapes]
    return fix_places(seen.geography, message, paths, lambda _, member: [edit(source, member.value)], safe=safe)


def order(context: CheckContext) -> Iterator[Violation]:
    """Yield latitude before longitude."""
    seen = analyse(context.case)
    if seen is None:
        return
    found = _beyond(context.case, seen)
    if found and found.what == "swapped" and found.place:
        first = seen.out_of_range[0].path
        values = {"place": say_place(found.place)}
        message = "range"
    else:
        where = _where(context.case, _NEAR)
        if where is None or where.answer != Answer.SWAPPED or where.place is None:
            return
        shape = seen.shapes[0]
        first = shape.at(*next((path, 0) for path, _ in shape.runs()))
        values = {"place": say_place(where.place), "here": say_place(where.extent.middle)}
        message = "place"
    mend = _rewritten(seen, "swap the two numbers of every position", text_edits.swap, safe=False)
    yield from tell(seen.geography, [Told(first, message, values, fix=mend)])


def far(context: CheckContext, *, least: float = _NEAR) -> Iterator[Violation]:
    """Yield a map that is far from the centroid, or of which a part is.

    Args:
        context: the case.
        least: distance in kilometres that is always accepted.
    """
    seen = analyse(context.case)
    where = _where(context.case, least)
    if seen is None or where is None:
        return
    if where.answer not in (Answer.FAR, Answer.EXCHANGED, Answer.MIRRORED, Answer.STRAY):
        return
    if _is_templates(context, seen):
        return
    values = _facts(seen, where)
    mend = None
    if where.answer == Answer.MIRRORED:
        lon, lat = (text_edits.negate if flip < 0 else str for flip in where.flips)
        mend = _rewritten(
            seen, "change the sign", lambda source, span: text_edits.alter(source, span, lon, lat), safe=False
        )
        values["axis"] = {(-1, 1): "longitudes", (1, -1): "latitudes"}.get(where.flips, "both numbers")
    message = str(where.answer)
    if where.answer == Answer.STRAY:
        shape = next(shape for shape in seen.shapes if shape.feature == where.feature)
        message = "stray-origin" if where.place and max(map(abs, where.place)) < 0.01 else message
    else:
        shape = seen.shapes[0]
    path = shape.at(*next((path, 0) for path, _ in shape.runs()))
    told = Told(path, message, {**values, "feature": render(shape.path[:2])}, total=1 + where.others, fix=mend)
    for hit in tell(seen.geography, [told]):
        yield _with_centroid(context.case, hit)


def country(context: CheckContext) -> Iterator[Violation]:
    """Yield a map outside the country, or reaching far out of it."""
    seen = analyse(context.case)
    where = _where(context.case, _NEAR)
    if seen is None or where is None or where.answer not in (Answer.OUTSIDE, Answer.REACHES):
        return
    if _is_templates(context, seen):
        return
    land = land_of(context.case)
    assert land is not None
    shape = seen.shapes[0]
    path = shape.at(*next((path, 0) for path, _ in shape.runs()))
    message = str(where.answer) if where.owner or where.answer == Answer.REACHES else "nowhere"
    yield from tell(seen.geography, [Told(path, message, {**_facts(seen, where), "country": land.name})])


@cached_per_object
def _where(case: Case, least: float) -> LocationVerdict | None:
    seen = analyse(case)
    return whereabouts(seen.shapes, seen.centroid, land_of(case), least) if seen else None


def _facts(seen: MapAnalysis, where: LocationVerdict) -> dict[str, str]:
    return {
        "distance": say_distance(where.kilometres),
        "place": say_place(where.place) if where.place else "",
        "here": say_place(where.extent.middle),
        "size": _size(seen, where.extent),
        "in": f", in another country ({where.owner})" if where.owner else "",
        "owner": where.owner,
    }


def _size(seen: MapAnalysis, box: Extent) -> str:
    """Return ``2.4 km by 2.4 km, 4.7 km²``, without an area that is zero or takes long to compute."""
    size = f"{say_distance(box.width)} by {say_distance(box.height)}"
    square = area_in_words([polygon for shape in seen.shapes for _, polygon in shape.polygons()])
    return f"{size}, {square}" if square else size


def _is_templates(context: CheckContext, seen: MapAnalysis) -> bool:
    """Return whether the map is the template's own, which another rule reports."""
    path = seen.geography.source.path
    return any(file.is_same(path, context.assets) for file in template_files(context.profile) if file.digest)


def _with_centroid(case: Case, hit: Violation) -> Violation:
    field = case.front_matter.fields.get("centroid")
    if field is None:
        return hit
    return hit._replace(related=(RelatedSpan(field.span, "the centroid"), *hit.related))
