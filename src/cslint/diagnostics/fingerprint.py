"""Identify a finding across runs by its file, rule and text, independent of its line."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from cslint.diagnostics.findings import Finding, Report, RuleInfo, split
from cslint.util.paths import relative


def fingerprints(report: Report, root: Path | None) -> Iterator[tuple[Finding, str]]:
    """Yield every finding with 32 hexadecimal digits that are unique and stay the same when lines move.

    They depend on the file, the rule and what the finding is about. Equal findings are numbered.

    Args:
        report: the report.
        root: folder that paths are relative to.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for finding in report.findings:
        key = (relative(finding.location.path, root), finding.rule, *about(finding, report.rules))
        twin = str(seen[key])
        seen[key] += 1
        text = "\0".join((*key, twin))
        yield finding, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def about(finding: Finding, rules: Mapping[str, RuleInfo]) -> tuple[str, str, str, str]:
    """Return what a finding is about: section, item, field, and the text at its location.

    The text is "" for findings about the completeness of text that is still growing.

    Args:
        finding: the finding.
        rules: metadata of the rules, by name.
    """
    inside = (finding.section or "", finding.item or "", finding.field or "")
    info = rules.get(finding.rule)
    growing = info is not None and info.kind == "completeness" and any(inside)
    return (*inside, "" if growing else split(finding.location)[1])
