"""Find the text of a template in a copy: spans of sentences, and slots inside the author's own text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from cslint.contract.parts.body import ROW, rows
from cslint.contract.parts.model import Left, Part, PartKind
from cslint.document.markdown import word_count
from cslint.document.markdown.blocks import Block
from cslint.document.markdown.inline import visible
from cslint.placeholder import slots
from cslint.placeholder.lorem import filler
from cslint.placeholder.template_match import TemplateText, words_of
from cslint.text.source import Span

_SENTENCE = re.compile(r"[.!?:]([\"'”’)\]*_]*+\s+)(?=[\"'“‘(\[*_{<`]*+[A-ZÀ-Þ0-9])")
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|Dr|Mr|Ms|Mrs|St|No|Fig|approx|\w)\.$")
_BOX = re.compile(r"\[[ xX]\]\s+")
_FEW = 4  # words; a shorter sentence counts only next to others of the template, or as a whole paragraph
_SAME_LENGTH = 0.7  # the shorter of two sentences that are nearly the same has this share of the other's words
_SHORT = 8  # words: a shorter sentence is the template's only word for word
_NEARLY = 0.8  # share of a changed sentence's words in runs of the template's


class Stretch(NamedTuple):
    """A part of one block that is not the author's.

    Attributes:
        span: where it is in the copy.
        text: the stretch as written.
        part: the template's part, or None for filler that the template does not have.
        words: its visible words.
        filler: whether it is pseudo-Latin.
    """

    span: Span
    text: str
    part: Part | None
    words: int
    filler: bool = False


class TemplateParts:
    """The parts of one template, ready to be found in its copies.

    Attributes:
        parts: its parts.
        labels: the names of its form fields in lower case, each with the values that are to be replaced.
        choices: the options of which a copy keeps one.
        slots: its slots by their text.
    """

    def __init__(self, parts: Iterable[Part]) -> None:
        self.parts = tuple(parts)
        self.choices = [part for part in self.parts if part.kind is PartKind.CHOICE and part.left is Left.NEVER]
        self.slots: dict[str, list[Part]] = {}
        self.labels: dict[str, set[str]] = {}
        sentences: list[tuple[str, Part]] = []
        self._whole: dict[str, Part] = {}
        for part in self.parts:
            if not part.visible or part.kind is PartKind.HEADING:
                continue
            if part.kind is PartKind.SLOT:
                self.slots.setdefault(_squeezed(part.text), []).append(part)
                for slot in slots.find(part.text) if part.reason.startswith(ROW) else ():
                    self.slots.setdefault(_squeezed(slot.text), []).append(part)
            if part.kind is PartKind.LABEL:
                self._add_label(part)
            key = _key(part.text)
            if key:
                self._whole.setdefault(key, part)
            sentences.extend((part.text[start:end], part) for start, end in sentence_spans(part.text))
        self._sentences = sentences
        self._open = [bool(slots.find(text)) for text, _ in sentences]
        self._text = TemplateText(text for text, _ in sentences)
        self._lengths = [len(words_of(text)) for text, _ in sentences]

    def _add_label(self, field: Part) -> None:
        values = self.labels.setdefault(field.name.casefold(), set())
        for part in self.parts:
            inside = field.span.start <= part.span.start and part.span.end <= field.span.end
            if inside and part.kind in (PartKind.SLOT, PartKind.CHOICE) and field.text.rstrip().endswith(part.text):
                values.add(_squeezed(part.text))

    def whole(self, text: str) -> Part | None:
        """Return the part whose words are those of a text, whatever its markup."""
        return self._whole.get(_key(text))

    def sentence(self, text: str) -> Part | None:
        """Return the part that a sentence is from, word for word or nearly."""
        match = self._text.match(text)
        if match is None or (self._open[match.paragraph] and not self._has_slot(text)):
            return None  # the author has filled the slots in
        own, other = len(words_of(text)), self._lengths[match.paragraph]
        same = match.share == 1.0 and own == other
        if not same and (own < _SHORT or match.share < _NEARLY or min(own, other) < _SAME_LENGTH * max(own, other)):
            return None
        return self._sentences[match.paragraph][1]

    def _has_slot(self, text: str) -> bool:
        if _squeezed(text) in self.slots:  # a table row is one part
            return True
        return any(_squeezed(slot.text) in self.slots for slot in slots.find(text))

    def stretches(self, block: Block) -> tuple[Stretch, ...]:
        """Return the spans of a paragraph or a code block that are the template's or filler, in order.

        Args:
            block: a block of the copy.
        """
        if block.kind == "definition":
            return tuple(self._slots(block))
        if block.kind == "code":
            part = self.whole(block.raw)
            return (Stretch(block.span, block.raw, part, 0),) if part else tuple(self._slots(block))
        table = rows(block) if block.kind == "paragraph" else None
        blocks = [block] if table is None else table
        return tuple(stretch for inner in blocks for stretch in self._paragraph(inner))

    def _paragraph(self, block: Block) -> Iterator[Stretch]:
        part = self.whole(_BOX.sub("", block.raw) if "[" in block.raw else block.raw)
        if part is not None and (not slots.find(part.text) or self._has_slot(block.raw)):
            yield Stretch(block.span, block.raw, part, block.words)
            if part.left is not Left.ALWAYS:
                yield from self._slots(block)
            return
        false_text = filler(block.raw)
        if false_text is not None:
            for span in _bridged(block.raw, false_text.spans):
                yield self._stretch(block, span.start, span.end, None, filler=True)
        found = [] if false_text is not None else list(self._sentences_of(block))
        yield from found
        whole = [stretch for stretch in found if is_always(stretch.part)]
        ends = [(stretch.span.start, stretch.span.end) for stretch in whole]
        for slot in self._slots(block):
            if not any(start <= slot.span.start < end for start, end in ends):
                yield slot

    def _sentences_of(self, block: Block) -> Iterator[Stretch]:
        """Yield runs of sentences that are the template's."""
        spans = sentence_spans(block.raw)
        parts = [self.sentence(block.raw[start:end]) for start, end in spans]
        for at, ((start, end), part) in enumerate(zip(spans, parts, strict=True)):
            if part is None:
                continue
            few = len(words_of(block.raw[start:end])) < _FEW
            if few and not any(parts[max(0, at - 1) : at]) and not any(parts[at + 1 : at + 2]):
                continue
            yield self._stretch(block, start, end, part)

    def _slots(self, block: Block) -> Iterator[Stretch]:
        if not self.slots or not block.raw:
            return
        for slot in slots.find(block.raw):
            parts = self.slots.get(_squeezed(slot.text))
            if parts:
                yield self._stretch(block, slot.span.start, slot.span.end, parts[0])

    def _stretch(self, block: Block, start: int, end: int, part: Part | None, *, filler: bool = False) -> Stretch:
        text = block.raw[start:end]
        if block.kind == "code":
            return Stretch(Span(block.span.start, block.span.end), text, part, 0)
        if block.kind == "definition":
            return Stretch(Span(block.span.start + start, block.span.start + end), text, part, 0)
        return Stretch(Span(block.place(start), block.place(end)), text, part, word_count.count(visible(text)), filler)


@lru_cache(maxsize=16)  # all copies in one run have a few templates
def template_parts(parts: tuple[Part, ...]) -> TemplateParts:
    """Return the parts of a template, made ready once."""
    return TemplateParts(parts)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences in a paragraph."""
    found, begin = [], 0
    for match in _SENTENCE.finditer(text):
        gap, end = match.span(1)
        if _ABBREVIATION.search(text, max(begin, gap - 8), gap):
            continue
        found.append((begin, gap))
        begin = end
    found.append((begin, len(text)))
    return [(start, end) for start, end in found if text[start:end].strip()]


def _bridged(text: str, spans: Iterable[Span]) -> list[Span]:
    """Join stretches of filler that have no word between them."""
    joined: list[Span] = []
    for span in spans:
        if joined and not word_count.count(text[joined[-1].end : span.start]):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _key(text: str) -> str:
    """Return the words of a text; a row of slots in angle brackets has none, and is compared as written."""
    return " ".join(words_of(text)) or (_squeezed(text) if slots.find(text) else "")


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def is_always(part: Part | None) -> bool:
    """Return whether a copy that has this part is unfinished, whatever else it has."""
    return part is None or part.left is Left.ALWAYS
