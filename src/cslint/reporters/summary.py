"""``summary``: the page that GitHub shows for a step of a workflow (``GITHUB_STEP_SUMMARY``)."""

from __future__ import annotations

from typing import TextIO

from cslint.diagnostics.findings import Report
from cslint.reporters import Options
from cslint.reporters.markdown import write

STEP = 900_000  # bytes; GitHub drops a page above 1 MiB, and other steps may write to the same page


def report(report: Report, stream: TextIO, options: Options) -> None:
    """Print as much as fits in the summary of a step.

    Args:
        report: the report.
        stream: the stream to print to.
        options: options of printing.
    """
    write(report, stream, options, STEP)
