"""The language of instructions: what is read from comments, and from which words."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cslint.contract.instructions import describe, is_exact, problems, read
from cslint.contract.requirement import Force, Kind, Requirement, Scope
from tests.contract.notation import load, note

INSTRUCTIONS = list(load("instructions.txt"))
OTHERS = [comment for comment, _ in load("no_instructions.txt")]


@pytest.mark.parametrize(("comment", "asks"), INSTRUCTIONS, ids=[comment[:60] for comment, _ in INSTRUCTIONS])
def test_an_instruction_asks_what_a_reader_would_say(comment: str, asks: list[str]) -> None:
    assert sorted(note(ask) for ask in read(comment)) == sorted(asks)


@pytest.mark.parametrize("comment", OTHERS, ids=[comment[:60] for comment in OTHERS])
def test_nothing_is_read_from_a_comment_that_asks_for_nothing_countable(comment: str) -> None:
    assert [note(ask) for ask in read(comment)] == []


def test_there_are_enough_examples_of_both() -> None:
    assert len(INSTRUCTIONS) >= 200
    assert len(OTHERS) >= 100


@pytest.mark.parametrize("width", [20, 33, 60, 80])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\n     "])
def test_how_lines_are_wrapped_changes_nothing(width: int, end: str) -> None:
    for comment, asks in INSTRUCTIONS:
        if "\n" not in comment and "|" not in comment and "cslint" not in comment and not _values(asks):
            assert sorted(note(ask) for ask in read(_wrapped(comment, width, end))) == sorted(asks), comment


def _values(asks: list[str]) -> bool:
    return any(ask.startswith("values") for ask in asks)


def _wrapped(comment: str, width: int, end: str) -> str:
    """Break lines at spaces, but not where the rest would read as a list item, a label or a heading."""
    lines = [""]
    words = comment.split(" ")
    for word, after in zip(words, [*words[1:], ""], strict=True):
        free = word[:1].islower() and ":" not in word + after and not word.startswith("cslint")
        if len(lines[-1]) + len(word) >= width and free:
            lines.append(word)
        else:
            lines[-1] += (" " if lines[-1] else "") + word
    return end.join(lines)


def test_white_space_around_a_comment_and_a_trailing_dash_change_nothing() -> None:
    for comment, asks in INSTRUCTIONS:
        if not _values(asks) and "cslint" not in comment:
            assert sorted(note(ask) for ask in read(f"\n  {comment}  -\n")) == sorted(asks), comment


SAID = [
    ("About 100 to 150 word summary of the case study.", ["About 100 to 150 word summary"]),
    ("Provide a brief biography, no more than 75 words.", ["no more than 75 words"]),
    ("The text should be around 75-125 words.", ["around 75-125 words"]),
    ("These can be 50 words or less.", ["50 words or less"]),
    (
        "Identify 3-5 outcomes. About 50 words per is minimum.",
        ["Identify 3-5 outcomes", "About 50 words per is minimum"],
    ),
    (
        "Identify 3-5 key stakeholder organizations or groups, and include a link to the organization.",
        ["Identify 3-5 key stakeholder organizations or groups", "include a link to the organization"],
    ),
    (
        "Conduct one interview with a project leader, and link to a LinkedIn or other profile.",
        ["Conduct one interview with a project leader", "link to a LinkedIn or other profile"],
    ),
    (
        "How does it address each of the three activities (development, engagement, implementation)?",
        ["each of the three activities (development, engagement, implementation)"],
    ),
    ("3-5 project plans, audits, reports, etc.", ["3-5 project plans, audits, reports"]),
    ("Feel free to add a photo of the individual here.", ["add a photo of the individual"]),
    ("Allowed values:\n\ntype: district, plan\n\n", ["type: district, plan"]),
    ("Give at least three and no more than five examples.", ["Give at least three and no more than five examples"]),
    ("Note: cslint: words=100-150, items=3-5", ["words=100-150", "items=3-5"]),
]


@pytest.mark.parametrize(("comment", "said"), SAID)
def test_an_ask_quotes_the_words_that_state_it(comment: str, said: list[str]) -> None:
    assert [ask.said for ask in read(comment)] == said


DESCRIBED = [
    ("About 100 to 150 word summary.", ["about 100 to 150 words"]),
    ("Identify 3-5 insights or themes. Around 50 words.", ["3 to 5 insights or themes", "about 50 words each"]),
    ("Identify one risk, no more than 75 words.", ["one risk", "no more than 75 words each"]),
    ("Identify 3-5 goals and include a link to the site.", ["3 to 5 goals", "at least one link each"]),
    ("Identify at least one financing scheme.", ["at least one financing scheme"]),
    ("Minimum 300 words.", ["at least 300 words"]),
    ("About 50 words minimum.", ["at least about 50 words"]),
    ("Roughly 300 words max.", ["no more than about 300 words"]),
    ("Choose exactly two options.", ["2 options"]),
    ("Use two paragraphs.", ["2 paragraphs"]),
    ("State it in one sentence.", ["one sentence"]),
    ("Feel free to add a photo.", ["image (optional)"]),
    ("A title of up to ten words.", ["no more than 10 words (title)"]),
    ("For plans: name 2-4 agencies.", ["2 to 4 agencies when type is plan"]),
    ("Name three phases (plan, build, run).", ["3 phases (plan, build, run)"]),
    ("Once implemented, list 2-4 lessons.", ["2 to 4 lessons when it is implemented"]),
    ("For Beta and GA, add a link.", ["at least one link when it is beta or ga"]),
    ("No more than 160 characters.", ["no more than 160 characters"]),
    ("Do not repeat text from elsewhere.", ["text that is repeated nowhere else"]),
    ("type: district | plan", ["type: one of district, plan"]),
    ("district | plan", ["one of district, plan"]),
    ("cslint: words=200 links=2/item", ["about 200 words", "at least 2 links each"]),
]


@pytest.mark.parametrize(("comment", "words"), DESCRIBED)
def test_an_ask_can_be_said_in_words(comment: str, words: list[str]) -> None:
    assert [describe(ask) for ask in read(comment)] == words


def test_a_range_said_backwards_is_the_range() -> None:
    assert [(ask.low, ask.high) for ask in read("Write 150-100 words.")] == [(100, 150)]


def test_a_bound_that_excludes_its_number_is_one_off_it() -> None:
    assert [(a.low, a.high) for a in read("Fewer than 100 words.")] == [(None, 99)]
    assert [(a.low, a.high) for a in read("More than 3 references are required.")] == [(4, None)]


def test_items_asked_for_after_each_are_counted_in_every_item() -> None:
    goals, actions = read("Identify 3-5 goals. For each goal, list two actions.")
    assert (goals.scope, goals.group) == (Scope.SECTION, 0)
    assert (actions.scope, actions.group) == (Scope.ITEM, 0)


def test_a_note_ends_with_its_paragraph() -> None:
    assert read("TODO: find sources.\nAdd two photos.") == ()
    assert [ask.kind for ask in read("TODO: find sources.\n\nAdd two photos.")] == [Kind.IMAGES]


def test_a_condition_ends_with_its_paragraph() -> None:
    asks = read("For plans: name 2-4 agencies. Write 50 words each.\n\nInclude two figures.")
    assert [ask.condition for ask in asks] == [("type", "plan"), ("type", "plan"), None]


EXACT = [
    ("cslint: words=100-150", Requirement(Kind.WORDS, 100, 150, Force.BOUND, Scope.SECTION, "words=100-150", 8, 21)),
    ("cslint: words=50/item", Requirement(Kind.WORDS, 50, 50, Force.AIM, Scope.ITEM, "words=50/item", 8, 21)),
    ("cslint: items=3", Requirement(Kind.ITEMS, 3, 3, Force.BOUND, Scope.SECTION, "items=3", 8, 15)),
    ("cslint: items=3+", Requirement(Kind.ITEMS, 3, None, Force.BOUND, Scope.SECTION, "items=3+", 8, 16)),
    ("cslint: items=-5", Requirement(Kind.ITEMS, None, 5, Force.BOUND, Scope.SECTION, "items=-5", 8, 16)),
    ("cslint: items=5-3", Requirement(Kind.ITEMS, 3, 5, Force.BOUND, Scope.SECTION, "items=5-3", 8, 17)),
    ("cslint: links=1/item", Requirement(Kind.LINKS, 1, None, Force.BOUND, Scope.ITEM, "links=1/item", 8, 20)),
    ("cslint: images=2", Requirement(Kind.IMAGES, 2, None, Force.BOUND, Scope.SECTION, "images=2", 8, 16)),
    ("cslint: sentences=1-2", Requirement(Kind.SENTENCES, 1, 2, Force.BOUND, Scope.SECTION, "sentences=1-2", 8, 21)),
    ("cslint: paragraphs=~3", Requirement(Kind.PARAGRAPHS, 3, 3, Force.AIM, Scope.SECTION, "paragraphs=~3", 8, 21)),
]


@pytest.mark.parametrize(("comment", "ask"), EXACT)
def test_exact_requirements_are_taken_as_they_stand(comment: str, ask: Requirement) -> None:
    assert read(comment) == (ask,)
    assert is_exact(comment)
    assert problems(comment) == ()


def test_exact_requirements_make_the_prose_around_them_silent() -> None:
    asks = read("Identify 3-5 goals of 50 words.\ncslint: items=4\nwords=20-30/item")
    assert [note(ask) for ask in asks] == ["items =4", "words 20-30 each"]


@pytest.mark.parametrize("mark", ["cslint: keep", "cslint: replace", " CSLINT: Keep "])
def test_a_mark_for_the_next_block_states_no_requirement(mark: str) -> None:
    assert not is_exact(mark)
    assert read(mark) == ()
    assert problems(mark) == ()


def test_exact_characters_are_read() -> None:
    assert [note(ask) for ask in read("cslint: characters=-160")] == ["characters <=160 in all"]


def test_groups_of_exact_items_are_numbered_like_those_of_prose() -> None:
    asks = read("cslint: items=1 words=-75/item items=3-5")
    assert [note(ask) for ask in asks] == ["items =1", "words <=75 each", "items 3-5 @1"]


def test_what_cannot_be_read_in_exact_requirements_is_reported_where_it_stands() -> None:
    comment = "cslint: word=100 items=many colour words=10"
    faults = problems(comment)
    assert [(fault.what, comment[fault.span.start : fault.span.end], dict(fault.values)) for fault in faults] == [
        ("unknown-requirement", "word=100", {"key": "word", "near": "words"}),
        ("unreadable-requirement", "items=many", {"key": "items", "value": "many"}),
        ("unknown-requirement", "colour", {"key": "colour", "near": ""}),
    ]
    assert [ask.said for ask in read(comment)] == ["words=10"]


def test_a_suppression_and_prose_that_names_the_program_are_no_exact_requirements() -> None:
    for comment in ("cslint: ignore[too-few-items] only 3 exist", "see cslint: the manual", "Write 50 words."):
        assert not is_exact(comment)
        assert problems(comment) == ()


WORDS = """
Identify List 3 3-5 5-3 three a dozen half words sentences paragraph goals links image each per of the ( ) : ; . , ?
- – — ~ + | / % $ no more than at least about between and or to not should must cslint: words=3-5 items= Allowed values:
one of: type: 9999999999 1,000 word-long two-sentence for plans: * ** # > [ ] İ ß ² ٣ e.g. max. (s) question(s) TODO
http://a.b
"""
FRAGMENTS = st.sampled_from([*WORDS.split(), "\n", "\n\n", "\r\n", "\t"])


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.text(max_size=200), st.lists(FRAGMENTS, max_size=40).map(" ".join), st.lists(FRAGMENTS).map("".join))
)
@example("9999999999999999999999 to 1 words")
@example("a")
@example("half a")
@example("Write 0-0 words. At least zero goals. Do not list more than 0 or more.")
@example("cslint:")
@example("Allowed values:")
@example("of each: 3")
def test_any_text_is_read_without_a_fault(text: str) -> None:
    asks = read(text)
    for ask in asks:
        assert ask.said == text[ask.start : ask.end]
        assert ask.said.strip()
        assert ask.low is None or ask.high is None or 0 <= ask.low <= ask.high
        assert ask.group >= 0
        assert describe(ask)
    assert [ask.start for ask in asks] == sorted(ask.start for ask in asks)
    for fault in problems(text):
        assert text[fault.span.start : fault.span.end]


HOSTILE = {
    "ranges": "3-5 goals ",
    "orders": "Identify 3-5 goals. ",
    "words without end": "a",
    "digits without end": "1",
    "brackets": "(",
    "labels": "x: ",
    "list items": "* a\n",
    "bars": "a: b | c\n",
    "pairs": "Allowed values:\na: b,\n",
    "choices": "choose x of ",
    "number words": "one hundred and ",
    "hyphens": "two-",
    "white space": " \t",
    "links": "include a link ",
    "negations": "not 3 ",
    "settings": "cslint: words=3-5\n",
    "unknown settings": "cslint: wrds=3 ",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_reading_time_grows_with_the_text_and_not_with_its_square(unit: str) -> None:
    short, long = (unit * (size // len(unit)) for size in (4_000, 16_000))
    assert _seconds(long) < 12 * _seconds(short) + 0.02


def test_a_comment_of_50_000_ranges_is_read_in_part() -> None:
    assert _seconds("3-5 goals, " * 50_000) < 5


def _seconds(text: str) -> float:
    best = float("inf")
    for _ in range(2):
        begin = time.process_time()
        read.__wrapped__(text)
        problems(text)
        best = min(best, time.process_time() - begin)
    return best
