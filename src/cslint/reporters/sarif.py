"""``sarif``: the Static Analysis Results Interchange Format 2.1.0, for code scanning."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any, TextIO

from cslint.diagnostics.findings import Edit, Finding, Fix, Location, Report, RuleInfo
from cslint.diagnostics.fingerprint import fingerprints
from cslint.reporters import Options
from cslint.reporters.escape import encodable, one_line
from cslint.reporters.paths import uri

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


MOST = 24_999  # results; GitHub rejects a run with more than 25,000


def report(report: Report, stream: TextIO, options: Options) -> None:
    """Print one run with the rules that ran, the findings, their related locations and their fixes.

    If GitHub would reject the number of findings, only the most severe are printed, and a notification counts the
    others.

    Args:
        report: the report.
        stream: the stream to print to.
        options: options of printing.
    """
    names = sorted({*report.rules, *(finding.rule for finding in report.findings)})
    index = {name: number for number, name in enumerate(names)}
    driver: dict[str, Any] = {
        "name": "cslint",
        "informationUri": "https://github.com/cslint/cslint",
        "rules": [_rule(name, report.rules.get(name)) for name in names],
    }
    if report.version:
        driver |= {"version": report.version, "semanticVersion": report.version}
    findings = list(fingerprints(report, options.root))
    printed = findings
    if len(findings) > MOST:
        gravest = sorted(range(len(findings)), key=lambda number: findings[number][0].level.rank)[:MOST]
        printed = [findings[number] for number in sorted(gravest)]
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, fingerprint, index[finding.rule], options) for finding, fingerprint in printed],
    }
    if len(findings) > MOST:
        run["invocations"] = [_left_out(len(findings) - MOST)]
    stream.write(json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n")


def _left_out(number: int) -> dict[str, Any]:
    """Return an invocation that says how many findings are not printed.

    Args:
        number: number of findings.
    """
    text = (
        f"{number:,} more findings are left out, those of the lowest levels first: code scanning takes {MOST:,} "
        "results. cslint check --output-format json prints all of them."
    )
    return {
        "executionSuccessful": True,
        "toolExecutionNotifications": [{"level": "warning", "message": {"text": text}}],
    }


def _rule(name: str, info: RuleInfo | None) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": name, "name": name}
    if info is None:
        return rule
    rule |= {
        "shortDescription": {"text": info.summary},
        "fullDescription": {"text": _first_paragraph(info.body) or info.summary},
        "defaultConfiguration": {"level": info.level.value},
        "help": {"text": info.body or info.summary, "markdown": info.body or info.summary},
        "properties": {"tags": sorted({info.family, info.kind})},
    }
    return rule | ({"helpUri": info.url} if info.url.startswith(("https://", "http://")) else {})


def _first_paragraph(body: str) -> str:
    text = " ".join(body.strip().split("\n\n", 1)[0].split())
    return "" if text.startswith("#") else text


def _result(finding: Finding, fingerprint: str, index: int, options: Options) -> dict[str, Any]:
    place: dict[str, Any] = {"physicalLocation": _physical(finding.location, options)}
    if inside := [_text(title) for title in (finding.section, finding.item, finding.field) if title]:
        place["logicalLocations"] = [{"name": inside[-1], "fullyQualifiedName": " > ".join(inside)}]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": finding.level.value,
        "message": {"text": _text(finding.message) + (f"\n{_text(finding.help)}" if finding.help else "")},
        "locations": [place],
        "partialFingerprints": {"cslint/v1": fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _physical(related.location, options),
                "message": {"text": _text(related.message)},
            }
            for number, related in enumerate(finding.related, start=1)
        ]
    if finding.fix:
        result["fixes"] = [_fix(finding.fix, options)]
    return result


def _physical(location: Location, options: Options) -> dict[str, Any]:
    artifact = _artifact(location.path, options)
    if location.shipped:
        artifact = {"uri": uri(location.path, None), "uriBaseId": "CSLINT"}
    return {"artifactLocation": artifact, "region": _region(location)}


def _artifact(path: str, options: Options) -> dict[str, str]:
    address = uri(path, options.root)
    return {"uri": address} | ({} if address.startswith("file:") else {"uriBaseId": "%SRCROOT%"})


def _region(location: Location) -> dict[str, int]:
    return {
        "startLine": max(1, location.line),
        "startColumn": max(1, location.column),
        "endLine": max(1, location.end_line),
        "endColumn": max(1, location.end_column),
    }


def _fix(fix: Fix, options: Options) -> dict[str, Any]:
    edits = sorted(fix.edits, key=_path)
    changes = [
        {
            "artifactLocation": _artifact(path, options),
            "replacements": [
                {"deletedRegion": _region(edit.location), "insertedContent": {"text": encodable(edit.text)}}
                for edit in group
            ],
        }
        for path, group in groupby(edits, key=_path)
    ]
    return {"description": {"text": f"{_text(fix.message)} ({fix.safety})"}, "artifactChanges": changes}


def _path(edit: Edit) -> str:
    return edit.location.path


def _text(text: str) -> str:
    """Return the text on one line without links.

    Viewers interpret ``[text](target)`` even in plain text.
    """
    return one_line(text).replace("](", "] (")
