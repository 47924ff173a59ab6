"""Find items: the titled units of a section, in the many forms in which authors write them.

A section's items have the strongest form in it: sub-headings, then bold leads of paragraphs, then bold leads of list
entries, then list entries, then plain paragraphs. One form serves the whole section, so that bold words in an item's
own bullets do not start a new item. The text before the first item is an introduction; text after an item belongs to
it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import pairwise, zip_longest
from typing import Literal, NamedTuple

from cslint.document.document import Section
from cslint.document.markdown import word_count as words
from cslint.document.markdown.blocks import Block
from cslint.document.markdown.inline import Link, visible
from cslint.text.source import Span

Form = Literal["heading", "lead", "list-lead", "list", "row", "plain"]

_LEAD = re.compile(r"(\*{2,3}|_{2,3})(?=[^\s*_])((?:(?!\1).)+?)\1(?!\*)", re.S)
_RULE = r"[ \t]*+(?:\|[ \t]*+)?:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*(?:\|[ \t]*+)?"
_CELL = r"[ \t]*+(?:\|[ \t]*+)?((?:[^|\\]|\\.)*+)(?:\||$)"
_MARK = re.compile(r"[*_]")
_LINKED_LEAD = r"(?s)\[(\*{2,3}|_{2,3})(?=[^\s*_])((?:(?!\1).)+?)\1\]\([^()\s]*\)"
_SENTENCE_END = r"[.!?:;)\]”\"'’\\]\s*$|  $"
_NUMBERING = re.compile(r"^(?:\(?\d{1,2}[.):]|[a-z][.)])\s+", re.I)
_SEPARATORS = " \t\n.:;,–—-"
_REFERENCE = re.compile(r"(?:^|\n)[ \t]*(?:\[\d{1,3}\]|\d{1,3}[.)])[ \t]+(?=\S)")
_ADDRESS = re.compile(r"https?://|www\.", re.I)
_BEFORE = 80  # characters in front of a bold stretch that show whether a sentence ended there
_LONGEST_TITLE = 25  # words; a whole paragraph in bold is not a title


class Item:
    """One unit of a section.

    Attributes:
        title: its title without markup, numbering and closing punctuation, or "".
        title_span: span of the title, or for an untitled item of its first words.
        form: its notation.
        blocks: its text, with the title only if it is in the first block.
        titled: number of words of the first block that are its title.
    """

    def __init__(self, title: str, title_span: Span, form: Form, blocks: tuple[Block, ...], titled: int = 0) -> None:
        self.title = title
        self.title_span = title_span
        self.form = form
        self.blocks = blocks
        self.titled = titled

    @cached_property
    def span(self) -> Span:
        """From the title to the end of the text."""
        ends = [block.span.end for block in self.blocks]
        return Span(self.title_span.start, max([self.title_span.end, *ends]))

    @cached_property
    def words(self) -> int:
        """Words of its text, the title not counted."""
        return max(0, sum(block.words for block in self.blocks) - self.titled)

    @cached_property
    def anchors(self) -> tuple[Link, ...]:
        """Links and images in it, in order."""
        return tuple(link for block in self.blocks for inner in block.walk() for link in inner.links)

    @property
    def links(self) -> tuple[Link, ...]:
        """Links in it, in order."""
        return tuple(link for link in self.anchors if not link.image)

    @property
    def images(self) -> tuple[Link, ...]:
        """Images in it, in order."""
        return tuple(link for link in self.anchors if link.image)

    @property
    def paragraphs(self) -> Iterator[Block]:
        """The blocks of text in it, in order."""
        return (inner for block in self.blocks for inner in block.walk() if inner.kind in ("paragraph", "html"))


class _Lead(NamedTuple):
    """A bold title at the start of a paragraph: raw text, where it ends there, and its mark."""

    title: str
    start: int
    end: int
    mark: str


def find(section: Section, *, inside: Callable[[Section], bool] = lambda _: True) -> tuple[Item, ...]:
    """Return the items of a section in order.

    Args:
        section: the section.
        inside: function that returns whether a subsection belongs to it; those required by name do not.
    """
    blocks = [part for block in section.blocks for part in _split(block)]
    children = [child for child in section.children if inside(child)]
    below = [part for child in children for block in child.content for part in _split(block)]
    stream = _adopted([*blocks, *below])
    leads = list(map(_lead, stream))
    found = [lead for lead in leads if lead]
    own = sum(lead is not None for lead in leads[: len(blocks)])
    if children and (own == 0 or own < 2 <= len(children)) and len(found) < 2 * len(children):
        return tuple(_by_headings(children))
    if found:
        pairs = [(block, lead) for block, lead in zip(stream, leads, strict=True) if not block.note]
        return tuple(_by_leads(pairs, found[0].mark))
    return tuple(_untitled(stream))


def _adopted(stream: list[Block]) -> list[Block]:
    """Return blocks in which ``1. **Title**`` begins an item whose text follows it without being indented."""
    return [
        block.children[0].children[0] if is_unindented(block, after) else block
        for block, after in zip_longest(stream, stream[1:])
    ]


def is_unindented(block: Block, after: Block | None) -> bool:
    """Return whether a list is a title alone, and its text the paragraph that follows.

    Args:
        block: a block.
        after: the one that follows it.
    """
    if block.kind != "list" or len(block.children) != 1 or after is None or after.kind != "paragraph":
        return False
    parts = block.children[0].children
    lead = _lead(parts[0]) if len(parts) == 1 else None
    return lead is not None and not parts[0].raw[lead.end :].strip(_SEPARATORS) and _lead(after) is None


def introduction(section: Section, found: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return the text before a section's first titled item as one untitled item, or nothing.

    Args:
        section: the section.
        found: its items.
    """
    if not found or found[0].form == "plain":
        return ()
    first = found[0].title_span.start
    blocks = tuple(b for b in section.blocks if b.span.start < first and b.kind == "paragraph" and b.words)
    if not blocks:
        return ()
    start = blocks[0].span.start
    return (Item("", Span(start, min(blocks[0].span.end, start + 40)), "plain", blocks),)


def _untitled(stream: list[Block]) -> Iterator[Item]:
    """Yield items of a section without bold titles: its list entries, or its paragraphs."""
    rows = [row for block in stream if block.kind == "paragraph" for row in _rows(block)]
    if rows:
        yield from rows
        return
    lists = [block for block in stream if block.kind == "list"]
    text = [block for block in stream if block.kind in ("paragraph", "html", "quote") and block.words]
    entries = [entry for block in lists for entry in _entries(block)]
    if entries and len(text) <= max(2, len(entries) // 2):
        yield from entries
        return
    if text and all(_is_address(block) for block in stream if block.links or block.words):
        text = [block for block in stream if block.kind == "paragraph"]
    for block in stream:
        if block.kind == "paragraph" and (block.words or _has_address(block)):
            start = block.span.start
            yield Item("", Span(start, min(block.span.end, start + 40)), "plain", (block,))


def _rows(block: Block) -> Iterator[Item]:
    """Yield the rows of a table below its head, each with its first cell as title."""
    lines = block.raw.split("\n") if "|" in block.raw else []
    ruled = next((number for number, line in enumerate(lines[:12]) if number and re.fullmatch(_RULE, line)), None)
    if ruled is None or "|" not in lines[ruled - 1]:
        return
    at = sum(len(line) + 1 for line in lines[: ruled + 1])
    for line in lines[ruled + 1 :]:
        cell = re.match(_CELL, line)
        if cell and any(char.isalnum() for char in line):
            row = block.part(at, at + len(line))
            written = cell[1].rstrip(" \t")
            plain, start = visible(written), at + cell.start(1)
            span = Span(block.place(start), block.place(start + len(written)))
            yield Item(_clean(plain), span, "row", (row,), words.count(plain))
        at += len(line) + 1


def _by_headings(children: Iterable[Section]) -> Iterator[Item]:
    for child in children:
        assert child.heading is not None
        title = _clean(child.title)
        yield Item(title, child.heading.span, "heading", tuple(child.content))


def _by_leads(stream: Iterable[tuple[Block, _Lead | None]], mark: str) -> Iterator[Item]:
    """Yield items that begin with a bold lead of one kind; what follows belongs to them."""
    current: tuple[_Lead, list[Block]] | None = None
    for block, lead in stream:
        if lead is not None and lead.mark == mark:
            if current:
                yield _titled(*current)
            current = (lead, [block])
        elif current:
            current[1].append(block)
    if current:
        yield _titled(*current)


def _titled(lead: _Lead, blocks: list[Block], form: Form = "lead") -> Item:
    first = blocks[0]
    span = Span(first.place(lead.start), first.place(lead.end))
    plain = visible(first.raw[lead.start : lead.end])
    return Item(_clean(plain), span, form, tuple(blocks), words.count(plain))


def _entries(block: Block) -> Iterator[Item]:
    """Yield items of a list: its entries, or, where an entry only groups addresses, the entries below it."""
    for entry in block.children:
        nested = [child for child in entry.children if child.kind == "list"]
        own = [child for child in entry.children if child.kind != "list"]
        inner = [item for child in nested for item in _entries(child)]
        groups = inner and not any(map(_has_address, own)) and all(_has_address(b) for i in inner for b in i.blocks)
        if groups and len(inner) > 1:
            yield from inner
            continue
        if not own and not nested:
            continue
        yield _entry(entry)


def _entry(entry: Block) -> Item:
    blocks = entry.children
    first = blocks[0]
    lead = _lead(first) if first.kind == "paragraph" else None
    if lead:
        return _titled(lead, list(blocks), "list-lead")
    end = min(first.span.end, first.span.start + 40)
    title = first.links[0].text if first.kind == "paragraph" and _only_link(first) else ""
    return Item(_clean(title), Span(first.span.start, max(first.span.start, end)), "list", blocks)


def _only_link(block: Block) -> bool:
    """Return whether a paragraph begins with a link."""
    first = block.links[0] if block.links else None
    return first is not None and not first.image and first.form != "autolink" and first.span.start == block.span.start


def _is_address(block: Block) -> bool:
    return block.kind == "paragraph" and _has_address(block)


def _has_address(block: Block) -> bool:
    return any(any(not link.image for link in inner.links) or _ADDRESS.search(inner.plain) for inner in block.walk())


def _lead(block: Block) -> _Lead | None:
    """Return the bold title that a paragraph begins with, or None."""
    raw = block.raw
    if block.kind != "paragraph" or not raw.startswith(("*", "_", "[")):
        return None
    match = _LEAD.match(raw) or re.match(_LINKED_LEAD, raw)
    if match is None:
        return None
    title = visible(match[0])
    if not 0 < words.count(title) <= _LONGEST_TITLE:
        return None
    rest = raw[match.end() :]
    if rest[:1].isalnum():  # bold inside a word is emphasis
        return None
    return _Lead(title, 0, match.end(), match[1][0] * len(match[1]))


def _split(block: Block) -> Iterator[Block]:
    """Yield the parts of a paragraph with several items without blank lines between them; else the paragraph."""
    if block.kind != "paragraph":
        yield block
        return
    cuts = sorted(set(_cuts(block.raw)))
    if not cuts:
        yield block
        return
    edges = [0, *cuts, len(block.raw)]
    for start, end in pairwise(edges):
        if block.raw[start:end].strip():
            yield block.part(start, end)


def _cuts(raw: str) -> Iterator[int]:
    """Yield offsets inside a paragraph at which a further item begins."""
    if "**" in raw or "__" in raw:
        led = _LEAD.match(raw) is not None
        for match in _bold(raw):
            at, end = match.span()
            after = raw[end : end + 1]
            if at == 0 or after.isalnum():
                continue
            before = raw[max(0, at - _BEFORE) : at]
            line_start = not before.rpartition("\n")[2].strip()
            marked = after in (".", ":") or match[2].rstrip().endswith((".", ":"))
            ended = bool(re.search(_SENTENCE_END, before.rstrip(" \t") if not line_start else before.rstrip()))
            alone = line_start and after in ("", "\n")
            if (line_start and (marked or ended or alone)) or (marked and ended and led):
                yield at - (len(before) - len(before.rstrip(" \t")))
    if _REFERENCE.match(raw):
        yield from (match.start() + 1 for match in list(_REFERENCE.finditer(raw))[1:])


def _bold(raw: str) -> Iterator[re.Match[str]]:
    """Yield what ``_LEAD`` finds anywhere in a text; a search of its own would try every character."""
    after = 0
    for mark in _MARK.finditer(raw):
        match = _LEAD.match(raw, mark.start()) if mark.start() >= after else None
        if match:
            after = match.end()
            yield match


def _clean(title: str) -> str:
    """Return a title without numbering and closing punctuation."""
    title = " ".join(title.split()).strip(_SEPARATORS)
    return _NUMBERING.sub("", title).strip(_SEPARATORS)
