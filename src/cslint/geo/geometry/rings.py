"""Properties of rings: closed, direction, repeated positions."""

from __future__ import annotations

from cslint.document.geojson.model import Position, Ring

# apparent area of a line drawn there and back, as a share of its size squared
_FLAT = 1e-9


def closed(ring: Ring) -> bool:
    """Return whether the last position equals the first exactly."""
    return ring[0][:2] == ring[-1][:2]


def turn(ring: Ring) -> float:
    """Return twice the signed area in square degrees, positive for a counterclockwise ring.

    An open ring counts as closed. The first position is the origin, so that small rings lose no precision.
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
    """Return whether a ring encloses no visible area: a line drawn there and back."""
    width = max(x[0] for x in ring) - min(x[0] for x in ring)
    height = max(x[1] for x in ring) - min(x[1] for x in ring)
    return abs(turn(ring)) <= _FLAT * (width * width + height * height)


def repeats(ring: Ring) -> list[int]:
    """Return the indices of positions that repeat the preceding one."""
    before: Position | None = None
    found = []
    for index, position in enumerate(ring):
        if position == before:
            found.append(index)
        before = position
    return found


def several(ring: Ring) -> bool:
    """Return whether a ring has at least three different positions."""
    seen = set()
    for position in ring:
        seen.add((position[0], position[1]))
        if len(seen) > 2:
            return True
    return False


def out_of_range(ring: Ring) -> list[int]:
    """Return the indices of positions whose longitude or latitude does not exist."""
    return [index for index, x in enumerate(ring) if not (-180 <= x[0] <= 180 and -90 <= x[1] <= 90)]


def jump(ring: Ring) -> int | None:
    """Return the index of the first position more than 180 degrees of longitude from the preceding one, or None."""
    for index in range(1, len(ring)):
        if abs(ring[index][0] - ring[index - 1][0]) > 180:
            return index
    return None
