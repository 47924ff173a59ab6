"""Read the location in a case's front matter once for all checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cslint.contract.field_values import is_empty
from cslint.document.front_matter.parser import Field
from cslint.geo.places import cities, countries, outlines, plausibility, regions
from cslint.geo.places.cities import City
from cslint.geo.places.coordinate_parser import LatLon, Reading, Unreadable, read
from cslint.geo.places.countries import Country
from cslint.geo.places.regions import Region
from cslint.util.per_object import cached_per_object

if TYPE_CHECKING:
    from cslint.checks.context import CheckContext

_REGION_KM = 100.0  # a province is often called after its capital


class FrontMatterLocation(NamedTuple):
    """Country, city and centroid of a case.

    Attributes:
        code: the field with the country's code, or None if it cannot be judged.
        text: its text.
        claimed: the country that the code means, in any notation.
        named: the country that the field ``country`` names.
        field: the field ``city``, or None if it cannot be judged or is not text.
        city: its text.
        cities: places of the country with this name.
        region: the country, state or province that it is instead of a city.
        centroid: the field with the coordinates, or None if it cannot be judged.
        reading: its parsed value.
    """

    code: Field | None
    text: str
    claimed: Country | None
    named: Country | None
    field: Field | None
    city: str
    cities: tuple[City, ...]
    region: Region | None
    centroid: Field | None
    reading: Reading | Unreadable | None

    @property
    def country(self) -> Country | None:
        """The country of the case as far as the front matter says it."""
        return self.claimed or self.named

    @property
    def position(self) -> LatLon | None:
        """The centroid, if it is a place on Earth."""
        if not isinstance(self.reading, Reading):
            return None
        at = LatLon(self.reading.first, self.reading.second)
        return at if at.possible else None

    def inside(self) -> bool:
        """Return whether the centroid is in the country, or so near that maps disagree."""
        at, country = self.position, self.country
        return at is not None and country is not None and outlines.contains(country.alpha3, *at, plausibility.SLACK_KM)

    def reached(self, at: LatLon) -> bool:
        """Return whether a position is within reach of one of the places with the city's name."""
        return any(city.distance_km(*at) <= self.reach_km(city) for city in self.cities)

    def reach_km(self, city: City) -> float:
        """Return the expected radius of a place with the city's name."""
        namesake = regions.region(self.city, city.country)
        return max(plausibility.REACH * city.radius_km, _REGION_KM if namesake else 0.0)

    def elsewhere(self) -> Country | None:
        """Return the other country in which city and centroid agree to lie, or None."""
        at, country = self.position, self.country
        if at is None or country is None or not self.city or self.reached(at):
            return None
        code = outlines.country_at(*at)
        there = countries.by_alpha3(code) if code else None
        if there is None or country.alpha3 in (there.alpha3, there.parent):
            return None  # a place in Hong Kong may be given China's code, but not the other way round
        return there if any(plausibility.reaches(city, at) for city in cities.find(self.city, there.alpha3)) else None

    def abroad(self) -> City | None:
        """Return the famous city of this name in another country, when the country has no place that could be meant."""
        country = self.country
        if country is None or not self.city or self.cities or self.region:
            return None
        if cities.similar(self.city, country.alpha3, self.position if self.inside() else None):
            return None
        found = cities.famous(self.city)
        lands = (countries.by_alpha3(city.country) for city in found)
        if any(land and country.alpha3 in (land.alpha3, land.parent) for land in lands):
            return None
        return found[0] if found else None


@cached_per_object  # shared by five checks
def where(context: CheckContext) -> FrontMatterLocation:
    """Read the location in the front matter; empty, unchanged and invalid values are ignored."""
    code, named = _given(context, "country_code", "country"), _given(context, "country")
    field, centroid = _given(context, "city"), _given(context, "centroid", "coordinate")
    text = _code_text(code) if code else ""
    claimed = countries.country(text) if text else None
    country_name = countries.country(named.value) if named and isinstance(named.value, str) else None
    name = field.value.strip() if field and isinstance(field.value, str) else ""
    found: tuple[City, ...] = ()
    region = None
    country = claimed or country_name
    reading = read(centroid.value, centroid.raw) if centroid else None
    if name and country:
        found, region = _city_or_region(name, country, reading)
    return FrontMatterLocation(
        code, text, claimed, country_name, field if name else None, name, found, region, centroid, reading
    )


def _given(context: CheckContext, name: str, kind: str = "") -> Field | None:
    """Return the field of a name, or of a type that no other field has, as far as its value can be judged."""
    entries = [entry for entry in context.fields.entries if kind and entry.schema.type == kind]
    entry = entries[0] if len(entries) == 1 else context.fields.entry(name)
    if entry is None:  # the profile does not know it
        field = context.case.front_matter.fields.get(name)
        return None if field is None or is_empty(field.value) else field
    return entry.sound


def _code_text(field: Field) -> str:
    """Return a code as written: YAML reads NO as false and 036 as 30."""
    return (field.value if isinstance(field.value, str) else field.raw).strip()


def _city_or_region(
    name: str, country: Country, reading: Reading | Unreadable | None
) -> tuple[tuple[City, ...], Region | None]:
    """Return the places of a name, or the region that it names when the centroid shows that none of them is meant."""
    codes = (country.alpha3, *countries.territories(country.alpha3))
    found = next((places for code in codes if (places := cities.find(name, code))), ())
    region = regions.region(name, country.alpha3)
    if what := regions.said_to_be(name):
        whole = [city for city in found if city.name.casefold() == name.casefold()]
        return (tuple(whole), None) if whole else ((), region or Region(what, name))
    if region is None:
        return found, None
    at = LatLon(reading.first, reading.second) if isinstance(reading, Reading) else None
    if at and at.possible and outlines.contains(country.alpha3, *at, plausibility.SLACK_KM):
        if region.what == "country":
            found = tuple(city for city in found if plausibility.reaches(city, at))
        elif not any(city.distance_km(*at) <= _REGION_KM for city in found):
            found = tuple(city for city in found if city.population >= 50_000)
    return (found, None) if found else ((), region)
