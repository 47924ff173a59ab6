"""Numbers of words, in a section or in each of its items, as the instructions ask for them."""

from __future__ import annotations

from collections.abc import Iterator

from cslint.checks import Hit, Note
from cslint.contract.ask import Ask, Force, Kind, Scope
from cslint.contract.contract import Asked
from cslint.contract.language import describe
from cslint.contract.template import Requirement
from cslint.document.items import Item
from cslint.document.source import Span
from cslint.subject import Subject


def too_few(subject: Subject, *, tolerance: float = 0.2) -> Iterator[Hit]:
    """Sections and items shorter than asked; an aim ("about 50") may be missed by the tolerance.

    Where "at least one" is asked, several may have the words that one was asked for between them.
    """
    for asked, item, requirement, found in _measured(subject):
        low = requirement.ask.low
        if low is None or not 0 < found < least(requirement.ask, tolerance):
            continue
        if item is None or not _shared(asked, item, least(requirement.ask, tolerance)):
            yield _hit(asked, item, requirement, found, low - found)


def _shared(asked: Asked, item: Item, wanted: float) -> bool:
    for group in asked.groups:
        if item in group.items and group.asked and group.asked.ask.low == 1 and group.asked.ask.high is None:
            return sum(other.words for other in group.items) >= wanted
    return False


def too_many(subject: Subject, *, tolerance: float = 0.4) -> Iterator[Hit]:
    """Sections and items longer than asked; an aim may be missed by the tolerance."""
    for asked, item, requirement, found in _measured(subject):
        high = requirement.ask.high
        if high is not None and found > most(requirement.ask, tolerance):
            yield _hit(asked, item, requirement, found, found - high)


def least(ask: Ask, tolerance: float) -> float:
    """The fewest that still meet an ask."""
    low = ask.low or 0
    return low * (1 - tolerance) if ask.force is Force.AIM else low


def most(ask: Ask, tolerance: float) -> float:
    """The most that still meet an ask."""
    high = ask.high if ask.high is not None else float("inf")
    return high * (1 + tolerance) if ask.force is Force.AIM else high


def _measured(subject: Subject) -> Iterator[tuple[Asked, Item | None, Requirement, int]]:
    """Every requirement on words with what it found; text that is still filler is not measured."""
    left = subject.leftovers
    for asked in subject.contract.sections:
        if asked.section is None:
            continue
        for requirement in asked.requirements:
            ask = requirement.ask
            if ask.kind is Kind.WORDS and ask.scope is not Scope.ITEM and not left.in_section(asked):
                yield asked, None, requirement, asked.words
        for group in asked.groups:
            for requirement in group.requirements:
                if requirement.ask.kind is Kind.WORDS:
                    for item in group.items:
                        if not left.in_item(item):
                            yield asked, item, requirement, item.words


def _hit(asked: Asked, item: Item | None, requirement: Requirement, found: int, gap: int) -> Hit:
    assert asked.section is not None
    span = item.title_span if item else asked.section.place
    return Hit(
        span,
        {
            "where": where(asked, item),
            "found": f"{found} word{'' if found == 1 else 's'}",
            "asked": describe(requirement.ask),
            "gap": gap,
        },
        section=asked.name,
        item=item.title or None if item else None,
        related=(said(requirement),),
    )


def where(asked: Asked, item: Item | None) -> str:
    """How a message names a section or an item."""
    section = f'"{asked.heading or asked.name}"'
    if item is None:
        return section
    return f'"{item.title}"' if item.title else f"An item of {section}"


def said(requirement: Requirement) -> Note:
    """The instruction that is broken, in its own words."""
    source = requirement.source
    return Note(Span(*requirement.span), f'asked here: "{requirement.ask.said}"', source)
