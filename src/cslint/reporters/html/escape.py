"""Escape text from checked files for HTML."""

from __future__ import annotations

from html import escape

from cslint.reporters.escape import visible
from cslint.util.shorten import shorten


def text(value: object, limit: int = 2000) -> str:
    """Return text for use between tags, without markup, control characters and direction marks.

    Args:
        value: the text.
        limit: largest number of characters.
    """
    return escape(visible(shorten(str(value), limit, cut="end", raw=True)), quote=False)


def attribute(value: object, limit: int = 2000) -> str:
    """Return an attribute's value in double quotes.

    Args:
        value: the text.
        limit: largest number of characters.
    """
    return escape(visible(shorten(str(value), limit, cut="end", raw=True)))


def bar(share: float) -> str:
    """Return a bar, hidden from screen readers because the number is next to it."""
    return f'<progress value="{int(share * 100 + 1e-9) / 100:g}"></progress>'
