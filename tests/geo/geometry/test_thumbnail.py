"""A case's map as a drawing in whole units of a box."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cslint.geo.geometry.thumbnail import HEIGHT, WIDTH, sketch
from cslint.linter.discovery import read


def drawn(folder: Path, geometry: object, centroid: str = "[10, 20]") -> dict[str, Any] | None:
    text = f"---\ncentroid: {centroid}\ngeography: ./a.geojson\n---\n"
    (folder / "index.md").write_text(text, encoding="utf-8")
    (folder / "a.geojson").write_text(json.dumps(geometry), encoding="utf-8")
    return sketch(read(folder / "index.md"))


SQUARE = [[19, 9], [21, 9], [21, 11], [19, 11], [19, 9]]


def test_a_square_fills_the_height_and_is_narrower_by_its_latitude(tmp_path: Path) -> None:
    found = drawn(tmp_path, {"type": "Polygon", "coordinates": [SQUARE]})
    assert found is not None
    assert found["areas"] == [[[[75, 186], [245, 186], [245, 14], [75, 14], [75, 186]]]]
    assert found["centroid"] == [160, 100]
    assert (WIDTH, HEIGHT) == (320, 200)


@pytest.mark.parametrize("centroid", ["[50, 20]", "somewhere", "[1]", "", "[.nan, 20]", "[true, x]"])
def test_a_centroid_elsewhere_is_not_drawn(tmp_path: Path, centroid: str) -> None:
    found = drawn(tmp_path, {"type": "Polygon", "coordinates": [SQUARE]}, centroid)
    assert found is not None
    assert found["centroid"] is None


def test_lines_and_points_are_drawn_as_such(tmp_path: Path) -> None:
    shapes: list[object] = [
        {"type": "LineString", "coordinates": SQUARE[:2]},
        {"type": "MultiPoint", "coordinates": SQUARE[:1]},
    ]
    found = drawn(
        tmp_path, {"type": "GeometryCollection", "geometries": [*shapes, {"type": "Point", "coordinates": [20, 9]}]}
    )
    assert found is not None
    assert (len(found["lines"]), len(found["points"]), found["areas"]) == (1, 2, [])


def test_a_hundred_thousand_points_are_thinned(tmp_path: Path) -> None:
    line = [[n / 1000, (n * 7 % 1000) / 1000] for n in range(100_000)]
    found = drawn(tmp_path, {"type": "LineString", "coordinates": line})
    assert found is not None
    assert len(found["lines"][0]) <= 402


NOTHING: list[object] = [
    None,
    [],
    {"type": "Polygon"},
    {"type": "Point", "coordinates": [1000, 2000]},
    {"type": "Feature", "geometry": None},
]


@pytest.mark.parametrize("geometry", NOTHING)
def test_where_there_is_nothing_to_draw_nothing_is_drawn(tmp_path: Path, geometry: object) -> None:
    assert drawn(tmp_path, geometry) is None


@pytest.mark.parametrize("far", [1e15, -1e15, 1e-300, 180.0])
def test_no_number_is_too_large(tmp_path: Path, far: float) -> None:
    found = drawn(tmp_path, {"type": "MultiPoint", "coordinates": [[0, 0], [far, 0], [0, 0.5]]})
    assert found is not None
    assert all(abs(x) <= 2 * WIDTH for x, _ in found["points"])
