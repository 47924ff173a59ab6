"""An area is said as the exact one would be, mostly without working that out."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cslint.geo.geometry.authalic import quick, said_area
from cslint.geo.geometry.measure import area, say_area

Ring = list[list[float]]


def wheel(lat: float, lon: float, size: float, radii: list[float]) -> Ring:
    turns = [2 * math.pi * number / len(radii) for number in range(len(radii))]
    spokes = zip(radii, turns, strict=True)
    ring = [[lon + size * r * math.cos(t), max(-90.0, min(90.0, lat + size * r * math.sin(t)))] for r, t in spokes]
    return [*ring, ring[0]]


lats, lons = st.floats(-85, 85), st.floats(-180, 180)
sizes = st.sampled_from([1e-5, 1e-3, 0.02, 0.1, 0.5, 2.0])
wheels = st.builds(wheel, lats, lons, sizes, st.lists(st.floats(0.2, 1), min_size=3, max_size=30))


@given(wheels)
def test_the_quick_area_is_as_near_to_the_exact_one_as_it_says(ring: Ring) -> None:
    found = quick([[ring]])
    assume(found is not None)
    assert found is not None
    exact = area([[ring]])
    assert exact is not None
    assert abs(found[0] - exact * 1e6) <= found[1]


@given(wheels, st.booleans())
def test_an_area_is_said_as_the_exact_one_is(ring: Ring, holed: bool) -> None:
    middle = [sum(numbers) / len(ring) for numbers in zip(*ring, strict=True)]
    hole = [[(x + middle[0]) / 2, (y + middle[1]) / 2] for x, y in ring]
    polygon = [ring, hole] if holed else [ring]
    exact = area([polygon])
    assert said_area([polygon]) == (say_area(exact) if exact else "")


def test_the_area_of_a_city_needs_no_exact_one(monkeypatch: pytest.MonkeyPatch) -> None:
    ring = wheel(18.52, 73.86, 0.1, [1.0] * 64)
    exact = area([[ring]])
    monkeypatch.setattr("cslint.geo.geometry.authalic.area", lambda polygons: pytest.fail("worked out exactly"))
    assert said_area([[ring]]) == say_area(exact or 0)


def test_a_line_has_no_area_and_five_thousand_corners_are_not_measured() -> None:
    assert said_area([[[[0.0, 0.0], [1.0, 0.0], [0.0, 0.0]]]]) == ""
    assert said_area([[wheel(10, 10, 0.1, [1.0] * 5_000)]]) == ""
