"""Whether places are far apart is told as their distance tells it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cslint.geo.places.geodesy import distance_km, farther

lats, lons = st.floats(-90, 90), st.floats(-180, 180)
steps = st.floats(-3, 3)


@given(lats, lons, lats, lons, st.sampled_from([1.0, 100.0, 5000.0]))
def test_places_are_farther_apart_than_their_distance_is(
    lat1: float, lon1: float, lat2: float, lon2: float, km: float
) -> None:
    assert farther(lat1, lon1, lat2, lon2, km) == (distance_km(lat1, lon1, lat2, lon2) > km)


@given(st.floats(-87, 87), lons, steps, steps)
def test_so_they_are_when_the_distance_is_nearly_that(lat: float, lon: float, north: float, east: float) -> None:
    km = distance_km(lat, lon, lat + north, lon + east)
    assert km < 0.001 or not farther(lat, lon, lat + north, lon + east, km * 1.0001)
    assert km < 0.001 or farther(lat, lon, lat + north, lon + east, km * 0.9999)
