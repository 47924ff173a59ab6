"""Check the name of the folder, which authors build from city and country."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cslint.checks._location import FrontMatterLocation, where
from cslint.checks.violation import Violation
from cslint.geo.places import countries
from cslint.geo.places.countries import Country
from cslint.geo.places.name_folding import fold
from cslint.text.source import Span

if TYPE_CHECKING:
    from cslint.checks.context import CheckContext

_PLAIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# alpha-3 codes that are words as well: at the end of a name they need not mean the country
_WORDS = "ago and are arm bel can com cub dom esp fin gin guy iot lie mac mar mus nor pan per pol sen sur ton tun van"


def name(context: CheckContext) -> Iterator[Violation]:
    """Yield a folder whose name has other characters than asked, or another country's code than the front matter."""
    folder = context.case.folder.absolute().name
    if not any(char.isalpha() for char in folder):
        return  # the top of a disk, or a copy that is only numbered
    facts = where(context)
    words = folder.casefold().split("-")
    values = {"folder": folder, "better": _slug(folder)}
    country = facts.country
    if not _PLAIN.fullmatch(folder):
        yield Violation(Span(0, 0), values, "characters")
    elif country and not _carries(words, country):
        yield from _code(facts, country, words, context.stage, values)


def _slug(text: str) -> str:
    return fold(text).replace(" ", "-")


def _carries(words: list[str], country: Country) -> bool:
    """Return whether the first or the last word is the code of the country or of one it belongs with."""
    found = (countries.by_alpha3(word.upper()) for word in (words[0], words[-1]))
    return any(other and countries.same(other, country) for other in found)


def _code(
    facts: FrontMatterLocation, country: Country, words: list[str], stage: str, values: dict[str, str]
) -> Iterator[Violation]:
    ends = (words[0], words[-1]) if len(words) > 1 else ()
    code = country.alpha3.lower()
    short = next((word for word in ends if len(word) == 2 and countries.country(word) == country), None)
    other = next((word for word in ends if word not in _WORDS.split() and countries.by_alpha3(word.upper())), None)
    more = {**values, "code": code, "country": country.name, "asked": f"{_slug(facts.city) or 'city'}-{code}"}
    if short:
        better = "-".join(code if word == short else word for word in words)
        yield Violation(Span(0, 0), {**more, "short": short, "better": better}, "short")
    elif other and (land := countries.by_alpha3(other.upper())):
        yield Violation(Span(0, 0), {**more, "other": other, "there": land.name}, "other")
    elif stage != "draft":
        yield Violation(Span(0, 0), more, "none")
