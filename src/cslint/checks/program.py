"""The file itself: whether it can be read as text."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from typing import cast

from cslint.checks.context import CheckContext
from cslint.checks.violation import RelatedSpan, Violation
from cslint.contract import instructions
from cslint.document.document import MOST_MARKS
from cslint.document.markdown.comments import code_spans
from cslint.text.edits import ProposedFix, TextEdit
from cslint.text.source import Span, SpanIndex

_UNESCAPED = r"(?<!\\)<!--"

_MAPS = (".geojson", ".json")


def unreadable(context: CheckContext) -> Iterator[Violation]:
    """Yield what is wrong with the file's bytes, and maps that may not be read; images have a rule of their own."""
    for fault in context.case.source.faults:
        if fault.what in ("encoding", "nul", "line-ends"):
            yield Violation(fault.span, fault.values, fault.what)
    for reference in context.references:
        path = reference.found.path
        if path is not None and path.suffix.casefold() in _MAPS and not os.access(path, os.R_OK):
            values = {"path": reference.found.actual, "reason": os.strerror(errno.EACCES)}
            yield Violation(reference.span, values, "file", field=reference.field or None)
    end = context.case.document.end
    left = len(context.case.source.text) - end
    if left:
        yield Violation(Span(end, end + 1), {"marks": f"{MOST_MARKS:,}", "left": f"{left:,}"}, "marks")


def unrecognised_template(context: CheckContext) -> Iterator[Violation]:
    """Yield a file that follows no known template."""
    if context.profile.template_path is None and context.case.source.text.strip():
        yield Violation(Span(0, 0), {})


def unreadable_requirement(context: CheckContext) -> Iterator[Violation]:
    """Yield comments that state a requirement exactly, in words that nobody knows."""
    source = context.case.source
    for comment in context.case.document.comments:
        for fault in instructions.problems(source[comment.inner]):
            span = Span(comment.inner.start + fault.span.start, comment.inner.start + fault.span.end)
            yield Violation(span, fault.values, fault.what)


def unclosed_comment(context: CheckContext) -> Iterator[Violation]:
    """Yield comments whose marks are missing or wrong, so that more or less than they is hidden."""
    source = context.case.source
    document = context.case.document
    for comment in document.comments:
        span = Span(comment.span.start, comment.span.start + 4)
        inner = source.text.find("<!--", comment.inner.start, comment.inner.end)
        if not comment.closed:
            yield Violation(span, {"lines": len(source.line_starts) - source.position(comment.span.start).line})
        elif inner >= 0:
            related = (RelatedSpan(Span(inner, inner + 4), "this one begins inside it"),)
            yield Violation(span, {"line": source.position(inner).line}, "nested", related=related)
    for block in document.flat:
        if block.kind == "paragraph" and "<!--" in block.plain:
            code = SpanIndex(code_spans(block.raw, 0))
            for at in re.finditer(_UNESCAPED, block.raw):
                if next(code.overlapping(Span(*at.span())), None) is None:
                    start = block.place(at.start())
                    yield Violation(Span(start, start + 4), {}, "shown")
    for fault in document.faults:
        if fault.what == "dashes":
            opening, closing = cast("tuple[Span, Span]", fault.values["marks"])
            fix = ProposedFix("write it as a comment", (TextEdit(opening, "<!--"), TextEdit(closing, "-->")))
            yield Violation(fault.span, {"written": fault.values["written"]}, "dashes", fix=fix)
