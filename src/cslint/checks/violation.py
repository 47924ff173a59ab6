"""A violation: one place where a check found its fault, as the check yields it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from cslint.text.edits import ProposedFix
from cslint.text.source import Source, Span


class RelatedSpan(NamedTuple):
    """A second place that belongs to a hit, with a few words on why."""

    span: Span
    message: str
    source: Source | None = None


class Violation(NamedTuple):
    """One place where a check found its fault.

    Attributes:
        span: the exact place, in ``source``.
        values: facts that fill the ``{names}`` of the page's message and help.
        message: which of the page's messages, where it has several.
        source: the file; None is the case's Markdown file.
        section: name of the section as the template asks for it.
        item: title of the item.
        field: front-matter key.
        related: other places, such as the instruction that is broken.
        fix: how to mend it, where that can be done by a program.
        amount: of what is counted, below zero where there is too little of it: more is worse.
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
