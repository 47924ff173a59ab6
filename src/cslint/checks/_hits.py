"""What the checks of files, pictures and links share: hits that know their section and item."""

from __future__ import annotations

from collections.abc import Mapping

from cslint.checks import Hit, Note, Repair
from cslint.contract.contract import Asked
from cslint.document.items import Item
from cslint.document.references import Reference
from cslint.document.source import Span
from cslint.subject import Subject


def hit(
    subject: Subject,
    span: Span,
    values: Mapping[str, object],
    message: str = "",
    *,
    repair: Repair | None = None,
    related: tuple[Note, ...] = (),
) -> Hit:
    """A hit in the body of the case, with the section and the item that it stands in."""
    asked, item = place(subject, span)
    return Hit(
        span,
        values,
        message,
        section=asked.name if asked else None,
        item=item.title or None if item else None,
        related=related,
        repair=repair,
    )


def at_reference(
    subject: Subject,
    reference: Reference,
    values: Mapping[str, object],
    message: str = "",
    repair: Repair | None = None,
) -> Hit:
    """A hit where a file is named."""
    if reference.field:
        return Hit(reference.span, values, message, field=reference.field, repair=repair)
    return hit(subject, reference.span, values, message, repair=repair)


def place(subject: Subject, span: Span) -> tuple[Asked | None, Item | None]:
    """The section and the item that a stretch of the document stands in."""
    asked = subject.contract.at(span.start)
    return asked, asked.item_at(span.start) if asked else None


def short(text: str, most: int = 90) -> str:
    """Text from a file as a message may hold it: one line, no control characters, not too long."""
    line = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
    return line if len(line) <= most else line[: most // 2] + "…" + line[-most // 2 + 1 :]
