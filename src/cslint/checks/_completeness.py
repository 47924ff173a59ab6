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
    """Return whether a section's own blocks hold words, a link or an image, or code: dots and an emoji are nothing."""
    return any(
        inner.words or inner.links or (inner.kind == "code" and inner.raw.strip())
        for block in section.blocks
        for inner in block.walk()
    )
