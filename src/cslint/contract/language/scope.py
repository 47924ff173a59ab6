"""Over what a count goes, whether it is only offered, and for which kind of case it is said."""

from __future__ import annotations

from collections.abc import Sequence

from cslint.contract.language import vocabulary as v
from cslint.contract.language.nouns import is_plural, singular
from cslint.contract.language.numbers import is_number_word
from cslint.contract.language.sentences import Segment
from cslint.contract.language.tokens import Token

Condition = tuple[str, str]

_SUITS = frozenset("possible available applicable relevant appropriate needed necessary useful helpful desired".split())
_IF_WORDS = frozenset("any you there one it they this required".split())
_OFFER = (
    ("feel", "free"), ("good", "place"), ("nice", "to", "have"), ("be", "nice"), ("you", "may"), ("you", "can"),
    ("you", "could"), ("you", "might"), ("may", "also"),
    ("can", "also"), ("could", "also"), ("as", "needed"), ("as", "appropriate"), ("as", "necessary"),
    ("encouraged", "to"), ("welcome", "to"), ("is", "welcome"), ("are", "welcome"), ("free", "to"),
)  # fmt: skip
_OFFER_WORDS = frozenset(("optional", "optionally", "consider", "might", "could"))


def distributed(tokens: Sequence[Token], begin: int, end: int, *, subject: bool) -> str:
    """Return "item" or "section" where "each", "per", "every" between two tokens spreads a count over them, or "".

    Args:
        tokens: the tokens of the text.
        begin: index of the first token to look at.
        end: index after the last.
        subject: whether ``begin`` begins the sentence: "Each student should write 500 words" spreads over no item.
    """
    for i in range(begin, end):
        if subject and i == begin and tokens[i].low == "all":
            return "item"  # "All entries must be 40 words"
        if tokens[i].low not in v.DISTRIBUTORS:
            continue
        named = tokens[i + 1].low if i + 1 < len(tokens) else ""
        if named == "of" and i + 3 < len(tokens) and _numbered(tokens, i + 2) and not _is_over(tokens, i):
            continue
        if named in v.NOT_ITEMS and not (i > 0 and tokens[i - 1].low == "for"):
            continue
        if named == "section":
            return "section"
        if subject and i == begin and tokens[i].low != "per" and _is_whole(tokens, i + 1, end):
            continue
        return "item"
    return ""


def _is_over(tokens: Sequence[Token], i: int) -> bool:
    """"A paragraph on each of the four pillars" spreads the paragraph over them."""
    return i > 0 and tokens[i - 1].low in ("on", "for", "to", "about", "per", "under")


def _is_whole(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Return whether "each …" names the document or its author: "each applicant", but not "each project description"."""
    head = ""
    while i < end and tokens[i].sort == "word" and tokens[i].low not in v.STOP:
        head = tokens[i].low
        i += 1
    return head in v.AUTHORS or head in v.WHOLE


def _numbered(tokens: Sequence[Token], i: int) -> bool:
    """"Each of the three activities" counts them; it spreads no other count over them."""
    return tokens[i].low in ("the", "these", "your") and (
        tokens[i + 1].sort == "number" or is_number_word(tokens[i + 1].low)
    )


def in_total(tokens: Sequence[Token], begin: int, end: int) -> bool:
    """Return whether the words between two tokens say that a count is the whole section's."""
    lows = [token.low for token in tokens[begin:end]]
    return any(low in v.TOTALS for low in lows) or ("in", "all") in zip(lows, lows[1:], strict=False)


def bit_of(tokens: Sequence[Token], segment: Segment, first: int, noun: tuple[int, int] | None, last: int) -> int | None:
    """Return the index of the title, caption or name whose words are counted, or None where it is the text's.

    "A 20-word caption", "a title of up to ten words", "12 words for the title", "Headline: max. 8 words".
    """
    if noun:
        for i in range(*noun):
            if tokens[i].low in v.BITS:
                return i
    for i in range(last, min(segment.end, last + 4)):
        if tokens[i].low in v.BITS and tokens[last].low in ("for", "in", "as"):
            return i
    if tokens[last - 1].low == "of" or (last < segment.end and tokens[last].low == "of"):
        return None
    begin = segment.label[0] if segment.label else segment.begin
    for i in range(first - 1, begin - 1, -1):
        low = tokens[i].low
        if low in v.BITS:
            return i
        if low in ("and", "or", ".") or low in v.ORDERS or low in v.PARTS:
            return None
    return None


def offered(tokens: Sequence[Token], begin: int, first: int, last: int, end: int) -> bool:
    """Return whether what stands from ``first`` up to ``last`` is only offered: "feel free to add", "if possible"."""
    before = [token.low for token in tokens[begin:first]]
    within = [token.low for token in tokens[first:last]]
    if _offers(before) or _offers(within) or "any" in within:
        return True
    after = [token.low for token in tokens[last:end]]
    for i, low in enumerate(after):
        following = after[i + 1] if i + 1 < len(after) else ""
        if low == "if" or (low in ("where", "when", "as") and following in _SUITS):
            return "," not in after[i:]
        if low in ("optional", "optionally"):
            return True
        if low == "welcome":
            return True
    return False


def _offers(lows: list[str]) -> bool:
    if any(low in _OFFER_WORDS for low in lows):
        return True
    for i, low in enumerate(lows):
        following = lows[i + 1] if i + 1 < len(lows) else ""
        if (low == "if" and following in _SUITS | _IF_WORDS) or (low in ("where", "when", "as") and following in _SUITS):
            return True
        if any(tuple(lows[i : i + len(phrase)]) == phrase for phrase in _OFFER if phrase[0] == low):
            return True
    return False


def condition_of(tokens: Sequence[Token], segment: Segment) -> Condition | None:
    """Return the condition that a label or an opening states: "For plans:", "Plans only:", "If the case is a plan:"."""
    if segment.label:
        return _stated(tokens, *segment.label)
    for i in range(segment.begin, min(segment.end, segment.begin + 10)):
        if tokens[i].low == ",":
            return _stated(tokens, segment.begin, i)
    return None


def _stated(tokens: Sequence[Token], begin: int, end: int) -> Condition | None:
    while begin < end and tokens[begin].sort != "word":
        begin += 1
    lows = [token.low for token in tokens[begin:end] if token.sort == "word"]
    if len(lows) < 2:
        return None
    if lows[-1] == "only" and len(lows) <= 4:
        return _kind(lows[1:-1] if lows[0] == "for" else lows[:-1])
    if lows[0] == "for" and len(lows) <= 4:
        return _kind(lows[1:])
    if lows[0] in ("if", "when", "where"):
        for i, low in enumerate(lows):
            if low in ("is", "are"):
                field = lows[i - 1] if lows[i - 1] in ("type", "kind", "status", "category", "profile") else "type"
                named = [word for word in lows[i + 1 :] if word not in ("a", "an", "the", "about", "set", "to")]
                return (field, named[0]) if len(named) == 1 else None
    return None


def _kind(words: list[str]) -> Condition | None:
    """The kind of case named by a plural that is neither an audience nor a part of any document."""
    if not words or not is_plural(words[-1]) or any(w in v.AUDIENCE or w in v.STOP for w in words):
        return None
    if words[-1] in v.LISTABLE and words[-1] not in v.WHOLE:
        return None
    return "type", " ".join([*words[:-1], singular(words[-1])])
