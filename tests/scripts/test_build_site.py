"""The documentation site: pages made from the repository's files, and that it builds without a dead link."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from scripts.build_site import ROOT, configuration, pages, relinked, rule_page, rule_paths

from scripts import build_site


@pytest.mark.parametrize(
    ("name", "text", "made"),
    [
        ("README.md", "[a](rules/tags.md)", "[a](rules/tags.md)"),
        ("README.md", "![a](docs/check.svg)", "![a](check.svg)"),
        ("README.md", "[a](schemas/README.md#what)", "[a](profiles.md#what)"),
        ("README.md", "[a](https://example.org) [b](#rules)", "[a](https://example.org) [b](#rules)"),
        ("examples/plugin/README.md", "[a](../../CONTRIBUTING.md)", "[a](contributing.md)"),
        ("examples/plugin/README.md", "[a](src/x.py)",
         "[a](https://github.com/cslint/cslint/blob/main/examples/plugin/src/x.py)"),
        ("rules/tags.md", "[a](year-range.md) [b](../README.md)", "[a](year-range.md) [b](../start.md)"),
        ("README.md", "```md\n[a](docs/x.png)\n```\n", "```md\n[a](docs/x.png)\n```\n"),
    ],
)  # fmt: skip
def test_links_lead_to_pages_of_the_site_or_to_the_sources(name: str, text: str, made: str) -> None:
    assert relinked(text, name) == made


def test_a_rule_page_begins_with_its_facts_and_its_examples_say_what_they_are() -> None:
    head = "---\nsummary: Too short\nfamily: words\nlevel: should\nkind: completeness\n---\n"
    assert rule_page("too-few-words", head + "Body.\n\n```md bad status=Review\nx\n```\n") == (
        "# too-few-words\n\nToo short.\n\n*words, warning, completeness*\n\n"
        "Body.\n\n*bad status=Review*\n\n```md\nx\n```\n"
    )


def test_every_rule_has_a_page() -> None:
    made = pages()
    assert {f"rules/{path.name}" for path in rule_paths()} <= set(made)


def test_every_page_of_the_site_is_in_its_navigation() -> None:
    nav = str(configuration(ROOT / "docs")["nav"])
    own = {path.name for path in (ROOT / "docs").glob("*.md")}
    assert [name for name in own | pages().keys() if f"'{name}'" not in nav] == []


def test_the_page_of_commands_has_the_help_of_each() -> None:
    page = pages()["commands.md"]
    assert "## cslint check" in page
    assert "--select RULE" in page
    assert "\x1b" not in page


def test_a_missing_page_fails_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("zensical", reason="the documentation needs zensical: pip install 'cslint[docs]'")
    for name in ("docs", "rules", "src", "schemas", "examples"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for path in ROOT.glob("*.*"):
        if path.is_file():
            shutil.copy(path, tmp_path)
    with (tmp_path / "docs" / "score.md").open("a", encoding="utf-8") as page:
        page.write("\n[dead](nowhere.md)\n")
    monkeypatch.setattr(build_site, "ROOT", tmp_path)
    assert build_site.build(tmp_path / "site") != 0
