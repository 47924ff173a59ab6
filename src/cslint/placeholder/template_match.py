"""Recognise text of the template that is slightly edited or wrapped differently, by common runs of words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

_RUN = 3  # words in a shingle
_LEAST = 0.6  # share of words in common runs from which a text is the template's
_SHORT = 8  # words; of shorter texts the words themselves are compared

# skips link targets and tags; group 1 is a word
_APART = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "_")}
_PLAIN_WORD = re.compile(r"\w+")
_WORD = re.compile(r"\]\([^()]*\)|<[^<>]*>|(\w+)")


class Match(NamedTuple):
    """A text that is the template's.

    Attributes:
        paragraph: index of the template's most similar paragraph.
        share: share of the text's words in common runs, 0 to 1.
    """

    paragraph: int
    share: float


class TemplateText:
    """The paragraphs of a template, ready to be found again.

    Args:
        paragraphs: texts in Markdown or plain; those without a word match nothing.
    """

    def __init__(self, paragraphs: Iterable[str]) -> None:
        self._runs: dict[tuple[str, ...], int] = {}
        self._whole: dict[str, int] = {}
        self._short: dict[str, list[int]] = {}
        self._words: dict[int, Counter[str]] = {}
        self._vocabulary: set[str] = set()
        self._known = lru_cache(maxsize=2000)(self._match)
        for index, paragraph in enumerate(paragraphs):
            words = words_of(paragraph)
            if not words:
                continue
            self._whole.setdefault(" ".join(words), index)
            for run in _shingles(words):
                self._runs.setdefault(run, index)
                self._vocabulary.update(run)
            if len(words) < _SHORT + 2:
                self._words[index] = Counter(words)
                for word in set(words):
                    self._short.setdefault(word, []).append(index)

    def match(self, text: str) -> Match | None:
        """Return the match of a text that is still the template's, or None.

        Case, punctuation, white space and markup make no difference, and a few words may have changed. A text of up
        to three words has to be the same; one of up to seven may differ in about one word.

        Args:
            text: one paragraph or list entry, in Markdown or plain.

        Returns:
            The match, or None if fewer than three in five of its words are the template's.
        """
        return self._known(text)

    def _match(self, text: str) -> Match | None:
        words = words_of(text)
        if len(words) >= _SHORT and sum(map(self._vocabulary.__contains__, words)) < _LEAST * len(words):
            return None  # runs that both have consist of the template's words
        whole = self._whole.get(" ".join(words)) if words else None
        if whole is not None:
            return Match(whole, 1.0)
        if len(words) < _SHORT:
            return self._short_match(words)
        found = list(map(self._runs.get, _shingles(words)))
        if (len(found) - found.count(None)) * _RUN < _LEAST * len(words):
            return None
        covered = [False] * len(words)
        for at, index in enumerate(found):
            if index is not None:
                covered[at : at + _RUN] = [True] * _RUN
        share = sum(covered) / len(words)
        paragraphs = Counter(index for index in found if index is not None)
        return Match(paragraphs.most_common(1)[0][0], share) if share >= _LEAST else None

    def _short_match(self, words: Sequence[str]) -> Match | None:
        """Return the paragraph that has most words in common, counted on both sides: four fifths at least."""
        if len(words) < 4:
            return None
        own = Counter(words)
        near = {index for word in own for index in self._short.get(word, ())}
        shares = [(2 * (own & self._words[i]).total() / (len(words) + self._words[i].total()), -i) for i in near]
        share, index = max(shares, default=(0.0, 0))
        return Match(-index, share) if share >= 0.8 else None


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, without markup, link targets and punctuation."""
    text = text.casefold()
    if "](" not in text and "<" not in text:
        if text.isascii():
            return text.translate(_APART).split()
        return _PLAIN_WORD.findall(text)
    return [word for word in _WORD.findall(text) if word]


def _shingles(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[skip:] for skip in range(_RUN)), strict=False)
