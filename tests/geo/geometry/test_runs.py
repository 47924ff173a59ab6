"""A run looked at once, by numpy or without, tells what a look at every position tells."""

from __future__ import annotations

from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from cslint.document.geojson.model import Ring, Shape
from cslint.geo.geometry import position_arrays, rings
from cslint.geo.geometry.position_arrays import PositionArray, runs_of

# few different numbers, so that places repeat and lines run back; and any, beyond the range of degrees as well
numbers = st.sampled_from([-180.0, 0, 0.1, 0.3, 1, 90.0, 180]) | st.floats(-400, 400) | st.integers(-(10**20), 10**20)
positions = st.lists(numbers, min_size=2, max_size=2) | st.lists(numbers, min_size=2, max_size=4)
arrays = st.lists(positions, min_size=1, max_size=12)
closed = arrays.map(lambda ring: [*ring, ring[0]])


def both(positions: Ring) -> tuple[PositionArray, PositionArray]:
    """A run as short ones are looked at, and as long ones are."""
    with mock.patch.multiple(position_arrays, _LONG=10_000, _VERY_LONG=10_000):
        short = PositionArray((), positions)
    with mock.patch.multiple(position_arrays, _LONG=1, _VERY_LONG=1):
        long = PositionArray((), positions)
    assert (short.long, long.long) == (False, True)
    return short, long


@given(arrays | closed)
def test_a_run_tells_what_its_positions_tell(positions: Ring) -> None:
    for run in both(positions):
        assert run.closed == rings.closed(positions)
        assert run.several == rings.several(positions)
        assert run.repeats() == rings.repeats(positions)
        assert run.in_range == (not rings.out_of_range(positions))
        if run.in_range:
            assert run.jump == rings.jump(positions)
            assert (run.west, run.north) == (min(x[0] for x in positions), max(x[1] for x in positions))
            assert (run.east, run.south) == (max(x[0] for x in positions), min(x[1] for x in positions))


@given(closed)
def test_which_way_round_and_whether_flat_is_told_alike(positions: Ring) -> None:
    for run in both(positions):
        assert run.flat() == rings.flat(positions)
        if not run.flat():
            assert run.turns_right() == (rings.turn(positions) < 0)


def test_a_shape_keeps_its_runs_in_the_order_of_the_file() -> None:
    outer, hole = [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 0.0]], [[2.0, 1.0], [3.0, 1.0], [3.0, 2.0], [2.0, 1.0]]
    shape = Shape("MultiPolygon", ("geometry",), [[outer, hole], [hole]])
    assert [(run.path, run.positions) for run in runs_of(shape)] == list(shape.runs())
    assert runs_of(shape) is runs_of(shape)
