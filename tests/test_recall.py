"""A run that is asked for again prints what it printed, without a look at any case, until anything changes."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cslint.caching import case_cache, recall
from cslint.cli import run
from cslint.diagnostics.findings import Report
from cslint.linter.session import Session
from tests.course import case, printed

TEMPLATE = "---\ntitle:\n---\n\n## Overview\n\n<!-- {} words -->\n\n![](./beside.jpg)\n"


pytestmark = pytest.mark.usefixtures("own_cache")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Two cases of a course that has a template with a picture, and rules of its own."""
    folder = tmp_path / "course"
    for name in ("pune-ind", "sydney-aus"):
        case(folder / "cases", name)
    (folder / "rules").mkdir()
    page = Path(recall.__file__).parents[3] / "rules" / "too-few-words.md"
    (folder / "rules" / "own.md").write_text(page.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "template.md").write_text(TEMPLATE.format(5), encoding="utf-8")
    (folder / "beside.jpg").write_bytes(b"x")
    (folder / "cslint.toml").write_text('template = "template.md"\nrules = ["rules"]\n', encoding="utf-8")
    return folder


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Counts the runs that looked at the cases."""
    counted: list[int] = []
    check = Session.check

    def counting(self: Session, *tasks: object, **more: object) -> Report:
        counted.append(1)
        return check(self, *tasks, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Session, "check", counting)
    return counted


@pytest.mark.parametrize("form", ["json", "concise", "full", "github", "gitlab", "junit", "grouped"])
def test_the_same_is_printed_without_a_look_at_the_cases(
    course: Path, runs: list[int], capsys: pytest.CaptureFixture[str], form: str
) -> None:
    first = printed(capsys, "-o", form, "--fail-on", "warning", course)
    again = printed(capsys, "-o", form, "--fail-on", "warning", course)
    assert (again, len(runs)) == (first, 1)
    assert first[0] == 1
    assert first[1]


def test_how_findings_are_shown_and_weighed_may_change(
    course: Path, runs: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    (course / "cslint.toml").write_text('fail-on = "warning"\n', encoding="utf-8")
    printed(capsys, course)
    assert printed(capsys, "-o", "json", "--exit-zero", course)[0] == 0
    (course / "cslint.toml").write_text('fail-on = "note"\n', encoding="utf-8")
    printed(capsys, course)
    assert len(runs) == 2


CHANGES: dict[str, Callable[[Path], object]] = {
    "a text": lambda course: (course / "cases/pune-ind/index.md").write_text("---\ntitle: x\n---\n", encoding="utf-8"),
    "a map": lambda course: (course / "cases/pune-ind/map.geojson").write_text("{", encoding="utf-8"),
    "a file gone": lambda course: (course / "cases/pune-ind/photo.jpg").unlink(),
    "a file more": lambda course: (course / "cases/pune-ind/more.jpg").write_bytes(b"x"),
    "a case more": lambda course: case(course / "cases", "porto-prt"),
    "a case in a new folder": lambda course: case(course / "more" / "deep", "porto-prt"),
    "a case gone": lambda course: (course / "cases/pune-ind/index.md").unlink(),
    "the template": lambda course: (course / "template.md").write_text(TEMPLATE.format(6), encoding="utf-8"),
    "a picture of the template": lambda course: (course / "beside.jpg").write_bytes(b"yy"),
    "a rule page": lambda course: (course / "rules/own.md").open("a", encoding="utf-8").write("\n"),
    "another rule page": lambda course: (course / "rules/README.md").write_text("", encoding="utf-8"),
    "the configuration": lambda course: (course / "cslint.toml").write_text('stage = "review"\n', encoding="utf-8"),
    "no configuration": lambda course: (course / "cslint.toml").unlink(),
    "a nearer one": lambda course: (course / "cases/cslint.toml").write_text('stage = "review"\n', encoding="utf-8"),
    "the time of a file": lambda course: os.utime(course / "cases/pune-ind/map.geojson", (1, 1)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_is_seen(course: Path, runs: list[int], capsys: pytest.CaptureFixture[str], change: str) -> None:
    printed(capsys, course)
    CHANGES[change](course)
    after = printed(capsys, course)
    assert len(runs) == 2
    assert after == printed(capsys, "--no-cache", course)


def test_a_configuration_above_all_is_seen(course: Path, runs: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    (course / "cslint.toml").unlink()
    printed(capsys, course / "cases")
    (course.parent / "cslint.toml").write_text('stage = "review"\n', encoding="utf-8")
    printed(capsys, course / "cases")
    assert len(runs) == 2


def test_cases_beside_the_folder_are_seen(course: Path, runs: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    (course / "cases/later").mkdir()
    printed(capsys, course / "cases/pune-ind")
    (course / "cases/later/index.md").write_text("---\n---\n", encoding="utf-8")
    printed(capsys, course / "cases/pune-ind")
    (course / "cases/later/index.md").write_text("---\ntitle: x\n---\n", encoding="utf-8")
    printed(capsys, course / "cases/pune-ind")
    assert len(runs) == 3


def test_another_day_folder_package_or_option_is_another_run(
    course: Path,
    runs: list[int],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    packages = tmp_path / "packages"
    packages.mkdir()
    monkeypatch.setattr(sys, "path", [*sys.path, str(packages)])
    printed(capsys, course)
    (packages / "another.dist-info").mkdir()
    printed(capsys, course)
    printed(capsys, course, "--stage", "review")
    monkeypatch.chdir(tmp_path)
    printed(capsys, course)
    monkeypatch.setattr(time, "strftime", lambda form: f"2999 {form}")
    printed(capsys, course)
    assert len(runs) == 5


@pytest.mark.parametrize("options", [["--no-cache"], ["--isolated"], ["-o", "sarif"], ["-o", "html"]])
def test_some_runs_are_not_remembered(
    course: Path, runs: list[int], capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    for _ in range(2):
        printed(capsys, *options, course)
    assert len(runs) == 2


def test_a_named_file_and_a_baseline_are_not_remembered(
    course: Path, runs: list[int], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for _ in range(2):
        printed(capsys, course / "cases/pune-ind/index.md")
    run(["baseline", "-o", str(tmp_path / "known.json"), str(course)])
    before = len(runs)
    for _ in range(2):
        printed(capsys, "--baseline", tmp_path / "known.json", course)
    assert (before, len(runs)) == (3, 5)


def test_what_changed_a_moment_ago_is_not_remembered(
    course: Path, runs: list[int], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recall, "FRESH", 10**12)
    for _ in range(2):
        printed(capsys, course)
    assert len(runs) == 2


@pytest.mark.parametrize("broken", [b"", b"x", b"{}\n[]", b"\xff\n\xff"])
def test_a_broken_entry_is_ignored_and_replaced(
    course: Path, runs: list[int], capsys: pytest.CaptureFixture[str], tmp_path: Path, broken: bytes
) -> None:
    first = printed(capsys, course)
    [entry] = tmp_path.glob("cache/*/runs/*.json")
    whole = entry.read_bytes()
    for content in (broken, whole[: len(whole) // 2], whole.replace(b"Overview", b"Xverview")):
        entry.write_bytes(content)
        assert printed(capsys, course) == first
    assert len(runs) == 4
    assert entry.read_bytes() == whole


def test_entries_of_another_user_are_not_believed(
    course: Path, runs: list[int], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    printed(capsys, course)
    monkeypatch.setattr(os, "getuid", lambda: 12345, raising=False)
    printed(capsys, course)
    assert len(runs) == 2


def test_only_the_last_command_lines_are_remembered(
    course: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(case_cache, "_LAST", 2)
    for rule in ("words", "items", "links", "images"):
        printed(capsys, "--select", rule, course)
    assert len(list(tmp_path.glob("cache/*/runs/*.json"))) == 2
