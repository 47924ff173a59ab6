"""Edit the text of a GeoJSON file so that indentation, key order and line breaks stay unchanged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from cslint.document.geojson.json_positions import Member
from cslint.text.edits import TextEdit
from cslint.text.source import Source, Span

_SPACE = " \t\r\n"
_NUMBER = r"-?\d++(?:\.\d++)?+(?:[eE][-+]?\d++)?+"
_FLAT = re.compile(r'\[[^\[\]{}"]*+\]')
_PAIR = r"(\[\s*+)([^\s,\[\]]++)(\s*+,\s*+)([^\s,\[\]]++)"


def positions(source: Source, run: Span) -> list[Span]:
    """Return the spans of the positions in an array of positions.

    Args:
        source: the file.
        run: span of the array.
    """
    return [Span(*match.span()) for match in _FLAT.finditer(source.text, run.start + 1, run.end)]


def close(source: Source, ring: Span) -> TextEdit | None:
    """Repeat a ring's first position at its end, with the spacing of the preceding one.

    Args:
        source: the file.
        ring: span of the ring.

    Returns:
        The edit, or None for fewer than two positions.
    """
    places = positions(source, ring)
    if len(places) < 2:
        return None
    between = source.text[places[-2].end : places[-1].start]
    return TextEdit(Span(places[-1].end, places[-1].end), between + source[places[0]], source)


def reverse(source: Source, ring: Span) -> TextEdit:
    """Write a ring's positions in the opposite order.

    Args:
        source: the file.
        ring: span of the ring.
    """
    places = positions(source, ring)
    text = source.text
    parts = []
    for index, place in enumerate(places):
        end = places[index + 1].start if index + 1 < len(places) else place.end
        parts.append(source[places[-1 - index]] + text[place.end : end])
    return TextEdit(Span(places[0].start, places[-1].end), "".join(parts), source)


def drop(source: Source, run: Span, indices: Sequence[int]) -> list[TextEdit]:
    """Remove positions from an array, each with the comma and space before it. The first cannot be removed.

    Args:
        source: the file.
        run: span of the array.
        indices: positions to remove, each above 0.
    """
    places = positions(source, run)
    return [TextEdit(Span(places[index - 1].end, places[index].end), "", source) for index in indices]


def drop_member(source: Source, member: Member) -> TextEdit:
    """Remove a member from its object, or a value from its array, with one adjacent comma.

    Args:
        source: the file.
        member: the member.
    """
    text = source.text
    start, end = (member.key or member.value).start, member.value.end
    after = _past_space(text, end)
    if text[after : after + 1] == ",":
        following = _past_space(text, after + 1)
        return TextEdit(Span(start, following), "", source)
    before = start - 1
    while before > 0 and text[before] in _SPACE:
        before -= 1
    if text[before] == ",":
        return TextEdit(Span(before, end), "", source)
    return TextEdit(Span(start, end), "", source)


def add_member(source: Source, whole: Span, member: str) -> TextEdit:
    """Insert a member at the start of an object, with the spacing of the first member.

    Args:
        source: the file.
        whole: span of the object.
        member: text of the member.
    """
    inside = _past_space(source.text, whole.start + 1)
    space = source.text[whole.start + 1 : inside]
    comma = "" if source.text[inside : inside + 1] == "}" else f",{space or ' '}"
    return TextEdit(Span(inside, inside), f"{member}{comma}", source)


def swap(source: Source, coordinates: Span) -> TextEdit:
    """Exchange the first two numbers of every position.

    Args:
        source: the file.
        coordinates: span of a ``coordinates`` value.
    """
    swapped = re.sub(_PAIR, r"\1\4\3\2", source[coordinates])
    return TextEdit(coordinates, swapped, source)


def alter(source: Source, coordinates: Span, lon: Callable[[str], str], lat: Callable[[str], str]) -> TextEdit:
    """Rewrite the first two numbers of every position.

    Args:
        source: the file.
        coordinates: span of a ``coordinates`` value.
        lon: function of the first number's text.
        lat: function of the second number's text.
    """
    altered = re.sub(_PAIR, lambda m: m[1] + lon(m[2]) + m[3] + lat(m[4]), source[coordinates])
    return TextEdit(coordinates, altered, source)


def negate(number: str) -> str:
    """Return a number's text with the other sign."""
    return number[1:] if number.startswith("-") else f"-{number}"


def shift(number: str, by: int) -> str:
    """Return a number's text with a whole number added and all digits kept.

    Args:
        number: text of the number.
        by: the number to add.
    """
    from decimal import Decimal

    return str(Decimal(number) + by)


def cut(source: Source, coordinates: Span, decimals: int) -> TextEdit:
    """Round every number with more decimals; trailing zeros are dropped.

    Args:
        source: the file.
        coordinates: span of a ``coordinates`` value.
        decimals: number of decimals to keep.
    """

    def short(match: re.Match[str]) -> str:
        text = f"{float(match.group()):.{decimals}f}".rstrip("0").rstrip(".")
        return "0" if text == "-0" else text

    return TextEdit(coordinates, _long(decimals).sub(short, source[coordinates]), source)


class Long(NamedTuple):
    """Numbers with many decimals: how many, their most decimals, and the span of the first."""

    numbers: int
    most: int
    first: Span


def long_numbers(source: Source, stretches: Iterable[Span], decimals: int) -> Long | None:
    """Return the numbers in spans that have more than ``decimals`` decimals, or None.

    Args:
        source: the file.
        stretches: the spans.
        decimals: number of decimals.
    """
    pattern = _long(decimals)
    count = most = 0
    first: Span | None = None
    for stretch in stretches:
        for match in pattern.finditer(source.text, stretch.start, stretch.end):
            count += 1
            most = max(most, match.end(1) - match.start(1))
            first = first or Span(*match.span())
    return Long(count, most, first) if first else None


def _long(decimals: int) -> re.Pattern[str]:
    return re.compile(rf"(?:-|(?<!\d))\d++\.(\d{{{decimals + 1},}}+)(?:[eE][-+]?\d++)?+")


def rewrite(source: Source, numbers: Span, values: Sequence[float]) -> TextEdit:
    """Replace the numbers of a list.

    Args:
        source: the file.
        numbers: span of the list.
        values: the new numbers.
    """
    fresh = (f"{value:.15g}" for value in values)
    return TextEdit(numbers, re.sub(_NUMBER, lambda _: next(fresh), source[numbers]), source)


def _past_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SPACE:
        at += 1
    return at
