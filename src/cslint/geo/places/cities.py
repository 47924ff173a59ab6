"""Find the cities of a country by name, with position and population."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from math import cos, radians
from typing import NamedTuple

from cslint.geo.places import block_store
from cslint.geo.places.countries import by_alpha3
from cslint.geo.places.geodesy import distance_km
from cslint.geo.places.name_folding import fold

CODED_POPULATION = 10  # populations are stored as this many times their binary logarithm, in a byte
ROWS_PER_DEGREE = 180  # positions are stored to 1/180 degree, 300 m
_FILE = "cities.bin"
_NEAREST_KM = 12.0
_FARTHEST_KM = 60.0

_BEFORE = ("greater ", "metropolitan ", "metro ", "city of ", "town of ", "municipality of ", "ciudad de ", "the ")
_AFTER = (" city", " metropolitan area", " metropolitan city", " metro", " municipality", " town", " area")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "saint": "st", "mount": "mt", "fort": "ft"}
_BETWEEN = str.maketrans(dict.fromkeys("/,;()&|+", "\n"))  # characters between two names
_WITHIN = str.maketrans(dict.fromkeys("/,;()&|+-–—", "\n"))  # dashes are more often part of one name


class City(NamedTuple):
    """A populated place of 1,000 people or more, or a part of one.

    Attributes:
        name: name in GeoNames.
        country: alpha-3 code.
        lat: latitude of its centre in degrees, to 0.3 km.
        lon: longitude in degrees.
        population: people, to 7 %; 1 if GeoNames does not know.
    """

    name: str
    country: str
    lat: float
    lon: float
    population: int

    @property
    def radius_km(self) -> float:
        """Radius in km within which a project "in" this place can be expected.

        12 km for a town of 10,000 people, 20 for 100,000, 33 for a million, 55 for ten million, at most 60.
        """
        growth: float = (self.population / 10_000) ** 0.22
        return min(_FARTHEST_KM, _NEAREST_KM * max(1.0, growth))

    def distance_km(self, lat: float, lon: float) -> float:
        """Return the distance in km of a position from the centre.

        Args:
            lat: latitude in degrees.
            lon: longitude in degrees.
        """
        return distance_km(self.lat, self.lon, lat, lon)

    def reaches(self, lat: float, lon: float) -> bool:
        """Return whether a position is within the radius of this place.

        Args:
            lat: latitude in degrees.
            lon: longitude in degrees.
        """
        return self.distance_km(lat, lon) <= self.radius_km


class _Gazetteer(NamedTuple):
    """One country's rows, the most populous first; row i is line i of ``names`` counted from 1."""

    country: str
    names: bytes
    lats: array[int]
    lons: array[int]
    sizes: bytes

    def rows(self, key: str) -> Iterator[int]:
        """Yield rows that have this folded name."""
        sought, last = f"|{key}|".encode(), -1
        at = self.names.find(sought)
        line, counted = 0, 0
        while at >= 0:
            line += self.names.count(b"\n", counted, at)
            counted = at
            if line - 1 != last:
                yield (last := line - 1)
            at = self.names.find(sought, at + 1)

    def city(self, row: int) -> City:
        """Return the city of a row."""
        name = _shown(self.country)[row] or self.first_key(row).title()
        lat, lon = self.lats[row] / ROWS_PER_DEGREE - 90, self.lons[row] / ROWS_PER_DEGREE - 180
        return City(name, self.country, lat, lon, round(2 ** (self.sizes[row] / CODED_POPULATION)))

    def first_key(self, row: int) -> str:
        """Return the main folded name of a row."""
        line = _lines(self.country)[row + 1]
        return line[1 : line.index(b"|", 1)].decode()


@lru_cache(maxsize=32)
def _gazetteer(alpha3: str) -> _Gazetteer | None:
    names = block_store.read(_FILE, f"{alpha3} names")
    if not names:
        return None
    numbers = block_store.read(_FILE, f"{alpha3} numbers")
    count = len(numbers) // 5
    lats, lons = array("H", numbers[: 2 * count]), array("H", numbers[2 * count : 4 * count])
    if sys.byteorder == "big":
        lats.byteswap()
        lons.byteswap()
    return _Gazetteer(alpha3, names, lats, lons, numbers[4 * count :])


@lru_cache(maxsize=32)
def _shown(alpha3: str) -> list[str]:
    return block_store.read(_FILE, f"{alpha3} shown").decode().split("\n")


@lru_cache(maxsize=8)
def _lines(alpha3: str) -> list[bytes]:
    gazetteer = _gazetteer(alpha3)
    return gazetteer.names.split(b"\n") if gazetteer else []


@lru_cache(maxsize=300)  # a class writes about few cities, and checks repeat look-ups
def find(name: str, alpha3: str, *, dashes: bool = True) -> tuple[City, ...]:
    """Return all places of a country that have a name, the most populous first.

    Case, accents and punctuation are ignored; names match in any language of GeoNames, with "Saint" or "St", with or
    without "City", "Greater" or "Municipality of". If the whole of a double name is unknown ("Washington, D.C.",
    "Pune (Maharashtra)"), its parts are looked up, and then the parts between dashes ("Ōtautahi-Christchurch").

    Args:
        name: the name as written.
        alpha3: code of the country.
        dashes: whether to look up the parts between dashes; "Metz-en-Couture" is not Metz.
    """
    gazetteer = _gazetteer(alpha3)
    if gazetteer is None:
        return ()
    parts = [_BETWEEN, _WITHIN] if dashes else [_BETWEEN]
    for keys in (_spellings(name), *(_parts(name, table) for table in parts)):
        rows = sorted({row for key in keys for row in gazetteer.rows(key)})
        if rows:
            return tuple(gazetteer.city(row) for row in rows)
    return tuple(gazetteer.city(row) for row in _unspaced(name, gazetteer))


def _spellings(name: str) -> list[str]:
    key = fold(name)
    keys = [key, " ".join(_SHORT.get(word, word) for word in key.split())]
    for form in list(keys):
        keys += [form.removeprefix(word) for word in _BEFORE] + [form.removesuffix(word) for word in _AFTER]
    return [key for key in dict.fromkeys(keys) if key]


def _parts(name: str, marks: dict[int, str]) -> list[str]:
    parts = name.replace(" and ", "\n").translate(marks).split("\n")
    return [key for part in parts if len(fold(part)) > 2 for key in _spellings(part)]


def _unspaced(name: str, gazetteer: _Gazetteer) -> list[int]:
    """Return rows whose name differs only in its spaces: Chon Buri for Chonburi."""
    sought = f"|{fold(name).replace(' ', '')}|".encode()
    names = gazetteer.names.replace(b" ", b"")
    at = names.find(sought) if len(sought) > 5 else -1
    return [names.count(b"\n", 0, at) - 1] if at >= 0 else []


def famous(name: str) -> tuple[City, ...]:
    """Return the cities of half a million people or more, in any country, that have this name in GeoNames."""
    key = fold(name).encode("utf-8", "surrogatepass")
    text = _famous()
    at = text.find(b"\n%b\t" % key) if key else -1
    codes = text[at + 1 : text.index(b"\n", at + 1)].split(b"\t")[1].decode().split() if at >= 0 else []
    return tuple(city for code in codes for city in find(name, code, dashes=False)[:1])


@cache
def _famous() -> bytes:
    return block_store.read(_FILE, "famous")


def around(lat: float, lon: float, alpha3: str, km: float) -> tuple[City, ...]:
    """Return places of a country near a position, the most populous first.

    Args:
        lat: latitude in degrees.
        lon: longitude in degrees.
        alpha3: code of the country.
        km: largest distance.
    """
    gazetteer = _gazetteer(alpha3)
    if gazetteer is None:
        return ()
    places = (gazetteer.city(row) for row in _around(gazetteer, lat, lon, km))
    return tuple(city for city in places if city.distance_km(lat, lon) <= km)


def _around(gazetteer: _Gazetteer, lat: float, lon: float, km: float) -> list[int]:
    """Return the rows in a square around a position that contains the circle of radius ``km``."""
    height = km / 111 * ROWS_PER_DEGREE + 1
    width = height / max(0.01, cos(radians(lat)))
    y, x = (lat + 90) * ROWS_PER_DEGREE, (lon + 180) * ROWS_PER_DEGREE
    south, north, lons = y - height, y + height, gazetteer.lons
    level = [row for row, v in enumerate(gazetteer.lats) if south <= v <= north]  # only few are left
    return [row for row in level if abs(lons[row] - x) <= width]


@lru_cache(maxsize=64)
def similar(name: str, alpha3: str, near: tuple[float, float] | None = None) -> City | None:
    """Return the place whose name a misspelt one probably meant, or None.

    Near a position, a name of four to six letters may differ in one letter (wrong, missing, added, or two exchanged),
    one of seven to nine in two, a longer one in three; without a position, in one letter, or two from ten letters on.
    Only larger places are considered for more than one letter, and in countries that do not use Latin letters, since
    the spellings of small places vary there.

    Args:
        name: the name as written, unknown to ``find``.
        alpha3: code of the country.
        near: latitude and longitude in degrees of a position within reach of the place. Without it, only places of
            50,000 people or more are considered.
    """
    gazetteer = _gazetteer(alpha3)
    land = by_alpha3(alpha3)
    key = fold(name)
    if gazetteer is None or land is None or len(key) < 4:
        return None
    rows: Iterable[int] = range(len(gazetteer.sizes)) if near is None else _around(gazetteer, *near, _FARTHEST_KM)
    least = 50_000 if near is None else 5_000
    limit = (1 if len(key) < 7 else 2 if len(key) < 10 else 3) if near else (1 if len(key) < 10 else 2)
    found = []
    for row in rows:
        wrong = _differing(key, gazetteer.first_key(row), limit)
        city = gazetteer.city(row) if wrong <= limit else None
        if city is None or (near and not city.reaches(*near)):
            continue
        if city.population >= max(least, 20_000 if wrong > 1 else 0, 0 if land.latin else 100_000):
            found.append((wrong, row, city))
    return min(found, default=(0, 0, None))[2]


def _differing(one: str, other: str, limit: int) -> int:
    """Return the number of letters that differ between two names, or more than ``limit`` if it is higher."""
    if abs(len(one) - len(other)) > limit or len(set(one) ^ set(other)) > 2 * limit:
        return limit + 1
    from rapidfuzz.distance import OSA  # takes 70 ms to load, and few names are this similar

    return OSA.distance(one, other, score_cutoff=limit)
