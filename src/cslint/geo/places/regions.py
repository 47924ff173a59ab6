"""Recognise places that are not cities: countries and their states, provinces and regions."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from cslint.geo.places import block_store
from cslint.geo.places.countries import by_name
from cslint.geo.places.name_folding import fold

# words that mark a name as a region, with its kind
WORDS = {
    "province": "province",
    "provincia": "province",
    "provinz": "province",
    "state": "state",
    "region": "region",
    "governorate": "governorate",
    "prefecture": "prefecture",
    "oblast": "region",
    "county": "county",
    "emirate": "emirate",
    "voivodeship": "province",
    "canton": "canton",
}


class Region(NamedTuple):
    """A place larger than a city: its kind ("country", "state", "province") and its English name."""

    what: str
    name: str


def plain(key: str) -> str:
    """Return a folded name without the word for its kind: "tabuk" for "tabuk province" and "province of tabuk"."""
    words = key.split()
    if len(words) > 1 and words[-1] in WORDS:
        words = words[:-1]
    elif len(words) > 2 and words[0] in WORDS and words[1] in ("of", "de", "di", "del", "du"):
        words = words[2:]
    return " ".join(words)


def said_to_be(name: str) -> str | None:
    """Return the kind that a name itself states: "province" for "Tabuk Province", or None."""
    words = fold(name).split()
    if len(words) > 1 and words[-1] in WORDS:
        return WORDS[words[-1]]
    if len(words) > 2 and words[0] in WORDS and words[1] in ("of", "de", "di", "del", "du"):
        return WORDS[words[0]]
    return None


@lru_cache(maxsize=300)
def region(name: str, alpha3: str) -> Region | None:
    """Return the country of this name, or the first-level division of a country that has it, or None.

    A name that is also a city's (New York, Luxembourg) is found here as well, so try ``cities.find`` first.

    Args:
        name: the name as written.
        alpha3: code of the country.
    """
    found = by_name(name)
    if found and len(fold(name)) > 3 and (found.alpha3 == alpha3 or fold(found.name) == fold(name)):
        return Region("country", found.name)  # other countries match only in English: Santa Lucia is a town in Italy
    return _divisions(alpha3).get(plain(fold(name)).replace(" ", ""))


@lru_cache(maxsize=32)
def _divisions(alpha3: str) -> dict[str, Region]:
    """Return the first-level divisions of a country by their folded name without spaces."""
    rows = (
        line.split("\t") for line in block_store.read("cities.bin", f"{alpha3} regions").decode().strip().splitlines()
    )
    return {key.replace(" ", ""): Region(what, shown) for key, what, shown in reversed(list(rows))}
