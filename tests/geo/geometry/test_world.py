"""Small maps of a thousand towns all over the world, as they are and with their axes swapped."""

from __future__ import annotations

import random
from collections import Counter
from functools import cache

from cslint.document.geojson.model import Shape
from cslint.geo.geometry.country import CountryOutline
from cslint.geo.geometry.location import Answer, whereabouts
from cslint.geo.places import cities, countries, outlines
from cslint.geo.places.coordinate_parser import LatLon

TOWNS = 1000


def square(east: float, north: float) -> list[Shape]:
    """A map of about two kilometres round a place."""
    corners = ((-0.01, -0.01), (0.01, -0.01), (0.01, 0.01), (-0.01, 0.01), (-0.01, -0.01))
    return [Shape("Polygon", (), [[[east + x, north + y] for x, y in corners]])]


@cache
def towns() -> list[tuple[str, LatLon]]:
    """Towns of the gazetteer with the country that it has them in, picked by lot but always the same."""
    rows = [
        (code, row)
        for code in sorted(outlines._boxes())
        if (gazetteer := cities._gazetteer(code))
        for row in range(len(gazetteer.lats))
    ]
    picked = sorted(random.Random(1).sample(rows, TOWNS))
    found = []
    for code, row in picked:
        gazetteer = cities._gazetteer(code)
        assert gazetteer is not None
        town = gazetteer.city(row)
        found.append((code, LatLon(town.lat, town.lon)))
    return found


def answers(swapped: bool, with_centroid: bool) -> Counter[Answer]:
    told: Counter[Answer] = Counter()
    for code, place in towns():
        country = countries.by_alpha3(code)
        assert country is not None
        if swapped and abs(place.lon) > 89:
            continue  # a latitude beyond 90 gives it away at once
        shapes = square(place.lat, place.lon) if swapped else square(place.lon, place.lat)
        found = whereabouts(shapes, place if with_centroid else None, CountryOutline(country), least=2.0)
        assert found is not None
        told[found.answer] += 1
    return told


def test_at_most_one_town_in_two_hundred_is_said_to_be_outside_its_country() -> None:
    told = answers(swapped=False, with_centroid=False)
    assert told[Answer.FINE] >= 0.995 * TOWNS, told


def test_swapped_axes_are_recognised_by_the_country_alone_in_19_of_20_towns() -> None:
    told = answers(swapped=True, with_centroid=False)
    assert told[Answer.SWAPPED] >= 0.95 * told.total(), told


def test_swapped_axes_are_recognised_by_the_centroid_in_99_of_100_towns() -> None:
    told = answers(swapped=True, with_centroid=True)
    assert told[Answer.SWAPPED] >= 0.99 * told.total(), told
