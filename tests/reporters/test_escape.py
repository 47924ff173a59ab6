"""What makes text harmless, piece by piece."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cslint.reporters import escape


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain — “text” पुणे 👩‍💻", "plain — “text” पुणे 👩‍💻"),
        ("a\x1b[2Jb", "a\\x1b[2Jb"),
        ("a\nb\tc\rd", "a\\nb\\tc\\rd"),
        ("\u202eevil\u2066", "\\u202eevil\\u2066"),
        ("caf\udce9", "caf\\udce9"),
        ("\0\x7f\x9b", "\\x00\\x7f\\x9b"),
        ("\ufeff\uffff", "\\ufeff\\uffff"),
    ],
)
def test_visible_writes_unsafe_characters_as_escapes(text: str, written: str) -> None:
    assert escape.visible(text) == written


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("one\n  two", "one two"),
        ("one\r\n\r\ntwo\u2028three\x85four", "one two three four"),
        ("  \t x \n", "x"),
        ("two  spaces stay", "two  spaces stay"),
    ],
)
def test_a_message_is_one_line(text: str, line: str) -> None:
    assert escape.one_line(text) == line


@pytest.mark.parametrize(
    ("text", "ascii"),
    [("“75–125” words…", '"75-125" words...'), ("≥ 3 × 4\u00a0m", ">= 3 x 4 m"), ("São ‘Paulo’", "São 'Paulo'")],
)
def test_plain_text_keeps_letters_and_loses_typography(text: str, ascii: str) -> None:
    assert escape.plain(text) == ascii


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("##[error]x", "# #[error]x"),
        ("a ##vso[task.x]", "a # #vso[task.x]"),
        ("###[b]", "## #[b]"),
        ("## Heading [a](b)", "## Heading [a](b)"),
    ],
)
def test_commands_to_the_log_of_a_build_are_broken(text: str, broken: str) -> None:
    assert escape.quiet(text) == broken


@given(st.text(alphabet="#[vso]x ", max_size=30))
@settings(max_examples=200, deadline=None)
def test_no_command_is_left(text: str) -> None:
    assert "##[" not in escape.quiet(text)
    assert "##vso[" not in escape.quiet(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("*a* _b_ `c`", r"\*a\* \_b\_ \`c\`"),
        ("a | b", r"a \| b"),
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
        ("[x](y)", r"\[x\](y)"),
        ("@octocat", "@&#8203;octocat"),
        ("#12 !3", r"\#&#8203;12 !&#8203;3"),
        ("https://e.org www.e.org", "https&#58;//e.org www&#46;e.org"),
        ("word2word, 50%", "word2word, 50%"),
    ],
)
def test_markdown_is_shown_as_it_is(text: str, written: str) -> None:
    assert escape.markdown(text) == written


@pytest.mark.parametrize(
    "function",
    [escape.visible, escape.one_line, escape.plain, escape.quiet, escape.markdown, escape.workflow_text],
)
@pytest.mark.parametrize("piece", ["\n \t", "##", "@#!", "\u202e", " "], ids=ascii)
def test_time_grows_no_faster_than_the_text(function: Callable[[str], str], piece: str) -> None:
    before = time.process_time()
    function(piece * 100_000)
    assert time.process_time() - before < 2
