"""What an ignore comment covers: the next block, the heading above it, a line of front matter, or the whole case."""

from __future__ import annotations

from pathlib import Path

import pytest

from cslint.document.case import Case
from cslint.linter.suppressions import Suppression, SuppressionIndex, find
from cslint.text.source import Source, Span

FRONT = "---\ntitle: Buses\nyear: 1999\nmap: ./a.geojson\n---\n\n"
BODY = "## Overview\n\nFirst text.\n\nSecond text.\n\n## Lessons\n\n- one\n- two\n"


def read(text: str) -> Case:
    """Return a case with a text."""
    return Case(Path("index.md"), Source(Path("index.md"), text))


def covered(text: str) -> list[str | None]:
    """Return the text that each suppression covers; None is all of it."""
    case = read(text)
    return [None if mark.reach is None else case.source[mark.reach].strip() for mark in find(case)]


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("First text.", "## Overview\n\nFirst text."),
        ("Second text.", "Second text."),
        ("## Lessons", "## Lessons"),
        ("- one", "## Lessons\n\n- one\n- two"),
    ],
)
def test_a_comment_covers_the_next_block_and_a_heading_right_above_it(before: str, text: str) -> None:
    comment = "<!-- cslint: ignore[some-rule] agreed -->\n\n"
    found = covered(FRONT + BODY.replace(before, comment + before))
    assert [" ".join((part or "").replace(comment.strip(), "").split()) for part in found] == [" ".join(text.split())]


def test_a_comment_in_a_block_covers_that_block() -> None:
    text = "Second <!-- cslint: ignore[a] --> text."
    assert covered(FRONT + BODY.replace("Second text.", text)) == [text]


def test_a_comment_after_the_last_block_covers_only_itself() -> None:
    comment = "<!-- cslint: ignore[a] -->"
    assert covered(f"{FRONT}Text.\n\n{comment}\n") == [comment]


def test_a_comment_before_any_front_matter_covers_the_first_block() -> None:
    assert covered("<!-- cslint: ignore[a] -->\n\nText.\n\nMore.\n") == ["Text."]


@pytest.mark.parametrize("comment", ["<!-- cslint: ignore-file[a] -->", "<!--cslint:ignore-file [a]-->"])
def test_a_comment_for_the_file_covers_all_of_it(comment: str) -> None:
    assert covered(f"{FRONT}{BODY}\n{comment}\n") == [None]


@pytest.mark.parametrize(
    ("line", "new", "field", "text"),
    [
        ("year: 1999", "year: 1999 # cslint: ignore[a, b] known", "year", "year: 1999 # cslint: ignore[a, b] known"),
        ("year: 1999", "# cslint: ignore[a, b] known\nyear: 1999", "year", "year: 1999"),
        ("title: Buses", "# cslint: ignore[a, b] known\ntitle: Buses", "title", "title: Buses"),
        ("map: ./a.geojson", "map: ./a.geojson\n# cslint: ignore[a, b] known", None, "---"),
    ],
)
def test_a_remark_in_front_matter_covers_its_line_or_stands_above_it(
    line: str, new: str, field: str | None, text: str
) -> None:
    case = read(FRONT.replace(line, new) + BODY)
    (mark,) = find(case)
    assert (mark.rules, mark.reason, mark.field) == (("a", "b"), "known", field)
    assert mark.reach is not None
    assert case.source[mark.reach].strip() == text
    assert case.source[mark.span] == "cslint: ignore[a, b] known".removeprefix("cslint: ")


def test_a_remark_for_the_file_covers_all_of_it() -> None:
    assert covered(FRONT.replace("year", "# cslint: ignore-file[a]\nyear") + BODY) == [None]


def test_front_matter_and_comments_are_found_in_order_with_rules_and_reasons() -> None:
    text = FRONT.replace("1999", "1999 # cslint: ignore[a]") + BODY + "\n<!-- cslint: ignore[ b ,, c ]  why  -->\n"
    marks = find(read(text))
    assert [(mark.rules, mark.reason) for mark in marks] == [(("a",), ""), (("b", "c"), "why")]
    assert [mark.used for mark in marks] == [set(), set()]


@pytest.mark.parametrize("text", ["", BODY, FRONT + BODY, "<!-- cslint: words=3 -->\n\nText.\n", "cslint: ignore[a]\n"])
def test_anything_else_is_no_suppression(text: str) -> None:
    assert find(read(text)) == []


def mark(*rules: str, reach: Span | None = None, field: str | None = None) -> Suppression:
    """Return a suppression."""
    return Suppression(rules, Span(0, 1), reach, "", field, set())


@pytest.mark.parametrize(
    ("at", "held"),
    [(Span(10, 12), True), (Span(15, 25), True), (Span(19, 19), True), (Span(20, 22), False), (Span(2, 4), False)],
)
def test_a_place_is_covered_where_it_overlaps(at: Span, held: bool) -> None:
    one = mark("a", reach=Span(10, 20))
    index = SuppressionIndex([one])
    assert index.suppresses("a", at, None, here=True) is held
    assert one.used == ({"a"} if held else set())


def test_a_place_in_another_file_is_covered_by_its_field_or_by_the_whole_file_only() -> None:
    here, field, file = mark("a", reach=Span(0, 99)), mark("b", reach=Span(0, 9), field="map"), mark("c")
    index = SuppressionIndex([here, field, file])
    assert not index.suppresses("a", Span(3, 4), None, here=False)
    assert not index.suppresses("b", Span(30, 40), "title", here=False)
    assert index.suppresses("b", Span(30, 40), "map", here=False)
    assert index.suppresses("c", Span(30, 40), None, here=False)
    assert [one.used for one in (here, field, file)] == [set(), {"b"}, {"c"}]


def test_every_suppression_of_a_place_counts_as_used_for_each_rule() -> None:
    first, second = mark("a", "b", reach=Span(0, 9)), mark("b", "a", "a", reach=Span(0, 9))
    index = SuppressionIndex([first, second])
    assert index.suppresses("a", Span(1, 2), None, here=True)
    assert index.suppresses("b", Span(1, 2), None, here=True)
    assert index.suppresses("a", Span(3, 4), None, here=True)
    assert not index.suppresses("c", Span(1, 2), None, here=True)
    assert (first.used, second.used) == ({"a", "b"}, {"a", "b"})
