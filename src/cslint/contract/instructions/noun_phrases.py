"""Identify the unit of a quantity: words, sentences, paragraphs, links, images, or items by a noun phrase."""

from __future__ import annotations

from typing import NamedTuple

from cslint.contract.instructions import lexicon as v
from cslint.contract.instructions.numbers import is_number_word
from cslint.contract.instructions.tokenizer import BLANK, GLUED, Tokens
from cslint.contract.requirement import Kind

_REACH = 8
"""Words that a noun phrase may have."""


class Thing(NamedTuple):
    """The unit of a count: its kind, the tokens of its noun from ``first`` up to ``last``, and its head noun."""

    kind: Kind
    first: int
    last: int
    head: str


def thing_at(tokens: Tokens, i: int, stop: int, *, one: bool, unit: str = "") -> Thing | None:
    """Read the unit after a quantity, or return None if it is nothing in a case study.

    Args:
        tokens: the tokens of the text.
        i: index after the quantity.
        stop: end of the segment.
        one: whether the number is one, so that the noun is in the singular.
        unit: the unit hyphened to the number ("sentence" in "two-sentence"), or "".
    """
    if unit:
        kind = text_kind(unit)
        return Thing(kind, i, _modified(tokens, i, stop), unit) if kind else None
    hyphened = i + 1 < stop and tokens[i].sort == "dash" and tokens[i].gap == GLUED and tokens[i + 1].gap == GLUED
    if hyphened:
        i += 1
        kind = text_kind(tokens[i].low.partition("-")[0])
        return Thing(kind, i, _modified(tokens, i + 1, stop), tokens[i].low) if kind else None
    begin = _skip_of(tokens, i, stop)
    if begin < 0 or begin >= stop or (one and begin > i):  # "one of the partners" is not a count
        return None
    return _text_thing(tokens, begin, stop) or _noun_phrase(tokens, begin, stop, one=one, part=begin > i + 1)


def _skip_of(tokens: Tokens, i: int, stop: int) -> int:
    """Step over "of", "of the", "of your" and so on; -1 after "of these", "of them": they are counted already."""
    if i < stop and tokens[i].low == "of":
        i += 1
        if i < stop and tokens[i].low in ("these", "those", "them", "us", "which", "whom", "it", "this"):
            return -1
        if i < stop and tokens[i].low in ("the", "your", "our", "their", "its", "his", "her", "all"):
            i += 1
    return i


def text_kind(low: str) -> Kind | None:
    """Return the kind that a noun names if it is words, characters, sentences or paragraphs."""
    if low in v.WORDS:
        return Kind.WORDS
    if low in v.SENTENCES:
        return Kind.SENTENCES
    if low in v.CHARACTERS:
        return Kind.CHARACTERS
    return Kind.PARAGRAPHS if low in v.PARAGRAPHS else None


def _text_thing(tokens: Tokens, i: int, stop: int) -> Thing | None:
    """Read "words", "word summary", "short paragraphs", "complete sentences"."""
    for j in range(i, min(i + 6, stop)):
        token = tokens[j]
        if j >= i + 4 and ")" not in tokens.lows[i:j]:
            return None
        if token.low in ("(", ")") and j > i:
            continue  # "one full (short) sentence"
        if token.sort != "word" or token.low in v.STOP or token.low in ("or", "and") or (j > i and token.gap == BLANK):
            return None
        kind = text_kind(token.low)
        if kind is Kind.WORDS and j > i and not tokens[j - 1].low.endswith(("ish", "chosen")):
            return None
        if kind and not _is_idiom(tokens, j + 1, stop):
            singular = token.low in ("word", "sentence", "paragraph", "character", "char")
            return Thing(kind, i, _modified(tokens, j + 1, stop) if singular else j + 1, token.low)
    return None


def _is_idiom(tokens: Tokens, i: int, stop: int) -> bool:
    return i + 1 < stop and tokens[i].low == "of" and tokens[i + 1].low in v.IDIOMS


def _modified(tokens: Tokens, i: int, stop: int) -> int:
    """Return the end of what "150-word" says more about: "150-word structured abstract"."""
    j = i
    while j < stop and j < i + 3 and tokens[j].sort == "word" and tokens[j].gap < BLANK:
        low = tokens[j].low
        if low in v.STOP or low in ("or", "and", "of", "limit", "maximum", "minimum"):
            break
        j += 1
    return j


def _noun_phrase(tokens: Tokens, i: int, stop: int, *, one: bool, part: bool) -> Thing | None:
    first = i
    last, head = _run(tokens, i, stop, one=one)
    if last == first or head in v.MEASURES or tokens[first].low in v.MEASURES:
        return None
    last = _with_list(tokens, last, stop, pictures=head in v.PICTURES or head in v.GRAPHICS)
    if not part:  # "of the key characteristics of …": the second "of" says where they are from
        last = _with_of(tokens, last, stop)
    if one:
        last = _with_other(tokens, last, stop)
        last = _with_company(tokens, last, stop)
    kind = Kind.LINKS if head in v.LINKS else Kind.ITEMS
    return Thing(kind, first, last, head)


def _run(tokens: Tokens, i: int, stop: int, *, one: bool) -> tuple[int, str]:
    """Read words up to the last plural (for one: up to the end of the run); return the end and the head noun."""
    end, head = i, ""
    j = i
    while j < stop and j < i + _REACH:
        token = tokens[j]
        if j > i and token.gap == BLANK:
            break
        if token.low == "(" and j + 2 < stop and tokens[j + 2].low == ")" and tokens[j + 1].sort == "word":
            j += 3  # "(anticipated) outcomes"
            continue
        if token.sort == "dash" and token.gap == GLUED and j > i:
            j += 1
            continue
        if end == i < j and token.low in ("and", "or", ",", "/", "&") and j + 1 < stop and tokens[j + 1].sort == "word":
            j += 1  # "social and economic benefits"
            continue
        trails = token.low in v.TRAILING and end > i and (not one or not _goes_on(tokens, j + 1, stop))
        leading = j == i and token.low.endswith("ing")  # "three supporting findings"
        stops = (token.low in v.STOP and not leading) or trails or token.low in ("of", "and", "or")
        if token.sort not in ("word", "other") or stops:
            break
        if token.sort == "word" and (is_number_word(token.low) or (j > i and not one and _is_boundary(tokens, j, end))):
            break
        if one or is_plural(token.low):
            if end > i and not one and (j > end + 1 or (j == end and head not in v.ATTRIBUTES)):
                break
            end, head = j + 1, token.low
        j += 1
    if end > i and end < stop and _closes(tokens, end, stop):
        end += 1
    return end, head


def _goes_on(tokens: Tokens, j: int, stop: int) -> bool:
    return j < stop and tokens[j].sort == "word" and tokens[j].low not in v.STOP


def _is_boundary(tokens: Tokens, j: int, end: int) -> bool:
    """Return a verb in the base form right after the plural ("goals include") begins something else."""
    return j == end and tokens[j].low in v.ORDERS and not is_plural(tokens[j].low)


def _closes(tokens: Tokens, end: int, stop: int) -> bool:
    """Return a participle that ends the phrase belongs to it: "alternatives considered", "lessons learned"."""
    low = tokens[end].low
    if tokens[end].sort != "word" or not low.endswith(("ed", "learnt")) or tokens[end].gap == BLANK:
        return False
    return end + 1 >= stop or tokens[end + 1].sort == "mark"


def _with_list(tokens: Tokens, end: int, stop: int, *, pictures: bool) -> int:
    """Extend "project plans" over ", audits, reports" and "insights" over "or themes", as long as nouns follow."""
    while end < stop:
        j, commas = end, 0
        while j < stop and (tokens[j].low in (",", "/") or tokens[j].low in ("and", "or")):
            commas += 1
            j += 1
        if j == end or commas > 3:
            return end
        after, head = _run(tokens, j, min(stop, j + 4), one=False)
        starts_order = j < stop and tokens[j].low in v.ORDERS and not is_plural(tokens[j].low) and after > j + 1
        other = head in v.MEASURES or head in v.LINKS or head in v.WORDS or (head in v.PICTURES and not pictures)
        if after == j or starts_order or other:
            return end
        end = after
    return end


def _with_of(tokens: Tokens, end: int, stop: int) -> int:
    """Extend "letters" over "of support"; not over "of the …", which says where they are from."""
    if (
        end + 1 < stop
        and tokens[end].low == "of"
        and tokens[end + 1].sort == "word"
        and tokens[end + 1].low not in v.STOP
    ):
        j, plural = end + 1, 0
        while j < stop and j < end + 4 and tokens[j].sort == "word" and tokens[j].low not in v.STOP:
            if tokens[j].low in ("and", "or") or tokens[j].capital or is_number_word(tokens[j].low):
                break
            plural = j + 1 if is_plural(tokens[j].low) else plural
            j += 1
        if j < stop and (tokens[j].sort == "number" or is_number_word(tokens[j].low)):
            return end  # "entries of roughly 100 words"
        return plural or (j if j > end + 1 else end)
    return end


def _with_other(tokens: Tokens, end: int, stop: int) -> int:
    """Extend "one table" over "or figure", "one example request" over "and response"."""
    if end + 1 < stop and tokens[end].low in ("or", "and") and tokens[end + 1].sort == "word":
        low = tokens[end + 1].low
        if low in v.STOP or low in v.ORDERS or is_number_word(low) or low in ("more", "less", "fewer", "so"):
            return end
        after = end + 1
        while after < min(stop, end + 4) and tokens[after].sort == "word" and tokens[after].low not in v.STOP:
            after += 1
        return after
    return end


def _with_company(tokens: Tokens, end: int, stop: int) -> int:
    """Extend "interview" over "with a project leader"."""
    if end + 2 < stop and tokens[end].low == "with" and tokens[end + 1].low in ("a", "an"):
        after, head = _run(tokens, end + 2, min(stop, end + 6), one=True)
        known = v.LINKS | v.PICTURES | v.WORDS | v.SENTENCES | v.PARAGRAPHS
        return end if head in known or after == end + 2 else after
    return end


def is_plural(low: str) -> bool:
    """Return whether a noun looks like a plural: "goals", "question(s)", "people", "criteria"."""
    if low in v.IRREGULAR or low.endswith(("(s)", "(es)", "(ies)")):
        return True
    last = low.rpartition("-")[2]
    return len(last) > 2 and last.endswith("s") and not last.endswith(("ss", "'s", "ous")) and last not in v.SINGULAR_S


def singular(low: str) -> str:
    """Return a plural noun in the singular: "districts" → "district", "cities" → "city"."""
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "ches", "shes", "xes")):
        return low[:-2]
    return low[:-1] if low.endswith("s") and not low.endswith("ss") else low
