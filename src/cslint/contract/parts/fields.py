"""Reads the front matter of a template into parts: one for each field, with the remark that says what it is."""

from __future__ import annotations

from cslint.contract.parts.model import Left, Part, PartKind
from cslint.contract.schema import field_remarks
from cslint.document.document import Document
from cslint.document.front_matter.fields import Field
from cslint.document.front_matter.remarks import Remark, remarks


def read(document: Document) -> tuple[Part, ...]:
    """Read the fields of a template into parts, nested ones after the field that they are in.

    Args:
        document: the template.
    """
    said = remarks(document.source.text, document.front_matter)
    fields = sorted(document.front_matter.walk(), key=lambda field: (field.key.start, len(field.path)))
    return tuple(_part(field, said.get(field.path, ())) for field in fields if isinstance(field.path[-1], str))


def _part(field: Field, about: tuple[Remark, ...]) -> Part:
    words = " ".join(remark.text for remark in about)
    reason = "a key of the front matter"
    if about:
        place = {"top": "at the top", "beside": "next to it"}.get(about[0].place, f"{about[0].place} it")
        reason = f'the remark {place} says "{" ".join(words.split())}"'
    optional = field_remarks.is_optional(words)
    name = ".".join(str(step) for step in field.path if isinstance(step, str))
    return Part(PartKind.FIELD, field.key, field.raw, reason, Left.NEVER, name=name, optional=optional)
