"""Checks on how titles are written."""

from __future__ import annotations

from collections.abc import Iterator

from cslint.plugin import CheckContext, Violation


def shouted(context: CheckContext, *, least: int = 8) -> Iterator[Violation]:
    """Find a title in capital letters alone.

    Args:
        context: the case.
        least: titles with fewer letters, such as ``NEOM``, are left alone.
    """
    field = context.case.front_matter.fields.get("title")
    if field is None:
        return
    letters = [char for char in str(field.value) if char.isalpha()]
    if len(letters) >= least and all(char.isupper() for char in letters):
        yield Violation(field.span, {"letters": len(letters)}, field="title")
