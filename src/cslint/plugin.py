"""Everything that a plugin or a reporter may use. Other modules change without notice.

A check is a generator of ``Violation``, a reporter a function ``report(report, stream, options)``.
"""

from cslint.checks.context import CheckContext
from cslint.checks.violation import RelatedSpan, Violation
from cslint.diagnostics.findings import CaseReport, Edit, Finding, Fix, Level, Location, Related, Report, RuleInfo
from cslint.document.case import Case
from cslint.errors import CslintError
from cslint.reporters import Options
from cslint.reporters.escape import encodable, one_line
from cslint.text.edits import ProposedFix, TextEdit
from cslint.text.source import Source, Span
from cslint.util.paths import relative

__all__ = [
    "Case",
    "CaseReport",
    "CheckContext",
    "CslintError",
    "Edit",
    "Finding",
    "Fix",
    "Level",
    "Location",
    "Options",
    "ProposedFix",
    "Related",
    "RelatedSpan",
    "Report",
    "RuleInfo",
    "Source",
    "Span",
    "TextEdit",
    "Violation",
    "encodable",
    "one_line",
    "relative",
]
