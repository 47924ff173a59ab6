"""What counts as a word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cslint.document.markdown import word_count


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("one two  three\nfour", 4),
        ("well-kept isn't 24/7 3.5%", 4),
        ("— … * _ & !", 0),
        ("_ _a_ (b)", 2),
        ("see https://a.example/b, (www.b.example) and mailto:c@d.example", 2),
        ("WWW.A.EXAMPLE HTTPS://B.EXAMPLE", 0),
        ("a www.b", 1),
        ("the-www.b", 1),  # an address begins its word
        ("naïve façade Łódź", 3),
        ("東京 is 東京", 5),  # scripts without spaces: a character each
        ("ราคา 5", 5),
        ("東京tower", 3),
    ],
)
def test_words_are_runs_that_hold_a_letter_or_a_digit(text: str, number: int) -> None:
    assert word_count.count(text) == number


@given(st.text(alphabet="ab1_-./:@é\xa0\n \x1f東hwtpsmailo", max_size=60))
@settings(max_examples=500, deadline=None)
def test_a_text_has_the_words_of_its_runs(text: str) -> None:
    assert word_count.count(text) == sum(map(word_count.count, text.split()))


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_words_of_plain_ascii_are_those_that_they_are_beside_other_letters(text: str) -> None:
    assert word_count.count(f"{text} é") == word_count.count(text) + 1
