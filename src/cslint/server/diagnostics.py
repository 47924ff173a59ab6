"""Convert findings to an editor's diagnostics, by file."""

from __future__ import annotations

from pathlib import Path

from lsprotocol.types import (
    CodeDescription,
    Diagnostic,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    Location,
)

from cslint.diagnostics.findings import Finding, Level, Related
from cslint.server.places import PositionCodec
from cslint.server.texts import OpenDocument
from cslint.text.source import Span

_SEVERITY = {
    Level.ERROR: DiagnosticSeverity.Error,
    Level.WARNING: DiagnosticSeverity.Warning,
    Level.NOTE: DiagnosticSeverity.Information,
}


def diagnostics(text: OpenDocument) -> dict[Path, list[Diagnostic]]:
    """Return the diagnostics of a case study by file: its text, and its maps and images."""
    by_file: dict[Path, list[Diagnostic]] = {text.path: []}
    places: dict[Path, PositionCodec | None] = {}
    for finding in text.report.findings:
        path = text.file_of(finding.location)
        if path not in places:
            places[path] = text.places_in(path)
        by_file.setdefault(path, []).append(diagnostic(text, finding, places[path]))
    return by_file


def diagnostic(text: OpenDocument, finding: Finding, places: PositionCodec | None) -> Diagnostic:
    """Return one finding as a diagnostic.

    Args:
        text: the case study.
        finding: a finding of its report.
        places: positions in the finding's file, or None if the file cannot be read.
    """
    at = finding.location
    places = places or PositionCodec(text.source)  # findings in a file that cannot be read are at its start
    return Diagnostic(
        range=places.range(Span(at.start, at.end)),
        message="\n".join(filter(None, (finding.message, finding.help))),
        severity=_SEVERITY[finding.level],
        code=finding.rule,
        code_description=_page(text, finding.rule),
        source="cslint",
        related_information=[found for related in finding.related if (found := _related(text, related))],
    )


def _page(text: OpenDocument, name: str) -> CodeDescription | None:
    rule = text.task.settings.rules.get(name)
    return CodeDescription(rule.info.url) if rule and rule.info.url else None


def _related(text: OpenDocument, related: Related) -> DiagnosticRelatedInformation | None:
    path = text.file_of(related.location)
    places = text.places_in(path)
    if places is None:
        return None
    where = places.range(Span(related.location.start, related.location.end))
    return DiagnosticRelatedInformation(Location(path.as_uri(), where), related.message)
