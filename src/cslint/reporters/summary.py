"""``summary``: the page that GitHub shows for a step of a workflow (``GITHUB_STEP_SUMMARY``)."""

from __future__ import annotations

from typing import TextIO

from cslint.diagnostics.findings import Report
from cslint.reporters import Options
from cslint.reporters.markdown import write

STEP = 900_000  # bytes; beyond 1 MiB GitHub drops the whole page, and others write to the same one


def report(report: Report, stream: TextIO, options: Options) -> None:
    """Print what fits in a step's summary."""
    write(report, stream, options, STEP)
