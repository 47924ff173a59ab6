from __future__ import annotations

import math

import pytest

from cslint.document.geojson.model import Shape
from cslint.geo.geometry.measure import area, distance, extent, length, rough, say_area, say_distance, say_place
from cslint.geo.places.coordinate_parser import LatLon

PUNE, MUMBAI = LatLon(18.5204, 73.8567), LatLon(19.0760, 72.8777)


def test_distances_are_geodesic() -> None:
    # one degree along the equator and along a meridian of WGS 84
    assert distance(LatLon(0, 0), LatLon(0, 1)) == pytest.approx(111.3195, abs=1e-4)
    assert distance(LatLon(0, 0), LatLon(1, 0)) == pytest.approx(110.5744, abs=1e-4)
    assert distance(PUNE, MUMBAI) == pytest.approx(rough(PUNE, MUMBAI), rel=0.005)


def test_an_area_is_that_of_the_ellipsoid_with_holes_taken_away() -> None:
    degree = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0], [0.0, 0.0]]
    hole = [[0.25, 0.25], [0.25, 0.75], [0.75, 0.75], [0.75, 0.25], [0.25, 0.25]]
    whole = area([[degree]])
    assert whole == pytest.approx(12308.8, rel=1e-4)  # km², an equatorial degree square by GeographicLib's Planimeter
    assert area([[degree, hole]]) == pytest.approx(0.75 * (whole or 0), rel=1e-3)
    assert area([[degree[::-1]]]) == pytest.approx(whole or 0)
    assert area([[degree * 2000]]) is None


def test_an_extent_may_lie_across_the_antimeridian() -> None:
    box = extent([Shape("MultiPoint", (), [[179.5, -17.0], [-179.5, -16.0]])])
    assert box is not None
    assert box.width == pytest.approx(106.6, abs=0.5)
    assert box.height == pytest.approx(111.2, abs=0.5)
    assert (box.middle.lat, abs(box.middle.lon)) == (-16.5, 180.0)
    assert extent([]) is None


def test_a_line_is_as_long_as_its_parts() -> None:
    assert length([[0, 0], [0, 1], [1, 1]]) == pytest.approx(111.2 + 111.2 * math.cos(math.radians(1)), abs=0.1)


@pytest.mark.parametrize(
    ("kilometres", "said"),
    [(0, "0 m"), (0.00001, "1 cm"), (0.1224, "122 m"), (0.9996, "1.0 km"), (3.49, "3.5 km"), (1880.6, "1,881 km")],
)
def test_a_distance_is_said_in_the_unit_that_suits_it(kilometres: float, said: str) -> None:
    assert say_distance(kilometres) == said


@pytest.mark.parametrize(
    ("square", "said"),
    [(0.0000123, "12 m²"), (0.057, "0.057 km²"), (4.714, "4.7 km²"), (171.58, "172 km²"), (72352.8, "72,400 km²")],
)
def test_an_area_is_said_in_two_or_three_figures(square: float, said: str) -> None:
    assert say_area(square) == said


@pytest.mark.parametrize(
    ("place", "digits", "said"),
    [
        (PUNE, 2, "18.52 N, 73.86 E"),
        (LatLon(-33.86, 151.21), 1, "33.9 S, 151.2 E"),
        (LatLon(40.7, -74), 2, "40.70 N, 74.00 W"),
    ],
)
def test_a_place_is_said_with_latitude_first(place: LatLon, digits: int, said: str) -> None:
    assert say_place(place, digits) == said
