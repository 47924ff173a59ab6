"""What the target branch's baseline excuses is excused, and no more than that."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.gate.course import BASE, CASE, CONFIG, GOOD, OVERVIEW, SHORT, gate, repository
from tests.git import commit, needs_git

pytestmark = needs_git
OLD = {"rule": "too-few-words", "about": "Overview"}


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder for a repository."""
    return tmp_path / "work"


def course(folder: Path, text: str, *entries: Mapping[str, object]) -> str:
    """Make a repository whose baseline excuses something in a case study, and return its commit."""
    written = json.dumps({"version": 1, "cases": {CASE: entries}})
    return repository(folder, {**BASE, CASE: text, "cslint.toml": CONFIG + 'baseline = "b.json"\n', "b.json": written})


def words(number: int) -> str:
    """Return the case study with so many words in its overview."""
    return GOOD.replace(OVERVIEW, " ".join(OVERVIEW.split()[:number]))


@pytest.mark.parametrize("entry", [OLD, {**OLD, "found": 7}, {**OLD, "found": 2}], ids=str)
@pytest.mark.parametrize(("left", "status"), [(7, 0), (9, 0), (6, 1), (1, 1)])
def test_an_excuse_does_not_cover_what_has_become_worse(
    entry: Mapping[str, object], left: int, status: int, work: Path
) -> None:
    base = course(work, words(7), entry)
    commit(work, {CASE: words(left).replace("Start small", "Start very small")})
    outcome = gate(work, "--base", base)
    assert (outcome.status, outcome.of("too-few-words")) == (status, [(CASE, "error")] * status)


def test_an_excuse_goes_along_when_the_case_study_moves(work: Path) -> None:
    base = course(work, words(7), OLD)
    (work / "cases/buses").rename(work / "cases/coaches")
    commit(work)
    assert gate(work, "--base", base).status == 0
    commit(work, {"cases/coaches/index.md": words(6)})
    assert gate(work, "--base", base).status == 1


def test_the_baseline_of_the_head_excuses_nothing(work: Path) -> None:
    base = course(work, GOOD)
    commit(work, {CASE: SHORT, "b.json": json.dumps({"version": 1, "cases": {CASE: [OLD]}})})
    assert gate(work, "--base", base).of("too-few-words") == [(CASE, "error")]


def test_an_excuse_for_one_is_none_for_two(work: Path) -> None:
    link = {"rule": "malformed-link", "about": "Lessons > x > htp://example.org/x"}
    text = GOOD + "\n[x](htp://example.org/x)\n"
    base = course(work, text, link)
    commit(work, {CASE: text + "\n[x](htp://example.org/x)\n"})
    assert gate(work, "--base", base).status == 1
