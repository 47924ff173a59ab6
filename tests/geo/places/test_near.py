"""What was meant by a wrong position, how far things are, and how that is said."""

from __future__ import annotations

import pytest

from cslint.geo.places import cities
from cslint.geo.places.coordinate_parser import LatLon
from cslint.geo.places.geodesy import distance_km, from_utm, from_web_mercator
from cslint.geo.places.plausibility import describe, meant, nearest_country, say_km

NEW_YORK = cities.find("New York", "USA")
MEANT = [
    ((-74.006, 40.7127), "swapped", ""),
    ((40.7127, 74.006), "longitude-sign", ""),
    ((-40.7127, -74.006), "latitude-sign", ""),
    ((-40.7127, 74.006), "both-signs", ""),
    ((74.006, 40.7127), "swapped-signs", ""),
    ((40712700, -74006000), "point", ""),
    ((4970000, -8238000), "web-mercator", ""),
    ((-8238000, 4970000), "web-mercator", ""),
    ((4507523, 583960), "utm", "18N"),
    ((583960, 4507523), "utm", "18N"),
]


@pytest.mark.parametrize(("numbers", "how", "zone"), MEANT)
def test_it_is_seen_what_was_done_to_a_position(numbers: tuple[float, float], how: str, zone: str) -> None:
    found = meant(*numbers, "USA", NEW_YORK)
    assert found is not None
    assert (found.how, found.zone) == (how, zone)
    assert distance_km(*found.at, 40.7127, -74.006) < 1


@pytest.mark.parametrize("numbers", [(35.1, 129.0), (0, 0), (1e300, -1e300), (500, 500), (float("inf"), 0)])
def test_nothing_is_made_of_numbers_that_never_fit(numbers: tuple[float, float]) -> None:
    assert meant(*numbers, "USA", NEW_YORK) is None
    assert meant(*numbers, "XXX") is None


def test_metres_without_a_city_are_not_guessed_in_a_country_of_many_zones() -> None:
    assert meant(583960, 4507523, "USA") is None
    found = meant(372000, 143000, "SGP")
    assert found is not None
    assert (found.how, found.zone) == ("utm", "48N")


@pytest.mark.parametrize(
    ("easting", "northing", "zone", "south", "lat", "lon"),
    [
        (630084, 4833438, 17, False, 43.642567, -79.387139),  # the CN Tower, as encyclopaedias give it
        (500000, 0, 31, False, 0, 3),
        (334368.6336, 6250948.3453, 56, True, -33.8688, 151.2093),
        (166021.4431, 0, 31, False, 0, 0),
    ],
)
def test_utm_metres_are_turned_into_degrees(
    easting: float, northing: float, zone: int, south: bool, lat: float, lon: float
) -> None:
    assert from_utm(easting, northing, zone, south=south) == pytest.approx((lat, lon), abs=2e-5)


def test_projections_know_their_limits() -> None:
    assert from_utm(0, 0, 31, south=False) is None
    assert from_utm(500_000, 2e7, 31, south=False) is None
    assert from_web_mercator(2.1e7, 0) is None
    assert from_web_mercator(20037508.342789, 20037508.342789) == pytest.approx((85.051129, 180))


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ((0, 0), (0, 1), 111.2),
        ((51.5, -0.12), (48.86, 2.35), 343.0),
        ((0, 179.5), (0, -179.5), 111.2),
        ((5, 5), (5, 5), 0),
    ],
)
def test_distances_are_those_on_the_globe(one: tuple[float, float], other: tuple[float, float], km: float) -> None:
    assert distance_km(*one, *other) == pytest.approx(km, rel=0.006)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ((40.71, -74.0), "New York City, United States"),
        ((35.1, 129.0), "Busan, South Korea"),
        ((1.3, 103.8), "Singapore"),
        ((-85, 10), "Antarctica"),
        ((27.0, 17.0), "Libya"),
        ((0, 0), "the sea, 570 km from Ghana"),
    ],
)
def test_a_place_is_described_in_words(at: tuple[float, float], words: str) -> None:
    assert describe(LatLon(*at)) == words


@pytest.mark.parametrize(
    ("km", "words"),
    [(0, "0.0 km"), (3.46, "3.5 km"), (9.96, "10 km"), (48.2, "48 km"), (1877.1, "1,900 km"), (11262, "11,000 km")],
)
def test_distances_are_said_to_two_figures(km: float, words: str) -> None:
    assert say_km(km) == words


def test_the_nearest_country_of_a_place_at_sea() -> None:
    code, km = nearest_country(LatLon(0, 0))
    assert code == "GHA"
    assert km == pytest.approx(570, abs=15)
    assert nearest_country(LatLon(18.52, 73.86)) == ("IND", 0)
