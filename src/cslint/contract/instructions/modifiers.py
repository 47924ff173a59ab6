"""Whether something is only offered."""

from __future__ import annotations

from cslint.contract.instructions import lexicon as v
from cslint.contract.instructions.sentences import Segment
from cslint.contract.instructions.tokenizer import Tokens

_SUITS = v.word_set(
    """
    possible available applicable relevant appropriate needed necessary useful helpful desired
    """
)
_IF_WORDS = v.word_set("any you there one it they this required")
_OFFER = (
    ("feel", "free"), ("good", "place"), ("useful", "to"), ("helpful", "to"), ("nice", "to", "have"),
    ("be", "nice"), ("you", "may"), ("you", "can"),
    ("you", "could"), ("you", "might"), ("may", "also"),
    ("can", "also"), ("could", "also"), ("as", "needed"), ("as", "appropriate"), ("as", "necessary"),
    ("encouraged", "to"), ("welcome", "to"), ("is", "welcome"), ("are", "welcome"), ("free", "to"),
)  # fmt: skip
_TIMES = frozenset((word, after) for word in ("when", "where") for after in ("that", "there", "this", "it")) - {
    ("where", "it"), ("where", "that"), ("where", "this"),
}  # fmt: skip
"""How "when that matters" begins."""
_OFFER_WORDS = frozenset(("optional", "optionally", "consider", "might", "could"))
_OFFER_STARTS = _OFFER_WORDS | {"if", "where", "when", "as"} | {phrase[0] for phrase in _OFFER}


def offered(tokens: Tokens, begin: int, first: int, last: int, end: int) -> bool:
    """Return whether something is only offered: "feel free to add", "if possible".

    Args:
        tokens: the tokens of the text.
        begin: start of the sentence.
        first: index of its first token.
        last: index after its last token.
        end: end of the sentence.
    """
    before = tokens.lows[begin:first]
    within = tokens.lows[first:last]
    if _offers(before) or _offers(within) or "any" in within:
        return True
    after = tokens.lows[last:end]
    for i, low in enumerate(after):
        following = after[i + 1] if i + 1 < len(after) else ""
        if low == "if" or (low in ("where", "when", "as") and following in _SUITS) or (low, following) in _TIMES:
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
    """Return whether a count is left to the author: "more than one paragraph as needed".

    Args:
        tokens: the tokens of the text.
        last: index after the count.
        end: end of the sentence.
    """
    lows = tokens.lows[last : min(end, last + 2)]
    return len(lows) == 2 and lows[0] in ("as", "if") and lows[1] in ("needed", "necessary", "appropriate", "required")


def is_free(tokens: Tokens, segment: Segment) -> bool:
    """Return whether a whole sentence is optional: "Optional: 200 words on …", "feel free to write …".

    Args:
        tokens: the tokens of the text.
        segment: the sentence.
    """
    begin = segment.label[0] if segment.label else segment.begin
    lows = set(tokens.lows[begin : segment.end])
    return bool(lows & {"optional", "optionally"}) or {"feel", "free"} <= lows
