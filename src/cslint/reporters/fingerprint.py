"""What makes a finding the same from run to run: its file, rule and text, whatever line that is on now."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from cslint.findings import Finding, Report
from cslint.reporters.excerpt import split
from cslint.reporters.paths import relative


def fingerprints(report: Report, root: Path | None) -> Iterator[tuple[Finding, str]]:
    """Every finding with 32 hexadecimal digits that no other has and that stay when lines move.

    They come from the file, the rule, and section, item and field; the text at the place counts as well, but
    not where it is what is still being written. Twins are told apart by their order.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for finding in report.findings:
        key = _key(finding, report, root)
        twin = str(seen[key])
        seen[key] += 1
        text = "\0".join((*key, twin))
        yield finding, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _key(finding: Finding, report: Report, root: Path | None) -> tuple[str, ...]:
    inside = (finding.section or "", finding.item or "", finding.field or "")
    info = report.rules.get(finding.rule)
    growing = info is not None and info.kind == "completeness" and any(inside)
    text = "" if growing else split(finding.location)[1]
    return (relative(finding.location.path, root), finding.rule, *inside, text)
