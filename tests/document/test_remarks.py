"""Remarks in front matter: which field a comment is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from cslint.document.front_matter.parser import parse
from cslint.document.front_matter.remarks import Remark, remarks
from cslint.text.source import Source


def read(text: str) -> dict[tuple[str | int, ...], list[tuple[str, str]]]:
    source = Source(Path("index.md"), text)
    found = remarks(text, parse(source))
    for entries in found.values():
        for remark in entries:
            assert remark.text in source[remark.span]
    return {path: [(remark.text, remark.place) for remark in entries] for path, entries in found.items()}


CASES = [
    ("next to the value", "a: b # why", {("a",): [("why", "beside")]}),
    ("next to a key without a value", "a: # why\nb: 1", {("a",): [("why", "beside")]}),
    ("next to the key of a list", "a: # why\n  - b", {("a",): [("why", "beside")]}),
    ("next to an entry", "a:\n  - b # why", {("a", 0): [("why", "beside")]}),
    ("next to a list in brackets", "a: [b, c] # why", {("a",): [("why", "beside")]}),
    ("next to the first key of an entry", "a:\n  - b: c # why", {("a", 0, "b"): [("why", "beside")]}),
    ("above a key", "x: 1\n# why\na: b", {("a",): [("why", "above")]}),
    ("above a nested key", "a:\n  # why\n  b: c", {("a", "b"): [("why", "above")]}),
    ("in several lines", "x: 1\n# one\n# two\na: b", {("a",): [("one", "above"), ("two", "above")]}),
    ("above the first key", "# all optional\na: b", {("a",): [("all optional", "top")]}),
    ("apart from the key below it", "x: 1\n# about nothing\n\na: b", {}),
    ("in HTML", "a: b <!-- why -->", {("a",): [("why", "beside")]}),
    ("an instruction to cslint", "a: b # cslint: ignore[tags]", {}),
    ("an empty comment", "a: b #", {}),
    ("a hash in a value", "a: 'b # c'", {}),
]


@pytest.mark.parametrize(("lines", "found"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_comment_belongs_to_the_field_it_is_next_to_or_above(
    lines: str, found: dict[tuple[str | int, ...], list[tuple[str, str]]]
) -> None:
    assert read(f"---\n{lines}\n---\n") == found


def test_comments_of_toml_are_remarks_as_well() -> None:
    assert read('+++\n# above\na = "b # c" # beside\n[d]\n# nested\ne = 1\n+++\n') == {
        ("a",): [("above", "top"), ("beside", "beside")],
        ("d", "e"): [("nested", "above")],
    }


def test_a_remark_has_the_place_of_its_comment() -> None:
    text = "---\na: b # why\n---\n"
    source = Source(Path("index.md"), text)
    [[remark]] = remarks(text, parse(source)).values()
    assert isinstance(remark, Remark)
    assert source[remark.span] == "# why"
