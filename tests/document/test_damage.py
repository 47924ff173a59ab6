"""What keeps a text from being read as its author meant it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from cslint.document.document import Document
from cslint.text.source import Source


def read(text: str) -> Document:
    return Document(Source(Path("index.md"), text))


def visible(text: str) -> str:
    return " ".join(block.plain for block in read(text).flat if block.plain)


def faults(text: str) -> list[tuple[str, str]]:
    return [(fault.what, text[fault.span.start : fault.span.end]) for fault in read(text).faults]


COMMENTS = [
    ("<!--> seen\n\nmore -->\n", "seen more -->"),
    ("<!---> seen\n", "seen"),
    ("\\<!-- seen -->\n", "<!-- seen -->"),
    ("a `<!--` b <!-- unseen --> c\n", "a <!-- b c"),
    ("    <!-- code\n\nseen -->\n", "seen -->"),
    ("```\n<!-- code\n```\n\nseen\n", "seen"),
    ("- ```\n  <!-- code\n  ```\n\nseen -->\n", "seen -->"),
    ('[a](b "<!--") seen\n\nseen --> too\n', "a seen seen --> too"),
    ("seen <!-- seen\n\ntoo -->\n", "seen <!-- seen too -->"),
    ("<!-- a --!> seen -->\n", "seen -->"),
    ("[//]: # (unseen)\n\nseen\n", "seen"),
    ("[comment]: <> (unseen (here) too)\n\nseen\n", "seen"),
    ("{% comment %}unseen\n\ntoo{% endcomment %}\n\nseen\n", "seen"),
    ("{/* unseen */}seen\n", "seen"),
    ("%%\nunseen\n%%\n\nseen %%unseen%% 50%% more\n", "seen 50%% more"),
]


@pytest.mark.parametrize(("text", "seen"), COMMENTS)
def test_a_comment_is_what_commonmark_says(text: str, seen: str) -> None:
    assert visible(text).split() == seen.split()


HIDDEN = [
    '<div style="display:none">\n\nunseen\n\n</div>\n\nseen\n',
    '<div style="color: #FFF">\n\nunseen\n\n</div>\n\nseen\n',
    "<p hidden>unseen</p>\n\nseen\n",
    '<span style="font-size:0">unseen</span> seen\n',
    '<font color="white">unseen</font> seen\n',
    "seen\n\n<template>\n\n## Unseen\n\nunseen\n",
    "seen\n\n<plaintext>\n\n## Unseen\n\nunseen\n",
    "seen\n\n<noscript>\n\n## Unseen\n\nunseen\n",
    "seen\n\n<title>\n\n## Unseen\n\nunseen\n",
    "seen\n\n<script>\n\n## Unseen\n\nunseen\n",
    "seen\n\n<!doctype html\n\n## Unseen\n\nunseen\n",
    "<div hidden>\n<div>unseen</div>\nunseen</div>\n\nseen\n",
]


@pytest.mark.parametrize("text", HIDDEN)
def test_what_no_browser_shows_is_not_read_and_is_reported(text: str) -> None:
    assert visible(text) == "seen"
    assert [what for what, _ in faults(text)] == ["hidden"]


@pytest.mark.parametrize(
    "text",
    [
        "<details><summary>seen</summary>\n\nseen\n\n</details>\n",
        '<span style="color: white; background: black">seen</span> seen\n',
        '<span style="font-size: 0.9em">seen</span> seen\n',
        '<span data-hidden="no" title="display: none">seen</span> seen\n',
        "<div align=center>seen seen</div>\n",
    ],
)
def test_what_a_browser_shows_is_read(text: str) -> None:
    assert visible(text).split() == ["seen", "seen"]
    assert faults(text) == []


def test_a_script_that_ends_hides_nothing_of_the_author() -> None:
    assert faults("<script>let unseen = 1</script>\n\nseen\n") == []


def test_sections_after_a_code_block_without_end_are_read() -> None:
    text = "## A\n\n```\ncode\n\n## B\n\nseen\n"
    assert [section.title for section in read(text).walk()] == ["A", "B"]
    assert faults(text) == [("fence", "```")]


def test_a_fence_in_a_longer_one_is_no_fault() -> None:
    assert faults("````\n```\n````\n\n~~~\n```\n~~~\n") == []


def test_markers_of_a_conflict_make_no_headings() -> None:
    text = "## A\n\n<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> main\n\nTitle\n=======\n"
    assert [section.title for section in read(text).walk()] == ["A", "Title"]
    assert [shown for _, shown in faults(text)] == ["<<<<<<< HEAD", "=======", ">>>>>>> main"]


@pytest.mark.parametrize("mark", ["<!— a —>", "‹!— a —›", "<!– a –>", "<-- a -->", "<!- a ->"])
def test_comments_with_other_marks_are_reported_and_not_counted(mark: str) -> None:
    assert faults(f"{mark}\n\nseen\n") == [("dashes", mark)]
    assert visible(f"{mark}\n\nseen\n") == "seen"


def test_the_body_of_an_admonition_is_text() -> None:
    assert visible("!!! note\n\n    seen\n\n    too\n\nand this\n") == "seen too and this"


def test_a_sentence_above_dashes_is_a_paragraph() -> None:
    document = read("## A\n\nThe council took most parking away.\n---\n\nTitle\n---\n")
    assert [section.title for section in document.walk()] == ["A", "Title"]
    assert [block.plain for block in document.flat if block.underlined] == ["The council took most parking away."]


def test_headings_in_html_are_headings() -> None:
    document = read("<h2>A <em>b</em></h2>\nseen\n\n<h3 id='c'>C</h3>\n")
    assert [(section.title, section.level) for section in document.walk()] == [("A b", 2), ("C", 3)]


def test_a_comparison_in_prose_is_read_in_no_time() -> None:
    """What may be a tag with a hundred attributes, and never ends, was once tried in every way there is."""
    text = "the color of <T where Self: ~Copyable, the type parameters and the values that follow it in prose " * 3
    start = time.process_time()
    faults(f"{text}\n")
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "text",
    [
        "- Boats\n\n    <details>\n\n    See\n    ```gjs\n    <template>\n      Red boats\n    </template>\n    ```\n",
        "1. ```html\n   <template>Red boats</template>\n   ```\n",
        "> ```html\n> <template>Red boats</template>\n> ```\n",
    ],
)
def test_tags_in_code_of_a_list_or_a_quotation_hide_nothing(text: str) -> None:
    assert faults(text) == []


def test_a_fence_in_a_list_without_its_end_ends_with_the_list() -> None:
    assert faults("- ```\n  boats\n\nSeen.\n\n<template>Red boats</template>\n") == [("hidden", "<template>")]
