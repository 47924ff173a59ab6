"""Find the scope of a count: each item, the section, or a title."""

from __future__ import annotations

from itertools import pairwise

from cslint.contract.instructions import lexicon as v
from cslint.contract.instructions.counts import Count
from cslint.contract.instructions.implicit_counts import Mention
from cslint.contract.instructions.numbers import is_number_word
from cslint.contract.instructions.sentences import Segment
from cslint.contract.instructions.tokenizer import Tokens
from cslint.contract.requirement import LENGTHS, Kind, Scope


def distributed(tokens: Tokens, begin: int, end: int, *, subject: bool) -> str:
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


def _is_over(tokens: Tokens, i: int) -> bool:
    """Return whether "each of the four pillars" is what something is spread over: "a paragraph on each …"."""
    return i > 0 and tokens[i - 1].low in ("on", "for", "to", "about", "per", "under")


def _is_whole(tokens: Tokens, i: int, end: int) -> bool:
    """Return whether "each …" names the document or its author: "each applicant", not "each project description"."""
    words: list[str] = []
    while i < end and tokens[i].sort == "word" and tokens[i].low not in v.STOP and not is_number_word(tokens[i].low):
        words.append(tokens[i].low)
        i += 1
    if len(words) > 1 and words[-1].endswith("s"):
        words.pop()  # "each team submits"
    return bool(words) and (words[-1] in v.AUTHORS or words[-1] in v.WHOLE)


def _numbered(tokens: Tokens, i: int) -> bool:
    """Return whether "each of" counts what follows: "each of the three activities" spreads no other count."""
    return tokens[i].low in ("the", "these", "your") and (
        tokens[i + 1].sort == "number" or is_number_word(tokens[i + 1].low)
    )


def in_total(tokens: Tokens, begin: int, end: int) -> bool:
    """Return whether the words between two tokens say that a count is for the whole section.

    Args:
        tokens: the tokens of the text.
        begin: index of the first token.
        end: index after the last.
    """
    lows = tokens.lows[begin:end]
    return any(low in v.TOTALS for low in lows) or ("in", "all") in pairwise(lows)


def is_each_of(tokens: Tokens, first: int) -> bool:
    """Return whether "each of the" is directly before a count.

    Args:
        tokens: the tokens of the text.
        first: index of the count.
    """
    lows = tokens.lows[max(first - 3, 0) : first]
    return lows[:2] == ["each", "of"] and lows[-1] in ("the", "your", "these")


def distributed_after(tokens: Tokens, found: Count | Mention, until: int, *, grouped: bool) -> str:
    """Return how words after a count distribute it: "50 words each", "six observations per site"; or "".

    Args:
        tokens: the tokens of the text.
        found: the count.
        until: index of the next count.
        grouped: whether items were required before it.
    """
    begin = found.first
    if found.kind is Kind.ITEMS:  # only right after the noun
        begin = found.noun[1] if isinstance(found, Count) and found.noun else found.last
        until = min(max(until, found.last), begin + 2)
    for i in range(begin, until):
        low = tokens[i].low
        if low not in v.DISTRIBUTORS:
            continue
        before = tokens[i - 1].low
        if found.kind is Kind.ITEMS and low != "per" and before not in ("for", "in", "of"):
            return "item" if grouped and i == begin else ""  # "two lists, three points each"
        if i > found.last and before == ",":
            return ""  # ", each with …" refers to the words after it
        return distributed(tokens, i, i + 1, subject=False)
    return ""


def scope_of(
    tokens: Tokens,
    segment: Segment,
    found: Count | Mention,
    *,
    spread: str,
    words: range,
    grouped: bool,
    shared: bool,
) -> Scope:
    """Return the scope of a count.

    Args:
        tokens: the tokens of the text.
        segment: the sentence.
        found: the count.
        spread: the effect of "each" or "per": "item", "section" or "".
        words: indices of the tokens that belong to it.
        grouped: whether a group of items was required before it.
        shared: whether it is in one sentence with them, as in "describe two limitations in 200 words".
    """
    if spread == "item":
        return Scope.ITEM
    total = in_total(tokens, words.start, words.stop) or (
        segment.label is not None and in_total(tokens, *segment.label)
    )
    if found.kind is Kind.ITEMS or spread == "section" or total:
        return Scope.SECTION
    if not grouped:
        return Scope.UNSAID
    if found.kind not in LENGTHS:
        return Scope.ITEM if found.kind is Kind.LINKS and (found.low or 0) <= 1 else Scope.UNSAID
    about = tokens[segment.label[0] : segment.label[1]] if segment.label else []
    near = tokens[found.first : min(words.stop, found.last + 4)]
    alone = any(token.low in v.STANDALONE for token in (*about, *near))
    return Scope.SECTION if alone or shared else Scope.ITEM


def is_of_paragraphs(tokens: Tokens, segment: Segment, first: int, last: int) -> bool:
    """Return whether words are counted per paragraph or sentence: "no paragraph over 40 words".

    Args:
        tokens: the tokens of the text.
        segment: the sentence.
        first: index of the count.
        last: index after it.
    """
    before = tokens.lows[max(segment.begin, first - 4) : first]
    after = tokens.lows[last : min(segment.end, last + 3)]
    over = (*v.SENTENCES, *v.PARAGRAPHS)
    subject = any(a in ("no", "each", "every", "per", "of") and b in over for a, b in pairwise(["of", *before]))
    return subject or any(a in ("per", "each", "every") and b in over for a, b in pairwise(after))


def bit_of(tokens: Tokens, segment: Segment, first: int, noun: tuple[int, int] | None, last: int) -> int | None:
    """Return the index of the title, caption or name whose words are counted, or None for the text.

    Examples are "A 20-word caption", "a title of up to ten words", "12 words for the title", "Headline: max. 8 words".

    Args:
        tokens: the tokens of the text.
        segment: the sentence.
        first: index of the count.
        noun: index of its noun.
        last: index after it.
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
        if low == "text" and tokens[i - 1].low == "alt":
            return i - 1
        if low in ("and", "or", ".") or low in v.ORDERS or low in v.PARTS:
            return None
    return None
