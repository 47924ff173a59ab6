"""The file itself: whether it can be read as text."""

from __future__ import annotations

from collections.abc import Iterator

from cslint.checks.context import CheckContext
from cslint.checks.violation import Violation
from cslint.contract import instructions
from cslint.document.document import MOST_MARKS
from cslint.text.source import Span


def unreadable(context: CheckContext) -> Iterator[Violation]:
    """What was wrong with the file's bytes."""
    for fault in context.case.source.faults:
        if fault.what in ("encoding", "nul", "line-ends"):
            yield Violation(fault.span, fault.values, fault.what)
    end = context.case.document.end
    left = len(context.case.source.text) - end
    if left:
        yield Violation(Span(end, end + 1), {"marks": f"{MOST_MARKS:,}", "left": f"{left:,}"}, "marks")


def unreadable_requirement(context: CheckContext) -> Iterator[Violation]:
    """Comments that state a requirement exactly, in words that nobody knows."""
    source = context.case.source
    for comment in context.case.document.comments:
        for fault in instructions.problems(source[comment.inner]):
            span = Span(comment.inner.start + fault.span.start, comment.inner.start + fault.span.end)
            yield Violation(span, fault.values, fault.what)


def unclosed_comment(context: CheckContext) -> Iterator[Violation]:
    """A comment whose end mark is missing: all that follows is hidden."""
    source = context.case.source
    for comment in context.case.document.comments:
        if not comment.closed:
            hidden = len(source.line_starts) - source.position(comment.span.start).line
            yield Violation(Span(comment.span.start, comment.span.start + 4), {"lines": hidden})
