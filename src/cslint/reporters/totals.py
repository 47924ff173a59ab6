"""The summary line of a report, and the count by rule."""

from __future__ import annotations

from collections import Counter

from cslint.diagnostics.findings import Report
from cslint.reporters.escape import one_line, quiet
from cslint.util.plural import plural


def last_line(report: Report) -> str:
    """Return the summary on one line; remarks in it may quote file names."""
    return " ".join((_outcome(report), *(quiet(one_line(remark)) for remark in report.remarks)))


def _outcome(report: Report) -> str:
    total = report.summary
    if not total.cases:
        return "No case study was checked."
    things = total.errors + total.warnings + total.notes
    cases = plural(total.cases, "case study", "case studies")
    hidden = f" {plural(total.suppressed, 'finding')} suppressed." if total.suppressed else ""
    if not things:
        return f"No problems in {cases}.{hidden}"
    touched = sum(bool(case.findings) for case in report.cases)
    where = cases if touched == total.cases else f"{touched:,} of {cases}"
    what = f"{plural(things, 'problem')} in {where} ({levels(report)})"
    return f"{what}{_mendable(report, things)}.{hidden}"


def levels(report: Report) -> str:
    """Return the counts by level: ``3 errors, 9 warnings``, or ""."""
    total = report.summary
    counts = (("error", total.errors), ("warning", total.warnings), ("note", total.notes))
    return ", ".join(plural(number, noun) for noun, number in counts if number)


def statistics(report: Report) -> list[tuple[int, str, str]]:
    """Return the number of findings, the name and the summary of each rule, the most frequent first."""
    counts = Counter(finding.rule for finding in report.findings)
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return [(number, rule, report.rules[rule].summary if rule in report.rules else "") for rule, number in rows]


def _mendable(report: Report, things: int) -> str:
    fixes = Counter(finding.fix.safety for finding in report.findings if finding.fix)
    safe, unsafe = fixes["safe"], fixes["unsafe"]
    if not fixes:
        return ""
    option = "--fix" if safe else "--unsafe-fixes"
    if things == 1:
        return f"; {option} can fix it"
    more = f", --unsafe-fixes {unsafe:,} more" if safe and unsafe else ""
    return f"; {option} can fix {safe or unsafe:,} of them{more}"
