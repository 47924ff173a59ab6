"""Markdown as blocks and links with exact places.

Nothing outside this module, ``stamped`` and ``link_parts`` knows which parser it is.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from cslint.document.link_parts import closing_bracket, destination, last_quote
from cslint.document.source import Source, Span
from cslint.document.stamped import PARSER, State

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
_BLANK_LINE = re.compile(r"^[ \t]{5,}$", re.M)
_SIMPLE = re.compile(r"(\*\*|__|)([^*_`<>&\[\]\\!\n]*)\1")
_TAG = re.compile(r"<[/!?A-Za-z][^<>]*>")
_HTML_LINK = re.compile(r"<(img|a)\b([^<>]*)>", re.I)
_ATTRIBUTE = re.compile(r"""([A-Za-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_SILENT_HTML = re.compile(r"<(script|style|template)\b[^<>]*>.*?(?:</\1\s*>|\Z)", re.I | re.S)


@dataclass(frozen=True, slots=True)
class Link:
    """A link or a picture.

    Attributes:
        span: the whole construct.
        target: the address, entities and escapes resolved; "" when empty.
        target_span: where the address stands (an empty span when it cannot be found apart).
        text: the link's visible text, or a picture's alternative text.
        text_span: where that stands.
        title: the quoted title (a picture's caption), or None.
        title_span: where it stands, without quotes.
        form: how it is written.
        image: whether it is a picture.
    """

    span: Span
    target: str
    target_span: Span
    text: str
    text_span: Span
    title: str | None
    title_span: Span | None
    form: Literal["inline", "reference", "autolink", "html"]
    image: bool


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """One block of the document.

    Attributes:
        kind: what it is.
        span: from its first character to its last, without markers of the list or quote it stands in.
        level: of a heading 1 to 6, of a list its depth from 0.
        ordered: whether a list is numbered.
        raw: its inline Markdown, "" for containers.
        plain: what a reader sees of it: no markup, comments, pictures or autolinks.
        links: links and pictures in it, in order (not those of its children).
        children: blocks in it, for lists, items and quotes.
        place: where an offset of ``raw`` stands in the file.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    ordered: bool = False
    raw: str = ""
    plain: str = ""
    links: tuple[Link, ...] = ()
    children: tuple[Block, ...] = ()
    place: Callable[[int], int] = field(default=int, repr=False)

    def walk(self) -> Iterator[Block]:
        """This block and all in it, in order."""
        stack = [self]
        while stack:
            block = stack.pop()
            yield block
            stack.extend(reversed(block.children))

    def part(self, start: int, end: int) -> Block:
        """A paragraph's stretch from one offset of its ``raw`` to another, as a paragraph of its own."""
        while start < end and self.raw[start].isspace():
            start += 1
        while end > start and self.raw[end - 1].isspace():
            end -= 1
        raw, place = self.raw[start:end], self.place
        span = Span(place(start), max(place(start), place(end)))
        links = tuple(link for link in self.links if span.start <= link.span.start < span.end)
        return Block("paragraph", span, raw=raw, plain=visible(raw), links=links, place=lambda at: place(start + at))


def visible(raw: str) -> str:
    """What a reader sees of a stretch of inline Markdown: no markup, pictures or bare addresses in brackets."""
    simple = _SIMPLE.fullmatch(raw)
    if simple:  # most titles are: not worth a parser
        return simple[2].strip()
    return _plain(PARSER.inline(raw, {}))


def parse(source: Source, masked: str) -> tuple[Block, ...]:
    """Top-level blocks of a document.

    Args:
        source: the file.
        masked: its text, of the same length and lines, with front matter and comments blanked out.
    """
    return _Reader(source, masked).blocks()


class _Reader:
    """Turns mistune's tokens of one document into blocks."""

    def __init__(self, source: Source, masked: str) -> None:
        self.source = source
        text = masked.replace("\r\n", " \n").replace("\r", "\n").replace("\0", "\ufffd")
        # mistune takes a line of many spaces for code; a form feed is as blank and is not taken so
        self.text = _BLANK_LINE.sub(lambda match: "\f" * len(match[0]), text)
        self.starts = source.line_starts
        self.env: dict[str, Any] = {}

    def blocks(self) -> tuple[Block, ...]:
        state = State()
        state.process(self.text if self.text.endswith("\n") else self.text + "\n")
        PARSER.block.parse(state)
        self.env = dict(state.env)
        blocks = [*self.convert(state.tokens), *self.definitions()]
        blocks.sort(key=lambda block: block.span.start)
        return tuple(blocks)

    def definitions(self) -> Iterator[Block]:
        for first, stop in self.env.get("definitions", ()):
            span = self.lines(first, stop)
            yield Block("definition", span, raw=self.text[span.start : span.end])

    def lines(self, first: int, stop: int) -> Span:
        """Span of whole lines, from 0, without white space around."""
        start = self.starts[min(first, len(self.starts) - 1)]
        end = self.starts[stop] if stop < len(self.starts) else len(self.text)
        while end > start and self.text[end - 1].isspace():
            end -= 1
        while start < end and self.text[start].isspace():
            start += 1
        return Span(start, end)

    def convert(self, tokens: Iterable[dict[str, Any]]) -> Iterator[Block]:
        for token in tokens:
            kind = _KINDS.get(token["type"])
            if kind is None:
                continue
            if kind in ("paragraph", "heading"):
                yield self.leaf(kind, token)
            elif kind == "list":
                yield self.list_block(token)
            elif kind == "quote":
                children = tuple(self.convert(token["children"]))
                yield Block("quote", self.lines(token["line"], token["stop"]), children=children)
            elif kind == "html":
                yield self.html(token)
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
        tokens = PARSER.inline(raw, self.env)
        links = tuple(self.links(tokens, raw, offsets))
        start = offsets(0)
        span = Span(start, max(start, offsets(len(raw))))
        if kind == "heading":
            span = self.lines(token["line"], token.get("stop", token["line"] + 1))
        level = token["attrs"]["level"] if kind == "heading" else 0
        return Block(kind, span, level=level, raw=raw, plain=_plain(tokens), links=links, place=offsets)

    def html(self, token: dict[str, Any]) -> Block:
        span = self.lines(token["line"], token["stop"])
        raw = self.text[span.start : span.end]
        visible = _SILENT_HTML.sub(" ", raw)
        plain = html.unescape(_TAG.sub(" ", visible)).strip()
        links = tuple(_html_links(raw, lambda offset: span.start + offset))
        return Block("html", span, raw=raw, plain=plain, links=links)

    def offsets(self, raw: str, line: int) -> _Offsets:
        """How offsets in a block's text become offsets in the file: line by line, each the end of its source line."""
        at, inner, outer = 0, [], []
        for number, part in enumerate(raw.split("\n"), line):
            span = self.lines(number, number + 1)
            body = part.strip()
            column = self.text.rfind(body, span.start, span.end) if body else span.end
            if body and column < 0:  # tabs were expanded, or a quote mark stands between
                column = span.start
            inner.append(at + len(part) - len(part.lstrip()))
            outer.append(column)
            at += len(part) + 1
        return _Offsets(inner, outer, len(self.text))

    def links(self, tokens: list[dict[str, Any]], raw: str, offsets: _Offsets) -> Iterator[Link]:
        for token in tokens:
            kind = token["type"]
            if kind in ("link", "image") and "end" in token:
                yield self.link(token, raw, offsets)
            elif kind == "inline_html":
                yield from _html_links(token["raw"], offsets.after(token["start"]))
            if kind != "image" and "children" in token and "auto" not in token:
                yield from self.links(token["children"], raw, offsets)

    def link(self, token: dict[str, Any], raw: str, offsets: _Offsets) -> Link:
        start, end = token["start"], token["end"]
        image = token["type"] == "image"
        attrs = token["attrs"]
        whole = Span(offsets(start), offsets(end))
        if "auto" in token:
            inner = Span(offsets(start + 1), offsets(end - 1))
            address = token["auto"]
            return Link(whole, address, inner, address, inner, None, None, "autolink", image)
        text_start = start + (2 if image else 1)
        close = closing_bracket(raw, text_start, end)
        text = _plain(token["children"], alt=image)
        title = attrs.get("title")
        if "ref" in token:
            text_span, target = Span(offsets(text_start), offsets(close)), html.unescape(attrs["url"])
            empty = Span(whole.end, whole.end)
            return Link(whole, target, empty, text, text_span, title, None, "reference", image)
        target, at, stop = destination(raw, close + 2, end)
        title_span = None
        if title is not None:
            quoted = stop + len(raw[stop:end]) - len(raw[stop:end].lstrip("> \t\n"))
            title_span = Span(offsets(quoted + 1), offsets(last_quote(raw, quoted, end)))
        text_span = Span(offsets(text_start), offsets(close))
        return Link(
            whole,
            target,
            Span(offsets(at), offsets(stop)),
            text,
            text_span,
            title,
            title_span,
            "inline",
            image,
        )


class _Offsets:
    """Maps offsets in a block's text to offsets in the file."""

    __slots__ = ("inner", "limit", "outer")

    def __init__(self, inner: list[int], outer: list[int], limit: int) -> None:
        self.inner, self.outer, self.limit = inner, outer, limit

    def __call__(self, offset: int) -> int:
        at = max(0, bisect_right(self.inner, offset) - 1)
        return min(self.outer[at] + max(0, offset - self.inner[at]), self.limit)

    def after(self, start: int) -> Callable[[int], int]:
        """The same for offsets that count from ``start``."""
        return lambda offset: self(start + offset)


def _plain(tokens: Iterable[dict[str, Any]], *, alt: bool = False) -> str:
    """Visible text of inline tokens; pictures and autolinks are left out (in alt text everything is text)."""
    parts: list[str] = []
    stack: list[dict[str, Any]] = list(tokens)[::-1]
    while stack:
        token = stack.pop()
        kind = token["type"]
        if kind in ("softbreak", "linebreak"):
            parts.append("\n")
        elif kind == "inline_html":
            if token["raw"][:3].lower() == "<br":
                parts.append("\n")
        elif "children" in token:
            if alt or (kind != "image" and "auto" not in token):
                stack.extend(reversed(token["children"]))
        else:
            parts.append(token.get("raw", ""))
    return html.unescape("".join(parts)).replace("\xa0", " ").strip()


def _html_links(raw: str, place: Callable[[int], int]) -> Iterator[Link]:
    """Pictures and links written as HTML tags."""
    for tag in _HTML_LINK.finditer(raw):
        image = tag[1].lower() == "img"
        found: dict[str, tuple[str, int, int]] = {}
        for attribute in _ATTRIBUTE.finditer(raw, tag.start(2), tag.end(2)):
            group = next((number for number in (2, 3, 4) if attribute[number] is not None), 4)
            value = html.unescape(attribute[group] or "")
            found.setdefault(attribute[1].lower(), (value, attribute.start(group), attribute.end(group)))
        target = found.get("src" if image else "href")
        if target is None:
            continue
        whole = Span(place(tag.start()), place(tag.end()))
        nowhere = (whole.start, whole.start)
        alt = found.get("alt") if image else None
        title = found.get("title")
        yield Link(
            span=whole,
            target=target[0],
            target_span=Span(place(target[1]), place(target[2])),
            text=alt[0] if alt else "",
            text_span=Span(place(alt[1]), place(alt[2])) if alt else Span(*nowhere),
            title=title[0] if title else None,
            title_span=Span(place(title[1]), place(title[2])) if title else None,
            form="html",
            image=image,
        )
