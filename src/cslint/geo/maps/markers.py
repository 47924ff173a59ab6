"""Draw the centroid, and a numbered mark at every problem."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cslint.geo.maps.projection import Frame, Pixel
from cslint.geo.maps.scene import Fault, Scene
from cslint.geo.maps.style import clean

_RADIUS = 9.0
_STEM = 20.0
_SYMBOLS = {
    "area": '<rect class="area" x="{x:g}" y="{y:g}" width="16" height="11"/>',
    "line": '<path class="line" d="M{x:g} {low:g}l6 -9l4 5l6 -6"/>',
    "points": '<circle class="point" cx="{mid:g}" cy="{centre:g}" r="4.5"/>',
}
_NAMES = {"area": "Drawn area", "line": "Drawn line", "points": "Drawn point"}


def centroid(view: Frame, scene: Scene) -> list[str]:
    """Return a cross at the centroid of the front matter.

    Args:
        view: the frame to draw in.
        scene: the map.
    """
    if scene.centroid is None:
        return []
    x, y = view.xy(*scene.centroid)
    return [_cross(x, y)] if view.holds(x, y) else []


def _cross(x: float, y: float) -> str:
    shape = f"M{x - 8:.1f} {y:.1f}h16M{x:.1f} {y - 8:.1f}v16"
    return f'<path class="pin-under" d="{shape}"/><path class="pin" d="{shape}"/>'


def marks(view: Frame, faults: Sequence[Fault]) -> list[str]:
    """Return a circle at each place of a problem, and its number in the list next to it.

    Args:
        view: the frame to draw in.
        faults: the problems in the order of the list.
    """
    rings, badges = [], []
    taken: list[Pixel] = []
    for number, fault in enumerate(faults, 1):
        spots = [spot for place in fault.places if view.holds(*(spot := view.xy(*place)))]
        for x, y in spots:
            rings.append(f'<circle class="ring-{fault.level}" cx="{x:.1f}" cy="{y:.1f}" r="5"/>')
        if spots:
            x, y = spots[0]
            at = _free(view, x, y, taken)
            taken.append(at)
            rings.append(f'<path class="ring-{fault.level} stem" d="{_stem(x, y, *at)}"/>')
            badges.append(badge(*at, str(number), fault.level))
    return rings + badges


def _free(view: Frame, x: float, y: float, taken: Sequence[Pixel]) -> Pixel:
    """Return a free place for a number near a point, within the frame."""
    around = [(1, -1), (-1, -1), (1, 1), (-1, 1), (0, -1.4), (0, 1.4), (1.4, 0), (-1.4, 0)]
    for away in (1.0, 2.0, 3.0, 4.0):
        for right, down in around:
            spot = (x + right * _STEM * away, y + down * _STEM * away)
            apart = all(abs(spot[0] - u) + abs(spot[1] - v) > 2.4 * _RADIUS for u, v in taken)
            inside = view.holds(spot[0] - _RADIUS, spot[1] - _RADIUS) and view.holds(
                spot[0] + _RADIUS, spot[1] + _RADIUS
            )
            if apart and inside:
                return spot
    return x, y


def _stem(x: float, y: float, to_x: float, to_y: float) -> str:
    long = max(1.0, ((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5)
    start = 5 / long
    return f"M{x + start * (to_x - x):.1f} {y + start * (to_y - y):.1f}L{to_x:.1f} {to_y:.1f}"


def badge(x: float, y: float, words: str, level: str) -> str:
    """Return a disc with a number.

    Args:
        x: centre in pixels.
        y: centre in pixels.
        words: the number.
        level: ``error``, ``warning`` or ``note``, the class of the disc.
    """
    disc = f'<circle class="{level}" cx="{x:.1f}" cy="{y:.1f}" r="{_RADIUS:g}"/>'
    return f'{disc}<text class="number" x="{x:.1f}" y="{y + 4:.1f}">{clean(words)}</text>'


def legend(scene: Scene, x: float, y: float) -> Iterator[tuple[float, str, str]]:
    """Yield the vertical position, the drawing and the text of each symbol, 20 pixels apart.

    Args:
        scene: the map.
        x: left edge in pixels.
        y: baseline of the first symbol in pixels.
    """
    for kind, symbol in _SYMBOLS.items():
        if any(shape.kind == kind for shape in scene.shapes):
            yield x, symbol.format(x=x + 1, y=y - 6, low=y + 4, mid=x + 9, centre=y), _NAMES[kind]
            y += 20
    if any(any(shape.open) for shape in scene.shapes):
        yield x, f'<path class="gap" d="M{x + 1:g} {y:g}h17"/>', "Where the outline is open"
        y += 20
    if scene.centroid:
        lon, lat = scene.centroid
        yield x, _cross(x + 9, y), f"Centroid: {lat:.8g}, {lon:.8g}"
