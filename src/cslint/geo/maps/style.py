"""Define the drawing's light and dark colours, and write its basic SVG elements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from cslint.geo.maps.projection import Pixel

# characters that XML forbids, and those that change the direction of text
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069\x7f-\x9f]")

STYLE = """
text{font-family:system-ui,"Segoe UI","Noto Sans","DejaVu Sans",sans-serif;font-size:12px;fill:#1d2733}
.title{font-size:22px;font-weight:600}.head{font-size:14px;font-weight:600}.rule{font-weight:600}
.quiet,.small{fill:#566373}.quiet{font-size:13px}.small{font-size:11px}
.grid-label{font-size:10.5px;fill:#566373;stroke:#fff;stroke-width:3px;stroke-opacity:.8;paint-order:stroke}
.paper{fill:#fff}.plain{fill:#f5f3ed}.sea{fill:#d9e6ee}
.land{fill:#ece8dd;stroke:#bdb6a4;stroke-width:.7}.country{fill:#fdfbf3;stroke:#8d8470;stroke-width:1}
.edge{fill:none;stroke:#8a94a0}.grid{fill:none;stroke:#5c7486;stroke-opacity:.28;stroke-width:.7}
.area{fill:#2567ad;fill-opacity:.24;stroke:#1b5796;stroke-width:2;stroke-linejoin:round}
.open{stroke:none;fill-opacity:.12}
.line,.outline{fill:none;stroke:#1b5796;stroke-width:2.2;stroke-linejoin:round;stroke-linecap:round}
.point{fill:#1b5796;stroke:#fff;stroke-width:1}.gap{fill:none;stroke:#b3261e;stroke-width:2;stroke-dasharray:5 4}
.pin{fill:none;stroke:#111;stroke-width:2}.pin-under{fill:none;stroke:#fff;stroke-width:4.5;stroke-opacity:.85}
.focus{fill:#b3261e;fill-opacity:.08;stroke:#b3261e;stroke-width:1.6}.dot{fill:#b3261e}
.bar{fill:none;stroke:#1d2733;stroke-width:1.6}.plate{fill:#fff;fill-opacity:.8}
.error{fill:#b3261e}.warning{fill:#965f00}.note{fill:#4a6178}
.ring-error,.ring-warning,.ring-note{fill:none;stroke-width:2}
.ring-error{stroke:#b3261e}.ring-warning{stroke:#965f00}.ring-note{stroke:#4a6178}
.stem{stroke-width:1.4}.number{font-size:11px;font-weight:700;fill:#fff;text-anchor:middle}
@media (prefers-color-scheme:dark){
text{fill:#e4e9ee}.quiet,.small{fill:#a2aebb}.grid-label{fill:#b4bfca;stroke:#10161c}
.paper{fill:#12181f}.plain{fill:#1c232b}.sea{fill:#16242f}
.land{fill:#262c33;stroke:#4b545e}.country{fill:#343b43;stroke:#8b95a0}
.edge{stroke:#5b6772}.grid{stroke:#9db4c6}
.area{fill:#6fb0f5;stroke:#8cc2ff}.line,.outline{stroke:#8cc2ff}.point{fill:#8cc2ff;stroke:#12181f}
.gap{stroke:#ff8a80}.pin{stroke:#fff}.pin-under{stroke:#000}
.focus{fill:#ff8a80;stroke:#ff8a80}.dot{fill:#ff8a80}.bar{stroke:#e4e9ee}.plate{fill:#12181f}
.error{fill:#ff8a80}.warning{fill:#f2b84b}.note{fill:#9fb8d0}
.ring-error{stroke:#ff8a80}.ring-warning{stroke:#f2b84b}.ring-note{stroke:#9fb8d0}.number{fill:#12181f}
}
"""


def clean(words: str) -> str:
    """Return text escaped for XML, without characters that XML forbids."""
    return escape(_UNFIT.sub("\ufffd", words))


def tag(name: str, words: str, **attributes: str) -> str:
    """Return an element with text.

    Args:
        name: name of the element.
        words: its text.
        attributes: its attributes.
    """
    given = "".join(f' {key}="{clean(value)}"' for key, value in attributes.items())
    return f"<{name}{given}>{clean(words)}</{name}>"


def text(x: float, y: float, words: str, kind: str, anchor: str = "") -> str:
    """Return a line of text, "" without words.

    Args:
        x: pixels from the left.
        y: baseline in pixels from the top.
        words: the text.
        kind: CSS class.
        anchor: ``text-anchor``, "" for the start.
    """
    if not words:
        return ""
    end = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text class="{kind}" x="{x:g}" y="{y:.1f}"{end}>{clean(words)}</text>'


def path(runs: Sequence[Sequence[Pixel]], kind: str, *, close: bool = True) -> str:
    """Return lines or rings as one path with the even-odd rule.

    Args:
        runs: the points of each line or ring, in pixels.
        kind: CSS class.
        close: whether they are rings.
    """
    return f'<path class="{kind}" fill-rule="evenodd" d="{data(runs, close=close)}"/>'


def data(runs: Sequence[Sequence[Pixel]], *, close: bool = True, digits: int = 1) -> str:
    """Return the ``d`` attribute of a path, in relative steps.

    Args:
        runs: the points of each line or ring, in pixels.
        close: whether they are rings.
        digits: decimals of the numbers.
    """
    unit = 10**digits
    parts = []
    for run in runs:
        points = [(round(x * unit), round(y * unit)) for x, y in run]
        if close and len(points) > 1 and points[0] == points[-1]:
            points.pop()
        if close and len(set(points)) < 2:
            continue  # too small to see, and not a valid path
        (x, y), *rest = points
        parts.append(f"M{_number(x, unit)} {_number(y, unit)}")
        steps = []
        for next_x, next_y in rest:
            if (next_x, next_y) != (x, y):
                steps.append(f"{_number(next_x - x, unit)} {_number(next_y - y, unit)}")
                x, y = next_x, next_y
        parts.append(("l" + " ".join(steps) if steps else "h0") + ("z" if close else ""))
    return "".join(parts)


def _number(value: int, unit: int) -> str:
    return f"{value / unit:g}"
