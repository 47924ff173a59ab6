"""The template's own files are known again under any name, and however a map was saved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cslint.contract.profile import Profile, from_template
from cslint.contract.template_assets import TemplateFile, template_files
from cslint.document.files.asset_folder import Assets, small_json
from tests.samples import MAP, picture

TEMPLATE = "---\nfeatured_image: ./street.jpg\ngeography: ./area.geojson\n---\n\n![Alt](gone.png) ![x](https://example.org/y.png)\n"


def course(folder: Path) -> Profile:
    folder.mkdir()
    (folder / "template.md").write_text(TEMPLATE, encoding="utf-8")
    (folder / "street.jpg").write_bytes(picture("jpeg", "800x600", "20kB"))
    (folder / "area.geojson").write_text(MAP, encoding="utf-8")
    return from_template(folder / "template.md")


def test_a_course_s_template_is_known_by_the_files_beside_it(tmp_path: Path) -> None:
    found = {known.name: known for known in template_files(course(tmp_path / "course"))}
    assert found["street.jpg"] == TemplateFile("street.jpg", 20_000, (800, 600))
    area = small_json(tmp_path / "course" / "area.geojson")
    assert area is not None
    assert found["area.geojson"] == TemplateFile("area.geojson", positions=area.positions, digest=area.digest)
    assert area.positions > 0 < len(area.digest)
    assert found["gone.png"] == TemplateFile("gone.png")
    assert "y.png" not in found


def test_a_picture_is_the_same_only_with_the_same_size_and_sides(tmp_path: Path) -> None:
    known = TemplateFile("street.jpg", 20_000, (800, 600))
    verdicts = {}
    for name, spec in {"same": "800x600:20kB", "smaller": "800x600:19kB", "turned": "600x800:20kB"}.items():
        path = tmp_path / f"{name}.jpg"
        path.write_bytes(picture("jpeg", *spec.split(":")))
        verdicts[name] = known.is_same(path, Assets(tmp_path))
    assert verdicts == {"same": True, "smaller": False, "turned": False}


def from_file(folder: Path) -> TemplateFile:
    (folder / "a.geojson").write_text(MAP, encoding="utf-8")
    found = small_json(folder / "a.geojson")
    assert found is not None
    return TemplateFile("a.geojson", positions=found.positions, digest=found.digest)


@pytest.mark.parametrize("change", [("7", "8"), ('"properties": {}', '"properties": {"a": 1}')])
def test_a_map_with_as_many_positions_need_not_be_the_same(change: tuple[str, str], tmp_path: Path) -> None:
    text = MAP.replace(*change)
    assert text != MAP
    (tmp_path / "b.geojson").write_text(text, encoding="utf-8")
    assert not from_file(tmp_path).is_same(tmp_path / "b.geojson", Assets(tmp_path))


@pytest.mark.parametrize(
    "text", [MAP, MAP.replace(" ", ""), MAP.replace("\n", "\r\n"), json.dumps(json.loads(MAP), indent=2)]
)
def test_a_map_is_the_same_however_it_was_saved(text: str, tmp_path: Path) -> None:
    known = from_file(tmp_path)
    (tmp_path / "b.geojson").write_text(text, encoding="utf-8", newline="")
    assert known.is_same(tmp_path / "b.geojson", Assets(tmp_path))


@pytest.mark.parametrize("data", [b"", b"{", b"[" * 60_000, b'"\\ud800"', b"[1]" + b" " * 70_000, b"\xff\xfe"])
def test_what_is_no_small_json_is_no_template_s_map(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    path.write_bytes(data)
    assert not TemplateFile("a", digest="0" * 64).is_same(path, Assets(tmp_path))


def test_a_profile_without_a_template_still_knows_the_files_of_ours() -> None:
    names = {known.name for known in template_files(Profile("none", None))}
    assert {"example.geojson", "hannah-busing-0V6DmTuJaIk-unsplash.jpeg"} <= names
