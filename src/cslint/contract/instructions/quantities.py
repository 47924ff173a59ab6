"""Quantities: a number or a range with the words before and after that make it a bound or an aim."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Literal, NamedTuple

from cslint.contract.instructions.lexicon import word_set
from cslint.contract.instructions.numbers import Range, is_collective, read_range
from cslint.contract.instructions.tokenizer import GLUED, Tokens
from cslint.contract.requirement import Force

Turn = Literal["least", "most", "above", "below", "about", "exact", "between", "nothing"]
"""The meaning of the words around a number; above and below exclude the number itself."""


class Quantity(NamedTuple):
    """A number or range with the turns said directly around it, on the tokens from ``first`` up to ``last``."""

    found: Range
    turns: frozenset[Turn]
    first: int
    last: int

    @property
    def ranged(self) -> bool:
        """Whether two numbers were said."""
        return self.found.high is not None


def _phrases(table: dict[Turn, str]) -> dict[tuple[str, ...], Turn]:
    return {tuple(p.split()): turn for turn, text in table.items() for p in text.split("|")}


BEFORE = _phrases(
    {
        "least": """at least | at the least | a minimum of | minimum of | minimum | min | min . | at minimum
            | at a minimum | no fewer than | not fewer than | no less than | not less than | no shorter than
            | upwards of | as few as | ≥ | > =""",
        "most": """at most | at the most | a maximum of | maximum of | maximum | max | max . | at maximum
            | at a maximum | no more than | not more than | no longer than | not longer than | no greater than
            | up to | as many as | as much as | as long as | limited to | restricted to | capped at | a limit of
            | limit of | an upper limit of | not above | not over | not to exceed | within | ≤ | < =""",
        "above": "more than | longer than | greater than | exceed | exceeds | exceeding | over | above | beyond | >",
        "below": "fewer than | less than | shorter than | under | below | <",
        "about": """about | around | roughly | approximately | approx | approx . | circa | ca | ca . | c . | some
            | nearly | almost | close to | in the region of | in the order of | on the order of | ideally | preferably
            | typically | usually | normally | a target of | target of | something like | ~ | ≈""",
        "exact": "exactly | precisely",
        "between": "between | somewhere between | anywhere between | in between",
        "nothing": "anywhere from | a total of | just | either | only | a full",
    }
)
"""The meaning of the words before a number."""

AFTER = _phrases(
    {
        "least": """or more | and more | or longer | or over | or above | and up | and above | and upwards | upwards
            | at least | at the least | at the very least | at minimum | at a minimum | minimum | min | min .
            | is the minimum | is minimum | is a minimum | are the minimum | as a minimum | +""",
        "most": """or less | or fewer | or under | or below | or shorter | and under | at most | at the most
            | at the very most | at the outside | at maximum | at a maximum | maximum | max | max . | tops | limit
            | cap | is the maximum | is the limit | is a maximum | as a maximum | as an upper limit""",
        "about": "or so | or thereabouts | give or take",
        "exact": "exactly | precisely",
    }
)
"""The meaning of the words after a number, or after its noun."""

_LONGEST = 5
_BEFORE_LAST = frozenset(phrase[-1] for phrase in BEFORE)
_AFTER_FIRST = frozenset(phrase[0] for phrase in AFTER)
_CURRENCY = frozenset("$€£¥₹#@§%")
_NUMBERED = word_set(
    """
    chapter chapters section sections figure figures fig figs table tables page pages p pp version versions v
    vol volume volumes issue issues step steps part parts no nos number numbers line lines rule rules article
    articles act level levels phase phases stage stages appendix annex item items question questions ward block
    grade grades week weeks day days lecture lectures module unit lesson room row column draft revision python
    iso rfc pep
    """
)


def quantity_at(tokens: Tokens, i: int, begin: int, stop: int) -> Quantity | None:
    """Read the quantity whose number begins at ``tokens[i]``.

    Args:
        tokens: the tokens of the text.
        i: index of the number.
        begin: start of the segment.
        stop: end of the segment.

    Returns:
        The quantity, or None for a number that is not a count: in a date, a price, a percentage, a telephone number,
        "chapter 3".
    """
    between = any(token.low == "between" for token in tokens[max(begin, i - 3) : i])
    found = read_range(tokens, i, stop, between=between)
    if found is None:
        return None
    turns, first = turns_before(tokens, i, begin)
    if not _is_count(tokens, i, first, found.end, begin, stop):
        return None
    if first == i > begin and is_collective(tokens[i].low) and tokens[i - 1].low in ("a", "an"):
        turns, first = turns_before(tokens, i - 1, begin)
    if found.high is not None and first > begin and tokens[first - 1].low == "from":
        first -= 1
    turn, last = turn_after(tokens, found.end, stop)
    if turn:
        turns.add(turn)
    return Quantity(found, frozenset(turns), first, last)


def resolve(found: Range, turns: AbstractSet[Turn]) -> tuple[int | None, int | None, Force]:
    """Return low, high and force of a range with its modifiers. "More than 3" is 4 and up.

    Args:
        found: the range.
        turns: its modifiers.
    """
    low, high = found.low, found.high
    if high is None:
        high = low
    low, high = min(low, high), max(low, high)
    force = Force.AIM if "about" in turns else Force.BOUND
    if "least" in turns:
        return low, None, force
    if "most" in turns:
        return None, high, force
    if "above" in turns:
        return low + 1, None, force
    if "below" in turns:
        return None, max(high - 1, 0), force
    bound = force is Force.BOUND and (found.high is not None or "exact" in turns)
    return low, high, Force.BOUND if bound else Force.AIM


def turn_after(tokens: Tokens, i: int, stop: int) -> tuple[Turn | None, int]:
    """Return the modifier at ``tokens[i]`` ("or more"), with the index after it.

    Args:
        tokens: the tokens of the text.
        i: index after the number.
        stop: end of the segment.
    """
    if i >= stop or tokens[i].low not in _AFTER_FIRST:
        return None, i
    for length in range(min(_LONGEST, stop - i), 0, -1):
        turn = AFTER.get(tuple(tokens.lows[i : i + length]))
        goes_on = i + length < stop and (tokens[i + length - 1].low, tokens[i + length].low) == ("up", "to")
        if turn and not goes_on and (tokens[i].low != "+" or tokens[i].gap == GLUED):
            return turn, i + length
    return None, i


def turns_before(tokens: Tokens, i: int, begin: int) -> tuple[set[Turn], int]:
    """Return the modifiers before a number, the nearest first ("at least about 3" has two), and where they begin.

    Args:
        tokens: the tokens of the text.
        i: index of the number.
        begin: start of the segment.
    """
    turns: set[Turn] = set()
    while i > begin and tokens[i - 1].low in _BEFORE_LAST:
        for length in range(min(_LONGEST, i - begin), 0, -1):
            phrase = tuple(tokens.lows[i - length : i])
            turn = BEFORE.get(phrase)
            if turn:
                turns.add(turn)
                i -= length
                break
        else:
            break
    return turns, i


def _is_count(tokens: Tokens, i: int, first: int, end: int, begin: int, stop: int) -> bool:
    if i > begin and not _may_precede(tokens, i, first, begin):
        return False
    if end < stop and tokens[end].gap == GLUED:
        after = tokens[end]
        if after.low in ("%", "/", "°", "€", ":") or (after.sort in ("number", "other")):
            return after.low == ":" or (after.low == "/" and not (end + 1 < stop and tokens[end + 1].sort == "number"))
        if after.sort == "dash" and end + 1 < stop and tokens[end + 1].sort in ("number", "other"):
            return False
    return not (end < stop and tokens[end].low in ("percent", "per-cent", "%"))


def _may_precede(tokens: Tokens, i: int, first: int, begin: int) -> bool:
    """Return whether a number after this text can be a count: not "-5", "COVID-19", "$3", "chapter 3"."""
    before = tokens[i - 1]
    glued = tokens[i].gap == GLUED
    if glued and before.sort == "dash" and before.low not in "–—":
        return False
    if (glued and before.low in _CURRENCY) or (glued and before.low == "/"):
        return False
    if glued and before.sort in ("number", "other"):
        return False
    if first == begin or tokens[i].sort != "number":
        return True
    named = tokens[first - 1].low
    earlier = tokens[first - 2].low if first - 2 >= begin else ""
    if earlier in ("each", "every", "per"):
        return True
    return (
        named not in _NUMBERED and (earlier, named) != ("scale", "of") and not (named == "." and earlier in _NUMBERED)
    )
