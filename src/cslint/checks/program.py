"""The file itself: whether it can be read as text."""

from __future__ import annotations

from collections.abc import Iterator

from cslint.checks import Hit
from cslint.contract import language
from cslint.document.document import MOST_MARKS
from cslint.document.source import Span
from cslint.subject import Subject


def unreadable(subject: Subject) -> Iterator[Hit]:
    """What was wrong with the file's bytes."""
    for fault in subject.case.source.faults:
        if fault.what in ("encoding", "nul", "line-ends"):
            yield Hit(fault.span, fault.values, fault.what)
    end = subject.case.document.end
    left = len(subject.case.source.text) - end
    if left:
        yield Hit(Span(end, end + 1), {"marks": f"{MOST_MARKS:,}", "left": f"{left:,}"}, "marks")


def unreadable_requirement(subject: Subject) -> Iterator[Hit]:
    """Comments that state a requirement exactly, in words that nobody knows."""
    source = subject.case.source
    for comment in subject.case.document.comments:
        for fault in language.problems(source[comment.inner]):
            span = Span(comment.inner.start + fault.span.start, comment.inner.start + fault.span.end)
            yield Hit(span, fault.values, fault.what)


def unclosed_comment(subject: Subject) -> Iterator[Hit]:
    """A comment whose end mark is missing: all that follows is hidden."""
    source = subject.case.source
    for comment in subject.case.document.comments:
        if not comment.closed:
            hidden = len(source.line_starts) - source.position(comment.span.start).line
            yield Hit(Span(comment.span.start, comment.span.start + 4), {"lines": hidden})
