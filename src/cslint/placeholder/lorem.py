"""Find pseudo-Latin filler, also after a spell checker has changed it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from operator import sub

from cslint.placeholder import lorem_model, lorem_spans
from cslint.placeholder.lorem_spans import Filler
from cslint.placeholder.repetition import repeated
from cslint.text.source import Span

_FEWEST = 8  # words of a paragraph
_WINDOW = 20  # words of one first look
_CERTAIN = 20.0  # odds of what cannot be prose
_ALARM = 6.0  # rough log odds of a window: one paragraph of real prose in fifty has that much, filler has more

_LETTERS = re.compile(r"[^\W\d_]+")
_EDGES = "\"'“”‘’«»()[]{}*_.,;:!?…–—-"


@lru_cache(maxsize=2000)
def filler(text: str) -> Filler | None:
    """Find pseudo-Latin filler, or one repeated word or sentence, in a paragraph of plain text or Markdown.

    Recognises Lorem ipsum, Cicero's text and the output of generators, the same after a spell checker replaced
    words by similar ones of a living language, and the same in look-alike letters or with invisible characters. Prose
    in living languages and real Latin are not filler.

    Args:
        text: one paragraph; spans of fewer than eight words are reported only where they are Lorem ipsum word for word.

    Returns:
        The spans, or None.
    """
    if word := repeated(text):
        return Filler((Span(0, len(text)),), 1.0, _CERTAIN, ((word, word),))
    if not text.isascii():
        from cslint.placeholder.disguise import placed, undisguised

        plain, places = undisguised(text)
        if plain != text:
            found = filler(plain)
            return found and found._replace(spans=tuple(placed(span, places) for span in found.spans))
    found = lorem_spans.find(text) if _suspicious(text) else None
    return found or (lorem_spans.verbatim(text) if _may_quote(text) else None)


def _may_quote(text: str) -> bool:
    """Return whether a paragraph has a word that nearly every sentence of Lorem ipsum has one of; cheap."""
    low = text.lower()
    return any(word in low for word in lorem_spans.TELLING)


def is_filler_phrase(text: str) -> bool:
    """Return whether a short text, such as a title, a caption or a field's value, consists of filler.

    Stricter than ``filler``: consecutive filler ("dolor sit amet"), at least four words that occur only in filler, or
    its first two words changed by a spell checker ("Lores mumps"). Names that share a word with it do not count.

    Args:
        text: up to a dozen words; longer ones are judged by ``filler``.
    """
    words = [lorem_model.fold(word) for word in _LETTERS.findall(text.lower())]
    if not words or len(words) > 12:
        found = filler(text)
        return found is not None and found.share > 0.8
    if len(words) <= 2:
        return words[0] == "lorem" or (len(words) == 2 and _opens(*words))
    running = any(pair in lorem_model.pairs() for pair in pairwise(words))
    for kind in lorem_model.KINDS:
        if len(words) >= 4 and lorem_model.vocabulary_of(kind).issuperset(words):
            return sum(len(word) > lorem_model.LONG for word in words) >= 3
        if running and sum(lorem_model.odds(kind, word) for word in words) > len(words):
            return True
    return False


def _opens(first: str, second: str) -> bool:
    """Return whether two words are "lorem ipsum", or what a spell checker makes of it.

    One edit, and nearly its letters.
    """
    if (first, second) in lorem_model.pairs():
        return True
    foreign = sum((Counter(second) - Counter("ipsum")).values())
    return len(second) == len("ipsum") and foreign <= 1 and lorem_model.nearest("lorem", first) == ("lorem", 1)


def _suspicious(text: str) -> bool:
    """Return whether some twenty words look more like filler than prose by their letters alone.

    Cheap, for every paragraph.
    """
    tokens = text.lower().split()
    if len(tokens) < _FEWEST:
        return False
    sums = list(accumulate(map(_guesses().__getitem__, tokens), initial=0.0))
    if len(tokens) <= _WINDOW:
        return sums[-1] > _ALARM * len(tokens) / _WINDOW
    return bool(max(map(sub, sums[_WINDOW:], sums)) > _ALARM)


class _Guesses(dict[str, float]):
    """Rough log odds of words, remembered: by the groups of three letters in them that no word of filler has."""

    def __init__(self, known: Iterable[str]) -> None:
        super().__init__()
        self.triples = {triple for word in known for triple in _triples(word)}

    def __missing__(self, token: str) -> float:
        word = lorem_model.fold(token.strip(_EDGES))
        known = self.get(word)
        guess = self.guess(word) if known is None else known
        if len(self) < 100_000:
            self[token] = guess
        return guess

    def guess(self, word: str) -> float:
        if not word.isalpha():
            return -2.0
        if len(word) < lorem_model.LONG:
            return (-1.5, -0.3, 0.5)[len(word) - 1]
        triples = _triples(word)
        strange = sum(triple not in self.triples for triple in triples)
        return max(-1.5, 1.6 - 0.65 * strange + (0.9 if triples[0] in self.triples else 0.0) - 0.08 * len(word))


@cache
def _guesses() -> _Guesses:
    known = lorem_model.everything()
    guesses = _Guesses(word for word in known if len(word) >= lorem_model.LONG)
    guesses.update(dict.fromkeys(known, 2.5))
    for word in lorem_model.function_words():
        guesses[word] = 0.0 if word in known else -1.3 if len(word) < lorem_model.LONG else -1.9
    return guesses


def _triples(word: str) -> list[str]:
    padded = f"^{word}$"
    return [padded[at : at + 3] for at in range(len(word))]
