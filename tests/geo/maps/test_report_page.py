"""The small drawing of a map on the report page."""

from __future__ import annotations

import re
from pathlib import Path

from cslint.geo.geometry.thumbnail import sketch
from cslint.linter import discovery
from cslint.reporters.html.map import drawing
from tests.geo.geometry.maps import collection, feature, lay_out

SPECK = "[[[73.80, 18.46], [73.80001, 18.46], [73.80001, 18.46001], [73.80, 18.46]]]"


def test_a_ring_too_small_for_an_outline_is_a_dot(tmp_path: Path) -> None:
    page = drawing(sketch(discovery.read(lay_out(collection(feature(), feature(SPECK)), tmp_path))))
    paths = re.findall(r'<path class="area" d="([^"]*)"', page)
    assert len(paths) == 1
    assert re.fullmatch(r"M\d+ \d+l[\d -]+Z", paths[0])
    assert 'r="2"' in page
