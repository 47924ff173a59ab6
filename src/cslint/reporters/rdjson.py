"""``rdjson``: reviewdog's diagnostic format, which counts columns in bytes of UTF-8."""

from __future__ import annotations

import json
from typing import Any, TextIO

from cslint.diagnostics.findings import Finding, Level, Location, Report, split
from cslint.reporters import Options
from cslint.reporters.escape import encodable, one_line
from cslint.reporters.paths import place

_SEVERITIES = {Level.ERROR: "ERROR", Level.WARNING: "WARNING", Level.NOTE: "INFO"}


def report(report: Report, stream: TextIO, options: Options) -> None:
    """Print one ``DiagnosticResult``.

    Args:
        report: the report.
        stream: the stream to print to.
        options: options of printing.
    """
    diagnostics = [_diagnostic(finding, report, options) for finding in report.findings]
    result = {"source": {"name": "cslint"}, "diagnostics": diagnostics}
    stream.write(json.dumps(result) + "\n")  # dump() writes piece by piece and is six times slower


def _diagnostic(finding: Finding, report: Report, options: Options) -> dict[str, Any]:
    info = report.rules.get(finding.rule)
    code = {"value": finding.rule} | ({"url": info.url} if info and info.url else {})
    text = one_line(finding.message) + (f"\n{one_line(finding.help)}" if finding.help else "")
    diagnostic: dict[str, Any] = {
        "message": text,
        "location": _location(finding.location, options),
        "severity": _SEVERITIES[finding.level],
        "code": code,
    }
    if finding.related:
        diagnostic["related_locations"] = [
            {"message": one_line(related.message), "location": _location(related.location, options)}
            for related in finding.related
        ]
    if suggestions := _suggestions(finding):
        diagnostic["suggestions"] = suggestions
    return diagnostic


def _location(location: Location, options: Options) -> dict[str, Any]:
    return {"path": encodable(place(location, options.root)), "range": _range(location)}


def _range(location: Location) -> dict[str, Any]:
    """Return a range, with columns in bytes if the excerpt contains the line up to the end, else whole lines."""
    start: dict[str, int] = {"line": max(1, location.line)}
    end: dict[str, int] = {"line": max(1, location.line, location.end_line)}
    if _is_whole(location):
        before, place, _ = split(location)
        start["column"] = _size(before) + 1
        end["column"] = start["column"] + _size(place)
    return {"start": start, "end": end}


def _is_whole(location: Location) -> bool:
    known = location.excerpt_column == 1 and location.end_column <= len(location.excerpt) + 1
    return known and location.line == location.end_line


def _suggestions(finding: Finding) -> list[dict[str, Any]]:
    """Return suggestions for reviewdog: safe fixes whose edits are all in the finding's own file."""
    fix = finding.fix
    if fix is None or fix.safety != "safe":
        return []
    edits = [edit.location for edit in fix.edits]
    if not all(place.path == finding.location.path and _is_whole(place) for place in edits):
        return []
    return [{"range": _range(edit.location), "text": encodable(edit.text)} for edit in fix.edits]


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
