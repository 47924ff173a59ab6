"""Counts that one sentence states: every quantity with what it counts, before it is judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from cslint.contract.ask import Force, Kind
from cslint.contract.language import vocabulary as v
from cslint.contract.language.moods import Mood, Reading
from cslint.contract.language.nouns import Thing, is_plural, text_kind, thing_at
from cslint.contract.language.numbers import begins_number
from cslint.contract.language.quantities import Quantity, Turn, quantity_at, resolve, turn_after
from cslint.contract.language.sentences import Segment
from cslint.contract.language.tokens import Token

_WORD_LABEL = v.word_set("limit count length maximum minimum max min target range budget number")
_LIMITS = v.word_set("limit max maximum cap ceiling")
_REFUSED = v.word_set(
    """
    not cannot won't can't rejected returned refused marked penalised penalized ignored declined
    """
)
_FLOORS = v.word_set("min minimum")


@dataclass(slots=True)
class Count:
    """One count as a sentence states it.

    Attributes:
        quantity: the number with its turns.
        low: the least, or None.
        high: the most, or None.
        force: bound or aim.
        kind: what is counted, or None where the noun is not said beside it.
        first: index of the first token that states it.
        last: index after the last.
        head: the head noun.
        noun: the tokens of the noun phrase, or None.
        firm: whether a bound, an aim word or a range was said, not just a number.
        negated: whether a negation takes it back: "do not add three pictures".
        names: the tokens of the names that "each of the three (…)" lists: from, up to; or None.
    """

    quantity: Quantity
    low: int | None
    high: int | None
    force: Force
    kind: Kind | None
    first: int
    last: int
    head: str = ""
    noun: tuple[int, int] | None = None
    firm: bool = False
    negated: bool = False
    names: list[tuple[int, int]] = field(default_factory=list)

    @property
    def at_least(self) -> bool:
        """Whether only a lower end was said."""
        return self.low is not None and self.high is None

    @property
    def at_most(self) -> bool:
        """Whether only an upper end was said."""
        return self.low is None and self.high is not None


def counts_in(tokens: Sequence[Token], segment: Segment, reading: Reading) -> list[Count]:
    """Return every count of a segment in order; two ends said apart ("at least …, at most …") are joined."""
    found: list[Count] = []
    i = segment.begin
    while i < segment.end:
        quantity = quantity_at(tokens, i, segment.begin, segment.end) if begins_number(tokens[i]) else None
        if quantity is None:
            i += 1
            continue
        count = _count(tokens, segment, quantity)
        found.append(count)
        i = max(count.last, i + 1)
    found = _joined(found)
    _complete_nouns(tokens, found)
    _carry(tokens, found)
    for count in found:
        if count.kind is None and _between_commas(tokens, segment, count):
            count.last += 1  # "at least two, but no more than four, lessons"
            if thing := thing_at(tokens, count.last, segment.end, one=False):
                _name(count, thing)
                count.last = thing.last
        if count.kind is None:
            _name_from_context(tokens, segment, reading, count)
        _turn_by_context(tokens, segment, count)
        if _is_negated(tokens, segment, count):
            _turn_back(count)
    return [count for count in found if count.kind]


def _between_commas(tokens: Sequence[Token], segment: Segment, count: Count) -> bool:
    joined = count.low is not None and count.high is not None and not count.quantity.ranged and count.firm
    return joined and count.last + 1 < segment.end and tokens[count.last].low == ","


def _count(tokens: Sequence[Token], segment: Segment, quantity: Quantity) -> Count:
    one = quantity.found.low == 1 and not quantity.ranged
    thing = thing_at(tokens, quantity.last, segment.end, one=one, unit=quantity.found.unit)
    turns = set(quantity.turns)
    last = thing.last if thing else quantity.last
    if thing:
        turn, after = _turn_behind(tokens, last, segment.end)
        if turn:
            turns.add(turn)
            last = after
    low, high, force = resolve(quantity.found, turns)
    firm = bool(turns - {Turn.NOTHING, Turn.BETWEEN}) or quantity.ranged
    count = Count(quantity, low, high, force, thing.kind if thing else None, quantity.first, last, firm=firm)
    if thing:
        _name(count, thing)
    return count


def _name(count: Count, thing: Thing) -> None:
    count.kind, count.head = thing.kind, thing.head
    count.noun = (thing.first, thing.last)


def _turn_behind(tokens: Sequence[Token], i: int, stop: int) -> tuple[Turn | None, int]:
    """Read "or less", "long at most", "each maximum", "per is minimum" after the noun."""
    for j in range(i, min(i + 4, stop)):
        turn, after = turn_after(tokens, j, stop)
        if turn:
            return turn, after
        known = tokens[j].low in v.DISTRIBUTORS or tokens[j].low in ("long", "in", "length", "(")
        if not known and not (j > i and tokens[j - 1].low in v.DISTRIBUTORS):
            break
    return None, i


def _joined(found: list[Count]) -> list[Count]:
    """Join "a minimum of 3" with "and a maximum of 6 partners", "100 words minimum" with "200 words maximum"."""
    out: list[Count] = []
    for count in found:
        before = out[-1] if out else None
        if before and count.first - before.last <= 3 and _complete(before, count) and _same(before, count):
            out[-1] = _join(before, count)
        else:
            out.append(count)
    return out


def _complete(a: Count, b: Count) -> bool:
    preferred = a.at_least and a.kind is None and Turn.ABOUT in b.quantity.turns  # "at least 3 but preferably 5"
    return (a.at_least and b.at_most) or (a.at_most and b.at_least) or preferred


def _same(a: Count, b: Count) -> bool:
    return a.kind is None or b.kind is None or (a.kind is b.kind and a.head == b.head)


def _join(a: Count, b: Count) -> Count:
    least, most = (a, b) if a.at_least else (b, a)
    named = a if a.kind else b
    if least is a and not b.at_most:
        joined = replace(a, kind=b.kind, last=b.last)
        joined.head, joined.noun = b.head, b.noun
        return joined
    force = Force.AIM if Force.AIM in (a.force, b.force) else Force.BOUND
    low, high = least.low or 0, most.high or 0
    joined = Count(a.quantity, min(low, high), max(low, high), force, named.kind, a.first, b.last, firm=True)
    joined.head, joined.noun = named.head, named.noun
    return joined


def _complete_nouns(tokens: Sequence[Token], found: list[Count]) -> None:
    """Give "two positive" in "two positive and two negative impacts" the noun that it shares."""
    for a, b in pairwise(found):
        if b.kind is not Kind.ITEMS or a.kind not in (None, Kind.ITEMS) or not 1 < b.first - a.quantity.last <= 3:
            continue
        between = tokens[a.quantity.last : b.first]
        adjectives = all(t.sort == "word" and t.low not in v.STOP and not is_plural(t.low) for t in between[:-1])
        if between[-1].low in ("and", "or") and adjectives and b.noun and b.noun[1] - b.noun[0] > 1:
            a.kind, a.head, a.last = b.kind, b.head, b.first - 1
            a.noun = (a.quantity.last, b.first - 1)


def _carry(tokens: Sequence[Token], found: list[Count]) -> None:
    """Let a bound run on over "and": "limited to 400 words and one figure"."""
    for a, b in pairwise(found):
        plain = b.quantity.turns <= {Turn.NOTHING} and not b.quantity.ranged and not b.firm
        if plain and b.first == a.last + 1 and tokens[a.last].low == "and" and a.kind and b.kind:
            if a.at_most and a.force is Force.BOUND and Turn.MOST in a.quantity.turns:
                b.low, b.force, b.firm = None, Force.BOUND, True
            elif a.at_least and a.force is Force.BOUND and Turn.LEAST in a.quantity.turns:
                b.high, b.force, b.firm = None, Force.BOUND, True


def _name_from_context(tokens: Sequence[Token], segment: Segment, reading: Reading, count: Count) -> None:
    """Find what a number without a noun counts: "Word limit: 300", "Keywords: 3-5", "Recommendations (3-5)"."""
    begin = segment.label[0] if segment.label else segment.begin
    context = [token.low for token in tokens[begin : count.first]]
    if _counts_words(context):
        count.kind, count.head = Kind.WORDS, "words"
        return
    after = tokens[count.last] if count.last < segment.end else None
    if after and after.low not in (")", "]", ",", "each", "please"):
        if [token.low for token in tokens[count.last : count.last + 2]] != ["of", "each"]:
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


def _noun_before(tokens: Sequence[Token], segment: Segment, reading: Reading, count: Count) -> tuple[int, int] | None:
    before = tokens[count.first - 1].low if count.first > segment.begin else ""
    if segment.label and (noun := _label_noun(tokens, *segment.label)):
        return noun
    if before == "(":
        return _plural_in(tokens, segment.begin, count.first - 1)
    if before == "," and reading.mood is Mood.ORDER and reading.verb is not None:
        return _plural_in(tokens, reading.verb + 1, count.first - 1)
    return None


def _label_noun(tokens: Sequence[Token], begin: int, end: int) -> tuple[int, int] | None:
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
    return low in v.MEASURES or low in NUMBERED


def _plural_in(tokens: Sequence[Token], begin: int, end: int) -> tuple[int, int] | None:
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


NUMBERED = v.word_set("chapters pages versions figures tables sections lines levels grades weeks ages rooms")


def _turn_by_context(tokens: Sequence[Token], segment: Segment, count: Count) -> None:
    """Let a label or a verb make a bare number a bound: "Word limit: 300", "Limit the text to 300 words"."""
    if count.quantity.turns or count.quantity.ranged or count.firm:
        return
    begin = segment.label[0] if segment.label else segment.begin
    lows = {token.low for token in tokens[max(begin, count.first - 12) : count.first]}
    before = tokens[count.first - 1].low if count.first > segment.begin else ""
    held = before in ("to", "at") and bool(lows & {"limit", "restrict", "confine", "cap", "limited", "restricted"})
    named = count.kind is Kind.WORDS and (segment.label is not None or "limit" in lows or before in ("is", "be", "of"))
    if held or (named and lows & _LIMITS):
        count.low, count.force, count.firm = None, Force.BOUND, True
    elif named and lows & _FLOORS:
        count.high, count.force, count.firm = None, Force.BOUND, True


def _is_negated(tokens: Sequence[Token], segment: Segment, count: Count) -> bool:
    """Look for "do not list more than seven" and "texts over 900 words will not be read"."""
    for i in range(count.first - 1, segment.begin - 1, -1):
        low = tokens[i].low
        if low in (",", "but", "and", "(", "only"):
            break
        if low in v.NEGATIVE:
            return True
    if not count.quantity.turns & {Turn.ABOVE, Turn.BELOW}:
        return False
    return any(token.low in _REFUSED for token in tokens[count.last : segment.end])


def _turn_back(count: Count) -> None:
    """Turn "not more than seven" into "at most seven"; a count without a bound is taken back."""
    if count.at_least:
        count.low, count.high = None, (count.low or 0) - 1
    elif count.at_most:
        count.low, count.high = (count.high or 0) + 1, None
    else:
        count.negated = True
