"""Outlines are cut, closed and thinned out as the data need it; the packages that hold the sources are not needed."""

from __future__ import annotations

from itertools import pairwise

from cslint.geo.places.packed_lines import Lines
from scripts import build_places as build

SQUARE = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)]


def test_vertices_on_a_straight_line_are_dropped() -> None:
    wavy = [(x / 10, 0.0001 * (x % 2)) for x in range(11)]
    assert build.simplify(wavy, 0.002) == [wavy[0], wavy[-1]]
    assert build.simplify([(0.0, 0.0), (1.0, 1.0), (2.0, 0.0)], 0.002) == [(0.0, 0.0), (1.0, 1.0), (2.0, 0.0)]


def test_a_closed_line_stays_closed_and_keeps_its_corners() -> None:
    assert build.simplify(SQUARE, 0.002) == SQUARE


def test_a_ring_across_the_date_line_goes_on_beyond_it() -> None:
    ring = [(179.0, 0.0), (-179.0, 0.0), (-179.0, 1.0), (179.0, 1.0), (179.0, 0.0)]
    assert build.unwrap(ring) == [(179.0, 0.0), (181.0, 0.0), (181.0, 1.0), (179.0, 1.0), (179.0, 0.0)]


def test_a_ring_round_a_pole_is_closed_over_it() -> None:
    ring = [(-120.0, -70.0), (0.0, -70.0), (120.0, -70.0), (-120.0, -70.0)]
    assert build.unwrap(ring)[3:] == [(240.0, -70.0), (240.0, -90.0), (-120.0, -90.0), (-120.0, -70.0)]


def test_a_ring_is_cut_at_a_latitude() -> None:
    assert build.south_of(SQUARE, 1.0) == [(4.0, 0.0), (4.0, 1.0), (0.0, 1.0), (0.0, 0.0), (4.0, 0.0)]
    assert build.south_of(SQUARE, -1.0) == []


def test_an_outline_that_is_written_is_read_again() -> None:
    wide = [(-150.0, 10.0), (150.0, 10.0), (150.0, 20.0), (-150.0, 20.0), (-150.0, 10.0)]
    read = Lines(build.outline_block([SQUARE, wide]))
    square, large = ([*read.ring(runs)] for runs in read.rings)
    assert square == [(1000 * x, 1000 * y) for x, y in SQUARE]
    assert large[0] == large[-1] == (-150_000, 10_000)
    assert {x for x, _ in large} >= {-150_000, 150_000}
    assert max(abs(b - a) for (a, _), (b, _) in pairwise(large)) <= 32_000
