"""A paragraph of the template is found again however it was wrapped or touched up; an author's own text is not."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cslint.placeholder.template_match import Match, TemplateText, words_of

PARAGRAPHS = (
    "Describe in your own words what the project set out to change, for whom, and how one could tell that it worked. "
    "Write for a reader who has never been to the city.",
    "Name the organisation that pays for the work and say where its money comes from.",
    "Start every entry with a dash",
    "That's all!",
    "",
    "Give the full address of each source, so that a reader can open it years from now.",
)
TEMPLATE = TemplateText(PARAGRAPHS)


@pytest.mark.parametrize(
    ("text", "paragraph"),
    [
        (PARAGRAPHS[0], 0),
        (PARAGRAPHS[0].replace(" ", "\n"), 0),
        (PARAGRAPHS[0].upper(), 0),
        ("**Name** the *organisation* that pays for the work and say where its money comes from", 1),
        (
            "Name the [organisation](https://example.org/a/b) that pays for the work & say where its money comes from.",
            1,
        ),
        ("Name the agency that pays for the work and say where all its money comes from.", 1),
        ("Describe in your own words what this plan set out to change, for whom, and how one could tell it worked.", 0),
        ("start every entry with a dash.", 2),
        ("Start each entry with a dash", 2),
        ("That’s all", 3),
        ("that's ALL!", 3),
        ("— Give the full address of each source so that a reader can open it years from now", 5),
    ],
)
def test_the_template_s_text_edited_a_little_or_wrapped_anew_is_found(text: str, paragraph: int) -> None:
    found = TEMPLATE.match(text)
    assert found is not None
    assert found.paragraph == paragraph
    assert 0.6 <= found.share <= 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "***",
        "all",
        "All!",
        "That is all",
        "Start with a dash of salt",
        # phrases that anyone writes
        "The project set out to change how the council pays for water, and the money comes from a levy on parking.",
        # an author who quotes what was asked, and answers
        "Asked to name the organisation that pays for the work, the manager laughed: it is the port authority, which "
        "lives on container fees and has put four million a year into the sensors along the quay since they came.",
        "Der Bericht nennt für jede Quelle die vollständige Adresse, damit man sie auch in Jahren noch findet.",
    ],
)
def test_an_author_s_own_text_is_not(text: str) -> None:
    assert TEMPLATE.match(text) is None


def test_the_share_says_how_much_of_the_text_is_the_template_s() -> None:
    assert TEMPLATE.match(PARAGRAPHS[1] + " The port authority pays.") == Match(1, 15 / 19)
    half = PARAGRAPHS[1] + " The port authority pays from container fees, about four million euros in every year."
    assert TEMPLATE.match(half) is None


def test_an_empty_template_matches_nothing() -> None:
    assert TemplateText([]).match("anything at all that an author may have written here") is None
    assert TemplateText(["", "…"]).match("") is None


@given(st.lists(st.text()), st.text())
def test_any_paragraph_of_any_template_matches_itself_and_nothing_raises(paragraphs: list[str], other: str) -> None:
    template = TemplateText(paragraphs)
    for paragraph in paragraphs:
        if any(char.isalnum() for char in paragraph) and "<" not in paragraph and "]" not in paragraph:
            found = template.match(paragraph)
            assert found is not None
            assert found.share == 1
    template.match(other)


@given(st.text(alphabet=st.characters(max_codepoint=127, exclude_characters="<]")))
def testwords_of_of_plain_ascii_are_those_that_they_are_beside_other_letters(text: str) -> None:
    assert words_of(f"{text} é") == [*words_of(text), "é"]


WORDS = st.sampled_from([*PARAGRAPHS[0].split(), "tramway", "budget", "canal"])


@given(st.lists(st.one_of(WORDS, st.sampled_from(PARAGRAPHS)), max_size=12).map(" ".join))
def test_runs_are_looked_for_wherever_there_may_be_enough(text: str) -> None:
    thorough = TemplateText(PARAGRAPHS)
    thorough._vocabulary |= set(re.findall(r"\w+", text.casefold()))
    assert TEMPLATE.match(text) == thorough.match(text)


def test_one_word_in_eight_may_have_changed() -> None:
    rng = random.Random(3)
    for _ in range(200):
        words = PARAGRAPHS[0].split()
        for at in rng.sample(range(len(words)), len(words) // 8):
            words[at] = "else"
        assert TEMPLATE.match(" ".join(words)) is not None


def test_ten_thousand_characters_are_ready_in_a_few_milliseconds() -> None:
    paragraphs = [" ".join(f"w{(n * 7 + m) % 997}" for m in range(40)) for n in range(60)]
    assert sum(map(len, paragraphs)) > 10_000
    assert _seconds(lambda: TemplateText(paragraphs)) < 0.02


@pytest.mark.parametrize("unit", ["in your own words ", "](", "<", "' "])
def test_the_time_grows_with_the_length_and_no_faster(unit: str) -> None:
    short = _seconds(lambda: TEMPLATE.match(unit * 5_000))
    assert _seconds(lambda: TEMPLATE.match(unit * 40_000)) < 16 * short + 0.05


def _seconds(call: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        call()
        best = min(best, time.process_time() - start)
    return best
