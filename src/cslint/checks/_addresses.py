"""Find web addresses in the text of a case, linked or not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cslint.checks.context import CheckContext
from cslint.text.source import Span

ADDRESS = re.compile(r"(?<!`)https?://(?:(?!\]\()[^\s<>\"“”`]){1,2000}", re.I)


def addresses_in(context: CheckContext, span: Span) -> Iterator[tuple[Span, str]]:
    """Yield the web addresses in a stretch of the text, linked or not, in order.

    Args:
        context: the case.
        span: the stretch.
    """
    for match in ADDRESS.finditer(context.case.document.masked[span.start : span.end]):
        address = _trimmed(match[0])
        start = span.start + match.start()
        yield Span(start, start + len(address)), address


def _trimmed(address: str) -> str:
    """Return an address without the brackets and stops that belong to the sentence or the link around it."""
    depth = {"(": 0, "[": 0}
    for at, char in enumerate(address):
        if char in depth:
            depth[char] += 1
        elif char in ")]":
            opening = "(" if char == ")" else "["
            depth[opening] -= 1
            if depth[opening] < 0:
                address = address[:at]
                break
    return address.rstrip(".,;:!?*_'")
