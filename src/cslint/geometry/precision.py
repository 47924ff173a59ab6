"""How many decimals a map's coordinates need, and which have more.

Seven decimals of a degree are about a centimetre: RFC 7946 (11.2) calls six enough. A very small map gets one more,
and one more again, until cutting its coordinates leaves its area as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cslint.document.geojson import Shape
from cslint.document.source import Source, Span
from cslint.geometry import edits, rings

# share of the area that cutting may change
_HARMLESS = 1e-6
_ENOUGH = 15


@dataclass(frozen=True, slots=True)
class Excess:
    """Numbers with more decimals than needed: how many, the most decimals, and where the first stands."""

    count: int
    most: int
    first: Span
    needed: int


def excess(source: Source, stretches: Sequence[Span], shapes: Iterable[Shape], least: int) -> Excess | None:
    """Find coordinates with more decimals than a map needs.

    Args:
        source: the file.
        stretches: where the coordinates stand in it.
        shapes: the geometries, to find what they need.
        least: as many decimals are always right.
    """
    found = edits.long_numbers(source, stretches, least)
    if not found:
        return None
    needed = decimals_needed(shapes, least)
    if needed > least:
        found = edits.long_numbers(source, stretches, needed)
    if not found:
        return None
    return Excess(len(found), max(edits.decimals_of(source[number]) for number in found), found[0], needed)


def decimals_needed(shapes: Iterable[Shape], least: int) -> int:
    """The fewest decimals, from ``least`` on, that leave the area of the polygons as it is but for a millionth."""
    loops = [(ring, 1 if outer else -1) for shape in shapes for _, ring, outer in shape.rings()]
    before = sum(sign * abs(rings.turn(ring)) for ring, sign in loops)
    for digits in range(least, _ENOUGH):
        after = sum(
            sign * abs(rings.turn([[round(x[0], digits), round(x[1], digits)] for x in ring])) for ring, sign in loops
        )
        if abs(after - before) <= _HARMLESS / 2 * abs(before):
            return digits
    return _ENOUGH if before else least
