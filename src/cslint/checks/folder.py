"""The name of the folder: city and country, as the instructions to authors ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cslint.checks import Hit
from cslint.checks._where import Where, where
from cslint.document.source import Span
from cslint.places import countries
from cslint.places.countries import Country
from cslint.places.names import fold
from cslint.regex import lazy

if TYPE_CHECKING:
    from cslint.subject import Subject

_PLAIN = lazy(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# alpha-3 codes that are words as well: at the end of a name they need not mean the country
_WORDS = "ago and are arm bel can com cub dom esp fin gin guy iot lie mac mar mus nor pan per pol sen sur ton tun van"


def name(subject: Subject) -> Iterator[Hit]:
    """A folder whose name has other characters than asked, or another country's code than the front matter."""
    folder = subject.case.folder.absolute().name
    if not any(char.isalpha() for char in folder):
        return  # the top of a disk, or a copy that is only numbered
    facts = where(subject)
    words = folder.casefold().split("-")
    values = {"folder": folder, "better": _slug(folder)}
    country = facts.country
    if not _PLAIN.fullmatch(folder):
        yield Hit(Span(0, 0), values, "characters")
    elif country and not _carries(words, country):
        yield from _code(facts, country, words, subject.stage, values)


def _slug(text: str) -> str:
    return fold(text).replace(" ", "-")


def _carries(words: list[str], country: Country) -> bool:
    """Whether the first or the last word is the code of the country or of one it belongs with."""
    found = (countries.by_alpha3(word.upper()) for word in (words[0], words[-1]))
    return any(other and countries.same(other, country) for other in found)


def _code(facts: Where, country: Country, words: list[str], stage: str, values: dict[str, str]) -> Iterator[Hit]:
    ends = (words[0], words[-1]) if len(words) > 1 else ()
    code = country.alpha3.lower()
    short = next((word for word in ends if len(word) == 2 and countries.country(word) == country), None)
    other = next((word for word in ends if word not in _WORDS.split() and countries.by_alpha3(word.upper())), None)
    more = {**values, "code": code, "country": country.name, "asked": f"{_slug(facts.city) or 'city'}-{code}"}
    if short:
        better = "-".join(code if word == short else word for word in words)
        yield Hit(Span(0, 0), {**more, "short": short, "better": better}, "short")
    elif other and (land := countries.by_alpha3(other.upper())):
        yield Hit(Span(0, 0), {**more, "other": other, "there": land.name}, "other")
    elif stage != "draft":
        yield Hit(Span(0, 0), more, "none")
