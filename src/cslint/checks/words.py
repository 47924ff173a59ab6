"""Numbers of words, sentences and paragraphs, in a section or in each of its items, as the instructions ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cslint.checks.context import CheckContext
from cslint.checks.violation import RelatedSpan, Violation
from cslint.contract.contract import SectionContract
from cslint.contract.field_values import sentences
from cslint.contract.instructions import describe
from cslint.contract.requirement import Force, Kind, Requirement
from cslint.contract.template import LocatedRequirement
from cslint.document.items import Item
from cslint.document.markdown.blocks import Block
from cslint.document.markdown.word_count import count as word_count
from cslint.text.source import Span


def too_few(context: CheckContext, *, tolerance: float = 0.2) -> Iterator[Violation]:
    """Sections and items with fewer words than asked; an aim ("about 50") may be missed by the tolerance."""
    return _short(context, Kind.WORDS, tolerance)


def too_many(context: CheckContext, *, tolerance: float = 0.4) -> Iterator[Violation]:
    """Sections and items with more words than asked; an aim may be missed by the tolerance."""
    return _long(context, Kind.WORDS, tolerance)


def too_few_sentences(context: CheckContext) -> Iterator[Violation]:
    """Sections and items with fewer sentences than asked."""
    return _short(context, Kind.SENTENCES)


def too_many_sentences(context: CheckContext) -> Iterator[Violation]:
    """Sections and items with more sentences than asked."""
    return _long(context, Kind.SENTENCES)


def too_few_paragraphs(context: CheckContext) -> Iterator[Violation]:
    """Sections and items with fewer paragraphs than asked."""
    return _short(context, Kind.PARAGRAPHS)


def too_many_paragraphs(context: CheckContext) -> Iterator[Violation]:
    """Sections and items with more paragraphs than asked."""
    return _long(context, Kind.PARAGRAPHS)


def _short(context: CheckContext, kind: Kind, tolerance: float = 0.0) -> Iterator[Violation]:
    """What falls short; where "at least one" item is asked, several may share what is asked of one."""
    sharing: dict[tuple[int, float], frozenset[int]] = {}
    for asked, item, requirement, found in _measured(context, kind):
        low = requirement.ask.low
        wanted = least(requirement.ask, tolerance)
        if low is None or not 0 < found < wanted:
            continue
        key = (id(asked), wanted)
        if item is not None and key not in sharing:
            sharing[key] = _sharing(asked, kind, wanted)
        if item is None or id(item) not in sharing[key]:
            yield _hit(asked, item, requirement, found, low - found, -float(found))


def _long(context: CheckContext, kind: Kind, tolerance: float = 0.0) -> Iterator[Violation]:
    for asked, item, requirement, found in _measured(context, kind):
        high = requirement.ask.high
        if high is not None and found > most(requirement.ask, tolerance):
            yield _hit(asked, item, requirement, found, found - high, found)


def _sharing(asked: SectionContract, kind: Kind, wanted: float) -> frozenset[int]:
    """The items, by identity, that together have what is asked of one of them."""
    found: set[int] = set()
    for group in asked.groups:
        if group.asked and group.asked.ask.low == 1 and group.asked.ask.high is None:
            total = sum(count(_blocks(asked, other, kind), kind, other.words) for other in group.items)
            found.update(map(id, group.items if total >= wanted else ()))
    return frozenset(found)


def count(blocks: Sequence[Block], kind: Kind, words: int) -> int:
    """How many words, sentences or paragraphs there are.

    Args:
        blocks: the text, paragraph by paragraph.
        kind: what to count.
        words: its words, counted already.
    """
    if kind is Kind.WORDS:
        return words
    texts = [block.plain for block in blocks if word_count(block.plain)]
    return sum(map(sentences, texts)) if kind is Kind.SENTENCES else len(texts)


def least(ask: Requirement, tolerance: float) -> float:
    """The fewest that still meet an ask."""
    low = ask.low or 0
    return low * (1 - tolerance) if ask.force is Force.AIM else low


def most(ask: Requirement, tolerance: float) -> float:
    """The most that still meet an ask."""
    high = ask.high if ask.high is not None else float("inf")
    return high * (1 + tolerance) if ask.force is Force.AIM else high


def _measured(
    context: CheckContext, kind: Kind
) -> Iterator[tuple[SectionContract, Item | None, LocatedRequirement, int]]:
    """Every requirement of a kind with what it found; text that is still filler is not measured."""
    left = context.leftovers
    for asked in context.contract.sections:
        if asked.section is None:
            continue
        for requirement in asked.counted:
            if requirement.ask.kind is kind and not left.in_section(asked):
                yield asked, None, requirement, count(_blocks(asked, None, kind), kind, asked.words)
        for group in asked.groups:
            for requirement in group.requirements:
                if requirement.ask.kind is kind:
                    for item in group.items:
                        if not left.in_item(item):
                            yield asked, item, requirement, count(_blocks(asked, item, kind), kind, item.words)


def _blocks(asked: SectionContract, item: Item | None, kind: Kind) -> list[Block]:
    """The paragraphs of a section or an item; entries of lists are text, but no paragraphs."""
    if kind is not Kind.PARAGRAPHS:
        return list(item.paragraphs if item else asked.own)
    outer = item.blocks if item else asked.section.content if asked.section else ()
    own = {id(block) for block in asked.own}
    return [block for block in outer if block.kind == "paragraph" and (item or id(block) in own)]


def _hit(
    asked: SectionContract, item: Item | None, requirement: LocatedRequirement, found: int, gap: int, amount: float
) -> Violation:
    assert asked.section is not None
    span = item.title_span if item else asked.section.place
    return Violation(
        span,
        {
            "where": where(asked, item),
            "found": _plural(found, requirement.ask.kind),
            "asked": describe(requirement.ask),
            "gap": gap,
        },
        section=asked.name,
        item=item.title or None if item else None,
        related=(said(requirement),),
        amount=amount,
    )


def _plural(number: int, kind: Kind) -> str:
    noun = str(kind).rstrip("s")
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def where(asked: SectionContract, item: Item | None) -> str:
    """How a message names a section or an item."""
    section = f'"{asked.heading or asked.name}"'
    if item is None:
        return section
    return f'"{item.title}"' if item.title else f"An item of {section}"


def said(requirement: LocatedRequirement) -> RelatedSpan:
    """The instruction that is broken, in its own words."""
    source = requirement.source
    return RelatedSpan(Span(*requirement.span), f'asked here: "{requirement.ask.said}"', source)
