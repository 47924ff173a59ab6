"""``github``: workflow commands, which GitHub shows as annotations on the lines of a pull request.

GitHub keeps ten annotations of a level per step and drops the others silently, so the most severe come first, and a
notice counts the others.
"""

from __future__ import annotations

from typing import TextIO

from cslint.diagnostics.findings import Finding, Level, Report
from cslint.reporters import Options
from cslint.reporters.escape import fit, one_line, quiet, workflow_property, workflow_text
from cslint.reporters.paths import shown
from cslint.util.paths import relative
from cslint.util.plural import plural
from cslint.util.shorten import shorten

AT_MOST = 10
LONGEST = 1000
_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
_KINDS = ("correctness", "completeness", "style")


def report(report: Report, stream: TextIO, options: Options) -> None:
    """Print at most ten commands per level, the most severe first, and a notice that counts the others.

    Args:
        report: the report.
        stream: the stream to print to.
        options: options of printing.
    """
    levels = {level: [one for one in report.findings if one.level == level] for level in Level}
    held_back = []
    room = dict.fromkeys(Level, AT_MOST)
    if any(len(findings) > AT_MOST for findings in levels.values()):
        room[Level.NOTE] -= 1  # one is left for the notice
    for level, findings in levels.items():
        findings.sort(key=lambda finding: _rank(report, finding))
        for finding in findings[: room[level]]:
            stream.write(fit(_command(finding, options), stream) + "\n")
        if (more := len(findings) - room[level]) > 0:
            held_back.append(plural(more, f"more {level}"))
    if held_back:
        text = f"Not shown here: {', '.join(held_back)}. The log and the summary of this run list them all."
        stream.write(f"::notice title=cslint::{workflow_text(text)}\n")


def _rank(report: Report, finding: Finding) -> int:
    info = report.rules.get(finding.rule)
    return _KINDS.index(info.kind) if info and info.kind in _KINDS else len(_KINDS)


def _command(finding: Finding, options: Options) -> str:
    at = finding.location
    line, end_line = max(1, at.line), max(1, at.line, at.end_line)
    properties = [("file", relative(at.path, options.root)), ("line", str(line)), ("endLine", str(end_line))]
    if line == end_line:  # GitHub rejects columns for ranges of several lines
        properties += [("col", str(max(1, at.column))), ("endColumn", str(max(1, at.end_column)))]
    properties.append(("title", f"cslint: {finding.rule}"))
    text = f"{shown(at.path, options.root)}:{line}: {_say(finding.message)}"
    if finding.help:
        text += f"\n{_say(finding.help)}"
    written = ",".join(f"{name}={workflow_property(one_line(value))}" for name, value in properties)
    return f"::{_COMMANDS[finding.level]} {written}::{workflow_text(text)}"


def _say(text: str) -> str:
    return quiet(one_line(shorten(text, LONGEST, cut="end", raw=True)))
