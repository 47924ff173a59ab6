"""Find sentences of an instruction with a number or an order from which no requirement was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cslint.contract.instructions.conditions import section_condition
from cslint.contract.instructions.moods import Mood, reading
from cslint.contract.instructions.numbers import is_number_word
from cslint.contract.instructions.sentences import segments
from cslint.contract.instructions.tokenizer import Tokens, tokenise
from cslint.text.source import Span

_ARTICLES = ("one", "single", "half", "half-")


def unread(text: str, understood: Iterable[Span]) -> Iterator[tuple[Span, str]]:
    """Yield each sentence with a number or an order that was not understood, and which of the two it has.

    Args:
        text: an instruction.
        understood: spans of the words from which requirements were read.
    """
    known = sorted(understood)
    condition, words = section_condition(text)
    if condition is not None and (at := text.find(words)) >= 0:
        known.append(Span(at, at + len(words)))
    tokens = tokenise(text)
    for begin, end, first in _sentences(tokens):
        span = Span(tokens[begin].start, tokens[end - 1].end)
        if not any(token.sort == "word" and len(token.low) > 1 for token in tokens[begin:end]):
            continue  # the number of an entry in a list
        if any(other.start < span.end and span.start < other.end for other in known):
            continue
        if any(_is_number(tokens, i) and not _is_name(tokens, i, begin, end) for i in range(begin, end)):
            yield span, "number"
        elif first is Mood.ORDER:
            yield span, "order"


def _sentences(tokens: Tokens) -> Iterator[tuple[int, int, Mood]]:
    """Yield the tokens of every sentence with what it does; what follows a label belongs to it."""
    parts = segments(tokens)
    for number, part in enumerate(parts):
        if number + 1 < len(parts) and parts[number + 1].label == (part.begin, part.end):
            continue
        begin = part.label[0] if part.label else part.begin
        found = reading(tokens, part)
        yield begin, part.end, found.mood if found.firm else Mood.PHRASE


def _is_name(tokens: Tokens, i: int, begin: int, end: int) -> bool:
    """Return whether a number belongs to a name: "Option 1", "Table 2"."""
    named = i > begin and tokens[i - 1].sort == "word" and tokens[i - 1].capital
    return named and (i + 1 == end or tokens[i + 1].sort != "word")


def _is_number(tokens: Tokens, i: int) -> bool:
    token = tokens[i]
    return token.sort == "number" or (is_number_word(token.low) and not token.low.startswith(_ARTICLES))
