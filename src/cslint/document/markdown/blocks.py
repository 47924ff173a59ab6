"""Markdown as blocks with exact places."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import pairwise
from operator import add
from typing import Any, Literal

from cslint.document.markdown import captions, inline, notation, word_count
from cslint.document.markdown.inline import Link
from cslint.document.markdown.mistune_positions import PARSER, State
from cslint.text.source import Source, Span

BlockKind = Literal["heading", "paragraph", "list", "item", "quote", "code", "html", "break", "definition"]
_KINDS: dict[str, BlockKind] = {
    "heading": "heading",
    "paragraph": "paragraph",
    "block_text": "paragraph",
    "list": "list",
    "list_item": "item",
    "block_quote": "quote",
    "block_code": "code",
    "block_html": "html",
    "thematic_break": "break",
    "definition": "definition",
}
_FIGCAPTION = r"(?is)<figcaption\b[^<>]*>.{0,500}?</figcaption>"
_HTML_HEADING = re.compile(
    r"\s*<h([1-6])\b[^<>]{0,500}>((?:(?!</?h[1-6]\b)[^\n]|\n(?![ \t]*\n)){1,500}?)</h\1\s*>[ \t]*(?=\n|\Z)", re.I
)
_BLANK_LINE = r"(?m)^[ \t]{5,}$"
_NOTE = r"(?m)^[ \t]*\[\^([^\[\]\s]{1,80})\]:"
BULLETS = re.compile("[•●◦▪▫‣⁃∙·○■□➢➤►\uf0b7\uf0a7]")
_BULLET = rf"(?m)^[ \t]*({BULLETS.pattern})[ \t\u00a0]*(?=\S)"
_LONGEST_HEADING = 14  # words
_SHORTEST_SENTENCE = 4
_COMMENT = re.compile("<!--")
_TAG = r"<[/!?A-Za-z][^<>]*>"
_SILENT_HTML = r"(?is)<(script|style|template)\b[^<>]*>.*?(?:</\1\s*>|\Z)"


class Block:
    """One block of the document.

    Attributes:
        kind: its kind.
        span: from its first character to its last, without markers of the surrounding list or quote.
        level: 1 to 6 for a heading, depth from 0 for a list.
        ordered: whether a list is numbered.
        raw: its inline Markdown, "" for containers.
        plain: its visible text: no markup, comments, images or autolinks.
        links: its links and images, in order (without those of its children).
        children: child blocks of lists, items and quotes.
        place: maps an offset in ``raw`` to the file.
        note: label of its footnote, or "".
        underlined: whether dashes below a paragraph unintentionally make it a heading.
        words: visible words in it and its children; code blocks and link definitions have none.
    """

    __slots__ = (
        "children",
        "kind",
        "level",
        "links",
        "note",
        "ordered",
        "place",
        "plain",
        "raw",
        "span",
        "underlined",
        "words",
    )

    def __init__(
        self,
        kind: BlockKind,
        span: Span,
        *,
        level: int = 0,
        ordered: bool = False,
        raw: str = "",
        plain: str = "",
        links: tuple[Link, ...] = (),
        children: tuple[Block, ...] = (),
        place: Callable[[int], int] = int,
    ) -> None:
        self.kind = kind
        self.span = span
        self.level = level
        self.ordered = ordered
        self.raw = raw
        self.plain = plain
        self.links = links
        self.children = children
        self.place = place
        self.underlined = False
        self.note = ""
        own = word_count.count(plain) if plain else 0
        self.words: int = own + sum(child.words for child in children)

    def walk(self) -> Iterator[Block]:
        """This block and all in it, in order."""
        if not self.children:
            yield self
            return
        stack = [self]
        while stack:
            block = stack.pop()
            yield block
            stack.extend(reversed(block.children))

    def part(self, start: int, end: int) -> Block:
        """Return a part of a paragraph as a paragraph.

        Args:
            start: offset in ``raw``.
            end: offset in ``raw``.
        """
        while start < end and self.raw[start].isspace():
            start += 1
        while end > start and self.raw[end - 1].isspace():
            end -= 1
        raw, place = self.raw[start:end], self.place
        span = Span(place(start), max(place(start), place(end)))
        links = tuple(link for link in self.links if span.start <= link.span.start < span.end)
        return Block(
            "paragraph", span, raw=raw, plain=inline.visible(raw), links=links, place=lambda at: place(start + at)
        )


def parse(source: Source, masked: str) -> tuple[Block, ...]:
    """Return top-level blocks of a document.

    Args:
        source: the file.
        masked: its text, of the same length and lines, with front matter and comments blanked out.
    """
    return _Reader(source, masked).blocks()


def comment_offsets(source: Source, start: int) -> Iterator[int]:
    """Yield the offsets of HTML comments, in order, as parsed from the Markdown.

    Args:
        source: the file.
        start: offset of the body.
    """
    before = re.sub(r"[^\r\n]", " ", source.text[:start])
    return iter(sorted(_Reader(source, before + source.text[start:]).comments()))


class _Reader:
    """Turns mistune's tokens of one document into blocks."""

    def __init__(self, source: Source, masked: str) -> None:
        self.source = source
        text = masked.replace("\r\n", " \n").replace("\r", "\n").replace("\0", "\ufffd")
        if "     " in text or "\t" in text:
            # mistune takes a line of many spaces for code; a form feed is as blank and is not taken so
            text = re.sub(_BLANK_LINE, lambda match: "\f" * len(match[0]), text)
        self.text = text
        self.starts = source.line_starts
        self.env: dict[str, Any] = {}

    def blocks(self) -> tuple[Block, ...]:
        state = State()
        state.process(self.text if self.text.endswith("\n") else self.text + "\n")
        PARSER.block.parse(state)
        self.env = dict(state.env)
        blocks = [*self.convert(state.tokens), *self.definitions()]
        blocks.sort(key=lambda block: block.span.start)
        for above, block in pairwise(blocks):
            if block.kind == "paragraph" and _is_image(above) and captions.is_caption(block.raw):
                block.words = 0  # as little as a caption in quotation marks
        return tuple(blocks)

    def comments(self) -> Iterator[int]:
        """Yield where HTML comments begin."""
        state = State()
        state.process(self.text if self.text.endswith("\n") else self.text + "\n")
        PARSER.block.parse(state)
        waiting = list(state.tokens)
        while waiting:
            token = waiting.pop()
            if token["type"] == "block_html":
                span = self.lines(token["line"], token["stop"])
                yield from (match.start() for match in _COMMENT.finditer(self.text, span.start, span.end))
            elif "<!--" in token.get("text", ""):
                text = token["text"]
                lead = len(text) - len(text.lstrip(" \r\n\t\f"))
                offsets = self.offsets(text.strip(" \r\n\t\f"), token["line"] + text.count("\n", 0, lead))
                yield from map(offsets, inline.comments(text.strip(" \r\n\t\f")))
            waiting.extend(token.get("children", ()))

    def definitions(self) -> Iterator[Block]:
        for first, stop in self.env.get("definitions", ()):
            span = self.lines(first, stop)
            yield Block("definition", span, raw=self.text[span.start : span.end])

    def lines(self, first: int, stop: int) -> Span:
        """Return the span of whole lines, from 0, without white space around."""
        start = self.starts[min(first, len(self.starts) - 1)]
        end = self.starts[stop] if stop < len(self.starts) else len(self.text)
        inside = self.text[start:end]
        end = start + len(inside.rstrip())
        return Span(max(start, end - len(inside.strip())), end)

    def convert(self, tokens: Iterable[dict[str, Any]]) -> Iterator[Block]:
        for token in tokens:
            kind = _KINDS.get(token["type"])
            if kind is None:
                continue
            if kind in ("paragraph", "heading"):
                leaf = self.leaf(kind, token)
                yield from _parts(leaf) if kind == "paragraph" else (leaf,)
                if leaf.underlined:
                    yield Block("break", self.lines(token["stop"] - 1, token["stop"]))
            elif kind == "list":
                yield self.list_block(token)
            elif kind == "quote":
                children = tuple(self.convert(token["children"]))
                yield Block("quote", self.lines(token["line"], token["stop"]), children=children)
            elif kind == "html":
                yield from self.html(token)
            else:
                raw = token.get("raw", "")
                # mistune's short way for indented code passes no hook: count its lines
                stop = token.get("stop", token["line"] + raw.count("\n") + 1)
                yield Block(kind, self.lines(token["line"], stop), raw=raw)

    def list_block(self, token: dict[str, Any]) -> Block:
        known = self.env.get("item_lines", {})
        items = []
        stop = token["stop"]
        firsts = [known[id(item["children"])][0] for item in token["children"]]
        for item, first, after in zip(token["children"], firsts, [*firsts[1:], stop], strict=True):
            children = tuple(self.convert(item["children"]))
            items.append(Block("item", self.lines(first, max(after, first + 1)), children=children))
        attrs = token["attrs"]
        span = Span(items[0].span.start, items[-1].span.end)
        return Block("list", span, level=attrs["depth"], ordered=attrs["ordered"], children=tuple(items))

    def leaf(self, kind: BlockKind, token: dict[str, Any]) -> Block:
        text = token["text"]
        lead = len(text) - len(text.lstrip(" \r\n\t\f"))
        skipped = text.count("\n", 0, lead)
        raw = text.strip(" \r\n\t\f")
        offsets = self.offsets(raw, token["line"] + skipped)
        held = inline.read(raw, self.env)
        links = tuple(link.placed(offsets) for link in held.links)
        start = offsets(0)
        span = Span(start, max(start, offsets(len(raw))))
        whole = self.lines(token["line"], token.get("stop", token["line"] + 1)) if kind == "heading" else span
        level = token["attrs"]["level"] if kind == "heading" else 0
        if kind == "heading" and level == 2 and token.get("style") == "setext" and _is_prose(held.plain):
            paragraph = Block("paragraph", span, raw=raw, plain=held.plain, links=links, place=offsets)
            paragraph.underlined = True
            return paragraph
        if raw.startswith(("import ", "export ")) and notation.is_module_code(raw):
            return Block(kind, whole, raw=raw, place=offsets)
        leaf = Block(kind, whole, level=level, raw=raw, plain=held.plain, links=links, place=offsets)
        if held.plain and held.links and held.links[0].image and raw.startswith("!"):
            rest = raw[held.links[-1].span.end :].strip()
            if all(link.image for link in held.links) and captions.is_caption(rest):
                leaf.words = 0
        return leaf

    def html(self, token: dict[str, Any]) -> Iterator[Block]:
        span = self.lines(token["line"], token["stop"])
        at = span.start
        while heading := _HTML_HEADING.match(self.text, at, span.end):  # what readers see as headings are some
            start, end = heading.span(2)
            raw = self.text[start:end].strip()
            held = inline.read(raw, self.env)
            offset = start + self.text[start:end].find(raw)
            yield Block(
                "heading",
                Span(heading.start() + len(heading[0]) - len(heading[0].lstrip()), heading.end()),
                level=int(heading[1]),
                raw=raw,
                plain=held.plain,
                links=tuple(link.placed(partial(add, offset)) for link in held.links),
                place=partial(add, offset),
            )
            at = heading.end()
        rest = self.text[at : span.end]
        if rest.strip():
            start = at + len(rest) - len(rest.lstrip())
            yield self.html_text(Span(start, span.end))

    def html_text(self, span: Span) -> Block:
        raw = self.text[span.start : span.end]
        visible = re.sub(_FIGCAPTION, " ", re.sub(_SILENT_HTML, " ", notation.without_components(raw)))
        plain = html.unescape(re.sub(_TAG, " ", visible)).strip()
        links = tuple(inline.html_links(raw, span.start))
        return Block("html", span, raw=raw, plain=plain, links=links, place=partial(add, span.start))

    def offsets(self, raw: str, line: int) -> _Offsets:
        """Return the mapping of offsets in a block's text to offsets in the file.

        It has the end of the source line for each line.
        """
        at, inner, outer = 0, [], []
        starts, text = self.starts, self.text
        for number, part in enumerate(raw.split("\n") if "\n" in raw else (raw,), line):
            body = part.strip()
            end = starts[number + 1] if number + 1 < len(starts) else len(text)
            column = text.rfind(body, starts[number], end) if body and number < len(starts) else -1
            if column < 0:  # tabs were expanded, or a quote mark is between
                span = self.lines(number, number + 1)
                column = span.start if body else span.end
            inner.append(at + part.find(body) if body else at + len(part))
            outer.append(column)
            at += len(part) + 1
        return _Offsets(inner, outer, len(self.text))


def _is_image(block: Block) -> bool:
    """Return whether a block consists of images."""
    return not block.plain and bool(block.links) and block.links[-1].image


def _parts(block: Block) -> Iterator[Block]:
    """Yield the footnotes, and the list with other characters than Markdown's, that a paragraph consists of."""
    marks = list(re.finditer(_NOTE, block.raw)) if block.raw.startswith("[^") else []
    if marks:
        for mark, stop in zip(marks, [*(other.start() for other in marks[1:]), len(block.raw)], strict=True):
            note = block.part(mark.end(), stop)
            note.note = mark[1]
            note.span = Span(block.place(mark.start()), max(note.span.end, block.place(mark.end() - 1) + 1))
            yield note
        return
    marks = list(re.finditer(_BULLET, block.raw)) if BULLETS.search(block.raw) else []
    if not marks:
        yield block
        return
    if block.raw[: marks[0].start()].strip():
        yield block.part(0, marks[0].start())
    items = []
    for mark, stop in zip(marks, [*(other.start() for other in marks[1:]), len(block.raw)], strict=True):
        text = block.part(mark.end(), stop)
        items.append(Block("item", Span(block.place(mark.start(1)), text.span.end), children=(text,)))
    yield Block("list", Span(items[0].span.start, items[-1].span.end), children=tuple(items))


def _is_prose(text: str) -> bool:
    """Return whether what dashes make a heading of is a paragraph: of two lines, or a sentence."""
    number = word_count.count(text)
    return "\n" in text or number > _LONGEST_HEADING or (number > _SHORTEST_SENTENCE and text.endswith((".", "!", ":")))


class _Offsets:
    """Maps offsets in a block's text to offsets in the file."""

    __slots__ = ("inner", "limit", "outer")

    def __init__(self, inner: list[int], outer: list[int], limit: int) -> None:
        self.inner, self.outer, self.limit = inner, outer, limit

    def __call__(self, offset: int) -> int:
        at = bisect_right(self.inner, offset) - 1
        if at < 0:  # before the first letter
            return self.outer[0]
        place = self.outer[at] + offset - self.inner[at]
        return place if place < self.limit else self.limit
