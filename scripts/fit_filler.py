#!/usr/bin/env python3
"""Print the log odds in src/cslint/placeholder/lorem_model.py, counted in prose and in filler that was garbled here."""

from __future__ import annotations

import math
import random
from collections import Counter
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker
from tests.placeholder import prose

from cslint.placeholder import lorem_model

# share of each group of languages in the prose that filler is held against
_GROUPS = {
    0.4: ("en",),
    0.35: ("es", "it", "fr", "pt", "ro", "ca"),
    0.25: ("de", "nl", "pl", "id", "cs", "sv", "tr", "hu"),
}
# share of filler in which no, every second, every word is replaced
_STRENGTHS = {0.0: 0.1, 0.5: 0.4, 1.0: 0.5}
_LANGUAGES = ("en", "es", "fr", "it", "de")
_SEED = 7


@cache
def _dictionary(language: str) -> list[str]:
    counted = SpellChecker(language=language).word_frequency.dictionary
    common = sorted((word for word in counted if word.isalpha()), key=lambda word: (-counted[word], word))
    return [lorem_model.fold(word) for word in common[:40_000]]


@cache
def _mended(language: str, word: str) -> list[str]:
    """Words of a dictionary that a spell checker might take a word for."""
    edits = 1 if len(word) < 4 else 2 if len(word) < 6 else 3 if len(word) < 9 else 4
    near = process.extract(word, _dictionary(language), scorer=OSA.distance, score_cutoff=edits, limit=40)
    return [found for found, _, _ in near] or [word]


def _cells(kind: str, words: list[str]) -> Counter[tuple[int, int]]:
    """How many long words that are no function words there are, by length and by edits to the nearest of a kind."""
    long = [word for word in words if len(word) >= lorem_model.LONG and word not in lorem_model.function_words()]
    return Counter((min(len(word), 11), lorem_model.nearest(kind, word)[1]) for word in long)


def _shares(counted: Counter[tuple[int, int]], length: int) -> list[float]:
    whole = sum(count for (size, _), count in counted.items() if size == length) or 1
    return [counted[length, edits] / whole for edits in range(7)]


def _prose() -> list[tuple[float, list[str]]]:
    """Words of every second paragraph by language, each with its weight."""
    paragraphs = [*prose.messages()[::2], *prose.docstrings()[::2], *prose.declaration()[::2]]
    found = []
    for weight, languages in _GROUPS.items():
        for language in languages:
            own = [text for name, text in paragraphs if name.split("_")[0] == language][:200]
            words = [lorem_model.fold(word) for text in own for word in text.lower().split() if word.isalpha()]
            found.append((weight / len(languages), words))
    return found


def _falling(in_filler: list[float], in_prose: list[float]) -> list[float]:
    """Log odds by edits, neighbours pooled until they fall: more edits never speak more for filler."""
    pools: list[tuple[float, float, int]] = []
    for here, there in zip(in_filler, in_prose, strict=True):
        pool = (here + 0.004, there + 0.004, 1)
        while pools and pool[0] / pool[1] > pools[-1][0] / pools[-1][1]:
            last = pools.pop()
            pool = (last[0] + pool[0], last[1] + pool[1], last[2] + pool[2])
        pools.append(pool)
    return [max(-1.0, min(4.5, math.log(here / there))) for here, there, times in pools for _ in range(times)]


def main() -> None:
    """Print one table for each kind of filler."""
    rng = random.Random(_SEED)
    backgrounds = _prose()
    for kind in lorem_model.KINDS:
        vocabulary = sorted(lorem_model.vocabulary_of(kind))
        seen = [(weight, _cells(kind, words)) for weight, words in backgrounds]
        made = []
        for strength, share in _STRENGTHS.items():
            for language in _LANGUAGES:
                words = [
                    rng.choice(_mended(language, word)[: rng.choice((1, 3, 40))]) if rng.random() < strength else word
                    for word in rng.choices(vocabulary, k=3000)
                ]
                made.append((share / len(_LANGUAGES), _cells(kind, words)))
        print(f'    "{kind}": (')
        for length in range(lorem_model.LONG, 12):
            in_filler, in_prose = (
                [sum(weight * row[edits] for weight, row in rows) for edits in range(6)]
                for rows in ([(w, _shares(c, length)) for w, c in made], [(w, _shares(c, length)) for w, c in seen])
            )
            print("        (" + ", ".join(f"{odds:.1f}" for odds in _falling(in_filler, in_prose)) + "),")
        print("    ),")


if __name__ == "__main__":
    main()
