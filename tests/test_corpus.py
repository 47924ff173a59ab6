"""Real case studies and drafts: whole or cut off anywhere they end in findings, never in a traceback."""

from __future__ import annotations

import os
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

from cslint.diagnostics.findings import CaseReport
from cslint.document.case import Case
from cslint.linter import engine
from cslint.linter.overrides import Request, settings
from cslint.linter.settings import Settings
from cslint.text.source import Source
from tests.corpus import markdown_files, needs_corpus

# every line with CSLINT_EVERY_LINE=1; else so many places a file that all of them together take a minute
EVERY_LINE = bool(os.environ.get("CSLINT_EVERY_LINE"))
PLACES = 6
EXAMPLES = sorted((Path(__file__).parents[1] / "examples").rglob("index.md"))


@lru_cache(maxsize=1)
def everything() -> Settings:
    return settings(Request(select=("all",), plugins=False))


def report(path: Path, text: str) -> CaseReport:
    case = Case(path, Source(path, text))
    return engine.check_case(engine.context_of(case, everything()), everything())


def sound(found: CaseReport, text: str) -> None:
    broken = [finding.message for finding in found.findings if finding.rule == "internal-error"]
    assert broken == []
    lines = text.count("\n") + text.count("\r") + 1
    for finding in found.findings:
        at = finding.location
        assert 1 <= at.line <= at.end_line
        assert at.column >= 1
        assert finding.message
        assert "{" not in finding.message.replace("{{", "")
        if at.path.endswith("index.md"):
            assert at.end_line <= lines


def cuts(text: str) -> list[int]:
    ends = [at + 1 for at, char in enumerate(text) if char == "\n"]
    step = 1 if EVERY_LINE else max(1, len(ends) // PLACES)
    return ends[::step]


@pytest.mark.slow
@needs_corpus
@pytest.mark.parametrize("path", markdown_files(), ids=lambda path: "-".join(path.parts[-3:]))
def test_a_real_file_ends_in_findings_whole_or_cut_off(path: Path) -> None:
    text = Source.from_bytes(path, path.read_bytes()).text
    sound(report(path, text), text)
    for cut in cuts(text):
        sound(report(path, text[:cut]), text[:cut])


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_an_example_ends_in_findings_cut_off_anywhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for cut in cuts(text):
        sound(report(path, text[:cut]), text[:cut])


@needs_corpus
@pytest.mark.parametrize("path", markdown_files(), ids=lambda path: "-".join(path.parts[-3:]))
def test_no_two_findings_tell_one_fault(path: Path) -> None:
    text = Source.from_bytes(path, path.read_bytes()).text
    found = [f for f in report(path, text).findings if f.level != "note"]
    places = Counter((f.location.path, f.location.start, f.location.end) for f in found if f.location.end)
    doubled = {
        place: [
            (f.rule, f.section, f.field) for f in found if (f.location.path, f.location.start, f.location.end) == place
        ]
        for place, count in places.items()
        if count > 1
    }
    for rules in doubled.values():
        assert len(set(rules)) == len(rules), "the same rule twice at one place"
        names = tuple(sorted({rule for rule, *_ in rules}))
        assert len(names) == 1 or names in DIFFERENT, "two rules at one place that may be one fault"


# pairs that speak of different things though they stand at one place
DIFFERENT = {
    ("image-alt", "image-credit"),
    ("image-alt", "same-alt"),
    ("placeholder-alt", "same-alt"),  # the template's prefix is one fault, the same words for two images another
    ("item-without-link", "placeholder-title"),
    ("paper-unreadable", "path-case"),
    ("too-few-items", "too-many-words"),
    ("too-few-items", "too-few-words"),
    ("too-few-words", "too-many-items"),
    ("too-many-items", "too-many-words"),
    ("item-without-link", "too-few-words"),
    ("item-without-link", "too-many-words"),
    ("placeholder-title", "too-few-words"),
    ("placeholder-title", "too-many-words"),
}
