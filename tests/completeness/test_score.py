"""The score: what counts, in part or not at all; docs/score.md says the same in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from scripts.measure_score import falls, gamma, score

from cslint.completeness.score import Completeness, Measure
from cslint.completeness.suggestions import sentence
from cslint.contract.profile import Profile, built_in, from_template
from cslint.document.case import Case
from cslint.linter import discovery, engine
from cslint.linter.overrides import Request, settings
from cslint.text.source import Source
from tests.corpus import CORPUS, needs_corpus

TEMPLATE = """---
title: Your Title
---

## Summary

<!-- A summary of 100 words. -->

Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore.

## Aims

<!-- Identify 3 to 5 aims, about 20 words each, each with a link to its source. -->

**Aim 1**. Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor. [Source](https://example.org/source)

**Aim 2**. Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor. [Source](https://example.org/source)
"""
TEXT = "The harbour keeps its old cranes and new sensors tell how many ships lie waiting at the quay each morning now"


Read = Callable[[str], Completeness]


def prose(count: int) -> str:
    return " ".join((TEXT.split() * count)[:count]) + "."


def aim(number: int, words: int = 20, link: str = "[Port](https://port.example/{n})") -> str:
    title = ("Calm water", "Clean quays", "Quick tides", "Safe piers", "Deep berths", "Wide locks")[number]
    return f"**{title}**. {prose(words)} {link.format(n=number)}".replace(". [", " [") + "\n\n"


@pytest.fixture
def state(tmp_path: Path) -> Read:
    (tmp_path / "template.md").write_text(TEMPLATE, encoding="utf-8")

    def read(text: str) -> Completeness:
        path = tmp_path / "case" / "index.md"
        path.parent.mkdir(exist_ok=True)
        chosen = from_template(tmp_path / "template.md")
        rules = settings(Request(plugins=False))
        case = Case(path, Source(path, text))
        return Completeness(engine.context_of(case, type(rules)(rules.rules, rules.selected, profile=chosen)))

    return read


def document(summary: str = "", aims: str = "", title: str = "Harbour of Haifa") -> str:
    return f"---\ntitle: {title}\n---\n\n## Summary\n\n{summary}\n\n## Aims\n\n{aims}"


def shares(found: Completeness, name: str) -> dict[str, float]:
    section = next(p for p in found.sections if p.asked.name == name)
    return {f"{m.kind} of each" if m.scope == "item" else m.kind: round(m.share, 3) for m in section.measures}


@pytest.mark.parametrize(
    ("words", "share"),
    [(0, 0.0), (50, 0.5), (79, 0.79), (80, 1.0), (100, 1.0), (120, 1.0), (121, 0.9), (500, 0.9)],
)
def test_words_count_in_part_and_too_many_never_less_than_nine_tenths(state: Read, words: int, share: float) -> None:
    text = prose(words) if words else ""
    assert shares(state(document(text)), "Summary")["words"] == pytest.approx(share, abs=0.001)


def test_a_complete_case_scores_one_and_an_empty_one_nothing(state: Read) -> None:
    whole = document(prose(100), "".join(aim(n) for n in range(3)))
    assert state(whole).score == 1.0
    assert state("").score == 0.0


def test_the_template_itself_scores_nothing(state: Read) -> None:
    assert state(TEMPLATE).score == 0.0


def test_what_is_asked_of_every_item_is_missed_by_those_that_are_not_there(state: Read) -> None:
    found = shares(state(document(aims=aim(0) + aim(1, words=9))), "Aims")
    assert found == {"present": 1.0, "items": 0.667, "words of each": 0.5, "link of each": 0.667}


def test_items_that_are_still_filler_count_nothing_and_take_nothing_away(state: Read) -> None:
    filler = "**Aim 4**. Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor.\n\n"
    done = "".join(aim(n) for n in range(3))
    assert shares(state(document(aims=done + filler)), "Aims") == shares(state(document(aims=done)), "Aims")


def test_an_item_with_the_template_s_title_is_no_item_yet_but_its_words_count(state: Read) -> None:
    found = shares(state(document(aims=aim(0).replace("Calm water", "Aim 1") + aim(1) + aim(2))), "Aims")
    assert found == {"present": 1.0, "items": 0.667, "words of each": 1.0, "link of each": 1.0}


@pytest.mark.parametrize(
    "link",
    ["[Source](https://example.org/source)", "[Port]()", "[Port](#)", "(Port)[https://port.example]", "the port"],
)
def test_a_link_that_is_the_template_s_or_empty_or_malformed_is_none(state: Read, link: str) -> None:
    found = shares(state(document(aims=aim(0, link=link) + aim(1) + aim(2))), "Aims")
    assert found["link of each"] == 0.667


def test_a_part_that_is_left_over_is_taken_off(state: Read) -> None:
    filler = (
        "\n\nLorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore.\n"
    )
    assert shares(state(document(prose(60) + filler)), "Summary")["words"] == 0.6


def test_no_section_moves_the_score_by_more_than_its_weight(state: Read) -> None:
    aims = "".join(aim(n) for n in range(3))
    whole, without = state(document(prose(100), aims)), state(document(prose(100)))
    assert whole.score - without.score == pytest.approx(1 / 3)  # the front matter, two sections


def test_the_front_matter_counts_field_by_field(state: Read) -> None:
    assert state(document(title="Your Title")).fields == (("title", False),)
    assert state(document()).fields == (("title", True),)


@pytest.mark.parametrize("profile", built_in(), ids=lambda profile: profile.name)
def test_the_template_of_every_profile_scores_next_to_nothing(profile: Profile) -> None:
    assert profile.template_path is not None
    assert score(profile.template_path) <= 0.15


def test_the_finished_example_scores_above_the_draft_of_it() -> None:
    examples = Path(__file__).parents[2] / "examples"
    draft, finished = (score(examples / at / "index.md") for at in ("drafts/pune-ind", "pune-ind"))
    assert draft < 0.85 <= finished


def test_the_score_is_the_same_without_comments(tmp_path: Path) -> None:
    path = tmp_path / "index.md"
    text = (Path(__file__).parents[2] / "examples/drafts/pune-ind/index.md").read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    assert score(path) == score(path, comments=False)


def test_a_file_that_is_not_there_and_a_map_that_cannot_be_read_are_missing(tmp_path: Path) -> None:
    example = Path(__file__).parents[2] / "examples/pune-ind"
    for file in example.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    path = tmp_path / "index.md"
    rules = settings(Request(plugins=False))

    def unmet() -> list[str]:
        state = Completeness(engine.context_of(discovery.read(path), rules))
        return [name for name, met in state.fields if not met]

    before = unmet()
    (tmp_path / "pune-ind.geojson").write_text("{", encoding="utf-8")
    assert [*before, "geography"] == unmet()
    picture = re.search(r"featured_image: *(?:\./)?(\S+)", path.read_text(encoding="utf-8"))
    assert picture is not None
    (tmp_path / picture[1]).unlink()
    assert set(unmet()) == {*before, "featured_image", "geography"}


def test_gamma_is_that_of_goodman_and_kruskal() -> None:
    assert gamma([0.1, 0.2, 0.3]) == 1
    assert gamma([0.3, 0.2, 0.1]) == -1
    assert gamma([0.1, 0.3, 0.2]) == pytest.approx(1 / 3)
    assert gamma([0.1, 0.11, 0.3]) == 1  # a tie says nothing
    assert [(at, round(step, 2)) for at, step in falls([0.1, 0.5, 0.49, 0.2])] == [(4, -0.29)]


REMOVED = {("usa-new-york", 5)}  # the text was replaced by the template's for a time


@needs_corpus
@pytest.mark.parametrize("comments", [True, False], ids=["as written", "comments deleted"])
@pytest.mark.parametrize("author", ["ind-pune", "kor-busan", "usa-new-york"])
def test_the_score_follows_the_order_of_writing(author: str, comments: bool) -> None:
    drafts = sorted((CORPUS / "drafts" / author).glob("*/index.md"))
    scores = [score(path, comments=comments) for path in drafts]
    assert gamma(scores) >= 0.9
    assert {(author, at) for at, _ in falls(scores)} <= REMOVED
    assert scores[0] <= 0.15
    assert scores[-1] >= 0.85


@pytest.mark.parametrize(
    ("kind", "low", "high", "actual", "asked", "said"),
    [
        ("items", 1, 3, 4, "1 to 3 open questions", "leave out 1 of 4 (the template asks for 1 to 3 open questions)"),
        ("items", 3, 5, 2, "3 to 5 aims", "add 1 more item (2 of 3 to 5 aims)"),
        ("words", 10, 20, 31, "10 to 20 words", "shorten it by about 11 words (the template asks for 10 to 20 words)"),
        ("sentences", 1, 2, 3, "1 to 2 sentences", "shorten it by 1 sentence (the template asks for 1 to 2 sentences)"),
        ("link", 3, None, 1, "at least 3 links", "add 2 more links (1 of at least 3 links)"),
    ],
)
def test_what_to_do_next_fits_what_is_counted(
    kind: str, low: int, high: int | None, actual: int, asked: str, said: str
) -> None:
    assert sentence(Measure(kind, "section", low, high, "bound", actual, None, 0.5, asked, "", 1)) == said


def test_code_is_content(state: Read) -> None:
    found = state(document(aims="    count(trams)\n"))
    assert shares(found, "Aims")["present"] == 1.0


def test_text_of_the_template_that_stays_is_nobody_s_answer(state: Read) -> None:
    standing = "This report may be copied by anyone who names its author, for as long as its licence is kept with it.\n"
    assert state(document(standing)).sections[0].measures[0].met
    assert not state(TEMPLATE).sections[0].measures[0].met
