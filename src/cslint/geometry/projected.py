"""Metres of a map projection turned back into degrees, to recognise maps that were exported in them.

Formulas: spherical Mercator as EPSG:3857 defines it; transverse Mercator by Krüger's series to the third
order (Karney, *Transverse Mercator with an accuracy of a few nanometers*, 2011), good to a millimetre.
"""

from __future__ import annotations

import math

from cslint.geometry.measure import Place

_RADIUS = 6378137.0
_FLATTENING = 1 / 298.257223563
_N = _FLATTENING / (2 - _FLATTENING)
_MERIDIAN = _RADIUS / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_BETA = (
    _N / 2 - 2 / 3 * _N**2 + 37 / 96 * _N**3,
    _N**2 / 48 + _N**3 / 15,
    17 / 480 * _N**3,
)
_DELTA = (
    2 * _N - 2 / 3 * _N**2 - 2 * _N**3,
    7 / 3 * _N**2 - 8 / 5 * _N**3,
    56 / 15 * _N**3,
)
_EDGE = 20_037_508.35  # metres from Greenwich to the antimeridian in Web Mercator


def web_mercator(x: float, y: float) -> Place | None:
    """The place of a pair of Web Mercator metres; None outside that map."""
    if abs(x) > _EDGE or abs(y) > _EDGE:
        return None
    return Place(math.degrees(math.atan(math.sinh(y / _RADIUS))), math.degrees(x / _RADIUS))


def utm(easting: float, northing: float, zone: int, *, south: bool = False) -> Place | None:
    """The place of a pair of UTM metres; None where no zone reaches.

    Args:
        easting: metres, 500,000 on the zone's middle meridian.
        northing: metres from the equator, 10,000,000 at it for the southern half.
        zone: 1 to 60.
        south: whether the place lies south of the equator.
    """
    if not (100_000 <= easting <= 900_000 and 0 <= northing <= 10_000_000):
        return None
    north = (northing - (10_000_000 if south else 0)) / (0.9996 * _MERIDIAN)
    east = (easting - 500_000) / (0.9996 * _MERIDIAN)
    xi, eta = north, east
    for order, beta in enumerate(_BETA, 1):
        xi -= beta * math.sin(2 * order * north) * math.cosh(2 * order * east)
        eta -= beta * math.cos(2 * order * north) * math.sinh(2 * order * east)
    chi = math.asin(math.sin(xi) / math.cosh(eta))
    lat = chi + sum(delta * math.sin(2 * order * chi) for order, delta in enumerate(_DELTA, 1))
    lon = math.degrees(math.atan2(math.sinh(eta), math.cos(xi))) + zone * 6 - 183
    return Place(math.degrees(lat), (lon + 180) % 360 - 180)


def zone_of(lon: float) -> int:
    """The UTM zone of a longitude."""
    return int((lon + 180) % 360 // 6) + 1
