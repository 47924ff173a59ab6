"""Compute distances on the globe, and convert from the projections that coordinates are sometimes left in."""

from __future__ import annotations

import math

EARTH_KM = 6371.0088  # mean radius, IUGG
_DEGREE_KM = math.pi * EARTH_KM / 180
_WGS84_A = 6_378_137.0  # metres
_WGS84_F = 1 / 298.257223563
_UTM_SCALE = 0.9996
_UTM_EASTING = 500_000.0
_UTM_NORTHING = 10_000_000.0  # added south of the equator
WEB_MERCATOR_EDGE = math.pi * _WGS84_A


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance in km of two positions, exact to 0.5 % (the Earth's flattening).

    Args:
        lat1: latitude of one position in degrees.
        lon1: its longitude.
        lat2: latitude of the other.
        lon2: its longitude.
    """
    p, q = math.radians(lat1), math.radians(lat2)
    half = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def farther(lat1: float, lon1: float, lat2: float, lon2: float, km: float) -> bool:
    """Return whether two positions are farther apart than a distance; usually decided from the latitudes alone.

    Args:
        lat1: latitude of one position in degrees.
        lon1: its longitude.
        lat2: latitude of the other.
        lon2: its longitude.
        km: the distance.
    """
    if abs(lat1 - lat2) * _DEGREE_KM > km * 1.001:
        return True
    # upper bound: along a meridian and then along a circle of latitude
    if (abs(lat1 - lat2) + abs(lon1 - lon2)) * _DEGREE_KM < km * 0.999:
        return False
    return distance_km(lat1, lon1, lat2, lon2) > km


def from_web_mercator(x: float, y: float) -> tuple[float, float] | None:
    """Convert metres in EPSG:3857 to latitude and longitude in degrees, or None outside its square.

    Args:
        x: metres east.
        y: metres north.
    """
    if abs(x) > WEB_MERCATOR_EDGE or abs(y) > WEB_MERCATOR_EDGE:
        return None
    return math.degrees(math.atan(math.sinh(y / _WGS84_A))), math.degrees(x / _WGS84_A)


def from_utm(easting: float, northing: float, zone: int, *, south: bool) -> tuple[float, float] | None:
    """Convert metres in a UTM zone on WGS 84 to latitude and longitude in degrees, or None out of range.

    Uses Krüger's series to the third order (Karney 2011, "Transverse Mercator with an accuracy of a few nanometers",
    equations 15 and 36), exact to less than a metre within a zone.

    Args:
        easting: metres, 500,000 on the zone's meridian.
        northing: metres from the equator, 10,000,000 more in the south.
        zone: 1 to 60.
        south: whether the position is south of the equator.
    """
    if not (100_000 <= easting <= 900_000 and 0 <= northing <= _UTM_NORTHING):
        return None
    n = _WGS84_F / (2 - _WGS84_F)
    radius = _WGS84_A / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    xi = (northing - (_UTM_NORTHING if south else 0)) / (_UTM_SCALE * radius)
    eta = (easting - _UTM_EASTING) / (_UTM_SCALE * radius)
    beta = (n / 2 - 2 * n**2 / 3 + 37 * n**3 / 96, n**2 / 48 + n**3 / 15, 17 * n**3 / 480)
    x, y = xi, eta
    for i, factor in enumerate(beta, 1):
        x -= factor * math.sin(2 * i * xi) * math.cosh(2 * i * eta)
        y -= factor * math.cos(2 * i * xi) * math.sinh(2 * i * eta)
    conformal = math.asin(math.sin(x) / math.cosh(y))
    delta = (2 * n - 2 * n**2 / 3 - 2 * n**3, 7 * n**2 / 3 - 8 * n**3 / 5, 56 * n**3 / 15)
    lat = conformal + sum(factor * math.sin(2 * i * conformal) for i, factor in enumerate(delta, 1))
    lon = math.atan2(math.sinh(y), math.cos(x))
    return math.degrees(lat), math.degrees(lon) + zone * 6 - 183


def utm_zone(lon: float) -> int:
    """Return the UTM zone of a longitude in degrees, without the exceptions of Norway and Svalbard."""
    return min(60, max(1, int((lon + 180) // 6) + 1))
