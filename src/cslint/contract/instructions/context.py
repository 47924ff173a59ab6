"""Complete a count from the words around it: its noun, a bound, a negation."""

from __future__ import annotations

from cslint.contract.instructions import lexicon as v
from cslint.contract.instructions.counts import Count
from cslint.contract.instructions.moods import Mood, Reading
from cslint.contract.instructions.noun_phrases import is_plural, text_kind
from cslint.contract.instructions.sentences import Segment
from cslint.contract.instructions.tokenizer import Tokens
from cslint.contract.requirement import Force, Kind

_REFUSED = v.word_set(
    """
    not cannot won't can't rejected returned refused cut shortened discarded marked penalised penalized ignored
    declined
    """
)
_WORD_LABEL = v.word_set("limit count length maximum minimum max min target range budget number")
_LIMITS = v.word_set("limit max maximum cap ceiling")
_FLOORS = v.word_set("min minimum")
_NUMBERED = v.word_set("chapters pages versions figures tables sections lines levels grades weeks ages rooms")


def settle(tokens: Tokens, segment: Segment, reading: Reading, counts: list[Count]) -> list[Count]:
    """Complete the counts of a sentence from their context; counts without a noun are dropped.

    Args:
        tokens: the tokens of the text.
        segment: the sentence.
        reading: its mood.
        counts: its counts.
    """
    for count in counts:
        if count.kind is None:
            _name_from_context(tokens, segment, reading, count)
        _turn_by_context(tokens, segment, count)
        if _is_negated(tokens, segment, count):
            _turn_back(count)
    return [count for count in counts if count.kind]


def _name_from_context(tokens: Tokens, segment: Segment, reading: Reading, count: Count) -> None:
    """Find what a number without a noun counts: "Word limit: 300", "Keywords: 3-5", "Recommendations (3-5)"."""
    begin = segment.label[0] if segment.label else segment.begin
    context = tokens.lows[begin : count.first]
    if _counts_words(context):
        count.kind, count.head = Kind.WORDS, "words"
        return
    after = tokens[count.last] if count.last < segment.end else None
    if after and after.low not in (")", "]", ",", "each", "please"):
        if tokens.lows[count.last : count.last + 2] != ["of", "each"]:
            return
        count.last += 2  # "Pros and cons: two of each"
    if not count.firm:
        return
    noun = _noun_before(tokens, segment, reading, count)
    if noun:
        count.head, count.noun = tokens[noun[1] - 1].low, noun
        count.kind = text_kind(count.head) or (Kind.LINKS if count.head in v.LINKS else Kind.ITEMS)


def _counts_words(context: list[str]) -> bool:
    for i, low in enumerate(context[-8:]):
        near = context[-8:][max(0, i - 1) : i + 2]
        if low == "wordcount" or (low in ("word", "words") and any(n in _WORD_LABEL for n in near)):
            return True
    return context[-2:] == ["words", ":"]


def _noun_before(tokens: Tokens, segment: Segment, reading: Reading, count: Count) -> tuple[int, int] | None:
    before = tokens[count.first - 1].low if count.first > segment.begin else ""
    if segment.label and (noun := _label_noun(tokens, *segment.label)):
        return noun
    if before == "(":
        return _plural_in(tokens, segment.begin, count.first - 1)
    if before == "," and reading.mood is Mood.ORDER and reading.verb is not None:
        return _plural_in(tokens, reading.verb + 1, count.first - 1)
    return None


def _label_noun(tokens: Tokens, begin: int, end: int) -> tuple[int, int] | None:
    """Return the noun phrase of a label: all of "Pros and cons", "references" of "Number of references"."""
    while begin < end and tokens[begin].sort != "word":
        begin += 1
    if begin + 1 < end and tokens[begin].low in ("number", "no") and tokens[begin + 1].low in ("of", "."):
        begin += 2
    words = tokens[begin:end]
    plain = all(token.sort == "word" and token.low not in v.STOP for token in words)
    if (
        words
        and plain
        and words[0].low not in v.ORDERS
        and is_plural(words[-1].low)
        and not _is_numbered(words[-1].low)
    ):
        return begin, end
    return _plural_in(tokens, begin, end)


def _is_numbered(low: str) -> bool:
    return low in v.MEASURES or low in _NUMBERED


def _plural_in(tokens: Tokens, begin: int, end: int) -> tuple[int, int] | None:
    """Return the first run of words that ends in a plural which can be listed."""
    first = None
    for i in range(begin, end):
        token = tokens[i]
        orders = i == begin and token.low in v.ORDERS and not is_plural(token.low)
        if token.sort != "word" or token.low in v.STOP or orders:
            first = None
            continue
        first = i if first is None else first
        if is_plural(token.low) and not _is_numbered(token.low):
            more = i + 1 < end and is_plural(tokens[i + 1].low) and token.low not in v.STOP
            return first, i + 1 + more
    return None


def _turn_by_context(tokens: Tokens, segment: Segment, count: Count) -> None:
    """Let a label or a verb make a bare number a bound: "Word limit: 300", "Limit the text to 300 words"."""
    if count.quantity.turns or count.quantity.ranged or count.firm:
        return
    begin = segment.label[0] if segment.label else segment.begin
    lows = set(tokens.lows[max(begin, count.first - 12) : count.first])
    before = tokens[count.first - 1].low if count.first > segment.begin else ""
    held = before in ("to", "at") and bool(lows & {"limit", "restrict", "confine", "cap", "limited", "restricted"})
    named = count.kind in (Kind.WORDS, Kind.CHARACTERS) and (
        segment.label is not None or "limit" in lows or before in ("is", "be", "of")
    )
    if held or (named and lows & _LIMITS):
        count.low, count.force, count.firm = None, Force.BOUND, True
    elif named and lows & _FLOORS:
        count.high, count.force, count.firm = None, Force.BOUND, True


def _is_negated(tokens: Tokens, segment: Segment, count: Count) -> bool:
    """Look for "do not list more than seven" and "texts over 900 words will not be read"."""
    for i in range(count.first - 1, segment.begin - 1, -1):
        low = tokens[i].low
        if low in (",", "but", "and", "(", "only"):
            break
        if low in v.NEGATIVE:
            return True
    if not count.quantity.turns & {"above", "below"}:
        return False
    return not _REFUSED.isdisjoint(tokens.lows[count.last : segment.end])


def _turn_back(count: Count) -> None:
    """Turn "not more than seven" into "at most seven"; a count without a bound is taken back."""
    if count.at_least:
        count.low, count.high = None, (count.low or 0) - 1
    elif count.at_most:
        count.low, count.high = (count.high or 0) + 1, None
    else:
        count.negated = True
