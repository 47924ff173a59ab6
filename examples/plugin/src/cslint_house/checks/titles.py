"""Checks on how titles are written."""

from __future__ import annotations

from collections.abc import Iterator

from cslint.checks import Hit
from cslint.subject import Subject


def shouted(subject: Subject, *, least: int = 8) -> Iterator[Hit]:
    """Find a title in capital letters alone.

    Args:
        subject: the case.
        least: titles with fewer letters, such as ``NEOM``, are left alone.
    """
    field = subject.case.front_matter.fields.get("title")
    if field is None:
        return
    letters = [char for char in str(field.value) if char.isalpha()]
    if len(letters) >= least and all(char.isupper() for char in letters):
        yield Hit(field.span, {"letters": len(letters)}, field="title")
