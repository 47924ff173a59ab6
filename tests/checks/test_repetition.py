"""What is said twice: sentences, alternative texts and links of items."""

from __future__ import annotations

from pathlib import Path

import pytest

from cslint.checks import repetition
from cslint.checks.context import CheckContext
from tests.checks.samples import context, found

LONG = "The drivers of the night buses can see on a screen which of the next stops have passengers waiting"
TWELVE = "Drivers of night buses can now see which stops have passengers waiting"
LINKS = "## Partners\n\n<!-- Identify 2-4 partners, with a link for each. -->\n"


def everywhere(folder: Path, text: str, template: str = "") -> CheckContext:
    """Return a case of a profile that wants no sentence anywhere to be repeated."""
    about = context(folder, text, template=template)
    about.profile.house_rules = frozenset(["repeated-text"])
    return about


def repeated(folder: Path, text: str, template: str = "") -> list[str]:
    return found(repetition.repeated_text, everywhere(folder, text, template))


@pytest.mark.parametrize(
    "again",
    [
        LONG,
        LONG.upper(),
        LONG.replace(" ", ", "),
        LONG.replace("night", "late").replace("screen", "display"),
        "Now " + LONG + " for them",
    ],
)
def test_a_sentence_that_is_nearly_that_of_another_paragraph(again: str, tmp_path: Path) -> None:
    (hit,) = repeated(tmp_path, f"{LONG}.\n\nSomething else. {again}.\n")
    assert hit == f"one: {again}"


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG}. {LONG}.\n",  # in one paragraph
        f"{TWELVE[8:]}.\n\n{TWELVE[8:]}.\n",  # eleven words
        f"{LONG}.\n\n> {LONG}.\n",
        f"{LONG}.\n\nShe wrote: “{LONG}.”\n",
        f"{LONG}.\n\n## {LONG}\n",
        f"{LONG}.\n\n## References\n\n- {LONG}.\n",
        f"---\ndescription: {LONG}.\n---\n\n{LONG}.\n",
        f"![{LONG}](./a.jpg)\n*{LONG}*\n\n{LONG}.\n",
        f"{LONG}.\n\nThe drivers of the night buses can see nothing at all of the many people in the dark streets.\n",
    ],
)
def test_what_may_be_said_again(text: str, tmp_path: Path) -> None:
    assert repeated(tmp_path, text) == []


def test_twelve_words_are_enough(tmp_path: Path) -> None:
    assert len(TWELVE.split()) == 12
    assert repeated(tmp_path, f"{TWELVE}.\n\n{TWELVE}.\n") == [f"one: {TWELVE}"]


def test_neighbouring_sentences_are_one_finding(tmp_path: Path) -> None:
    two = f"{LONG}. {TWELVE}."
    about = everywhere(tmp_path, f"{two}\n\nNew. {two}\n")
    (hit,) = repetition.repeated_text(about)
    assert hit.message == "several"
    assert about.case.source[hit.span] == two[:-1]
    assert [about.case.source[place.span] for place in hit.related] == [LONG, TWELVE]


def test_the_words_of_the_template_are_not_repeated_by_the_author(tmp_path: Path) -> None:
    text = f"## One\n\n{LONG}.\n\n## Two\n\n{LONG}.\n"
    assert repeated(tmp_path, text, template=text) == []


def test_less_is_enough_where_the_template_asks_for_something_different(tmp_path: Path) -> None:
    one = "The new tram line has attracted many more visitors to the old harbour than its builders expected"
    other = "To this day the new tram line has attracted many more visitors to the old town and all of its five museums"
    text = f"## Goals\n\n{one}.\n\n## Outcomes\n\n{other}.\n"
    ask = "## Goals\n\n## Outcomes\n\n<!-- {} -->\n"
    assert repeated(tmp_path, text, ask.format("Say what came of it.")) == []
    assert repeated(tmp_path, text, ask.format("Not the same as the goals.")) == [f"one: {other}"]


def test_a_template_alone_lets_sentences_be_repeated(tmp_path: Path) -> None:
    text = f"## Goals\n\n{LONG}.\n\n## Costs\n\n{LONG}.\n\n## Outcomes\n\n{LONG}.\n"
    plain = context(tmp_path, text, template="## Goals\n\n## Costs\n\n## Outcomes\n")
    assert found(repetition.repeated_text, plain) == []
    asking = context(
        tmp_path, text, template="## Goals\n\n## Costs\n\n## Outcomes\n\n<!-- Not the same as the goals. -->\n"
    )
    assert found(repetition.repeated_text, asking) == [f"one: {LONG}"]


def test_two_images_with_one_alternative_text(tmp_path: Path) -> None:
    text = "![Alt Text / A  tram](./a.jpg)\n\n![a tram](./b.jpg)\n\n![A tram](./a.jpg)\n\n![A bus](./c.jpg)\n"
    assert found(repetition.same_alt, context(tmp_path, text)) == [": a tram"]


@pytest.mark.parametrize(
    "broken",
    ["![A tram](./b.jpg “Asha Rao”)", "![A tram](./b c.jpg)", "![A tram] (./b.jpg)", '![A tram](./b.jpg"Asha Rao")'],
)
@pytest.mark.parametrize("first", [True, False])
def test_an_image_with_a_fault_in_its_notation_is_compared_as_well(broken: str, first: bool, tmp_path: Path) -> None:
    images = [broken, "![A tram](./a.jpg)"]
    text = "\n\n".join(images if first else reversed(images)) + "\n"
    assert found(repetition.same_alt, context(tmp_path, text)) == [": A tram"]


def test_images_without_a_text_are_not_compared(tmp_path: Path) -> None:
    assert found(repetition.same_alt, context(tmp_path, "![](./a.jpg)\n\n![](./b.jpg)\n\n![…](./c.jpg)\n")) == []


def items(first: str, second: str) -> str:
    return f"## Partners\n\n**Trams**. They run. [Site]({first})\n\n**Tracks**. They lie. [Site]({second})\n"


def test_two_items_with_one_address(tmp_path: Path) -> None:
    about = context(tmp_path, items("https://x.org/a", "https://x.org/a"), template=LINKS)
    assert found(repetition.same_link, about) == [": [Site](https://x.org/a)"]


@pytest.mark.parametrize("second", ["https://x.org/a#b", "https://x.org/b", "https://y.org/a"])
def test_addresses_that_differ(second: str, tmp_path: Path) -> None:
    about = context(tmp_path, items("https://x.org/a", second), template=LINKS)
    assert found(repetition.same_link, about) == []


def test_a_section_that_wants_no_links_may_repeat_them(tmp_path: Path) -> None:
    text = items("https://x.org/a", "https://x.org/a")
    assert found(repetition.same_link, context(tmp_path, text, template="## Partners\n\n<!-- 2-4 partners -->\n")) == []


def test_the_address_of_the_template_is_a_placeholder(tmp_path: Path) -> None:
    template = LINKS + "\n**Partner 1**. [Organization Name](https://example.org/how-to-link)\n"
    text = items("https://example.org/how-to-link", "https://example.org/how-to-link")
    assert found(repetition.same_link, context(tmp_path, text, template=template)) == []
