"""What the checks of files, pictures and links share: hits that know their section and item."""

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
    """A hit in the body of the case, with the section and the item that it stands in."""
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
    """A hit where a file is named."""
    if reference.field:
        return Violation(reference.span, values, message, field=reference.field, fix=fix)
    return hit(context, reference.span, values, message, fix=fix)


def place(context: CheckContext, span: Span) -> tuple[SectionContract | None, Item | None]:
    """The section and the item that a stretch of the document stands in."""
    asked = context.contract.at(span.start)
    return asked, asked.item_at(span.start) if asked else None


def short(text: str, most: int = 90) -> str:
    """Text from a file as a message may hold it: one line, no control characters, not too long."""
    line = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
    return line if len(line) <= most else line[: most // 2] + "…" + line[-most // 2 + 1 :]
