"""Decide whether a count is a requirement or only part of a statement."""

from __future__ import annotations

from cslint.contract.instructions import lexicon as v
from cslint.contract.instructions.counts import Count
from cslint.contract.instructions.moods import Mood, Reading, skip_openers
from cslint.contract.instructions.noun_phrases import singular
from cslint.contract.instructions.numbers import is_number_word
from cslint.contract.instructions.sentences import Segment
from cslint.contract.instructions.tokenizer import Tokens
from cslint.contract.requirement import LENGTHS, Kind

_LARGEST = {Kind.WORDS: 100_000, Kind.CHARACTERS: 1_000_000, Kind.SENTENCES: 1000, Kind.PARAGRAPHS: 1000}
_MOST_ITEMS = 500
_FEWEST_CHARACTERS = 20
_CLAUSE = v.word_set(
    """
    how why what which who whom whose that when where whether if because so than until since though while was
    were did had
    """
)
_PREPOSITIONS = v.word_set(
    """
    for from during after before over across between among at by to into against through since like under near
    in about than
    """
)
_REFERRING = v.word_set(
    """
    these those both previous next same other all remaining former latter above following's
    """
)
_EXISTING = _REFERRING | {"first", "last", "opening", "final", "top", "closing", "next"}
_LINKS_ON = v.word_set("and & or then plus with / + ) ( but also followed by ,")
_JOINS = frozenset((*v.word_set("and or then to also please &"), ",", "("))
_LEADERS = v.word_set("the your any a list of top with followed by plus")
_LOOSE = v.word_set("use keep tag place put aim try make ask set start begin end call")
"""Verbs of ``NOT_CONTENT`` whose object is written all the same: "use two examples", but not "use the two headings"."""
_CITED = v.word_set(
    """
    published cited listed identified used written described proposed considered selected named included
    discussed supported employed connected related based needed required expected
    """
)


def is_asked(tokens: Tokens, segment: Segment, reading: Reading, count: Count, before: Count | None) -> bool:
    """Return whether a sentence requires a count.

    Args:
        tokens: the tokens of the text.
        segment: the sentence.
        reading: its mood.
        count: the count to judge.
        before: the preceding count in the sentence if it is a requirement or begins the sentence, else None.
    """
    if count.negated or not _is_sane(count):
        return False
    previous = tokens[count.first - 1].low if count.first > segment.begin else ""
    if count.last < segment.end and (
        tokens[count.last].low == "more" or _is_frequency(tokens, count.last, segment.end)
    ):
        return False
    if count.kind in LENGTHS:
        return previous not in _EXISTING and _text_is_asked(tokens, segment, reading, count, before)
    return previous not in _REFERRING and _items_are_asked(tokens, segment, reading, count, before)


def _is_frequency(tokens: Tokens, i: int, end: int) -> bool:
    """Return whether "a year", "per minute" follows."""
    return i + 1 < end and tokens[i].low in ("a", "an", "per", "each", "every") and tokens[i + 1].low in v.TIMES


def _is_sane(count: Count) -> bool:
    if count.kind is None or (count.high is not None and count.high <= 0):
        return False
    largest = _LARGEST.get(count.kind, _MOST_ITEMS)
    if max(count.low or 0, count.high or 0) > largest:
        return False
    if count.head in v.BLOCKS:
        return False
    if count.kind is Kind.CHARACTERS and max(count.low or 0, count.high or 0) < _FEWEST_CHARACTERS:
        return False  # "at least three characters of the novel"
    few = count.kind is Kind.WORDS and not count.firm and (count.low or 0) <= 1  # "in one word"
    return not few


def _text_is_asked(tokens: Tokens, segment: Segment, reading: Reading, count: Count, before: Count | None) -> bool:
    typed = count.kind is Kind.CHARACTERS and not v.LINED.isdisjoint(tokens.lows[segment.begin : segment.end])
    if typed or reading.mood is Mood.TALE or _is_alternative(tokens, segment, count):
        return False
    if reading.mood is Mood.QUESTION:
        return True
    if reading.mood in (Mood.ORDER, Mood.RULE):
        return _is_firm(tokens, reading, count) and (count.firm or not _is_told_of(tokens, reading, count))
    return _phrase_is_asked(tokens, segment, reading, count, before)


def _phrase_is_asked(tokens: Tokens, segment: Segment, reading: Reading, count: Count, before: Count | None) -> bool:
    """Return whether a phrase requires a length: "150 words", "A 150-word abstract"."""
    bracketed = count.first > segment.begin and tokens[count.first - 1].low == "("
    if not (reading.firm or count.firm or bracketed):
        return False
    hyphened = count.quantity.found.unit or (
        count.quantity.last < count.last and tokens[count.quantity.last].sort == "dash"
    )
    if hyphened and not count.firm:  # "A 150-word abstract", not "A three-word slogan hangs …"
        return any(token.low in v.LISTABLE | v.WHOLE for token in tokens[count.quantity.last : count.last])
    if before is not None or leads(tokens, segment, count):
        return not _odd_measure(count)
    if count.firm:
        return not _is_told_by(tokens, segment, count)
    previous = tokens[count.first - 1]
    return previous.low in ("of", "in", "with", "a", "an", "(", ",", "—", "–", "-", "[", "or", "to", "and")


def _is_alternative(tokens: Tokens, segment: Segment, count: Count) -> bool:
    """Return whether a length is one way among others: "e.g. in two sentences", "three sentences or as a story"."""
    after = tokens.lows[count.last : min(segment.end, count.last + 2)]
    if after[:1] == ["or"] and after[1:] and after[1] in ("in", "as", "through", "with", "via", "by"):
        return True
    before = tokens.lows[segment.begin : count.first]
    return any(before[i : i + 3] == ["e", ".", "g"] for i in range(len(before))) or "e.g" in before


def _is_told_by(tokens: Tokens, segment: Segment, count: Count) -> bool:
    """Return whether a count belongs to a statement by an unknown verb: "nobody reads more than 100 words"."""
    verb = tokens[count.first - 1]
    known = v.LISTABLE | v.WHOLE | v.STOP | v.PLEASE | v.BITS
    tells = verb.sort == "word" and verb.low.endswith(("s", "ed")) and verb.low not in known
    return tells and v.PARTS.isdisjoint(tokens.lows[segment.begin : count.first - 1])


def _is_firm(tokens: Tokens, reading: Reading, count: Count) -> bool:
    """Return whether a count is more than a fact: "Abstracts are up to 250 words", not "The report has over 9,000"."""
    if reading.firm:
        return True
    part = tokens[reading.body]
    if reading.mood is Mood.RULE and part.capital and part.low in v.PARTS and reading.verb == reading.body + 1:
        return True  # "Description is one sentence", not "The description is one sentence"
    definite = reading.mood is Mood.RULE and tokens[reading.body].low in ("the", "this", "that", "our", "their", "its")
    if definite:
        return count.quantity.ranged or bool(count.quantity.turns & {"most", "least"}) or _turned_after(count)
    return count.firm


def _turned_after(count: Count) -> bool:
    """Return whether words after the noun made it a bound: "50 words max."."""
    return count.firm and not count.quantity.turns


def _is_told_of(tokens: Tokens, reading: Reading, count: Count) -> bool:
    """Return whether a rule is about something else: "Ten words you should never use"."""
    if reading.verb is None or count.last > reading.verb:
        return False
    return any(token.low in ("you", "we", "they", "i", "that", "which") for token in tokens[count.last : reading.verb])


def _odd_measure(count: Count) -> bool:
    """Return whether a bare "312 words" is a measurement, since requirements are round, or "two words" is an idiom."""
    number = count.low or 0
    return count.kind is Kind.WORDS and not count.firm and (number <= 3 or (number > 20 and number % 5 != 0))


def _items_are_asked(tokens: Tokens, segment: Segment, reading: Reading, count: Count, before: Count | None) -> bool:
    if reading.mood is Mood.TALE:
        return False
    if _elaborates(tokens, segment, count):
        return False
    if before is not None and all(token.low in _LINKS_ON for token in tokens[before.last : count.first]):
        return True
    if reading.mood is Mood.QUESTION:
        return _questioned(tokens, reading, count)
    if not _is_firm(tokens, reading, count):
        return False
    if reading.mood is Mood.ORDER and reading.verb is not None:
        return _ordered(tokens, reading.verb, count)
    if reading.mood is Mood.RULE and reading.verb is not None and not _is_told_of(tokens, reading, count):
        return _ruled(tokens, segment, reading, count)
    return leads(tokens, segment, count) and _names_only(tokens, segment, count)


def _is_listable(low: str) -> bool:
    return low in v.LISTABLE or singular(low) in v.LISTABLE


def _elaborates(tokens: Tokens, segment: Segment, count: Count) -> bool:
    """Return whether a bare "one" only goes into what the label counts: "two references: one old, one new"."""
    if count.firm or count.high != 1 or not segment.label:
        return False
    return any(token.sort == "number" or is_number_word(token.low) for token in tokens[slice(*segment.label)])


def _ordered(tokens: Tokens, head: int, count: Count) -> bool:
    verb = head
    for i in range(head + 1, count.first):
        if tokens[i].low in v.ORDERS and tokens[i - 1].low in _JOINS:
            verb = i
    if count.first < verb:
        return count.firm
    if count.noun and count.noun[1] < count.first and tokens[count.first - 1].low == "(":
        return True  # "Name the people who should know (at least two)"
    definite = tokens[count.first - 1].low == "the"
    unloose = definite or tokens[verb].low not in _LOOSE
    if tokens[verb].low in v.NOT_CONTENT and unloose and tokens[count.first - 1].low != "with":
        return False
    return _reaches(tokens, verb, count)


def _ruled(tokens: Tokens, segment: Segment, reading: Reading, count: Count) -> bool:
    verb = reading.verb or reading.body
    universal = tokens[reading.body].low in ("each", "every") and tokens[verb].low in ("gets", "needs", "requires")
    if universal and count.kind is Kind.ITEMS and count.head not in v.LISTABLE:
        return False  # "Every station needs three lifts"
    if count.first < verb:  # "At least two letters are required"
        return reading.firm and (count.firm or _is_listable(count.head)) and leads(tokens, segment, count)
    return _reaches(tokens, verb, count)


def _reaches(tokens: Tokens, verb: int, count: Count) -> bool:
    """Return whether a count is governed by a verb, without a clause or a stray preposition between them."""
    lows = tokens.lows[verb + 1 : count.first]
    if any(low in _CLAUSE for low in lows):
        return False
    if not lows:
        return True
    determined = lows[-1] in ("the", "your", "any", "list")
    previous = (["", *lows])[-2 if determined else -1]
    if previous not in _PREPOSITIONS:
        return True
    if previous == "for":
        return tokens[verb].low in ("ask", "look", "call", "aim", "looking", "recommend", "allow") or "looking" in lows
    if previous in ("in", "into", "as"):
        return previous == "into" or count.head in v.FORMS or count.head in v.PICTURES or count.head in v.GRAPHICS
    if previous == "to":
        return bool({"link", "refer", "point", "limit", "restrict", "confine", "relate"} & {tokens[verb].low, *lows})
    return previous == "by" and len(lows) > 1 and lows[-2].endswith("ed")


def _questioned(tokens: Tokens, reading: Reading, count: Count) -> bool:
    lows = tokens.lows[reading.body : count.first]
    if lows[-3:] == ["each", "of", "the"]:
        return True
    if count.firm:
        return count.quantity.ranged and _CLAUSE.isdisjoint(lows[1:])
    filler = ("what", "which", "who", "are", "is", "the", "your", "do", "you", "consider", "would", "name", "as")
    return bool(lows) and lows[0] in ("what", "which", "who") and all(low in filler for low in lows)


def leads(tokens: Tokens, segment: Segment, count: Count) -> bool:
    """Return whether a count begins its sentence, the part after a label, or a parenthesis.

    Args:
        tokens: the tokens of the text.
        segment: the sentence.
        count: the count.
    """
    previous = tokens[count.first - 1].low if count.first > segment.begin else ""
    if previous in ("(", "[", "—", "–"):
        return True
    i = skip_openers(tokens, segment.begin, segment.end)
    while i < count.first and tokens[i].low in _LEADERS:
        i += 1
    return i >= count.first


def _names_only(tokens: Tokens, segment: Segment, count: Count) -> bool:
    """Return whether nothing after the noun makes it the subject of a story: "Up to five buses run every hour"."""
    label = set(tokens.lows[segment.label[0] : segment.label[1]]) if segment.label else set()
    listable = (_is_listable(count.head) or count.head in label) and count.head != "items"
    conditional = segment.label is not None and tokens[segment.label[0]].low == "for"
    listable = listable or conditional  # "For beginners: two exercises"
    shown = count.head in v.PICTURES or count.head in v.GRAPHICS
    if not count.firm and count.kind is Kind.ITEMS and not shown and (not listable or count.high == 1):
        return False  # "Keep pull requests focused: one issue per request"
    if count.last >= segment.end:
        return True
    after = tokens[count.last]
    if (
        after.sort != "word"
        or after.low in v.STOP
        or after.low in v.TRAILING
        or after.low.endswith("ing")
        or after.low in ("and", "or", "of")
    ):
        return True
    return after.low in _CITED
