"""The country of a case's front matter, as the checks of its map see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cslint.geo.geometry.distance import HIGH
from cslint.geo.geometry.measure import LonLat
from cslint.geo.places import countries, outlines
from cslint.geo.places.countries import Country

if TYPE_CHECKING:
    from cslint.document.case import Case

# kilometres outside its outline that still count as a country: harbours, islands, new land, a hand that slips
SLACK = 25.0


class CountryOutline(NamedTuple):
    """A country with an outline."""

    country: Country

    @property
    def name(self) -> str:
        """Its common English name."""
        return self.country.name

    def near(self, place: LonLat, around: float = 0.0) -> bool:
        """Whether a place lies inside or at most 25 km outside, and all within ``around`` km of it surely so too."""
        if around and abs(place.lat) > HIGH:
            return False
        slack = SLACK - around  # what is round a place is at most so much farther off
        return slack >= 0 and outlines.contains(self.country.alpha3, place.lat, place.lon, slack)

    def outside(self, place: LonLat) -> float:
        """Kilometres from a place to the country, 0 inside."""
        return outlines.distance_to_country_km(self.country.alpha3, place.lat, place.lon)

    def owner(self, place: LonLat) -> str:
        """The name of the country that a place lies in, "" for the sea and for this one and its territories."""
        code = outlines.country_at(place.lat, place.lon)
        found = countries.by_alpha3(code) if code else None
        return found.name if found and not countries.same(found, self.country) else ""


def land_of(case: Case) -> CountryOutline | None:
    """The country that the front matter means, None when there is no telling."""
    for field in ("country_code", "country"):
        country = countries.country(case.text(field))
        if country and outlines.has_outline(country.alpha3):
            return CountryOutline(country)
    return None
