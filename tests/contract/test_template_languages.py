"""What template languages and site generators write in a template: filled in by a program, not by the author."""

from __future__ import annotations

from pathlib import Path

import pytest

from cslint.contract.requirement import Force, Kind, Requirement, Scope
from cslint.document.document import Document
from cslint.placeholder import slots
from cslint.text.source import Source, Span, SpanIndex


def _document(text: str) -> Document:
    return Document(Source(Path("page.md"), text))


def test_front_matter_that_a_program_fills_in_has_no_headings() -> None:
    document = _document("---\n# See the guide.\n{{ card_data }}\n---\n\n# Card\n")
    assert [section.title for section in document.walk()] == ["Card"]
    assert not document.front_matter.broken


def test_an_expression_in_toml_is_a_value() -> None:
    document = _document("+++\ntitle = '{{ .Title }}'\ndate = {{ .Date }}\ntags = ['a']\n+++\n\nText.\n")
    fields = document.front_matter.fields
    assert not document.front_matter.broken
    assert fields["date"].raw == "{{ .Date }}"
    assert fields["tags"].value == ["a"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("*\\<goal\\>*", ["\\<goal\\>"]),
        ("Closes # (issue)", ["# (issue)"]),
        ("Fixes #", ["Fixes #"]),
        ("Fixes #12 and closes #13.", []),
        ("Open '...' first", ["'...'"]),
        ("(fill me in with a date)", ["(fill me in with a date)"]),
        ("- Machine (please fill in):", []),
        ("<% tp.date.now() %>", ["<% tp.date.now() %>"]),
        ("| HH:MM | what happened |", ["HH:MM"]),
        ("Ask @name or @ada.", ["@name"]),
    ],
)
def test_slots_of_other_notations(text: str, left: list[str]) -> None:
    assert [slot.text for slot in slots.find(text)] == left


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("import Tabs from '@theme/Tabs';\nimport Item from '@theme/Item';", 0),
        ("export const colour = 'red';", 0),
        ("import duties were raised from 'nothing' to a tenth.", 9),
        ("The data have `r nrow(data)` rows.", 4),
        ("Press `r` to run it.", 5),
        ('Before <Chart render={(row) => row.sum} title="A > B" /> after.', 2),
    ],
)
def test_code_of_a_page_is_no_text(text: str, words: int) -> None:
    assert sum(block.words for block in _document(f"{text}\n").preamble.blocks) == words


@pytest.mark.parametrize(("tolerance", "least", "most"), [(0.2, 3, 7), (0.0, 5, 5), (0.6, 2, 8)])
def test_an_aim_may_be_missed_by_two_words(tolerance: float, least: float, most: float) -> None:
    ask = Requirement(Kind.WORDS, 5, 5, Force.AIM, Scope.SECTION, "about 5 words", 0, 13)
    assert (ask.least(tolerance), ask.most(tolerance)) == (least, most)


def test_the_first_span_of_an_index_counts() -> None:
    index = SpanIndex([Span(3, 5)])
    assert index.touches(Span(4, 9))
    assert not index.touches(Span(5, 9))
