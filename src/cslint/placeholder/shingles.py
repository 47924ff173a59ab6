"""Text that is still the template's, edited a little or wrapped anew: runs of words that both have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_RUN = 3  # words in a shingle
_SHORT = 8  # words; of shorter texts the words themselves are compared

# link targets and tags are no words of the text; group 1 is a word
_WORD = re.compile(r"\]\([^()]*\)|<[^<>]*>|(\w+)")


@dataclass(frozen=True, slots=True)
class Match:
    """A text that is the template's.

    Attributes:
        paragraph: index of the template's paragraph that it has most of.
        share: share of the text's words that stand in runs of the template's, 0 to 1.
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
        for index, paragraph in enumerate(paragraphs):
            words = _words(paragraph)
            if not words:
                continue
            self._whole.setdefault(" ".join(words), index)
            for run in _shingles(words):
                self._runs.setdefault(run, index)
            if len(words) < _SHORT + 2:
                self._words[index] = Counter(words)
                for word in set(words):
                    self._short.setdefault(word, []).append(index)

    def match(self, text: str, *, least: float = 0.6) -> Match | None:
        """Tell whether a text is still the template's.

        Case, punctuation, white space and markup make no difference, and a few words may have changed. A text of up
        to three words has to be the same; one of up to seven may differ in about one word.

        Args:
            text: one paragraph or list entry, in Markdown or plain.
            least: share of its words that must be the template's.

        Returns:
            The match, or None where less than that is the template's.
        """
        words = _words(text)
        whole = self._whole.get(" ".join(words)) if words else None
        if whole is not None:
            return Match(whole, 1.0)
        if len(words) < _SHORT:
            return self._short_match(words)
        covered = [False] * len(words)
        paragraphs: Counter[int] = Counter()
        for at, run in enumerate(_shingles(words)):
            index = self._runs.get(run)
            if index is not None:
                paragraphs[index] += 1
                covered[at : at + _RUN] = [True] * _RUN
        share = sum(covered) / len(words)
        return Match(paragraphs.most_common(1)[0][0], share) if paragraphs and share >= least else None

    def _short_match(self, words: Sequence[str]) -> Match | None:
        """The paragraph that has most words in common, counted on both sides: four fifths at least."""
        if len(words) < 4:
            return None
        own = Counter(words)
        near = {index for word in own for index in self._short.get(word, ())}
        shares = [(2 * (own & self._words[i]).total() / (len(words) + self._words[i].total()), -i) for i in near]
        share, index = max(shares, default=(0.0, 0))
        return Match(-index, share) if share >= 0.8 else None


def _words(text: str) -> list[str]:
    return [match[1] for match in _WORD.finditer(text.casefold()) if match[1]]


def _shingles(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[skip:] for skip in range(_RUN)), strict=False)
