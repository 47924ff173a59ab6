"""Work grows as the file does: sixty thousand polygons, and nesting without end, are looked through in seconds."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.geo.geometry.maps import collection, feature, findings


def square(number: int) -> str:
    x, y = 73.8 + number % 250 * 0.0008, 18.4 + number // 250 * 0.0008
    corners = [(x, y), (x + 4e-4, y), (x + 4e-4, y + 4e-4), (x, y + 4e-4), (x, y)]
    return "[[" + ", ".join(f"[{east:.5f}, {north:.5f}]" for east, north in corners) + "]]"


def many(number: int, change: Callable[[str], str] = str) -> str:
    return collection(*(feature(change(square(n))) for n in range(number)))


def seconds(text: str, folder: Path) -> float:
    gc.collect()
    gc.freeze()  # what other tests have left behind is not looked through while this one is timed
    start = time.process_time()
    findings(text, folder)
    taken = time.process_time() - start
    gc.unfreeze()
    return taken


def test_sixty_thousand_sound_polygons_are_looked_through_in_seconds(tmp_path: Path) -> None:
    text = many(60_000)
    start = time.process_time()
    assert findings(text, tmp_path) == []
    assert time.process_time() - start < 15


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("open rings", lambda text: text[: text.rindex(", [")] + "]]"),
        ("quoted numbers", lambda text: text.replace("[[[7", '[[["7', 1).replace(",", '",', 1)),
        ("repeated positions", lambda text: text.replace("[[[", "[[" + text[2 : text.index("]") + 1] + ", [", 1)),
        ("long numbers", lambda text: text.replace("], [", "0123456789], [", 2).replace("0123456789", "", 1)),
    ],
)
def test_four_times_the_faults_take_some_four_times_as_long(
    what: str, change: Callable[[str], str], tmp_path: Path
) -> None:
    seconds(many(100, change), tmp_path)  # imports
    small, large = (seconds(many(number, change), tmp_path) for number in (1000, 4000))
    assert large < 10 * small + 0.5
    assert len(findings(many(1000, change), tmp_path)) == 1, "thousands of faults are one finding"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"type": "Feature", "properties": ' + '{"a": ' * 100_000 + "1" + "}" * 100_000 + ', "geometry": null}',
        '{"type": "Polygon", "coordinates": ' + "[" * 800 + "]" * 800 + "}",
        '{"type": "GeometryCollection", "geometries": [' * 300 + "]}" * 300,
        '{"a": "' + "\\\\" * 200_000,
        '{"a": ' * 50_000,
        '"' * 200_000,
        "[1," * 50_000,
    ],
    ids=range(8),
)
def test_brackets_and_quotes_without_end_are_a_finding_and_no_trouble(text: str, tmp_path: Path) -> None:
    start = time.process_time()
    assert findings(text, tmp_path)
    assert time.process_time() - start < 5
