"""Whether a position is in a country: small states, islands, poles, the date line, and ten thousand cities."""

from __future__ import annotations

import random

import pytest

from cslint.geo.places import block_store, cities, outlines

AT = [
    ((18.52, 73.86), "IND"),
    ((40.71, -74.0), "USA"),
    ((22.32, 114.17), "HKG"),
    ((22.19, 113.545), "MAC"),
    ((1.30, 103.80), "SGP"),
    ((35.90, 14.45), "MLT"),
    ((43.735, 7.42), "MCO"),
    ((26.07, 50.55), "BHR"),
    ((4.175, 73.51), "MDV"),
    ((43.94, 12.45), "SMR"),
    ((66.0, -175.0), "RUS"),  # Chukotka, east of 180 degrees
    ((-16.6, 179.3), "FJI"),
    ((-85.0, 0.0), "ATA"),
    ((-85.0, 180.0), "ATA"),
    ((4.9, -52.3), "GUF"),
    ((-21.1, 55.5), "REU"),
    ((78.2, 15.6), "SJM"),
    ((12.15, -68.27), "BES"),
    ((42.66, 21.16), "XKX"),
    ((-29.6, 28.2), "LSO"),  # a hole in South Africa
    ((0.0, -30.0), None),
    ((90.0, 0.0), None),
    ((0.0, 0.0), None),
]


@pytest.mark.parametrize(("at", "code"), AT)
def test_a_position_is_in_one_country_the_smallest_that_has_it(at: tuple[float, float], code: str | None) -> None:
    assert outlines.country_at(*at) == code
    if code:
        assert outlines.contains(code, *at)
        assert outlines.distance_to_country_km(code, *at) == 0


@pytest.mark.parametrize(
    ("code", "at"),
    [
        ("CHN", (22.32, 114.17)),  # Hong Kong
        ("USA", (18.4, -66.1)),  # Puerto Rico
        ("FRA", (4.9, -52.3)),  # French Guiana
        ("UKR", (45.0, 34.1)),  # Crimea
        ("RUS", (45.0, 34.1)),
        ("CYP", (35.3, 33.4)),
        ("ESH", (24.5, -14.0)),  # south of what Morocco holds by everyone's view
        ("MAR", (24.5, -14.0)),
        ("SRB", (42.66, 21.16)),
    ],
)
def test_territories_and_claimed_areas_are_in_every_country_that_may_name_them(
    code: str, at: tuple[float, float]
) -> None:
    assert outlines.contains(code, *at)


@pytest.mark.parametrize(
    ("code", "at"), [("HKG", (22.9, 113.9)), ("IND", (73.86, 18.52)), ("SGP", (3.1, 101.7)), ("XXX", (0.0, 0.0))]
)
def test_what_is_outside_is_outside(code: str, at: tuple[float, float]) -> None:
    assert not outlines.contains(code, *at, slack_km=20)


@pytest.mark.parametrize(
    ("code", "at", "km"),
    [
        ("FRA", (51.5, -0.12), 138),  # London to Cap Gris-Nez
        ("GBR", (48.86, 2.35), 248),  # Paris to Hastings
        ("ESP", (38.72, -9.14), 163),  # Lisbon
        ("RUS", (65.6, -168.1), 47),  # Cape Prince of Wales to Big Diomede, across the date line
    ],
)
def test_the_distance_from_a_country_is_that_from_its_nearest_spot(
    code: str, at: tuple[float, float], km: float
) -> None:
    assert outlines.distance_to_country_km(code, *at) == pytest.approx(km, rel=0.04)


def test_slack_takes_in_what_is_near_and_no_more() -> None:
    calais_road = (51.03, 1.6)  # at sea, some 13 km off the French coast
    km = outlines.distance_to_country_km("FRA", *calais_road)
    assert outlines.contains("FRA", *calais_road, slack_km=km + 0.5)
    assert not outlines.contains("FRA", *calais_road, slack_km=km - 0.5)


@pytest.mark.parametrize(
    ("code", "at"),
    [("VAT", (41.903, 12.453)), ("MDV", (4.175, 73.51)), ("FJI", (-16.9, -179.97)), ("ESH", (23.7, -15.94))],
)
def test_what_is_smaller_than_the_map_can_draw_is_inside_with_the_usual_slack(
    code: str, at: tuple[float, float]
) -> None:
    assert outlines.contains(code, *at, slack_km=10)


def test_an_unknown_country_has_no_outline_and_is_infinitely_far() -> None:
    assert outlines.outline("XXX") == []
    assert outlines.bounds("XXX") is None
    assert not outlines.has_outline("XXX")
    assert outlines.distance_to_country_km("XXX", 0, 0) == float("inf")


def test_every_outline_is_of_closed_rings_within_its_bounds() -> None:
    for code in block_store.names("outlines.bin"):
        if code == "boxes":
            continue
        west, south, east, north = outlines.bounds(code) or (0, 0, 0, 0)
        for ring in outlines.outline(code):
            assert ring[0] == ring[-1]
            assert len(ring) >= 2  # an islet smaller than the grid is a stroke
            assert all(west <= x <= east and south <= y <= north for x, y in ring)


def test_every_country_with_a_city_has_an_outline() -> None:
    codes = {name[:3] for name in block_store.names("cities.bin") if name.endswith("names")}
    assert len(codes) == 246
    assert [code for code in sorted(codes) if not outlines.has_outline(code)] == []


def ten_thousand() -> list[tuple[str, float, float]]:
    """Country, latitude and longitude of random places of the gazetteer, in order of country."""
    rows = []
    for name in block_store.names("cities.bin"):
        if name.endswith("names"):
            block = cities._gazetteer(name[:3])
            assert block is not None
            rows += [(name[:3], row) for row in range(len(block.sizes))]
    picked = sorted(random.Random(3166).sample(rows, 10_000))
    found = []
    for code, row in picked:
        block = cities._gazetteer(code)
        assert block is not None
        city = block.city(row)
        found.append((code, city.lat, city.lon))
    return found


def test_of_ten_thousand_cities_hardly_one_is_called_outside_its_country_and_swapped_ones_are_seen() -> None:
    places = ten_thousand()
    outside = [place for place in places if not outlines.contains(*place, slack_km=10)]
    assert len(outside) <= 0.002 * len(places), outside  # asked are 0.5 %
    possible = [(code, lat, lon) for code, lat, lon in places if abs(lon) <= 90]
    caught = sum(not outlines.contains(code, lon, lat, slack_km=10) for code, lat, lon in possible)
    assert caught >= 0.97 * len(possible)  # asked are 95 %; near the diagonal nobody can tell
