"""Rings of positions: closed or open, which way round, what repeats."""

from __future__ import annotations

from cslint.document.geojson.model import Position, Ring

# share of the square of its size that the area of a line there and back may seem to have
_FLAT = 1e-9


def closed(ring: Ring) -> bool:
    """Whether the last position is the first again, to the last digit."""
    return ring[0][:2] == ring[-1][:2]


def turn(ring: Ring) -> float:
    """Twice the signed area in square degrees: positive for a ring that runs counterclockwise.

    An open ring is taken as closed. The first position is the origin, so that small rings lose
    no digits.
    """
    zero_x, zero_y = ring[0][0], ring[0][1]
    total = 0.0
    before_x = before_y = 0.0
    for position in ring:
        x, y = position[0] - zero_x, position[1] - zero_y
        total += before_x * y - x * before_y
        before_x, before_y = x, y
    return total


def flat(ring: Ring) -> bool:
    """Whether a ring encloses nothing that a drawing could show: a line there and back, but for the last digits."""
    width = max(x[0] for x in ring) - min(x[0] for x in ring)
    height = max(x[1] for x in ring) - min(x[1] for x in ring)
    return abs(turn(ring)) <= _FLAT * (width * width + height * height)


def repeats(ring: Ring) -> list[int]:
    """Indices of positions that are the same as the one before."""
    before: Position | None = None
    found = []
    for index, position in enumerate(ring):
        if position == before:
            found.append(index)
        before = position
    return found


def several(ring: Ring) -> bool:
    """Whether a ring has at least three different places."""
    seen = set()
    for position in ring:
        seen.add((position[0], position[1]))
        if len(seen) > 2:
            return True
    return False


def out_of_range(ring: Ring) -> list[int]:
    """Indices of positions whose longitude or latitude does not exist."""
    return [index for index, x in enumerate(ring) if not (-180 <= x[0] <= 180 and -90 <= x[1] <= 90)]


def jump(ring: Ring) -> int | None:
    """Index of the first position more than 180 degrees of longitude from the one before it."""
    for index in range(1, len(ring)):
        if abs(ring[index][0] - ring[index - 1][0]) > 180:
            return index
    return None
