"""The front matter of rule pages comes from one file, as long as that is made of the very pages that there are."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from cslint.rules import heads
from cslint.rules.pages import Rule, load
from cslint.util.resources import folder


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A copy of our rule pages."""
    return Path(shutil.copytree(folder("rules"), tmp_path / "rules"))


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The front matter that is read as YAML."""
    found: list[str] = []
    real = yaml.load

    def counted(text: str, Loader: type) -> object:  # noqa: N803 - its name there
        found.append(text)
        return real(text, Loader=Loader)

    monkeypatch.setattr(yaml, "load", counted)
    return found


def said(rules: list[Rule]) -> list[Rule]:
    return [rule._replace(path=Path(rule.path.name)) for rule in rules]


def test_rules_are_the_same_as_those_of_the_pages(
    pages: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = said(list(load(pages)))
    assert parsed == []
    monkeypatch.setattr(heads, "FILE", pages / "gone.json")
    assert said(list(load(pages))) == quick
    assert len(parsed) == len(quick) > 50


def test_a_page_that_was_changed_says_what_it_says_now(pages: Path, parsed: list[str]) -> None:
    page = pages / "folder-name.md"
    page.write_text(page.read_text(encoding="utf-8").replace("summary: ", "summary: Hark! ", 1), encoding="utf-8")
    assert next(rule.summary for rule in load(pages) if rule.name == "folder-name").startswith("Hark! ")
    assert parsed


def test_a_page_by_another_name_is_another_rule(pages: Path) -> None:
    (pages / "folder-name.md").rename(pages / "folder-nom.md")
    names = [rule.name for rule in load(pages)]
    assert "folder-nom" in names
    assert "folder-name" not in names


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"[]", b"7", b'{"pages": ""}'])
def test_a_file_that_is_damaged_counts_for_nothing(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    quick = said(list(load(pages)))
    broken = tmp_path / "broken.json"
    broken.write_bytes(data)
    monkeypatch.setattr(heads, "FILE", broken)
    assert said(list(load(pages))) == quick
