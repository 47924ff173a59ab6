"""Classify a sentence: an order, a rule, a question, a name, or a statement."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from cslint.contract.instructions import lexicon as v
from cslint.contract.instructions.numbers import is_number_word
from cslint.contract.instructions.sentences import Segment
from cslint.contract.instructions.tokenizer import GLUED, Token, Tokens

_INTRO = v.word_set(
    """
    in for using with after before when if based as to at on from where once while following drawing given
    besides within below under here by through across unless of during per
    """
)
_RULED = v.word_set(
    """
    required expected asked encouraged needed limited recommended allowed invited requested enough sufficient
    fine ideal preferred welcome plenty optional restricted acceptable suggested mandatory advised good
    appropriate ok okay to probably usually typically normally minimum maximum
    """
)
_CLAUSES = v.word_set("you that which who whose where when what why how if")
_AUXILIARIES = v.word_set("do does is are am was were has have had will would can could should shall may might must")
_LENGTHS = v.word_set("length limit target maximum minimum count size")
_SUBJECTS = v.word_set("you this it these they there each every all both here that either neither none")
_DETERMINERS = v.word_set("a an the your every each all any between no")
_QUANTIFIERS = v.word_set("at no up about around between more a fewer approximately roughly")
_SPEAKERS = v.PARTS | v.AUTHORS | (v.WHOLE - {"plan", "project"})


class Mood(Enum):
    """The function of a sentence."""

    ORDER = auto()  # Identify 3-5 goals
    RULE = auto()  # The text should be around 50 words
    QUESTION = auto()  # How does the district employ 3-5 of …?
    PHRASE = auto()  # 3-5 project plans, audits, reports
    TALE = auto()  # We interviewed 3 people


class Reading(NamedTuple):
    """A segment's mood: ``body`` is its first token after openers, ``verb`` that of the order or rule.

    ``firm`` is False if only "is" or "has" makes it a rule ("Abstracts are 150-250 words"), or if an unknown word
    seems to be an imperative ("Compile a list of 10-15 policies"); a bare number is then not a requirement.
    """

    mood: Mood
    body: int
    verb: int | None
    firm: bool = True


def reading(tokens: Tokens, segment: Segment) -> Reading:
    """Return the mood of a segment, and the word that decides it.

    Args:
        tokens: the tokens of the text.
        segment: the sentence.
    """
    body = skip_openers(tokens, segment.begin, segment.end)
    if body >= segment.end:
        return Reading(Mood.PHRASE, segment.begin, None)
    verb = _order(tokens, body, segment.end)
    if verb is None:
        verb = _label_order(tokens, body, segment)
    if verb is not None:
        return Reading(Mood.ORDER, body, verb)
    if _may_order(tokens, body, segment.end):
        return Reading(Mood.ORDER, body, body, firm=False)
    if segment.question or _interrogates(tokens, body, segment.end):
        return _question(tokens, body, segment.end)
    return _rule(tokens, body, segment.end) or _phrase(tokens, body, segment)


def is_note(tokens: Tokens, segment: Segment) -> bool:
    """Return whether a sentence begins a note to oneself: "TODO: add three photos".

    Args:
        tokens: the tokens of the text.
        segment: the sentence.
    """
    return not v.NOTES.isdisjoint(tokens.lows[segment.begin : min(segment.end, segment.begin + 2)])


def _label_order(tokens: Tokens, body: int, segment: Segment) -> int | None:
    """Return the verb of the label in "Please provide the following: a title, 3-5 keywords and a picture"."""
    if not segment.label or segment.label[1] - segment.label[0] < 2 or segment.question:
        return None
    verb = _order(tokens, skip_openers(tokens, segment.label[0], segment.label[1] - 1), segment.label[1])
    if verb is None or tokens[verb].low in v.NOT_CONTENT or _rule(tokens, body, segment.end):
        return None
    if any(_is_number(token) for token in tokens[verb : segment.label[1]]):
        return None  # "Provide two references: one old, one new" has said its number
    return verb


def _phrase(tokens: Tokens, body: int, segment: Segment) -> Reading:
    """Distinguish a phrase from a statement.

    "is", "has" and "was" make a statement, except in a clause after the phrase.
    """
    if not _is_tale(tokens, segment.begin, segment.end):
        return Reading(Mood.PHRASE, body, None)
    clause = next((i for i in range(body, segment.end) if tokens[i].low in _CLAUSES), segment.end)
    adverbial = clause == body and tokens[body].low in ("that", "when", "where", "if", "you")
    if clause == segment.end or adverbial or _is_tale(tokens, segment.begin, clause):
        return Reading(Mood.TALE, body, None)
    addressed = tokens[clause].low == "you"  # "Three things you would do differently"
    return Reading(Mood.PHRASE, body, None, firm=addressed)  # "2-3 sentences on what was done", "Why it is worth it"


def _is_tale(tokens: Tokens, begin: int, end: int) -> bool:
    lows = set(tokens.lows[begin:end])
    return bool(lows & (v.TALE | v.BE | v.HAVE | v.MODALS) or "will" in lows or "would" in lows)


def skip_openers(tokens: Tokens, i: int, end: int) -> int:
    """Skip list markers, check boxes, numbering, "please", "then", "if possible," at a sentence's start.

    Args:
        tokens: the tokens of the text.
        i: index of the first token.
        end: end of the sentence.
    """
    while i < end:
        token = tokens[i]
        if token.sort == "dash" or token.low in ("+", "•", ")", "]", ">", ",", '"', "“", "'"):
            i += 1
        elif (token.low == "[" and i + 1 < end and (tokens[i + 1].low in ("]", "x"))) or (
            token.sort == "number" and i + 1 < end and tokens[i + 1].low in (".", ")") and tokens[i + 1].gap == GLUED
        ):
            i += 2
        elif token.low in v.PLEASE or (token.low.endswith("ly") and token.sort == "word" and token.low != "reply"):
            if token.low in ("ideally", "preferably", "exactly", "roughly", "approximately"):
                break
            i += 1
        elif token.low == "if" and i + 2 < end and tokens[i + 2].low == ",":
            i += 3
        else:
            break
    return i


def _order(tokens: Tokens, body: int, end: int) -> int | None:
    """Return the index of the verb in "Identify …", "Do not list …", "In this section, name …", "[ ] I have …"."""
    i = body
    if tokens[i].low == "do" and i + 2 < end:
        i = skip_openers(tokens, i + 1 + (tokens[i + 1].low == "not"), end)
    elif tokens[i].low in ("don't", "never", "not", "avoid"):
        i = skip_openers(tokens, i + 1, end)
    elif _is_ticked(tokens, i, end) or (tokens[i].low == "you" and i + 1 < end and tokens[i + 1].low in v.ORDERS):
        return i + 1
    if i < end and _is_order(tokens, i, end):
        return i
    first = tokens[body].low
    if first == "for" and body + 1 < end and tokens[body + 1].low in v.DISTRIBUTORS:
        for j in range(body + 2, min(end, body + 6)):
            if _is_order(tokens, j, end):
                return j  # "for each one give a likelihood"
    if first in _INTRO or first.endswith("ing"):
        for j in range(body + 1, min(end, body + 30)):
            if tokens[j].low == ",":
                k = skip_openers(tokens, j + 1, end)
                if k < end and _is_order(tokens, k, end):
                    return k
    return None


def _is_order(tokens: Tokens, i: int, end: int) -> bool:
    if tokens[i].low not in v.ORDERS:
        return False
    return not (i + 1 < end and tokens[i + 1].low in ("of", "by", "is", "are", "was", "has", "should", "must", "may"))


def _may_order(tokens: Tokens, i: int, end: int) -> bool:
    """Return whether an unknown first word seems to be a verb: an object begins right after it."""
    low = tokens[i].low
    if i + 1 >= end or tokens[i].sort != "word" or low.endswith(("ed", "s", "ing", "ly")) or "-" in low:
        return False
    if (
        low in v.STOP
        or low in v.PLEASE
        or low in v.TALE
        or low in v.LISTABLE
        or low in v.NOT_VERBS
        or is_number_word(low)
    ):
        return False
    j = i + 2 if tokens[i + 1].low in v.PARTICLES else i + 1  # "lay out a timeline"
    return any(_begins_object(tokens, k, end) for k in (i + 1, j))


def _begins_object(tokens: Tokens, i: int, end: int) -> bool:
    if i + 1 >= end:
        return False
    low, after = tokens[i].low, tokens[i + 1].low
    return low in _DETERMINERS or (low, after) in (("at", "least"), ("at", "most"), ("up", "to"))


def _is_ticked(tokens: Tokens, i: int, end: int) -> bool:
    """Return whether a check box states a requirement in the first person.

    "[ ] I have listed at least two reviewers".
    """
    return (
        i > 0
        and tokens[i - 1].low == "]"
        and i + 2 < end
        and tokens[i].low in ("i", "we", "i've")
        and (tokens[i + 1].low == "have" or tokens[i + 1].low.endswith("ed"))
    )


def _interrogates(tokens: Tokens, body: int, end: int) -> bool:
    """Return a question may end in a full stop: "How does the plan address each of the three activities."."""
    return (
        body + 1 < end
        and tokens[body].low in ("how", "what", "why", "who", "which", "where", "when")
        and tokens[body + 1].low
        in ("do", "does", "did", "is", "are", "was", "were", "will", "can", "should", "has", "have")
    )


def _question(tokens: Tokens, body: int, end: int) -> Reading:
    """Read "Can you list three …?" as an order, other questions as such, and questions about the past as statements."""
    lows = tokens.lows[body:end]
    if "you" in lows[:4] and lows[0] in ("can", "could", "would", "will"):
        for j in range(body + 1, end):
            if tokens[j].low in v.ORDERS:
                return Reading(Mood.ORDER, body, j)
    if lows[0] in _AUXILIARIES:
        return Reading(Mood.TALE, body, None)  # "Does this tie two projects together?" does not require projects
    past = {"did", "was", "were", "had"} & set(lows)
    if lows[0] in ("what", "which") and len(lows) > 1 and is_number_word(lows[1]):
        past = set()  # "Which two interventions had the greatest effect?"
    return Reading(Mood.TALE if past and "you" not in lows else Mood.QUESTION, body, None)


def _rule(tokens: Tokens, body: int, end: int) -> Reading | None:
    """Find "should", "must", "is required", "we ask" whose subject is the text or its author."""
    if any(token.low in ("said", "says", "told") for token in tokens[body:end]):
        return None
    for i in range(body, end):
        low = tokens[i].low
        if low in v.REQUESTS and i > body and "we" in (tokens[i - 1].low, tokens[max(body, i - 2)].low):
            return Reading(Mood.RULE, body, i)
        after = tokens[i + 1].low if i + 1 < end else ""
        strong = (
            low in v.MODALS
            or (low in ("has", "have") and after == "to")
            or (low == "will" and _suffices(tokens, i, end))
        )
        ruled = low in ("is", "are") and bool(set(tokens.lows[i + 1 : i + 4]) & _RULED)
        weak = (
            low in ("is", "are", "will") or low in v.HAVE or (low in v.DOES and tokens[body].low in ("each", "every"))
        )
        if not (strong or ruled or weak) or (not strong and _is_relative(tokens, body, i)):
            continue
        if not _may_rule(tokens, body, i) and not (strong and _is_of_text(tokens, i, end)):
            return None
        if strong or ruled:
            return Reading(Mood.RULE, body, i)
        context = set(tokens.lows[body:i])
        if low in ("is", "are") and context & _LENGTHS and "current" not in context:
            return Reading(Mood.RULE, body, i)
        weak = low != "will" and tokens[body].low not in ("there", "this", "it", "that", "they", "you")
        universal = tokens[body].low in ("each", "every", "all") and (low in v.HAVE or low in v.DOES)
        due = low in ("gets", "needs", "requires")
        if (
            universal
            and not due
            and not any(t.low in v.LISTABLE or t.low in v.WHOLE or t.low in v.AUTHORS for t in tokens[body:i])
        ):
            return None
        return Reading(Mood.RULE, body, i, firm=universal) if weak and not _tells(tokens, body, end) else None
    return None


def _is_relative(tokens: Tokens, body: int, i: int) -> bool:
    """Return whether a verb is in a clause of its own: "sentences for someone who has never heard of it"."""
    return any(token.low in _CLAUSES and token.low != "you" for token in tokens[body + 1 : i])


def _is_of_text(tokens: Tokens, modal: int, end: int) -> bool:
    """Return whether only a text can do what is ruled: "the glossary should define", "the gallery must show images"."""
    verb = tokens[modal + 1].low if modal + 1 < end else ""
    shows = verb in ("include", "contain", "have", "show", "feature")
    objects = v.PICTURES | v.LINKS | v.SENTENCES | v.PARAGRAPHS
    return verb in v.TEXT_VERBS or (shows and not objects.isdisjoint(tokens.lows[modal + 2 : min(end, modal + 8)]))


def _suffices(tokens: Tokens, i: int, end: int) -> bool:
    return bool(set(tokens.lows[i + 1 : min(end, i + 4)]) & {"do", "suffice", "not", "be"})


def _tells(tokens: Tokens, body: int, end: int) -> bool:
    return not v.TALE.isdisjoint(tokens.lows[body:end])


def _may_rule(tokens: Tokens, body: int, modal: int) -> bool:
    """Return whether the subject before "should" can be that of an instruction: the text, its parts, its author."""
    if modal == body:
        return tokens[body].low not in ("need", "may")
    if tokens[modal - 1].low == "we" or any(token.low == "i" for token in tokens[body:modal]):
        return False
    if tokens[body].low in _SUBJECTS or tokens[body].sort == "number" or is_number_word(tokens[body].low):
        return True
    if tokens[body].low in _QUANTIFIERS and any(_is_number(token) for token in tokens[body:modal]):
        return True
    return not _SPEAKERS.isdisjoint(tokens.lows[body:modal])


def _is_number(token: Token) -> bool:
    return token.sort == "number" or is_number_word(token.low)
