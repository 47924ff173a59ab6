"""House rules: what one collection wants is asked of its own documents, and of nobody else's."""

from __future__ import annotations

from pathlib import Path

import pytest

from cslint.contract.profile import built_in
from cslint.rules.registry import built_in as built_in_rules
from tests.course import cslint, findings

TEMPLATE = """---
title: Title of your note
---

## Findings

<!-- 3 to 30 words -->
"""
NOTE = """---
title: Early opening
---

## Findings

More people came before work than last year, as this plot shows.

![A curve that rises until nine]({})
"""


def _check(folder: Path, image: str, *more: str) -> list[str]:
    case = folder / "Étude 1"
    case.mkdir(parents=True, exist_ok=True)
    (folder / "t.md").write_text(TEMPLATE, encoding="utf-8")
    (case / "index.md").write_text(NOTE.format(image), encoding="utf-8")
    done = cslint(
        "check", "--isolated", "--template", folder / "t.md", "--notes", *more, case, "--output-format", "json"
    )
    return [finding["rule"] for finding in findings(done)]


@pytest.mark.parametrize("image", ["https://example.org/plot.png", "../plot.png", "plot.png"])
def test_a_template_alone_runs_no_house_rule(image: str, tmp_path: Path) -> None:
    (tmp_path / "plot.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    house = {rule.name for rule in built_in_rules().values() if rule.house}
    assert house.isdisjoint(_check(tmp_path, image))


def test_a_house_rule_runs_when_it_is_selected_by_name(tmp_path: Path) -> None:
    assert _check(tmp_path, "https://example.org/plot.png", "--select", "remote-image") == ["remote-image"]


def test_a_shared_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    assert "missing-asset" in _check(tmp_path, "../plot.png")


def test_profiles_name_rules_that_exist() -> None:
    rules = built_in_rules()
    house = {rule.name for rule in rules.values() if rule.house}
    wider = {"repeated-text"}  # runs for everybody, and looks through the whole text where a profile names it
    assert wider < set(rules)
    assert all(profile.house_rules == house | wider for profile in built_in())
