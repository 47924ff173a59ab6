"""Describe requirements in words, for messages and for `cslint contract`: "about 50 words each", "3 to 5 insights"."""

from __future__ import annotations

from cslint.contract.instructions.conditions import ANY
from cslint.contract.requirement import LENGTHS, Force, Kind, Requirement, Scope

_NOUNS = {
    Kind.WORDS: ("word", "words"),
    Kind.ITEMS: ("item", "items"),
    Kind.LINKS: ("link", "links"),
    Kind.IMAGES: ("image", "images"),
    Kind.CHARACTERS: ("character", "characters"),
    Kind.PARAGRAPHS: ("paragraph", "paragraphs"),
    Kind.SENTENCES: ("sentence", "sentences"),
}


def describe(ask: Requirement) -> str:
    """Describe a requirement after "the template asks for": "100 to 150 words", "at least one link each"."""
    if ask.kind is Kind.UNIQUE:
        return "text that is repeated nowhere else"
    if ask.kind is Kind.FORMAT:
        return f"{ask.field}: {ask.values[0]}" if ask.field else ask.values[0]
    if ask.kind is Kind.VALUES:
        listed = ", ".join(ask.values)
        return f"{ask.field}: one of {listed}" if ask.field else f"one of {listed}"
    parts = [_noun(ask)] if ask.optional and ask.low == 1 and ask.high is None else [_count(ask), _noun(ask)]
    if ask.values:
        parts.append(f"({', '.join(ask.values)})")
    if ask.scope is Scope.ITEM:
        parts.append("each")
    if ask.condition:
        parts.append(when(ask.condition))
    if ask.optional:
        parts.append("(optional)")
    return " ".join(parts)


def when(condition: tuple[str, str]) -> str:
    """Return a condition in words: "when type is plan", "when it is beta or ga".

    Args:
        condition: the field, "" where none is named, and its values.
    """
    field, values = condition
    return f"when {field or 'it'} is {' or '.join(values.split(ANY))}"


def _count(ask: Requirement) -> str:
    low, high = ask.low, ask.high
    about = "about " if ask.force is Force.AIM else ""
    if low is None or high is None:
        if low is not None:
            return f"at least {about}{_number(low)}"
        return f"no more than {about}{_number(high or 0)}"
    if low != high:
        return f"{about}{low:,} to {high:,}"
    if ask.force is Force.BOUND and ask.kind in LENGTHS:
        return f"exactly {_number(low)}"
    vague = ask.kind in (Kind.WORDS, Kind.CHARACTERS) and low > 1
    return f"about {low:,}" if vague else _number(low)


def _number(value: int) -> str:
    return "one" if value == 1 else f"{value:,}"


def _noun(ask: Requirement) -> str:
    if ask.noun and ask.kind is Kind.ITEMS:
        return ask.noun
    single, several = _NOUNS[ask.kind]
    counted = single if (ask.high if ask.high is not None else ask.low) == 1 else several
    return f"{counted} ({ask.noun})" if ask.noun else counted
