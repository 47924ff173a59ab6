"""What of a case's text is still the template's, or filler: unit by unit, so that one fault is told once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from cslint.contract.contract import Contract, SectionContract
from cslint.document.items import Item
from cslint.document.markdown.blocks import Block
from cslint.placeholder.lorem import filler
from cslint.placeholder.template_match import template_text
from cslint.text.source import Span

_MOST = 0.5  # share of a unit's words from which the whole unit counts as left over
_QUOTE = 40  # characters


class Leftover(NamedTuple):
    """One unit whose text, or a part of it, was never replaced.

    Attributes:
        kind: ``filler`` (pseudo-Latin) or ``template`` (the template's own words).
        asked: the section.
        item: the titled item, or None for loose text and lists.
        span: where that text stands.
        quote: how it begins.
        words: how many words it has.
        share: share of the unit's words that it makes up, 0 to 1.
    """

    kind: str
    asked: SectionContract
    item: Item | None
    span: Span
    quote: str
    words: int
    share: float


class Leftovers:
    """The leftovers of one case."""

    def __init__(self, contract: Contract) -> None:
        self._template = template_text(contract.template.paragraphs)
        self.found: tuple[Leftover, ...] = tuple(
            left for asked in contract.sections if asked.section for left in self._of(asked)
        )
        self._words: Counter[int] = Counter()
        for left in self.found:
            self._words[id(left.asked)] += left.words
            self._words[id(left.item)] += left.words
        whole = [left for left in self.found if left.share >= _MOST]
        self._items = {id(left.item) for left in whole if left.item is not None}
        self._sections = {id(left.asked) for left in whole if left.item is None}
        self._loose = {id(item) for left in whole if left.item is None for item in left.asked.items if not item.title}

    def in_item(self, item: Item) -> bool:
        """Whether most of an item is left over."""
        return id(item) in self._items or id(item) in self._loose

    def in_section(self, asked: SectionContract) -> bool:
        """Whether most of a section's loose text is left over."""
        return id(asked) in self._sections

    def words_in_item(self, item: Item) -> int:
        """Words of an item that are left over."""
        return self._words[id(item)]

    def words_in_section(self, asked: SectionContract) -> int:
        """Words of a section that are left over: those of its items with their titles, and those of its loose text."""
        return self._words[id(asked)]

    def _of(self, asked: SectionContract) -> Iterator[Leftover]:
        """The leftovers of a section: one for each titled item, one for all that is loose."""
        titled = [item for item in asked.items if item.title]
        for item in titled:
            yield from self._in(asked, item, list(item.paragraphs))
        inside = {id(block) for item in titled for block in item.paragraphs}
        parts = [item.span for item in titled]
        loose = [
            block
            for block in asked.own
            if id(block) not in inside and not any(part.start <= block.span.start < part.end for part in parts)
        ]
        yield from self._in(asked, None, loose)

    def _in(self, asked: SectionContract, item: Item | None, blocks: list[Block]) -> Iterator[Leftover]:
        kinds = [self._kind(block) for block in blocks]
        total = sum(block.words for block in blocks) or 1
        for kind in ("filler", "template"):
            own = [block for block, found in zip(blocks, kinds, strict=True) if found == kind]
            if own:
                number = sum(block.words for block in own)
                span = Span(own[0].span.start, own[-1].span.end)
                text = own[0].plain
                if item and text.startswith(item.title):
                    text = text[len(item.title) :].lstrip(" .:\n")
                yield Leftover(kind, asked, item, span, _quote(text), number, number / total)

    def _kind(self, block: Block) -> str | None:
        if filler(block.plain):
            return "filler"
        return "template" if self._template.match(block.plain) else None


def _quote(text: str) -> str:
    """The beginning of a text, to the end of a word."""
    text = " ".join(text.split())
    if len(text) <= _QUOTE:
        return text
    return text[:_QUOTE].rsplit(" ", 1)[0].rstrip(",;.") + "…"
