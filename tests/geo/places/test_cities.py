"""Where a city of a name lies, how large it is, and which one a misspelt name means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cslint.geo.places import cities
from cslint.geo.places.cities import City
from cslint.geo.places.regions import Region, region, said_to_be

FOUND = [
    ("Pune", "IND", "Pune"),
    ("PUNE ", "IND", "Pune"),
    # other names of the same place
    ("New York", "USA", "New York City"),
    ("New York City", "USA", "New York City"),
    ("NYC", "USA", "New York City"),
    ("Bombay", "IND", "Mumbai"),
    ("Saigon", "VNM", "Ho Chi Minh City"),
    ("Kiev", "UKR", "Kyiv"),
    ("København", "DNK", "Copenhagen"),
    ("北京", "CHN", "Beijing"),
    ("Москва", "RUS", "Moscow"),
    # accents, spaces, short forms
    ("Sao Paulo", "BRA", "São Paulo"),
    ("Zurich", "CHE", "Zürich"),
    ("Chonburi", "THA", "Chon Buri"),
    ("St. Louis", "USA", "St. Louis"),
    ("Saint Louis", "USA", "St. Louis"),
    ("Quebec City", "CAN", "Québec"),
    ("Greater London", "GBR", "London"),
    ("City of Sydney", "AUS", "Sydney"),
    # more than one name
    ("Ōtautahi-Christchurch", "NZL", "Christchurch"),
    ("Washington, D.C.", "USA", "Washington"),
    ("Pune (Maharashtra)", "IND", "Pune"),
    ("Cambridge, MA", "USA", "Cambridge"),
    ("Minneapolis and Saint Paul", "USA", "Minneapolis"),
    # states that are cities
    ("Singapore", "SGP", "Singapore"),
    ("Hong Kong", "HKG", "Hong Kong"),
    ("Luxembourg", "LUX", "Luxembourg"),
]


@pytest.mark.parametrize(("name", "country", "shown"), FOUND)
def test_a_city_is_found_by_any_of_its_names_largest_first(name: str, country: str, shown: str) -> None:
    assert cities.find(name, country)[0].name == shown


@pytest.mark.parametrize(
    ("name", "country"),
    [("Pune", "KOR"), ("Atlantis", "GRC"), ("", "IND"), ("|", "IND"), ("Pune", "XXX"), ("Pune", "")],
)
def test_what_the_country_does_not_have_is_not_found(name: str, country: str) -> None:
    assert cities.find(name, country) == ()


def test_dashes_part_a_name_only_when_asked_to() -> None:
    assert cities.find("Metz-en-Couture", "FRA", dashes=False) == ()
    assert cities.find("Metz-en-Couture", "FRA")[0].name == "Metz"


def test_a_city_knows_its_place_and_size() -> None:
    (pune,) = cities.find("Pune", "IND")
    assert pune.distance_km(18.5204, 73.8567) < 0.5
    assert pune.population == pytest.approx(3_124_458, rel=0.07)


@pytest.mark.parametrize(
    ("population", "km"), [(1, 12), (10_000, 12), (100_000, 20), (1_000_000, 33), (10_000_000, 55), (30_000_000, 60)]
)
def test_what_is_near_follows_the_size_of_the_place(population: int, km: int) -> None:
    assert round(City("X", "IND", 0, 0, population).radius_km) == km


SIMILAR = [
    ("Missassuaga", "CAN", (43.583, -79.650), "Mississauga"),
    ("Missassuaga", "CAN", None, "Mississauga"),
    ("Innisful", "CAN", (44.301, -79.611), "Innisfil"),
    ("Innisful", "CAN", None, None),  # too small a town to be guessed without the position
    ("Guangzou", "CHN", None, "Guangzhou"),
    ("Amsterdamm", "NLD", None, "Amsterdam"),
    ("Puune", "IND", (18.52, 73.86), "Pune"),
    ("Puune", "IND", (28.6, 77.2), None),  # Delhi: another place was meant
    ("Huay Yai", "THA", None, None),  # Hat Yai is another town
    ("Huay Yai", "THA", (12.808, 101.011), None),
    ("Barangaroo", "AUS", (-33.864, 151.202), None),
    ("Ur", "IRQ", None, None),
    ("Puune", "XXX", None, None),
]


@pytest.mark.parametrize(("name", "country", "near", "meant"), SIMILAR)
def test_a_misspelt_name_means_a_place_that_is_likely(
    name: str, country: str, near: tuple[float, float] | None, meant: str | None
) -> None:
    found = cities.similar(name, country, near)
    assert (found.name if found else None) == meant


def test_famous_cities_are_known_without_their_country_by_their_own_name() -> None:
    assert [city.country for city in cities.famous("Mumbai")] == ["IND"]
    assert [city.country for city in cities.famous("Barcelona")] == ["ESP", "VEN"]
    assert cities.famous("Innisfil") == ()
    assert cities.famous("") == ()


def test_cities_around_a_position_come_largest_first() -> None:
    names = [city.name for city in cities.around(18.52, 73.86, "IND", 15)]
    assert names[:2] == ["Pune", "Pimpri-Chinchwad"]
    assert cities.around(0, -30, "IND", 50) == ()


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("Australia", "AUS", Region("country", "Australia")),
        ("Deutschland", "DEU", Region("country", "Germany")),
        ("France", "DEU", Region("country", "France")),
        ("Santa Lucia", "ITA", None),  # Saint Lucia in Italian, and a village's name
        ("Maharashtra", "IND", Region("state", "Maharashtra")),
        ("California", "USA", Region("state", "California")),
        ("Bavaria", "DEU", Region("state", "Bavaria")),
        ("Ontario", "CAN", Region("province", "Ontario")),
        ("Tabuk Province", "SAU", Region("province", "Tabuk Region")),
        ("Pimpri-Chinchwad", "IND", None),
        ("Maharashtra", "DEU", None),
        ("", "IND", None),
    ],
)
def test_countries_and_their_divisions_are_known_by_name(name: str, country: str, expected: Region | None) -> None:
    assert region(name, country) == expected


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("Tabuk Province", "province"),
        ("Province of Tabuk", "province"),
        ("Lagos State", "state"),
        ("Miami-Dade County", "county"),
        ("State Street", None),
        ("Province", None),
        ("Pune", None),
    ],
)
def test_a_name_can_say_itself_that_it_is_no_city(name: str, what: str | None) -> None:
    assert said_to_be(name) == what


@given(st.text(max_size=40), st.sampled_from(["IND", "SGP", "XXX"]))
def test_no_name_breaks_the_look_ups(name: str, country: str) -> None:
    assert all(city.country == country for city in cities.find(name, country))
    cities.similar(name, country, (1.35, 103.8))
    region(name, country)
