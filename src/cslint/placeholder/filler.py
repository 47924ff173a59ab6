"""Pseudo-Latin filler, as it is or after a spell checker mended it: how likely each word is in filler, summed up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from operator import sub

from cslint.document.source import Span
from cslint.memo import remembered
from cslint.placeholder import evidence

_FEWEST = 8  # words in a stretch
_WINDOW = 20  # words of one first look
_ALARM = 4.0  # rough log odds of a window: one paragraph of real prose in fifty has that much, filler has more
_ENOUGH = 7.0  # log odds of a stretch
_ENOUGH_SHORT = 14.0  # of one that is shorter than fourteen words: a few odd words meet in any language
_PAIR = 3.0  # log odds of two words that follow each other in the text that all filler comes from
_DROP = 12.0  # a stretch ends where its log odds have fallen by this much

# addresses, tags, code and link targets are no prose; group 1 is a word
_WORD = re.compile(r"https?://\S+|<[^<>]*>|`[^`]*`|\]\([^()]*\)|([^\W\d_]+)")
_EDGES = "\"'“”‘’«»()[]{}*_.,;:!?…–—-"


@dataclass(frozen=True, slots=True)
class Filler:
    """Where a paragraph is filler.

    Attributes:
        spans: its stretches, offsets in the paragraph, in order.
        share: share of the paragraph's words that they make up, above 0 to 1.
        odds: natural logarithm of how much likelier the strongest stretch is in filler than in prose.
        matches: words that gave it away, as written, each with the word of filler that it stands for.
    """

    spans: tuple[Span, ...]
    share: float
    odds: float
    matches: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    folded: str
    opens: bool  # a sentence
    title: bool  # begins with a capital


@dataclass(frozen=True, slots=True)
class _Stretch:
    first: int
    last: int
    odds: float


@remembered
def filler(text: str) -> Filler | None:
    """Find pseudo-Latin filler in a paragraph of plain text or Markdown.

    Recognises Lorem ipsum, Cicero's text and what generators make of them, and the same after a spell checker
    replaced words by similar ones of a living language. Prose in living languages and real Latin are left alone.

    Args:
        text: one paragraph; stretches of fewer than eight words are never reported.

    Returns:
        The stretches, or None where there are none.
    """
    if not _suspicious(text):
        return None
    words = list(_words(text))
    best: list[_Stretch] = []
    name = ""
    for kind in evidence.KINDS:
        found = _stretches(kind, words)
        if sum(s.odds for s in found) > sum(s.odds for s in best):
            best, name = found, kind
    if not best:
        return None
    best = [_Stretch(_edge(words, s.first, -1), _edge(words, s.last, 1), s.odds) for s in best]
    return Filler(
        spans=tuple(Span(words[s.first].start, _closed(text, words[s.last].end)) for s in best),
        share=sum(s.last - s.first + 1 for s in best) / len(words),
        odds=max(s.odds for s in best),
        matches=tuple(_matches(text, name, words, best)),
    )


def is_filler_phrase(text: str) -> bool:
    """Whether a short text, such as a title, a caption or a field's value, is filler and nothing else.

    Stricter than ``filler``: running filler ("dolor sit amet"), four words or more that are all filler's own, or its
    first two words mended by a spell checker ("Lores mumps"). Names that share a word with it are left alone.

    Args:
        text: up to a dozen words; longer ones are judged by ``filler``.
    """
    words = [word.folded for word in _words(text)]
    if not words or len(words) > 12:
        found = filler(text)
        return found is not None and found.share > 0.8
    if len(words) <= 2:
        return words[0] == "lorem" or (len(words) == 2 and _opens(*words))
    running = any(pair in evidence.pairs() for pair in pairwise(words))
    for kind in evidence.KINDS:
        if len(words) >= 4 and evidence.vocabulary_of(kind).issuperset(words):
            return sum(len(word) > evidence.LONG for word in words) >= 3
        if running and sum(evidence.odds(kind, word) for word in words) > len(words):
            return True
    return False


def _opens(first: str, second: str) -> bool:
    """Whether two words are "lorem ipsum", or what a spell checker makes of it: one edit, and nearly its letters."""
    if (first, second) in evidence.pairs():
        return True
    foreign = sum((Counter(second) - Counter("ipsum")).values())
    return len(second) == len("ipsum") and foreign <= 1 and evidence.nearest("lorem", first) == ("lorem", 1)


# -- the first look: cheap, on every paragraph ---------------------------------------------------------------------


def _suspicious(text: str) -> bool:
    """Whether some twenty words look more like filler than prose by their letters alone."""
    tokens = text.lower().split()
    if len(tokens) < _FEWEST:
        return False
    guesses = _guesses()
    sums = list(accumulate(map(guesses.__getitem__, tokens), initial=0.0))
    if len(tokens) <= _WINDOW:
        return sums[-1] > _ALARM * len(tokens) / _WINDOW
    return bool(max(map(sub, sums[_WINDOW:], sums)) > _ALARM)


class _Guesses(dict[str, float]):
    """Rough log odds of a word, remembered: by the groups of three letters in it that no word of filler has."""

    def __init__(self, known: Iterable[str]) -> None:
        super().__init__()
        self.triples = {triple for word in known for triple in _triples(word)}

    def __missing__(self, token: str) -> float:
        word = evidence.fold(token.strip(_EDGES))
        known = self.get(word)
        guess = self.guess(word) if known is None else known
        if len(self) < 100_000:
            self[token] = guess
        return guess

    def guess(self, word: str) -> float:
        if not word.isalpha():
            return -2.0
        if len(word) < evidence.LONG:
            return (-1.5, -0.3, 0.5)[len(word) - 1] if word else -1.5
        triples = _triples(word)
        strange = sum(triple not in self.triples for triple in triples)
        return max(-1.5, 1.6 - 0.65 * strange + (0.9 if triples[0] in self.triples else 0.0) - 0.08 * len(word))


@cache
def _guesses() -> _Guesses:
    known = evidence.everything()
    guesses = _Guesses(word for word in known if len(word) >= evidence.LONG)
    guesses.update(dict.fromkeys(known, 2.5))
    for word in evidence.function_words():
        guesses[word] = 0.0 if word in known else -1.3 if len(word) < evidence.LONG else -1.9
    return guesses


def _triples(word: str) -> list[str]:
    padded = f"^{word}$"
    return [padded[at : at + 3] for at in range(len(word))]


# -- the second look: word by word against each vocabulary ---------------------------------------------------------


def _stretches(kind: str, words: list[_Word]) -> list[_Stretch]:
    """The stretches whose log odds are high enough, each ending where they have dropped too far."""
    odds = [evidence.odds(kind, word.folded) for word in words]
    odds = [
        min(o, 0.0) if w.title and not w.opens and w.folded not in evidence.vocabulary_of(kind) else o
        for o, w in zip(odds, words, strict=True)
    ]
    for at, (word, after) in enumerate(pairwise(words), 1):
        if (word.folded, after.folded) in evidence.pairs():
            odds[at] += _PAIR
    found = []
    total = peak = 0.0
    first = last = 0
    for at, one in enumerate([*odds, -2 * _DROP - 1e9]):
        if total <= 0:
            total = peak = 0.0
            first = at
        total += one
        if total > peak:
            peak, last = total, at
        elif total <= 0 or total < peak - _DROP:
            if peak >= _ENOUGH and (stretch := _judged(kind, words, odds, first, last)):
                found.append(stretch)
            total = 0.0
    return found


def _judged(kind: str, words: list[_Word], odds: list[float], first: int, last: int) -> _Stretch | None:
    """A stretch, each word counted for it once, unless that is not enough.

    Generators repeat whole sentences: what speaks against it counts once too, as far as the stretch repeats itself.
    """
    inside = range(first, last + 1)
    once = {words[at].folded: odds[at] for at in inside if odds[at] > 0}
    runs = [tuple(words[at + step].folded for step in range(3)) for at in range(first, last - 1)]
    fresh = len(set(runs)) / len(runs) if runs else 1.0
    total = sum(once.values()) + fresh * sum(odds[at] for at in inside if odds[at] <= 0)
    enough = _ENOUGH_SHORT if len(inside) < 14 else _ENOUGH
    stretch = words[first : last + 1]
    if _like_latin(kind, words, stretch) or _like_latin(kind, stretch, stretch):
        enough = max(21.0, 0.5 * len(inside))  # real Latin is near to many words of filler
    return _Stretch(first, last, total) if total >= enough and len(inside) >= _FEWEST and len(once) >= 4 else None


def _like_latin(kind: str, paragraph: list[_Word], stretch: list[_Word]) -> bool:
    """Whether a paragraph has as many of Latin's small words as Latin has, and few words that are filler's own."""
    small = [word.folded for word in paragraph if word.folded in evidence.latin_words()]
    only = sum(word not in evidence.function_words() for word in small)
    long = {word.folded for word in stretch if len(word.folded) > evidence.LONG}
    own = len(long & evidence.vocabulary_of(kind))
    return len(small) >= 0.18 * len(paragraph) and only >= 0.03 * len(paragraph) and own < 0.4 * len(long)


# -- words and what to show of them --------------------------------------------------------------------------------


def _words(text: str) -> Iterator[_Word]:
    before = 0
    for match in _WORD.finditer(text):
        if match[1]:
            opens = before == 0 or any(char in ".!?:\n" for char in text[before : match.start()])
            before = match.end()
            yield _Word(match.start(), before, evidence.fold(match[1].lower()), opens, match[1].istitle())


def _edge(words: list[_Word], at: int, step: int) -> int:
    """The end of a stretch, moved to where its sentence ends if that is no more than three words away."""
    for near in range(at, at + 4 * step, step):
        beyond = near + max(step, 0)
        if not 0 < beyond < len(words) or words[beyond].opens:
            return near
    return at


def _closed(text: str, end: int) -> int:
    """An end moved over the punctuation that closes its sentence."""
    while end < len(text) and text[end] in '.!?…"”’)':
        end += 1
    return end


def _matches(text: str, kind: str, words: list[_Word], stretches: list[_Stretch]) -> Iterator[tuple[str, str]]:
    """Up to five words that are filler's or nearest to it, first come first, long ones only."""
    chosen: dict[str, tuple[str, str]] = {}
    for stretch in stretches:
        for word in words[stretch.first : stretch.last + 1]:
            if (
                len(word.folded) > evidence.LONG
                and word.folded not in chosen
                and evidence.odds(kind, word.folded) >= 1.5
            ):
                chosen[word.folded] = (text[word.start : word.end], evidence.nearest(kind, word.folded)[0])
    return iter(list(chosen.values())[:5])
