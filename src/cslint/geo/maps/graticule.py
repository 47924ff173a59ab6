"""Draw lines of longitude and latitude, and a scale bar."""

from __future__ import annotations

import math

from cslint.geo.geometry.measure import distance, say_distance
from cslint.geo.maps.projection import Frame
from cslint.geo.maps.style import text
from cslint.geo.places.coordinate_parser import LatLon

_STEPS = (10.0, 20.0, 30.0)
_WANTED = 4


def graticule(view: Frame) -> tuple[str, list[str]]:
    """Return the lines as one path, and their labels along the lower and the left edge."""
    box = view.shown
    step = _step(min((box.north - box.south), (box.east - box.west)) / _WANTED)
    digits = max(0, -math.floor(math.log10(step) + 1e-9))
    lines, labels = [], []
    for number in range(math.ceil(box.west / step), math.floor(box.east / step) + 1):
        x, _ = view.plain(number * step, 0)
        lines.append(f"M{x:.1f} {view.top:g}v{view.height:g}")
        if view.left + 60 < x < view.left + view.width - 30:
            labels.append(text(x, view.top + 14, _say(number * step, digits, "E", "W"), "grid-label", "middle"))
    for number in range(math.ceil(max(-90.0, box.south) / step), math.floor(min(90.0, box.north) / step) + 1):
        _, y = view.plain(0, number * step)
        lines.append(f"M{view.left:g} {y:.1f}h{view.width:g}")
        if view.top + 24 < y < view.top + view.height - 44:
            labels.append(text(view.left + 6, y + 3.5, _say(number * step, digits, "N", "S"), "grid-label"))
    return (f'<path class="grid" d="{"".join(lines)}"/>' if lines else ""), labels


def _step(least: float) -> float:
    """Return the smallest round number of degrees that is not below ``least``."""
    for power in range(7, -1, -1):
        for part in (1.0, 2.0, 5.0):
            step = part / 10.0**power
            if step >= least:
                return step
    return next((step for step in _STEPS if step >= least), 30.0)


def _say(degrees: float, digits: int, positive: str, negative: str) -> str:
    if positive == "E":
        degrees = (degrees + 180) % 360 - 180
    side = "" if abs(degrees) < 1e-9 or abs(abs(degrees) - 180) < 1e-9 else f" {positive if degrees > 0 else negative}"
    return f"{abs(degrees):.{digits}f}°{side}"


def scale_bar(view: Frame) -> list[str]:
    """Return a bar of a round length, measured along the middle parallel of the frame on WGS 84."""
    box = view.shown
    lon, lat = box.middle
    reach = min(10.0, (box.east - box.west) / 8)
    lat = max(-85.0, min(85.0, lat))
    pixels = view.plain(lon + reach, lat)[0] - view.plain(lon, lat)[0]
    per_pixel = distance(LatLon(lat, 0.0), LatLon(lat, reach)) / pixels
    most = view.width * 0.28 * per_pixel
    power = 10 ** math.floor(math.log10(most))
    length = max(part * power for part in (1, 2, 5) if part * power <= most)
    x, y, long = view.left + 12, view.top + view.height - 12, length / per_pixel
    wide = max(long, 50.0) + 12
    words = say_distance(length) if length < 1 else f"{length:,.0f} km"
    return [
        f'<rect class="plate" x="{x - 6:g}" y="{y - 22:g}" width="{wide:.1f}" height="28" rx="3"/>',
        f'<path class="bar" d="M{x:g} {y - 4:g}v4h{long:.1f}v-4"/>',
        text(x, y - 8, words, "small"),
    ]
