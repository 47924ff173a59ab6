"""``gitlab``: GitLab's Code Quality report, shown in merge requests."""

from __future__ import annotations

import json
from typing import TextIO

from cslint.diagnostics.findings import Level, Report
from cslint.diagnostics.fingerprint import fingerprints
from cslint.reporters import Options
from cslint.reporters.escape import encodable, one_line
from cslint.util.paths import relative

_SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor", Level.NOTE: "info"}


def report(report: Report, stream: TextIO, options: Options) -> None:
    """Print an array of issues, with the rule in the description because GitLab shows only that.

    Args:
        report: the report.
        stream: the stream to print to.
        options: options of printing.
    """
    issues = [
        {
            "description": f"{one_line(finding.rule)}: {one_line(finding.message)}",
            "check_name": finding.rule,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[finding.level],
            "location": {
                "path": encodable(relative(finding.location.path, options.root)),
                "lines": {"begin": max(1, finding.location.line), "end": max(1, finding.location.end_line)},
            },
        }
        for finding, fingerprint in fingerprints(report, options.root)
    ]
    stream.write("[" + ",\n ".join(map(json.dumps, issues)) + "]\n")
