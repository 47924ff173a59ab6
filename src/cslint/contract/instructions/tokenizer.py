"""Tokens of an instruction's text: words, numbers, dashes and marks, each with its offsets."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

Sort = Literal["word", "number", "dash", "mark", "other"]

GLUED, SPACED, LINE, BLANK = 0, 1, 2, 3
"""The white space before a token: none, some, a line break, an empty line."""

_EMPHASIS = frozenset("*_`")


class Token(NamedTuple):
    """One token.

    Attributes:
        sort: word, number (a whole number in digits), dash, mark, or other: addresses, decimals, dates, "3D", "v2".
        low: its text in lower case, apostrophes straight.
        start: offset of its first character.
        end: offset after its last.
        gap: the white space before it (GLUED, SPACED, LINE or BLANK).
        capital: whether it begins with a capital letter.
    """

    sort: Sort
    low: str
    start: int
    end: int
    gap: int
    capital: bool


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"""
          (?P<address> (?:https?://|www\.) \S+ )
        | (?P<figure>  \d{1,3} (?:[,\u00a0\u202f] \d{3})+ (?![\d.,:/]\d|\w) | \d+ (?![.,:/]\d|\w) )
        | (?P<odd>     \d [\w.,:/]* )
        | (?P<word>    [^\W\d_]+ (?:['’‐‑-] [^\W\d_]+)* (?: \( (?:s|es|ies) \) )? ) (?P<mixed> \d\w* )?
        | (?P<dash>    [-‐‑‒–—−] )
        | (?P<mark>    \.{2,} | [^\s\w] | _ )
        """,
        re.VERBOSE,
    )


class Tokens(list[Token]):
    """The tokens of a text in order.

    Attributes:
        lows: their texts in lower case, as a list of its own: most questions are about stretches of it.
    """

    def __init__(self, tokens: list[Token]) -> None:
        super().__init__(tokens)
        self.lows = [token.low for token in tokens]


_SORTS: dict[str | None, Sort] = {
    "figure": "number",
    "word": "word",
    "dash": "dash",
    "mark": "mark",
    "address": "other",
    "odd": "other",
    "mixed": "other",
}


def tokenise(text: str) -> Tokens:
    """Return the tokens of ``text`` in order. Emphasis marks (``*``, ``_``, `` ` ``) are left out.

    A list marker is a dash; ``open question(s)`` ends in one word; ``1,000`` is one number.
    """
    tokens: list[Token] = []
    append, make = tokens.append, tuple.__new__  # a named tuple's own constructor is slow
    lowered = text.lower().replace("’", "'")
    plain = len(lowered) == len(text)  # lower case may be longer in a few scripts
    done: int = 0
    gap: int = BLANK
    for match in _pattern().finditer(text):
        start, end = match.span()
        if start > done and gap < BLANK:
            space = SPACED if start == done + 1 and text[done] == " " else _gap(text[done:start])
            gap = space if space > gap else gap
        done = end
        sort = _SORTS[match.lastgroup]
        if sort == "mark" and text[start] in _EMPHASIS:
            if text[start] != "*" or gap < LINE or not text[end : end + 1].isspace():
                continue
            sort = "dash"
        low = lowered[start:end] if plain else text[start:end].lower().replace("’", "'")
        append(make(Token, (sort, low, start, end, gap, text[start].isupper())))
        gap = GLUED
    return Tokens(tokens)


def _gap(space: str) -> int:
    if "\n" not in space and "\r" not in space:
        return SPACED
    breaks = max(space.count("\n"), space.count("\r"))
    return BLANK if breaks > 1 else LINE
