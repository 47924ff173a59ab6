"""Links that Markdown does not read as links: found in what is left of the text without the real ones."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from cslint.document.document import Document
from cslint.document.markdown.blocks import Block
from cslint.document.markdown.inline import Link
from cslint.text.source import Span

Stray = Literal["gap", "swapped", "square", "space", "title", "unclosed", "unopened", "nested", "text", "angle"]

_GONE = "\ufffc"  # stands for what is a link, code or escaped
_WINDOW = 2000  # how far a closing bracket is looked for
_WEB = r"<?(?:https?:|www\.|mailto:)"
_ESCAPED = re.compile(r"\\[\[\]()<>`\\]")
_TICKS = re.compile(r"`+")
_BRACKET = re.compile(r"[\[\]]")
_JOINT = re.compile(r"\]\(")
_GAP = re.compile(rf"\][ \t]{{0,20}}\n?[ \t]{{0,20}}(?<!\])\((?={_WEB}|\.{{1,2}}/)")
_SWAPPED = re.compile(rf"\(([^()\[\]\n]{{1,200}})\)\[({_WEB}[^\]\n]{{1,500}})\]")
_SQUARE = re.compile(rf"\]\[({_WEB}[^\]\s]{{1,500}})\]")
_OPEN_TEXT = re.compile(rf"\[[^\[\]()\n]{{1,200}}\({_WEB}[^\s)]{{1,500}}\)?")
_ANGLE = re.compile(r"<https?://[^\s<>]{0,500}")
_NUMBER = re.compile(r"[\d,;\s–-]{0,12}")
_TITLE = re.compile(r"\s([\"'“(].*)$", re.S)


class StrayLink(NamedTuple):
    """Something that was meant as a link.

    Attributes:
        what: ``gap`` between the brackets; brackets ``swapped``; the address in ``square`` brackets;
            ``space`` in the address; quotes in the ``title``; ``unclosed`` or ``unopened``; another link
            ``nested`` in its address; ``text`` without its closing bracket; ``angle`` brackets that do not
            close.
        span: where it stands.
        address: what was meant as the address, or "".
        edit: the stretch to replace to mend it, and by what; None where that takes a guess about the text.
        sure: whether mending it so cannot be wrong.
    """

    what: Stray
    span: Span
    address: str = ""
    edit: tuple[Span, str] | None = None
    sure: bool = False


def find(document: Document) -> Iterator[StrayLink]:
    """Every such place in the paragraphs and headings of a document, block by block in order."""
    anchors = document.anchors
    starts = [link.span.start for link in anchors]
    for block in document.flat:
        if block.kind in ("paragraph", "heading") and ("[" in block.raw or "<h" in block.raw or "](" in block.raw):
            first, last = bisect_right(starts, block.span.start - 1), bisect_right(starts, block.span.end)
            yield from _Prose(document, block, anchors[first:last]).strays()


class _Prose:
    """The text of one block, with what is not prose taken out."""

    def __init__(self, document: Document, block: Block, anchors: Sequence[Link]) -> None:
        self.base = block.span.start
        text = document.masked[block.span.start : block.span.end]
        if "\\" in text:
            text = _ESCAPED.sub(_GONE * 2, text)
        links = [(link.span.start - self.base, link.span.end - self.base) for link in anchors]
        self.text = _without(text, [*links, *(_code(text) if "`" in text else ())])

    @cached_property
    def opens(self) -> dict[int, int]:
        """For each closing square bracket its opening one."""
        return _pairs(self.text)

    @cached_property
    def closes(self) -> frozenset[int]:
        """The opening square brackets that close."""
        return frozenset(self.opens.values())

    def strays(self) -> Iterator[StrayLink]:
        """What was meant as a link, in order."""
        if "[" not in self.text and "]" not in self.text and "<http" not in self.text:
            return
        found = [*self.joints(), *self.gaps(), *self.others()]
        found.sort(key=lambda stray: stray.span)
        end = -1
        for stray in found:  # one place, one fault
            if stray.span.start >= end:
                end = stray.span.end
                yield stray

    def span(self, start: int, end: int) -> Span:
        return Span(self.base + start, self.base + end)

    def joints(self) -> Iterator[StrayLink]:
        """``](`` that belongs to no link."""
        for match in _JOINT.finditer(self.text):
            joint = match.start()
            start = self.opens.get(joint)
            close = self.text.find(")", match.end(), match.end() + _WINDOW)
            if start is None:
                inside = self.text[match.end() : close] if close >= 0 else ""
                if _GONE in inside or re.match(_WEB, inside):
                    yield StrayLink("unopened", self.span(joint, close + 1))
                continue
            begin = start - 1 if self.text[start - 1 : start] == "!" else start
            if close < 0:
                line = self.text.find("\n", joint)
                yield StrayLink("unclosed", self.span(begin, line if line >= 0 else len(self.text)))
                continue
            yield self.between(begin, match.end(), close)

    def between(self, begin: int, start: int, close: int) -> StrayLink:
        """What keeps ``[text](…)`` from being a link: something in the second brackets."""
        inside = self.text[start:close]
        span = self.span(begin, close + 1)
        if _GONE in inside:
            return StrayLink("nested", span)
        titled = _TITLE.search(inside)
        address = (inside[: titled.start()] if titled else inside).strip()
        if titled and not re.search(r"\s", address):
            return StrayLink("title", span, address)
        at = start + inside.index(address)
        edit = None
        if re.search(r"\s", address) and not re.search(r"\s=\d*x\d*$", address):
            edit = self.span(at, at + len(address)), re.sub(r"\s+", "%20", address)
        return StrayLink("space", span, " ".join(address.split()), edit, not re.match(_WEB, address))

    def gaps(self) -> Iterator[StrayLink]:
        """``[text] (address)``; a number in brackets before an address is a reference."""
        for match in _GAP.finditer(self.text):
            start = self.opens.get(match.start())
            close = self.text.find(")", match.end(), match.end() + _WINDOW)
            if start is None or close < 0 or _NUMBER.fullmatch(self.text, start + 1, match.start()):
                continue
            edit = self.span(match.start() + 1, match.end() - 1), ""
            address = self.text[match.end() : close]
            begin = start - 1 if self.text[start - 1 : start] == "!" else start
            yield StrayLink("gap", self.span(begin, close + 1), address, edit, sure=not re.search(r"\s", address))

    def others(self) -> Iterator[StrayLink]:
        for match in _SWAPPED.finditer(self.text):
            span = self.span(*match.span())
            yield StrayLink("swapped", span, match[2], (span, f"[{match[1]}]({match[2]})"))
        for match in _SQUARE.finditer(self.text):
            start = self.opens.get(match.start())
            if start is not None:
                edit = self.span(match.start() + 1, match.end()), f"({match[1]})"
                yield StrayLink("square", self.span(start, match.end()), match[1], edit, sure=True)
        for match in _OPEN_TEXT.finditer(self.text):
            if match.start() not in self.closes:
                bracket = match.start() + match[0].index("(")
                edit = self.span(bracket, bracket), "]"
                yield StrayLink("text", self.span(*match.span()), edit=edit)
        for match in _ANGLE.finditer(self.text):
            yield StrayLink("angle", self.span(*match.span()), match[0][1:])


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with stretches replaced, length kept."""
    pieces: list[str] = []
    at = 0
    for first, last in sorted(spans):
        start, end = max(at, first), min(last, len(text))
        if start < end:
            pieces += [text[at:start], _GONE * (end - start)]
            at = end
    return "".join([*pieces, text[at:]])


def _pairs(text: str) -> dict[int, int]:
    """Square brackets: for each closing one its opening one."""
    stack: list[int] = []
    opens: dict[int, int] = {}
    for match in _BRACKET.finditer(text):
        if match[0] == "[":
            stack.append(match.start())
        elif stack:
            opens[match.start()] = stack.pop()
    return opens


def _code(text: str) -> list[tuple[int, int]]:
    """Code spans: from a run of backticks to the next of the same length."""
    runs = [match.span() for match in _TICKS.finditer(text)]
    after: dict[int, int] = {}
    partner: dict[int, int] = {}
    for number in range(len(runs) - 1, -1, -1):
        length = runs[number][1] - runs[number][0]
        if length in after:
            partner[number] = after[length]
        after[length] = number
    spans, number = [], 0
    while number < len(runs):
        if number in partner:
            spans.append((runs[number][0], runs[partner[number]][1]))
            number = partner[number]
        number += 1
    return spans
