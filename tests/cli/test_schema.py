"""``cslint schema``: what it prints for a profile, for a course's template, and for a name that is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cslint.cli import run

ROOT = Path(__file__).parents[2]


def test_it_prints_the_file_that_is_shipped_beside_the_profile(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "atlas-2024"]) == 0
    shipped = ROOT / "schemas" / "atlas-2024" / "front-matter.schema.json"
    assert capsys.readouterr().out == shipped.read_text(encoding="utf-8")


def test_a_course_s_template_has_one_as_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", str(ROOT / "tests" / "templates" / "adr.md")]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["properties"]["status"] == {"enum": ["proposed", "rejected", "accepted", "deprecated"]}


def test_an_unknown_profile_is_a_wrong_call_with_a_suggestion(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "atlas-2032"]) == 2
    assert 'Did you mean "atlas-2023"?' in capsys.readouterr().err
