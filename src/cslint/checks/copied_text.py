"""The check for text that is another case's."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from cslint.checks._violations import hit
from cslint.checks.repetition import FEWEST_WORDS, template_sentences
from cslint.checks.violation import RelatedSpan, Violation
from cslint.document.files import shared_text
from cslint.document.sentences import Sentence, plain_sentences, plain_words
from cslint.text.source import Source, Span, SpanIndex
from cslint.util.files import regular_file
from cslint.util.shorten import shorten

if TYPE_CHECKING:
    from cslint.checks.context import CheckContext

_ALIKE = 0.8
_QUOTE = 60  # characters
_LARGEST_PAGE = 2**20  # bytes


def copied_text(context: CheckContext) -> Iterator[Violation]:
    """Find text that the cases of exactly one other place have as well."""
    case, siblings = context.case, context.peers
    others = siblings.shared_text.get(os.path.realpath(case.path), {}) if siblings else {}
    if siblings is None or not others:
        return
    template = context.profile.template.document
    placed = "centroid" in context.profile.schema.fields
    unknown = (None, template.front_matter.centroid)  # the template's centroid is nobody's place
    if placed and case.front_matter.centroid in unknown:
        return
    written = [list(group) for _, group in groupby(context.sentences, lambda sentence: sentence.paragraph)]
    plain = [" ".join(shared_text.split(" ".join(_words(sentences)))) for sentences in written]
    prose = "\n".join(plain)
    every = [text for text in frozenset[str]().union(*others.values()) if text in prose]
    paragraphs = [
        own
        for sentences, words in zip(written, plain, strict=True)
        if sum(text in words for text in every) >= shared_text.FEWEST_RUNS and (own := _own(context, sentences))
    ]
    compared: set[str] = set()
    for page, texts in sorted(others.items(), key=lambda other: (-len(other[1]), other[0])):
        if texts <= compared:  # another version of the same page
            continue
        likely = [paragraph for paragraph in paragraphs if _shares(paragraph, texts)]
        if not likely:
            continue
        if placed and siblings.centroid(siblings.folder_of_page(page)) in unknown:
            continue
        compared |= texts
        source = _read(Path(page))
        for span, there in _copies(likely, _page(shared_text.masked(source.text)), texts):
            values = {
                "other": shorten(f"{Path(page).parent.name}/{Path(page).name}"),
                "quote": shorten(case.source[span], _QUOTE),
            }
            yield hit(context, span, values, related=(RelatedSpan(there, "the same text", source),))


def _shares(paragraph: Sequence[Sentence], texts: frozenset[str]) -> bool:
    """Return whether a paragraph has so many runs of words of a set that it may be copied."""
    return len(_runs(_words(paragraph)) & texts) >= shared_text.FEWEST_RUNS


def _words(paragraph: Sequence[Sentence]) -> list[str]:
    return [word for sentence in paragraph for word in sentence.words]


def _own(context: CheckContext, sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences that are not the template's and that the author has not left as they were."""
    known = template_sentences(context.profile.template.document)
    left = SpanIndex(left.span for left in context.leftovers.found)
    return [
        sentence
        for sentence in sentences
        if sentence.words not in known
        and next(left.overlapping(Span(sentence.start, sentence.start + 1)), None) is None
    ]


def _read(page: Path) -> Source:
    with regular_file(page) as file:
        return Source.from_bytes(page, file.read(_LARGEST_PAGE) if file else b"")


class _Page:
    """The text of another case, read as plain text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = plain_words(text)

    @cached_property
    def first_of_run(self) -> dict[tuple[str, ...], int]:
        """The number of the word with which each run of words begins where it is first."""
        words = [word[0] for word in self.words]
        runs = list(zip(*(words[start:] for start in range(FEWEST_WORDS)), strict=False))
        return dict(zip(reversed(runs), reversed(range(len(runs))), strict=True))

    @cached_property
    def sentences(self) -> list[tuple[tuple[str, ...], Span]]:
        """The words of each long sentence, and where it is."""
        every = plain_sentences(self.text, self.words)
        return [(words, span) for words, span in every if len(words) >= FEWEST_WORDS]


@lru_cache(maxsize=16)  # several cases may have text of one page
def _page(text: str) -> _Page:
    return _Page(text)


def _copies(own: Sequence[Sequence[Sentence]], other: _Page, texts: frozenset[str]) -> Iterator[tuple[Span, Span]]:
    """Yield where a paragraph has text of another page, and where that is there.

    Args:
        own: the paragraphs of the case that may be copied.
        other: the other page.
        texts: the runs of words that only these two share.
    """
    for group in own:
        paragraph = [(sentence, number) for sentence in group for number in range(len(sentence.words))]
        mine = [sentence.words[number] for sentence, number in paragraph]
        covered: dict[int, Span] = {}  # numbers of words, each with where it is in the other page
        for number in range(len(mine) - FEWEST_WORDS + 1):
            there = other.first_of_run.get(tuple(mine[number : number + FEWEST_WORDS]))
            if there is not None and _is_shared(mine[number : number + FEWEST_WORDS], texts):
                for step in range(FEWEST_WORDS):
                    covered.setdefault(number + step, Span(*other.words[there + step].span()))
        for number, (sentence, of_sentence) in enumerate(paragraph):
            if of_sentence == 0 and number not in covered and (span := _nearest(sentence, other, texts)):
                covered.update(dict.fromkeys(range(number, number + len(sentence.words)), span))
        if covered:
            (first, start), (last, end) = paragraph[min(covered)], paragraph[max(covered)]
            here = Span(first.part(start, start + 1).start, last.part(end, end + 1).end)
            yield here, Span(min(covered.values()).start, max(span.end for span in covered.values()))


def _nearest(sentence: Sentence, other: _Page, texts: frozenset[str]) -> Span | None:
    """Return where the other page has nearly the same sentence; None where it does not."""
    from rapidfuzz.distance import Indel

    if len(sentence.words) < FEWEST_WORDS or not _is_shared(sentence.words, texts):
        return None
    likeness = (
        (Indel.normalized_similarity(sentence.words, words, score_cutoff=_ALIKE), span)
        for words, span in other.sentences
    )
    most, span = max(likeness, default=(0.0, Span(0, 0)))
    return span if most >= _ALIKE else None


def _is_shared(words: Sequence[str], texts: frozenset[str]) -> bool:
    return not texts.isdisjoint(_runs(words))


def _runs(words: Sequence[str]) -> set[str]:
    return set(map(" ".join, shared_text.runs(shared_text.split(" ".join(words)))))
