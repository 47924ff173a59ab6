"""Front matter next to a template that alone says what it asks: what is reported, and what is fine."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from cslint.document.case import Case
from cslint.linter import engine
from cslint.linter.overrides import Request, settings
from cslint.text.source import Source

RULES = (
    *(
        "missing-front-matter",
        "front-matter-syntax",
        "missing-field",
        "unknown-field",
        "duplicate-field",
        "empty-field",
    ),
    *("placeholder-field", "misread-value", "invalid-value"),
)


def check(folder: Path, template: str, lines: str) -> list[tuple[str, int]]:
    path = folder / "template.md"
    path.write_text(f"---\n{template}\n---\n\n## Overview\n", encoding="utf-8")
    chosen = settings(Request(template=path, select=RULES, stage="review", plugins=False))
    own = replace(chosen, today=datetime.date(2026, 6, 1))
    source = Source(Path("a/index.md"), f"---\n{lines}\n---\n\n## Overview\n")
    report = engine.check_case(engine.context_of(Case(source.path, source), own), own)
    return [(finding.rule, finding.location.line - 1) for finding in report.findings]


TITLE = "title: Title of your note\n"
CASES: list[tuple[str, str, str, list[tuple[str, int]]]] = [
    ("a key that the template lacks", "", "layout: page", []),
    ("a key near to one that is missing", "author: Your name", "autor: Mona", [("unknown-field", 2)]),
    ("a list where the template has a text", "author: Your name", "author: [Mona, Ravi]", []),
    ("a text where the template has a list", "author:\n  - Your name", "author: Mona", []),
    ("a constant", "layout: case-study", "layout: case-study", []),
    ("an entry of a list that is left", "by:\n  - TBD", "by:\n  - Mona\n  - TBD", [("placeholder-field", 4)]),
    ("a note within an entry", "by:\n  - TBD", "by:\n  - TBD, networking", [("placeholder-field", 3)]),
    ("a value that is left in a mapping", "p:\n  q: Your name", "p:\n  q: Your name", [("placeholder-field", 3)]),
    (
        "a value that is left in a list of mappings",
        "p:\n  - q: Your name",
        "p:\n  - q: Your name",
        [("placeholder-field", 3)],
    ),
    ("a value emptied in a mapping", "p:\n  q: Your name", "p:\n  q:", [("empty-field", 3)]),
    ("a slot that YAML reads as a list", "by: [AUTHOR]", "by: [AUTHOR]", [("placeholder-field", 2)]),
    ("empty as in the template", "released:", "released:", []),
    ("to be left as it is", "number: 0000 # Leave as is", "number: 0000", [("misread-value", 2)]),
    ("left out as a remark allows", "req: <n> # Only required when it builds on another.", "", []),
    ("N/A", "by: Your name", "by: N/A", []),
    ("None in a list", "by: # Two names, or None", "by:\n  - None", []),
    ("a dash for nothing", "replaces:", "replaces:\n  -", []),
    ("nan", "by: Your name", "by: nan", [("empty-field", 2)]),
    ("a value of those offered", "kind: <Tram, Bus, or Ferry>", "kind: Bus", []),
    ("another value than those offered", "kind: <Tram, Bus, or Ferry>", "kind: Banana", [("invalid-value", 2)]),
    ("the offer itself", "kind: <Tram, Bus, or Ferry>", "kind: <Tram, Bus, or Ferry>", [("placeholder-field", 2)]),
    ("a date in quotes", "date: 2024-01-31", 'date: "2024-05-01"', []),
    ("no such day", "date: 2024-01-31", "date: 2024-02-30", [("invalid-value", 2)]),
    ("a condition that holds", "type: <A | B>\nof: <n> # Only required for A.", "type: A", [("missing-field", 3)]),
    ("a condition that does not hold", "type: <A | B>\nof: <n> # Only required for A.", "type: B", []),
    ("a key with its accents written apart", "nom\u00e9: Your name", "nome\u0301: Mona", []),
]


@pytest.mark.parametrize(("template", "lines", "found"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_the_template_asks_of_each_field(
    template: str, lines: str, found: list[tuple[str, int]], tmp_path: Path
) -> None:
    assert check(tmp_path, TITLE + template, f"title: Trams\n{lines}") == found


def test_a_template_without_front_matter_asks_for_none(tmp_path: Path) -> None:
    path = tmp_path / "template.md"
    path.write_text("# Title of the decision\n\n## Context\n", encoding="utf-8")
    own = settings(Request(template=path, select=RULES, stage="review", plugins=False))
    source = Source(Path("a/index.md"), "# Trams\n\n## Context\n")
    assert engine.check_case(engine.context_of(Case(source.path, source), own), own).findings == ()
