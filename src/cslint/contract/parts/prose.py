"""Decide whether visible prose in a template is an instruction, or stays in every copy."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache

from cslint.contract.instructions import lexicon as v
from cslint.contract.instructions.moods import Mood, reading
from cslint.contract.instructions.sentences import Segment, segments
from cslint.contract.instructions.tokenizer import Tokens, tokenise

# orders that a reader of the finished document may be given as well
_READERS_ORDERS = v.NOT_CONTENT | v.word_set(
    "note refer consider ensure see tick check click contact thank mark join track have"
)
_LEGAL = re.compile(r"\b(?:copyright|licen[cs]ed?|all rights|CC0|CC[ -]BY|public domain|waived|RFC ?2119)\b", re.I)
_ADDRESSED = v.word_set("you your yourself yours")
_OF_TEXT = (
    r"(?i)\b(?:this|the|each|your)\s+(?:\w+\s+){0,2}(?:section|subsection|sub-section|part|heading|paragraph|summary|abstract"
    r"|title|template|proposal|document|report|card|field)\b"
)
_TELLS_OF_SELF = v.word_set("this these we our it they i all")
_CHOOSE = re.compile(
    r"\b(?:pick|choose|select|keep|use|check|tick)\s+(?:only\s+|exactly\s+)?"
    r"(?:one|1|any|two|those|the (?:one|option))\b"
    r"|\b(?:delete|remove|strike)\s+(?:out\s+)?(?:the\s+|all\s+(?:the\s+)?)?(?:others?|rest|ones?|options?|items?|lines?"
    r"|entries|what|those|\w+ (?:that|which) (?:are not|aren[’']t|do not|don[’']t))\b",
    re.I,
)
_REPLACE = re.compile(
    r"\bor (?:delete|remove) it\b|\b(?:replace|delete|remove|overwrite)\s+"
    r"(?:this|these|the (?:text|line|paragraph|section) (?:above|below)|everything)\b",
    re.I,
)
_SOME_BOXES = (
    r"(?i)\b(?:tick|check|select|mark)\b[^.\n]{0,60}"
    r"\b(?:appl(?:y|ies)|relevant|true|at least one|one or more|any)\b"
)
_NOT = r"(?<!not )(?<!n't )(?<!n’t )(?<!never )"
_COMMENT = r"(?:HTML |instruction(?:al)? |template |explanatory )?(?:comment|instruction|guidance|hint|reminder)"
_DELETE_THIS = (
    rf"(?i)\b{_NOT}(?:delete|remove|erase) this {_COMMENT}(?: block)?\b"
    rf"|\bthis {_COMMENT}(?: block)? (?:should|must|has to|needs to|is to) be (?:deleted|removed)\b"
)
_DELETE_ALL = (
    rf"(?i)\b{_NOT}(?:delete|remove|erase) (?:all (?:of )?)?(?:the |these |those |other )?{_COMMENT}(?:s| blocks)\b"
    rf"|\b(?:all(?: of)?(?: the| these| those)?|these|the) {_COMMENT}(?:s| blocks)"
    r" (?:should|must|have to|need to|are to) be (?:deleted|removed)\b"
)
_TICK = (
    r"(?i)\b(?:every|each|all)\b[^.\n]{0,60}\b(?:box(?:es)?|items?|points?|check(?:list|s)?)\b[^.\n]{0,60}"
    r"\b(?:must|should|need|have to|has to|are to)\b"
    r"|\b(?:tick|check)\s+(?:off\s+)?(?:all|every|each)\b"
)


_MEASURED = re.compile(
    r"\b\d+(?:\s*(?:[-–]|to|or)\s*\d+)?[-\s](?:words?|characters?|sentences?|paragraphs?)\s+(?!\d)[a-z]",
    re.I,
)


# "What becomes easier, and the risks that it introduces."
_CLAUSE = re.compile(r"(?:what|how|why|which|who|whom)\s+(?!is\b|are\b|was\b|were\b|about\b)[a-z]", re.I)
_BOUNDED = re.compile(
    r"(?:at least|at most|up to|no (?:more|fewer|less) than|(?:a )?(?:minimum|maximum)(?: of)?|between \w+ and)"
    r"\s+\w+\s+[a-z]",
    re.I,
)


class Voice(Enum):
    """The audience of a text in a template."""

    AUTHOR = auto()  # it orders what to write
    PROMPT = auto()  # a question or a phrase that names what is to be written
    READER = auto()  # it stays


@lru_cache(maxsize=2000)
def voice(text: str) -> Voice:
    """Return the audience of a paragraph.

    Args:
        text: visible text of one paragraph, list entry or quotation.
    """
    if speaks_of_rights(text) and not _REPLACE.search(text):
        return Voice.READER
    tokens = tokenise(text)
    parts = segments(tokens)
    if _REPLACE.search(text) or any(_orders(tokens, part) for part in parts):
        return Voice.AUTHOR
    if (
        measured_phrase(text)
        or (_CLAUSE.match(text) and len(parts) == 1)
        or any(_asks(tokens, part) for part in parts)
        or all(_names(tokens, part) for part in parts)
    ):
        return Voice.PROMPT
    return Voice.READER


def commands(text: str) -> bool:
    """Return whether a text has an order, and not only a rule such as "you need"."""
    tokens = tokenise(text)
    return any(reading(tokens, part).mood is Mood.ORDER for part in segments(tokens))


def measured_phrase(text: str) -> str:
    """Return the sentence with which a text opens where it names what to write, and how much: "A 2-3 sentence plan"."""
    tokens = tokenise(text)
    first = next(iter(segments(tokens)), None)
    if first is None or first.begin >= first.end:
        return ""
    opening = text[: tokens[first.end - 1].end]
    measured = _MEASURED.search(opening) or _BOUNDED.match(opening)
    return opening if measured and _names(tokens, first) else ""


def speaks_of_rights(text: str) -> bool:
    """Return whether a text is about a licence or copyright, and stays for that reason."""
    return bool(_LEGAL.search(text))


def chooses(text: str) -> bool:
    """Return whether a text says to keep some of what follows: "Pick one", "delete the others"."""
    return bool(_CHOOSE.search(text))


def must_be_ticked(text: str) -> bool:
    """Return whether a text says that the boxes of a list have to be ticked."""
    return bool(re.search(_TICK, text)) and not may_stay_unticked(text)


def may_stay_unticked(text: str) -> bool:
    """Return whether a text asks for some of the boxes of a list: "Tick what applies", "Check one"."""
    return bool(re.search(_SOME_BOXES, text)) or chooses(text)


def deletes_itself(text: str) -> bool:
    """Return whether a comment says that it has to be deleted: "Remove this comment before submitting"."""
    return bool(re.search(_DELETE_THIS, text))


def deletes_comments(text: str) -> bool:
    """Return whether a text says that the comments of a template have to be deleted."""
    return bool(re.search(_DELETE_ALL, text))


def _orders(tokens: Tokens, part: Segment) -> bool:
    found = reading(tokens, part)
    lows = set(tokens.lows[part.begin : part.end])
    if found.mood is Mood.ORDER and found.verb is not None:
        verb = tokens[found.verb].low
        return found.firm and (verb not in _READERS_ORDERS or bool(lows & _ADDRESSED))
    if found.mood is Mood.RULE:
        text = " ".join(tokens.lows[part.begin : part.end])
        return bool(lows & _ADDRESSED) or bool(re.search(_OF_TEXT, text))
    return False


def _asks(tokens: Tokens, part: Segment) -> bool:
    return part.question or reading(tokens, part).mood is Mood.QUESTION


def _names(tokens: Tokens, part: Segment) -> bool:
    """Return whether a segment is a phrase without a verb of its own: "A short description of the change"."""
    found = reading(tokens, part)
    return found.mood is Mood.PHRASE and tokens[part.begin].low not in _TELLS_OF_SELF
