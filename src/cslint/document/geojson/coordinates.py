"""Check the coordinates of one geometry: nesting, lengths, and whether they are numbers."""

from __future__ import annotations

import math
import re
from itertools import chain
from typing import Any

from cslint.document.geojson.json_positions import Path
from cslint.document.geojson.model import NESTING, Shape, Structure, describe
from cslint.util.shorten import shorten

_NUMBERS = frozenset({int, float})
_NUMERIC = r"\s*+(-?(?:0|[1-9]\d{0,9})(?:\.\d{1,30})?)\s*+"
# larger than any coordinate, and its square still fits a float
_HUGE = 1e100


def check(coordinates: object, kind: str, at: Path, feature: int, found: Structure) -> None:
    """Check the coordinates of a geometry, and store it as a shape if they are valid.

    Args:
        coordinates: value of the member.
        kind: the geometry's type, one of ``NESTING``.
        at: path of the member; a misspelt one is checked but gives no shape.
        feature: number of the feature.
        found: receives problems, empty objects and shapes.
    """
    if _holds_nothing(coordinates):
        found.empty_at("no-coordinates", at)
        return
    if not isinstance(coordinates, list):
        found.flaw("not-list", at, found=describe(coordinates), member="coordinates")
        return
    brackets, asked = depth(coordinates), NESTING[kind]
    if brackets != asked:
        fits = " or ".join(name for name, number in NESTING.items() if number == brackets)
        found.flaw("nesting", at, kind=kind, asked=asked + 1, found=brackets + 1, fits=fits)
        return
    before = sum(found.counts.values())
    numbers: list[list[float] | None] = []
    sound = _point(coordinates, at, found) if asked == 0 else _runs(coordinates, at, kind, found, numbers)
    if sound and at[-1] == "coordinates" and before == sum(found.counts.values()):
        found.shapes.append(Shape(kind, at[:-1], coordinates, feature, numbers))


def finite(number: Any) -> bool:
    """Return whether a value is a number (not a boolean) within the range of a float."""
    return type(number) in _NUMBERS and -_HUGE < number < _HUGE


def depth(value: list[Any]) -> int:
    """Return the nesting of the positions, judged by the first list with content at each level."""
    brackets = 0
    while inner := next((member for member in value if isinstance(member, list) and member), None):
        brackets += 1
        value = inner
    return brackets


def _holds_nothing(value: object) -> bool:
    while isinstance(value, list) and len(value) == 1 and isinstance(value[0], list):
        value = value[0]
    return value is None or value == []


def _runs(coordinates: list[Any], at: Path, kind: str, found: Structure, numbers: list[list[float] | None]) -> bool:
    """Check the arrays of positions, store their numbers, and return whether all arrays are usable."""
    level = [(coordinates, at)]
    whole = True
    for _ in range(NESTING[kind] - 1):
        for run, path in level:
            if not run:
                found.empty_at("no-coordinates", path)
                whole = False
        below = [(member, (*path, index)) for run, path in level for index, member in enumerate(run)]
        for member, path in below:
            if not isinstance(member, list):
                found.flaw("not-list", path, found=describe(member), member="coordinates")
        level = [(member, path) for member, path in below if isinstance(member, list)]
    sound = []
    for run, path in level:
        numbers.append(_pairs(run))
        if numbers[-1]:
            found.length(2, (*path, 0), len(run))
        sound.append(_run(run, path, kind, found, pairs=bool(numbers[-1])))
    return whole and all(sound)


def _run(run: list[Any], path: Path, kind: str, found: Structure, *, pairs: bool) -> bool:
    """Check one array of positions and its length; return false if shapely must not get it."""
    sound = pairs or _positions(run, path, found)
    if kind in ("Polygon", "MultiPolygon"):
        # an open triangle is reported as unclosed
        if len(run) < 3 or (sound and len(run) == 3 and run[0] == run[2]):
            found.flaw("ring-short", path, found=len(run))
    elif kind in ("LineString", "MultiLineString") and len(run) < 2:
        found.flaw("line-short", path, found=len(run))
    return sound


def _pairs(run: list[Any]) -> list[float] | None:
    """Return the numbers of an array that consists of pairs of valid numbers, else None.

    It avoids a Python step per position, because most maps contain only pairs.
    """
    try:
        if set(map(len, run)) != {2}:
            return None
        numbers = list(chain.from_iterable(run))
        # the norm bounds every number
        return numbers if _NUMBERS.issuperset(map(type, numbers)) and math.hypot(*numbers) < _HUGE / 2 else None
    except (TypeError, OverflowError):
        return None


def _positions(run: list[Any], path: Path, found: Structure) -> bool:
    """Check the positions of an array; return false if one is not a pair of finite numbers."""
    sound, flat = True, 0
    for index, position in enumerate(run):
        if type(position) is list and len(position) == 2:
            x, y = position
            if finite(x) and finite(y):
                flat += 1
                continue
        sound = _point(position, (*path, index), found) and sound
    if flat:
        found.length(2, (*path, 0), flat)
    return sound


def _point(position: Any, path: Path, found: Structure) -> bool:
    """Check one position number by number."""
    if not isinstance(position, list):
        found.flaw("position", path, found=describe(position))
        return False
    if len(position) < 2:
        found.flaw("position-short", path, found=len(position))
        return False
    sound = all([_number(number, (*path, index), found) for index, number in enumerate(position)])  # noqa: C419
    if sound:
        found.length(min(len(position), 4), path)
    return sound


def _number(number: Any, path: Path, found: Structure) -> bool:
    if finite(number):
        return True
    if type(number) in _NUMBERS:
        if number.__class__ is int or not math.isnan(number):  # the parser reports NaN
            found.flaw("number-huge", path)
    elif isinstance(number, str) and re.fullmatch(_NUMERIC, number):
        found.flaw("number-text", path, found=shorten(number, 40, cut="end"))
    else:
        found.flaw("not-number", path, found=describe(number))
    return False
