"""Find how many decimals a map's coordinates need, and which have more.

Seven decimals of a degree are about a centimetre; RFC 7946 (11.2) calls six enough. A very small map gets more,
one by one, until rounding its coordinates leaves its area unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cslint.document.geojson.model import Shape
from cslint.geo.geometry import rings, text_edits
from cslint.text.source import Source, Span

# tolerated relative change of the area
_HARMLESS = 1e-6
_ENOUGH = 15


class Excess(NamedTuple):
    """Numbers with more decimals than needed: how many, their most decimals, the span of the first, and the need."""

    numbers: int
    most: int
    first: Span
    needed: int


def has_long_numbers(source: Source, decimals: int) -> bool:
    """Return whether any number of a file has more than ``decimals`` decimals: a fast check before ``excess``.

    Args:
        source: the file.
        decimals: number of decimals.
    """
    return re.search(rf"\.\d{{{decimals + 1}}}", source.text) is not None


def excess(source: Source, stretches: Sequence[Span], shapes: Iterable[Shape], least: int) -> Excess | None:
    """Find coordinates with more decimals than a map needs.

    Args:
        source: the file.
        stretches: spans of the coordinates in it.
        shapes: the geometries, which determine the need.
        least: number of decimals that is always accepted.

    Returns:
        The excess, or None if no number has too many decimals.
    """
    found = text_edits.long_numbers(source, stretches, least)
    if not found:
        return None
    needed = decimals_needed(shapes, least)
    if needed > least:
        found = text_edits.long_numbers(source, stretches, needed)
    if not found:
        return None
    return Excess(found.numbers, found.most, found.first, needed)


def decimals_needed(shapes: Iterable[Shape], least: int) -> int:
    """Return the fewest decimals that change the area of no shape by more than a millionth.

    Shapes of less than a ten-thousandth of the largest area are ignored.

    Args:
        shapes: geometries.
        least: smallest number of decimals to try.
    """
    areas = [(shape, area) for shape in shapes if (area := _area(shape, None))]
    largest = max((area for _, area in areas), default=0.0)
    judging = [(shape, area) for shape, area in areas if area * 10_000 >= largest]
    for digits in range(least, _ENOUGH):
        judging = [(shape, area) for shape, area in judging if abs(_area(shape, digits) - area) > _HARMLESS / 2 * area]
        if not judging:
            return digits
    return _ENOUGH


def _area(shape: Shape, digits: int | None) -> float:
    """Return twice the area of a shape's polygons in square degrees, with positions rounded to ``digits``."""
    total = 0.0
    for _, ring, outer in shape.rings():
        cut = ring if digits is None else [[round(x[0], digits), round(x[1], digits)] for x in ring]
        total += abs(rings.turn(cut)) if outer else -abs(rings.turn(cut))
    return total
