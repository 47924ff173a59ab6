"""What crosses itself without end is named in time, and what nobody looked at is said."""

from __future__ import annotations

import json
import math
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.course import environment
from tests.geo.geometry.maps import findings, lay_out, rules_of

MIDDLE = [73.85, 18.52]


def polygon(*rings: list[list[float]]) -> str:
    """A map of one polygon; rings are closed here."""
    closed = [[*ring, ring[0]] for ring in rings]
    return json.dumps({"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": closed}})


def around(angle: float, radius: float = 0.05) -> list[float]:
    return [MIDDLE[0] + radius * math.cos(angle), MIDDLE[1] + radius * math.sin(angle)]


def scattered(count: int) -> list[list[float]]:
    """Corners in no order at all."""
    chance = random.Random(7)
    return [[73.85 + chance.uniform(-0.05, 0.05), 18.52 + chance.uniform(-0.05, 0.05)] for _ in range(count)]


def star(count: int) -> list[list[float]]:
    """Spikes that touch in the middle."""
    tips = ([MIDDLE, around(2 * math.pi * n / count), around(2 * math.pi * (n + 0.5) / count)] for n in range(count))
    return [corner for spike in tips for corner in spike]


def there_and_back(count: int) -> list[list[float]]:
    """Lines from the middle, each drawn back to it."""
    return [corner for n in range(count) for corner in (MIDDLE, around(2 * math.pi * n / count))]


def message(content: str, folder: Path) -> str:
    (found,) = [finding for finding in findings(content, folder) if finding.rule == "ring-crossing"]
    return found.message


@pytest.mark.parametrize("count", [300, 1_000, 5_000])
def test_corners_in_no_order_cross_and_are_not_sorted_out(count: int, tmp_path: Path) -> None:
    (found,) = [f for f in findings(polygon(scattered(count)), tmp_path) if f.rule == "ring-crossing"]
    assert found.message.startswith("The boundary crosses itself near ")
    assert found.message.endswith("The lines cross too often for a fix.")
    assert found.fix is None


def test_spikes_that_touch_are_named(tmp_path: Path) -> None:
    assert message(polygon(star(3_000)), tmp_path).startswith("The boundary touches itself near 18.5200 N, 73.8500 E.")


@pytest.mark.parametrize("count", [3, 3_000])
def test_lines_drawn_there_and_back_enclose_nothing(count: int, tmp_path: Path) -> None:
    assert message(polygon(there_and_back(count)), tmp_path).startswith("The boundary encloses no area")


def test_a_corner_drawn_there_and_back_encloses_nothing(tmp_path: Path) -> None:
    corner = [[73.8, 18.46], [73.9, 18.46], [73.9, 18.56], [73.9, 18.46]]
    assert message(polygon(corner), tmp_path).startswith("The boundary encloses no area")


def test_a_triangle_drawn_twice_encloses_something(tmp_path: Path) -> None:
    triangle = [[73.8, 18.46], [73.9, 18.46], [73.9, 18.56]]
    assert "encloses no area" not in message(polygon(triangle * 2), tmp_path)


def test_few_crossings_are_sorted_out(tmp_path: Path) -> None:
    bow = [[73.8, 18.46], [73.95, 18.56], [73.95, 18.46], [73.8, 18.56]]
    (found,) = [f for f in findings(polygon(bow), tmp_path) if f.rule == "ring-crossing"]
    assert found.fix
    assert "too often" not in found.message


def test_teeth_side_by_side_that_cannot_be_compared_are_said(tmp_path: Path) -> None:
    width = 0.1 / 3_000
    teeth = [
        corner
        for n in range(3_000)
        for x in [73.8 + n * width]
        for corner in ([x, 18.5], [x + 0.1, 18.6], [x + 0.4 * width + 0.1, 18.6], [x + 0.4 * width, 18.5])
    ]
    found = findings(polygon([*teeth, [73.9, 18.4], [73.8, 18.4]]), tmp_path)
    (said,) = [finding for finding in found if finding.rule == "map-unchecked"]
    assert str(said.level) == "warning"
    assert said.message == (
        "The boundary was not checked for crossings, because more of its lines run side by side than can be compared."
    )


def squares(count: int, step: float) -> str:
    """Parts of one MultiPolygon, each a little inside the one before."""
    parts = []
    for n in range(count):
        low, high = n * step, 0.2 - n * step
        ring = [[low, low], [high, low], [high, high], [low, high], [low, low]]
        parts.append([[[73.75 + x, 18.42 + y] for x, y in ring]])
    return json.dumps({"type": "MultiPolygon", "coordinates": parts})


def test_parts_in_each_other_that_cannot_be_compared_are_said(tmp_path: Path) -> None:
    assert "ring-crossing" in rules_of(squares(100, 0.0001), tmp_path)
    assert "map-unchecked" in rules_of(squares(3_000, 0.00001), tmp_path)


@pytest.mark.parametrize("library", ["shapely", "numpy"])
@pytest.mark.parametrize("error", ["ImportError('libgeos_c.so.1: cannot open')", "OSError('not a library')"])
def test_a_library_that_does_not_load_is_a_warning(library: str, error: str, tmp_path: Path) -> None:
    broken = tmp_path / "broken" / library
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text(f"raise {error}\n", encoding="utf-8")
    bow = [[73.8, 18.46], [73.95, 18.56], [73.95, 18.46], [73.8, 18.56]]
    folder = tmp_path / "case"
    folder.mkdir()
    lay_out(polygon(bow), folder)
    start = f"import sys; sys.path.insert(0, {str(broken.parent)!r}); from cslint.__main__ import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", start,
         "check", "--isolated", "--profile", "atlas-2023", "--select", "all", "-o", "json", str(folder)],
        env=environment(), capture_output=True, text=True, encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip
    diagnostics = json.loads(done.stdout)["diagnostics"]
    assert "internal-error" not in {one["rule"] for one in diagnostics}
    (said,) = [one for one in diagnostics if one["rule"] == "map-unchecked"]
    assert said["level"] == "warning"
    assert "because shapely cannot be loaded (" in said["message"]
