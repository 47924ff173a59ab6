"""One case of a run: where it is, what holds for it, and how it is checked, here or in another process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cslint.config.loader import Config
from cslint.diagnostics.findings import CaseReport
from cslint.document.case import Case
from cslint.document.files.sibling_cases import SiblingCases
from cslint.errors import RuleError
from cslint.linter import discovery, engine
from cslint.linter.settings import Settings
from cslint.text.source import Source

if TYPE_CHECKING:
    from cslint.checks.context import CheckContext


class Task(NamedTuple):
    """One case to check and the settings that apply to it; ``text`` replaces the content of its file."""

    path: Path
    settings: Settings
    config: Config
    text: bytes | None = None

    def case(self) -> Case:
        """Return the case, read.

        Raises:
            OSError: its file cannot be read.
        """
        if self.text is not None:
            return Case(self.path, Source.from_bytes(self.path, self.text))
        return discovery.read(self.path)


def check_task(task: Task, peers: SiblingCases | None, show: Callable[[Path], str], *, progress: bool) -> CaseReport:
    """Check one case; a fault of ours is a finding.

    Args:
        task: the case.
        peers: the files of the other cases.
        show: how a path is written in findings.
        progress: whether the report says how far along the case is.
    """
    try:
        try:
            case = task.case()
        except OSError as error:
            return engine.unreadable(task.path, error, task.settings, show)
        context = engine.context_of(case, task.settings, peers=peers)
        report = engine.check_case(context, task.settings, show)
        report = replace(report, lasting=not context.assets.looked_outside)
        return replace(report, progress=_row(context, show)) if progress else report
    except RuleError:
        raise
    except (Exception, SystemExit) as error:  # a bug of ours or of a plugin, or not enough memory
        if engine.is_end(error):
            raise
        return engine.failed(task.path, error, task.settings, show)


def _row(context: CheckContext, show: Callable[[Path], str]) -> dict[str, Any]:
    from cslint.completeness import reading
    from cslint.completeness.serialize import case_row
    from cslint.geo.geometry.thumbnail import sketch

    document = context.case.document
    return case_row(context, show(context.case.path)) | {
        "map": sketch(context.case),
        "statements": [statement._asdict() for statement in reading.statements(document)],
        "hosts": [host._asdict() for host in reading.hosts(document)],
    }
