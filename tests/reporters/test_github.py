"""Workflow commands as GitHub takes them: escaped, few enough, the worst first, and never at line 0."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from cslint.diagnostics.findings import Finding, Level, Report
from cslint.reporters import Options
from tests.reporters.samples import CODE, FILLER, LINK, REPORT, WORDS, printed, report_of


def commands(*findings: Finding) -> list[str]:
    return printed("github", report_of(*findings)).splitlines()


def test_a_finding_is_an_annotation_with_its_place_in_the_text_too() -> None:
    assert commands(CODE) == [
        "::error file=cases/fenland/index.md,line=4,endLine=4,col=15,endColumn=17,title=cslint%3A country-code::"
        "cases/fenland/index.md:4: country_code is read as false; a code has three letters"
        "%0AWrite the code of ISO 3166, such as NOR."
    ]


def test_a_place_of_several_lines_has_no_columns() -> None:
    assert commands(FILLER) == [
        "::warning file=cases/fenland/index.md,line=20,endLine=21,title=cslint%3A filler-text::"
        "cases/fenland/index.md:20: Goal 1 is filler, not text"
    ]


def test_a_note_is_a_notice() -> None:
    assert commands(replace(LINK, level=Level.NOTE))[0].startswith("::notice file=")


@pytest.mark.parametrize("line", [0, -1])
def test_no_annotation_is_at_line_0_where_nobody_would_see_it(line: int) -> None:
    nowhere = replace(LINK.location, line=line, column=0, end_line=line, end_column=0)
    assert "line=1,endLine=1,col=1,endColumn=1," in commands(replace(LINK, location=nowhere))[0]


def test_percent_signs_line_ends_colons_and_commas_are_escaped_where_they_would_speak() -> None:
    odd = replace(LINK, message="100%, no: 1\n2", location=replace(LINK.location, path="a,b:c%.md"))
    assert commands(odd)[0] == (
        "::error file=a%2Cb%3Ac%25.md,line=23,endLine=23,col=41,endColumn=61,title=cslint%3A malformed-link::"
        "a,b:c%25.md:23: 100%25, no: 1 2"
    )


def test_ten_annotations_a_level_and_the_others_are_counted() -> None:
    notes = [replace(LINK, level=Level.NOTE)] * 12
    lines = commands(*notes, *[WORDS] * 10, *[LINK] * 25)
    kinds = [re.match(r"::(\w+)", line)[1] for line in lines]  # type: ignore[index]
    assert kinds == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert lines[-1] == (
        "::notice title=cslint::Not shown here: 15 more errors, 3 more notes. "
        "The log and the summary of this run list them all."
    )


def test_ten_of_each_level_need_no_count() -> None:
    notes = [replace(LINK, level=Level.NOTE)] * 10
    assert len(commands(*notes, *[WORDS] * 10, *[LINK] * 10)) == 30


def test_broken_things_come_before_unfinished_ones_of_the_same_level() -> None:
    unfinished = replace(WORDS, level=Level.ERROR)
    assert "malformed-link" in commands(*[unfinished] * 10, LINK)[0]


def test_paths_are_relative_to_the_repository_wherever_the_program_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "atlas").mkdir()
    monkeypatch.chdir(tmp_path / "atlas")
    line = printed("github", report_of(LINK), Options(root=tmp_path))
    assert "file=atlas/cases/fenland/index.md," in line
    assert "::atlas/cases/fenland/index.md:23: " in line


def test_nothing_found_is_nothing_said() -> None:
    assert printed("github", Report(REPORT.cases[1:])) == ""
