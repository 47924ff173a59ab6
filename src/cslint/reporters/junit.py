"""``junit``: JUnit's XML, which build servers show as a list of failed tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TextIO

from cslint.diagnostics.findings import CaseReport, Finding, Report
from cslint.reporters import Options
from cslint.reporters.escape import one_line, xml
from cslint.util.paths import relative


def report(report: Report, stream: TextIO, options: Options) -> None:
    """Print a suite for every case: a failed test for each finding, or one passed test."""
    failures = len(report.findings)
    tests = failures + sum(not case.findings for case in report.cases)
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    stream.write(f'<testsuites name="cslint" tests="{tests}" failures="{failures}" errors="0" time="0">\n')
    for case in report.cases:
        stream.writelines(f"{line}\n" for line in _suite(case, options))
    stream.write("</testsuites>\n")


def _suite(case: CaseReport, options: Options) -> Iterator[str]:
    path = xml(relative(case.path, options.root))
    tests, failures = len(case.findings) or 1, len(case.findings)
    yield (
        f'  <testsuite name="{path}" tests="{tests}" failures="{failures}" errors="0" skipped="0" time="0"'
        f' package="cslint">'
    )
    if not case.findings:
        yield f'    <testcase name="nothing left to mend" classname="{path}" time="0"/>'
    names: Counter[str] = Counter()
    for finding in case.findings:
        # GitLab keeps one of several tests of the same name
        name = f"{finding.location.line}:{finding.location.column} {finding.rule}"
        names[name] += 1
        yield from _test(finding, name if names[name] == 1 else f"{name} #{names[name]}", options)
    yield "  </testsuite>"


def _test(finding: Finding, name: str, options: Options) -> Iterator[str]:
    at = finding.location
    path = xml(relative(at.path, options.root))
    message = xml(one_line(finding.message))
    yield f'    <testcase name="{xml(name)}" classname="{path}" file="{path}" line="{at.line}" time="0">'
    text = f"{path}:{at.line}:{at.column}: {finding.level} {xml(finding.rule)}: {message}"
    if finding.help:
        text += f"\nhelp: {xml(one_line(finding.help))}"
    yield f'      <failure type="{finding.level}" message="{message}">{text}</failure>'
    yield "    </testcase>"
