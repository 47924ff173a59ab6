"""Collect the comments next to and above the keys of front matter, in which templates say what they ask for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from typing import Literal, NamedTuple

from cslint.document.front_matter.fields import Field, FrontMatter
from cslint.text.source import Span

Path = tuple[str | int, ...]
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")


class Remark(NamedTuple):
    """A comment about one field.

    Attributes:
        text: its words, without comment marks.
        span: the comment as written.
        place: on the line of the key or of its value, on a line of its own above it, or at the top of the block.
    """

    text: str
    span: Span
    place: Literal["beside", "above", "top"]


def remarks(text: str, front_matter: FrontMatter) -> Mapping[Path, tuple[Remark, ...]]:
    """Return the remarks about the fields that have any, by path.

    Args:
        text: the whole file.
        front_matter: its front matter.

    Returns:
        Comments with ``#`` and HTML comments after a value. One on a line of its own belongs to the key below it, at
        any depth, unless a blank line separates them; at the start of the block it belongs to the first key.
    """
    fields = sorted(front_matter.walk(), key=lambda field: (field.key.start, len(field.path)))
    starts = [field.key.start for field in fields]
    found: dict[Path, list[Remark]] = {}
    hidden = [fault.span for fault in front_matter.faults if fault.what == "html-comment"]
    for span in sorted([*front_matter.comments, *hidden]):
        line = text.rfind("\n", 0, span.start) + 1
        words = text[span.start : span.end].strip("#<!-> \t").strip()
        if not words or words.startswith("cslint:"):
            continue
        index = bisect_right(starts, span.start)
        if text[line : span.start].strip(" \t>-"):
            if index:
                field = _beside(text, fields, index - 1, span)
                found.setdefault(field.path, []).append(Remark(words, span, "beside"))
        elif index < len(fields):
            apart = _BLANK_LINE.search(text, span.end, fields[index].key.start)
            if index == 0 or not apart:
                place: Literal["above", "top"] = "above" if index else "top"
                found.setdefault(fields[index].path, []).append(Remark(words, span, place))
    return {path: tuple(entries) for path, entries in found.items()}


def _beside(text: str, fields: list[Field], index: int, span: Span) -> Field:
    """Return the field that a comment follows on its line: the last one on the line, or the list around it."""
    field = fields[index]
    for outer in fields[index - 1 :: -1] if index else ():
        if "\n" in text[outer.key.end : span.start]:
            break
        if outer.path == field.path[: len(outer.path)] and text[outer.span.start] in "[{":
            field = outer
    return field
