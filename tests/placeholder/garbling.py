"""Filler as people paste it, and what mends it: processes that know nothing of how it is recognised."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from functools import cache

import pytest

CLASSIC = """
Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna
aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo consequat.
Duis aute irure dolor in reprehenderit in voluptate velit esse cillum dolore eu fugiat nulla pariatur. Excepteur sint
occaecat cupidatat non proident, sunt in culpa qui officia deserunt mollit anim id est laborum.
"""
CICERO = """
Sed ut perspiciatis unde omnis iste natus error sit voluptatem accusantium doloremque laudantium, totam rem aperiam,
eaque ipsa quae ab illo inventore veritatis et quasi architecto beatae vitae dicta sunt explicabo. Nemo enim ipsam
voluptatem quia voluptas sit aspernatur aut odit aut fugit, sed quia consequuntur magni dolores eos qui ratione
voluptatem sequi nesciunt. At vero eos et accusamus et iusto odio dignissimos ducimus qui blanditiis praesentium
voluptatum deleniti atque corrupti quos dolores et quas molestias excepturi sint occaecati cupiditate non provident.
Temporibus autem quibusdam et aut officiis debitis aut rerum necessitatibus saepe eveniet ut et voluptates
repudiandae sint et molestiae non recusandae.
"""
GENERATED = """
Vestibulum ante ipsum primis in faucibus orci luctus et ultrices posuere cubilia curae. Donec velit neque, auctor sit
amet aliquam vel, ullamcorper sit amet ligula. Curabitur aliquet quam id dui posuere blandit. Vivamus magna justo,
lacinia eget consectetur sed, convallis at tellus. Pellentesque habitant morbi tristique senectus et netus et
malesuada fames ac turpis egestas. Nulla porttitor accumsan tincidunt. Praesent sapien massa, convallis a pellentesque
nec, egestas non nisi. Quisque velit nisi, pretium ut lacinia in, elementum id enim. Mauris blandit aliquet elit, eget
tincidunt nibh pulvinar a.
"""
SHUFFLED = """
Ius quem sensibus petentium ex, nam at verear epicuri sententiae. Ad vis simul iisque commune, est cetero verear
rationibus ei. Mel soleat quaeque aliquid te, oratio verterem vel ei. Porro fuisset complectitur id pri. Usu cetero
invenire prodesset cu, audiam epicurei ullamcorper duo no. Per cu feugiat officiis, te nostrum tacimates sapientem
usu. Ut mundi dicunt mandamus pro, torquatos cotidieque cu vel. His graecis conceptam no, nominavi legendos has ex.
"""
TEXTS = {"classic": CLASSIC, "cicero": CICERO, "generated": GENERATED, "shuffled": SHUFFLED}

Mender = Callable[[str, random.Random], str]


@cache
def _dictionary(language: str) -> dict[str, list[str]]:
    """The 30,000 commonest words of a language that has a spell checker, by their first letter."""
    spellchecker = pytest.importorskip("spellchecker", reason="pyspellchecker is in the extra dev")
    counted = spellchecker.SpellChecker(language=language).word_frequency.dictionary
    common = sorted((word for word in counted if word.isalpha()), key=lambda word: (-counted[word], word))[:30_000]
    found = defaultdict(list)
    for word in common:
        found[word[0]].append(word)
    return found


@cache
def _pairs(word: str) -> frozenset[str]:
    padded = f"^{word}$"
    return frozenset(padded[at : at + 2] for at in range(len(padded) - 1))


def _likeness(word: str, other: str) -> float:
    """Dice's coefficient of the pairs of letters."""
    return 2 * len(_pairs(word) & _pairs(other)) / (len(_pairs(word)) + len(_pairs(other)))


@cache
def _alike(language: str, word: str) -> tuple[str, ...]:
    """Words with the same first letter that share most pairs of letters."""
    found = sorted(_dictionary(language)[word[0]], key=lambda other: -_likeness(word, other))
    return tuple([other for other in found if other != word][:3]) or (word,)


_SOUNDS = {
    letter: code
    for code, letters in zip("123456", ("bfpv", "cgjkqsxz", "dt", "l", "mn", "r"), strict=True)
    for letter in letters
}


@cache
def _sound(word: str) -> str:
    """The word's first letter and the classes of its next consonants: a Soundex code."""
    codes = [_SOUNDS.get(char, "") for char in word]
    kept = [code for at, code in enumerate(codes) if at and code and codes[at - 1] != code]
    return word[0] + "".join(kept)[:4]


@cache
def _homophones(language: str, word: str) -> tuple[str, ...]:
    """Words with the same code, those of like length first."""
    same = [other for other in _dictionary(language)[word[0]] if _sound(other) == _sound(word) and other != word]
    same.sort(key=lambda other: (abs(len(other) - len(word)), -_likeness(word, other)))
    return tuple(same[:3]) or _alike(language, word)


def by_letters(language: str) -> Mender:
    """A spell checker that looks for words written alike."""
    return lambda word, rng: rng.choice(_alike(language, word))


def by_sound(language: str) -> Mender:
    """A spell checker that looks for words that sound alike."""
    return lambda word, rng: rng.choice(_homophones(language, word))


def garbled(text: str, mend: Mender, strength: float, rng: random.Random, *, words: int) -> str:
    """A paragraph of filler in which a share of the words was mended, a few dropped, swapped or written large."""
    source = text.split()
    start = rng.randrange(len(source))
    taken = [(source * 2)[at % len(source)] for at in range(start, start + words + words // 10)]
    kept = [word for word in taken if rng.random() > 0.05][:words]
    for at in range(len(kept) - 1):
        if rng.random() < 0.05:
            kept[at], kept[at + 1] = kept[at + 1], kept[at]
    made = []
    for word in kept:
        bare = word.strip(".,").lower()
        new = mend(bare, rng) if rng.random() < strength else bare
        end = word[len(word.rstrip(".,")) :] if rng.random() < 0.8 else rng.choice(("", ",", ";", "."))
        made.append((new.capitalize() if word[0].isupper() else new.upper() if rng.random() < 0.02 else new) + end)
    return " ".join(made)
