"""Find the text of a case that is still the template's, or filler: each span once, with its section or item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from cslint.contract.contract import Contract, SectionContract
from cslint.contract.parts import PartKind, body
from cslint.contract.parts.copy import Stretch, is_always, template_parts
from cslint.contract.parts.model import Left, Part
from cslint.contract.parts.prose import speaks_of_rights
from cslint.document.items import Item
from cslint.document.markdown.blocks import Block
from cslint.placeholder import slots
from cslint.text.source import Span, SpanIndex
from cslint.util.shorten import shorten

_MOST = 0.5  # share of a unit's words from which the whole unit counts as left over
_OWN = 0.1  # share of a section's words up to which it has no text of the author's own
_QUOTE = 40  # characters

Kind = Literal["filler", "template", "slot", "label", "choice"]


@dataclass(frozen=True, slots=True, eq=False)
class Leftover:
    """One stretch of text that was never replaced.

    Attributes:
        kind: ``filler`` (pseudo-Latin), ``template`` (the template's own words), ``slot`` (one slot in a text),
            ``label`` (a form field without a value) or ``choice`` (options of which one was to be chosen).
        asked: the section.
        item: the titled item, or None for loose text and lists.
        span: where that text is.
        quote: how it begins.
        words: how many words it has.
        share: share of the unit's words that it makes up, 0 to 1.
        part: the part of the template that it is, or None.
    """

    kind: Kind
    asked: SectionContract
    item: Item | None
    span: Span
    quote: str
    words: int
    share: float
    part: Part | None = None


class Leftovers:
    """The leftovers of one case."""

    def __init__(self, contract: Contract) -> None:
        self._parts = template_parts(contract.template.parts)
        self._stretches = cache(self._parts.stretches)
        self.found: tuple[Leftover, ...] = tuple(
            left for asked in contract.sections if asked.section for left in self._of(asked)
        )
        self._words: Counter[int] = Counter()
        shares: Counter[int] = Counter()
        for left in self.found:
            unit = id(left.asked) if left.item is None else id(left.item)
            self._words[id(left.asked)] += left.words
            if left.item is not None:
                self._words[id(left.item)] += left.words
            shares[unit] += left.share  # type: ignore[assignment]
        whole = [left for left in self.found if shares[id(left.item or left.asked)] >= _MOST]
        self._items = {id(left.item) for left in whole if left.item is not None}
        self._sections = {id(left.asked) for left in whole if left.item is None}
        self._loose = {id(item) for left in whole if left.item is None for item in left.asked.items if not item.title}

    def in_item(self, item: Item) -> bool:
        """Return whether most of an item is left over."""
        return id(item) in self._items or id(item) in self._loose

    def in_section(self, asked: SectionContract) -> bool:
        """Return whether most of a section's loose text is left over."""
        return id(asked) in self._sections

    def words_in_item(self, item: Item) -> int:
        """Return the number of leftover words in an item."""
        return self._words[id(item)]

    def words_in_section(self, asked: SectionContract) -> int:
        """Return the number of leftover words in a section, in its items and in its loose text."""
        return self._words[id(asked)]

    def template_words_in_item(self, item: Item) -> int:
        """Return how many words of an item are left over or are text of the template that may stay."""
        return max(self.words_in_item(item), self._template_words(item.paragraphs))

    def template_words_in_section(self, asked: SectionContract) -> int:
        """Return how many words of a section are left over or are text of the template that may stay."""
        return max(self.words_in_section(asked), self._template_words(asked.own_text))

    def _template_words(self, blocks: Iterable[Block]) -> int:
        return sum(min(block.words, sum(stretch.words for stretch in self._stretches(block))) for block in blocks)

    def _of(self, asked: SectionContract) -> Iterator[Leftover]:
        """Yield leftovers of a section: those of each titled item, then those of what is loose."""
        titled = [item for item in asked.items if item.title]
        of_items = [left for item in titled for left in self._in(asked, item, list(item.paragraphs))]
        yield from of_items
        inside = {id(block) for item in titled for block in item.paragraphs}
        spans = [item.span for item in titled]
        loose = [
            block
            for block in asked.own_text
            if id(block) not in inside and not any(span.start <= block.span.start < span.end for span in spans)
        ]
        # a table is loose text, and its rows are items
        rows = SpanIndex(left.span for left in of_items)
        found = [left for left in self._in(asked, None, loose) if not rows.touches(left.span)]
        yield from found
        inside_left = SpanIndex(left.span for left in (*of_items, *found))
        yield from (left for left in self._labels(asked) if not inside_left.touches(left.span))
        yield from self._choices(asked)

    def _in(self, asked: SectionContract, item: Item | None, blocks: list[Block]) -> Iterator[Leftover]:
        found = [(block, self._stretches(block)) for block in blocks]
        if not any(stretches for _, stretches in found):
            return
        total = sum(block.words for block in blocks)
        alone = self._holds_nothing_else(found if item else [(b, self._stretches(b)) for b in asked.own_text])
        runs = list(_runs(found, lambda stretch: _counts(stretch, alone=alone)))
        for run in _gathered(runs, total):
            words = sum(stretch.words for stretch in run)
            kind: Kind = "filler" if run[0].filler else "template"
            if run[0].part is not None and run[0].part.kind is PartKind.SLOT and len(run) == 1:
                kind = "slot" if slots.covers(run[0].text, slots.find(run[0].text)) else "template"
            text = run[0].text
            if item and text.lstrip("*_").startswith(item.title):
                text = text.lstrip("*_")[len(item.title) :].lstrip(" .:*_\n") or text.strip("*_: ")
            span = _whole_stretch(run, found)
            yield Leftover(
                kind, asked, item, span, shorten(text, _QUOTE, cut="word"), words, words / (total or 1), run[0].part
            )

    def _holds_nothing_else(self, found: list[tuple[Block, tuple[Stretch, ...]]]) -> bool:
        """Return whether all of a section's or an item's text is the template's."""
        total = sum(block.words for block, _ in found)
        left = sum(stretch.words for _, stretches in found for stretch in stretches)
        own = any((block.kind == "code" or _has_address(block)) and not stretches for block, stretches in found)
        return not own and total - left <= _OWN * total

    def _labels(self, asked: SectionContract) -> Iterator[Leftover]:
        """Form fields of the template that have no value."""
        labels = self._parts.labels
        if not labels or asked.section is None:
            return
        for block, children, due in _lines(asked.section.blocks):
            for row in body.rows(block) or () if due else ():
                if body.row_label(row) in labels:
                    yield Leftover("label", asked, None, row.span, shorten(row.plain, _QUOTE, cut="word"), 0, 0.0)
            found = body.label(block.raw) if due else None
            if found is None or found[0].casefold() not in labels or children:
                continue
            value = block.raw[found[1] :]
            if body.is_blank(value) and "![" not in value and "](" not in value:
                yield Leftover("label", asked, None, block.span, shorten(block.plain, _QUOTE, cut="word"), 0, 0.0)
            elif " ".join(value.split()) in labels[found[0].casefold()]:
                start = found[1] + len(value) - len(value.lstrip())
                inner = block.part(start, len(block.raw))
                yield Leftover(
                    "slot",
                    asked,
                    None,
                    inner.span,
                    shorten(inner.plain or inner.raw, _QUOTE, cut="word"),
                    inner.words,
                    0.0,
                )

    def _choices(self, asked: SectionContract) -> Iterator[Leftover]:
        """Yield options of a list with more than one option where the template says to keep one."""
        if not self._parts.choices or asked.section is None:
            return
        texts = {_key(part.text): part for part in self._parts.choices}
        kept = [block for block, *_ in _lines(asked.section.blocks) if _key(block.raw) in texts]
        if len(kept) > 1:
            span = Span(kept[0].span.start, kept[-1].span.end)
            yield Leftover(
                "choice",
                asked,
                None,
                span,
                shorten(kept[0].plain, _QUOTE, cut="word"),
                0,
                0.0,
                texts[_key(kept[0].raw)],
            )


def _counts(stretch: Stretch, *, alone: bool) -> bool:
    """Return whether a span is left over, as text is that may stay only next to the author's own."""
    return is_always(stretch.part) or (alone and stretch.part is not None and stretch.part.left is Left.ALONE)


def _has_address(block: Block) -> bool:
    return "http" in block.raw or any(link.image for link in block.links)


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()


def _lines(blocks: Iterable[Block], *, due: bool = True) -> Iterator[tuple[Block, bool, bool]]:
    """Yield each line of a paragraph and each list entry, with whether it has content below it, and whether it is due.

    The content of a box that is not ticked is not due.
    """
    for block in blocks:
        if block.kind == "paragraph":
            at = 0
            lines = block.raw.split("\n")
            for line in lines:
                yield (block.part(at, at + len(line)) if len(lines) > 1 else block), False, due
                at += len(line) + 1
        elif block.kind == "item":
            first, *rest = block.children or (None,)
            if first is not None and first.kind == "paragraph":
                yield first, bool(rest), due
                below = [child for child in rest if child is not None]
                yield from _lines(below, due=due and not first.raw.startswith("[ ]"))
            else:
                yield from _lines(block.children, due=due)
        elif block.kind in ("list", "quote"):
            yield from _lines(block.children, due=due)


def _gathered(runs: list[list[Stretch]], total: int) -> list[list[Stretch]]:
    """Join all runs of the template's text where they are most of the section or item: it is one fault."""
    ours = [run for run in runs if not run[0].filler]
    if all(_is_slot(stretch) for run in ours for stretch in run):
        return runs
    if len(ours) < 2 or sum(stretch.words for run in ours for stretch in run) < _MOST * total:
        return runs
    joined = [stretch for run in ours for stretch in run]
    return sorted([joined, *(run for run in runs if run[0].filler)], key=lambda run: run[0].span)


def _runs(
    found: Sequence[tuple[Block, tuple[Stretch, ...]]], counts: Callable[[Stretch], bool]
) -> Iterator[list[Stretch]]:
    """Join stretches of one kind that follow each other with no word of the author's between them."""
    run: list[Stretch] = []
    for block, stretches in found:
        wanted = [stretch for stretch in stretches if counts(stretch)]
        covered = bool(wanted) and sum(stretch.words for stretch in wanted) >= block.words
        own_words = block.words > 0 or block.kind == "code"
        if run and _is_instruction(run[-1]) and _is_untouched(block, stretches):
            own_words = False
        if run and own_words and not covered:
            yield run
            run = []
        for stretch in wanted:
            if run and (run[-1].filler != stretch.filler or not (covered or _touch(block, run[-1], stretch))):
                yield run
                run = []
            run.append(stretch)
        if run and own_words and not covered:
            yield run
            run = []
    if run:
        yield run


def _whole_stretch(run: list[Stretch], found: Sequence[tuple[Block, tuple[Stretch, ...]]]) -> Span:
    """Return where a run is; around an instruction with the template's paragraphs next to it, for it is one text."""
    start, end = run[0].span.start, run[-1].span.end
    if not _is_instruction(run[0]) or not _is_instruction(run[-1]):
        return Span(start, end)
    for block, stretches in reversed([pair for pair in found if pair[0].span.end <= start]):
        if not _is_untouched(block, stretches):
            break
        start = block.span.start
    for block, stretches in (pair for pair in found if pair[0].span.start >= end):
        if not _is_untouched(block, stretches):
            break
        end = block.span.end
    return Span(start, end)


def _is_slot(stretch: Stretch) -> bool:
    return stretch.part is not None and stretch.part.kind is PartKind.SLOT


def _is_instruction(stretch: Stretch) -> bool:
    return stretch.part is not None and stretch.part.kind is PartKind.INSTRUCTION


def _is_untouched(block: Block, stretches: Sequence[Stretch]) -> bool:
    """Return whether a paragraph is the template's in all its words, and no notice that is meant to stay."""
    if block.kind == "definition":
        return True  # of a link, which nobody sees
    parts = [stretch.part for stretch in stretches if stretch.part is not None]
    if not parts or any(part.kind not in (PartKind.INSTRUCTION, PartKind.STANDING) for part in parts):
        return False
    return sum(stretch.words for stretch in stretches) >= block.words and not speaks_of_rights(block.plain)


def _touch(block: Block, one: Stretch, other: Stretch) -> bool:
    """Return whether no word is between two stretches of a block."""
    between = sum(char.isalnum() for char in block.raw)
    own = sum(char.isalnum() for char in one.text) + sum(char.isalnum() for char in other.text)
    return own >= between
