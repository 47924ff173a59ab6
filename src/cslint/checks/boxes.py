"""Boxes to tick: those of the template's checklists that are still open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cslint.checks._violations import hit
from cslint.checks.context import CheckContext
from cslint.checks.violation import Violation
from cslint.contract.contract import SectionContract
from cslint.contract.parts import Part, PartKind
from cslint.contract.parts.prose import may_stay_unticked, must_be_ticked
from cslint.document.markdown.blocks import Block
from cslint.placeholder.template_match import words_of
from cslint.util.shorten import shorten

_OPEN = "[ ]"
_TICKED = ("[x]", "[X]")


def unticked(context: CheckContext) -> Iterator[Violation]:
    """Find the template's boxes that are not ticked; those below an open box wait for it."""
    template = context.profile.template
    known = {_key(part.text) for part in template.parts if part.kind is PartKind.CHECKBOX}
    if not known:
        return
    for asked in context.contract.sections:
        if asked.section is None or not asked.due:
            continue
        boxes = list(_boxes(asked.section.blocks))
        if not any(box.raw.startswith(_OPEN) for box in boxes):
            continue
        texts = [part.text for part in _texts(template.parts, asked)]
        if any(map(may_stay_unticked, texts)) and any(box.raw.startswith(_TICKED) for box in boxes):
            continue
        every = any(map(must_be_ticked, texts))
        for box in boxes:
            text = box.raw[len(_OPEN) :].strip()
            if box.raw.startswith(_OPEN) and _key(text) in known:
                message = "due" if every or must_be_ticked(text) else "open"
                yield hit(context, box.span, {"box": shorten(box.plain[len(_OPEN) :], 60)}, message)


def _texts(parts: Iterable[Part], asked: SectionContract) -> Iterator[Part]:
    """Yield what the template says in a section, its boxes left out."""
    if asked.clause is None:
        return
    span = asked.clause.section.span
    for part in parts:
        if part.kind is not PartKind.CHECKBOX and span.start <= part.span.start < span.end:
            yield part


def _boxes(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the first paragraph of each list entry that begins with a box, without those below an open one."""
    for block in blocks:
        first = block.children[0] if block.kind == "item" and block.children else None
        is_box = first is not None and first.raw.startswith((_OPEN, *_TICKED))
        if first is not None and is_box:
            yield first
        if first is None or not first.raw.startswith(_OPEN):
            yield from _boxes(block.children)


def _key(text: str) -> str:
    return " ".join(words_of(text))
