"""When an instruction applies: "For plans:", "when targeting beta", "once implemented", "if the case is a district"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from cslint.contract.instructions import lexicon as v
from cslint.contract.instructions.noun_phrases import is_plural, singular
from cslint.contract.instructions.sentences import Segment
from cslint.contract.instructions.tokenizer import Tokens, tokenise

Condition = tuple[str, str]
"""A front-matter field ("" where the instruction names none) and its value; several values are joined by "|"."""

ANY = "|"
_STAGES = v.word_set(
    """
    alpha beta stable ga implemented implementable provisional accepted rejected approved deprecated withdrawn
    superseded published merged released finalized finalised
    """
)
"""Words for how far a document or its subject is; "when the design is accepted" depends on one of them."""
_STAGES_AFTER = v.word_set("draft review final complete completed active finished proposed ready")
"""Words for a stage that mean one only after "is", "targeting", "as" and the like."""
_LEADS = v.word_set("is are be been as to at in for targeting reaching entering marked status stage targets reaches")
_STARTERS = frozenset(("for", "if", "when", "where", "once", "after", "unless", "as", "only", "until", "before", "in"))
_UNKNOWN = frozenset(("if", "when", "where", "unless"))
_FIELDS = ("type", "kind", "status", "category", "profile", "stage", "phase", "state")
_REACH = 25  # tokens of a clause

_DUE = v.word_set("completed filled required needed applicable answered applies due")
_DUE_WHEN = frozenset(("when", "once", "if", "as", "after", "for", "until", "before", "on"))
_PARTS = frozenset(("section", "part", "question", "questionnaire", "heading", "element"))
_BEGINS = v.word_set("to be only must should this is not note it")


def contrasts(tokens: Tokens, parts: Sequence[Segment]) -> dict[tuple[int, int], Condition]:
    """Return the conditions of contrasting labels: "For seed: … For starter: …".

    Their kinds may be in the singular, and may name their field: "For stage alpha: … For stage beta: …".

    Args:
        tokens: the tokens of the text.
        parts: its sentences.
    """
    labels = [part.label for part in parts if part.label and tokens[part.label[0]].low == "for"]
    named = {label: [t.low for t in tokens[label[0] + 1 : label[1]] if t.sort != "mark"] for label in labels}
    kinds = {label: words for label, words in named.items() if 1 <= len(words) <= 2 and _is_kind(words)}
    if len(kinds) < 2:
        return {}
    first = {words[0] for words in kinds.values()}
    if len(first) == 1 and all(len(words) == 2 for words in kinds.values()):
        return {label: (words[0], words[1]) for label, words in kinds.items()}
    return {label: ("type", " ".join([*words[:-1], _one(words[-1])])) for label, words in kinds.items()}


def _is_kind(words: list[str]) -> bool:
    """Return whether words may name a kind of case: they name neither an audience nor a part of any document."""
    if any(word in v.AUDIENCE or word in v.STOP for word in words):
        return False
    return words[-1] not in v.LISTABLE or words[-1] in v.WHOLE


def _one(word: str) -> str:
    return singular(word) if is_plural(word) else word


def condition_of(tokens: Tokens, segment: Segment) -> Condition | None:
    """Return the condition that a label or an opening states: "For plans:", "Plans only:", "When targeting beta, …".

    Args:
        tokens: the tokens of the text.
        segment: the sentence.
    """
    if segment.label:
        return _stated(tokens, *segment.label)
    end = opening_clause(tokens, segment)
    return _stated(tokens, segment.begin, end) if end is not None else None


def opening_clause(tokens: Tokens, segment: Segment) -> int | None:
    """Return the index of the comma that ends a conditional clause at the start of a sentence, or None.

    Args:
        tokens: the tokens of the text.
        segment: the sentence.
    """
    if tokens[segment.begin].low not in _STARTERS:
        return None
    stop = min(segment.end, segment.begin + _REACH)
    return next((i for i in range(segment.begin, stop) if tokens[i].low == ","), None)


def closing_condition(tokens: Tokens, last: int, end: int) -> Condition | None:
    """Return the condition that follows a count: "name two approvers when targeting beta".

    Args:
        tokens: the tokens of the text.
        last: index after the count.
        end: index after the sentence.
    """
    for i in range(last, end):
        if tokens[i].low in ("if", "when", "once", "where"):
            return _stated(tokens, i, end)
    return None


def is_open(tokens: Tokens, segment: Segment) -> bool:
    """Return whether a sentence begins with a condition that cannot be checked: "If it's helpful to add sketches, …".

    "When describing …" and "once you have …" give the order of work and are not conditions.

    Args:
        tokens: the tokens of the text.
        segment: the sentence.
    """
    end = opening_clause(tokens, segment)
    lows = tokens.lows[segment.begin : end]
    while lows and lows[0] == "only":
        lows = lows[1:]
    if end is None or not lows or lows[0] not in _UNKNOWN or _stated(tokens, segment.begin, end):
        return False
    if lows[0] in ("when", "where") and (len(lows) < 2 or lows[1] == "you" or lows[1].endswith("ing")):
        return False
    return len(lows) > 2  # "if possible," is read with the words it is about


@lru_cache(maxsize=1024)
def section_condition(text: str) -> tuple[Condition | None, str]:
    """Return when a section is due at all, with the words that say so: "To be completed when targeting beta".

    The condition is ("", "") where the words name nothing that could be found in a document, and None where a text
    states no such condition.

    Args:
        text: the inside of a comment.
    """
    tokens = tokenise(text)
    if later := _stage_at_start(tokens):
        staged, comma = later
        return staged, " ".join(text[tokens[0].start : tokens[comma - 1].end].split())
    for i, token in enumerate(tokens[:-2]):
        if token.low not in _DUE or not _is_of_section(tokens, i):
            continue
        j = i + 1
        while j < len(tokens) - 1 and tokens[j].low in ("only", "in", "out", "up"):
            j += 1
        if tokens[j].low not in _DUE_WHEN:
            continue
        end = next((k for k in range(j, len(tokens)) if tokens[k].low in (".", "!", "?", ";", ",")), len(tokens))
        condition = _stated(tokens, j, min(end, j + _REACH))
        if condition is None and tokens[j].low in ("for", "on", "as", "before", "after"):
            continue  # "required for all", "added as a list"
        return condition or ("", ""), " ".join(text[token.start : tokens[end - 1].end].split())
    return None, ""


def _stage_at_start(tokens: Tokens) -> tuple[Condition, int] | None:
    """Return the stage with which a comment begins, and the index of its comma: "Once it is implemented, list …"."""
    if not tokens or tokens[0].low not in ("once", "after"):
        return None
    comma = next((i for i in range(min(len(tokens), _REACH)) if tokens[i].low == ","), None)
    condition = _stated(tokens, 0, comma) if comma else None
    return (condition, comma) if condition and comma else None


def _is_of_section(tokens: Tokens, i: int) -> bool:
    """Return whether a verb is about the section: "this section must be completed", "To be filled", "Required only"."""
    lows = tokens.lows[max(0, i - 6) : i]
    opens = i <= 4 and all(low in _BEGINS or tokens[at].sort == "mark" for at, low in enumerate(lows))
    return opens or not _PARTS.isdisjoint(lows)


def _stated(tokens: Tokens, begin: int, end: int) -> Condition | None:
    while begin < end and tokens[begin].sort != "word":
        begin += 1
    lows = [token.low for token in tokens[begin:end] if token.sort == "word"]
    if len(lows) < 2:
        return None
    if lows[-1] == "only" and len(lows) <= 4:
        return _staged(lows) or _kind(lows[1:-1] if lows[0] == "for" else lows[:-1])
    if lows[0] == "only":
        lows = lows[1:]
    if lows[0] not in _STARTERS or len(lows) < 2:
        return None
    if lows[0] == "for":
        return _staged(lows) or (_kind(lows[1:]) if len(lows) <= 4 else None)
    if staged := _staged(lows):
        return staged
    return _field_is(lows) if lows[0] in ("if", "when", "where", "once") else None


def _field_is(lows: list[str]) -> Condition | None:
    """Read "the status is final", "the case is a plan"."""
    for i, low in enumerate(lows):
        if low in ("is", "are"):
            field = lows[i - 1] if lows[i - 1] in _FIELDS else "type"
            named = [word for word in lows[i + 1 :] if word not in ("a", "an", "the", "about", "set", "to")]
            known = field != "type" or lows[i - 1] in v.WHOLE or lows[i - 1] in _FIELDS
            return (field, named[0]) if len(named) == 1 and known else None
    return None


def _staged(lows: list[str]) -> Condition | None:
    """Read the stages that a clause names: "for Beta and GA", "when targeting beta", "once it has been accepted"."""
    stages = [
        low for i, low in enumerate(lows) if low in _STAGES or (low in _STAGES_AFTER and i and (lows[i - 1] in _LEADS))
    ]
    if not stages or len(lows) > _REACH:
        return None
    if lows[0] == "for" and any(
        low not in _STAGES | {"for", "and", "or", "the", "only", "stage", "to"} for low in lows
    ):
        return None
    field = next((low for low in lows if low in _FIELDS), "")
    return field, ANY.join(dict.fromkeys(stages))


def _kind(words: list[str]) -> Condition | None:
    if not words or not is_plural(words[-1]) or not _is_kind(words):
        return None
    return "type", " ".join([*words[:-1], singular(words[-1])])
