"""``cslint check --fix`` and ``--diff``."""

from __future__ import annotations

import difflib
import io
import re
import sys
from collections.abc import Sequence

from cslint.cli import errors
from cslint.cli import targets as output
from cslint.cli.targets import Target
from cslint.diagnostics.findings import Report
from cslint.linter import fixer
from cslint.linter.session import Session
from cslint.linter.task import Task


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
    if diff:
        return _show(session.check(fixer.unlimited(work)), unsafe=unsafe)
    result = fixer.fix_files(session, work, unsafe=unsafe)
    output.write(result.report, targets)
    if result.fixed:
        sys.stderr.write(f"Mended {result.fixed} {'thing' if result.fixed == 1 else 'things'}.\n")
    for error in result.failed.values():
        errors.say(sys.stderr, str(error))
    return errors.USAGE if result.failed else output.status(result.report, fail_on, exit_zero=exit_zero)


def _show(report: Report, *, unsafe: bool) -> int:
    """Print a unified diff; status 1 when there is one."""
    found = [outcome for outcome in fixer.of_report(report, unsafe=unsafe) if outcome.after != outcome.before]
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
