"""Rings that are surely sound: never one that shapely rejects, and most maps as people draw them."""

from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path

import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cslint.geo.geometry.simple_ring import surely_sound
from tests.geo.geometry.maps import feature, lay_out

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
        ("a corner on a straight line", [[0, 0], [2, 0], [4, 0], [4, 4], [0, 0]], True),
        ("a line there and back", [[0, 0], [1, 0], [2, 0], [0, 0]], False),
        ("a sliver", [[0, 0], [1, 0], [1, 1e-7], [0, 0]], False),
        ("open", SQUARE[:-1], False),
        ("too many corners to look at", [[math.cos(i / 999), math.sin(i / 999)] for i in range(6_000)], False),
    ],
)
def test_what_is_plain_to_see_is_sure(what: str, ring: list[list[float]], sure: bool) -> None:
    assert surely_sound([[ring]]) is sure


NEAR = st.sampled_from([0.0, 1.0, 2.0, 3.0, 0.1, 0.2, 0.30000000000000004, 1 + 2**-52, 1e-9])


@settings(max_examples=300, deadline=None)
@example([(0.0, 0.0), (3.0, 0.0), (3.0, 3.0), (0.0, 3.0)])
@given(st.lists(st.tuples(NEAR | st.floats(-3, 3), NEAR | st.floats(-3, 3)), min_size=3, max_size=9))
def test_what_is_sure_shapely_calls_valid(corners: list[tuple[float, float]]) -> None:
    ring = [list(corner) for corner in [*corners, corners[0]]]
    if surely_sound([[ring]]):
        assert shapely.Polygon(ring).is_valid


def square(x: float, y: float, side: float) -> list[list[float]]:
    return [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]


@pytest.mark.parametrize(
    ("what", "polygons", "sure"),
    [
        ("two apart", [[square(0, 0, 1)], [square(2, 0, 1)]], True),
        ("two that share a side", [[square(0, 0, 1)], [square(1, 0, 1)]], False),
        ("two over each other", [[square(0, 0, 2)], [square(1, 1, 2)]], False),
        ("one inside the other", [[square(0, 0, 4)], [square(1, 1, 1)]], False),
        ("a hole", [[square(0, 0, 4), square(1, 1, 1)]], True),
        ("two holes", [[square(0, 0, 4), square(1, 1, 1), square(2.5, 2.5, 1)]], True),
        ("a hole in a hole", [[square(0, 0, 9), square(1, 1, 6), square(2, 2, 1)]], False),
        ("a hole outside", [[square(0, 0, 4), square(5, 5, 1)]], False),
        ("a hole in the other part", [[square(0, 0, 4)], [square(8, 8, 4), square(1, 1, 1)]], False),
        ("a hole across the boundary", [[square(0, 0, 4), square(3, 3, 4)]], False),
        ("an island in a hole", [[square(0, 0, 9), square(1, 1, 6)], [square(2, 2, 1)]], False),
        ("three hundred parts", [[square(2 * n, 0, 1)] for n in range(150)], True),
    ],
)
def test_several_rings_are_sure_where_they_are_apart(
    what: str, polygons: list[list[list[list[float]]]], sure: bool
) -> None:
    assert surely_sound(polygons) is sure
    if sure:
        assert shapely.MultiPolygon([(rings[0], rings[1:]) for rings in polygons]).is_valid


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.lists(
            st.builds(square, st.integers(0, 9), st.integers(0, 9), st.sampled_from([0.5, 1, 2, 3, 6])),
            min_size=1, max_size=3,
        ),
        min_size=1, max_size=3,
    )
)  # fmt: skip
def test_several_rings_that_are_sure_shapely_calls_valid(polygons: list[list[list[list[float]]]]) -> None:
    if surely_sound(polygons):
        assert shapely.MultiPolygon([(rings[0], rings[1:]) for rings in polygons]).is_valid


def test_a_map_of_several_parts_loads_no_shapely(tmp_path: Path) -> None:
    parts = [[square(73.8 + n / 10, 18.4, 0.05)] for n in range(3)]
    lay_out(feature(str(parts), "MultiPolygon"), tmp_path)
    code = (
        "import sys; from cslint.linter import discovery; from cslint.geo.geometry.map_analysis import analyse; "
        f"found = analyse(discovery.read(__import__('pathlib').Path({str(tmp_path / 'index.md')!r}))); "
        "assert found.verdict.total == 0; print('shapely' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=False, timeout=60
    )
    assert done.stdout.strip() == "False", done.stderr
