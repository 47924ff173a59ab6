"""What ``cslint contract`` shows: parts with the words they were read from, and what was not understood."""

from __future__ import annotations

import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from cslint.cli import contract_text, run
from cslint.cli.contract_report import outline
from cslint.reporters import Options
from cslint.reporters.text_width import width

Capture = pytest.CaptureFixture[str]

TEMPLATE = """\
---
title: Title of your report
country: xx # lower-case two-letter ISO code
status: draft # draft | final
---

<!-- The title should be 44 characters or less. -->

# Title of your report

## Summary

<!-- Sum up in 20 to 40 words. Count the 12 wards. Describe the streets. -->

## Rollback

<!-- This section must be completed when targeting beta. Name at least two steps. -->

[Describe how to go back.]

## Appendix (optional)

**Contact:**
"""


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "report.md"
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


def shown(capsys: Capture, *arguments: str) -> str:
    assert run(["contract", *arguments]) == 0
    return capsys.readouterr().out


def test_every_section_has_its_requirements_with_the_words_they_were_read_from(template: Path, capsys: Capture) -> None:
    out = shown(capsys, "report.md")
    assert re.search(r'^## Summary\n  20 to 40 words +"20 to 40 words" \(template, line 13\)$', out, re.M)
    assert re.search(r'^  at least 2 steps +"Name at least two steps" \(template, line 17\)$', out, re.M)


def test_every_part_has_the_reason_why_it_was_read_so(template: Path, capsys: Capture) -> None:
    out = shown(capsys, "report.md")
    parts = [row for section in outline("report.md", None)["sections"] for row in section["parts"]]
    assert {row["kind"] for row in parts} >= {"instruction", "label"}
    for row in parts:
        assert row["reason"], row
        assert f"{row['reason']} (line {row['line']})" in out


def test_conditions_and_optional_sections_are_marked(template: Path, capsys: Capture) -> None:
    out = shown(capsys, "report.md")
    assert "\n## Rollback (when it is beta)\n" in out
    assert "\n## Appendix (optional)\n" in out


def test_fields_have_their_type_values_and_limits(template: Path, capsys: Capture) -> None:
    out = shown(capsys, "report.md")
    assert re.search(r'^  title +text; no more than 44 characters \("44 characters or less"\) \(line 2\)$', out, re.M)
    assert re.search(r"^  country +.*lower-case two-letter code", out, re.M)


def test_what_holds_a_number_or_an_order_and_was_not_understood_comes_last(template: Path, capsys: Capture) -> None:
    last = shown(capsys, "report.md").split("\nNot understood\n")[1]
    assert re.search(r'^  number +"Count the 12 wards" \(line 13\)$', last, re.M)
    assert re.search(r'^  order +"Describe the streets" \(line 13\)$', last, re.M)
    assert "20 to 40" not in last
    assert "beta" not in last


def test_json_holds_all_that_the_page_shows(template: Path, capsys: Capture) -> None:
    rows: dict[str, Any] = json.loads(shown(capsys, "report.md", "-o", "json"))
    assert rows == outline("report.md", None)
    assert [section["name"] for section in rows["sections"]] == ["Summary", "Rollback", "Appendix"]
    assert rows["sections"][1]["condition"] == "when it is beta"
    assert [row["holds"] for row in rows["unread"]] == ["number", "order"]


@pytest.mark.parametrize("cells", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(template: Path, cells: int) -> None:
    stream = StringIO()
    contract_text.write(outline("report.md", None), stream, Options(terminal=True, width=cells))
    lines = stream.getvalue().splitlines()
    assert max(map(width, lines)) <= cells
    columns = {line.index('"') for line in lines if re.match(r'  \S.*  "', line)}
    assert len(columns) == 1  # the words are aligned


def test_colours_are_used_where_they_are_asked_for(template: Path, capsys: Capture) -> None:
    assert "\x1b[" in shown(capsys, "report.md", "--color", "always")
    assert "\x1b[" not in shown(capsys, "report.md", "--color", "never")


def test_two_subjects_are_a_wrong_call(template: Path, capsys: Capture) -> None:
    assert run(["contract", "report.md", "other.md"]) == 2
    assert "--learn" in capsys.readouterr().err


LEARNT = """\
## Licence

This report may be copied by anyone who names its author.

## Scope

Write here what your report covers.

## Method

Counts were taken at noon.
"""
WORDS = " ".join(["The lamps along the quay were counted by two people at noon and again at night."] * 3)


def learn(tmp_path: Path, capsys: Capture, copies: list[str]) -> list[dict[str, Any]]:
    (tmp_path / "t.md").write_text(LEARNT, encoding="utf-8")
    names = []
    for number, text in enumerate(copies):
        (tmp_path / f"c{number}.md").write_text(text, encoding="utf-8")
        names.append(f"c{number}.md")
    assert run(["contract", "t.md", "--learn", *names, "-o", "json"]) == 0
    rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["proposals"]
    return rows


def test_finished_copies_propose_marks_for_what_they_keep_and_replace(template: Path, capsys: Capture) -> None:
    copy = LEARNT.replace("Write here what your report covers.", WORDS).replace("Counts were taken at noon.", WORDS)
    rows = learn(template.parent, capsys, [copy, copy, copy])
    assert [(row["line"], row["mark"], row["evidence"]) for row in rows if "replace" in row["mark"]] == [
        (11, "<!-- cslint: replace -->", "3 of 3 copies replace it")
    ]
    kept = learn(template.parent, capsys, [LEARNT.replace("Counts were taken at noon.", WORDS)] * 3)
    assert (7, "<!-- cslint: keep -->", "3 of 3 copies keep it") in [
        (row["line"], row["mark"], row["evidence"]) for row in kept
    ]


def test_finished_copies_propose_exact_requirements_with_the_counts_they_have(template: Path, capsys: Capture) -> None:
    copies = [LEARNT.replace("Write here what your report covers.", " ".join(["word"] * n)) for n in (48, 61, 75)]
    scope = next(row for row in learn(template.parent, capsys, copies) if row["text"] == "Scope")
    assert scope["mark"] == "<!-- cslint: words=40-80 -->"
    assert scope["evidence"] == "copies have 48, 61, 75 words"


def test_one_copy_is_too_few_to_learn_from(template: Path, capsys: Capture) -> None:
    assert run(["contract", "report.md", "--learn", "report.md"]) == 2
    assert "at least two finished copies" in capsys.readouterr().err


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Decisions as single files, with their template named in the configuration."""
    (tmp_path / "decisions").mkdir()
    (tmp_path / "template.md").write_text("# Title\n\n## Context\n\n<!-- 100 to 150 words -->\n", encoding="utf-8")
    (tmp_path / "decisions" / "0001-buses.md").write_text("# Buses\n\n## Context\n\nWords.\n", encoding="utf-8")
    (tmp_path / "cslint.toml").write_text(
        '[[template]]\nfile = "template.md"\ncases = ["decisions/*.md"]\n', encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("subject", ["decisions/0001-buses.md", "decisions", None])
def test_the_contract_of_a_document_is_that_of_the_template_in_its_configuration(
    subject: str | None, course: Path
) -> None:
    rows = outline(subject, None)
    assert rows["because"] == "named in cslint.toml"
    assert [ask["said"] for section in rows["sections"] for ask in section["asks"]] == ["100 to 150 words"]


def test_the_contract_of_a_template_in_a_configuration_is_its_own(course: Path) -> None:
    assert outline("template.md", None)["because"] == "read from its own text"


def test_another_template_may_be_named(course: Path) -> None:
    (course / "other.md").write_text("# Title\n\n## Context\n\n<!-- about 50 words -->\n", encoding="utf-8")
    rows = outline("decisions/0001-buses.md", Path("other.md"))
    assert [ask["said"] for section in rows["sections"] for ask in section["asks"]] == ["about 50 words"]
