"""Offer fixes in an editor: one by one at the cursor, and all safe ones at once."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol.types import CodeAction, CodeActionKind, Range, TextEdit, WorkspaceEdit

from cslint.diagnostics.findings import Edit, Finding
from cslint.linter import fixer
from cslint.server.diagnostics import diagnostic
from cslint.server.texts import OpenDocument
from cslint.text.source import Span

FIX_ALL = "source.fixAll.cslint"


def actions(text: OpenDocument, chosen: Range) -> list[CodeAction]:
    """Return the fixes for a part of a case study.

    Args:
        text: the case study.
        chosen: the cursor, or the selection.
    """
    span = Span(text.places.offset(chosen.start), text.places.offset(chosen.end))
    findings = text.report.findings
    found = [action for finding in findings if _touches(text, finding, span) for action in _fix(text, finding)]
    fixable, edits = fixer.plan(findings)
    if fixable:
        title = f"Fix all problems that have a safe fix ({len(fixable)})"
        found.append(CodeAction(title, kind=FIX_ALL, edit=_edit(text, edits)))
    return found


def _touches(text: OpenDocument, finding: Finding, span: Span) -> bool:
    at = finding.location
    return text.file_of(at) == text.path and at.start <= span.end and span.start <= at.end


def _fix(text: OpenDocument, finding: Finding) -> Iterable[CodeAction]:
    fix = finding.fix
    edit = _edit(text, fix.edits) if fix else None
    if fix is None or edit is None:
        return
    yield CodeAction(
        fix.message if fix.safety == "safe" else f"{fix.message} (a guess)",
        kind=CodeActionKind.QuickFix,
        diagnostics=[diagnostic(text, finding, text.places)],
        is_preferred=fix.safety == "safe",
        edit=edit,
    )


def _edit(text: OpenDocument, edits: Iterable[Edit]) -> WorkspaceEdit | None:
    """Return edits in the protocol's types, or None if a file cannot be read."""
    changes: dict[str, list[TextEdit]] = {}
    for edit in edits:
        path = text.file_of(edit.location)
        places = text.places_in(path)
        if places is None:
            return None
        where = places.range(Span(edit.location.start, edit.location.end))
        changes.setdefault(path.as_uri(), []).append(TextEdit(where, edit.text))
    return WorkspaceEdit(changes=dict(changes))
