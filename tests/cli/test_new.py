"""`cslint new`: a folder by the naming rule, a file that only lacks what an author is to write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cslint.cli import run
from cslint.contract.profile import built_in
from cslint.document.front_matter.parser import FrontMatter
from cslint.linter.discovery import read
from cslint.rules import registry


def fields(path: Path) -> dict[str, object]:
    found: FrontMatter = read(path).front_matter
    return {name: entry.value for name, entry in found.fields.items()}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("profile", [profile.name for profile in built_in()])
def test_a_new_case_study_scores_next_to_nothing_and_lacks_only_what_is_to_be_written(
    profile: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["new", "Pune", "IND", "--profile", profile]) == 0
    assert capsys.readouterr().out == "pune-ind/index.md\n"
    assert run(["status", "pune-ind", "--isolated", "-o", "json"]) == 0
    case = json.loads(capsys.readouterr().out)["cases"][0]
    assert (case["profile"], case["stage"]) == (profile, "draft")
    assert case["score"] <= 0.15
    run(["check", "pune-ind", "--isolated", "--notes", "-o", "json"])
    found = {finding["rule"] for finding in json.loads(capsys.readouterr().out)["diagnostics"]}
    rules = registry.rules(plugins=False)
    assert {rules[name].kind for name in found} == {"completeness"}


def test_the_front_matter_holds_what_is_known_and_its_years_are_blank() -> None:
    run(["new", "Pune", "India", "--title", "Smart City"])
    found = fields(Path("pune-ind/index.md"))
    assert found["title"] == "Smart City"
    assert (found["city"], found["country_code"]) == ("Pune", "IND")
    assert found["centroid"] == pytest.approx([18.52, 73.86], abs=0.01)
    assert found["year_start"] is None
    assert found["year_completed"] is None


@pytest.mark.parametrize(
    ("city", "country", "folder"),
    [
        ("New York", "usa", "new-york-usa"),
        ("São Paulo", "Brazil", "sao-paulo-bra"),
        ("St. John's", "CAN", "st-johns-can"),
        ("Zürich", "CH", "zurich-che"),
    ],
)
def test_the_folder_is_named_after_city_and_country(city: str, country: str, folder: str) -> None:
    assert run(["new", city, country]) == 0
    assert fields(Path(folder) / "index.md")["city"] == city


@pytest.mark.parametrize(
    "title", ['Hudson: "Yards" #1', "yes", "2030", "- a\nb: c", "{x}", "'", "\\", "水位 Grid", "a: b"]
)
def test_any_title_stays_a_title(title: str) -> None:
    assert run(["new", "Pune", "IND", "--title", title]) == 0
    assert fields(Path("pune-ind/index.md"))["title"] == " ".join(title.split())


def test_a_city_nobody_knows_is_said_and_its_centroid_left_blank(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", "Xyzzyville", "IND"]) == 0
    assert fields(Path("xyzzyville-ind/index.md"))["centroid"] is None
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "No city called Xyzzyville is known in India: fill in the centroid yourself."


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Pune", "Atlantis"], '"Atlantis" is not a country. Give its three-letter code, such as IND for India.'),
        (["東京", "JPN"], '"東京" has no letter for the name of the folder. Give the city in Latin letters.'),
        (["Pune", "IND", "--profile", "atlas-2032"], '"atlas-2032" is not a profile'),
    ],
)
def test_a_wrong_call_writes_nothing(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert list(Path().iterdir()) == []


def test_what_is_there_is_never_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    Path("pune-ind").mkdir()
    Path("pune-ind/notes.txt").write_text("mine", encoding="utf-8")
    assert run(["new", "Pune", "IND"]) == 2
    assert "pune-ind is there already; nothing was written." in capsys.readouterr().err
    assert [path.name for path in Path("pune-ind").iterdir()] == ["notes.txt"]


def test_the_configuration_says_which_template_is_followed(here: Path) -> None:
    (here / "cslint.toml").write_text('profile = "atlas-stub"\n', encoding="utf-8")
    assert run(["new", "Pune", "IND", "--in", "cases"]) == 0
    assert fields(Path("cases/pune-ind/index.md"))["template"] == "stub"


OWN = """---
title: TBD
---

# Decision

<!-- cslint: keep -->

Every decision has a number.

## Context

<!-- At least 20 words. -->
"""


def test_a_copy_of_any_template_is_made_without_the_marks_for_cslint(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "decision.md").write_text(OWN, encoding="utf-8")
    assert run(["new", "--template", "decision.md", "0007-buses"]) == 0
    printed = capsys.readouterr()
    assert printed.out == "0007-buses.md\n"
    assert printed.err == "Write in it, then check it: cslint check --template decision.md 0007-buses.md\n"
    made = (here / "0007-buses.md").read_text(encoding="utf-8")
    assert "Every decision has a number." in made and "cslint: keep" not in made
    assert run(["check", "--isolated", "--template", "decision.md", "0007-buses.md"]) == 0  # a draft: warnings alone


def test_a_copy_is_never_written_over_a_file(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "decision.md").write_text(OWN, encoding="utf-8")
    (here / "a.md").write_text("mine", encoding="utf-8")
    assert run(["new", "--template", "decision.md", "a.md"]) == 2
    assert "a.md exists already" in capsys.readouterr().err
    assert (here / "a.md").read_text(encoding="utf-8") == "mine"


def test_a_case_study_needs_its_country(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", "Pune"]) == 2
    assert "cslint new Pune India" in capsys.readouterr().err
