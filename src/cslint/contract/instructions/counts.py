"""Counts that one sentence states: every quantity with what it counts, before it is judged."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cslint.contract.instructions import lexicon as v
from cslint.contract.instructions.noun_phrases import Thing, is_plural, thing_at
from cslint.contract.instructions.quantities import Quantity, Turn, quantity_at, resolve, turn_after
from cslint.contract.instructions.sentences import Segment
from cslint.contract.instructions.tokenizer import Tokens
from cslint.contract.requirement import Force, Kind


class Count:
    """One count as stated in a sentence.

    Attributes:
        quantity: the number with its modifiers.
        low: the minimum, or None.
        high: the maximum, or None.
        force: bound or aim.
        kind: the counted unit, or None if its noun is elsewhere.
        first: index of its first token.
        last: index after its last token.
        head: the head noun.
        noun: the tokens of the noun phrase, or None.
        firm: whether it has a bound, an aim word or a range, not only a number.
        negated: whether it is negated: "do not add three pictures".
        names: range of the tokens of the names that "each of the three (…)" lists, or None.
    """

    __slots__ = (
        "firm", "first", "force", "head", "high", "kind", "last", "low", "names", "negated", "noun", "quantity",
    )  # fmt: skip

    def __init__(
        self,
        quantity: Quantity,
        low: int | None,
        high: int | None,
        force: Force,
        kind: Kind | None,
        first: int,
        last: int,
        *,
        firm: bool,
    ) -> None:
        self.quantity = quantity
        self.low = low
        self.high = high
        self.force = force
        self.kind = kind
        self.first = first
        self.last = last
        self.head = ""
        self.noun: tuple[int, int] | None = None
        self.firm = firm
        self.negated = False
        self.names: list[tuple[int, int]] = []

    @property
    def at_least(self) -> bool:
        """Whether only a lower end was said."""
        return self.low is not None and self.high is None

    @property
    def at_most(self) -> bool:
        """Whether only an upper end was said."""
        return self.low is None and self.high is not None


def counts_in(tokens: Tokens, segment: Segment, starts: Sequence[int]) -> list[Count]:
    """Return every count of a segment in order; two ends said apart ("at least …, at most …") are joined.

    Args:
        tokens: the tokens of the text.
        segment: the sentence.
        starts: indices of its tokens at which a number may begin.
    """
    found: list[Count] = []
    done = segment.begin
    for i in starts:
        quantity = quantity_at(tokens, i, segment.begin, segment.end) if i >= done else None
        if quantity:
            found.append(_count(tokens, segment, quantity))
            done = found[-1].last
    found = _joined(found)
    _complete_nouns(tokens, found)
    _carry(tokens, found)
    for count in found:
        if count.kind is None and _between_commas(tokens, segment, count):
            count.last += 1  # "at least two, but no more than four, lessons"
            if thing := thing_at(tokens, count.last, segment.end, one=False):
                _name(count, thing)
                count.last = thing.last
    return found


def _between_commas(tokens: Tokens, segment: Segment, count: Count) -> bool:
    joined = count.low is not None and count.high is not None and not count.quantity.ranged and count.firm
    return joined and count.last + 1 < segment.end and tokens[count.last].low == ","


def _count(tokens: Tokens, segment: Segment, quantity: Quantity) -> Count:
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
    if quantity.ranged and "most" in turns - quantity.turns:
        low = min(quantity.found.low, high or 0)  # "3-5 bullets max"
    firm = bool(turns - {"nothing", "between"}) or quantity.ranged
    count = Count(quantity, low, high, force, thing.kind if thing else None, quantity.first, last, firm=firm)
    if thing:
        _name(count, thing)
    return count


def _name(count: Count, thing: Thing) -> None:
    count.kind, count.head = thing.kind, thing.head
    count.noun = (thing.first, thing.last)


def _turn_behind(tokens: Tokens, i: int, stop: int) -> tuple[Turn | None, int]:
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
    preferred = a.at_least and a.kind is None and "about" in b.quantity.turns  # "at least 3 but preferably 5"
    return (a.at_least and b.at_most) or (a.at_most and b.at_least) or preferred


def _same(a: Count, b: Count) -> bool:
    return a.kind is None or b.kind is None or (a.kind is b.kind and a.head == b.head)


def _join(a: Count, b: Count) -> Count:
    least, most = (a, b) if a.at_least else (b, a)
    named = a if a.kind else b
    if least is a and not b.at_most:
        joined = Count(a.quantity, a.low, a.high, a.force, b.kind, a.first, b.last, firm=a.firm)
        joined.head, joined.noun = b.head, b.noun
        return joined
    force = Force.AIM if Force.AIM in (a.force, b.force) else Force.BOUND
    low, high = least.low or 0, most.high or 0
    joined = Count(a.quantity, min(low, high), max(low, high), force, named.kind, a.first, b.last, firm=True)
    joined.head, joined.noun = named.head, named.noun
    return joined


def _complete_nouns(tokens: Tokens, found: list[Count]) -> None:
    """Give "two positive" in "two positive and two negative impacts" the noun that it shares."""
    for a, b in pairwise(found):
        if b.kind is not Kind.ITEMS or a.kind not in (None, Kind.ITEMS) or not 1 < b.first - a.quantity.last <= 3:
            continue
        between = tokens[a.quantity.last : b.first]
        adjectives = all(t.sort == "word" and t.low not in v.STOP and not is_plural(t.low) for t in between[:-1])
        if between[-1].low in ("and", "or") and adjectives and b.noun and b.noun[1] - b.noun[0] > 1:
            a.kind, a.head, a.last = b.kind, b.head, b.first - 1
            a.noun = (a.quantity.last, b.first - 1)


def _carry(tokens: Tokens, found: list[Count]) -> None:
    """Let a bound run on over "and": "limited to 400 words and one figure"."""
    for a, b in pairwise(found):
        plain = b.quantity.turns <= {"nothing"} and not b.quantity.ranged and not b.firm
        if plain and b.first == a.last + 1 and tokens[a.last].low == "and" and a.kind and b.kind:
            if a.at_most and a.force is Force.BOUND and "most" in a.quantity.turns:
                b.low, b.force, b.firm = None, Force.BOUND, True
            elif a.at_least and a.force is Force.BOUND and "least" in a.quantity.turns:
                b.high, b.force, b.firm = None, Force.BOUND, True
