"""Check items: their number, titles, links and images."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cslint.checks._completeness import holds_nothing
from cslint.checks.context import CheckContext
from cslint.checks.violation import Violation
from cslint.checks.words import said, where
from cslint.contract.contract import ItemGroup, SectionContract
from cslint.contract.instructions import describe
from cslint.contract.requirement import Force, Kind, Scope
from cslint.contract.template import LocatedRequirement
from cslint.document.items import Item
from cslint.document.markdown.blocks import Block
from cslint.document.markdown.inline import visible
from cslint.util.plural import plural

_CODE = r"(?<!`)(`{1,8})(?!`)(?:(?!\1(?!`))[^`]|`(?!\1)){1,2000}?\1(?!`)"
_NOTE = re.compile(r"\[\^([^\[\]\s]{1,80})\]")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]")


def too_few(context: CheckContext) -> Iterator[Violation]:
    """Yield sections with fewer items than asked."""
    for asked, groups in _counted(context):
        low = sum(group.asked.ask.low or 0 for group in groups if group.asked)
        if len(asked.items) < low:
            yield _hit(asked, groups, low - len(asked.items), -float(len(asked.items)))


def too_many(context: CheckContext) -> Iterator[Violation]:
    """Yield sections with more items than asked."""
    for asked, groups in _counted(context):
        highs = [group.asked.ask.high for group in groups if group.asked]
        if None in highs:
            continue
        high = sum(h for h in highs if h is not None)
        if len(asked.items) > high:
            yield _hit(asked, groups, len(asked.items) - high, len(asked.items))


def _counted(context: CheckContext) -> Iterator[tuple[SectionContract, list[ItemGroup]]]:
    for asked in context.contract.sections:
        groups = [group for group in asked.groups if group.asked and not group.asked.ask.optional]
        left = context.leftovers
        if not asked.section or left.in_section(asked) or (asked.items and all(map(left.in_item, asked.items))):
            continue  # nothing is written yet, and that is said already
        if groups and not holds_nothing(asked) and (asked.words or not asked.optional):
            yield asked, groups


def _hit(asked: SectionContract, groups: list[ItemGroup], gap: int, amount: float) -> Violation:
    assert asked.section is not None
    requirements = [requirement for group in groups for requirement in group.stated]
    aims = all(requirement.ask.force is Force.AIM for requirement in requirements)
    return Violation(
        asked.section.place,
        {
            "where": where(asked, None),
            "found": plural(len(asked.items), "item"),
            "asked": " and ".join(describe(r.ask) for r in requirements),
            "gap": gap,
            "titles": ", ".join(f'"{item.title}"' for item in asked.items if item.title)[:200],
        },
        "aim" if aims else "",
        section=asked.name,
        related=tuple(said(r) for r in requirements),
        amount=amount,
    )


def untitled(context: CheckContext) -> Iterator[Violation]:
    """Yield sections whose items have no titles although the template's have, one finding per section."""
    for asked in context.contract.asked:
        if asked.section is None or asked.clause is None:
            continue
        placeholders = asked.clause.placeholders
        if not placeholders or not all(item.title and item.form != "list" for item in placeholders):
            continue
        bare = [item for item in asked.items if not item.title and not context.leftovers.in_item(item)]
        if bare:
            example = placeholders[0].title
            values = {"where": where(asked, None), "count": len(bare), "example": example}
            key = "one" if len(bare) == 1 else "several"
            yield Violation(bare[0].title_span, values, key, section=asked.name)


def without_link(context: CheckContext) -> Iterator[Violation]:
    """Return items, or whole sections, without the required links."""
    return _lacking(context, Kind.LINKS)


def has_bare_address(item: Item) -> bool:
    """Return whether an item has an address that is not a Markdown link but that sites turn into one."""
    return any(_ADDRESS.search(_prose(block)) for block in item.paragraphs)


def _prose(block: Block) -> str:
    """Return the visible text of a block without its code, whose addresses are not links."""
    return visible(re.sub(_CODE, " ", block.raw)) if "`" in block.raw and block.kind == "paragraph" else block.plain


def without_image(context: CheckContext) -> Iterator[Violation]:
    """Return items, or whole sections, without the required images."""
    return _lacking(context, Kind.IMAGES)


def _lacking(context: CheckContext, kind: Kind) -> Iterator[Violation]:
    notes = context.case.document.notes  # their links belong to where they are used
    for asked, item, requirement in _each(context, kind):
        entry = item is not None and any(block.note for block in item.blocks[:1])
        blocks = [block for block in (item.paragraphs if item else asked.own) if entry or not block.note]
        blocks += [notes[label] for block in blocks for label in _NOTE.findall(block.raw) if label in notes]
        found = sum(link.image == (kind is Kind.IMAGES) for block in blocks for link in block.links)
        if kind is Kind.LINKS:
            found += sum(len(_ADDRESS.findall(_prose(block))) for block in blocks)
        if found < (requirement.ask.low or 0):
            yield _without(asked, item, requirement, found)


def _each(context: CheckContext, kind: Kind) -> Iterator[tuple[SectionContract, Item | None, LocatedRequirement]]:
    for asked in context.contract.sections:
        for requirement in asked.requirements:
            ask = requirement.ask
            wanted = ask.kind is kind and ask.scope is not Scope.ITEM and not ask.optional
            if wanted and asked.section and asked.words and not context.leftovers.in_section(asked):
                yield asked, None, requirement
        for group in asked.groups:
            for requirement in group.requirements:
                ask = requirement.ask
                if ask.kind is kind and ask.scope is Scope.ITEM and not ask.optional and (ask.low or 0) > 0:
                    for item in group.items:
                        if not context.leftovers.in_item(item):
                            yield asked, item, requirement


def _without(asked: SectionContract, item: Item | None, requirement: LocatedRequirement, found: int) -> Violation:
    assert asked.section is not None
    return Violation(
        item.title_span if item else asked.section.place,
        {"where": where(asked, item), "said": requirement.ask.said, "found": found, "asked": describe(requirement.ask)},
        "some" if found else "none",
        section=asked.name,
        item=item.title or None if item else None,
        related=(said(requirement),),
    )
