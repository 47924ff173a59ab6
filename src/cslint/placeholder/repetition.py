"""One word, sentence or line written again and again to reach a count: "blah blah blah blah"."""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE = re.compile(r"[^.!?\n]+")
_FEWEST_WORDS = 4
_FEWEST_SENTENCES = 3
_MOST = 0.8  # share of a text from which it counts as a repetition


def repeated(text: str) -> str | None:
    """Return the word or sentence of which a text is a repetition, or None.

    Args:
        text: one paragraph of plain text.
    """
    if "|" in text:
        return None  # a row of a table
    words: list[str] = [word.casefold() for word in _WORD.findall(text)]
    if len(words) < _FEWEST_WORDS or len(words) < _MOST * len(text.split()):
        return None
    word, times = Counter(words).most_common(1)[0]
    if times >= _MOST * len(words) and len(word) > 2:
        return word
    pairs = Counter(f"{one} {other}" for one, other in zip(words[::2], words[1::2], strict=False))
    pair, times = pairs.most_common(1)[0]
    if times >= _FEWEST_SENTENCES and 2 * times >= _MOST * len(words):
        return pair
    sentences = [" ".join(part.casefold().split()) for part in _SENTENCE.findall(text) if part.strip()]
    (sentence, times), *_ = [*Counter(sentences).most_common(1), ("", 0)]
    enough = times >= _FEWEST_SENTENCES and times * len(sentence) >= _MOST * sum(map(len, sentences))
    return sentence if enough and " " in sentence else None
