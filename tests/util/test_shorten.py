"""Text of a file in messages: on one line, legible, and short."""

from __future__ import annotations

import pytest

from cslint.util.shorten import shorten


def test_a_short_text_is_unchanged() -> None:
    assert shorten("Pune is growing.") == "Pune is growing."


def test_white_space_and_unprintable_characters_cannot_break_a_message() -> None:
    assert shorten(" a\n\tb\x1b[1mc\u202e ") == "a b\ufffd[1mc\ufffd"


def test_a_long_text_loses_its_middle_or_its_end() -> None:
    text = "one two three four five"
    assert shorten(text, 10) == "one t…five"
    assert shorten(text, 10, cut="end") == "one two t…"
    assert shorten(text, 10, cut="word") == "one two…"
    assert shorten("a" * 20, 10, cut="word") == "a" * 10 + "…"


@pytest.mark.parametrize(("limit", "short"), [(6, "abcdef"), (5, "ab..."), (2, "...")])
def test_reporters_get_text_as_it_is_with_ascii_dots(limit: int, short: str) -> None:
    assert shorten("abcdef", limit, cut="end", raw=True) == short
    assert shorten("a\n", 6, raw=True) == "a\n"
