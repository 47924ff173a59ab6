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
from cslint.util.plural import plural


def run(
    session: Session,
    work: Sequence[Task],
    *,
    unsafe: bool,
    diff: bool,
    color: str,
    targets: list[Target],
    fail_on: str | None,
    exit_zero: bool,
) -> int:
    """Fix what can be fixed, or show what would change; then report what is left.

    Args:
        session: how cases are checked.
        work: the cases.
        unsafe: whether fixes that guess are made too.
        diff: show what would change and write nothing.
        color: ``auto``, ``always`` or ``never``.
        targets: where reports go.
        fail_on: the level from which the status is 1.
        exit_zero: whether the status is 0 whatever is left.
    """
    if diff:
        coloured = output.coloured(color, sys.stdout)
        return _show(session.check(fixer.unlimited(work)), unsafe=unsafe, coloured=coloured)
    result = fixer.fix_files(session, work, unsafe=unsafe)
    output.write(result.report, targets)
    if result.fixed:
        sys.stderr.write(f"Fixed {plural(result.fixed, 'problem')}.\n")
    for error in result.failed.values():
        errors.say(sys.stderr, str(error))
    return errors.USAGE if result.failed else output.status(result.report, fail_on, exit_zero=exit_zero)


def _show(report: Report, *, unsafe: bool, coloured: bool) -> int:
    """Print a unified diff, and on standard error how much it changes; status 1 when there is one."""
    found = [outcome for outcome in fixer.of_report(report, unsafe=unsafe) if outcome.after != outcome.before]
    for outcome in found:
        from cslint.linter.discovery import shown

        name = shown(outcome.path)
        tab = "\t" if " " in name else ""  # what patch and git end a name with a space by
        if b"\0" in outcome.before[:8000]:  # like git's test for binary files
            _print(f"Binary files a/{name} and b/{name} differ\n")
            continue
        before, after = _lines(outcome.before), _lines(outcome.after)
        for line in difflib.unified_diff(before, after, f"a/{name}{tab}", f"b/{name}{tab}"):
            whole = line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            _print(whole, _style(line) if coloured else "")
    fixes = sum(len(outcome.findings) for outcome in found)
    option = "--fix --unsafe-fixes" if unsafe else "--fix"
    sys.stderr.write(f"{option} would fix {plural(fixes, 'problem')} in {plural(len(found), 'file')}.\n")
    return int(bool(found))


def _style(line: str) -> str:
    """Return the terminal code of the colour that git gives a line of a diff; "" for none."""
    styles = {"+++": "1", "---": "1", "@@": "36", "+": "32", "-": "31"}
    return next((style for start, style in styles.items() if line.startswith(start)), "")


def _lines(data: bytes) -> list[str]:
    """Return lines as patch counts them: a carriage return alone or a form feed ends none."""
    return [line.decode("utf-8", "surrogateescape") for line in io.BytesIO(data)]


def _print(text: str, style: str = "") -> None:
    """Print byte for byte what git is to apply, whatever the encoding of the place; on a terminal what it can show.

    Args:
        text: a line of the diff, or two.
        style: the terminal code of its colour; "" for none.
    """
    if sys.stdout.isatty():
        from cslint.reporters.escape import visible

        text = "".join(part if part in "\n\t" else visible(part) for part in re.split(r"([\n\t])", text))
    if style:
        text = f"\x1b[{style}m{text.removesuffix(chr(10))}\x1b[0m\n"
    if sys.stdout.isatty():
        encoding = sys.stdout.encoding or "utf-8"
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
