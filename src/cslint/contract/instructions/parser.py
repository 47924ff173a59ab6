"""Combine sentences to requirements: find what each count belongs to."""

from __future__ import annotations

from bisect import bisect_left

from cslint.contract.instructions import lexicon as v
from cslint.contract.instructions.classify import is_asked, leads
from cslint.contract.instructions.conditions import (
    Condition,
    closing_condition,
    condition_of,
    contrasts,
    is_open,
)
from cslint.contract.instructions.context import settle
from cslint.contract.instructions.counts import Count, counts_in
from cslint.contract.instructions.enumerations import take_names
from cslint.contract.instructions.implicit_counts import MENTIONED, Mention, link_counts, mentions_in
from cslint.contract.instructions.modifiers import is_free, left_open, offered
from cslint.contract.instructions.moods import Mood, Reading, is_note, reading
from cslint.contract.instructions.noun_phrases import singular
from cslint.contract.instructions.numbers import number_starts
from cslint.contract.instructions.scope import (
    bit_of,
    distributed,
    distributed_after,
    is_each_of,
    is_of_paragraphs,
    scope_of,
)
from cslint.contract.instructions.sentences import Segment, segments
from cslint.contract.instructions.tokenizer import Tokens, tokenise
from cslint.contract.requirement import LENGTHS, Force, Kind, Requirement, Scope

_NEXT = v.word_set("then next afterwards afterward finally")


def read_prose(prose: str, text: str) -> list[Requirement]:
    """Read every requirement on counts, links and images in the sentences of ``prose``, in order.

    Args:
        prose: ``text`` with everything but prose blanked out.
        text: the text that requirements quote.
    """
    reader = _Reader(prose, text)
    parts = segments(reader.tokens)
    reader.contrasts = contrasts(reader.tokens, parts)
    for segment in parts:
        reader.read(segment)
    return _with_more_text(reader.asks) if any(_adds(reader.tokens, segment) for segment in parts[1:]) else reader.asks


def _adds(tokens: Tokens, segment: Segment) -> bool:
    """Return whether a sentence orders further text after what the one before it limits: "Then explain …"."""
    return tokens[segment.begin].low in _NEXT and reading(tokens, segment).mood is Mood.ORDER


def _with_more_text(asks: list[Requirement]) -> list[Requirement]:
    """Return requirements without the upper limits on a part of the text: "State it in one sentence. Then explain"."""
    part = (Kind.SENTENCES, Kind.PARAGRAPHS)
    return [ask._replace(high=None) if ask.kind in part and ask.low and not ask.noun else ask for ask in asks]


def _within(indices: list[int], segment: Segment) -> list[int]:
    return indices[bisect_left(indices, segment.begin) : bisect_left(indices, segment.end)]


class _Reader:
    """Reads one comment; remembers the groups of items, the condition and the note that its sentences have opened."""

    def __init__(self, prose: str, text: str) -> None:
        self.text = text
        self.tokens = tokenise(prose)
        self.asks: list[Requirement] = []
        self.groups = 0
        self.condition: Condition | None = None
        self.contrasts: dict[tuple[int, int], Condition] = {}
        self.noted = False
        self.spread = ""
        self.starts = number_starts(self.tokens)
        self.places = [i for i, token in enumerate(self.tokens) if token.low in MENTIONED]

    def read(self, segment: Segment) -> None:
        """Read one segment."""
        tokens = self.tokens
        contrast = self.contrasts.get(segment.label) if segment.label else None
        self.condition = contrast or condition_of(tokens, segment) or (None if segment.fresh else self.condition)
        self.noted = is_note(tokens, segment) or (self.noted and not segment.fresh)
        starts, places = _within(self.starts, segment), _within(self.places, segment)
        if self.noted or not (starts or places):
            return
        mood = reading(tokens, segment)
        counts = settle(tokens, segment, mood, counts_in(tokens, segment, starts))
        mentions = mentions_in(tokens, segment, mood, [(count.first, count.last) for count in counts], places)
        asked = self._asked(segment, mood, counts)
        mentions, asked = link_counts(tokens, mentions, counts, asked)
        found: list[Count | Mention] = sorted([*asked, *mentions], key=lambda one: one.first)
        self.spread = distributed(tokens, *segment.label, subject=True) if segment.label else ""
        done = segment.begin
        for i, one in enumerate(found):
            until = found[i + 1].first if i + 1 < len(found) else segment.end
            self._add(segment, mood, one, range(done, until))
            done = max(done, one.last)

    def _asked(self, segment: Segment, mood: Reading, counts: list[Count]) -> list[Count]:
        asked: list[Count] = []
        before: Count | None = None
        for count in counts:
            asks = is_asked(self.tokens, segment, mood, count, before)
            if asks:
                self._decide_kind(count, mood)
                take_names(self.tokens, count, segment.end)
                asked.append(count)
            before = count if asks or leads(self.tokens, segment, count) else None
        return asked

    def _decide_kind(self, count: Count, mood: Reading) -> None:
        """Count "two photos" as images, and "two charts" if they are inserted, not described."""
        if count.kind is not Kind.ITEMS:
            return
        verb = self.tokens[mood.verb].low if mood.mood is Mood.ORDER and mood.verb is not None else ""
        shown = not verb or verb in v.OFFERS or verb in v.REQUESTS
        if count.head in v.PICTURES or (count.head in v.GRAPHICS and shown):
            count.kind = Kind.IMAGES

    def _add(self, segment: Segment, mood: Reading, found: Count | Mention, words: range) -> None:
        """Add the requirement of one count; ``words`` are the indices of the tokens that may belong to it."""
        tokens, text = self.tokens, found.kind in LENGTHS
        if text and left_open(tokens, found.last, segment.end):
            return
        if found.kind is Kind.WORDS and is_of_paragraphs(tokens, segment, found.first, found.last):
            return
        scope = self._scope(segment, mood, found, words)
        begin = segment.label[0] if segment.label else segment.begin
        condition = self.condition or closing_condition(tokens, found.last, segment.end)
        optional = found.low is not None and offered(tokens, begin, found.first, found.last, words.stop)
        if isinstance(found, Count) and text and not is_free(tokens, segment):
            optional = False  # "these can be 50 words or less" is a bound all the same
        low, high, force = self._settle(segment, found, text=text)
        optional = condition is None and (optional or (found.low is not None and is_open(tokens, segment)))
        opens = found.kind is Kind.ITEMS and scope is not Scope.ITEM
        group = self.groups if opens else max(self.groups - 1, 0)
        self.groups += opens
        start = tokens[self._first(found, mood, opens=opens)].start
        end = tokens[found.last - 1].end
        self.asks.append(
            Requirement(
                found.kind or Kind.ITEMS,
                low,
                high,
                force,
                scope,
                self.text[start:end],
                start,
                end,
                group=0 if scope is Scope.SECTION and not opens else group,
                noun=self._noun(segment, found),
                values=tuple(self._quote(*name) for name in found.names) if isinstance(found, Count) else (),
                condition=condition,
                optional=optional,
            )
        )

    def _settle(self, segment: Segment, found: Count | Mention, *, text: bool) -> tuple[int | None, int | None, Force]:
        """Return the ends and the force of a count: a short text has no lower end, two people are exactly two."""
        bare = isinstance(found, Count) and "about" not in found.quantity.turns
        if not text:
            return found.low, found.high, Force.BOUND if bare else found.force
        sized = found.kind in (Kind.WORDS, Kind.CHARACTERS)
        if sized and found.force is Force.AIM and found.low == found.high and self._is_brief(segment, found):
            return None, found.high, found.force
        return found.low, found.high, found.force

    def _is_brief(self, segment: Segment, found: Count | Mention) -> bool:
        """Return whether a text is to be short: "a short (~200 word) account", "a brief summary of about 150 words"."""
        begin = segment.label[0] if segment.label else segment.begin
        stop = min(segment.end, found.last + 3)
        items = self.asks[-1].end if self.asks and self.asks[-1].kind is Kind.ITEMS else 0  # "three short examples"
        return any(
            self.tokens[i].low in v.BRIEF and self.tokens[i + 1].low not in v.BITS and self.tokens[i].start >= items
            for i in range(begin, min(stop, len(self.tokens) - 1))
        )

    def _is_elsewhere(self, mood: Reading, found: Count | Mention) -> bool:
        """Return whether an order names an object of its own: "Include two risks. Describe the results in 80 words"."""
        group = next((ask for ask in reversed(self.asks) if ask.kind is Kind.ITEMS), None)
        if mood.mood is not Mood.ORDER or mood.verb is None or group is None or found.kind not in LENGTHS:
            return False
        if self.tokens[mood.verb].low in v.NOT_CONTENT | v.LIMITING:
            return False
        words = self.tokens.lows[mood.verb + 1 : found.first]
        if not words or words[0] not in ("the", "your"):
            return False
        nouns = {singular(low) for low in words if low not in v.STOP}
        items = {singular(low) for low in group.noun.lower().split()}
        return bool(nouns) and not nouns & (items | v.ANY_TEXT)

    def _scope(self, segment: Segment, mood: Reading, found: Count | Mention, words: range) -> Scope:
        tokens, opening = self.tokens, words.start == segment.begin
        until = found.first - 3 if is_each_of(tokens, found.first) else found.first
        before = self.spread or distributed(tokens, words.start, until, subject=opening)
        if opening:
            self.spread = before  # "For each city, write 100 words and add one picture": both apply to each city
        last = self.asks[-1] if self.asks else None
        apart = last is not None and last.said.startswith("each")
        here = not apart and last is not None and last.kind is Kind.ITEMS and last.start >= tokens[segment.begin].start
        return scope_of(
            tokens,
            segment,
            found,
            spread=before or distributed_after(tokens, found, words.stop, grouped=self.groups > 0),
            words=words,
            grouped=self.groups > 0 and not self._is_elsewhere(mood, found),
            shared=here and last is not None and last.high != 1 and tokens[found.first - 1].low == "in",
        )

    def _first(self, found: Count | Mention, mood: Reading, *, opens: bool) -> int:
        """Return the first token of a requirement's quotation: its verb if only small words are between."""
        first = found.first
        if is_each_of(self.tokens, first):
            return first - 3
        if opens and mood.mood is Mood.ORDER and mood.verb is not None and 0 < first - mood.verb <= 4:
            between = self.tokens.lows[mood.verb + 1 : first]
            if all(low in v.STOP | v.PLEASE | v.ORDERS or low.endswith("ly") for low in between):
                return mood.verb
        return first

    def _noun(self, segment: Segment, found: Count | Mention) -> str:
        if isinstance(found, Mention):
            return ""
        if found.kind is Kind.ITEMS:
            return self._quote(*found.noun) if found.noun else ""
        if found.kind is Kind.PARAGRAPHS or found.kind not in LENGTHS:
            return ""
        bit = bit_of(self.tokens, segment, found.first, found.noun, found.last)
        return self._quote(bit, bit + 1) if bit is not None else ""

    def _quote(self, first: int, last: int) -> str:
        return " ".join(self.text[self.tokens[first].start : self.tokens[last - 1].end].split())
