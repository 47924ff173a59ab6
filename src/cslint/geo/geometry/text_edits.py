"""Mends of a GeoJSON file as changes to its text, so that indentation, key order and line breaks stay as they were."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from cslint.document.geojson.json_positions import Member
from cslint.text.edits import TextEdit
from cslint.text.source import Source, Span

_SPACE = " \t\r\n"
_NUMBER = re.compile(r"-?\d++(?:\.\d++)?+(?:[eE][-+]?\d++)?+")
_FLAT = re.compile(r'\[[^\[\]{}"]*+\]')
_PAIR = re.compile(r"(\[\s*+)([^\s,\[\]]++)(\s*+,\s*+)([^\s,\[\]]++)")


def positions(source: Source, run: Span) -> list[Span]:
    """Where the positions of an array of positions stand."""
    return [Span(*match.span()) for match in _FLAT.finditer(source.text, run.start + 1, run.end)]


def close(source: Source, ring: Span) -> TextEdit | None:
    """Repeat a ring's first position at its end, set off as the one before is."""
    places = positions(source, ring)
    if len(places) < 2:
        return None
    between = source.text[places[-2].end : places[-1].start]
    return TextEdit(Span(places[-1].end, places[-1].end), between + source[places[0]], source)


def reverse(source: Source, ring: Span) -> TextEdit:
    """Write a ring's positions in the opposite order."""
    places = positions(source, ring)
    text = source.text
    parts = []
    for index, place in enumerate(places):
        end = places[index + 1].start if index + 1 < len(places) else place.end
        parts.append(source[places[-1 - index]] + text[place.end : end])
    return TextEdit(Span(places[0].start, places[-1].end), "".join(parts), source)


def drop(source: Source, run: Span, indices: Sequence[int]) -> list[TextEdit]:
    """Take positions out of an array, each with the comma and space before it. The first cannot be taken."""
    places = positions(source, run)
    return [TextEdit(Span(places[index - 1].end, places[index].end), "", source) for index in indices]


def drop_member(source: Source, member: Member) -> TextEdit:
    """Take a member out of its object, or a value out of its array, with one of the commas beside it."""
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
    """Put a member in front of an object's others, set off as the first of them is."""
    inside = _past_space(source.text, whole.start + 1)
    space = source.text[whole.start + 1 : inside]
    comma = "" if source.text[inside : inside + 1] == "}" else f",{space or ' '}"
    return TextEdit(Span(inside, inside), f"{member}{comma}", source)


def swap(source: Source, coordinates: Span) -> TextEdit:
    """Exchange the first two numbers of every position."""
    mended = _PAIR.sub(r"\1\4\3\2", source[coordinates])
    return TextEdit(coordinates, mended, source)


def alter(source: Source, coordinates: Span, lon: Callable[[str], str], lat: Callable[[str], str]) -> TextEdit:
    """Rewrite the first number of every position by one function of its text and the second by another."""
    mended = _PAIR.sub(lambda m: m[1] + lon(m[2]) + m[3] + lat(m[4]), source[coordinates])
    return TextEdit(coordinates, mended, source)


def negate(number: str) -> str:
    """A number's text with the other sign."""
    return number[1:] if number.startswith("-") else f"-{number}"


def shift(number: str, by: int) -> str:
    """A number's text with a whole number added, to the last digit that it has."""
    from decimal import Decimal

    return str(Decimal(number) + by)


def cut(source: Source, coordinates: Span, decimals: int) -> TextEdit:
    """Round every number of a stretch that has more decimals; noughts that rounding leaves at the end go."""

    def short(match: re.Match[str]) -> str:
        text = f"{float(match.group()):.{decimals}f}".rstrip("0").rstrip(".")
        return "0" if text == "-0" else text

    return TextEdit(coordinates, _long(decimals).sub(short, source[coordinates]), source)


class Long(NamedTuple):
    """Numbers with many decimals: how many, the most decimals, and where the first stands."""

    numbers: int
    most: int
    first: Span


def long_numbers(source: Source, stretches: Iterable[Span], decimals: int) -> Long | None:
    """The numbers in stretches that have more decimals than told; None when there are none."""
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
    """Put other numbers in the place of those in a list."""
    fresh = (f"{value:.15g}" for value in values)
    return TextEdit(numbers, _NUMBER.sub(lambda _: next(fresh), source[numbers]), source)


def _past_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SPACE:
        at += 1
    return at
