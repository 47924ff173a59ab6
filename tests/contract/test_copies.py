"""Copies of templates of many kinds, in ``tests/templates/copies``: untouched, begun and finished.

``begun.txt`` has what an editor would say of the copy that is begun, one finding per line: its line and its rule.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import cslint
from cslint.completeness.score import Completeness
from cslint.contract.profile import from_template
from cslint.document.case import Case
from cslint.linter import engine
from cslint.linter.overrides import Request, settings
from cslint.text.source import Source

COPIES = sorted(path for path in (Path(__file__).parents[1] / "templates" / "copies").iterdir() if path.is_dir())
# rules about the shape of a document, which a template cannot break in a copy of itself
SHAPE = {
    "missing-section",
    "renamed-section",
    "section-order",
    "heading-level",
    "unknown-section",
    "duplicate-section",
    "missing-front-matter",
    "front-matter-syntax",
    "missing-field",
    "unknown-field",
    "invalid-value",
}
each_kind = pytest.mark.parametrize("folder", COPIES, ids=lambda path: path.name)


def _findings(folder: Path, name: str, to: Path) -> list[tuple[int, str]]:
    """Return the lines and rules of the errors and warnings on a copy in review."""
    case = to / "index.md"
    case.write_bytes((folder / name).read_bytes())
    report = cslint.check(case, template=folder / "template.md", stage="review", isolated=True)
    return [(finding.location.line, finding.rule) for finding in report.findings if finding.level != "note"]


def _score(folder: Path, name: str) -> float:
    path = folder / name
    rules = settings(Request(plugins=False))
    rules = type(rules)(rules.rules, rules.selected, profile=from_template(folder / "template.md"))
    case = Case(path, Source.from_bytes(path, path.read_bytes()))
    return Completeness(engine.context_of(case, rules)).score


@each_kind
def test_a_finished_copy_has_no_finding(folder: Path, tmp_path: Path) -> None:
    assert _findings(folder, "finished.md", tmp_path) == []


@each_kind
def test_what_is_left_in_a_copy_is_found_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    wanted = [line.split() for line in (folder / "begun.txt").read_text(encoding="utf-8").splitlines()]
    assert _findings(folder, "begun.md", tmp_path) == [(int(line), rule) for line, rule in wanted]


@each_kind
def test_an_untouched_copy_is_unfinished_and_its_shape_is_right(folder: Path, tmp_path: Path) -> None:
    rules = {rule for _, rule in _findings(folder, "template.md", tmp_path)}
    assert rules
    assert not rules & SHAPE


@each_kind
def test_the_score_follows_how_much_is_done(folder: Path) -> None:
    untouched, begun, finished = (_score(folder, name) for name in ("template.md", "begun.md", "finished.md"))
    assert untouched <= 0.05
    assert 0.05 < begun < 0.9 < finished
