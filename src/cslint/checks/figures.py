"""Checks of figures in the text: do two units agree, do years, and is an area that of the map."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from cslint.checks._violations import place as section_and_item
from cslint.checks.violation import RelatedSpan, Violation
from cslint.document.geojson.map_file import FIELD
from cslint.geo.geometry import rings
from cslint.geo.geometry.circle import circle
from cslint.geo.geometry.map_analysis import analyse
from cslint.geo.geometry.measure import flat, say_area
from cslint.text.source import Span

if TYPE_CHECKING:
    from cslint.checks.context import CheckContext
    from cslint.document.geojson.model import Shape

_Place = Callable[[int], int]

_FACTOR = 3  # by which a stated area and the map's may differ
_ROUNDED = 0.05  # tolerance of a converted figure in addition to rounding

_NUMBER = (
    r"(?<![\w.,$€£¥])(?P<{0}>\d{{1,3}}(?:,\d{{3}})++(?:\.\d++)?|\d++(?:\.\d++)?)"
    r"(?:[ \u00a0](?P<{0}_times>million|thousand))?"
)
# what one of each unit is in square metres, metres or kilograms; the longest spelling first
_SQUARE = r"(?:square[ -]|sq\.?[ -]?)"
_UNITS: dict[str, tuple[str, float]] = {
    rf"{_SQUARE}(?:kilomet(?:er|re)s?|kms?)\b|km²|km2\b": ("area", 1e6),
    rf"{_SQUARE}(?:miles?|mi)\b|mi²|mi2\b": ("area", 2_589_988.0),
    r"hectares?\b|ha\b": ("area", 1e4),
    r"acres?\b": ("area", 4_046.86),
    rf"{_SQUARE}(?:met(?:er|re)s?|m)\b|m²|m2\b": ("area", 1.0),
    rf"{_SQUARE}(?:feet|foot|ft)\b|ft²|ft2\b": ("area", 0.092903),
    r"kilomet(?:er|re)s?\b|kms?\b": ("length", 1_000.0),
    r"miles?\b|mi\b": ("length", 1_609.344),
    r"met(?:er|re)s?\b|m\b": ("length", 1.0),
    r"feet\b|foot\b|ft\b": ("length", 0.3048),
    r"kilogram(?:me)?s?\b|kgs?\b": ("mass", 1.0),
    r"pounds?\b|lbs?\b": ("mass", 0.453592),
}
_UNIT = "(?:{})".format("|".join(_UNITS))
_ABOUT = r"(?:about|around|approximately|approx\.?|roughly|nearly|or|some|~|≈|=)?[ \u00a0]?"
_MEASURE = rf"(?i){_NUMBER.format('number')}[ \u00a0-]?(?P<unit>{_UNIT})(?![²³/])"
_PAIR = (
    rf"(?i){_NUMBER.format('one')}[ \u00a0-]?(?P<unit_one>{_UNIT})[ \u00a0]?\({_ABOUT}"
    rf"{_NUMBER.format('two')}[ \u00a0-]?(?P<unit_two>{_UNIT})\)"
)
_INDOORS = r"(?:floors?|floorspace|offices?|buildings?|gross|retail|commercial|warehouse|laborator\w+)"
_FLOORS = rf"(?i)\b{_INDOORS}\b"
_NOT_LAND = rf"(?i)\s*(?:/|per\b|each\b|of (?:\w+ )?{_INDOORS}\b)"
_LAND = 4_000.0  # square metres: units this large are those of land, smaller ones those of rooms as well
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_YEARS = (
    rf"(?i)\b(?P<count>\d{{1,2}}|{'|'.join(_WORDS)})[ \u00a0-]years?\b"
    r"(?:[ \u00a0](?!to\b|after\b|before\b)[a-z]+){0,3}[ \u00a0]?"
    r"\((?:from[ ])?(?P<first>(?:19|20)\d\d)[ ]?(?:-|–|—|to|until)[ ]?(?P<last>(?:19|20)\d\d)\)"
)


class _Measure(NamedTuple):
    """A number with a unit.

    Attributes:
        kind: ``area``, ``length`` or ``mass``.
        value: in square metres, metres or kilograms.
        rounding: by how much it may be rounded.
        unit: what one of the unit is.
    """

    kind: str
    value: float
    rounding: float
    unit: float


def map_area(context: CheckContext) -> Iterator[Violation]:
    """Find an area that the overview or description states and the map does not have."""
    seen = analyse(context.case)
    if seen is None or not seen.shapes:
        return
    stated = next(_stated_areas(context), None)
    mapped = sum(map(_square_metres, seen.shapes)) if stated else 0.0
    if stated is None or mapped <= 0:
        return
    span, square = stated
    factor = max(mapped / square, square / mapped)
    if factor < _FACTOR:
        return
    source = seen.geography.source
    named = seen.geography.field
    outer = [ring for shape in seen.shapes for _, ring, is_outer in shape.rings() if is_outer]
    values = {
        "stated": context.case.source[span],
        "area": say_area(square / 1e6),
        "mapped": say_area(mapped / 1e6),
        "what": "a circle" if all(rings.closed(ring) and circle(ring) for ring in outer) else "the shape",
    }
    related = [RelatedSpan(Span(0, min(1, len(source.text))), "the map", source)]
    related += [RelatedSpan(named.span, "the map is named here")] if named else []
    yield Violation(span, values, field=FIELD, related=tuple(related))


def impossible_figure(context: CheckContext) -> Iterator[Violation]:
    """Find two units that contradict each other, and a span of years that contradicts its own length."""
    for text, place in _texts(context):
        for match in re.finditer(_PAIR, text):
            one, two = (_measure(match, name, f"unit_{name}") for name in ("one", "two"))
            if one.kind == two.kind and _contradict(one, two):
                values = {
                    "first": _written(match, "one"),
                    "second": _written(match, "two"),
                    "converted": f"{_rounded(one.value / two.unit)} {match['unit_two']}",
                }
                yield _figure(context, Span(place(match.start()), place(match.end() - 1) + 1), values, "units")
        for match in re.finditer(_YEARS, text):
            told = match["count"].casefold()
            count = _WORDS.index(told) + 1 if told in _WORDS else int(told)
            between = int(match["last"]) - int(match["first"])
            if count not in (between, between + 1):
                years = f"{between} to {between + 1}"
                values = {"count": str(count), "first": match["first"], "last": match["last"], "years": years}
                yield _figure(context, Span(place(match.start()), place(match.end() - 1) + 1), values, "years")


def _figure(context: CheckContext, span: Span, values: dict[str, str], message: str) -> Violation:
    asked, item = section_and_item(context, span)
    return Violation(
        span, values, message, section=asked.name if asked else None, item=item.title or None if item else None
    )


def _texts(context: CheckContext) -> Iterator[tuple[str, _Place]]:
    """Return the description and the paragraphs of a case, each with where its offsets are in the file."""
    field = context.case.front_matter.fields.get("description")
    if field is not None and isinstance(field.value, str):
        start = field.span.start
        yield context.case.source[field.span], lambda offset: start + offset
    for block in context.case.document.flat:
        if block.kind == "paragraph" and block.raw:
            yield block.raw, block.place


def _stated_areas(context: CheckContext) -> Iterator[tuple[Span, float]]:
    """Return the areas of land that the description and the overview state, in square metres."""
    overview = [section for section in context.case.document.walk() if section.title.casefold() == "overview"]
    for text, place in _texts(context):
        start = place(0)
        body = start >= context.case.front_matter.body
        if body and not any(section.span.start <= start < section.span.end for section in overview):
            continue
        for match in re.finditer(_MEASURE, text):
            measure = _measure(match, "number", "unit")
            if measure.kind != "area" or measure.value == 0 or re.compile(_NOT_LAND).match(text, match.end()):
                continue
            around = text[max(0, match.start() - 40) : match.end() + 40]
            if measure.unit >= _LAND or not re.search(_FLOORS, around):
                yield Span(place(match.start()), place(match.end() - 1) + 1), measure.value


def _measure(match: re.Match[str], number: str, unit: str) -> _Measure:
    text = match[number].replace(",", "")
    kind, size = next(unit_of for pattern, unit_of in _UNITS.items() if re.fullmatch(pattern, match[unit], re.I))
    times = {"million": 1e6, "thousand": 1e3}.get((match[f"{number}_times"] or "").casefold(), 1.0)
    if "." in text:
        rounding = 10.0 ** -len(text.partition(".")[2]) / 2
    else:  # noughts at the end may be rounding or may be exact
        rounding = min(10.0 ** (len(text) - len(text.rstrip("0"))) / 2, max(0.5, 0.1 * float(text)))
    return _Measure(kind, float(text) * size * times, rounding * size * times, size)


def _contradict(one: _Measure, two: _Measure) -> bool:
    """Return whether two figures differ by more than their rounding."""
    room = one.rounding + two.rounding + _ROUNDED * max(one.value, two.value)
    return abs(one.value - two.value) > room


def _rounded(value: float) -> str:
    """Return a number with three figures."""
    text = f"{float(f'{value:.3g}'):,.10f}".rstrip("0").rstrip(".")
    return text or "0"


def _written(match: re.Match[str], name: str) -> str:
    return f"{match[name]}{' ' + match[name + '_times'] if match[name + '_times'] else ''} {match['unit_' + name]}"


def _square_metres(shape: Shape) -> float:
    """Return the area of a shape's polygons on a plane, right to a few percent for anything but a continent."""
    total = 0.0
    for _, ring, outer in shape.rings():
        turned = abs(rings.turn([list(position) for position in flat(ring)])) / 2 * 1e6
        total += turned if outer else -turned
    return total
