"""Find countries by any of their codes and names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from cslint.geo.places.block_store import DATA
from cslint.geo.places.name_folding import fold


class Country(NamedTuple):
    """A country or territory with an ISO 3166-1 code (and Kosovo, whose XKX is in common use).

    Attributes:
        alpha3: the ISO 3166-1 alpha-3 code.
        alpha2: the alpha-2 code.
        numeric: the numeric code, three digits; "000" for Kosovo, which has none.
        name: the common English name.
        parent: alpha-3 code of the country it belongs to (CHN for HKG), or None.
        latin: whether all its official languages are written in Latin letters.
    """

    alpha3: str
    alpha2: str
    numeric: str
    name: str
    parent: str | None
    latin: bool


@cache
def _table() -> bytes:
    return b"\n" + (DATA / "countries.txt").read_bytes()  # searching bytes is ten times as fast as searching text


def _find(mark: bytes, text: str) -> int:
    """Return the offset of the line that contains a text between two marks, or -1."""
    table = _table()
    at = table.find(mark + text.encode("utf-8", "surrogatepass") + mark)
    return table.rindex(b"\n", 0, at + 1) + 1 if at >= 0 else -1


def _read(at: int) -> Country:
    line = _table()[at : _table().index(b"\n", at)].decode()
    alpha3, alpha2, numeric, name, parent, script, _ = line.split("\t")
    return Country(alpha3, alpha2, numeric, name, None if parent == "-" else parent, script == "latin")


def every() -> Iterator[Country]:
    """Yield all countries and territories in the order of their codes."""
    at = 0
    while (at := _table().find(b"\n", at)) >= 0 and at + 1 < len(_table()):
        at += 1
        yield _read(at)


@lru_cache(maxsize=300)
def by_alpha3(code: str) -> Country | None:
    """Return the country of an alpha-3 code in capitals, or None."""
    at = _table().find(f"\n{code}\t".encode()) if len(code) == 3 and code.isascii() else -1
    return _read(at + 1) if at >= 0 else None


@lru_cache(maxsize=300)  # a class writes about few countries
def country(text: str) -> Country | None:
    """Return the country of a code (alpha-3, alpha-2, numeric, or of a sports federation) or a name, or None.

    Names match in English, in the country's own languages and in thirty others, ignoring case, accents and punctuation.
    Compare the text with ``alpha3`` to learn whether it was the ISO code.

    >>> country("UK").alpha3, country("Deutschland").alpha3, country("ES").alpha3
    ('GBR', 'DEU', 'ESP')
    """
    code = text.strip().upper()
    if found := by_alpha3(code) if code.isascii() and code.isalpha() else None:
        return found
    if len(code) == 2 and code.isascii() and code.isalpha() and (at := _find(b"\t", code)) >= 0:
        return _read(at)
    if code.isascii() and code.isdigit() and len(code) <= 3 and int(code):
        return _read(at) if (at := _find(b"\t", f"{code:0>3}")) >= 0 else None
    return by_name(text)


@lru_cache(maxsize=300)
def by_name(text: str) -> Country | None:
    """Return the country of a name or of another body's code ("KSA", "ENG"), but not of an ISO code."""
    name = fold(text)
    for key in (name, name.removeprefix("the ")):
        if key and (at := _find(b"|", key)) >= 0:
            return _read(at)
    return None


def same(one: Country, other: Country) -> bool:
    """Return whether two are one country, or one belongs to the other (Hong Kong and China).

    Args:
        one: a country.
        other: another country.
    """
    return other.alpha3 in (one.alpha3, one.parent) or other.parent == one.alpha3


@lru_cache(maxsize=300)
def territories(alpha3: str) -> tuple[str, ...]:
    """Return the alpha-3 codes of a country's territories that have a code of their own."""
    return tuple(land.alpha3 for land in every() if land.parent == alpha3)
