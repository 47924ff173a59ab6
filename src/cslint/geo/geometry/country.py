"""Find the country that the front matter of a case names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cslint.geo.geometry.distance import HIGH
from cslint.geo.places import countries, outlines
from cslint.geo.places.coordinate_parser import LatLon
from cslint.geo.places.countries import Country

if TYPE_CHECKING:
    from cslint.document.case import Case

# kilometres outside an outline that still count as inside: harbours, islands, imprecise drawing
SLACK = 25.0


class CountryOutline(NamedTuple):
    """A country whose outline is known."""

    country: Country

    @property
    def name(self) -> str:
        """Its common English name."""
        return self.country.name

    def near(self, place: LatLon, around: float = 0.0) -> bool:
        """Return whether a point is inside the country or at most 25 km outside.

        Args:
            place: the point.
            around: radius in km; the answer is true only if it certainly holds for every point within this radius.
        """
        if around and abs(place.lat) > HIGH:
            return False
        slack = SLACK - around  # points around the place are at most this much farther away
        return slack >= 0 and outlines.contains(self.country.alpha3, place.lat, place.lon, slack)

    def outside(self, place: LatLon) -> float:
        """Return the distance in kilometres from a point to the country, 0 inside."""
        return outlines.distance_to_country_km(self.country.alpha3, place.lat, place.lon)

    def owner(self, place: LatLon) -> str:
        """Return the name of another country that contains a point.

        The result is "" at sea, in this country and in its territories.
        """
        code = outlines.country_at(place.lat, place.lon)
        found = countries.by_alpha3(code) if code else None
        return found.name if found and not countries.same(found, self.country) else ""


def land_of(case: Case) -> CountryOutline | None:
    """Return the country that the front matter names, or None if it is unknown."""
    for field in ("country_code", "country"):
        country = countries.country(case.text(field))
        if country and outlines.has_outline(country.alpha3):
            return CountryOutline(country)
    return None
