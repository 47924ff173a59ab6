"""One word or sentence again and again is filler; refrains and emphasis are not."""

from __future__ import annotations

import pytest

from cslint.placeholder.lorem import filler
from cslint.placeholder.repetition import repeated
from tests.placeholder.prose import declaration, messages

REPEATED = [
    "blah blah blah blah blah",
    "Blah, blah. Blah blah! Blah",
    "asdf asdf asdf asdf asdf asdf",
    "foo bar foo bar foo bar foo bar",
    "This is my text. This is my text. This is my text. This is my text.",
    "text to be written\ntext to be written\ntext to be written",
]
WRITTEN = [
    "Very very very very good trams run here every day and night.",
    "Row, row, row your boat gently down the stream.",
    "No, no, no, said the council, and then it said yes.",
    "yes | yes | yes | yes | yes",
    "2 2 2 2 2 2",
    "Trams run here. Trams run there. Buses do not run at all, and nobody misses them in the least.",
]


@pytest.mark.parametrize("text", REPEATED)
def test_a_repetition_is_filler_as_a_whole(text: str) -> None:
    found = filler(text)
    assert found is not None
    assert (found.spans[0].start, found.spans[-1].end, found.share) == (0, len(text), 1.0)


@pytest.mark.parametrize("text", WRITTEN)
def test_a_refrain_is_no_filler(text: str) -> None:
    assert filler(text) is None


def test_prose_of_many_languages_is_no_repetition() -> None:
    assert [text for _, text in (*messages(), *declaration()) if repeated(text)] == []
