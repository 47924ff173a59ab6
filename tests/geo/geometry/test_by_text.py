"""Without shapely, GEOS alone finds the same problems: in a browser, where it is asked with the geometry as text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shapely

from cslint.document.geojson.model import Shape
from cslint.geo.geometry import validity
from tests.geo.geometry.maps import DATA, findings
from tests.geo.geometry.test_shapes import polygon

MAPS = sorted(path.stem for path in DATA.glob("*.geojson") if not path.stem.startswith("syntax"))


@pytest.fixture
def without_shapely(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """A program that cannot load shapely, but has GEOS."""
    with monkeypatch.context() as patch:
        patch.setattr(validity, "why_shapely_is_missing", lambda: "shapely cannot be loaded")
        patch.setattr(validity, "reason_of", lambda text: shapely.is_valid_reason(shapely.from_wkt(text)))
        patch.setattr(validity, "_plain", lambda _: False)
        yield patch


def told(content: bytes, folder: Path) -> list[tuple[str, str, int, int]]:
    """Return the findings without their fixes, which need shapely."""
    found = findings(content, folder)
    return [(one.rule, one.message, one.location.start, one.location.end) for one in found]


@pytest.mark.parametrize("name", MAPS)
def test_the_findings_are_those_of_shapely(name: str, tmp_path: Path, without_shapely: pytest.MonkeyPatch) -> None:
    content = (DATA / f"{name}.geojson").read_bytes()
    alone = told(content, tmp_path)
    without_shapely.undo()
    assert alone == told(content, tmp_path)


def test_too_many_corners_are_not_looked_at(without_shapely: pytest.MonkeyPatch) -> None:
    without_shapely.setattr(validity, "_MOST_CORNERS", 3)
    square = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0], [0.0, 0.0]]
    verdict = validity.judge([polygon(square)])
    assert verdict.unchecked == "it has more than 3 corners"
    assert not verdict.faults


def test_it_is_said_where_nothing_can_judge(without_shapely: pytest.MonkeyPatch) -> None:
    without_shapely.setattr(validity, "reason_of", None)
    assert validity.judge(bow_ties(1)).unchecked == "shapely cannot be loaded"


def bow_ties(number: int) -> list[Shape]:
    """Return polygons that each cross themselves once."""
    ring = [[0.0, 0.0], [1.0, 1.0], [1.0, 0.0], [0.0, 1.0], [0.0, 0.0]]
    return [polygon([[x + 2 * index, y] for x, y in ring]) for index in range(number)]


def test_every_problem_is_counted_and_the_first_few_are_explained(without_shapely: pytest.MonkeyPatch) -> None:
    verdict = validity.judge(bow_ties(6))
    assert (len(verdict.faults), verdict.total) == (4, 6)
    assert {fault.what for fault in verdict.faults} == {"crosses"}
