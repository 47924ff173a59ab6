"""Comments: found before anything else, for what is inside one is never content.

A comment is what CommonMark says it is: ``<!-->`` is complete, and a mark in code, after a backslash, in the title of a
link or without its end in the same paragraph begins none. Comments of other notations count as well: ``[//]: # (…)``,
``{% comment %}``, ``{/* … */}`` and ``%% … %%``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cslint.document.markdown import blocks
from cslint.text.source import Source, Span

_FENCE = re.compile(r"^([ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)(`{3,}(?=[^`\n]*$)|~{3,})[^\r\n]*", re.M)
_TICKS = re.compile(r"`+")
_IN_LINE = re.compile(r"[^\r\n]+")
_END = re.compile(r"--!?>")
_OTHERS = (
    r"(?ms)^ {0,3}\[[^\[\]\n]{1,80}\]:[ \t]*(?:<>|\#)[ \t]+"
    r"(?:\((?P<round>[^\n]{0,2000})\)|\"(?P<plain>[^\n]{0,2000})\"|'(?P<single>[^\n]{0,2000})')[ \t]*\r?$"
    r"|\{%-?[ \t]*comment[ \t]*-?%\}(?P<liquid>(?:(?!\{%-?[ \t]*(?:end)?comment).){0,4000})"
    r"\{%-?[ \t]*endcomment[ \t]*-?%\}"
    r"|\{/\*(?P<braced>(?:(?!\*/|\{/\*).){0,4000})\*/\}"
    r"|^[ \t]*%%[ \t]*\r?\n(?P<block>(?:(?!^[ \t]*%%).){0,4000})^[ \t]*%%[ \t]*\r?$"
    r"|(?:^|(?<=[ \t]))%%(?P<inline>[^%\n]{1,1000})%%(?![\w%])"
)


class Comment(NamedTuple):
    """A comment of any notation.

    Attributes:
        span: the whole comment, with its marks.
        inner: its text.
        closed: whether it has its end mark.
    """

    span: Span
    inner: Span
    closed: bool = True


def find(source: Source, start: int) -> tuple[Comment, ...]:
    """Return all comments, in order; those in code are left out.

    Args:
        source: the file.
        start: offset at which its body begins.
    """
    text = source.text
    found = list(_html(source, start)) if text.find("<!--", start) >= 0 else []
    if "]:" in text or "%%" in text or "{/*" in text or ("{%" in text and "comment" in text):
        found = _merged(found, list(_others(text, start)))
    return tuple(found)


def _html(source: Source, start: int) -> Iterator[Comment]:
    """Yield comments of HTML: where each begins a line, and no code is about, they can be read off."""
    text = source.text
    if "```" in text or "~~~" in text:
        yield from _parsed(source, start)
        return
    found: list[Comment] = []
    at = text.find("<!--", start)
    while at >= 0:
        line = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at), found[-1].span.end - 1 if found else -1) + 1
        before = text[line:at]
        if before.strip(" ") or len(before) > 3:
            yield from _parsed(source, start)
            return
        found.append(_comment(text, at))
        at = text.find("<!--", found[-1].span.end)
    yield from found


def _parsed(source: Source, start: int) -> Iterator[Comment]:
    """Yield comments of HTML where the Markdown parser sees them."""
    end = start
    for offset in blocks.comment_offsets(source, start):
        if offset >= end:
            comment = _comment(source.text, offset)
            end = comment.span.end
            yield comment


def _comment(text: str, at: int) -> Comment:
    """Return the comment that begins at an offset."""
    for mark in ("<!-->", "<!--->"):
        if text.startswith(mark, at):
            return Comment(Span(at, at + len(mark)), Span(at + 4, at + 4))
    end = _END.search(text, at + 4)
    if end is None:
        return Comment(Span(at, len(text)), Span(at + 4, len(text)), closed=False)
    return Comment(Span(at, end.end()), Span(at + 4, end.start()))


def _others(text: str, start: int) -> Iterator[Comment]:
    """Yield comments of other notations."""
    code: list[Span] | None = None
    for match in re.compile(_OTHERS).finditer(text, start):
        if code is None:
            code = code_spans(text, start)
        group = match.lastgroup or "round"
        if not any(span.start <= match.start() < span.end for span in code):
            yield Comment(Span(*match.span()), Span(*match.span(group)))


def _merged(html: list[Comment], others: list[Comment]) -> list[Comment]:
    """Return all comments in order, without those that begin in another one."""
    merged: list[Comment] = []
    for comment in sorted([*html, *others]):
        if not merged or comment.span.start >= merged[-1].span.end:
            merged.append(comment)
    return merged


def mask(text: str, spans: list[Span]) -> str:
    """Return the text with spans blanked out: same length, same lines.

    On a line with other text, no-break spaces are used, so that the following text is not indented.

    Args:
        text: the text.
        spans: the spans.
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


def code_spans(text: str, start: int) -> list[Span]:
    """Return fenced code blocks and one-line code spans that may contain a comment mark.

    Args:
        text: the whole file.
        start: offset of the body.
    """
    found: list[Span] = []
    if "`" not in text and "~~~" not in text:
        return found
    at = start
    for opening, closing in fences(text, start):
        found.extend(_spans(text, at, opening.start))
        at = closing.end if closing else len(text)
        found.append(Span(opening.start, at))
    found.extend(_spans(text, at, len(text)))
    return found


def fences(text: str, start: int) -> Iterator[tuple[Span, Span | None]]:
    """Yield the first line of each fenced block of code from its mark on, and its last line, or None where it has none.

    One in a list or a quotation that has no last line ends where they do, and is left out.

    Args:
        text: the whole file.
        start: offset from which it is searched.
    """
    at = start
    absent: dict[tuple[str, str], int] = {}  # the shortest mark of a kind that has no last line: none later has one
    while opening := _FENCE.search(text, at):
        lead, mark = opening.groups()
        nested = len(lead) > 3 or bool(lead.strip())
        before = r"[ \t>]*" if nested else " {0,3}"
        closing = None
        if len(mark) < absent.get((before, mark[0]), len(mark) + 1):
            closing = re.compile(rf"^{before}{mark[0]}{{{len(mark)},}}[ \t]*\r?$", re.M).search(text, opening.end())
        if closing is None:
            absent[before, mark[0]] = len(mark)
        at = closing.end() if closing else opening.end()
        if closing or not nested:
            yield Span(opening.start(2), opening.end()), Span(*closing.span()) if closing else None
        if closing is None and not nested:
            return


def _spans(text: str, start: int, end: int) -> list[Span]:
    """Return the code spans that open and close on one line."""
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
