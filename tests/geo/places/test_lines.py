"""Lines round a country answer as a plain look at every segment does."""

from __future__ import annotations

import math
from array import array
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from scripts.build_places import little_endian

from cslint.geo.places.packed_lines import RUN, Lines, pack

Vertex = tuple[int, int]


def packed(rings: list[list[Vertex]]) -> Lines:
    return Lines(b"".join(map(little_endian, pack(rings))))


def wheel(middle: Vertex, radii: list[int]) -> list[Vertex]:
    """A ring of spokes: closed, of any length, and as ragged as a coast."""
    x, y = middle
    turns = [2 * math.pi * number / len(radii) for number in range(len(radii))]
    ring = [(x + round(r * math.cos(t)), y + round(r * math.sin(t))) for r, t in zip(radii, turns, strict=True)]
    return [*ring, ring[0]]


middles = st.tuples(st.integers(-3000, 3000), st.integers(-3000, 3000))
rings = st.builds(wheel, middles, st.lists(st.integers(1, 2000), min_size=3, max_size=3 * RUN))
# whole numbers, so that corners and edges are met, and numbers between
numbers = st.integers(-4000, 4000) | st.floats(-4000, 4000)


def inside(ring: list[Vertex], x: float, y: float) -> bool:
    met = [(a, b) for a, b in pairwise(ring) if (a[1] > y) != (b[1] > y)]
    return sum(x < a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1]) for a, b in met) % 2 == 1


def gap(a: Vertex, b: Vertex, x: float, y: float, squeeze: float) -> float:
    dx, dy = (b[0] - a[0]) * squeeze, b[1] - a[1]
    length = dx * dx + dy * dy
    share = max(0.0, min(1.0, ((x - a[0]) * squeeze * dx + (y - a[1]) * dy) / length)) if length else 0.0
    return math.hypot((a[0] - x) * squeeze + share * dx, a[1] - y + share * dy)


@given(st.lists(rings, min_size=1, max_size=4))
def test_rings_are_read_as_they_were_packed(some: list[list[Vertex]]) -> None:
    read = packed(some)
    assert [[*read.ring(runs)] for runs in read.rings] == some
    for run in read.runs:
        xs, ys = read.vertices(run)
        assert (min(xs), min(ys), max(xs), max(ys)) == run[:4]


@given(st.lists(rings, min_size=1, max_size=4), numbers, numbers)
def test_a_position_is_inside_when_an_odd_number_of_rings_holds_it(
    some: list[list[Vertex]], x: float, y: float
) -> None:
    assert packed(some).holds(x, y) == (sum(inside(ring, x, y) for ring in some) % 2 == 1)


@given(st.lists(rings, min_size=1, max_size=4), numbers, numbers, st.sampled_from([1.0, 0.5, 0.01]))
def test_the_nearest_spot_is_that_of_the_nearest_segment(
    some: list[list[Vertex]], x: float, y: float, squeeze: float
) -> None:
    read = packed(some)
    nearest = min(gap(a, b, x, y, squeeze) for ring in some for a, b in pairwise(ring))
    spot = read.nearest(read.runs, [x], y, squeeze, math.inf)
    assert spot is not None
    assert math.isclose(math.sqrt(spot[0]), nearest, rel_tol=1e-9, abs_tol=1e-6)
    for reach in (nearest * 0.99 - 1e-3, nearest * 1.01 + 1e-3):
        if reach > 0:
            assert read.near(x, y, squeeze, reach) == (reach > nearest)


def test_no_data_are_no_lines() -> None:
    nothing = Lines(b"")
    assert (nothing.runs, nothing.rings) == ([], [])
    assert array("i") == pack([])[1]
