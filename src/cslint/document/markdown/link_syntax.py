"""The parts of an inline link, found in text that is known to be one."""

from __future__ import annotations

import html
import re

_TICKS = re.compile("`+")


def closing_bracket(raw: str, start: int, end: int) -> int:
    """Return the offset of the bracket that closes the text of a valid link.

    Args:
        raw: the text.
        start: offset of the link.
        end: end of the link.
    """
    depth, at = 1, start
    while at < end:
        char = raw[at]
        if char == "\\":
            at += 1
        elif char == "`":
            ticks = _TICKS.match(raw, at)
            run = ticks.end() - at if ticks else 1
            close = raw.find("`" * run, at + run, end)
            at = close + run - 1 if close > 0 else at + run - 1
        elif char == "[":
            depth += 1
        elif char == "]":
            depth -= 1
            if depth == 0:
                return at
        at += 1
    return end - 1


def destination(raw: str, start: int, end: int) -> tuple[str, int, int]:
    """Return the address in ``(address "title")``, with its start and end.

    Args:
        raw: the text.
        start: offset after the bracket.
        end: end of the link.
    """
    at = start
    while at < end and raw[at] in " \t\n":
        at += 1
    if raw.startswith("<", at):
        close = raw.find(">", at, end)
        if close > 0:
            return html.unescape(_unescape(raw[at + 1 : close])), at + 1, close
    depth, stop = 0, at
    while stop < end - 1:
        char = raw[stop]
        if char == "\\":
            stop += 1
        elif char == "(":
            depth += 1
        elif char == ")":
            if depth == 0:
                break
            depth -= 1
        elif char in " \t\n":
            break
        stop += 1
    return html.unescape(_unescape(raw[at:stop])), at, stop


def _unescape(text: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


def last_quote(raw: str, start: int, end: int) -> int:
    """Return the offset of the quote that ends a title.

    Args:
        raw: the text.
        start: offset of the opening quote.
        end: end of the link.
    """
    close = {"(": ")"}.get(raw[start : start + 1], raw[start : start + 1])
    at = raw.rfind(close, start + 1, end - 1) if close else -1
    return at if at > start else end - 1
