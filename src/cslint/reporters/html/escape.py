"""Text from checked files as text of a page, and nothing else."""

from __future__ import annotations

from html import escape

from cslint.reporters.escape import clip, visible


def text(value: object, limit: int = 2000) -> str:
    """Return the text between tags: no markup, no control or direction marks."""
    return escape(visible(clip(str(value), limit)), quote=False)


def attribute(value: object, limit: int = 2000) -> str:
    """Return the value of an attribute in double quotes."""
    return escape(visible(clip(str(value), limit)))


def bar(share: float) -> str:
    """Return a bar; the number stands beside it, so that the page's script hides the bar from screen readers."""
    return f'<progress value="{int(share * 100 + 1e-9) / 100:g}"></progress>'
