"""What of a case's text is still the template's, or filler: unit by unit, so that one fault is told once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cslint.contract.contract import Asked, Contract
from cslint.document.items import Item
from cslint.document.source import Span


@dataclass(frozen=True, eq=False)
class Leftover:
    """One unit whose text was never replaced.

    Attributes:
        kind: ``filler`` (pseudo-Latin) or ``template`` (the template's own words).
        asked: the section.
        item: the titled item, or None for loose text and lists.
        span: where that text stands.
        quote: how it begins.
        share: share of the unit's words that it makes up, 0 to 1.
    """

    kind: str
    asked: Asked
    item: Item | None
    span: Span
    quote: str
    share: float


class Leftovers:
    """The leftovers of one case."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self._index = contract.template.paragraphs
        self.found: tuple[Leftover, ...] = tuple(self._find())
        self._items = {id(left.item) for left in self.found if left.item is not None and left.share >= 0.5}
        self._sections = {id(left.asked) for left in self.found if left.item is None and left.share >= 0.5}

    def in_item(self, item: Item) -> bool:
        """Whether most of an item is left over."""
        return id(item) in self._items

    def in_section(self, asked: Asked) -> bool:
        """Whether most of a section's loose text is left over."""
        return id(asked) in self._sections

    def _find(self) -> Iterator[Leftover]:
        return iter(())
