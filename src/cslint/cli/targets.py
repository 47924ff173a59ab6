"""Choose the targets and formats of reports, and the exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import NamedTuple, TextIO

from cslint import reporters
from cslint.cli.errors import give_up, say
from cslint.diagnostics.findings import INCOMPLETE, Level, Report
from cslint.errors import ConfigError, ReporterError, WriteError
from cslint.reporters import Options, Reporter
from cslint.util.atomic_write import writing

# services that read these know the repository, not the folder that cslint was started in
_OF_REPOSITORY = ("github", "gitlab", "markdown", "rdjson", "sarif", "summary")
_MEBIBYTE = 1 << 20


class Target(NamedTuple):
    """A format and where it goes.

    Attributes:
        format: its name.
        path: the file; None is standard output.
        report: the reporter.
        options: how it prints.
        summary: whether the file is the page of a workflow's step, to which others write as well.
    """

    format: str
    path: Path | None
    report: Reporter
    options: Options
    summary: bool = False


def targets(
    formats: Sequence[str] | None,
    color: str = "auto",
    *,
    statistics: bool = False,
    show_fixes: bool = False,
    fold: bool = True,
    plugins: bool = True,
) -> list[Target]:
    """Return the targets of --output-format or CSLINT_OUTPUT_FORMAT.

    A format without a file replaces the default of standard output: full on a terminal, concise elsewhere, and in a
    GitHub workflow annotations and the summary of the step. Without plugins the formats of other packages are
    unknown.

    Args:
        formats: values of the option.
        color: value of --color.
        statistics: whether to add a count by rule.
        show_fixes: whether to show the text of fixes.
        fold: whether to show several findings of one rule as one.
        plugins: whether to load reporters of other packages.

    Raises:
        ConfigError: the colour or a file is wrong.
        ReporterError: a format is unknown.
    """
    if color not in ("auto", "always", "never"):
        raise ConfigError(f'--color "{color}" is unknown. Choose from auto, always, never.')
    said = list(formats or filter(None, [os.environ.get("CSLINT_OUTPUT_FORMAT")]))
    printed = [text for text in said if "=" not in text]
    for name in (text.partition("=")[0] for text in said):
        if not plugins and name not in reporters.BUILT_IN:
            raise ConfigError(f'"{name}" is not a built-in format, and plugins are not loaded here.')
    page = None
    if not printed:
        printed = ["full" if sys.stdout.isatty() else "concise"]
        if os.environ.get("GITHUB_ACTIONS") == "true":
            printed.append("github")
            page = os.environ.get("GITHUB_STEP_SUMMARY")
    common = Options(root=None, show_fixes=show_fixes, statistics=statistics)
    shown = for_stream(common, color, sys.stdout)
    shown = shown._replace(fold=fold and shown.terminal)
    found = [_target(name, None, shown) for name in printed]
    for text in said:
        name, mark, file = text.partition("=")
        if mark and not file:
            raise ConfigError(f'--output-format "{text}" names no file after the =.')
        if file:
            found.append(_target(name, Path(file), common))
    if page:
        found.append(_target("summary", Path(page), common, summary=True))
    return found


def _target(name: str, path: Path | None, options: Options, *, summary: bool = False) -> Target:
    if name in _OF_REPOSITORY:
        options = options._replace(root=repository(Path.cwd()))
    return Target(name, path, reporters.find(name), options, summary)


def for_stream(options: Options, color: str, stream: TextIO) -> Options:
    """Return the options for a stream, with its colour and the capabilities of its terminal.

    Args:
        options: options of printing.
        color: value of --color.
        stream: the stream.
    """
    terminal = stream.isatty()
    return options._replace(
        color=coloured(color, stream),
        terminal=terminal,
        unicode=terminal and (getattr(stream, "encoding", None) or "").casefold().startswith("utf"),
        width=_columns() if terminal else None,
    )


def _columns() -> int:
    import shutil

    return shutil.get_terminal_size().columns


def coloured(color: str, stream: TextIO) -> bool:
    """Return whether to use colour: the flag, then NO_COLOR, then FORCE_COLOR, then whether it is a terminal.

    Args:
        color: value of --color.
        stream: the stream.
    """
    if color != "auto":
        return color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()


def repository(folder: Path) -> Path | None:
    """Return the root of the git repository that contains a folder, or None, without running git."""
    return next((place for place in (folder, *folder.parents) if (place / ".git").exists()), None)


def wants_pages(chosen: Sequence[Target]) -> bool:
    """Return whether a reporter may print the pages of rules.

    Sarif does, and nobody knows of those of other packages.
    """
    return any(target.format == "sarif" or target.format not in reporters.BUILT_IN for target in chosen)


def wants_progress(chosen: Sequence[Target]) -> bool:
    """Return whether a reporter shows how far along cases are.

    Html does, and nobody knows of those of other packages.
    """
    return any(target.format == "html" or target.format not in reporters.BUILT_IN for target in chosen)


def write(report: Report, chosen: Sequence[Target]) -> None:
    """Write a report to every target; if one fails, the others are still written.

    Args:
        report: the report.
        chosen: the targets.

    Raises:
        WriteError: a file cannot be written.
        ReporterError: the reporter of another package is broken.
    """
    failed: list[Exception] = []
    for target in sorted(chosen, key=_turn):
        try:
            _write(report, target)
            if target.path is None:
                sys.stdout.flush()
        except (WriteError, ReporterError) as error:
            failed.append(error)
        except BrokenPipeError:  # the reader has seen enough; the exit status is that of what was found all the same
            give_up(sys.stdout)
            return
    if any(target.path is None and target.format == "concise" for target in chosen):
        from cslint.reporters.totals import last_line

        sys.stderr.write(f"{last_line(report)}\n")  # standard output stays one line per finding
    if failed:
        raise failed[0]


def _turn(target: Target) -> int:
    """Return a report's turn: files first, which no reader can close; last what adds to standard output."""
    if target.path is None:
        return 1
    try:
        return 2 if os.path.samestat(target.path.stat(), os.fstat(sys.stdout.fileno())) else 0
    except (OSError, ValueError):  # the file does not exist yet, or standard output is not a file
        return 0


def _write(report: Report, target: Target) -> None:
    if target.path is None:
        target.report(report, sys.stdout, target.options)
        return
    if not target.summary:
        with writing(target.path) as stream:
            target.report(report, stream, target.options)
        return
    try:
        append_summary(report, target.path, target.options)
    except OSError as error:  # the page is implicit, so its failure is not an error
        say(sys.stderr, f"{target.path} cannot be written: {error.strerror or error}.")


def append_summary(report: Report, path: Path, options: Options) -> None:
    """Append a report to the summary of a step as far as there is room: GitHub drops a page above 1 MiB entirely.

    Args:
        report: the report.
        path: the file of the summary.
        options: options of printing.
    """
    from cslint.reporters import markdown, summary

    taken = path.stat().st_size if path.exists() else 0
    room = min(summary.STEP, _MEBIBYTE - taken - 4096)
    if room < 4096:
        return
    stream = StringIO()
    markdown.write(report, stream, options, room)
    with path.open("a", encoding="utf-8", errors="backslashreplace") as page:
        page.write(stream.getvalue())


def status(report: Report, fail_on: str | None = None, *, exit_zero: bool = False) -> int:
    """Return the exit status: 2 after an internal error, 1 for severe findings, else 0.

    Args:
        report: the report.
        fail_on: the level from which a finding is severe; None means that of each case's configuration.
        exit_zero: whether to ignore findings.
    """
    if any(finding.rule in INCOMPLETE for finding in report.findings):
        return 2
    if exit_zero:
        return 0
    return int(any(f.level.rank <= Level(fail_on or case.fail_on).rank for case in report.cases for f in case.findings))
