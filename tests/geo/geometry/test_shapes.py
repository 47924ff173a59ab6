"""What shapely says in our words, circles, and how many decimals a map needs."""

from __future__ import annotations

import math
from typing import Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cslint.document.geojson.json_positions import render
from cslint.document.geojson.model import Shape
from cslint.geo.geometry import validity
from cslint.geo.geometry.circle import circle
from cslint.geo.geometry.precision import decimals_needed
from cslint.geo.geometry.rings import closed, flat, jump, out_of_range, repeats, several, turn
from cslint.geo.geometry.validity import judge
from cslint.geo.places.coordinate_parser import LatLon

SQUARE: list[list[float]] = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]


def polygon(*rings: Any) -> Shape:
    return Shape("Polygon", ("geometry",), list(rings))


def judged(*shapes: Shape) -> list[tuple[str, str, LatLon]]:
    return [(fault.what, render(fault.path[2:]), fault.place) for fault in judge(shapes).faults]


@pytest.mark.parametrize(
    ("shape", "what", "where", "place"),
    [
        (polygon([[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]), "crosses", "[0][0]", (1, 1)),
        (polygon([[0, 0], [2, 0], [1, 1], [2, 2], [0, 2], [1, 1], [0, 0]]), "touches", "[0][1]", (1, 1)),
        (polygon([[0, 0], [2, 0], [2, 1], [4, 1], [2, 1], [2, 2], [0, 0]]), "spike", "[0][2]", (1, 4)),
        (polygon([[0, 0], [1, 1], [2, 2], [0, 0]]), "flat", "[0][0]", (0, 0)),
        (polygon(SQUARE, [[7, 7], [8, 8], [8, 7], [7, 7]]), "hole-outside", "[1][0]", (7, 7)),
        (polygon(SQUARE, [[3, 1], [3, 2], [5, 2], [5, 1], [3, 1]]), "hole-crosses", "[0][1]", (1, 4)),
        (
            polygon(SQUARE, [[1, 1], [1, 3], [3, 3], [3, 1], [1, 1]], [[2, 2], [2, 2.5], [2.5, 2], [2, 2]]),
            "holes-nested",
            "[2][0]",
            (2, 2),
        ),
        (
            polygon([[0, 0], [2, 0], *SQUARE[1:3], [2, 4], *SQUARE[3:]], [[2, 0], [1, 2], [2, 4], [3, 2], [2, 0]]),
            "cut-in-two",
            "[0][3]",
            (4, 2),
        ),
        (
            Shape("MultiPolygon", ("geometry",), [[SQUARE], [[[3, 1], [9, 1], [9, 2], [3, 2], [3, 1]]]]),
            "parts-overlap",
            "[0][0][0]",
            (2, 4),
        ),
        (
            Shape("MultiPolygon", ("geometry",), [[SQUARE], [[[1, 1], [2, 1], [2, 2], [1, 1]]]]),
            "part-inside",
            "[0][0][0]",
            (1, 1),
        ),
    ],
)
def test_a_fault_of_a_polygon_has_a_name_a_path_and_a_place(
    shape: Shape, what: str, where: str, place: tuple[float, float]
) -> None:
    ((found, path, near),) = judged(shape)
    assert (found, path) == (what, where)
    assert near == pytest.approx(place)


@pytest.mark.parametrize(
    "shape",
    [
        polygon(SQUARE),
        polygon(SQUARE, [[1, 1], [1, 2], [2, 2], [1, 1]]),
        polygon([[0, 0], [2, 2], [2, 0], [0, 2]]),  # open: told as unclosed
        polygon([[0, 0], [1, 1], [0, 0], [1, 1], [0, 0]]),  # two places: told as repeated
        polygon([[0, 0], [200, 2], [2, 0], [0, 2], [0, 0]]),  # out of range
        polygon([[179, 0], [-179, 0], [-179, 1], [179, 1], [179, 0]]),  # across the antimeridian
        Shape("MultiPolygon", (), [[SQUARE], [[[4, 4], [5, 4], [5, 5], [4, 4]]]]),
        Shape("LineString", (), [[0, 0], [2, 2], [2, 0], [0, 2]]),
    ],
)
def test_what_is_right_or_told_elsewhere_is_passed_over(shape: Shape) -> None:
    assert judged(shape) == []


def test_of_many_faults_the_first_are_explained_and_all_are_counted() -> None:
    bows = [polygon([[n, 0], [n + 2, 2], [n + 2, 0], [n, 2], [n, 0]]) for n in range(50)]
    found = judge(bows)
    assert (len(found.faults), found.total, len(found.shapes)) == (4, 50, 50)


def test_slivers_are_found_beside_real_polygons_only() -> None:
    thin = polygon([[0, 0], [0.01, 0.000001], [0.02, 0], [0, 0]])
    assert [render(path) for path, _ in judge([polygon(SQUARE), thin]).slivers] == ["geometry.coordinates"]
    assert judge([thin]).slivers == ()


def ring_of(sides: int, wobble: float = 0.0, lat: float = 51.0, radius: float = 5.0) -> list[list[float]]:
    """A ring of equal corners round a place, every second of them moved outwards by a share of the radius."""
    corners = []
    for number in range(sides):
        angle = 2 * math.pi * number / sides
        far = radius / 111.195 * (1 + wobble * (number % 2))
        corners.append([far * math.cos(angle) / math.cos(math.radians(lat)), lat + far * math.sin(angle)])
    return [*corners, corners[0]]


@pytest.mark.parametrize(
    ("sides", "wobble", "found"), [(64, 0.0, True), (32, 0.01, True), (64, 0.05, False), (12, 0.0, False)]
)
def test_a_circle_is_a_ring_of_many_corners_all_equally_far(sides: int, wobble: float, found: bool) -> None:
    made = circle(ring_of(sides, wobble))
    assert (made is not None) == found
    if made:
        assert made.radius == pytest.approx(5.0, rel=0.02)
        assert tuple(made.middle) == pytest.approx((51.0, 0.0), abs=0.01)


def test_an_arc_is_no_circle() -> None:
    whole = ring_of(64)
    assert circle([*whole[:40], whole[0]]) is None


@pytest.mark.parametrize(("size", "digits"), [(1.0, 7), (0.05, 7), (0.001, 9), (0.0, 7)])
def test_the_smaller_a_map_the_more_decimals_its_area_needs(size: float, digits: int) -> None:
    ring = [
        [73.8 + size * x, 18.5 + size * y] for x, y in ((0.123456789, 0.1), (0.9, 0.2), (0.8, 0.987654321), (0.1, 0.7))
    ]
    assert decimals_needed([polygon([*ring, ring[0]])], 7) == pytest.approx(digits, abs=1)


def test_what_a_ring_can_be_asked() -> None:
    assert closed([[0, 0], [1, 1], [0, 0, 5]])
    assert (turn(SQUARE), turn(SQUARE[::-1]), turn(SQUARE[:-1])) == (32, -32, 32)
    assert repeats([[0, 0], [0, 0], [1, 1], [0, 0], [0, 0]]) == [1, 4]
    assert (several(SQUARE), several([[0, 0], [1, 1], [0, 0]])) == (True, False)
    assert out_of_range([[0, 0], [181, 0], [0, -91], [180, 90]]) == [1, 2]
    assert (jump(SQUARE), jump([[0, 0], [170, 0], [-170, 0]])) == (None, 2)
    assert (flat(SQUARE), flat([[73.8, 18.46], [73.85, 18.51], [73.9, 18.56], [73.8, 18.46]])) == (False, True)


corners = st.lists(st.lists(st.integers(0, 4), min_size=2, max_size=3), min_size=3, max_size=8)
loops = corners.map(lambda ring: [*ring, ring[0]])


@given(st.lists(st.lists(loops, min_size=1, max_size=3), min_size=1, max_size=6))
def test_few_polygons_are_judged_as_many_are(polygons: list[Any]) -> None:
    shape = Shape("MultiPolygon", (), polygons)
    verdicts = []
    for few in (0, 100):
        with mock.patch.object(validity, "_FEW", few):
            verdicts.append(judge([shape], explain=10))
    assert verdicts[0] == verdicts[1]
