"""The file itself: whether it can be read as text."""

from __future__ import annotations

from collections.abc import Iterator

from cslint.checks import Hit
from cslint.subject import Subject


def unreadable(subject: Subject) -> Iterator[Hit]:
    """What was wrong with the file's bytes."""
    for fault in subject.case.source.faults:
        if fault.what in ("encoding", "nul", "line-ends"):
            yield Hit(fault.span, fault.values, fault.what)
