"""Widths on a screen, with rich's own count as the oracle."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from cslint.reporters.text_width import clusters, head, tail, width, wrap

SCRIPTS = {
    "ascii": "Overview",
    "accents": "Educação — “São Paulo”",
    "combining": "e\u0301te\u0301 n\u0303",
    "chinese": "水位 gauges",
    "half-width": "ｶﾅ カナ",
    "korean": "한글 각",
    "devanagari": "पुणे स्मार्ट सिटी",
    "thai": "กรุงเทพมหานคร",
    "arabic": "القاهرة الجديدة",
    "emoji": "👩‍💻 👍🏽 ❤️ 🇮🇳 ☀",
    "nothing": "",
}
LETTERS = st.text(alphabet=st.sampled_from("ab ñ水位한e\u0301पुणे👩\u200d💻"), max_size=40)


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS)
def test_text_is_as_wide_as_rich_says(text: str) -> None:
    assert width(text) == cell_len(text)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("e\u0301a", ["e\u0301", "a"]),
        ("पु", ["पु"]),
        ("👩‍💻!", ["👩‍💻", "!"]),
        ("❤️ ", ["❤️", " "]),
    ],
)
def test_a_cursor_stands_between_characters_not_inside_them(text: str, pieces: list[str]) -> None:
    assert [piece for piece, _ in clusters(text)] == pieces


@given(LETTERS, st.integers(0, 30))
@settings(max_examples=200, deadline=None)
def test_head_and_tail_keep_as_much_as_fits(text: str, cells: int) -> None:
    start, end = head(text, cells), tail(text, cells)
    assert text.startswith(start)
    assert text.endswith(end)
    assert width(start) <= cells
    assert width(end) <= cells
    if width(text) <= cells:
        assert start == end == text


@given(LETTERS, st.integers(3, 20))
@settings(max_examples=200, deadline=None)
def test_wrapped_lines_fit_and_lose_nothing_but_spaces(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert all(width(line) <= cells for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_words_move_to_the_next_line_whole() -> None:
    assert wrap("Write 65 words more, or as many as it takes", 16) == [
        "Write 65 words",
        "more, or as many",
        "as it takes",
    ]


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert wrap("see 水位水位水位", 6) == ["see", "水位水", "位水位"]


def test_without_a_width_nothing_is_wrapped() -> None:
    assert wrap("word " * 100, None) == ["word " * 100]
