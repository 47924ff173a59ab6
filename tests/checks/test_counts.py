"""Counts of words, items and paragraphs: what is reported, where, and how grave it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cslint.cli import run

PROSE = "the lamps along the quay were counted at noon by two people who wrote down what they saw".split()  # noqa: SIM905


def words(number: int) -> str:
    """So many words of prose, in one sentence."""
    text = " ".join(f"{PROSE[at % len(PROSE)]}" for at in range(number))
    return f"{text[:1].upper()}{text[1:]}."


class Checker:
    """Checks a copy of a template and lists what it finds."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys

    def __call__(self, template: str, copy: str, *arguments: str, stage: str = "review") -> list[dict[str, Any]]:
        (self.folder / "t.md").write_text(template, encoding="utf-8")
        (self.folder / "case").mkdir(exist_ok=True)
        (self.folder / "case" / "index.md").write_text(copy, encoding="utf-8")
        options = ["--isolated", "--template", str(self.folder / "t.md"), "--stage", stage, "-o", "json", *arguments]
        run(["check", *options, str(self.folder / "case")])
        found: list[dict[str, Any]] = json.loads(self.capsys.readouterr().out)["diagnostics"]
        return [row for row in found if row["level"] != "note"]

    def brief(self, template: str, copy: str, *, stage: str = "review") -> list[tuple[str, str, int]]:
        """Rule, level and line of each finding."""
        return [(row["rule"], row["level"], row["line"]) for row in self(template, copy, stage=stage)]


@pytest.fixture
def check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Checker:
    return Checker(tmp_path, capsys)


def section(instruction: str, text: str = "") -> tuple[str, str]:
    return f"## Summary\n\n<!-- {instruction} -->\n", f"## Summary\n\n{text}\n"


# Levels: a bound that is broken, a bound that is missed slightly, an aim


@pytest.mark.parametrize(
    ("instruction", "number", "level"),
    [
        ("At least 50 words.", 50, None),
        ("At least 50 words.", 49, "warning"),
        ("At least 50 words.", 45, "error"),
        ("No more than 50 words.", 50, None),
        ("No more than 50 words.", 54, "warning"),
        ("No more than 50 words.", 55, "error"),
        ("40 to 60 words.", 39, "warning"),
        ("40 to 60 words.", 61, "warning"),
        ("40 to 60 words.", 30, "error"),
        ("About 50 words.", 40, None),
        ("About 50 words.", 60, None),
        ("About 50 words.", 39, "warning"),
        ("About 50 words.", 61, "warning"),
        ("About 50 words.", 5, "warning"),
        ("A short (~50 word) account.", 10, None),
        ("A short (~50 word) account.", 61, "warning"),
    ],
)
def test_a_bound_has_no_tolerance_and_an_aim_is_never_an_error(
    check: Checker, instruction: str, number: int, level: str | None
) -> None:
    found = check(*section(instruction, words(number)))
    assert [row["level"] for row in found] == ([level] if level else [])


def test_a_broken_bound_is_a_warning_in_a_draft(check: Checker) -> None:
    assert check.brief(*section("At least 50 words.", words(9)), stage="draft") == [("too-few-words", "warning", 1)]


def test_a_broken_number_of_items_is_an_error(check: Checker) -> None:
    template = "## Goals\n\n<!-- Identify 3-5 goals. -->\n\n**Goal 1**. Say what is to be reached.\n"
    copy = f"## Goals\n\n**Air**. {words(9)}\n\n**Noise**. {words(9)}\n"
    assert check.brief(template, copy) == [("too-few-items", "error", 1)]


# A count of zero is a count


@pytest.mark.parametrize("text", ["...", "\N{PARTY POPPER}", "*", "| | |\n|---|---|\n| | |"])
def test_a_section_of_marks_alone_is_empty(check: Checker, text: str) -> None:
    assert [row["rule"] for row in check(*section("10 to 20 words.", text))] == ["empty-section"]


@pytest.mark.parametrize("text", ["    count(trams)", "<https://www.oslo.kommune.no/plan>"])
def test_a_section_without_words_is_too_short_where_words_are_required(check: Checker, text: str) -> None:
    assert check.brief(*section("10 to 20 words.", text)) == [("too-few-words", "error", 1)]


def test_code_is_content_where_no_words_are_required(check: Checker) -> None:
    assert check.brief(*section("Paste the query here.", "    count(trams)")) == []


def test_an_item_without_text_is_too_short(check: Checker) -> None:
    template = "## Goals\n\n<!-- Two goals of about 10 words each. -->\n\n**Goal 1**. What is to be reached?\n"
    copy = f"## Goals\n\n**Cleaner air**. {words(10)}\n\n**Fewer cars**.\n"
    assert check.brief(template, copy) == [("too-few-words", "warning", 5)]


# Items


TWO_COUNTS = "## People\n\n<!-- Identify 3-5 organisations. Identify 3-5 individuals. -->\n\n**Name**. Who is it?\n"


@pytest.mark.parametrize(
    ("number", "rule"), [(2, "too-few-items"), (3, None), (5, None), (10, None), (11, "too-many-items")]
)
def test_two_counts_on_one_list_report_only_what_breaks_both(check: Checker, number: int, rule: str | None) -> None:
    copy = "## People\n\n" + "".join(f"**Person {chr(65 + at)}**. {words(9)}\n\n" for at in range(number))
    assert [row["rule"] for row in check(TWO_COUNTS, copy)] == ([rule] if rule else [])


def test_an_open_count_leaves_a_shared_list_without_an_upper_end(check: Checker) -> None:
    template = TWO_COUNTS.replace("Identify 3-5 individuals", "Identify at least one individual")
    copy = "## People\n\n" + "".join(f"**Person {chr(65 + at)}**. {words(9)}\n\n" for at in range(12))
    assert check.brief(template, copy) == []


def test_a_fixed_count_takes_its_items_first(check: Checker) -> None:
    template = "## Talk\n\n<!-- Conduct one interview. Identify 3-5 insights. -->\n\n**Name**. Who is it?\n"
    copy = "## Talk\n\n" + "".join(f"**Point {chr(65 + at)}**. {words(9)}\n\n" for at in range(3))
    assert check.brief(template, copy) == [("too-few-items", "error", 1)]


def test_items_share_their_words_only_where_one_is_enough(check: Checker) -> None:
    shared = "## Money\n\n<!-- Identify at least one scheme. About 50 words each. -->\n\n**Scheme 1**. Who pays?\n"
    ranged = shared.replace("at least one scheme", "1 to 3 schemes")
    copy = f"## Money\n\n**Tax**. {words(25)}\n\n**Fares**. {words(25)}\n"
    assert check.brief(shared, copy) == []
    assert check.brief(ranged, copy) == [("too-few-words", "warning", 3), ("too-few-words", "warning", 5)]


def test_untouched_placeholders_are_not_counted_as_too_few_items(check: Checker) -> None:
    template = "## Goals\n\n<!-- Identify 3-5 goals. -->\n\n**[Goal]**. [Say what is to be reached and for whom.]\n"
    rules = {row["rule"] for row in check(template, template)}
    assert rules
    assert "too-few-items" not in rules


EACH = (
    "## People\n\n<!-- Identify 2-3 organisations of {} words each. Identify 2-3 individuals of {} words each. -->\n\n"
    "**Name**. Who is it?\n"
)


@pytest.mark.parametrize(
    ("first", "second", "number", "rule"),
    [
        ("10 to 12", "20 to 30", 10, None),
        ("10 to 12", "20 to 30", 30, None),
        ("10 to 12", "20 to 30", 5, "too-few-words"),
        ("10 to 12", "20 to 30", 40, "too-many-words"),
        ("10 to 12", "at least 20", 60, None),
        ("10 to 12", "no more than 20", 3, None),
    ],
)
def test_lengths_of_two_kinds_on_one_list_report_only_what_breaks_both(
    check: Checker, first: str, second: str, number: int, rule: str | None
) -> None:
    copy = "## People\n\n" + "".join(f"**Person {chr(65 + at)}**. {words(number)}\n\n" for at in range(3))
    rules = [row["rule"] for row in check(EACH.format(first, second), copy)]
    assert rules == ([rule] * 3 if rule else [])


def test_an_item_with_some_filler_is_still_measured_and_one_with_little_else_is_not(check: Checker) -> None:
    filler = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor."
    template = "## Goals\n\n<!-- Identify 2 goals, about 60 words each. -->\n\n**Goal 1**. What is reached?\n"
    copy = f"## Goals\n\n**Air**. {filler} {words(25)}\n\n**Noise**. {filler} {words(9)}\n"
    found = [(rule, line) for rule, _, line in check.brief(template, copy)]
    assert found == [("too-few-words", 3), ("filler-text", 3), ("filler-text", 5)]


def test_items_are_not_counted_where_nothing_but_the_template_is_written(check: Checker) -> None:
    left = "Write here why these goals were chosen and by whom."
    template = f"## Goals\n\n<!-- Identify 2 goals. -->\n\n{left}\n\n**Goal 1**. What is reached?\n"
    assert check.brief(template, f"## Goals\n\n{left}\n") == [("template-text", "error", 3)]
    assert check.brief(template, f"## Goals\n\n{words(9)}\n") == [("too-few-items", "error", 1)]


def test_items_are_measured_whatever_is_left_over_above_them(check: Checker) -> None:
    left = "Write here why these goals were chosen and by whom."
    template = (
        f"## Goals\n\n<!-- Identify 2 goals, about 60 words each. -->\n\n{left}\n\n**Goal 1**. What is reached?\n"
    )
    copy = f"## Goals\n\n{left}\n\n**Air**. {words(9)}\n\n**Noise**. {words(60)}\n"
    found = [(rule, line) for rule, _, line in check.brief(template, copy)]
    assert found == [("template-text", 3), ("too-few-words", 5)]


# Parts of a section


def test_paragraphs_of_a_named_sub_section_are_not_the_parent_s(check: Checker) -> None:
    template = "## Context\n\n<!-- One or two paragraphs. -->\n\n### Limits\n\n<!-- 5 to 30 words. -->\n"
    below = "\n\n".join([words(9)] * 2)
    assert check.brief(template, f"## Context\n\n{words(9)}\n\n{words(9)}\n\n### Limits\n\n{below}\n") == []


def test_a_limit_in_a_sub_section_s_own_comment_holds_for_that_sub_section(check: Checker) -> None:
    template = "## Answers\n\n<!-- 10 to 80 words. -->\n"
    copy = "## Answers\n\nBoth are below.\n\n### First\n\n<!-- 10 words maximum -->\n\n{}\n\n### Second\n\n{}\n"
    assert check.brief(template, copy.format(words(9), words(30))) == []
    assert check.brief(template, copy.format(words(20), words(9))) == [("too-many-words", "error", 5)]


# Fields


FIELD = "---\ntitle: Title of your report\n---\n\n<!-- The title should be 20 characters or less. -->\n\n## Summary\n"


@pytest.mark.parametrize(("title", "found"), [("Streets without cars", 0), ("Streets without any cars", 1)])
def test_a_limit_on_a_field_holds_for_the_field(check: Checker, title: str, found: int) -> None:
    rows = check(FIELD, f"---\ntitle: {title}\n---\n\n## Summary\n\n{words(9)}\n")
    assert [(row["rule"], row["field"], row["line"]) for row in rows] == [("too-many-characters", "title", 2)] * found


# Conditions


CONDITION = "---\nstage: alpha\n---\n\n## Rollback\n\n<!-- {} -->\n"


@pytest.mark.parametrize(
    ("stage", "found"), [("alpha", []), ("beta", ["empty-section"]), ("stable", ["empty-section"])]
)
def test_a_section_is_empty_only_from_the_stage_on_for_which_it_is_due(
    check: Checker, stage: str, found: list[str]
) -> None:
    template = CONDITION.format("This section must be completed when targeting beta.")
    rows = check(template, f"---\nstage: {stage}\n---\n\n## Rollback\n")
    assert [row["rule"] for row in rows if row["rule"] != "placeholder-field"] == found


@pytest.mark.parametrize(("stage", "found"), [("alpha", []), ("beta", ["too-few-items"])])
def test_a_count_holds_only_on_its_condition(check: Checker, stage: str, found: list[str]) -> None:
    template = CONDITION.format("When targeting beta, describe at least two steps.")
    rows = check(template, f"---\nstage: {stage}\n---\n\n## Rollback\n\n**Stop**. {words(9)}\n")
    assert [row["rule"] for row in rows if row["rule"] != "placeholder-field"] == found


def test_where_none_of_several_kinds_is_named_the_mildest_count_holds(check: Checker) -> None:
    template = "## Partners\n\n<!-- For plans: name 4-6 partners. For districts: name 2-3 partners. -->\n"
    copy = "## Partners\n\n" + "".join(f"**Partner {chr(65 + at)}**. {words(9)}\n\n" for at in range(2))
    assert check.brief(template, copy) == []
    assert check.brief(template, f"---\ntype: plan\n---\n\n{copy}")[-1][0] == "too-few-items"


# One tolerance


def test_the_score_uses_the_tolerance_of_the_checks(check: Checker, capsys: pytest.CaptureFixture[str]) -> None:
    template, copy = section("About 50 words.", words(38))
    assert check.brief(template, copy) == [("too-few-words", "warning", 1)]
    config = check.folder / "cslint.toml"
    config.write_text("[rule.too-few-words]\ntolerance = 0.3\n", encoding="utf-8")
    run(
        [
            "status",
            "--config",
            str(config),
            "--template",
            str(check.folder / "t.md"),
            "-o",
            "json",
            str(check.folder / "case"),
        ]
    )
    row = json.loads(capsys.readouterr().out)["cases"][0]
    assert [m["met"] for m in row["sections"][0]["requirements"]] == [True, True]
    assert row["warnings"] == 0


# A limit above sub-headings that have no text of their own


@pytest.mark.parametrize(("number", "rules"), [(20, []), (4, ["too-few-words"]), (40, ["too-many-words"])])
def test_a_limit_above_bare_sub_headings_is_for_the_introduction(check: Checker, number: int, rules: list[str]) -> None:
    template = "## Trips\n\n<!-- 10 to 30 words -->\n\n### Trip 1\n\n### Trip 2\n"
    copy = f"## Trips\n\n{words(number)}\n\n### Trip 1: North\n\n{words(8)}\n\n### Trip 2: South\n\n{words(9)}\n"
    assert [rule for rule, _, _ in check.brief(template, copy)] == rules
