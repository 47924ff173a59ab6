"""Create violations with their section and item, for checks of files, images and links."""

from __future__ import annotations

from collections.abc import Mapping

from cslint.checks.context import CheckContext
from cslint.checks.violation import RelatedSpan, Violation
from cslint.contract.contract import SectionContract
from cslint.document.files.references import Reference
from cslint.document.items import Item
from cslint.text.edits import ProposedFix
from cslint.text.source import Span


def hit(
    context: CheckContext,
    span: Span,
    values: Mapping[str, object],
    message: str = "",
    *,
    fix: ProposedFix | None = None,
    related: tuple[RelatedSpan, ...] = (),
) -> Violation:
    """Return a violation in the body, with its section and item.

    Args:
        context: the case.
        span: its span.
        values: values for the message.
        message: key of the rule page's message.
        fix: the fix, or None.
        related: related spans.
    """
    asked, item = place(context, span)
    return Violation(
        span,
        values,
        message,
        section=asked.name if asked else None,
        item=item.title or None if item else None,
        related=related,
        fix=fix,
    )


def at_reference(
    context: CheckContext,
    reference: Reference,
    values: Mapping[str, object],
    message: str = "",
    fix: ProposedFix | None = None,
) -> Violation:
    """Return a violation at a reference to a file.

    Args:
        context: the case.
        reference: the reference.
        values: values for the message.
        message: key of the rule page's message.
        fix: the fix, or None.
    """
    if reference.field:
        return Violation(reference.span, values, message, field=reference.field, fix=fix)
    return hit(context, reference.span, values, message, fix=fix)


def place(context: CheckContext, span: Span) -> tuple[SectionContract | None, Item | None]:
    """Return the section and the item that contain a span.

    Args:
        context: the case.
        span: the span.
    """
    asked = context.contract.at(span.start)
    return asked, asked.item_at(span.start) if asked else None
