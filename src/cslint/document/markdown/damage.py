"""Find damage that hides text from the Markdown parser, and exclude it from parsing.

These are merge conflict markers, a code fence or a comment without its end, and HTML that hides the following text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from cslint.document.markdown import word_count
from cslint.document.markdown.comments import code_spans, fences
from cslint.text.source import Fault, Span, SpanIndex

_CONFLICT = r"(?m)^(?:<{7}|\|{7}|={7}|>{7})(?: [^\r\n]{1,300})?[ \t]*$"
_SECTION = re.compile(r"^#{2,6}[ \t]+\S", re.M)
_DASHES = r"(?m)[<‹«]!(?:[ \t]?[—–―−]{1,2}-?|-[—–―−])|^[ \t]{0,3}(?:<--|<!-|<! --)(?=[ \t\r\n])"
_DASHED = ("<!", "<--", "< !", "‹!", "«!")  # one of these is in all that _DASHES matches
_DASHES_END = r"(?:[—–―−]{1,2}|--?)[>›»]"
_ANY_HEADING = r"(?mi)^ {0,3}#{1,6}[ \t]+\S|<h[1-6]\b"
_TAG = r"(?i)<(/?)([a-z][a-z0-9-]{0,30})((?:\s++|/|=|\"[^\"]{0,2000}+\"|'[^']{0,2000}+'|[^\s\"'<>/=]++){0,100}+)>"
_DECLARATION = r"(?i)<!doctype\b[^<>]{0,200}"
_STYLE = r"(?i)\bstyle\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))"
_HIDDEN = r"(?i)(?:^|\s)hidden(?=[\s/=]|$)"
_UNSEEN_STYLE = (
    r"(?i)(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0+(?:\.0+)?(?![.\d])"
    r"|font-size\s*:\s*0+(?:\.0+)?(?![.\d]))"
)
_WHITE = (
    r"(?i)(?:^|[;\s])color\s*[:=]\s*[\"']?"
    r"(?:white\b|\#fff(?:f{3})?\b|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\)|transparent\b)"
)
_BACKGROUND = r"(?i)\b(?:background|bgcolor)"
_RAW = frozenset(
    ["template", "plaintext", "noscript", "title", "script", "style", "noframes", "noembed", "xmp", "iframe"]
)
_MAY_HIDE = ("hidden", "style", "<font", "<!doctype", *(f"<{name}" for name in sorted(_RAW)))
_SILENT = frozenset(["script", "style", "noscript", "iframe"])  # hide nothing of the author's where they are closed
_VOID = frozenset(["img", "br", "hr", "input", "meta", "link", "source", "col", "area", "base", "embed", "wbr"])
_INDENTED = re.compile(
    r"^(?:(?:!!!|\?\?\?\+?)[ \t]+\w[^\n]*|===[ \t]+\"[^\n]*|\[\^[^\[\]\s]{1,80}\]:[^\n]*)\n"
    r"((?:[ \t]*\r?\n|(?: {4}|\t)[^\n]*(?:\n|\Z))+)",
    re.M,
)
_INDENT = r"(?m)^(?: {4}|\t)"


class Damage(NamedTuple):
    """The damaged spans of a text.

    Attributes:
        spans: spans to blank out before parsing, in order.
        faults: problems to report: ``conflict``, ``fence``, ``dashes``, ``hidden``.
    """

    spans: tuple[Span, ...] = ()
    faults: tuple[Fault, ...] = ()


def find(text: str, start: int) -> Damage:
    """Return the damage in a text in which comments are blanked out already.

    Args:
        text: the whole file.
        start: offset at which its body begins.
    """
    code = SpanIndex(code_spans(text, start) if "`" in text or "~~~" in text else ())
    found = [
        *_conflicts(text, start, code),
        *_unclosed_fence(text, start),
        *_malformed_comments(text, start, code),
        *_hidden(text, start, code),
    ]
    spans: list[Span] = []
    for span, _ in sorted(found, key=lambda pair: pair[0]):
        if spans and span.start < spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, span.end))
        else:
            spans.append(span)
    return Damage(tuple(spans), tuple(fault for _, fault in found if fault))


def unindented(text: str, start: int) -> str:
    """Return a text of the same length in which bodies of admonitions and notes are not indented code.

    Args:
        text: the whole file.
        start: offset of the body.
    """
    if not ("!!! " in text or "??? " in text or "???+" in text or '=== "' in text or "[^" in text):
        return text
    parts: list[str] = []
    at = 0
    for match in _INDENTED.finditer(text, start):
        parts += [text[at : match.start(1)], re.sub(_INDENT, lambda indent: "\f" * len(indent[0]), match[1])]
        at = match.end(1)
    return "".join([*parts, text[at:]])


def _inside(spans: SpanIndex, at: int) -> bool:
    return next(spans.overlapping(Span(at, at + 1)), None) is not None


def _conflicts(text: str, start: int, code: SpanIndex) -> Iterator[tuple[Span, Fault]]:
    """Yield lines that git writes where two versions of a text meet."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return
    opened = False
    for match in re.compile(_CONFLICT).finditer(text, start):
        if _inside(code, match.start()):
            continue
        mark = match[0][0]
        if mark in "=|" and not opened:
            continue  # a line under a heading, or in a table
        opened = mark != ">"
        yield Span(*match.span()), Fault("conflict", Span(*match.span()), {"marker": match[0].strip()})


def _unclosed_fence(text: str, start: int) -> Iterator[tuple[Span, Fault]]:
    """Yield a fence without its end; what follows is read again from the next section on."""
    for opening, closing in fences(text, start):
        if closing is None:
            section = next((m for m in _SECTION.finditer(text, opening.end) if _after_blank(text, m.start())), None)
            lines = text.count("\n", opening.end, len(text.rstrip()))
            begin = text.rfind("\n", 0, opening.start) + 1
            mark = text[opening.start : opening.end]
            values = {"mark": mark[: len(mark) - len(mark.lstrip(mark[0]))], "lines": lines}
            yield Span(begin, section.start() if section else begin), Fault("fence", opening, values)


def _after_blank(text: str, at: int) -> bool:
    """Return whether the line before an offset is blank."""
    before = text[max(0, at - 400) : at].replace("\r", "")
    return before.endswith("\n\n") or not before.rpartition("\n")[0].rpartition("\n")[2].strip()


def _malformed_comments(text: str, start: int, code: SpanIndex) -> Iterator[tuple[Span, Fault]]:
    """Yield what was meant as a comment, with other marks than ``<!--``, as editors with smart dashes write them."""
    if not any(mark in text for mark in _DASHED):
        return
    at, dashes = start, re.compile(_DASHES)
    while opening := dashes.search(text, at):
        at = opening.end()
        if _inside(code, opening.start()):
            continue
        begin = opening.start() + len(opening[0]) - len(opening[0].lstrip())
        closing = re.compile(_DASHES_END).search(text, opening.end(), opening.end() + 4000)
        if closing is None or "<!--" in text[opening.end() : closing.start()]:
            continue
        at = closing.end()
        edits = (Span(begin, opening.end()), Span(*closing.span()))
        yield Span(begin, at), Fault("dashes", Span(begin, at), {"written": opening[0].strip(), "marks": edits})


def _hidden(text: str, start: int, code: SpanIndex) -> Iterator[tuple[Span, Fault | None]]:
    """Yield HTML whose text no reader sees."""
    plain = text.casefold() if "<" in text else ""
    if not any(mark in plain for mark in _MAY_HIDE):
        return
    for match in re.compile(_DECLARATION).finditer(text, start):
        if not text.startswith(">", match.end()) and not _inside(code, match.start()):
            end = text.find(">", match.end())
            stop = len(text) if end < 0 else end + 1
            begin = match.start() + len("<!doctype")
            yield Span(match.start(), stop), _fault(text, match.start(), begin, stop, "!doctype", closed=False)
    end, any_tag = start, re.compile(_TAG)
    while tag := any_tag.search(text, end):
        end = tag.end()
        name = tag[2].lower()
        if tag[1] or _inside(code, tag.start()) or name in _VOID or tag[3].rstrip().endswith("/"):
            continue
        raw = name in _RAW
        if not raw and not _is_unseen(name, tag[3]):
            continue
        stop, end = _closing(text, name, tag.end(), code, raw=raw)
        fault = None
        if stop == end or name not in _SILENT:
            fault = _fault(text, tag.start(), tag.end(), stop, name, closed=stop != end)
        yield Span(tag.start(), end), fault


def _is_unseen(name: str, attributes: str) -> bool:
    """Return whether the attributes of a tag hide what is in it.

    Args:
        name: of the tag.
        attributes: its text after the name.
    """
    style = re.search(_STYLE, attributes)
    if style:
        rules = style[1] or style[2] or style[3] or ""
        if re.search(_UNSEEN_STYLE, rules) or (re.search(_WHITE, rules) and not re.search(_BACKGROUND, rules)):
            return True
    rest = re.sub(r"\"[^\"]*\"|'[^']*'", '""', attributes)
    return bool(re.search(_HIDDEN, rest)) or (name == "font" and bool(re.search(_WHITE, attributes)))


def _closing(text: str, name: str, at: int, code: SpanIndex, *, raw: bool) -> tuple[int, int]:
    """Return the ends of an element's content and of its closing tag, or the end of the text.

    Args:
        text: the whole file.
        name: name of the element.
        at: offset of its content.
        code: spans of code.
        raw: whether browsers ignore everything inside it but its closing tag.
    """
    depth = 1
    if name == "plaintext":
        return len(text), len(text)
    for match in re.compile(rf"<(/?){re.escape(name)}\b[^<>]*>", re.I).finditer(text, at):
        if _inside(code, match.start()) or (raw and not match[1] and name != "template"):
            continue
        depth += -1 if match[1] else 1
        if depth == 0:
            return match.start(), match.end()
    return len(text), len(text)


def _fault(text: str, start: int, begin: int, stop: int, name: str, *, closed: bool) -> Fault | None:
    """Return a problem for hidden text, or None if it has no words.

    Args:
        text: the whole file.
        start: offset of the tag.
        begin: offset of its content.
        stop: end of its content.
        name: name of the element.
        closed: whether it has its closing tag.
    """
    inside = text[begin:stop]
    words = word_count.count(html.unescape(re.sub(r"<[^<>]*>", " ", inside)))
    if not words:
        return None
    sections = len(re.findall(_ANY_HEADING, inside))
    facts = {"name": name, "words": words, "sections": sections, "closed": closed}
    return Fault("hidden", Span(start, begin), facts)
