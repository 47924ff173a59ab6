"""Edits to a file's text, and fixes made of edits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cslint.text.source import Source, Span

# edits from which a fix is written as one
_MOST_EDITS = 50


class TextEdit(NamedTuple):
    """Replace ``span`` by ``text`` in ``source``, or in the case's Markdown if ``source`` is None."""

    span: Span
    text: str
    source: Source | None = None


class ProposedFix(NamedTuple):
    """A fix as proposed by a check."""

    message: str
    changes: tuple[TextEdit, ...]
    safe: bool = True


def propose_fix(message: str, changes: Sequence[TextEdit | None], *, safe: bool = True) -> ProposedFix | None:
    """Return a fix made of edits to one file, or None if there is nothing to change.

    Args:
        message: what the fix does, as a phrase that begins with a verb.
        changes: the edits; None entries are left out. More than 50 become one long edit.
        safe: whether the fix can be applied without confirmation.
    """
    made = sorted((change for change in changes if change is not None), key=lambda change: change.span)
    if not made:
        return None
    if len(made) > _MOST_EDITS and (source := made[0].source) is not None:
        made = [_joined(source, made)]
    return ProposedFix(message, tuple(made), safe)


def _joined(source: Source, changes: Sequence[TextEdit]) -> TextEdit:
    parts = []
    offset = changes[0].span.start
    for change in changes:
        parts += [source.text[offset : change.span.start], change.text]
        offset = change.span.end
    return TextEdit(Span(changes[0].span.start, offset), "".join(parts), source)
