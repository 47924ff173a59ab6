"""``cslint check --list``: which files would be checked, with which template, and why the others would not."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cslint.errors import ConfigError
from cslint.util.atomic_write import writing

if TYPE_CHECKING:
    from cslint.cli.targets import Target
    from cslint.linter.discovery import Candidate
    from cslint.linter.session import Session


def run(session: Session, paths: Sequence[Path], targets: Sequence[Target], *, skip_unowned: bool) -> int:
    """Write the cases at paths to each target; return 0, or 2 if nothing would be checked.

    Args:
        session: the session.
        paths: the paths as given.
        targets: where to, as one object for the format json, and as lines on standard output for any other.
        skip_unowned: whether files that belong to no case are skipped, as in a hook.

    Raises:
        ConfigError: another format than json is to be written to a file.
        NoCaseError: a path does not exist.
        WriteError: a file cannot be written.
    """
    if wrong := next((target for target in targets if target.path and target.format != "json"), None):
        raise ConfigError(f"With --list, only json can be written to a file, not {wrong.format}.")
    found = session.candidates(paths, skip_unowned=skip_unowned)
    rows = [_row(session, candidate) for candidate in found]
    cases = [row for row, candidate in zip(rows, found, strict=True) if candidate.is_case]
    others = [row for row, candidate in zip(rows, found, strict=True) if not candidate.is_case]
    whole = json.dumps({"version": 1, "cases": cases, "skipped": others}, indent=2) + "\n"
    for target in targets:
        if target.path is not None:
            with writing(target.path) as stream:
                stream.write(whole)
    if any(target.format == "json" and target.path is None for target in targets):
        sys.stdout.write(whole)
    elif not targets or any(target.path is None for target in targets):
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
