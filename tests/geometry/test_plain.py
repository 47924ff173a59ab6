"""Rings that are surely sound: never one that shapely rejects, and most maps as people draw them."""

from __future__ import annotations

import math

import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cslint.geo.geometry.simple_ring import surely_sound

SQUARE = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0], [0.0, 0.0]]
CIRCLE = [[77 + math.cos(turn), 12 + math.sin(turn)] for turn in [math.tau * i / 64 for i in range(64)]]
CIRCLE.append(CIRCLE[0])


@pytest.mark.parametrize(
    ("what", "ring", "sure"),
    [
        ("a square", SQUARE, True),
        ("a circle of 64 sides", CIRCLE, True),
        ("an L", [[0, 0], [4, 0], [4, 1], [1, 1], [1, 4], [0, 4], [0, 0]], True),
        ("with heights", [[*x, 5.0] for x in SQUARE], True),
        ("a bow tie", [[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]], False),
        ("a corner on a side", [[0, 0], [4, 0], [4, 4], [2, 0], [0, 4], [0, 0]], False),
        ("a spike", [[0, 0], [4, 0], [8, 0], [4, 0], [4, 4], [0, 0]], False),
        ("a corner on a straight line", [[0, 0], [2, 0], [4, 0], [4, 4], [0, 0]], False),
        ("a line there and back", [[0, 0], [1, 0], [2, 0], [0, 0]], False),
        ("a sliver", [[0, 0], [1, 0], [1, 1e-7], [0, 0]], False),
        ("open", SQUARE[:-1], False),
        ("too many corners to look at", [[math.cos(i / 99), math.sin(i / 99)] for i in range(400)], False),
    ],
)
def test_what_is_plain_to_see_is_sure(what: str, ring: list[list[float]], sure: bool) -> None:
    assert surely_sound(ring) is sure


NEAR = st.sampled_from([0.0, 1.0, 2.0, 3.0, 0.1, 0.2, 0.30000000000000004, 1 + 2**-52, 1e-9])


@settings(max_examples=300, deadline=None)
@example([(0.0, 0.0), (3.0, 0.0), (3.0, 3.0), (0.0, 3.0)])
@given(st.lists(st.tuples(NEAR | st.floats(-3, 3), NEAR | st.floats(-3, 3)), min_size=3, max_size=9))
def test_what_is_sure_shapely_calls_valid(corners: list[tuple[float, float]]) -> None:
    ring = [list(corner) for corner in [*corners, corners[0]]]
    if surely_sound(ring):
        assert shapely.Polygon(ring).is_valid
