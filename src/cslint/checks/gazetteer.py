"""Front matter against the world: country code, city and centroid against a gazetteer and against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cslint.checks._location import FrontMatterLocation, where
from cslint.checks.violation import Violation
from cslint.document.front_matter.parser import Field
from cslint.geo.places import cities, countries, outlines, plausibility
from cslint.geo.places.coordinate_parser import LatLon, Reading, Unreadable, number
from cslint.geo.places.countries import Country
from cslint.geo.places.plausibility import Meant, describe, say_km
from cslint.text.edits import ProposedFix, TextEdit
from cslint.text.source import Span
from cslint.util.plural import plural
from cslint.util.shorten import shorten

if TYPE_CHECKING:
    from cslint.checks.context import CheckContext

_LONGEST = 60  # characters of a value that a message quotes


def _replace(field: Field, text: str, why: str, *, safe: bool) -> ProposedFix:
    return ProposedFix(why, (TextEdit(field.span, text),), safe)


def country_code(context: CheckContext) -> Iterator[Violation]:
    """Yield a code that is not ISO 3166-1 alpha-3, or that contradicts the rest of the front matter."""
    facts = where(context)
    if facts.code is None:
        return
    if facts.claimed is None:
        yield _unknown_code(facts, facts.code)
    elif facts.text != facts.claimed.alpha3:
        yield _other_code(facts, facts.code, facts.claimed)
    elif there := facts.elsewhere():
        yield _contradicted(
            facts.code, facts.claimed, there, "elsewhere", city=shorten(facts.city, _LONGEST, cut="end")
        )
    elif facts.named and not countries.same(facts.named, facts.claimed):
        yield _contradicted(facts.code, facts.claimed, facts.named, "name")
    elif (found := facts.abroad()) and (land := countries.by_alpha3(found.country)):
        yield _contradicted(facts.code, facts.claimed, land, "city", city=shorten(facts.city, _LONGEST, cut="end"))


def _unknown_code(facts: FrontMatterLocation, field: Field) -> Violation:
    """Return a violation for a text that names no country; the rest of the front matter may suggest one."""
    country, source = facts.named, "country"
    if country is None and facts.position:
        country, source = countries.by_alpha3(outlines.country_at(*facts.position) or ""), "centroid"
    values = {"value": shorten(facts.text, _LONGEST, cut="end")}
    if country is None:
        return Violation(field.span, values, "unknown", field=field.name)
    values |= {"code": country.alpha3, "country": country.name, "source": source}
    fix = _replace(field, country.alpha3, f"Write {country.alpha3}, as {source} says", safe=False)
    return Violation(field.span, values, "guess", field=field.name, fix=fix)


def _other_code(facts: FrontMatterLocation, field: Field, claimed: Country) -> Violation:
    """Return a text that means a country but is not its alpha-3 code."""
    other = facts.elsewhere()
    if other is None and facts.named and not countries.same(facts.named, claimed):
        other = facts.named
    meant = other or claimed
    key = "capitals" if facts.text.upper() == meant.alpha3 else "meant"
    values = {"value": shorten(facts.text, _LONGEST, cut="end"), "code": meant.alpha3, "country": meant.name}
    fix = _replace(field, meant.alpha3, f"Write {meant.alpha3} for {meant.name}", safe=other is None)
    return Violation(field.span, values, key, field=field.name, fix=fix)


def _contradicted(field: Field, claimed: Country, meant: Country, key: str, city: str = "") -> Violation:
    values = {"code": claimed.alpha3, "country": claimed.name, "other": meant.alpha3, "there": meant.name, "city": city}
    fix = _replace(field, meant.alpha3, f"Write {meant.alpha3} for {meant.name}", safe=False)
    return Violation(field.span, values, key, field=field.name, fix=fix)


def centroid_range(context: CheckContext) -> Iterator[Violation]:
    """Yield a centroid that is not two numbers in degrees."""
    facts = where(context)
    field, reading = facts.centroid, facts.reading
    if field is None or reading is None:
        return
    if isinstance(reading, Unreadable):
        key = "unreadable" if reading.numbers is None else "count"
        numbers = plural(reading.numbers or 0, "number")
        values = {"name": field.name, "value": shorten(field.raw, _LONGEST, cut="end"), "numbers": numbers}
        yield Violation(field.span, values, key, field=field.name)
        return
    at = LatLon(reading.first, reading.second)
    guess = None if at.possible else _meant(facts, at)
    values = {
        "name": field.name,
        "value": shorten(field.raw, _LONGEST, cut="end"),
        "first": number(at.lat),
        "second": number(at.lon),
    }
    if guess:
        yield _misread(field, reading, guess, values)
    elif not at.possible:
        yield from _beyond(field, at, values)
    elif reading.fault:
        fix = _replace(field, reading.text, f"Write {reading.text}", safe=reading.fault != "angle")
        yield Violation(field.span, {**values, "better": reading.text}, reading.fault, field=field.name, fix=fix)


def _meant(facts: FrontMatterLocation, at: LatLon) -> Meant | None:
    if facts.country:
        return plausibility.meant(*at, facts.country.alpha3, facts.cities)
    swapped = LatLon(at.lon, at.lat)
    return Meant("swapped", swapped) if swapped.possible else None


def _misread(field: Field, reading: Reading, guess: Meant, values: dict[str, str]) -> Violation:
    """Return a pair of numbers that make sense when read in another way."""
    first, second = reading.texts
    text = f"[{second}, {first}]" if guess.how == "swapped" else str(guess.at)
    key = {"swapped-signs": "swapped", "latitude-sign": "sign", "longitude-sign": "sign", "both-signs": "sign"}
    system = {"utm": f"UTM zone {guess.zone}", "web-mercator": "Web Mercator"}.get(guess.how, "")
    fix = _replace(field, text, f"Write {text}", safe=False)
    more = {"better": text, "system": system, "there": describe(guess.at)}
    how = "metres" if system else key.get(guess.how, guess.how)
    return Violation(field.span, {**values, **more}, how, field=field.name, fix=fix)


def _beyond(field: Field, at: LatLon, values: dict[str, str]) -> Iterator[Violation]:
    """Yield a number that no latitude or no longitude can have: the first such one."""
    wrong, name, limit = (0, "latitude", 90) if abs(at.lat) > 90 else (1, "longitude", 180)
    span = field.items[wrong] if len(field.items) == 2 else field.span
    more = {"number": number(at[wrong]), "what": name, "limit": limit}
    yield Violation(span, {**values, **more}, "range", field=field.name)


def centroid_place(context: CheckContext) -> Iterator[Violation]:
    """Yield a centroid outside the country or far from the city."""
    facts = where(context)
    field, reading, at, country = facts.centroid, facts.reading, facts.position, facts.country
    if field is None or not isinstance(reading, Reading) or reading.fault or at is None or country is None:
        return
    if not outlines.has_outline(country.alpha3) or facts.elsewhere():
        return
    inside = facts.inside()
    if inside and (not facts.cities or facts.reached(at)):
        return
    values = {
        "name": field.name,
        "value": str(at),
        "country": country.name,
        "city": shorten(facts.city, _LONGEST, cut="end"),
    }
    if guess := plausibility.meant(*at, country.alpha3, facts.cities):
        yield _misread(field, reading, guess, {**values, "wrong": describe(at), "name": field.name})
    elif not inside:
        key = "zero" if at == (0, 0) else "outside"
        km = outlines.distance_to_country_km(country.alpha3, *at)
        yield Violation(field.span, {**values, "there": describe(at), "km": say_km(km)}, key, field=field.name)
    else:
        yield from _far(facts, field, at, values)


def _far(facts: FrontMatterLocation, field: Field, at: LatLon, values: dict[str, str]) -> Iterator[Violation]:
    """Yield a centroid in the country but out of reach of the city; a small place of the same name proves nothing."""
    known = cities.find(facts.city, facts.cities[0].country, dashes=False)
    if not known or known[0].population < 100_000:
        return
    nearest = min(facts.cities, key=lambda city: city.distance_km(*at) - facts.reach_km(city))
    km, reach = nearest.distance_km(*at), facts.reach_km(nearest)
    centre = str(LatLon(round(nearest.lat, 2), round(nearest.lon, 2)))
    more = {"km": say_km(km), "reach": say_km(reach), "centre": centre, "there": describe(at)}
    yield Violation(field.span, {**values, **more}, "far", field=field.name)


def misnamed_city(context: CheckContext) -> list[Violation]:
    """Return a city whose name is misspelt, or that is a country or a province; nothing where it is well."""
    return list(_misnamed(context))


def _misnamed(context: CheckContext) -> Iterator[Violation]:
    """Yield a city whose name is misspelt, or that is a country or a province."""
    facts = where(context)
    field, country = facts.field, facts.country
    if field is None or country is None:
        return
    values = {"value": shorten(facts.city, _LONGEST, cut="end"), "country": country.name}
    if facts.region:
        key = "city-country" if facts.region.what == "country" else "city-region"
        yield Violation(field.span, {**values, "what": _article(facts.region.what)}, key, field=field.name)
    elif facts.cities or facts.elsewhere() or (facts.position and not facts.inside()):
        return  # a place that is not known here may be known where the centroid is
    else:
        found = cities.similar(facts.city, country.alpha3, facts.position)
        if found:
            fix = _respell(field, facts.city, found.name)
            yield Violation(field.span, {**values, "better": found.name}, "city-misspelt", field=field.name, fix=fix)
        elif not facts.abroad():
            yield Violation(field.span, values, "city-unknown", field=field.name)


def _article(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _respell(field: Field, old: str, new: str) -> ProposedFix | None:
    """Put the right name in the place of the wrong one, quotes kept; none where YAML would need other quotes."""
    start = field.raw.find(old)
    if start < 0 or re.search(r"[:#'\"\\\[\]{}]", new):
        return None
    at = field.span.start + start
    return ProposedFix(f"Write {new}", (TextEdit(Span(at, at + len(old)), new),), safe=False)
