"""Explain why YAML cannot be parsed in terms of what people type: the line, the position and a replacement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from cslint.text.source import Fault, Span
from cslint.util.shorten import shorten

NO_BREAK = "\u00a0\u2007\u202f\u200b\u3000"
_OPEN_QUOTES = "“”„‟«‘’‚"
_CLOSE_QUOTES = "“”»‘’"
_KEY = (
    r"""(?P<indent>[ \t]*(?:-[ \t]+)*)(?P<key>[^\W\d][\w .-]{0,60}?|"[^"]{1,60}"|'[^']{1,60}')[ \t]*(?P<colon>[:：])"""
)
_EQUALS = r"(?P<key>[a-z]\w{0,40})[ \t]*=[ \t]*(?=\S)"
_ITEM = r"[ \t]*(?:-[ \t]+)+"
_CONFLICT = r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)"
_COMMENT_END = r"[ \t]#"
_RESERVED = "@`%,]}*&!"
_BLOCK_MARK = r"[|>][-+0-9]{0,2}[ \t]*(?:#|$)"
_MAX_SHOWN = 48
_FAR = 2_000  # largest distance of a closing quote
_MANY = 500  # lines of one entry to search for a cause


class Line(NamedTuple):
    """One line of an entry; ``key`` is "" for a line without a key, ``value`` is the rest of the line."""

    span: Span
    text: str
    key: str
    value: Span


def quoted(value: str) -> str:
    """Return a value in the quotes that need the fewest escapes."""
    if "'" not in value and ('"' in value or "\\" in value):
        return f"'{value}'"
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def shown(text: str) -> str:
    """Return a value for a message, shortened."""
    return shorten(text, _MAX_SHOWN, cut="end")


def explain(text: str, span: Span, error: Fault) -> Fault:
    """Find the cause of a YAML error in what a person typed.

    Args:
        text: the whole file.
        span: the entry that failed: a key with its value, or the whole block.
        error: the parser's error with its position.

    Returns:
        The first known cause in the entry, with ``key``, ``shown`` and usually a ``replacement`` for its span;
        otherwise the parser's error.
    """
    if error.what not in ("yaml", "alias", "scalar"):
        return error  # valid YAML, rejected for its content
    first: Line | None = None
    for line in islice(_lines(text, span), _MANY):
        fault = _indent_fault(text, span, first, line) or _line_fault(text, span, line)
        if fault:
            return fault
        first = first or line
    if error.what == "yaml":
        at = min(error.span.start, max(span.end - 1, span.start))
        return Fault("yaml", Span(at, min(at + 1, span.end)), error.values)
    return error


def _lines(text: str, span: Span) -> Iterator[Line]:
    start = span.start
    while start < span.end:
        newline = text.find("\n", start, span.end)
        stop = span.end if newline < 0 else newline
        line = text[start:stop].rstrip("\r")
        at = Span(start, start + len(line))
        start = span.end if newline < 0 else newline + 1
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = re.match(_KEY, line)
        if found:
            begin = found.end()
        else:
            item = re.match(_ITEM, line)
            begin = item.end() if item else 0
        rest = line[begin:]
        lead = len(rest) - len(rest.lstrip())
        value = Span(at.start + begin + lead, at.start + begin + lead + len(rest.strip()))
        yield Line(at, line, found["key"].strip("\"'") if found else "", value)


def _line_fault(text: str, entry: Span, line: Line) -> Fault | None:
    """Return the first known problem of a line, or None."""
    if re.match(_CONFLICT, line.text):
        return Fault("conflict-marker", line.span, {"shown": shown(line.text)})
    indent = line.text[: len(line.text) - len(line.text.lstrip())]
    if "\t" in indent:
        replacement = indent.replace("\t", "  ")
        return Fault("tab-indent", Span(line.span.start, line.span.start + len(indent)), {"replacement": replacement})
    if line.text.lstrip().startswith("<!--"):
        return Fault("html-comment-line", _trimmed(line), {"shown": shown(line.text)})
    found = re.match(_KEY, line.text)
    if found:
        fault = _colon_fault(line, found)
        if fault:
            return fault
    elif not re.match(_ITEM, line.text):
        return _loose_fault(text, entry, line)
    return _value_fault(text, entry, line)


def _indent_fault(text: str, entry: Span, first: Line | None, line: Line) -> Fault | None:
    """Return a problem for a key that does not begin in the same column as its siblings."""
    width = len(line.text) - len(line.text.lstrip(" "))
    if not width or not line.key or line.text.lstrip().startswith("-"):
        return None
    if first is None:
        wrong = any(re.match(_KEY, other.text) and not other.text[0].isspace() for other in _lines(text, entry))
    else:
        wrong = bool(first.key) and first.value.start < first.value.end and text[first.value.start] not in "|>[{\"'"
    at = Span(line.span.start, line.span.start + width)
    return Fault("indented-key", at, {"key": line.key, "replacement": ""}) if wrong else None


def _trimmed(line: Line) -> Span:
    lead = len(line.text) - len(line.text.lstrip())
    return Span(line.span.start + lead, line.span.start + len(line.text.rstrip()))


def _colon_fault(line: Line, found: re.Match[str]) -> Fault | None:
    """Return a problem for a colon that YAML does not recognise."""
    at = line.span.start + found.start("colon")
    values = {"key": line.key}
    if found["colon"] == "：":
        return Fault("wide-colon", Span(at, at + 1), {**values, "replacement": ": "})
    after = line.text[found.end() : found.end() + 1]
    if after and not after.isspace() and not line.text.startswith("//", found.end()):
        return Fault("no-space-after-colon", Span(at, at + 1), {**values, "replacement": ": "})
    return None


def _loose_fault(text: str, entry: Span, line: Line) -> Fault | None:
    """Return a problem for a line that is neither a key nor an item of a list."""
    equals = re.match(_EQUALS, line.text)
    if equals:
        at = Span(line.span.start + len(equals["key"]), line.span.start + equals.end())
        return Fault("equals-sign", at, {"key": equals["key"], "replacement": ": "})
    if line.text[:1].isspace() or line.text[0] in "]}\"'":
        return None
    first = text[entry.start : line.span.start].strip()
    return Fault("stray-line", _trimmed(line), {"shown": shown(line.text), "first": not first})


def _value_fault(text: str, entry: Span, line: Line) -> Fault | None:
    """Return the problem with a value, by its first character."""
    value = text[line.value.start : line.value.end]
    if not value or value.startswith("#"):
        return None
    values: dict[str, object] = {"key": line.key or "-", "shown": shown(value)}

    def wrapped(what: str, inner: str | None = None, **more: object) -> Fault:
        plain = inner if inner is not None else _before_comment(value)
        end = line.value.end if inner is not None else line.value.start + len(plain)
        replacement = quoted(plain)
        shown_as = {"replacement": replacement, "write": shown(replacement), **more}
        return Fault(what, Span(line.value.start, end), {**values, **shown_as})

    if "<!--" in value and value[0] not in "\"'":
        at = line.value.start + value.index("<!--")
        before = text[line.value.start : at].rstrip()
        return Fault(
            "html-comment-cut",
            Span(line.value.start + len(before), line.value.end),
            {**values, "replacement": ""},
        )
    head = value[0]
    if head in _OPEN_QUOTES:
        return wrapped("smart-quotes-broken", value.strip(_OPEN_QUOTES + _CLOSE_QUOTES))
    if head in "\"'":
        return _quote_fault(text, entry, line, value, values)
    if head in "[{":
        return _bracket_fault(text, entry, line, value, values)
    if _means_something(value, head, keyed=bool(line.key)):
        return wrapped("reserved-character", character=head)
    plain = _before_comment(value)
    return wrapped("colon-in-value") if ": " in plain or ":\t" in plain or plain.endswith(":") else None


def _means_something(value: str, head: str, *, keyed: bool) -> bool:
    """Return whether a value begins with a character that is reserved in YAML."""
    if head in "|>":
        return not re.match(_BLOCK_MARK, value)
    if head == "-":
        return keyed and value[1:2].isspace()
    return head in _RESERVED


def _before_comment(value: str) -> str:
    cut = re.search(_COMMENT_END, value)
    return value[: cut.start()].rstrip() if cut else value


def _quote_fault(text: str, entry: Span, line: Line, value: str, values: dict[str, object]) -> Fault | None:
    """Return a problem for quotes that do not close, or close too early."""
    quote = value[0]
    end = _closing_quote(text, line.value.start + 1, min(entry.end, line.value.start + _FAR), quote)
    if end is None and entry.end > line.value.start + _FAR:
        return None
    if end is None:
        inner = value[1:].rstrip(_CLOSE_QUOTES) if quote == '"' else value
        return _requoted("quote-open", line.value, inner, values, quote)
    stop = text.find("\n", end)
    rest = text[end + 1 : entry.end if stop < 0 else min(stop, entry.end)]
    if rest.strip() and not rest.lstrip().startswith("#"):
        inner = value[1:-1] if len(value) > 2 and value.endswith(quote) else value
        return _requoted("quote-after", line.value, inner, values, quote)
    if quote == '"' and "\\" in text[line.value.start : end]:
        return _requoted("escape", Span(line.value.start, end + 1), text[line.value.start + 1 : end], values, quote)
    return None


def _requoted(what: str, span: Span, inner: str, values: dict[str, object], quote: str) -> Fault:
    replacement = quoted(inner)
    return Fault(what, span, {**values, "quote": quote, "replacement": replacement, "write": shown(replacement)})


def _closing_quote(text: str, start: int, stop: int, quote: str) -> int | None:
    """Return the offset of a closing quote, skipping doubled single quotes and escaped double quotes."""
    at = start
    while True:
        at = text.find(quote, at, stop)
        if at < 0:
            return None
        if quote == "'" and text.startswith("''", at):
            at += 2
            continue
        if quote == '"' and _escaped(text, at, start):
            at += 1
            continue
        return at


def _escaped(text: str, at: int, start: int) -> bool:
    count = 0
    while at - count - 1 >= start and text[at - count - 1] == "\\":
        count += 1
    return count % 2 == 1


def _bracket_fault(text: str, entry: Span, line: Line, value: str, values: dict[str, object]) -> Fault | None:
    """Return a problem for brackets that do not close, or have text after them."""
    end = _closing_bracket(text, line.value.start, min(entry.end, line.value.start + _FAR))
    if end is None and entry.end > line.value.start + _FAR:
        return None
    if end is None:
        close = "]" if value[0] == "[" else "}"
        return Fault("bracket-open", line.value, {**values, "bracket": value[0], "close": close})
    stop = text.find("\n", end)
    rest = text[end + 1 : entry.end if stop < 0 else min(stop, entry.end)]
    if rest.strip() and not rest.lstrip().startswith("#"):
        replacement = quoted(_before_comment(value))
        more = {"bracket": value[0], "replacement": replacement, "write": shown(replacement)}
        return Fault("bracket-after", line.value, {**values, **more})
    return None


def _closing_bracket(text: str, start: int, stop: int) -> int | None:
    depth = 0
    for at in range(start, stop):
        if text[at] in "[{":
            depth += 1
        elif text[at] in "]}":
            depth -= 1
            if depth == 0:
                return at
    return None
