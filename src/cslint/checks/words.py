"""Check the numbers of words, characters, sentences and paragraphs in sections, items and fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from cslint.checks._completeness import holds_nothing
from cslint.checks.context import CheckContext
from cslint.checks.violation import RelatedSpan, Violation
from cslint.contract.contract import SectionContract
from cslint.contract.field_values import sentences
from cslint.contract.instructions import describe
from cslint.contract.requirement import TOLERANCE, Kind
from cslint.contract.template import LocatedRequirement
from cslint.document.items import Item
from cslint.document.markdown import word_count
from cslint.document.markdown.blocks import Block
from cslint.text.source import Span
from cslint.util.plural import plural

OPENING = "The text above the first heading"


def too_few(context: CheckContext, *, tolerance: float = TOLERANCE) -> Iterator[Violation]:
    """Yield sections, items and fields with too few words; an aim may be missed by the tolerance.

    Args:
        context: the case.
        tolerance: share by which an aim may be missed.
    """
    return _short(context, Kind.WORDS, tolerance)


def too_many(context: CheckContext, *, tolerance: float = TOLERANCE) -> Iterator[Violation]:
    """Yield sections, items and fields with too many words; an aim may be missed by the tolerance.

    Args:
        context: the case.
        tolerance: share by which an aim may be missed.
    """
    return _long(context, Kind.WORDS, tolerance)


def too_few_characters(context: CheckContext, *, tolerance: float = TOLERANCE) -> Iterator[Violation]:
    """Yield sections, items and fields with too few characters.

    Args:
        context: the case.
        tolerance: share by which an aim may be missed.
    """
    return _short(context, Kind.CHARACTERS, tolerance)


def too_many_characters(context: CheckContext, *, tolerance: float = TOLERANCE) -> Iterator[Violation]:
    """Yield sections, items and fields with too many characters.

    Args:
        context: the case.
        tolerance: share by which an aim may be missed.
    """
    return _long(context, Kind.CHARACTERS, tolerance)


def too_few_sentences(context: CheckContext) -> Iterator[Violation]:
    """Find sections, items and fields with fewer sentences than asked."""
    return _short(context, Kind.SENTENCES)


def too_many_sentences(context: CheckContext) -> Iterator[Violation]:
    """Find sections, items and fields with more sentences than asked."""
    return _long(context, Kind.SENTENCES)


def too_few_paragraphs(context: CheckContext) -> Iterator[Violation]:
    """Find sections and items with fewer paragraphs than asked."""
    return _short(context, Kind.PARAGRAPHS)


def too_many_paragraphs(context: CheckContext) -> Iterator[Violation]:
    """Find sections and items with more paragraphs than asked."""
    return _long(context, Kind.PARAGRAPHS)


class _Measured(NamedTuple):
    """The result of one requirement on length in a section, in an item of it, or in a field."""

    requirement: LocatedRequirement
    found: int
    asked: SectionContract | None = None
    item: Item | None = None
    span: Span = Span(0, 0)


def _short(context: CheckContext, kind: Kind, tolerance: float = TOLERANCE) -> Iterator[Violation]:
    """Yield what is too short; if "at least one" item is required, several may share the requirement."""
    sharing: dict[tuple[int, float], frozenset[int]] = {}
    for measured in _measured(context, kind):
        ask, asked, item = measured.requirement.ask, measured.asked, measured.item
        wanted = ask.least(tolerance)
        if ask.low is None or ask.optional or measured.found >= wanted:
            continue
        if asked is not None and item is not None:
            key = (id(asked), wanted)
            if key not in sharing:
                sharing[key] = _sharing(asked, kind, wanted)
            if id(item) in sharing[key]:
                continue
        yield _violation(measured, ask.low - measured.found, -float(measured.found))


def _long(context: CheckContext, kind: Kind, tolerance: float = TOLERANCE) -> Iterator[Violation]:
    for measured in _measured(context, kind):
        ask = measured.requirement.ask
        if ask.high is not None and measured.found > ask.most(tolerance):
            yield _violation(measured, measured.found - ask.high, measured.found)


def _sharing(asked: SectionContract, kind: Kind, wanted: float) -> frozenset[int]:
    """Return the items, by identity, that together meet the requirement on one of them."""
    found: set[int] = set()
    for group in asked.groups:
        if group.asked and group.asked.ask.low == 1 and group.asked.ask.high is None:
            total = sum(length(asked, other, kind) for other in group.items)
            found.update(map(id, group.items if total >= wanted else ()))
    return frozenset(found)


def count(blocks: Sequence[Block], kind: Kind, words: int) -> int:
    """Return the number of words, characters, sentences or paragraphs.

    Args:
        blocks: the text, paragraph by paragraph.
        kind: the unit.
        words: the number of words, already known.
    """
    if kind is Kind.WORDS:
        return words
    texts = [block.plain for block in blocks if word_count.count(block.plain)]
    if kind is Kind.CHARACTERS:
        return characters("\n".join(texts))
    return sum(map(sentences, texts)) if kind is Kind.SENTENCES else len(texts)


def characters(text: str) -> int:
    """Return the characters that a reader sees; white space between two words is one."""
    return len(" ".join(text.split()))


def _measured(context: CheckContext, kind: Kind) -> Iterator[_Measured]:
    """Yield every requirement of a kind with what it found; text that is still filler is not measured."""
    left = context.leftovers
    for asked in context.contract.sections:
        if asked.section is None or holds_nothing(asked):
            continue  # that it is empty is said already
        for requirement in asked.counted:
            if requirement.ask.kind is kind and not left.in_section(asked):
                found = length(asked, None, kind)
                if found or not asked.optional:
                    yield _Measured(requirement, found, asked)
        for group in asked.groups:
            for requirement in group.requirements:
                if requirement.ask.kind is kind:
                    for item in group.items:
                        if not left.in_item(item):
                            found = length(asked, item, kind)
                            yield _Measured(requirement, found, asked, item)
    yield from _of_fields(context, kind)


def _of_fields(context: CheckContext, kind: Kind) -> Iterator[_Measured]:
    """Yield every requirement on the length of a field, such as "no more than 44 characters", that has a value."""
    for requirement in context.contract.template.fields:
        entry = context.fields.entry(requirement.ask.field or "")
        field = entry.sound if entry else None
        if requirement.ask.kind is kind and field is not None and isinstance(field.value, str):
            text = field.value
            counts: dict[Kind, Callable[[str], int]] = {
                Kind.WORDS: word_count.count,
                Kind.CHARACTERS: characters,
                Kind.SENTENCES: sentences,
            }
            if kind in counts:
                yield _Measured(requirement, counts[kind](text), span=field.span)


def length(asked: SectionContract, item: Item | None, kind: Kind) -> int:
    """Return the length of a section or an item.

    Args:
        asked: the section.
        item: one of its items, or None for the section as a whole.
        kind: what to count.
    """
    return count(_blocks(asked, item, kind), kind, item.words if item else asked.limited_words)


def _blocks(asked: SectionContract, item: Item | None, kind: Kind) -> list[Block]:
    """Return the paragraphs of a section or an item; entries of lists are text, but no paragraphs."""
    if kind is not Kind.PARAGRAPHS:
        return list(item.paragraphs if item else asked.own)
    outer = item.blocks if item else asked.section.content if asked.section else ()
    own = {id(block) for block in asked.own}
    return [block for block in outer if block.kind == "paragraph" and (item or id(block) in own)]


def _violation(measured: _Measured, gap: int, amount: float) -> Violation:
    ask, asked, item = measured.requirement.ask, measured.asked, measured.item
    facts = {
        "found": plural(measured.found, str(ask.kind).rstrip("s")),
        "asked": describe(ask._replace(field=None)),
        "gap": gap,
    }
    related = (said(measured.requirement),)
    if asked is None or asked.section is None:
        facts["where"] = f'The field "{ask.field}"'
        return Violation(
            measured.span, facts, ask.weight(measured.found), field=ask.field, related=related, amount=amount
        )
    facts["where"] = where(asked, item)
    return Violation(
        item.title_span if item else asked.section.place,
        facts,
        ask.weight(measured.found),
        section=asked.name,
        item=item.title or None if item else None,
        related=related,
        amount=amount,
    )


def where(asked: SectionContract, item: Item | None) -> str:
    """Return the name of a section or an item for a message.

    Args:
        asked: the section.
        item: the item, or None.
    """
    heading = asked.heading or asked.name
    section = (
        f'"{heading}"'
        if heading
        else "A section without a heading"
        if asked.section and asked.section.heading
        else OPENING
    )
    if item is None:
        return section
    return f'"{item.title}"' if item.title else f"An item of {section}"


def said(requirement: LocatedRequirement) -> RelatedSpan:
    """Return the instruction that is broken, in its own words."""
    source = requirement.source
    return RelatedSpan(Span(*requirement.span), f'required here: "{requirement.ask.said}"', source)
