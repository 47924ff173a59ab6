"""Whether anything is written in a section or an item, as several checks need to know."""

from __future__ import annotations

from cslint.contract.contract import SectionContract
from cslint.document.document import Section


def holds_nothing(asked: SectionContract) -> bool:
    """Return whether a section has no content at all and no part that would be reported in its place.

    Args:
        asked: the section, with or without a part of the template.
    """
    section = asked.section
    return section is None or not any(map(has_content, section.walk()))


def has_content(section: Section) -> bool:
    """Return whether a section's own blocks contain words, a link, an image, an address or code; dots do not count."""
    return any(
        inner.words or inner.links or "://" in inner.raw or (inner.kind == "code" and inner.raw.strip())
        for block in section.blocks
        for inner in block.walk()
    )


def is_generated(section: Section) -> bool:
    """Return whether a section has a directive that a program fills in, such as Quarto's ``::: {#refs}``."""
    return any(block.raw.lstrip().startswith(":::") and "{" in block.raw for block in section.blocks)
