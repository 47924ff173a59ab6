"""Log odds that one word comes from filler and not from prose."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from itertools import filterfalse, groupby, pairwise
from operator import itemgetter

from cslint.placeholder import lorem_vocabulary

LONG = 4  # letters from which a word's likeness to a word of filler says something
FAR = 6  # edits: no nearer word was looked for

KINDS = {
    "lorem": (lorem_vocabulary.LOREM,),
    "generated": (lorem_vocabulary.LOREM, lorem_vocabulary.GENERATED),
    "cicero": (lorem_vocabulary.CICERO,),
    "shuffled": (lorem_vocabulary.SHUFFLED,),
}

# Log odds of a word of 4, 5, … 11 or more letters that is 0, 1, … 5 edits from the nearest word of a kind: how often
# fitted on filler changed by dictionaries of five languages and on prose in fifteen, by scripts/fit_filler.py
_LIKENESS = {
    "lorem": (
        (4.4, 2.8, 0.8, -1.0, -1.0, -1.0),
        (4.5, 3.0, 1.9, -0.3, -1.0, -1.0),
        (4.4, 3.5, 2.8, 0.5, -1.0, -1.0),
        (4.5, 3.1, 3.0, 1.4, -0.6, -1.0),
        (4.5, 2.5, 2.5, 2.5, 0.9, -1.0),
        (4.5, 2.6, 2.6, 1.5, 1.5, -1.0),
        (4.5, 3.3, 3.3, 3.3, 2.6, 0.2),
        (4.5, 3.1, 3.1, 3.1, 3.1, -0.5),
    ),
    "generated": (
        (4.4, 2.4, 0.1, -1.0, -1.0, -1.0),
        (2.2, 2.2, 0.4, -0.9, -1.0, -1.0),
        (4.4, 1.5, 1.5, -0.4, -1.0, -1.0),
        (4.1, 1.9, 1.8, 0.6, -1.0, -1.0),
        (4.5, 1.7, 1.6, 1.4, -0.4, -1.0),
        (4.5, 2.0, 2.0, 1.1, 0.6, -1.0),
        (4.5, 3.2, 3.2, 3.2, 2.2, -0.7),
        (4.5, 2.5, 2.5, 2.5, 2.5, -1.0),
    ),
    "cicero": (
        (4.1, 2.4, 0.1, -1.0, -1.0, -1.0),
        (3.1, 2.3, 1.1, -1.0, -1.0, -1.0),
        (4.3, 1.9, 1.9, 0.1, -1.0, -1.0),
        (4.5, 2.6, 2.5, 0.7, -1.0, -1.0),
        (4.5, 2.7, 2.2, 1.4, -0.3, -1.0),
        (4.5, 2.3, 1.7, 1.7, 0.7, -1.0),
        (4.5, 2.9, 2.9, 2.9, 1.9, -0.8),
        (4.5, 2.7, 2.7, 2.7, 2.7, 0.0),
    ),
    "shuffled": (
        (2.7, 1.7, -0.2, -1.0, -1.0, -1.0),
        (2.9, 1.8, 0.1, -1.0, -1.0, -1.0),
        (3.0, 1.5, 1.0, -0.7, -1.0, -1.0),
        (4.4, 1.5, 1.4, 0.1, -1.0, -1.0),
        (4.5, 2.6, 1.1, 1.0, -1.0, -1.0),
        (4.5, 2.0, 1.5, 1.1, -0.1, -1.0),
        (4.5, 2.3, 2.3, 2.3, 0.4, -1.0),
        (4.5, 2.4, 2.4, 1.7, 1.7, -1.0),
    ),
}
_UNLIKE = -1.0  # no less: a spell checker may take a word for quite another
_CONTENT = 0.35  # a word that is not a function word: nine in ten in filler, six in ten in prose


@lru_cache(maxsize=50_000)
def odds(kind: str, word: str) -> float:
    """Return natural logarithm of how much likelier a word is in filler of a kind than in prose.

    Args:
        kind: one of ``KINDS``.
        word: in small letters, without accents.
    """
    exact = word in vocabulary_of(kind)
    if word in function_words():
        if exact:
            return 0.0
        return -1.1 if len(word) <= LONG and _almost_short(kind, word) else -2.4
    if word in latin_words():
        return -0.2 if exact else -1.2
    if len(word) < LONG:
        if len(word) == 1:
            return -1.5
        return 2.0 if exact else 0.6 if _almost_short(kind, word) else -1.1
    edits = nearest(kind, word)[1]
    row = _LIKENESS[kind][min(len(word), LONG + 7) - LONG]
    return _CONTENT + (row[edits] if edits < FAR else _UNLIKE)


@lru_cache(maxsize=50_000)
def nearest(kind: str, word: str) -> tuple[str, int]:
    """Return the most similar long word of a vocabulary, and the number of edits, or ("", 6) for more than five.

    Spell checkers usually keep the first letter, so another one counts as an additional edit.

    Args:
        kind: kind of filler.
        word: the word.
    """
    if word in vocabulary_of(kind):
        return word, 0
    from rapidfuzz import process  # heavy, and few paragraphs come this far
    from rapidfuzz.distance import OSA

    best, edits = "", min(FAR, len(word))
    known = _long(kind)
    for words, more in ((known.get(word[0], ()), 0), (known[""], 1)):
        if edits > more + 1:
            found = process.extractOne(word, words, scorer=OSA.distance, score_cutoff=edits - more - 1)
            if found:
                best, edits = found[0], int(found[1]) + more
    return (best, edits) if best else ("", FAR)


def _almost_short(kind: str, word: str) -> bool:
    """Return whether one edit makes a word one of the vocabulary's words of up to four letters."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    return process.extractOne(word, _short(kind), scorer=OSA.distance, score_cutoff=1) is not None


@cache
def vocabulary_of(kind: str) -> frozenset[str]:
    """Return all words of a kind of filler."""
    return frozenset(" ".join(KINDS[kind]).split())


@cache
def everything() -> frozenset[str]:
    """Return all words of filler of any kind."""
    return frozenset().union(*map(vocabulary_of, KINDS))


@cache
def pairs() -> frozenset[tuple[str, str]]:
    """Return neighbours in running filler, but for pairs of small words, which meet in real Latin as well."""
    small = latin_words()
    running = [text.split() for text in (lorem_vocabulary.LOREM, lorem_vocabulary.CICERO)]
    return frozenset(pair for text in running for pair in pairwise(text) if not small.intersection(pair))


@cache
def _long(kind: str) -> dict[str, tuple[str, ...]]:
    """Return the words that are not short, by their first letters; all of them under ""."""
    words = sorted(word for word in vocabulary_of(kind) if len(word) >= LONG)
    return {"": tuple(words), **{first: tuple(group) for first, group in groupby(words, itemgetter(0))}}


@cache
def _short(kind: str) -> tuple[str, ...]:
    return tuple(sorted(word for word in vocabulary_of(kind) if len(word) <= LONG))


@cache
def function_words() -> frozenset[str]:
    """Return the small words of living languages, without accents."""
    return frozenset(fold(" ".join(lorem_vocabulary.FUNCTION_WORDS.values())).split())


@cache
def latin_words() -> frozenset[str]:
    """Return the small words of Latin."""
    return frozenset(lorem_vocabulary.LATIN.split())


def fold(word: str) -> str:
    """Return a word without accents."""
    if word.isascii():
        return word
    return "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFD", word)))
