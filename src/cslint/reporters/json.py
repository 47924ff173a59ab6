"""``json``: the whole report as one object in a versioned format."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from cslint.diagnostics.findings import Finding, Fix, Location, Report
from cslint.reporters import Options
from cslint.reporters.escape import encodable
from cslint.reporters.paths import place

VERSION = 1


def report(report: Report, stream: TextIO, options: Options) -> None:
    """Print the object with one line per finding, in ASCII with JSON escapes.

    Args:
        report: the report.
        stream: the stream to print to.
        options: options of printing.
    """
    stream.write(f'{{"version": {VERSION},\n "diagnostics": [')
    for number, finding in enumerate(report.findings):
        stream.write((",\n  " if number else "\n  ") + json.dumps(diagnostic(finding, options.root)))
    stream.write(f'],\n "summary": {json.dumps(asdict(report.summary))}}}\n')


def diagnostic(finding: Finding, root: Path | None) -> dict[str, Any]:
    """Return a finding in the format: lines and columns from 1 in code points, ends exclusive.

    Args:
        finding: the finding.
        root: folder that paths are relative to.
    """
    return {
        "rule": finding.rule,
        "level": finding.level.value,
        "message": encodable(finding.message),
        "help": _text(finding.help),
        **_place(finding.location, root),
        "section": _text(finding.section),
        "item": _text(finding.item),
        "field": _text(finding.field),
        "related": [
            {**_place(related.location, root), "message": encodable(related.message)} for related in finding.related
        ],
        "fix": _fix(finding.fix, root) if finding.fix else None,
    }


def _fix(fix: Fix, root: Path | None) -> dict[str, Any]:
    edits = [{**_place(edit.location, root), "text": encodable(edit.text)} for edit in fix.edits]
    return {"safety": fix.safety, "message": encodable(fix.message), "edits": edits}


def _place(location: Location, root: Path | None) -> dict[str, Any]:
    return {
        "path": encodable(place(location, root)),
        "line": location.line,
        "column": location.column,
        "end_line": location.end_line,
        "end_column": location.end_column,
    }


def _text(text: str | None) -> str | None:
    return None if text is None else encodable(text)
