"""One Markdown file read whole: front matter, comments, blocks, sections, links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice

from cslint.document.front_matter import parser
from cslint.document.front_matter.parser import FrontMatter
from cslint.document.markdown import blocks as markdown
from cslint.document.markdown import comments as comment_finder
from cslint.document.markdown import damage, heading_like
from cslint.document.markdown.blocks import Block
from cslint.document.markdown.comments import Comment
from cslint.document.markdown.heading_like import HeadingLike
from cslint.document.markdown.inline import Link
from cslint.text.source import Source, Span

MOST_MARKS = 50_000  # characters that may begin or end something; case studies have some thousand
_LINE = 10_000  # characters
_MARK = re.compile(r"[\[\](<*_`#!\n]")


class Section:
    """A heading and everything under it up to the next heading of its level or higher.

    Attributes:
        title: the heading's visible text, "" before the first heading.
        level: 1 to 6, 0 before the first heading.
        heading: the heading, or None.
        span: from the heading to the end of the section.
        blocks: the blocks under it before the first sub-heading.
        comments: the comments there.
        children: sections under its sub-headings.
    """

    def __init__(
        self, title: str, level: int, heading: Block | None, span: Span, blocks: tuple[Block, ...] = ()
    ) -> None:
        self.title = title
        self.level = level
        self.heading = heading
        self.span = span
        self.blocks = blocks
        self.comments: tuple[Comment, ...] = ()
        self.children: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        """This section and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def content(self) -> Iterator[Block]:
        """Own blocks and those of all sections below, headings left out."""
        for section in self.walk():
            yield from section.blocks

    @cached_property
    def words(self) -> int:
        """Words of the whole section; headings do not count."""
        return sum(block.words for block in self.content)

    @cached_property
    def own_words(self) -> int:
        """Words before the first sub-heading."""
        return sum(block.words for block in self.blocks)

    @property
    def place(self) -> Span:
        """The span of findings about the whole section: its heading."""
        return self.heading.span if self.heading else Span(self.span.start, self.span.start)


class Document:
    """A Markdown file as its author wrote it.

    Attributes:
        source: the text.
        front_matter: the block between the fences.
        comments: every HTML comment of the body, in order.
        blocks: top-level blocks.
        preamble: the text before the first heading.
        sections: the sections of the outermost headings.
        faults: problems that hide a part of it.
        end: where parsing stops, because a text with far too many marks would take minutes.
        masked: the text up to there, with blanks for front matter, comments and what is damaged.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.front_matter: FrontMatter = parser.parse(source)
        body = self.front_matter.body
        self.end = _end(source.text, body)
        read = source if self.end == len(source.text) else Source(source.path, source.text[: self.end])
        self.comments = comment_finder.find(read, body)
        hidden = [Span(0, body)] if body else []
        hidden.extend(comment.span for comment in self.comments)
        masked = comment_finder.mask(read.text, hidden)
        found = damage.find(masked, body)
        self.faults = found.faults
        self.masked = comment_finder.mask(masked, list(found.spans)) if found.spans else masked
        self._set_blocks(markdown.parse(read, damage.unindented(self.masked, body)))

    def _set_blocks(self, blocks: tuple[Block, ...]) -> None:
        self.blocks = blocks
        body = Span(self.front_matter.body, len(self.source.text))
        self.preamble, self.sections = _sections(blocks, self.comments, body)

    @cached_property
    def heading_like(self) -> tuple[HeadingLike, ...]:
        """Lines that are meant as headings and that Markdown does not read as such, in order."""
        return tuple(heading_like.find(self.blocks))

    def with_headings(self, levels: Mapping[HeadingLike, int]) -> Document:
        """Return the same document, in which lines that are meant as headings are some.

        Args:
            levels: those lines, with the level that each is to have.
        """
        other = Document.__new__(Document)  # without the cached properties of this one
        other.source, other.front_matter, other.comments = self.source, self.front_matter, self.comments
        other.faults, other.masked, other.end = self.faults, self.masked, self.end
        by_block: dict[int, list[tuple[HeadingLike, int]]] = {}
        for line, level in levels.items():
            by_block.setdefault(id(line.block), []).append((line, level))
        other._set_blocks(tuple(part for block in self.blocks for part in _parted(block, by_block.get(id(block), ()))))
        return other

    def walk(self) -> Iterator[Section]:
        """Yield every section that has a heading, in order."""
        for section in self.sections:
            yield from section.walk()

    @cached_property
    def flat(self) -> tuple[Block, ...]:
        """Every block in order, each before those in it."""
        return tuple(inner for block in self.blocks for inner in block.walk())

    @cached_property
    def notes(self) -> dict[str, Block]:
        """The texts of its footnotes, by their labels."""
        return {block.note: block for block in reversed(self.flat) if block.note}

    @cached_property
    def anchors(self) -> tuple[Link, ...]:
        """Links and images of the body in order."""
        found = [link for block in self.flat for link in block.links]
        return tuple(sorted(found, key=lambda link: link.span))

    @property
    def links(self) -> tuple[Link, ...]:
        """Links of the body in order."""
        return tuple(link for link in self.anchors if not link.image)

    @property
    def images(self) -> tuple[Link, ...]:
        """Images of the body in order."""
        return tuple(link for link in self.anchors if link.image)


def _parted(block: Block, lines: Iterable[tuple[HeadingLike, int]]) -> Iterator[Block]:
    """Yield a paragraph's parts before, between and after lines that are to be headings."""
    at = 0
    for line, level in lines:
        if block.raw[at : line.start].strip():
            yield block.part(at, line.start)
        part = block.part(line.start, line.end)
        yield Block(
            "heading", part.span, level=level, raw=part.raw, plain=line.title, links=part.links, place=part.place
        )
        at = line.end
    if not at or block.raw[at:].strip():
        yield block.part(at, len(block.raw)) if at else block


def _end(text: str, body: int) -> int:
    """Return where the number of marks exceeds the limit, or the start of that line unless it is long.

    For texts with fewer marks it is the end.
    """
    if len(text) - body <= MOST_MARKS:
        return len(text)
    beyond = next(islice(_MARK.finditer(text, body), MOST_MARKS, None), None)
    if beyond is None:
        return len(text)
    at = beyond.start()
    return text.rfind("\n", max(body, at - _LINE), at) + 1 or at


def _sections(
    blocks: tuple[Block, ...], comments: tuple[Comment, ...], body: Span
) -> tuple[Section, tuple[Section, ...]]:
    """Return the preamble and the tree of sections."""
    marks = [at for at, block in enumerate(blocks) if block.kind == "heading"]
    firsts = [blocks[at].span.start for at in marks]
    edges = [*firsts, body.end]
    preamble = Section("", 0, None, Span(body.start, edges[0]))
    preamble.blocks = blocks[: marks[0]] if marks else blocks
    flat = [preamble]
    for number, at in enumerate(marks):
        heading = blocks[at]
        after = marks[number + 1] if number + 1 < len(marks) else len(blocks)
        title = " ".join(heading.plain.split())
        own = blocks[at + 1 : after]
        flat.append(Section(title, heading.level, heading, Span(firsts[number], edges[number + 1]), own))
    _give_comments(flat, comments)
    roots: list[Section] = []
    stack: list[tuple[Section, list[Section]]] = []
    for section in flat[1:]:
        while stack and stack[-1][0].level >= section.level:
            _close(*stack.pop())
        (stack[-1][1] if stack else roots).append(section)
        stack.append((section, []))
    while stack:
        _close(*stack.pop())
    return preamble, tuple(roots)


def _close(section: Section, children: list[Section]) -> None:
    section.children = tuple(children)
    if children:
        section.span = Span(section.span.start, children[-1].span.end)


def _give_comments(flat: list[Section], comments: tuple[Comment, ...]) -> None:
    """Assign each comment to its section (spans are still those of the own parts)."""
    at = 0
    taken: list[list[Comment]] = [[] for _ in flat]
    for comment in comments:
        while at + 1 < len(flat) and flat[at + 1].span.start <= comment.span.start:
            at += 1
        taken[at].append(comment)
    for section, own in zip(flat, taken, strict=True):
        section.comments = tuple(own)
