"""How findings in a map look: where they point, what they relate to, what they fix."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cslint.contract.template_assets import template_files
from cslint.document.geojson import map_file as module
from cslint.linter import discovery, engine
from cslint.linter.overrides import Request, settings
from tests.geo.geometry.maps import RULES, collection, feature, findings, lay_out

OPEN = "[[[73.80, 18.46], [73.93, 18.47], [73.95, 18.55], [73.79, 18.56]]]"


def test_many_faults_of_a_kind_are_one_finding_with_their_number_and_a_few_others(tmp_path: Path) -> None:
    (found,) = findings(collection(*(feature(OPEN) for _ in range(6))).replace("}}, ", "}},\n"), tmp_path)
    assert found.message.endswith("The same in 5 more places.")
    assert found.location.line == 1
    lines = [(Path(related.location.path).name, related.location.line, related.message) for related in found.related]
    assert lines == [
        ("map.geojson", 2, "the same here"),
        ("map.geojson", 3, "the same here"),
        ("map.geojson", 4, "the same here"),
        ("map.geojson", 1, "the ring begins here"),
        ("index.md", 16, "the map is named here"),
    ]
    assert found.fix is not None
    assert len(found.fix.edits) == 6


def test_a_fix_of_very_many_places_is_one_edit(tmp_path: Path) -> None:
    (found,) = findings(collection(*(feature(OPEN) for _ in range(60))), tmp_path)
    assert found.fix is not None
    assert len(found.fix.edits) == 1


def test_a_finding_is_about_the_field_that_names_the_map_and_lies_in_the_map_s_file(tmp_path: Path) -> None:
    (found,) = findings(feature(OPEN), tmp_path)
    assert found.field == "geography"
    assert Path(found.location.path) == tmp_path / "map.geojson"


def test_a_map_far_from_the_centroid_relates_to_the_centroid(tmp_path: Path) -> None:
    far = "[[[72.82, 18.92], [72.84, 18.92], [72.84, 18.95], [72.82, 18.92]]]"
    (found,) = findings(feature(far), tmp_path)
    assert ("the centroid", 9) in [(related.message, related.location.line) for related in found.related]


FAR = "[[[-73.954, 40.755], [-73.955, 40.756], [-73.958, 40.753], [-73.954, 40.755]]]"


def test_the_template_s_own_map_is_not_told_to_be_far_as_another_rule_tells_it(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    index = lay_out(feature(FAR), tmp_path / "case")
    template = tmp_path / "template.md"
    template.write_text("---\ngeography: ./example.geojson\n---\n\n## Overview\n\n## Sources\n", encoding="utf-8")
    chosen = settings(Request(select=RULES, plugins=False, template=template))

    def rules() -> list[str]:
        return [
            f.rule for f in engine.check_case(engine.context_of(discovery.read(index), chosen), chosen, str).findings
        ]

    assert rules() == ["geometry-far"]
    (tmp_path / "example.geojson").write_text(feature(FAR).replace(", ", ",\n  "), encoding="utf-8")
    template_files.cache_clear()
    assert rules() == []


@pytest.mark.parametrize("written", ["./MAP.geojson", "map.geojson", "maps/../map.geojson"])
def test_the_map_is_found_under_names_that_other_rules_complain_of(written: str, tmp_path: Path) -> None:
    (tmp_path / "maps").mkdir()
    assert [f.rule for f in findings(feature(OPEN), tmp_path, geography=written)] == ["ring-unclosed"]


def test_a_file_outside_the_case_is_never_opened(tmp_path: Path) -> None:
    case = tmp_path / "case"
    case.mkdir()
    (tmp_path / "outside.geojson").write_text("{", encoding="utf-8")
    index = lay_out("{", case, geography="./linked.geojson")
    (case / "linked.geojson").symlink_to(tmp_path / "outside.geojson")
    assert discovery.read(index).map_file is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_or_a_folder_is_no_map_and_not_waited_for(tmp_path: Path) -> None:
    index = lay_out("{", tmp_path, geography="./pipe")
    os.mkfifo(tmp_path / "pipe")
    assert discovery.read(index).map_file is None
    (tmp_path / "folder.geojson").mkdir()
    assert discovery.read(lay_out("{", tmp_path, geography="./folder.geojson")).map_file is None


def test_a_map_too_large_to_read_is_told_and_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 100)
    (found,) = findings(feature(OPEN), tmp_path)
    assert found.rule == "geojson-syntax"
    assert "larger than" in found.message


def test_a_case_s_map_is_read_once(tmp_path: Path) -> None:
    case = discovery.read(lay_out(feature(), tmp_path))
    first = case.map_file
    (tmp_path / "map.geojson").unlink()
    assert case.map_file is first is not None
