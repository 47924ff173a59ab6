"""A line is cut to a window round its place, and the mark stands under the right characters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cslint.diagnostics.findings import Location
from cslint.reporters.excerpt import Excerpt, window
from cslint.reporters.text_width import width

PARAGRAPH = "Sluices open when the gauge at the mill reads more than two metres, and close again at ebb. " * 10


def at(line: str, words: str, first: int = 1) -> Location:
    start = line.index(words)
    end = start + len(words)
    return Location("index.md", 7, start + first, 7, end + first, 0, 0, line, first)


def shown(location: Location, cells: int = 60, *, unicode: bool = True) -> tuple[str, str]:
    excerpt = window(location, cells, unicode=unicode)
    assert excerpt is not None
    return excerpt.text, " " * excerpt.indent + "^" * excerpt.length


@pytest.mark.parametrize(
    ("line", "words", "text", "mark"),
    [
        ("city: Pune", "Pune", "city: Pune", "      ^^^^"),
        ("a\tb\tc", "c", "a    b    c", "          ^"),
        ("\t- item", "item", "    - item", "      ^^^^"),
        ("水位 gauges", "gauges", "水位 gauges", "     ^^^^^^"),
        ("see 水位 now", "水位", "see 水位 now", "    ^^^^"),
        ("cafe\u0301 noir", "noir", "cafe\u0301 noir", "     ^^^^"),
        ("पुणे city", "city", "पुणे city", "   ^^^^"),
        ("👩‍💻 writes", "writes", "👩‍💻 writes", "   ^^^^^^"),
        ("a\x1b[31mb", "b", "a\\x1b[31mb", "         ^"),
        ("tail   ", "tail", "tail", "^^^^"),
    ],
)
def test_the_mark_stands_under_the_place(line: str, words: str, text: str, mark: str) -> None:
    assert shown(at(line, words)) == (text, mark)


def test_typographic_marks_are_ascii_where_asked_for_and_the_mark_follows() -> None:
    line = "“More” … than\u00a0this"
    assert shown(at(line, "this"), unicode=False) == ('"More" ... than this', " " * 16 + "^^^^")


def test_a_place_inside_a_long_line_is_shown_with_what_is_round_it() -> None:
    line = PARAGRAPH.replace("ebb", "EBB", 5).replace("EBB", "ebb", 4)
    assert shown(at(line, "EBB")) == (
        "…lose again at EBB. Sluices open when the gauge at the mill…",
        "               ^^^",
    )


def test_a_place_at_the_end_of_a_long_line_leaves_the_room_to_what_is_before() -> None:
    line = PARAGRAPH.strip() + " The end"
    assert shown(at(line, "end"), 30) == ("… close again at ebb. The end", " " * 26 + "^^^")


def test_a_whole_paragraph_is_shown_by_its_beginning() -> None:
    text, mark = shown(at(PARAGRAPH, PARAGRAPH), 80, unicode=False)
    assert text == PARAGRAPH[:77] + "..."
    assert mark == "^" * 80


def test_a_long_place_late_in_its_line_keeps_a_little_of_what_is_before() -> None:
    line = "x" * 50 + PARAGRAPH
    text, mark = shown(at(line, PARAGRAPH), 40)
    assert text == "…" + "x" * 9 + PARAGRAPH[:29] + "…"
    assert mark == " " * 10 + "^" * 30


def test_a_line_that_came_cut_begins_with_dots() -> None:
    assert shown(at("gauges are read", "are", first=300)) == ("…gauges are read", " " * 8 + "^^^")


def test_a_place_that_goes_on_in_the_next_line_is_marked_to_the_end_of_this_one() -> None:
    place = Location("index.md", 7, 5, 9, 3, 0, 0, "one two", 1)
    assert shown(place) == ("one two", "    ^^^")


@pytest.mark.parametrize("line", ["", "   ", "\t"])
def test_an_empty_line_is_not_shown(line: str) -> None:
    assert window(Location("index.md", 7, 1, 7, 1, 0, 0, line, 1), 60, unicode=True) is None


@given(
    st.text(alphabet="ab \t水é“\u0301\x1b", max_size=120),
    st.integers(-3, 130),
    st.integers(-3, 130),
    st.integers(10, 60),
    st.booleans(),
)
@settings(max_examples=300, deadline=None)
def test_whatever_the_place_text_and_mark_fit(line: str, column: int, end: int, cells: int, unicode: bool) -> None:
    excerpt = window(Location("x", 1, column, 1, end, 0, 0, line, 1), cells, unicode=unicode)
    if excerpt is None:
        assert not line.strip()
        return
    assert isinstance(excerpt, Excerpt)
    assert width(excerpt.text) <= cells
    assert excerpt.length >= 1
    assert excerpt.indent + excerpt.length <= cells + 1  # a place after the last character
