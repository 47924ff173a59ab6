"""What makes a finding the same from run to run: its file, rule and text, whatever line that is on now."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from cslint.diagnostics.findings import Finding, Report, RuleInfo, split
from cslint.util.paths import relative


def fingerprints(report: Report, root: Path | None) -> Iterator[tuple[Finding, str]]:
    """Yield every finding with 32 hexadecimal digits that no other has and that stay when lines move.

    They come from the file, the rule and what the finding is about. Twins are told apart by their order.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for finding in report.findings:
        key = (relative(finding.location.path, root), finding.rule, *about(finding, report.rules))
        twin = str(seen[key])
        seen[key] += 1
        text = "\0".join((*key, twin))
        yield finding, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def about(finding: Finding, rules: Mapping[str, RuleInfo]) -> tuple[str, str, str, str]:
    """Return what a finding is about: section, item, field, and the text at its place.

    The text is "" where it is what is still being written.
    """
    inside = (finding.section or "", finding.item or "", finding.field or "")
    info = rules.get(finding.rule)
    growing = info is not None and info.kind == "completeness" and any(inside)
    return (*inside, "" if growing else split(finding.location)[1])
