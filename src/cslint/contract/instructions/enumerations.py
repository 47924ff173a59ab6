"""The names that a count spells out: "three activities (development, engagement, implementation)"."""

from __future__ import annotations

from cslint.contract.instructions.counts import Count
from cslint.contract.instructions.numbers import is_number_word
from cslint.contract.instructions.tokenizer import Tokens
from cslint.contract.requirement import Kind

_REACH = 9
"""Tokens between the noun and the list."""
_LONGEST = 5
_MOST = 20


def take_names(tokens: Tokens, count: Count, end: int) -> None:
    """Assign to a count of items the names listed after it in brackets or after a colon, if their number matches.

    Args:
        tokens: the tokens of the text.
        count: the count.
        end: end of the sentence.
    """
    if count.kind is not Kind.ITEMS or count.low is None or count.low != count.high or not 2 <= count.low <= _MOST:
        return
    for i in range(count.last, min(len(tokens), count.last + _REACH)):
        low = tokens[i].low
        if low == "(" or (low == ":" and i == end):
            names = _listed(tokens, i + 1, ")" if low == "(" else ".")
            if len(names) == count.low:
                count.names = names
                count.last = names[-1][1] + 1 if low == "(" else count.last
            return
        if tokens[i].sort != "word":
            return


def _listed(tokens: Tokens, i: int, closing: str) -> list[tuple[int, int]]:
    """Return the token ranges of a list's members; nothing where a member is longer than a name."""
    names: list[tuple[int, int]] = []
    begin = i
    while i < len(tokens) and len(names) <= _MOST:
        low = tokens[i].low
        ends = low in (closing, ".", ";")
        if ends or low in (",", "and", "or", "&", "/"):
            if i > begin:
                if is_number_word(tokens[begin].low):
                    return []  # "one old, one new"
                names.append((begin, i))
            if ends:
                return names
            begin = i + 1
        elif tokens[i].sort == "mark" or i - begin > _LONGEST:
            return []
        i += 1
    return [*names, (begin, i)] if i > begin and closing == "." else []
