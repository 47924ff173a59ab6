"""Read requirements for links, images, sentences and paragraphs without a number: "include a link to …"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cslint.contract.instructions import lexicon as v
from cslint.contract.instructions.counts import Count
from cslint.contract.instructions.moods import Mood, Reading
from cslint.contract.instructions.noun_phrases import is_plural
from cslint.contract.instructions.numbers import Range
from cslint.contract.instructions.quantities import resolve, turns_before
from cslint.contract.instructions.sentences import Segment
from cslint.contract.instructions.tokenizer import BLANK, Token, Tokens
from cslint.contract.requirement import Force, Kind

_ARTICLES = v.word_set("a an any some your their its relevant additional further")
_LINKED = v.word_set("to each every all the your any back it them directly their both this")
_LICENCE = v.word_set(
    """
    free place sure try remember welcome want wish like need needs required asked encouraged invited you able
    aim space room spot opportunity expected
    """
)
_BETWEEN = v.word_set("to from in below above for on at by that which how why what where when if")
_ADJECTIVES = v.word_set(
    """
    short brief single concise clear complete simple full opening well-written introductory
    """
)
_REQUIRED = v.word_set("required needed expected mandatory compulsory necessary optional welcome")
_ANYTHING = v.word_set("whatever anything something whichever similar else other others")
_OF_IDEAS = v.word_set(
    "full fuller big bigger complete overall broad broader better larger wider clearer mental whole accurate"
)
_TAIL = 8

MENTIONED = v.LINKS | v.PICTURES | v.GRAPHICS | {"sentence", "paragraph"}
"""The nouns (and the verb "link") that are asked for without a number."""


class Mention(NamedTuple):
    """A requirement without a number, on the tokens from ``first`` up to ``last``."""

    kind: Kind
    low: int | None
    high: int | None
    force: Force
    first: int
    last: int


def mentions_in(
    tokens: Tokens,
    segment: Segment,
    reading: Reading,
    taken: Sequence[tuple[int, int]],
    places: Sequence[int],
) -> list[Mention]:
    """Return the requirements without a number in a segment.

    Args:
        tokens: the tokens of the text.
        segment: the sentence.
        reading: its mood.
        taken: ranges of tokens that belong to counts.
        places: indices of the segment's tokens that name a link, an image, a sentence or a paragraph.
    """
    if reading.mood in (Mood.TALE, Mood.QUESTION):
        return []
    found: list[Mention] = []
    for i in places:
        low = tokens[i].low
        if any(a <= i < b for a, b in taken):
            continue
        mention = None
        if low in ("link", "hyperlink") and _is_link_verb(tokens, segment, reading, i, taken):
            mention = Mention(Kind.LINKS, 1, None, Force.BOUND, i, _tail(tokens, i + 1, segment.end))
        elif low in v.LINKS or low in v.PICTURES or low in v.GRAPHICS:
            mention = _object(tokens, segment, reading, i)
        elif low in ("sentence", "paragraph"):
            mention = _one_text(tokens, segment, reading, i)
        if mention:
            said = [b for a, b in taken if b <= i] + [other.last for other in found]
            first = max([mention.first, *said])
            if first <= i:
                found.append(mention._replace(first=_from(tokens, first, i)))
    return found


def link_counts(
    tokens: Tokens, mentions: list[Mention], counts: list[Count], asked: list[Count]
) -> tuple[list[Mention], list[Count]]:
    """Give links the number of their targets: "links to at least two related packages" are two links.

    Args:
        tokens: the tokens of the text.
        mentions: the requirements without a number.
        counts: the counts of the sentence.
        asked: those that are requirements.
    """
    out: list[Mention] = []
    for mention in mentions:
        if any(c.noun and c.kind is mention.kind and mention.first <= c.noun[0] < mention.last for c in asked):
            continue  # "links (at least three)"
        near = [c for c in counts if mention.first < c.first <= mention.last + 1 and _is_led_to(tokens, c.first)]
        if mention.kind is not Kind.LINKS or not near:
            out.append(mention)
            continue
        count = near[0]
        out.append(
            Mention(Kind.LINKS, count.low, count.high, count.force, mention.first, max(mention.last, count.last))
        )
        asked = [other for other in asked if other is not count]
    return out, asked


def _is_led_to(tokens: Tokens, i: int) -> bool:
    before = tokens.lows[max(i - 2, 0) : i]
    return before[-1:] in (["link"], ["hyperlink"]) or before in (["link", "to"], ["links", "to"])


def _from(tokens: Tokens, first: int, i: int) -> int:
    """Step over what joins a thing to the one before it: ", and a link"."""
    while first < i and (tokens[first].sort == "mark" or tokens[first].low in ("and", "or", "then", "plus")):
        first += 1
    return first


def _is_link_verb(tokens: Tokens, segment: Segment, reading: Reading, i: int, taken: Sequence[tuple[int, int]]) -> bool:
    counted = any(a == i + 1 for a, _ in taken)  # "link at least three sources"
    if i + 1 >= segment.end or not (counted or _is_linked(tokens, i + 1, segment.end)):
        return False
    if i in (reading.verb, reading.body):
        return True
    before = tokens[i - 1].low if i > segment.begin else ""
    if before == "to":
        return i - 2 >= segment.begin and tokens[i - 2].low in _LICENCE
    if before in ("and", "or", "then", "please", ",", "also", "should", "must", "may", "can"):
        return reading.mood in (Mood.ORDER, Mood.RULE)
    return False


def _is_linked(tokens: Tokens, i: int, end: int) -> bool:
    """Return whether the verb "link" has its object here: "to …", "each …", "issues", "issue if there is one"."""
    if tokens[i].low in _LINKED:
        return True
    last = i + 1 >= end or tokens[i + 1].low in ("if", "here", "below")
    return tokens[i].sort == "word" and tokens[i].low not in v.STOP and (is_plural(tokens[i].low) or last)


def _object(tokens: Tokens, segment: Segment, reading: Reading, i: int) -> Mention | None:
    """Read "include a link to the organization", "add screenshots", "with a photo of each", "A photo is required"."""
    low = tokens[i].low
    kind = Kind.LINKS if low in v.LINKS else Kind.IMAGES
    plural = low.endswith("s") and low != "s"
    if not plural and i + 1 < segment.end and _is_compound(tokens[i + 1]):
        return None
    if _negated(tokens, segment, i) or _is_one_way(tokens, segment, i) or _is_figurative(tokens, i):
        return None
    lows = tokens.lows[segment.begin : i]
    if (
        i + 2 < segment.end
        and tokens[i + 1].low in ("is", "are")
        and lows
        and set(lows) <= (v.PLEASE | _ARTICLES | v.LISTABLE | {"cover", "portrait", "featured"})
    ):
        if tokens[i + 2].low in _REQUIRED:
            return Mention(kind, 1, None, Force.BOUND, segment.begin, i + 3)
        return None
    verb = _governor(tokens, segment, reading, i, definite=kind is Kind.LINKS, plural=plural)
    if verb is None:
        return None
    return Mention(kind, 1, None, Force.BOUND, verb, _tail(tokens, i + 1, segment.end))


def _is_compound(after: Token) -> bool:
    """Return whether the noun before only describes another: "image credit", "link text"."""
    plain = after.sort == "word" and after.low not in v.STOP and after.low not in ("and", "or", "of", "if")
    return plain and after.gap < BLANK and not after.low.endswith(("ed", "ing", "ly"))


def _negated(tokens: Tokens, segment: Segment, i: int) -> bool:
    for j in range(i - 1, segment.begin - 1, -1):
        if tokens[j].low in (",", "but", "and", ";"):
            return False
        if tokens[j].low in v.NEGATIVE:
            return True
    return False


def _is_one_way(tokens: Tokens, segment: Segment, i: int) -> bool:
    """Return whether anything else will do as well: "use examples, diagrams, or whatever helps"."""
    lows = tokens.lows[i + 1 : min(segment.end, i + _TAIL)]
    if "or" not in lows:
        return False
    after = lows[lows.index("or") + 1 :]
    return bool(after) and (after[0] in _ANYTHING or after[:2] in (["any", "other"], ["some", "other"]))


def _is_figurative(tokens: Tokens, i: int) -> bool:
    """Return whether a picture is an idea: "give readers a fuller picture"."""
    return tokens[i].low == "picture" and i > 0 and tokens[i - 1].low in _OF_IDEAS


def _governor(
    tokens: Tokens, segment: Segment, reading: Reading, i: int, *, definite: bool, plural: bool
) -> int | None:
    """Return the index of the verb or "with" that requires the thing at ``i``, or None."""
    determined = plural
    if not reading.firm:
        return None
    for j in range(i - 1, max(segment.begin, i - 14) - 1, -1):
        low = tokens[j].low
        if low in _ARTICLES or low == "one" or (definite and low == "the"):
            determined = True
        elif low == "the" or low in _BETWEEN:
            return None
        elif low in ("with", "including", "plus", "+"):
            return j if determined and reading.mood is not Mood.TALE and j > segment.begin else None
        elif low in v.ORDERS or low in v.OFFERS:
            if low in v.OFFERS and determined and _commands(tokens, segment, reading, j):
                return j
            if j == reading.verb or _commands(tokens, segment, reading, j):
                return None
    listed = determined and reading.verb is not None and reading.verb < segment.begin
    return reading.body if listed and tokens[reading.verb or 0].low in v.OFFERS else None


def _commands(tokens: Tokens, segment: Segment, reading: Reading, j: int) -> bool:
    if j == reading.verb or (j == reading.body and tokens[j].low in v.ORDERS):
        return True
    before = tokens[j - 1].low if j > segment.begin else ""
    if before == "to":
        return j - 2 >= segment.begin and tokens[j - 2].low in _LICENCE
    if before in v.MODALS or before in ("and", "or", "then", ",", "please", "also", "not") or before.endswith("ly"):
        return reading.mood in (Mood.ORDER, Mood.RULE)
    return False


def _one_text(tokens: Tokens, segment: Segment, reading: Reading, i: int) -> Mention | None:
    """Read "in a sentence", "write a short paragraph", "a sentence or two", "about a paragraph long"."""
    kind = Kind.SENTENCES if tokens[i].low == "sentence" else Kind.PARAGRAPHS
    j = i - 1
    while j > segment.begin and (tokens[j].low in _ADJECTIVES or tokens[j].low == ","):
        j -= 1
    if j < segment.begin or tokens[j].low != "a":
        return None
    turns, first = turns_before(tokens, j, segment.begin)
    if turns - {"about", "nothing"}:  # "at least a paragraph"
        low, high, force = resolve(Range(1, None, i), turns)
        return Mention(kind, low, high, force, first, i + 1)
    two = i + 2 < segment.end and tokens[i + 1].low == "or" and tokens[i + 2].low == "two"
    before = tokens[j - 1].low if j > segment.begin else ""
    writes = before in ("write", "compose", "draft", "craft")
    about = before in ("about", "around", "roughly")
    explains = (
        before in ("in", "into", "within")
        and reading.mood is Mood.ORDER
        and tokens[reading.verb or 0].low not in ("use", "choose")
    )
    leads = j == reading.body and reading.mood is Mood.PHRASE
    if not (writes or about or explains or leads or two):
        return None
    return Mention(kind, 1, 2 if two else 1, Force.AIM, j - 1 if about else j, i + 3 if two else i + 1)


def _tail(tokens: Tokens, i: int, end: int) -> int:
    """Return the end of the words that belong to a link or an image: "… to a LinkedIn or other profile"."""
    j = i
    while j < end and j < i + _TAIL and tokens[j].sort in ("word", "number", "other", "dash") and tokens[j].gap < BLANK:
        if tokens[j].low in ("and", "if", "where", "with", "that", "which", "when"):
            break
        j += 1
    while j > i and tokens[j - 1].low in v.STOP | {"of", "or"}:
        j -= 1
    return j
