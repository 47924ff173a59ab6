"""Describe where a position is, and guess what a wrong position was meant to be."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cslint.geo.places import cities, outlines
from cslint.geo.places.cities import City
from cslint.geo.places.coordinate_parser import LatLon
from cslint.geo.places.countries import by_alpha3
from cslint.geo.places.geodesy import from_utm, from_web_mercator, utm_zone

SLACK_KM = 10.0  # tolerance of outlines, which simplify coasts, small islands and borders
REACH = 1.5  # largest accepted distance from a city, in radii


class Meant(NamedTuple):
    """A position that was probably meant, and how it differs from the one written.

    Attributes:
        how: ``swapped``, ``latitude-sign``, ``longitude-sign``, ``both-signs``, ``swapped-signs``, ``point`` (the
            decimal points lost), ``web-mercator`` or ``utm``.
        at: the position.
        zone: the UTM zone with its hemisphere ("18N"), "" for the others.
    """

    how: str
    at: LatLon
    zone: str = ""


def say_km(km: float) -> str:
    """Format a distance for a message: "3.5 km", "48 km", "1,900 km"."""
    if km < 9.95:
        return f"{km:.1f} km"
    step = 10 ** max(0, math.floor(math.log10(km)) - 1)
    return f"{round(km / step) * step:,} km"


def describe(at: LatLon) -> str:
    """Describe a position in words: "New York City, United States", or "the sea, 570 km from Ghana"."""
    here = outlines.country_at(*at)
    land = by_alpha3(here) if here else None
    if land:
        near = [city for city in cities.around(*at, land.alpha3, 30.0) if city.reaches(*at)]
        return f"{near[0].name}, {land.name}" if near and near[0].name != land.name else land.name
    code, km = nearest_country(at)
    coast = by_alpha3(code)
    return f"the sea, {say_km(km)} from {coast.name}" if coast else "the sea"


def nearest_country(at: LatLon) -> tuple[str, float]:
    """Return the alpha-3 code of the country nearest to a position, and its distance in km (0 inside)."""
    best, found = math.inf, ""
    for code, gap in sorted(outlines.box_gaps(*at), key=lambda pair: pair[1]):
        if gap > best:
            break
        if (km := outlines.distance_to_country_km(code, *at)) < best:
            best, found = km, code
    return found, best


def meant(first: float, second: float, alpha3: str, near: Sequence[City] = ()) -> Meant | None:
    """Guess which position of a country two numbers were meant to be.

    Tried are: the two swapped, signs lost or added, decimal points lost, metres of Web Mercator and of the UTM zones of
    the country. The first guess within reach of one of the cities wins, or the first in the country without cities.

    Args:
        first: the number in the place of the latitude.
        second: the number in the place of the longitude.
        alpha3: code of the expected country.
        near: cities, one of which is expected nearby.

    Returns:
        The guess, or None.
    """
    sure = near or len(_zones(alpha3)) < 2  # the same metres exist in every UTM zone
    for guess in _guesses(first, second, alpha3):
        if guess.how == "utm" and not sure:
            return None
        if guess.at.possible and _fits(guess.at, alpha3, near):
            return guess
    return None


def _fits(at: LatLon, alpha3: str, near: Sequence[City]) -> bool:
    if near:
        return any(reaches(city, at) for city in near)
    return outlines.contains(alpha3, *at)


def reaches(city: City, at: LatLon, reach: float = REACH) -> bool:
    """Return whether a position is in or near a city.

    Args:
        city: the city.
        at: the position.
        reach: factor of the city's radius.
    """
    return city.distance_km(*at) <= reach * city.radius_km


def _guesses(a: float, b: float, alpha3: str) -> Iterator[Meant]:
    yield Meant("swapped", LatLon(b, a))
    yield Meant("longitude-sign", LatLon(a, -b))
    yield Meant("latitude-sign", LatLon(-a, b))
    yield Meant("both-signs", LatLon(-a, -b))
    for lat, lon in ((b, -a), (-b, a), (-b, -a)):
        yield Meant("swapped-signs", LatLon(lat, lon))
    if max(abs(a), abs(b)) <= 180:
        return
    for power in range(1, 16):
        yield Meant("point", LatLon(_shrink(a, power), _shrink(b, power)))
    for x, y in ((b, a), (a, b)):
        if degrees := from_web_mercator(x, y):
            yield Meant("web-mercator", LatLon(*degrees))
    for zone in _zones(alpha3):
        for x, y in ((b, a), (a, b)):
            for south in (False, True):
                if degrees := from_utm(x, y, zone, south=south):
                    yield Meant("utm", LatLon(*degrees), f"{zone}{'S' if south else 'N'}")


def _shrink(value: float, decimals: int) -> float:
    """Return a number with the last ``decimals`` digits as decimals, unless it is small enough or has decimals."""
    return value if abs(value) <= 180 and not float(value).is_integer() else value / 10**decimals


def _zones(alpha3: str) -> range:
    box = outlines.bounds(alpha3)
    return range(utm_zone(box[0]), utm_zone(box[2]) + 1) if box else range(0)
