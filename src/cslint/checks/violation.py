"""A violation: one place where a check found its fault, as the check yields it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from cslint.text.edits import ProposedFix
from cslint.text.source import Source, Span


class RelatedSpan(NamedTuple):
    """A second span that explains a violation, with a few words."""

    span: Span
    message: str
    source: Source | None = None


class Violation(NamedTuple):
    """One place where a document breaks a rule.

    Attributes:
        span: its span in ``source``.
        values: values for the ``{names}`` in the page's message and help.
        message: key of the page's message, if it has several.
        source: the file, or None for the case's Markdown file.
        section: name of the section in the template.
        item: title of the item.
        field: front-matter key.
        related: other spans, such as the instruction.
        fix: a fix, or None.
        amount: the counted amount, negative for a lack; of two, the larger is worse.
    """

    span: Span
    values: Mapping[str, object] = {}
    message: str = ""
    source: Source | None = None
    section: str | None = None
    item: str | None = None
    field: str | None = None
    related: tuple[RelatedSpan, ...] = ()
    fix: ProposedFix | None = None
    amount: float | None = None
