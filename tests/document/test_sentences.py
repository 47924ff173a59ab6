"""The sentences of a document's prose: where one ends, what is left out, and where its words are."""

from __future__ import annotations

from pathlib import Path

import pytest

from cslint.document.document import Document
from cslint.document.sentences import Sentence, sentences
from cslint.text.source import Source


def read(text: str) -> tuple[Sentence, ...]:
    return sentences(Document(Source(Path("index.md"), text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trams run. Buses wait.\n", ["trams run", "buses wait"]),
        ("Trams run! Do buses? Yes.\n", ["trams run", "do buses", "yes"]),
        ("Dr. Byron and J. Smith came at 5 p.m. Monday.\n", ["dr byron and j smith came at 5 p.m monday"]),
        ("It cost 1.5 million. It ran.\n", ["it cost 1.5 million", "it ran"]),
        ("Trams run.[4] Buses wait.\n", ["trams run", "buses wait"]),
        ("**Title**. Text of it.\n", ["title", "text of it"]),
        ("Well-known by\nNIGHT.\n", ["well-known by night"]),
        ("Don’t wait.\n", ["don't wait"]),
        ("See [the plan](https://x.org/a-b) or <https://x.org>.\n", ["see the plan or"]),
        ("- One entry.\n- Two entries.\n", ["one entry", "two entries"]),
    ],
)
def test_sentences_are_sequences_of_words(text: str, expected: list[str]) -> None:
    assert [" ".join(sentence.words) for sentence in read(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "> Quoted words of somebody else.\n",
        "“Quoted words of somebody else are these.”\n",
        '![A tram](./tram.jpg "A caption of some words")\n*The same caption in a line below*\n',
        "# A heading of some words\n",
        "<!-- A comment of some words -->\n",
        "```\nprint words\n```\n",
        "## Sources\n\nA book about words. Another one.\n",
        "---\ndescription: Some words.\n---\n",
        "https://example.org/some/words\n",
    ],
)
def test_what_may_be_repeated_is_left_out(text: str) -> None:
    assert read(text) == ()


def test_a_sentence_knows_its_place() -> None:
    text = "Intro.\n\nThe *first* one. The [second](https://x.org) “one” here.\n"
    second = read(text)[2]
    assert text[second.span.start : second.span.end] == "The [second](https://x.org) “one” here"
    part = second.part(1, 3)
    assert text[part.start : part.end] == "second](https://x.org) “one"
    assert (second.paragraph, second.number) == (1, 1)
