"""Where reports go: standard output, files, a workflow's annotations and page; and the exit status."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from cslint.cli import run, targets
from cslint.diagnostics.findings import CaseReport, Finding, Level, Location, Report
from cslint.reporters import Options
from tests.git import write

CASE = """\
---
title: Buses at night
---

## Overview

Buses run late.

[Map](htp://example.org/map)
"""
TEMPLATE = "---\ntitle: Title of your case\n---\n\n## Overview\n\n<!-- 10 to 20 words. -->\n"
LINES = (
    'cases/buses/index.md:5:1: warning too-few-words: "Overview" has 4 words; the template asks for 10 to 20 words.\n'
    "cases/buses/index.md:9:7: error malformed-link: The beginning of the address is wrong: htp://example.org/map\n"
)
CLOSING = "2 problems in 1 case study (1 error, 1 warning); --fix can fix 1 of them.\n"
ERROR = (
    "::error file=cases/buses/index.md,line=9,endLine=9,col=7,endColumn=28,title=cslint%3A malformed-link::"
    "cases/buses/index.md:9: The beginning of the address is wrong: htp://example.org/map%0A"
)


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "CSLINT_OUTPUT_FORMAT", "FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "course"
    write(folder, {"cslint.toml": 'template = "our.md"\n', "our.md": TEMPLATE, "cases/buses/index.md": CASE})
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def page(course: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The page of a step in a GitHub workflow."""
    path = course.parent / "page.md"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    return path


def test_a_pipe_gets_a_line_a_finding_and_whoever_looks_on_the_closing_sentence(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check"]) == 1
    assert capsys.readouterr() == (LINES, CLOSING)


def test_the_statistics_stand_below_the_findings(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", "--statistics"])
    rows = (
        "1  malformed-link  A link is written in a way that cannot work\n"
        "1  too-few-words   A section or item is shorter than the template asks for\n"
    )
    assert capsys.readouterr().out == LINES + rows


def test_a_fix_is_shown_where_it_is_asked_for(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", "--output-format", "full", "--select", "malformed-link", "--show-fixes"])
    assert " 9 - [Map](htp://example.org/map)\n 9 + [Map](http://example.org/map)\n" in capsys.readouterr().out


def test_a_format_with_a_file_comes_in_addition(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "-o", "json=found.json", "-o", "junit=found.xml"]) == 1
    assert capsys.readouterr() == (LINES, CLOSING)
    assert json.loads((course / "found.json").read_text(encoding="utf-8"))["summary"]["errors"] == 1
    assert (course / "found.xml").read_text(encoding="utf-8").startswith("<?xml")


def test_a_format_without_one_takes_the_place_of_the_usual(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "-o", "json"]) == 1
    told = capsys.readouterr()
    assert (json.loads(told.out)["version"], told.err) == (1, "")


def test_the_environment_names_a_format_and_the_flag_overrules_it(
    course: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CSLINT_OUTPUT_FORMAT", "json")
    run(["check"])
    assert json.loads(capsys.readouterr().out)["version"] == 1
    run(["check", "-o", "concise"])
    assert capsys.readouterr().out == LINES


def test_a_workflow_gets_annotations_and_a_page_besides_the_text(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page.write_text("# Before\n", encoding="utf-8")
    assert run(["check"]) == 1
    told = capsys.readouterr()
    assert told.out.startswith(LINES + ERROR)
    assert [line.split(" ")[0] for line in told.out.splitlines()[2:]] == ["::error", "::warning"]
    assert page.read_text(encoding="utf-8").startswith(f"# Before\n## Case studies\n\n{CLOSING}")


@pytest.mark.parametrize("how", ["flag", "environment"])
def test_whoever_names_a_format_there_gets_that_alone(
    how: str, page: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if how == "environment":
        monkeypatch.setenv("CSLINT_OUTPUT_FORMAT", "concise")
    run(["check", *(["-o", "concise"] if how == "flag" else [])])
    assert capsys.readouterr().out == LINES
    assert not page.exists()


def test_a_page_that_cannot_be_written_does_not_fail_the_step(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page.mkdir()
    assert run(["check", "--exit-zero"]) == 0
    assert capsys.readouterr().err == f"cslint: {page} cannot be written: Is a directory.\n{CLOSING}"


@pytest.mark.parametrize("taken", [0, 500_000, 1_000_000, 1_048_000, 2_000_000])
def test_a_page_never_grows_beyond_a_mebibyte(taken: int, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("x" * taken, encoding="utf-8")
    finding = Finding("rule", Level.ERROR, "m" * 400, Location("index.md", 1, 1, 1, 2), help="h" * 400)
    report = Report((CaseReport("index.md", "p", "draft", (finding,) * 3000),))
    targets.append_summary(report, page, Options())
    size = page.stat().st_size
    assert size == taken if taken > 1_040_000 else taken < size < 1 << 20


@pytest.mark.parametrize("form", ["github", "gitlab", "rdjson", "sarif", "markdown"])
def test_services_get_paths_from_the_root_of_the_repository(
    form: str, course: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(course, {".git/HEAD": ""})
    monkeypatch.chdir(course / "cases")
    run(["check", "-o", form])
    out = capsys.readouterr().out
    assert "cases/buses/index.md" in out.replace("\\", "")
    run(["check", "-o", "json"])
    assert json.loads(capsys.readouterr().out)["diagnostics"][0]["path"] == "buses/index.md"


def test_a_built_in_template_is_named_and_not_located(
    course: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(course, {".git/HEAD": ""})
    monkeypatch.chdir(course / "cases")
    run(["check", "--isolated", "--profile", "atlas-2023", "--select", "too-few-words", "-o", "json", "-o", "sarif=s"])
    (diagnostic,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert diagnostic["related"][0]["path"] == "atlas-2023/template.md"
    (result,) = json.loads(Path("s").read_text(encoding="utf-8"))["runs"][0]["results"]
    named = result["relatedLocations"][0]["physicalLocation"]["artifactLocation"]
    assert named == {"uri": "atlas-2023/template.md", "uriBaseId": "CSLINT"}


def test_sarif_carries_the_pages_of_the_rules(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", "-o", "sarif"])
    rules = json.loads(capsys.readouterr().out)["runs"][0]["tool"]["driver"]["rules"]
    (rule,) = [rule for rule in rules if rule["id"] == "too-few-words"]
    assert "## How to fix" in rule["help"]["markdown"]
    assert rule["helpUri"] == "https://github.com/cslint/cslint/blob/main/rules/too-few-words.md"


@pytest.mark.parametrize(
    ("formats", "said"),
    [
        (["jsno"], "'jsno' is not an output format; did you mean 'json'?"),
        (["json="], '--output-format "json=" names no file after the =.'),
        (
            ["json=nowhere/found.json"],
            "nowhere/found.json cannot be written: No such file or directory. Make its folder first.",
        ),
        (["json=cases"], "cases cannot be written: Is a directory. Name a file."),
    ],
)
def test_a_format_that_cannot_be_written_is_one_sentence_and_status_2(
    formats: list[str], said: str, course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", *(part for name in formats for part in ("-o", name))]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == f"cslint: {said}"


def test_one_file_that_cannot_be_written_does_not_keep_the_others_from_being_written(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "-o", "json=nowhere/found.json", "-o", "junit=found.xml"]) == 2
    assert capsys.readouterr().out == LINES
    assert (course / "found.xml").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such devices")
def test_a_device_is_written_to_and_not_replaced(course: Path) -> None:
    assert run(["check", "-o", f"json={os.devnull}"]) == 1
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_excludes_hold_for_what_is_named_outright(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--exclude", "cases/*", "cases/buses/index.md"]) == 2
    assert capsys.readouterr().err == "cslint: no case study in cases/buses/index.md: all are excluded.\n"


@pytest.mark.parametrize(
    ("arguments", "status"),
    [([], 1), (["--fail-on", "warning"], 1), (["--ignore", "links"], 0), (["--exit-zero"], 0), (["nowhere"], 2)],
)
def test_exit_status(arguments: list[str], status: int, course: Path) -> None:
    assert run(["check", *arguments]) == status
