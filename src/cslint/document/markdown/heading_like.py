"""Lines that are evidently meant as headings and that Markdown, or the reader, does not take for one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from cslint.document.markdown import inline
from cslint.document.markdown.blocks import Block
from cslint.text.source import Span

Cause = Literal["no-space", "no-break-space", "bold"]

_HASHES = r"(?m)^(#{1,6})([^\S\n]*)(\S[^\n]*)$"
_BOLD = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1)[^\n]){1,120}?):?\1[ \t]*:?")


class HeadingLike(NamedTuple):
    """A line that is meant as a heading.

    Attributes:
        cause: no space after the marks, a space that Markdown does not recognise, or a line in bold.
        title: its visible text.
        level: 1 to 6, or 0 if unknown.
        block: the paragraph that contains the line.
        start: offset of the line in that paragraph's ``raw``.
        end: offset of its end there.
        gap: span in the file between the marks and the title.
    """

    cause: Cause
    title: str
    level: int
    block: Block
    start: int
    end: int
    gap: Span


def find(blocks: tuple[Block, ...]) -> Iterator[HeadingLike]:
    """Yield such lines of a document's top-level blocks, in order.

    Args:
        blocks: the top-level blocks.
    """
    for block in blocks:
        if block.kind != "paragraph":
            continue
        if "#" in block.raw:
            yield from _hashes(block)
        elif block.raw.startswith(("**", "__")) and (bold := _BOLD.fullmatch(block.raw)):
            span = Span(block.place(0), block.place(0))
            yield HeadingLike("bold", inline.visible(bold[2]), 0, block, 0, len(block.raw), span)


def _hashes(block: Block) -> Iterator[HeadingLike]:
    for match in re.finditer(_HASHES, block.raw):
        if match[2].strip(" \t") == "" and match[2]:
            continue  # a heading's marks in the middle of a line that goes on
        level, gap = len(match[1]), match[2]
        if not gap and (level == 1 or not match[3][:1].isalnum()):
            continue  # a tag, as in "#trams"
        start, end = block.place(match.end(1)), block.place(match.start(3))
        words = match[3].rstrip(" \t").rstrip("#").rstrip(" \t") or match[3][:1]
        title = inline.visible(words)
        cause: Cause = "no-break-space" if gap else "no-space"
        yield HeadingLike(cause, title, level, block, match.start(), match.end(), Span(start, max(start, end)))
