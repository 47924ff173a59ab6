"""The stretches of a paragraph that are filler: log odds of its words, summed up until they fall off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from cslint.placeholder import lorem_model, lorem_vocabulary
from cslint.text.source import Span

_FEWEST = 8  # different words in a stretch
_ENOUGH = 7.0  # log odds of a stretch: none in 100,000 paragraphs of real prose in thirty languages has 5
_ENOUGH_SHORT = 14.0  # of one that is shorter than fourteen words: a few odd words meet in any language
_PAIR = 3.0  # log odds of two words that follow each other in the text that all filler comes from
_RUN = 5  # words that nobody else writes one after the other
TELLING = (
    "ipsum",
    "eiusmod",
    "magna aliqua",
    "nostrud",
    "ullamco",
    "aute irure",
    "cillum",
    "pariatur",
    "occaecat",
    "deserunt",
)
_DROP = 12.0  # a stretch ends where its log odds have fallen by this much

# skips addresses, tags, code and link targets; group 1 is a word
_WORD = re.compile(r"https?://\S+|<[^<>]*>|`[^`]*`|\]\([^()]*\)|([^\W\d_]+)")
_SENTENCE_END = re.compile(r"[.!?:\n]")


class Filler(NamedTuple):
    """The filler in a paragraph.

    Attributes:
        spans: its spans, offsets in the paragraph, in order.
        share: their share of the paragraph's words, above 0 to 1.
        odds: log odds that the strongest span is filler and not prose.
        matches: up to five words that identify it, as written, each with the word of filler that it resembles.
    """

    spans: tuple[Span, ...]
    share: float
    odds: float
    matches: tuple[tuple[str, str], ...]


class _Word(NamedTuple):
    start: int
    end: int
    folded: str
    opens: bool  # a sentence
    title: bool  # begins with a capital


class _Stretch(NamedTuple):
    first: int
    last: int
    odds: float


def find(text: str) -> Filler | None:
    """Return the stretches of filler in a paragraph, by the kind of filler that explains most of it.

    Args:
        text: one paragraph, plain or Markdown.
    """
    words = list(_words(text))
    names = [at for at, word in enumerate(words) if word.title and not word.opens]
    pairs = lorem_model.pairs()
    running = [at for at, (one, next_) in enumerate(pairwise(words), 1) if (one.folded, next_.folded) in pairs]
    found = {kind: list(_stretches(kind, words, _odds(kind, words, names, running))) for kind in lorem_model.KINDS}
    kind = max(found, key=lambda kind: sum(stretch.odds for stretch in found[kind]))
    edges = [(_edge(words, _begin(kind, words, s), -1), _edge(words, s.last, 1)) for s in found[kind]]
    if not edges:
        return None
    return Filler(
        spans=tuple(Span(words[first].start, _closed(text, words[last].end)) for first, last in edges),
        share=sum(last - first + 1 for first, last in edges) / len(words),
        odds=max(stretch.odds for stretch in found[kind]),
        matches=_matches(text, kind, [word for first, last in edges for word in words[first : last + 1]]),
    )


def verbatim(text: str) -> Filler | None:
    """Return the stretches of a paragraph that are Lorem ipsum word for word, however few they are.

    Args:
        text: one paragraph, plain or Markdown. "Lorem ipsum dolor." is enough as a sentence, else five words are.
    """
    words = list(_words(text))
    folded = [word.folded for word in words]
    quoted: set[int] = set()
    for at in range(len(words)):
        if tuple(folded[at : at + _RUN]) in _runs():
            quoted.update(range(at, at + _RUN))
        ends = at + 3 >= len(words) or words[at + 3].opens
        if words[at].opens and ends and tuple(folded[at : at + 3]) == ("lorem", "ipsum", "dolor"):
            quoted.update(range(at, at + 3))
    first = [at for at in sorted(quoted) if at - 1 not in quoted]
    last = [at for at in sorted(quoted) if at + 1 not in quoted]
    edges = [(_edge(words, a, -1), _edge(words, b, 1)) for a, b in zip(first, last, strict=True)]
    # talk of Lorem ipsum is inside a sentence
    edges = [(a, b) for a, b in edges if words[a].opens and (b + 1 == len(words) or words[b + 1].opens)]
    if not edges:
        return None
    spans = tuple(Span(words[a].start, _closed(text, words[b].end)) for a, b in edges)
    share = sum(b - a + 1 for a, b in edges) / len(words)
    return Filler(spans, min(share, 1.0), 2 * _ENOUGH_SHORT, ((text[spans[0].start : spans[0].end], "lorem ipsum"),))


@cache
def _runs() -> frozenset[tuple[str, ...]]:
    words = [lorem_model.fold(word) for word in lorem_vocabulary.PASSAGE.split()]
    return frozenset(tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))


def _stretches(kind: str, words: Sequence[_Word], odds: Sequence[float]) -> Iterator[_Stretch]:
    """Yield the stretches whose log odds are enough, each ending where they have dropped too far."""
    total = peak = 0.0
    first = last = 0
    for at, one in enumerate([*odds, float("-inf")]):
        if total <= 0:
            total = peak = 0.0
            first = at
        total += one
        if total > peak:
            peak, last = total, at
        elif total <= 0 or total < peak - _DROP:
            if peak >= _ENOUGH:
                stretch = _Stretch(first, last, _told_once(words[first : last + 1], odds[first : last + 1]))
                if stretch.odds >= _enough(kind, words, words[first : last + 1]):
                    yield stretch
            total = 0.0


def _odds(kind: str, words: Sequence[_Word], names: Iterable[int], running: Iterable[int]) -> list[float]:
    """Return the log odds of each word; names count as neutral, consecutive words of Lorem ipsum count more.

    Args:
        kind: kind of filler.
        words: words of the paragraph.
        names: indices of words that may be names.
        running: indices of words that follow their neighbours as in Lorem ipsum.
    """
    own = lorem_model.vocabulary_of(kind)
    odds = [lorem_model.odds(kind, word.folded) for word in words]
    for at in names:
        if odds[at] > 0 and words[at].folded not in own:
            odds[at] = 0.0
    for at in running:
        odds[at] += _PAIR
    return odds


def _told_once(words: Sequence[_Word], odds: Sequence[float]) -> float:
    """Return the sum of log odds in which a word that is there again counts less each time."""
    times: dict[str, int] = {}
    total = 0.0
    for word, one in zip(words, odds, strict=True):
        times[word.folded] = count = times.get(word.folded, 0) + 1
        total += one / count**2
    return total


def _enough(kind: str, paragraph: Sequence[_Word], stretch: Sequence[_Word]) -> float:
    """Return the log odds that a stretch must have."""
    if len({word.folded for word in stretch}) < _FEWEST:
        return float("inf")
    if _like_latin(kind, paragraph, stretch) or _like_latin(kind, stretch, stretch):
        return max(21.0, 0.5 * len(stretch))  # real Latin is near to many words of filler
    return _ENOUGH if len(stretch) >= 14 else _ENOUGH_SHORT


def _like_latin(kind: str, paragraph: Sequence[_Word], stretch: Sequence[_Word]) -> bool:
    """Return whether a paragraph has as many function words as real Latin, and few words that occur only in filler."""
    latin = lorem_model.latin_words()
    small = [word.folded for word in paragraph if word.folded in latin]
    if len(small) < 0.18 * len(paragraph):
        return False
    only = sum(word not in lorem_model.function_words() for word in small)
    long = {word.folded for word in stretch if len(word.folded) > lorem_model.LONG}
    own = len(long & lorem_model.vocabulary_of(kind))
    return only >= 0.03 * len(paragraph) and own < 0.4 * len(long)


def _words(text: str) -> Iterator[_Word]:
    before = 0
    for match in _WORD.finditer(text):
        if match[1]:
            between = text[before : match.start()]
            opens = before == 0 or (between != " " and _SENTENCE_END.search(between) is not None)
            before = match.end()
            yield _Word(match.start(), before, lorem_model.fold(match[1].lower()), opens, match[1].istitle())


def _begin(kind: str, words: Sequence[_Word], stretch: _Stretch) -> int:
    """Return where a stretch begins, without a few of the author's words that end the sentence before it."""
    first = stretch.first
    for at in range(first + 1, min(first + 4, stretch.last)):
        if words[at].opens:
            own = {word.folded for word in words[first:at]}
            return first if own & lorem_model.vocabulary_of(kind) else at
    return first


def _edge(words: Sequence[_Word], at: int, step: int) -> int:
    """Return the end of a stretch, moved to where its sentence ends if that is no more than three words away."""
    for near in range(at, at + 4 * step, step):
        beyond = near + max(step, 0)
        if not 0 < beyond < len(words) or words[beyond].opens:
            return near
    return at


def _closed(text: str, end: int) -> int:
    """Return an end moved over the punctuation that closes its sentence."""
    while end < len(text) and text[end] in '.!?…"”’)':
        end += 1
    return end


def _matches(text: str, kind: str, words: Sequence[_Word]) -> tuple[tuple[str, str], ...]:
    """Return long words that are filler's or near to it, as written, each with filler's, first come first."""
    told: dict[str, tuple[str, str]] = {}
    for word in words:
        if len(word.folded) > lorem_model.LONG and lorem_model.odds(kind, word.folded) >= 1.5:
            told.setdefault(word.folded, (text[word.start : word.end], lorem_model.nearest(kind, word.folded)[0]))
    return tuple(told.values())[:5]
