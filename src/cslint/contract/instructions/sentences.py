"""Split an instruction into sentences."""

from __future__ import annotations

from typing import NamedTuple

from cslint.contract.instructions import lexicon as v
from cslint.contract.instructions.numbers import is_number_word
from cslint.contract.instructions.tokenizer import BLANK, GLUED, LINE, Token, Tokens

_NEVER_END = v.word_set("dr mr mrs ms prof st fig figs no nos p pp vol ref refs vs e g i eg ie cf")
_SELDOM_END = v.word_set("etc approx max min ca c incl est resp")
_LABEL_WORDS = 8
_LONGEST = 150  # tokens: a longer sentence is cut, so that reading stays linear


class Segment(NamedTuple):
    """A sentence, or the part of one before or after a colon: tokens from ``begin`` up to ``end``.

    Attributes:
        begin: index of its first token.
        end: index after its last token.
        label: the tokens before the colon that it follows, or None.
        question: whether it ends in a question mark.
        fresh: whether an empty line precedes it.
    """

    begin: int
    end: int
    label: tuple[int, int] | None
    question: bool
    fresh: bool


def segments(tokens: Tokens) -> list[Segment]:
    """Split tokens at sentence ends, colons, list items and empty lines."""
    out: list[Segment] = []
    begin, label, depth = 0, None, 0
    for i, token in enumerate(tokens):
        if i - begin >= _LONGEST or (i > begin and token.gap >= LINE and _begins_line(tokens, i)):
            _add(out, tokens, begin, i, label, question=False)
            begin, label, depth = i, None, 0
        if token.sort == "dash":
            if i > begin and _is_break(tokens, i):
                _add(out, tokens, begin, i, label, question=False)
                label, begin = ((begin, i) if i - begin <= _LABEL_WORDS else label), i + 1
            continue
        if token.sort != "mark":
            continue
        depth += (token.low == "(") - (token.low == ")")
        if token.low == ";" and depth > 0:
            continue
        if token.low == ":" and (i + 1 >= len(tokens) or tokens[i + 1].gap > GLUED):
            _add(out, tokens, begin, i, label, question=False)
            label, begin = ((begin, i) if 0 < i - begin <= _LABEL_WORDS else None), i + 1
        elif _ends(tokens, i):
            _add(out, tokens, begin, i, label, question=token.low == "?")
            begin, label, depth = i + 1, _short_title(tokens, begin, i), 0
    _add(out, tokens, begin, len(tokens), label, question=False)
    return out


def _add(
    out: list[Segment],
    tokens: Tokens,
    begin: int,
    end: int,
    label: tuple[int, int] | None,
    *,
    question: bool,
) -> None:
    while end > begin and tokens[end - 1].sort == "dash":
        end -= 1
    if begin < end:
        out.append(Segment(begin, end, label, question, tokens[begin].gap == BLANK))


def _short_title(tokens: Tokens, begin: int, end: int) -> tuple[int, int] | None:
    """Return a sentence of one or two words as the label of the next: "Keywords. Up to six"."""
    words = tokens[begin:end]
    plain = 1 <= len(words) <= 2 and tokens[end].low == "." and all(t.sort == "word" for t in words)
    return (begin, end) if plain and words[0].capital else None


def _is_break(tokens: Tokens, i: int) -> bool:
    """Return whether a dash separates two parts of a sentence: "Acceptance criteria – list 3 or more"."""
    if i + 1 >= len(tokens) or not (tokens[i].gap and tokens[i + 1].gap):
        return False
    return not (_is_number(tokens[i - 1]) or tokens[i - 1].low == "words") or not _is_number(tokens[i + 1])


def _is_number(token: Token) -> bool:
    return token.sort == "number" or is_number_word(token.low)


def _ends(tokens: Tokens, i: int) -> bool:
    low = tokens[i].low
    if low in ("!", "?", ";"):
        return True
    if low != ".":
        return False
    if i + 1 == len(tokens):
        return True
    before, after = tokens[i - 1] if i else None, tokens[i + 1]
    if before and before.sort == "word" and tokens[i].gap == GLUED:
        if before.low in _NEVER_END or (len(before.low) == 1 and before.capital):
            return False
        if before.low in _SELDOM_END:
            return after.capital and after.gap > GLUED
    return after.gap > GLUED or (after.capital and before is not None and not before.capital)


def _begins_line(tokens: Tokens, i: int) -> bool:
    """Return whether a line begins a new segment: after an empty line, at a list item or a label."""
    token = tokens[i]
    if token.gap == BLANK:
        return True
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None:
        return False
    if token.sort == "dash" or token.low in ("+", "•", "["):
        return after.gap > GLUED or token.low == "["
    if token.sort == "number":
        return after.low in (".", ")") and after.gap == GLUED
    return token.capital and any(t.low == ":" for t in tokens[i + 1 : i + 4])
