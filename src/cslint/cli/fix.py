"""``cslint check --fix`` and ``--diff``."""

from __future__ import annotations

import difflib
import io
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cslint.cli import errors
from cslint.cli import targets as output
from cslint.cli.targets import Target
from cslint.diagnostics.findings import Report
from cslint.errors import WriteError
from cslint.linter import engine, fixer
from cslint.linter.session import Session
from cslint.linter.task import Task
from cslint.util import atomic_write

_PASSES = 10  # a fix may uncover another; more rounds than this means that two undo each other


def run(
    session: Session,
    work: Sequence[Task],
    *,
    unsafe: bool,
    diff: bool,
    targets: list[Target],
    fail_on: str | None,
    exit_zero: bool,
) -> int:
    """Mend what can be mended, or show what would change; then report what is left."""
    # every one is fixed
    unlimited = {id(task.settings): replace(task.settings, limit=None) for task in work}
    work = [task._replace(settings=unlimited[id(task.settings)]) for task in work]
    if diff:
        return _show(session.check(work), unsafe=unsafe)
    mended = 0
    failed: dict[Path, WriteError] = {}
    report = session.check(work)
    for _ in range(_PASSES):
        outcomes = _outcomes(report, unsafe=unsafe)
        changed = [found for found in outcomes if found.after != found.before and found.path not in failed]
        if not changed and not any(found.stale and found.path not in failed for found in outcomes):
            break  # what another has just written is looked at again
        for outcome in changed:
            try:
                mended += len(outcome.findings) if _mend(outcome) else 0
            except WriteError as error:  # of the others' files nothing is wrong
                failed[outcome.path] = error
        report = session.check(work)
    cases = (case._replace(findings=tuple(engine.limited(case.findings))) for case in report.cases)
    report = report._replace(cases=tuple(cases))
    output.write(report, targets)
    if mended:
        sys.stderr.write(f"Mended {mended} {'thing' if mended == 1 else 'things'}.\n")
    for told in failed.values():
        errors.say(sys.stderr, str(told))
    return errors.USAGE if failed else output.status(report, fail_on, exit_zero=exit_zero)


def _mend(outcome: fixer.Outcome) -> bool:
    """Write a file unless somebody else has written it since it was read: the next pass looks again."""
    return atomic_write.update(outcome.path, lambda now: outcome.after if now == outcome.before else None)


def _outcomes(report: Report, *, unsafe: bool) -> list[fixer.Outcome]:
    return fixer.outcomes(report.findings, lambda name: Path(name).resolve(), unsafe=unsafe)


def _show(report: Report, *, unsafe: bool) -> int:
    """Print a unified diff; status 1 when there is one."""
    found = [outcome for outcome in _outcomes(report, unsafe=unsafe) if outcome.after != outcome.before]
    for outcome in found:
        from cslint.linter.discovery import shown

        name = shown(outcome.path)
        tab = "\t" if " " in name else ""  # what patch and git end a name with a space by
        if b"\0" in outcome.before[:8000]:  # as git tells what is no text
            _print(f"Binary files a/{name} and b/{name} differ\n")
            continue
        before, after = _lines(outcome.before), _lines(outcome.after)
        for line in difflib.unified_diff(before, after, f"a/{name}{tab}", f"b/{name}{tab}"):
            _print(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return int(bool(found))


def _lines(data: bytes) -> list[str]:
    """Lines as patch counts them: a carriage return alone or a form feed ends none."""
    return [line.decode("utf-8", "surrogateescape") for line in io.BytesIO(data)]


def _print(text: str) -> None:
    """Print byte for byte what git is to apply, whatever the encoding of the place; on a terminal what it can show."""
    if sys.stdout.isatty():
        from cslint.reporters.escape import visible

        text = "".join(part if part in "\n\t" else visible(part) for part in re.split(r"([\n\t])", text))
        encoding = sys.stdout.encoding or "utf-8"
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
