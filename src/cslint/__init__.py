"""cslint: a schema linter and completeness checker for case studies written from a Markdown template."""

from __future__ import annotations

TYPE_CHECKING = False  # nothing is imported here: __main__ first sees to where from
if TYPE_CHECKING:
    from pathlib import Path

    from cslint.diagnostics.findings import Report

__version__ = "0.1.0"
__all__ = ["__version__", "check"]


def check(*paths: str | Path, profile: str | None = None, stage: str | None = None) -> Report:
    """Check case studies and return what was found, as ``cslint check --isolated`` would show it.

    Args:
        paths: folders, Markdown files, or any file of a case.
        profile: name of a built-in profile, a folder with one, or a course's template file.
        stage: ``draft``, ``review`` or ``complete`` for every case; by default what each says itself.

    Raises:
        cslint.errors.NoCaseError: a path leads to no case study.
        ValueError: the profile or the stage is unknown.
    """
    from pathlib import Path

    from cslint.linter import discovery, engine
    from cslint.linter.overrides import Request, settings

    found = discovery.find([Path(path) for path in paths])
    chosen = settings(Request(profile=profile, stage=stage))
    return engine.check([discovery.read(path) for path in found], chosen, discovery.shown)
