"""Numbers in digits and in words, and two of them as a range."""

from __future__ import annotations

from typing import NamedTuple

from cslint.contract.instructions.tokenizer import GLUED, Tokens

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {name: value for value, name in enumerate(_ONES.split())} | {"single": 1}
TENS = {name: 10 * value for value, name in enumerate(_TENS.split(), 2)}
LARGE = {"hundred": 100, "thousand": 1000}
PACKS = {"dozen": 12, "couple": 2, "pair": 2}
LONGEST = 7  # digits: nothing larger is a count of anything in a case study

_TO = frozenset(("to", "or", "through"))
_AND = frozenset(("and", "&", "to"))


class Range(NamedTuple):
    """One number, or two: ``high`` is None for one. ``end`` is the index after it; ``unit`` the unit hyphened to it."""

    low: int
    high: int | None
    end: int
    unit: str = ""


_WORDS = frozenset((*SMALL, *TENS, *LARGE, *PACKS))
_STARTS = _WORDS | {"half"}


def number_starts(tokens: Tokens) -> list[int]:
    """Return the indices of the tokens that may begin a number; for "a dozen" that of "dozen"."""
    return [i for i, t in enumerate(tokens) if t.sort == "number" or t.low in _STARTS or is_number_word(t.low)]


def is_collective(low: str) -> bool:
    """Return whether a word is a number that can follow "a": hundred, dozen, couple, single."""
    return low in LARGE or low in PACKS or low == "single"


def is_number_word(low: str) -> bool:
    """Return whether a word, or the first part of a hyphened one, can begin a number."""
    return low in _WORDS or ("-" in low and low.partition("-")[0] in _WORDS)


def read_range(tokens: Tokens, i: int, stop: int, *, between: bool = False) -> Range | None:
    """Read a number or a range at ``tokens[i]``: "3", "3-5", "three to five", "one hundred and fifty".

    A unit may occur twice ("100 words to 150 words") or be hyphened ("two-sentence", then ``unit`` is "sentence").
    After "between" an "and" joins the two as well.

    Args:
        tokens: the tokens of the text.
        i: index of the first token.
        stop: end of the segment.
        between: whether "between" precedes it.

    Returns:
        The range, or None if there is no number, or one that is too large.
    """
    token = tokens[i]
    if token.sort == "word" and "-" in token.low:
        return _hyphened(token.low, i)
    first = _number(tokens, i, stop)
    if first is None:
        return None
    low, after = first
    joins = _TO | _AND if between else _TO
    j = _connector(tokens, _skip_repeated_unit(tokens, after, stop), stop, joins)
    if j is None:
        return Range(low, None, after)
    second = _number(tokens, j, stop)
    if second is None:
        if j < stop and "-" in tokens[j].low and (tail := _hyphened(tokens[j].low, j)) and tail.high is None:
            return Range(low, tail.low, tail.end, tail.unit)
        return Range(low, None, after)
    return Range(low, second[0], second[1])


def _number(tokens: Tokens, i: int, stop: int) -> tuple[int, int] | None:
    if i >= stop:
        return None
    token = tokens[i]
    if token.sort == "number":
        digits = "".join(c for c in token.low if c.isdecimal())
        return (int(digits), i + 1) if len(digits) <= LONGEST else None
    if token.sort != "word":
        return None
    if token.low == "half" and tokens.lows[i + 1 : min(i + 3, stop)] == ["a", "dozen"]:
        return 6, i + 3
    return _in_words(tokens, i, stop)


def _in_words(tokens: Tokens, i: int, stop: int) -> tuple[int, int] | None:
    """Add up "two hundred and fifty", "twenty five", "a couple of", "three dozen"."""
    total, last, j = 0, 0, i
    while j < stop and tokens[j].sort == "word":
        low = tokens[j].low
        if low in LARGE:
            total = max(total, 1) * LARGE[low]
        elif low in PACKS:
            total = max(total, 1) * PACKS[low]
        elif low in TENS and (j == i or last >= 100):
            total += TENS[low]
        elif low in SMALL and (j == i or last >= 100 or (last in TENS.values() and SMALL[low] < 10)):
            total += SMALL[low]
        elif low == "and" and last >= 100 and j + 1 < stop and is_number_word(tokens[j + 1].low):
            j += 1
            continue
        elif "-" in low and (j == i or last >= 100) and (pair := _tens_and_one(low)):
            total += pair
        else:
            break
        last = LARGE.get(low, PACKS.get(low, TENS.get(low, SMALL.get(low, 1))))
        j += 1
    return (total, j) if j > i and total < 10**LONGEST else None


def _tens_and_one(low: str) -> int:
    tens, _, one = low.partition("-")
    return TENS[tens] + SMALL[one] if tens in TENS and 0 < SMALL.get(one, 0) < 10 else 0


def _hyphened(low: str, i: int) -> Range | None:
    """Read "twenty-five", "three-to-five", "two-sentence", "three-to-five-sentence" in the one word they are."""
    values: list[int] = []
    rest = low.split("-")
    while rest:
        if len(rest) > 1 and (both := _tens_and_one(f"{rest[0]}-{rest[1]}")):
            values.append(both)
            rest = rest[2:]
        elif rest[0] in SMALL or rest[0] in TENS:
            values.append(SMALL.get(rest[0], TENS.get(rest[0], 0)))
            rest = rest[1:]
        else:
            return None
        if len(values) == 2 or not rest or rest[0] not in _TO:
            break
        rest = rest[1:]
    if not values or len(rest) > 1:
        return None
    return Range(values[0], values[1] if len(values) == 2 else None, i + 1, rest[0] if rest else "")


def _connector(tokens: Tokens, i: int, stop: int, joins: frozenset[str] = _TO) -> int | None:
    """Return the index after "-", "to", "- to", "or", or ".." at ``i``, or None."""
    j = i
    while j < stop and j < i + 2 and tokens[j].sort == "dash":
        j += 1
    if j < stop and tokens[j].low in joins:
        j += 1
        if j < stop and tokens[j].sort == "dash" and tokens[j].gap == GLUED:
            j += 1
        return j
    if j == i and j < stop and tokens[j].low in ("..", "...", "…", "~"):
        return j + 1
    return j if j > i else None


def _skip_repeated_unit(tokens: Tokens, i: int, stop: int) -> int:
    """Step over the first unit of "100 words to 150 words"."""
    if i + 2 < stop and tokens[i].low in ("words", "word"):
        after = _connector(tokens, i + 1, stop)
        if after is not None and after < stop and tokens[after].sort == "number":
            return i + 1
    return i
