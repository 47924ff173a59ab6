"""Coordinates that are no degrees: what they were meant to be."""

from __future__ import annotations

from typing import Any

import pytest

from cslint.geo.geometry.measure import rough
from cslint.geo.geometry.projection_guess import beyond, epsg
from cslint.geo.places.coordinate_parser import LatLon

PUNE = LatLon(18.5204, 73.8567)
SYDNEY = LatLon(-33.8688, 151.2093)
# pyproj 3.7: Pune and Sydney in EPSG:3857, EPSG:32643 and EPSG:32756
PUNE_MERCATOR, PUNE_UTM = (8221690.2, 2098551.3), (379320.8, 2048144.6)
SYDNEY_UTM = (334368.6, 6250948.3)


@pytest.mark.parametrize(
    ("what", "pair", "code", "centroid", "grid"),
    [
        ("Web Mercator near the centroid", PUNE_MERCATOR, None, PUNE, "Web Mercator"),
        ("Web Mercator by its number", PUNE_MERCATOR, 3857, None, "Web Mercator"),
        ("UTM near the centroid", PUNE_UTM, None, PUNE, "UTM zone 43 north"),
        ("UTM by its number", PUNE_UTM, 32643, None, "UTM zone 43 north"),
        ("UTM in the south", SYDNEY_UTM, None, SYDNEY, "UTM zone 56 south"),
        ("nothing to tell by", PUNE_UTM, None, None, ""),
        ("a grid that nobody knows", (1e7, 9e8), None, PUNE, ""),
    ],
)
def test_metres_are_recognised_with_their_grid_and_place(
    what: str, pair: tuple[float, float], code: int | None, centroid: LatLon | None, grid: str
) -> None:
    found = beyond([pair], 1, code, centroid, None)
    assert (found.what, found.grid) == ("metres", grid)
    if grid:
        assert found.place is not None
        assert rough(found.place, SYDNEY if "south" in grid else PUNE) < 0.1


def test_metres_are_recognised_by_the_country_alone() -> None:
    found = beyond([PUNE_MERCATOR], 1, None, None, lambda place: rough(place, PUNE) < 500)
    assert found.grid == "Web Mercator"


@pytest.mark.parametrize(
    ("strays", "total", "what", "place"),
    [
        ([(18.5, 173.8)] * 4, 4, "swapped", (18.5, 173.8)),
        ([(18.5, 173.8)], 9, "range", None),
        ([(-286.2, 18.5)] * 5, 5, "wrapped", (18.5, 73.8)),
        ([(433.8, 18.5)] * 5, 5, "wrapped", (18.5, 73.8)),
        ([(181.2, -17.0)], 9, "past", None),
        ([(433.8, 18.5)], 9, "range", None),
        ([(73.8, 185.5)], 9, "range", None),
    ],
)
def test_degrees_out_of_range_are_recognised(
    strays: list[tuple[float, float]], total: int, what: str, place: tuple[float, float] | None
) -> None:
    found = beyond(strays, total, None, None, None)
    assert found.what == what
    assert (found.place and tuple(round(x, 6) for x in found.place)) == place


def test_longitudes_that_went_round_once_know_how_to_come_back() -> None:
    assert beyond([(-286.2, 18.5)], 1, None, None, None).turns == 1
    assert beyond([(433.8, 18.5)], 1, None, None, None).turns == -1
    assert beyond([(-286.2, 18.5), (433.8, 18.5)], 2, None, None, None).turns == 0


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ({"type": "name", "properties": {"name": "EPSG:32643"}}, 32643),
        ({"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}, 3857),
        ({"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}, None),
        ({"properties": "EPSG"}, None),
        ([], None),
        (None, None),
    ],
)
def test_the_number_of_a_coordinate_system_is_read_where_it_is_given(value: Any, number: int | None) -> None:
    assert epsg(value) == number
