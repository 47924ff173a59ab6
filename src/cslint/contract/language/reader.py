"""From sentences to asks: what each count belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from cslint.contract.ask import Ask, Force, Kind, Scope
from cslint.contract.language import vocabulary as v
from cslint.contract.language.counts import Count, counts_in
from cslint.contract.language.judge import is_asked, leads
from cslint.contract.language.numbers import begins_number
from cslint.contract.language.scope import Condition, bit_of, condition_of, distributed, in_total, offered
from cslint.contract.language.sentences import Mood, Reading, Segment, reading, segments
from cslint.contract.language.tokens import Token, tokenise
from cslint.contract.language.unnumbered import MENTIONED, Mention, mentions_in

_TEXT = (Kind.WORDS, Kind.SENTENCES, Kind.PARAGRAPHS)


def read_prose(prose: str, text: str) -> list[Ask]:
    """Read every count, link and picture that the sentences of ``prose`` ask for, in order.

    Args:
        prose: ``text`` with what is no prose blanked out.
        text: the text that asks are quoted from.
    """
    reader = _Reader(prose, text)
    for segment in segments(reader.tokens):
        reader.read(segment)
    return reader.asks


class _Reader:
    """Reads one comment; remembers the groups of items and the condition that its sentences have opened."""

    def __init__(self, prose: str, text: str) -> None:
        self.text = text
        self.tokens = tokenise(prose)
        self.asks: list[Ask] = []
        self.groups = 0
        self.condition: Condition | None = None
        self.spread = ""
        self.counted: list[tuple[int, int]] = []

    def read(self, segment: Segment) -> None:
        """Read one segment."""
        self.condition = condition_of(self.tokens, segment) or (None if segment.fresh else self.condition)
        words = self.tokens[segment.begin : segment.end]
        if not any(begins_number(token) or token.low in MENTIONED for token in words):
            return
        mood = reading(self.tokens, segment)
        counts = self._asked(segment, mood)
        mentions = mentions_in(self.tokens, segment, mood, self.counted)
        for count in counts:
            self._decide_kind(count, segment, mood)
            self._list_names(count, segment)
        both: list[Count | Mention] = sorted([*counts, *mentions], key=lambda found: found.first)
        self.spread = distributed(self.tokens, *segment.label, subject=True) if segment.label else ""
        done = segment.begin
        for i, found in enumerate(both):
            until = both[i + 1].first if i + 1 < len(both) else segment.end
            done = self._add(segment, mood, found, done, until)

    def _asked(self, segment: Segment, mood: Reading) -> list[Count]:
        out: list[Count] = []
        before: Count | None = None
        counts = counts_in(self.tokens, segment, mood)
        self.counted = [(count.first, count.last) for count in counts]
        for count in counts:
            asked = is_asked(self.tokens, segment, mood, count, before)
            if asked:
                out.append(count)
            before = count if asked or leads(self.tokens, segment, count) else None
        return out

    def _decide_kind(self, count: Count, segment: Segment, mood: Reading) -> None:
        """Count "two photos" as pictures, and "two charts" where they are put in rather than described."""
        if count.kind is not Kind.ITEMS:
            return
        verb = self.tokens[mood.verb].low if mood.mood is Mood.ORDER and mood.verb is not None else ""
        if count.head in v.PICTURES or (count.head in v.GRAPHICS and (not verb or verb in v.OFFERS or verb in v.REQUESTS)):
            count.kind = Kind.IMAGES
        elif self._is_linked(count, segment):
            count.kind = Kind.LINKS

    def _is_linked(self, count: Count, segment: Segment) -> bool:
        """"Link to at least two related case studies" counts links."""
        lows = [token.low for token in self.tokens[max(segment.begin, count.first - 2) : count.first]]
        return lows in (["link", "to"], ["links", "to"])

    def _list_names(self, count: Count, segment: Segment) -> None:
        """Take up the names in "three activities (development, engagement, implementation)"."""
        if count.kind is not Kind.ITEMS or count.low is None or count.low != count.high or count.low < 2:
            return
        for i in range(count.last, min(len(self.tokens), count.last + 9)):
            low = self.tokens[i].low
            if low == "(" or (low == ":" and i == segment.end):
                names = self._names(i + 1, ")" if low == "(" else ".")
                if len(names) == count.low:
                    count.names = names
                    count.last = names[-1][1] + (low == "(") if low == "(" else count.last
                return
            if self.tokens[i].sort != "word":
                return

    def _names(self, i: int, closing: str) -> list[tuple[int, int]]:
        names: list[tuple[int, int]] = []
        begin = i
        while i < len(self.tokens) and len(names) <= 20:
            low = self.tokens[i].low
            ends = low in (closing, ".", ";")
            if ends or low in (",", "and", "or", "&", "/"):
                if i > begin:
                    names.append((begin, i))
                begin = i + 1
            elif self.tokens[i].sort not in ("word", "dash", "other", "number") or i - begin > 5:
                return []
            if ends:
                break
            i += 1
        else:
            if i > begin:
                names.append((begin, i))
        return names

    def _add(self, segment: Segment, mood: Reading, found: Count | Mention, done: int, until: int) -> int:
        """Make the ask; return the index after the words that it used, its "each" among them."""
        tokens = self.tokens
        assert found.kind is not None
        until_it = found.first - 3 if self._is_each_of(found) else found.first
        before = self.spread or distributed(tokens, done, until_it, subject=done == segment.begin)
        if done == segment.begin:
            self.spread = before  # "For each city, write 100 words and add one picture" speaks of each all along
        after = "" if before else self._distributed_after(found, until)
        scope = self._scope(segment, found, before or after, done, until)
        optional = not (found.low is None) and offered(tokens, segment.begin, found.first, found.last, until)
        if optional and isinstance(found, Count) and found.kind in _TEXT and not self._free(segment, found):
            optional = False
        if found.kind in _TEXT and self._as_needed(found, segment):
            return found.last
        opens = found.kind is Kind.ITEMS and scope is not Scope.ITEM
        group = self.groups if opens else max(self.groups - 1, 0)
        self.groups += opens
        first, last = found.first, found.last
        if opens and mood.mood is Mood.ORDER and mood.verb is not None and 0 < first - mood.verb <= 4:
            first = mood.verb if self._bare(mood.verb + 1, first) else first
        if self._is_each_of(found):
            first -= 3
        start, end = tokens[first].start, tokens[last - 1].end
        noun = found.noun if isinstance(found, Count) and found.kind is Kind.ITEMS else None
        if isinstance(found, Count) and found.kind in (Kind.WORDS, Kind.SENTENCES):
            bit = bit_of(tokens, segment, found.first, found.noun, found.last)
            noun = (bit, bit + 1) if bit is not None else None
        self.asks.append(
            Ask(
                found.kind,
                found.low,
                found.high,
                found.force,
                scope,
                self.text[start:end],
                start,
                end,
                group=0 if scope is Scope.SECTION and not opens else group,
                noun=" ".join(self.text[tokens[noun[0]].start : tokens[noun[1] - 1].end].split()) if noun else "",
                values=self._values(found),
                condition=self.condition,
                optional=optional,
            )
        )
        return max(found.last, done)

    def _is_each_of(self, found: Count | Mention) -> bool:
        return [token.low for token in self.tokens[max(found.first - 3, 0) : found.first]] == ["each", "of", "the"]

    def _values(self, found: Count | Mention) -> tuple[str, ...]:
        if isinstance(found, Mention):
            return ()
        return tuple(self.text[self.tokens[a].start : self.tokens[b - 1].end] for a, b in found.names)

    def _bare(self, begin: int, end: int) -> bool:
        return all(t.low in v.STOP or t.low in v.PLEASE or t.low.endswith("ly") or t.low in v.ORDERS for t in self.tokens[begin:end])

    def _as_needed(self, found: Count | Mention, segment: Segment) -> bool:
        """"Separate into more than 1 paragraph as needed" leaves it to the author."""
        lows = [token.low for token in self.tokens[found.last : segment.end]][:4]
        return lows[:2] in (["as", "needed"], ["if", "needed"], ["if", "necessary"], ["as", "necessary"], ["as", "appropriate"])

    def _free(self, segment: Segment, found: Count) -> bool:
        lows = [token.low for token in self.tokens[segment.begin : segment.end]]
        return "optional" in lows or "optionally" in lows or ("feel" in lows and "free" in lows)

    def _distributed_after(self, found: Count | Mention, until: int) -> str:
        tokens = self.tokens
        begin = found.first
        if found.kind is Kind.ITEMS:  # only right after the noun: "six observations per site", "for each year"
            begin, until = found.last, min(until, found.last + 2)
        for i in range(begin, until):
            low = tokens[i].low
            if low not in v.DISTRIBUTORS:
                continue
            if found.kind is Kind.ITEMS and low != "per" and tokens[i - 1].low not in ("for", "in", "of"):
                return ""
            if i > found.last and tokens[i - 1].low == ",":
                return ""
            return distributed(tokens, i, i + 1, subject=False)
        return ""

    def _scope(self, segment: Segment, found: Count | Mention, spread: str, done: int, until: int) -> Scope:
        tokens = self.tokens
        if found.kind is Kind.ITEMS:
            return Scope.ITEM if spread == "item" else Scope.SECTION
        if spread == "section":
            return Scope.SECTION
        if spread == "item":
            return Scope.ITEM
        if in_total(tokens, done, until):
            return Scope.SECTION
        if not self.groups:
            return Scope.UNSAID
        if found.kind in _TEXT:
            label = {t.low for t in tokens[segment.label[0] : segment.label[1]]} if segment.label else set()
            near = {t.low for t in tokens[found.first : min(until, found.last + 4)]}
            if (label | near) & v.STANDALONE or self._shared(segment, found):
                return Scope.SECTION
            return Scope.ITEM
        return Scope.ITEM if found.kind is Kind.LINKS and (found.low or 0) <= 1 else Scope.UNSAID

    def _shared(self, segment: Segment, found: Count | Mention) -> bool:
        """"Describe two limitations in no more than 200 words": the words are for both."""
        before = self.tokens[found.first - 1].low if found.first > segment.begin else ""
        last = self.asks[-1] if self.asks else None
        here = last is not None and last.kind is Kind.ITEMS and last.start >= self.tokens[segment.begin].start
        return before == "in" and here and last is not None and last.high != 1
