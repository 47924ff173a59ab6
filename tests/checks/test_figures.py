"""Figures: areas that the map does not have, units and years that contradict each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from cslint.linter import discovery, engine
from cslint.linter.overrides import Request, settings
from tests.geo.geometry.maps import feature, lay_out

CHOSEN = settings(Request(select=("map-area", "impossible-figure"), plugins=False, profile="atlas-2023"))
# a map of about 196 km²
CITY = feature()


def findings(text: str, folder: Path, content: str = CITY, **front_matter: str | None) -> list[str]:
    index = lay_out(content, folder, **front_matter)
    index.write_text(index.read_text(encoding="utf-8") + f"\n{text}\n", encoding="utf-8")
    found = engine.check_case(engine.context_of(discovery.read(index), CHOSEN), CHOSEN).findings
    return [finding.message for finding in found]


@pytest.mark.parametrize(
    "stated",
    ["177 acres", "1,200 hectares", "177-acre", "12 ha", "2.5 km²", "2,773 square meter", "10 sq mi", "3 square miles",
     "900 square kilometres", "2 million hectares"],
)  # fmt: skip
def test_an_area_of_another_size_is_reported(stated: str, tmp_path: Path) -> None:
    (message,) = findings(f"A plan for {stated} of land.", tmp_path)
    assert message.startswith(f'"{stated}" is ')
    assert message.endswith("but the shape on the map has 153 km².")


@pytest.mark.parametrize(
    "stated",
    ["150 km²", "60 sq mi", "400 square kilometres", "55 km²", "37,000 acres", "12,000 square metres of office space",
     "a building of 16,000 square meters", "5,000 people per square kilometre", "5 km", "3 acres per person", "$85 ha"],
)  # fmt: skip
def test_other_figures_are_not(stated: str, tmp_path: Path) -> None:
    assert findings(f"A plan for {stated}.", tmp_path) == []


def test_the_first_area_counts(tmp_path: Path) -> None:
    assert findings("It covers 150 km², of which 20 acres are a park.", tmp_path) == []


def test_other_sections_are_about_other_things(tmp_path: Path) -> None:
    assert findings("## Goals\n\nA park of 20 acres.", tmp_path) == []


def test_the_description_is_read_first(tmp_path: Path) -> None:
    assert findings("It covers 20 acres.", tmp_path, description="A city of 150 km².") == []
    assert len(findings("It covers 150 km².", tmp_path, description="A park of 20 acres.")) == 1


def test_a_point_has_no_area_to_compare(tmp_path: Path) -> None:
    assert findings("It covers 20 acres.", tmp_path, feature("[73.85, 18.52]", "Point")) == []


def test_without_a_profile_that_asks_for_it_nothing_is_compared(tmp_path: Path) -> None:
    (tmp_path / "t.md").write_text("---\ngeography: map.geojson\n---\n\n## Overview\n", encoding="utf-8")
    index = lay_out(CITY, tmp_path)
    index.write_text(index.read_text(encoding="utf-8") + "\nIt covers 20 acres.\n", encoding="utf-8")
    chosen = settings(Request(plugins=False, profile=str(tmp_path / "t.md")))
    found = engine.check_case(engine.context_of(discovery.read(index), chosen), chosen).findings
    assert "map-area" not in {finding.rule for finding in found}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("463 km² (250 sq mi)", "463 km² is about 179 sq mi, not 250 sq mi."),
        ("10 miles (30 km)", "10 miles is about 16.1 km, not 30 km."),
        ("50 acres (about 50 hectares)", "50 acres is about 20.2 hectares, not 50 hectares."),
        ("1.8 kg (8 lb)", "1.8 kg is about 3.97 lb, not 8 lb."),
        ("a ten-year period (2016-2020)", "2016 to 2020 is 4 to 5 years, not 10."),
        ("over 3 years (2015–2022)", "2015 to 2022 is 7 to 8 years, not 3."),
    ],
)
def test_figures_that_contradict_each_other(text: str, message: str, tmp_path: Path) -> None:
    assert findings(f"## Goals\n\nThey built {text} of it.", tmp_path) == [message]


@pytest.mark.parametrize(
    "text",
    ["80 kilometers (50 miles)", "1 mile (1.5 km)", "100 acres (40 ha)", "2 km (1 mile)", "463 km² (179 sq mi)",
     "5 km (3 ha)", "five years (2016-2020)", "four years (2016-2020)", "3 years after the plan (2016-2020)",
     "5.4 trillion won ($4.23 billion)", "12 m (39 ft)"],
)  # fmt: skip
def test_figures_that_agree(text: str, tmp_path: Path) -> None:
    assert findings(f"## Goals\n\nThey built {text} of it.", tmp_path) == []
