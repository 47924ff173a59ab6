"""Front matter against the world: country code, city and centroid against a gazetteer and against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cslint.checks import Change, Hit, Repair
from cslint.checks._where import Where, where
from cslint.document.front_matter import Field
from cslint.document.source import Span
from cslint.places import cities, countries, near, outlines
from cslint.places.countries import Country
from cslint.places.near import Meant, Position, describe, say_km
from cslint.places.reading import Reading, Unreadable, number

if TYPE_CHECKING:
    from cslint.subject import Subject

_LONGEST = 60  # characters of a value that a message quotes


def _quote(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _replace(field: Field, text: str, why: str, *, safe: bool) -> Repair:
    return Repair(why, (Change(field.span, text),), safe)


def country_code(subject: Subject) -> Iterator[Hit]:
    """A code that is no ISO 3166-1 alpha-3 code, or that of another country than the rest of the front matter means."""
    facts = where(subject)
    if facts.code is None:
        return
    if facts.claimed is None:
        yield _unknown_code(facts, facts.code)
    elif facts.text != facts.claimed.alpha3:
        yield _other_code(facts, facts.code, facts.claimed)
    elif there := facts.elsewhere():
        yield _contradicted(facts.code, facts.claimed, there, "elsewhere", city=_quote(facts.city))
    elif facts.named and not countries.same(facts.named, facts.claimed):
        yield _contradicted(facts.code, facts.claimed, facts.named, "name")
    elif (found := facts.abroad()) and (land := countries.by_alpha3(found.country)):
        yield _contradicted(facts.code, facts.claimed, land, "city", city=_quote(facts.city))


def _unknown_code(facts: Where, field: Field) -> Hit:
    """A text that means no country; the rest of the front matter may tell which was meant."""
    country, source = facts.named, "country"
    if country is None and facts.position:
        country, source = countries.by_alpha3(outlines.country_at(*facts.position) or ""), "centroid"
    values = {"value": _quote(facts.text)}
    if country is None:
        return Hit(field.span, values, "unknown", field=field.name)
    values |= {"code": country.alpha3, "country": country.name, "source": source}
    repair = _replace(field, country.alpha3, f"Write {country.alpha3}, as {source} says", safe=False)
    return Hit(field.span, values, "guess", field=field.name, repair=repair)


def _other_code(facts: Where, field: Field, claimed: Country) -> Hit:
    """A text that means a country but is not its alpha-3 code."""
    other = facts.elsewhere()
    if other is None and facts.named and not countries.same(facts.named, claimed):
        other = facts.named
    meant = other or claimed
    key = "capitals" if facts.text.upper() == meant.alpha3 else "meant"
    values = {"value": _quote(facts.text), "code": meant.alpha3, "country": meant.name}
    repair = _replace(field, meant.alpha3, f"Write {meant.alpha3} for {meant.name}", safe=other is None)
    return Hit(field.span, values, key, field=field.name, repair=repair)


def _contradicted(field: Field, claimed: Country, meant: Country, key: str, city: str = "") -> Hit:
    values = {"code": claimed.alpha3, "country": claimed.name, "other": meant.alpha3, "there": meant.name, "city": city}
    repair = _replace(field, meant.alpha3, f"Write {meant.alpha3} for {meant.name}", safe=False)
    return Hit(field.span, values, key, field=field.name, repair=repair)


def centroid_range(subject: Subject) -> Iterator[Hit]:
    """A centroid that is not two numbers in degrees."""
    facts = where(subject)
    field, reading = facts.centroid, facts.reading
    if field is None or reading is None:
        return
    if isinstance(reading, Unreadable):
        key = "unreadable" if reading.numbers is None else "count"
        numbers = "1 number" if reading.numbers == 1 else f"{reading.numbers} numbers"
        values = {"name": field.name, "value": _quote(field.raw), "numbers": numbers}
        yield Hit(field.span, values, key, field=field.name)
        return
    at = Position(reading.first, reading.second)
    guess = None if at.possible else _meant(facts, at)
    values = {"name": field.name, "value": _quote(field.raw), "first": number(at.lat), "second": number(at.lon)}
    if guess:
        yield _misread(field, reading, guess, values)
    elif not at.possible:
        yield from _beyond(field, at, values)
    elif reading.fault:
        repair = _replace(field, reading.text, f"Write {reading.text}", safe=reading.fault != "angle")
        yield Hit(field.span, {**values, "better": reading.text}, reading.fault, field=field.name, repair=repair)


def _meant(facts: Where, at: Position) -> Meant | None:
    if facts.country:
        return near.meant(*at, facts.country.alpha3, facts.cities)
    swapped = Position(at.lon, at.lat)
    return Meant("swapped", swapped) if swapped.possible else None


def _misread(field: Field, reading: Reading, guess: Meant, values: dict[str, str]) -> Hit:
    """A pair of numbers that make sense when read in another way."""
    first, second = reading.texts
    text = f"[{second}, {first}]" if guess.how == "swapped" else str(guess.at)
    key = {"swapped-signs": "swapped", "latitude-sign": "sign", "longitude-sign": "sign", "both-signs": "sign"}
    system = {"utm": f"UTM zone {guess.zone}", "web-mercator": "Web Mercator"}.get(guess.how, "")
    repair = _replace(field, text, f"Write {text}", safe=False)
    more = {"better": text, "system": system, "there": describe(guess.at)}
    how = "metres" if system else key.get(guess.how, guess.how)
    return Hit(field.span, {**values, **more}, how, field=field.name, repair=repair)


def _beyond(field: Field, at: Position, values: dict[str, str]) -> Iterator[Hit]:
    """A number that no latitude or no longitude can have: the first such one."""
    wrong, name, limit = (0, "latitude", 90) if abs(at.lat) > 90 else (1, "longitude", 180)
    span = field.items[wrong] if len(field.items) == 2 else field.span
    more = {"number": number(at[wrong]), "what": name, "limit": limit}
    yield Hit(span, {**values, **more}, "range", field=field.name)


def centroid_place(subject: Subject) -> Iterator[Hit]:
    """A centroid outside the country or far from the city."""
    facts = where(subject)
    field, reading, at, country = facts.centroid, facts.reading, facts.position, facts.country
    if field is None or not isinstance(reading, Reading) or reading.fault or at is None or country is None:
        return
    if not outlines.has_outline(country.alpha3) or facts.elsewhere():
        return
    inside = facts.inside()
    if inside and (not facts.cities or facts.reached(at)):
        return
    values = {"name": field.name, "value": str(at), "country": country.name, "city": _quote(facts.city)}
    if guess := near.meant(*at, country.alpha3, facts.cities):
        yield _misread(field, reading, guess, {**values, "wrong": describe(at), "name": field.name})
    elif not inside:
        key = "zero" if at == (0, 0) else "outside"
        km = outlines.distance_to_country_km(country.alpha3, *at)
        yield Hit(field.span, {**values, "there": describe(at), "km": say_km(km)}, key, field=field.name)
    else:
        yield from _far(facts, field, at, values)


def _far(facts: Where, field: Field, at: Position, values: dict[str, str]) -> Iterator[Hit]:
    """A centroid in the country but out of reach of the city; a small place of the same name proves nothing."""
    known = cities.find(facts.city, facts.cities[0].country, dashes=False)
    if not known or known[0].population < 100_000:
        return
    nearest = min(facts.cities, key=lambda city: city.distance_km(*at) - facts.reach_km(city))
    km, reach = nearest.distance_km(*at), facts.reach_km(nearest)
    centre = str(Position(round(nearest.lat, 2), round(nearest.lon, 2)))
    more = {"km": say_km(km), "reach": say_km(reach), "centre": centre, "there": describe(at)}
    yield Hit(field.span, {**values, **more}, "far", field=field.name)


def misnamed_city(subject: Subject) -> list[Hit]:
    """A city whose name is misspelt, or that is a country or a province; nothing where it is well."""
    return list(_misnamed(subject))


def _misnamed(subject: Subject) -> Iterator[Hit]:
    """A city whose name is misspelt, or that is a country or a province."""
    facts = where(subject)
    field, country = facts.field, facts.country
    if field is None or country is None:
        return
    values = {"value": _quote(facts.city), "country": country.name}
    if facts.region:
        key = "city-country" if facts.region.what == "country" else "city-region"
        yield Hit(field.span, {**values, "what": _article(facts.region.what)}, key, field=field.name)
    elif facts.cities or facts.elsewhere() or (facts.position and not facts.inside()):
        return  # what is not known here may be known where the centroid is
    else:
        found = cities.similar(facts.city, country.alpha3, facts.position)
        if found:
            repair = _respell(field, facts.city, found.name)
            yield Hit(field.span, {**values, "better": found.name}, "city-misspelt", field=field.name, repair=repair)
        elif not facts.abroad():
            yield Hit(field.span, values, "city-unknown", field=field.name)


def _article(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _respell(field: Field, old: str, new: str) -> Repair | None:
    """Put the right name in the place of the wrong one, quotes kept; none where YAML would need other quotes."""
    start = field.raw.find(old)
    if start < 0 or re.search(r"[:#'\"\\\[\]{}]", new):
        return None
    at = field.span.start + start
    return Repair(f"Write {new}", (Change(Span(at, at + len(old)), new),), safe=False)
