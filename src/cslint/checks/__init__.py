"""Checks look for faults. Each is a pure generator from a subject to hits; a rule page gives it a name and words.

A check is ``def name(subject: Subject, *, option: type = default) -> Iterator[Hit]``: its keyword arguments are the
options a page or a configuration may set. It never prints, reads no configuration, and knows neither its own name nor
its level. ``checks/words.py`` holds the checks that pages name as ``words.…``, and so on.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from cslint.document.source import Source, Span

if TYPE_CHECKING:
    from cslint.subject import Subject as Subject


class Note(NamedTuple):
    """A second place that belongs to a hit, with a few words on why."""

    span: Span
    message: str
    source: Source | None = None


class Change(NamedTuple):
    """Replace ``span`` by ``text`` in ``source`` (the case's Markdown when None)."""

    span: Span
    text: str
    source: Source | None = None


class Repair(NamedTuple):
    """A fix as a check proposes it."""

    message: str
    changes: tuple[Change, ...]
    safe: bool = True


class Hit(NamedTuple):
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
        repair: how to mend it, where that can be done by a program.
    """

    span: Span
    values: Mapping[str, object] = {}
    message: str = ""
    source: Source | None = None
    section: str | None = None
    item: str | None = None
    field: str | None = None
    related: tuple[Note, ...] = ()
    repair: Repair | None = None
