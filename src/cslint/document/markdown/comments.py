"""HTML comments: found before anything else, for what is inside one is never content."""

from __future__ import annotations

import re
from typing import NamedTuple

from cslint.text.source import Source, Span

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})", re.M)
_TICKS = re.compile(r"`+")
_IN_LINE = re.compile(r"[^\r\n]+")


class Comment(NamedTuple):
    """One ``<!-- … -->``: ``span`` with its marks, ``inner`` without; ``closed`` says whether it has its end mark."""

    span: Span
    inner: Span
    closed: bool = True


def find(source: Source, start: int) -> tuple[Comment, ...]:
    """All comments from an offset on, those in code left out."""
    text = source.text
    if text.find("<!--", start) < 0:
        return ()
    code = _code(text, start)
    comments = []
    at = text.find("<!--", start)
    block = 0
    while at >= 0:
        while block < len(code) and code[block].end <= at:
            block += 1
        if block < len(code) and code[block].start <= at:
            at = text.find("<!--", code[block].end)
            continue
        end = text.find("-->", at + 4)
        closed = end >= 0
        stop = end + 3 if closed else len(text)
        comments.append(Comment(Span(at, stop), Span(at + 4, end if closed else len(text)), closed))
        at = text.find("<!--", stop)
        # what opens in a comment closes nothing outside it
        while block < len(code) and code[block].start < stop:
            block += 1
    return tuple(comments)


def mask(text: str, spans: list[Span]) -> str:
    """The text with stretches blanked out: same length, same lines, no content where they were.

    On a line that holds something else as well, no-break spaces stand in, so that what follows is not indented.
    """
    parts: list[str] = []
    at = 0
    for span in spans:
        parts.append(text[at : span.start])
        line = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
        stop = _line_end(text, span.end)
        shared = bool(text[line : span.start].strip() or text[span.end : stop].strip())
        blank = "\u00a0" if shared else "\f"  # mistune takes a line of many spaces for code
        parts.append(_IN_LINE.sub(lambda part, blank=blank: blank * len(part[0]), text[span.start : span.end]))  # type: ignore[misc]
        at = span.end
    parts.append(text[at:])
    return "".join(parts)


def _line_end(text: str, start: int) -> int:
    ends = [end for mark in "\r\n" if (end := text.find(mark, start)) >= 0]
    return min(ends, default=len(text))


def _code(text: str, start: int) -> list[Span]:
    """Fenced code blocks and code spans on one line that may hide a comment mark."""
    found: list[Span] = []
    if "`" not in text and "~~~" not in text:
        return found
    at = start
    while opening := _FENCE.search(text, at):
        found.extend(_spans(text, at, opening.start()))
        mark = opening[1]
        close = re.compile(rf"^ {{0,3}}{mark[0]}{{{len(mark)},}}[ \t]*\r?$", re.M).search(text, opening.end())
        end = close.end() if close else len(text)
        found.append(Span(opening.start(), end))
        at = end
    found.extend(_spans(text, at, len(text)))
    return found


def _spans(text: str, start: int, end: int) -> list[Span]:
    """Code spans that open and close on one line."""
    found = []
    ticks = [match.span() for match in _TICKS.finditer(text, start, end)]
    at = 0
    while at < len(ticks):
        begin, stop = ticks[at]
        line = _line_end(text, stop)
        after = at + 1
        while after < len(ticks) and ticks[after][0] < line and ticks[after][1] - ticks[after][0] != stop - begin:
            after += 1
        if after < len(ticks) and ticks[after][0] < line:
            found.append(Span(begin, ticks[after][1]))
            at = after + 1
        else:
            at += 1
    return found
