"""Fixing many files: in passes, each file whole or not at all, and what is left is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from cslint.errors import WriteError
from cslint.linter import fixer
from cslint.linter.overrides import Request
from cslint.linter.session import Session
from cslint.util import atomic_write
from tests.course import BODY, case
from tests.samples import COMPLETE

SAFE = COMPLETE.replace(": IND", ": IN")
LINKS = "".join(f"- [Source {number}](htp://example.org/{number})\n" for number in range(150))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two cases with a wrong country code."""
    monkeypatch.chdir(tmp_path)
    for name in ("first", "second"):
        case(tmp_path, name=name, front=SAFE)
    return tmp_path


def fixed(folder: Path, *rules: str, unsafe: bool = False) -> fixer.FixResult:
    """Fix what some rules find."""
    session = Session(Request(select=rules), isolated=True)
    return fixer.fix_files(session, session.work([folder]), unsafe=unsafe)


def codes(folder: Path) -> list[str]:
    """Return the country code of each case."""
    texts = [(folder / name / "index.md").read_text(encoding="utf-8") for name in ("first", "second")]
    return [text.split("country_code: ")[1].split("\n")[0] for text in texts]


def test_every_file_is_fixed_and_counted_and_nothing_is_left(folder: Path) -> None:
    result = fixed(folder, "country-code")
    assert (result.fixed, result.failed, codes(folder)) == (2, {}, ["IND", "IND"])
    assert [case.findings for case in result.report.cases] == [(), ()]


def test_a_file_that_cannot_be_written_is_named_and_the_others_are_fixed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    update = atomic_write.update
    tried: list[Path] = []

    def refuse(path: Path, *arguments: object, **more: object) -> bool:
        if path.parent.name == "first":
            tried.append(path)
            raise WriteError(path, PermissionError(13, "Permission denied"))
        return update(path, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(atomic_write, "update", refuse)
    result = fixed(folder, "country-code")
    assert (result.fixed, codes(folder)) == (1, ["IN", "IND"])
    assert [path.parent.name for path in result.failed] == ["first"]
    assert len(tried) == 1
    assert [len(case.findings) for case in result.report.cases] == [1, 0]


def test_a_file_that_another_writes_meanwhile_is_checked_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    update = atomic_write.update
    page = folder / "first/index.md"
    written: list[Path] = []

    def late(path: Path, *arguments: object, **more: object) -> bool:
        if path == page and not written:
            written.append(path)
            page.write_text(page.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
        return update(path, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(atomic_write, "update", late)
    result = fixed(folder, "country-code")
    assert (result.fixed, codes(folder)) == (2, ["IND", "IND"])
    assert page.read_text(encoding="utf-8").endswith("\nMore.\n")


def test_more_findings_than_are_shown_are_all_fixed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    case(tmp_path, body=f"## Overview\n\n{LINKS}")
    result = fixed(tmp_path, "malformed-link")
    assert (result.fixed, result.report.findings) == (150, [])


def test_a_guess_is_made_on_demand_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    place = case(tmp_path, body=BODY.replace("## Stakeholders", "## Stakeholdrs"))
    before = (place / "index.md").read_text(encoding="utf-8")
    assert fixed(tmp_path, "renamed-section").fixed == 0
    assert (place / "index.md").read_text(encoding="utf-8") == before
    assert fixed(tmp_path, "renamed-section", unsafe=True).fixed == 1
    assert "## Stakeholders\n" in (place / "index.md").read_text(encoding="utf-8")
