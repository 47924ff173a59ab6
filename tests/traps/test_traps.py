"""Traps: what looks like a fault and is none. Each file says in its first line why; nothing may be found in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cslint.linter import engine
from cslint.linter.discovery import read
from cslint.linter.overrides import Request, settings

FOLDER = Path(__file__).parent
TRAPS = sorted(path for path in FOLDER.glob("*.md") if path.name != "template.md")
FAMILIES = ("sections", "words", "items", "placeholders", "links", "program")


@pytest.mark.parametrize("path", TRAPS, ids=lambda path: path.stem)
def test_nothing_is_said(path: Path) -> None:
    chosen = settings(Request(template=FOLDER / "template.md", select=FAMILIES, ignore=("bare-link",), plugins=False))
    report = engine.check_case(engine.context_of(read(path), chosen), chosen)
    assert [(finding.rule, finding.message) for finding in report.findings] == []


def test_each_says_why() -> None:
    assert all(path.read_text(encoding="utf-8").startswith("<!-- ") for path in TRAPS)
