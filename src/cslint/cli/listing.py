"""``cslint check --list``: which files would be checked, with which template, and why the others would not."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cslint.linter.discovery import Candidate
    from cslint.linter.session import Session


def run(session: Session, paths: Sequence[Path], *, skip_unowned: bool, as_json: bool) -> int:
    """Print the cases at paths; return 0, or 2 if nothing would be checked.

    Args:
        session: the session.
        paths: the paths as given.
        skip_unowned: whether files that belong to no case are skipped, as in a hook.
        as_json: whether to print one object instead of lines.

    Raises:
        NoCaseError: a path does not exist.
    """
    found = session.candidates(paths, skip_unowned=skip_unowned)
    rows = [_row(session, candidate) for candidate in found]
    cases = [row for row, candidate in zip(rows, found, strict=True) if candidate.is_case]
    others = [row for row, candidate in zip(rows, found, strict=True) if not candidate.is_case]
    if as_json:
        json.dump({"version": 1, "cases": cases, "skipped": others}, sys.stdout, indent=2)
        sys.stdout.write("\n")
    else:
        sys.stdout.writelines(f"{row['path']}: {row['template']} ({row['because']})\n" for row in cases)
        if others:
            sys.stdout.write("not checked:\n")
            sys.stdout.writelines(f"{row['path']}: {row['because']}\n" for row in others)
    return 0 if cases or skip_unowned else 2


def _row(session: Session, candidate: Candidate) -> dict[str, Any]:
    row = {"path": session.show(candidate.path), "because": candidate.because}
    return {**row, "template": _template(session, candidate.path)} if candidate.is_case else row


def _template(session: Session, path: Path) -> str:
    """Return the template of a case: its file, or the name of the profile that was recognised."""
    from cslint.linter import engine

    task = session.task(path)
    profile = task.settings.profile
    if profile is None:
        try:
            profile = engine.context_of(task.case(), task.settings).profile
        except OSError as error:
            return f"cannot be read: {error.strerror or error}"
        return profile.name if profile.template_path is not None else "no known template"
    return session.show(profile.template_path) if profile.template_path else profile.name
