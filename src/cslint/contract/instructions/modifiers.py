"""Whether something is only offered, and for which kind of case an instruction holds."""

from __future__ import annotations

from collections.abc import Sequence

from cslint.contract.instructions import lexicon as v
from cslint.contract.instructions.noun_phrases import is_plural, singular
from cslint.contract.instructions.sentences import Segment
from cslint.contract.instructions.tokenizer import Tokens

Condition = tuple[str, str]

_SUITS = v.word_set(
    """
    possible available applicable relevant appropriate needed necessary useful helpful desired
    """
)
_IF_WORDS = v.word_set("any you there one it they this required")
_OFFER = (
    ("feel", "free"), ("good", "place"), ("nice", "to", "have"), ("be", "nice"), ("you", "may"), ("you", "can"),
    ("you", "could"), ("you", "might"), ("may", "also"),
    ("can", "also"), ("could", "also"), ("as", "needed"), ("as", "appropriate"), ("as", "necessary"),
    ("encouraged", "to"), ("welcome", "to"), ("is", "welcome"), ("are", "welcome"), ("free", "to"),
)  # fmt: skip
_OFFER_WORDS = frozenset(("optional", "optionally", "consider", "might", "could"))
_CONDITIONAL = frozenset(("for", "if", "when", "where"))
_OFFER_STARTS = _OFFER_WORDS | {"if", "where", "when", "as"} | {phrase[0] for phrase in _OFFER}


def offered(tokens: Tokens, begin: int, first: int, last: int, end: int) -> bool:
    """Return whether what stands from ``first`` up to ``last`` is only offered: "feel free to add", "if possible"."""
    before = tokens.lows[begin:first]
    within = tokens.lows[first:last]
    if _offers(before) or _offers(within) or "any" in within:
        return True
    after = tokens.lows[last:end]
    for i, low in enumerate(after):
        following = after[i + 1] if i + 1 < len(after) else ""
        if low == "if" or (low in ("where", "when", "as") and following in _SUITS):
            return "," not in after[i:]
        if low in ("optional", "optionally"):
            return True
        if low == "welcome":
            return True
    return False


def _offers(lows: list[str]) -> bool:
    if _OFFER_STARTS.isdisjoint(lows):
        return False
    if not _OFFER_WORDS.isdisjoint(lows):
        return True
    for i, low in enumerate(lows):
        following = lows[i + 1] if i + 1 < len(lows) else ""
        if (low == "if" and following in _SUITS | _IF_WORDS) or (
            low in ("where", "when", "as") and following in _SUITS
        ):
            return True
        if any(tuple(lows[i : i + len(phrase)]) == phrase for phrase in _OFFER if phrase[0] == low):
            return True
    return False


def left_open(tokens: Tokens, last: int, end: int) -> bool:
    """Return whether a count is left to the author: "more than one paragraph as needed"."""
    lows = tokens.lows[last : min(end, last + 2)]
    return len(lows) == 2 and lows[0] in ("as", "if") and lows[1] in ("needed", "necessary", "appropriate", "required")


def is_free(tokens: Tokens, segment: Segment) -> bool:
    """Return whether a sentence offers all that it says: "Optional: 200 words on …", "feel free to write …"."""
    begin = segment.label[0] if segment.label else segment.begin
    lows = set(tokens.lows[begin : segment.end])
    return bool(lows & {"optional", "optionally"}) or {"feel", "free"} <= lows


def contrasts(tokens: Tokens, parts: Sequence[Segment]) -> dict[tuple[int, int], Condition]:
    """Return the conditions of labels that stand against each other: "For seed: … For starter: …".

    Their kinds may be in the singular, and may name their field: "For stage alpha: … For stage beta: …".
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
    """Return the condition that a label or an opening states: "For plans:", "Plans only:", "If the case is a plan:"."""
    if segment.label:
        return _stated(tokens, *segment.label)
    if tokens[segment.begin].low not in _CONDITIONAL:
        return None
    for i in range(segment.begin, min(segment.end, segment.begin + 10)):
        if tokens[i].low == ",":
            return _stated(tokens, segment.begin, i)
    return None


def _stated(tokens: Tokens, begin: int, end: int) -> Condition | None:
    while begin < end and tokens[begin].sort != "word":
        begin += 1
    lows = [token.low for token in tokens[begin:end] if token.sort == "word"]
    if len(lows) < 2:
        return None
    if lows[-1] == "only" and len(lows) <= 4:
        return _kind(lows[1:-1] if lows[0] == "for" else lows[:-1])
    if lows[0] == "for" and len(lows) <= 4:
        return _kind(lows[1:])
    if lows[0] in ("if", "when", "where"):
        for i, low in enumerate(lows):
            if low in ("is", "are"):
                field = lows[i - 1] if lows[i - 1] in ("type", "kind", "status", "category", "profile") else "type"
                named = [word for word in lows[i + 1 :] if word not in ("a", "an", "the", "about", "set", "to")]
                return (field, named[0]) if len(named) == 1 else None
    return None


def _kind(words: list[str]) -> Condition | None:
    if not words or not is_plural(words[-1]) or not _is_kind(words):
        return None
    return "type", " ".join([*words[:-1], singular(words[-1])])
