"""The cache gives what a fresh look would give, whatever changes."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cslint.caching import case_cache
from cslint.cli import run
from cslint.diagnostics.findings import CaseReport, Report, pack, unpack
from cslint.document.files.sibling_cases import SiblingCases
from cslint.linter import engine, inputs
from cslint.linter.overrides import Request
from cslint.linter.session import Session
from tests.course import BODY, case


@pytest.fixture(autouse=True)
def _files_count_as_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "RECENT", 0)


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The cases that were really checked."""
    seen: list[Path] = []
    check = engine.check_case

    def counted(context: Any, settings: Any, show: Callable[[Path], str] = str) -> CaseReport:
        seen.append(context.case.path)
        return check(context, settings, show)

    monkeypatch.setattr(engine, "check_case", counted)
    return seen


def checked(folder: Path, store: Path | None, request: Request | None = None, **more: Any) -> Report:
    session = Session(request or Request(), cache=store, **more)
    return session.check(session.work([folder]))


def test_an_unchanged_case_is_not_looked_at_again_and_its_report_is_the_same(
    tmp_path: Path, looked: list[Path]
) -> None:
    place = case(tmp_path / "cases")
    first = checked(place, tmp_path / "cache")
    second = checked(place, tmp_path / "cache")
    assert first.cases[0].findings
    assert (second, len(looked)) == (first, 1)


CHANGES: dict[str, Callable[[Path], object]] = {
    "its text": lambda place: (place / "index.md").write_text("---\ntitle: x\n---\n", encoding="utf-8"),
    "a picture": lambda place: (place / "photo.jpg").write_bytes(b""),
    "a map": lambda place: (place / "map.geojson").write_text("{", encoding="utf-8"),
    "a new file": lambda place: (place / "more.jpg").write_bytes(b"x"),
    "a file gone": lambda place: (place / "photo.jpg").unlink(),
    "a name": lambda place: (place / "photo.jpg").rename(place / "Photo.jpg"),
    "only the time of a file": lambda place: os.utime(place / "map.geojson", (1, 1)),
    "a case beside it": lambda place: case(place.parent, "sydney-aus"),
    "a link": lambda place: (place / "link.jpg").symlink_to("photo.jpg"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_is_seen(tmp_path: Path, looked: list[Path], change: str) -> None:
    place = case(tmp_path / "cases")
    checked(place, tmp_path / "cache")
    CHANGES[change](place)
    after = checked(place, tmp_path / "cache")
    assert len(looked) == 2
    assert after == checked(place, None)


REQUESTS = {
    "a rule more": Request(extend_select=["all"]),
    "a rule less": Request(ignore=["words"]),
    "another stage": Request(stage="complete"),
    "another profile": Request(profile="atlas-2024"),
    "notes": Request(notes=True),
    "suppressions": Request(suppress=False),
    "trust": Request(trust_comments=False),
}


@pytest.mark.parametrize("other", REQUESTS)
def test_other_options_are_another_state(tmp_path: Path, looked: list[Path], other: str) -> None:
    place = case(tmp_path / "cases")
    checked(place, tmp_path / "cache")
    checked(place, tmp_path / "cache", REQUESTS[other])
    assert len(looked) == 2


def test_a_changed_configuration_template_or_rule_page_is_another_state(tmp_path: Path, looked: list[Path]) -> None:
    place = case(tmp_path / "cases")
    rules = tmp_path / "rules"
    rules.mkdir()
    own = Path(engine.__file__).parents[3] / "rules" / "too-few-words.md"
    (rules / "own.md").write_text(own.read_text(encoding="utf-8"), encoding="utf-8")
    template = tmp_path / "template.md"
    template.write_text("---\ntitle:\n---\n\n## Overview\n\n<!-- 5 words -->\n", encoding="utf-8")
    config = tmp_path / "cslint.toml"
    texts = [
        'rules = ["rules"]\n',
        'rules = ["rules"]\n[rule.too-few-words]\ntolerance = 0.5\n',
        'rules = ["rules"]\ntemplate = "template.md"\n',
    ]
    for text in texts:
        config.write_text(text, encoding="utf-8")
        checked(place, tmp_path / "cache")
    template.write_text("---\ntitle:\n---\n\n## Overview\n\n<!-- 50 words -->\n", encoding="utf-8")
    checked(place, tmp_path / "cache")
    (rules / "own.md").write_text(own.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    checked(place, tmp_path / "cache")
    assert len(looked) == 5
    checked(place, tmp_path / "cache")
    assert len(looked) == 5


def test_another_day_folder_or_version_is_another_state(
    tmp_path: Path, looked: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = case(tmp_path / "cases")
    checked(place, tmp_path / "cache")
    monkeypatch.chdir(tmp_path)
    checked(place, tmp_path / "cache")
    monkeypatch.setattr(inputs, "__version__", "99")
    checked(place, tmp_path / "cache")
    assert len(looked) == 3


@pytest.mark.parametrize("broken", [b"", b"x", b"{}", b"\xff\n\xff", "half", "other"])
def test_a_broken_entry_is_ignored_and_replaced(tmp_path: Path, looked: list[Path], broken: bytes | str) -> None:
    place = case(tmp_path / "cases")
    first = checked(place, tmp_path / "cache")
    [entry] = tmp_path.glob("cache/*/*/*.json")
    whole = entry.read_bytes()
    half = whole[: len(whole) // 2]
    forged = whole.replace(b"Overview", b"Xverview")
    entry.write_bytes({"half": half, "other": forged}[broken] if isinstance(broken, str) else broken)
    assert checked(place, tmp_path / "cache") == first
    assert len(looked) == 2
    assert entry.read_bytes() == whole


def test_a_case_is_kept_beside_its_neighbours(tmp_path: Path, looked: list[Path]) -> None:
    here, there = case(tmp_path / "cases"), case(tmp_path / "cases", "sydney-aus")
    for place in (here, there, here, there):
        checked(place, tmp_path / "cache")
    assert len(looked) == 2
    assert len(list(tmp_path.glob("cache/*/cases/*.json"))) == 1


def test_what_was_kept_first_makes_room(tmp_path: Path, looked: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = case(tmp_path / "cases"), case(tmp_path / "cases", "sydney-aus")
    checked(here, tmp_path / "cache")
    [shelf] = tmp_path.glob("cache/*/cases/*.json")
    monkeypatch.setattr(case_cache, "_LARGEST_FILE", int(1.5 * shelf.stat().st_size))
    checked(there, tmp_path / "cache")
    checked(there, tmp_path / "cache")
    assert len(looked) == 2
    checked(here, tmp_path / "cache")
    assert len(looked) == 3


def test_a_case_changed_a_moment_ago_is_not_kept(
    tmp_path: Path, looked: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "RECENT", 10**12)
    place = case(tmp_path / "cases")
    checked(place, tmp_path / "cache")
    checked(place, tmp_path / "cache")
    assert len(looked) == 2


def test_a_fault_of_ours_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = case(tmp_path / "cases")

    def broken(*_: object, **__: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(engine, "check_case", broken)
        assert [f.rule for f in checked(place, tmp_path / "cache").findings] == ["internal-error"]
    assert "internal-error" not in [f.rule for f in checked(place, tmp_path / "cache").findings]


def test_a_folder_that_cannot_be_written_to_costs_nothing(tmp_path: Path) -> None:
    place = case(tmp_path / "cases")
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert checked(place, tmp_path / "file" / "cache") == checked(place, None)


def test_entries_of_another_user_are_not_believed(
    tmp_path: Path, looked: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = case(tmp_path / "cases")
    checked(place, tmp_path / "cache")
    monkeypatch.setattr(os, "getuid", lambda: 12345, raising=False)
    checked(place, tmp_path / "cache")
    assert len(looked) == 2


@pytest.mark.parametrize(("options", "kept"), [([], 1), (["--no-cache"], 0), (["--isolated"], 0)])
def test_the_cache_lies_where_it_is_told_and_can_be_cleared(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    kept: int,
) -> None:
    monkeypatch.setenv("CSLINT_CACHE_DIR", str(tmp_path / "cache"))
    place = case(tmp_path / "cases")
    monkeypatch.chdir(tmp_path)
    run(["check", *options, str(place)])
    assert len(list(tmp_path.glob("cache/*/*/*.json"))) == kept
    capsys.readouterr()
    assert run(["cache", "clear"]) == 0
    assert capsys.readouterr().out == f"Deleted {kept} {'entry' if kept == 1 else 'entries'}.\n"
    assert not list(tmp_path.glob("cache/*/*/*.json"))


def test_without_a_home_there_is_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CSLINT_CACHE_DIR", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)

    def homeless(_: Path) -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "expanduser", homeless)
    assert case_cache.default_folder() is None


def test_a_report_survives_being_packed(tmp_path: Path) -> None:
    place = case(tmp_path / "cases", body=f"{BODY}\n![](./Photo.jpg)\n")
    session = Session(Request(extend_select=["all"], notes=True))
    [report] = session.check(session.work([place])).cases
    assert any(finding.fix for finding in report.findings)
    assert any(finding.related for finding in report.findings)
    report = replace(report, suppressed=report.findings[:1])
    assert unpack(pack(report)) == report


def test_like_sized_files_elsewhere_are_part_of_the_state_and_others_are_not(tmp_path: Path) -> None:
    here, there = case(tmp_path, "pune-ind"), case(tmp_path, "sydney-aus")
    size = (here / "photo.jpg").stat().st_size
    before = SiblingCases([here]).state([size])
    (there / "notes.txt").write_text("of no matter", encoding="utf-8")
    assert SiblingCases([here]).state([size]) == before
    os.utime(there / "photo.jpg", (1, 1))
    assert SiblingCases([here]).state([size]) != before
