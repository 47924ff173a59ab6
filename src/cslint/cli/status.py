"""``cslint status``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from cslint.cli import completion
from cslint.cli.parameters import OUTPUT, Color, Config, Exclude, Isolated, Paths, Profile, Stage, Template, share

if TYPE_CHECKING:
    from cslint.linter.session import Session
    from cslint.linter.task import Task

Rows = list[dict[str, Any]]
Targets = list[tuple[str, Path | None]]
FORMATS = ("text", "json", "markdown", "html")


def command(
    paths: Paths = None,
    output_format: Annotated[
        list[str] | None,
        typer.Option(
            "--output-format",
            "-o",
            metavar="FORMAT[=FILE]",
            help="text (the default), json, markdown or html; may be repeated.",
            autocompletion=completion.one_of(*FORMATS),
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    sort: Annotated[
        str | None,
        typer.Option(
            metavar="COLUMN",
            help="path, score, title, author, profile, stage or words; -score for descending order.",
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    min_score: Annotated[
        float | None,
        typer.Option(
            metavar="SHARE",
            parser=share,
            help="Exit with status 1 if a case study scores less, such as 0.8.",
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    stage: Stage = None,
    profile: Profile = None,
    template: Template = None,
    exclude: Exclude = None,
    config: Config = None,
    isolated: Isolated = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Update at every save; stop with Ctrl+C.", rich_help_panel=OUTPUT)
    ] = False,
    color: Color = "auto",
) -> int:
    """Show how complete case studies are: one as a checklist, several as a table."""
    from cslint.linter.overrides import Request
    from cslint.linter.session import Session

    targets = _targets(output_format)
    _refuse(sort, min_score)
    request = Request(profile=profile, template=template, stage=stage, plugins=not isolated)
    html = any(name == "html" for name, _ in targets)
    session = Session(request, config=config, isolated=isolated, exclude=exclude or (), progress=html)
    if watch:
        return _watch(session, paths or [Path()], targets, sort, color)
    work = session.work(paths or [Path()])
    rows, failed = _rows(session, work)
    rows = _show(session, work, rows, targets, sort, color)
    from cslint.reporters.escape import one_line
    from cslint.reporters.status import percent

    low = [row for row in rows if min_score is not None and row["score"] < min_score]
    for row in low:
        scored = percent(row["score"]).strip()
        sys.stderr.write(f"{one_line(row['path'])}: {scored} is less than {100 * (min_score or 0):.10g} %.\n")
    return 2 if failed else int(bool(low))


def _watch(session: Session, paths: list[Path], targets: Targets, sort: str | None, color: str) -> int:
    """Show how complete cases are whenever something is saved."""
    from cslint.cli import watch
    from cslint.reporters.status import percent

    known: dict[Path, dict[str, Any]] = {}

    def look(anew: frozenset[Path] | None) -> watch.State:
        if anew is None:
            session.forget()
            known.clear()
        work = session.work(paths)
        for task in work:
            if anew is None or task.path.resolve() in anew or task.path not in known:
                for row in _rows(session, [task])[0]:
                    known[task.path] = row
        rows = [known[task.path] for task in work if task.path in known]
        _show(session, work, rows, targets, sort, color)
        return {row["path"]: percent(row["score"]).strip() for row in rows}

    return watch.loop(paths, look, watch.scores, session, [path for _, path in targets if path])


def _show(session: Session, work: Sequence[Task], rows: Rows, targets: Targets, sort: str | None, color: str) -> Rows:
    from cslint.reporters.status import ordered

    rows = ordered(rows, sort)
    for name, path in targets:
        with _stream(path) as stream:
            _write(name, rows, stream, color, session, work)
    return rows


def _targets(formats: list[str] | None) -> Targets:
    from cslint.errors import ConfigError

    found: Targets = []
    for text in formats or ["text"]:
        name, mark, file = text.partition("=")
        if name not in FORMATS:
            raise ConfigError(f'"{name}" is not a format of status. Choose from {", ".join(FORMATS)}.')
        if mark and not file:
            raise ConfigError(f'--output-format "{text}" names no file after the =.')
        found.append((name, Path(file) if file else None))
    return found


def _refuse(sort: str | None, min_score: float | None) -> None:
    from cslint.errors import ConfigError
    from cslint.reporters.status import KEYS

    if sort is not None and sort.removeprefix("-") not in KEYS:
        raise ConfigError(f'--sort "{sort}" is not a column. Choose from {", ".join(KEYS)}.')
    if min_score is not None and not 0 <= min_score <= 1:
        raise ConfigError(f"--min-score {min_score:g} is not a number from 0 to 1.")


def _rows(session: Session, work: Sequence[Task]) -> tuple[Rows, int]:
    """Return a row of plain data for each case that can be read, and how many cannot."""
    from cslint.cli.errors import say
    from cslint.cli.progress_bar import track
    from cslint.completeness.serialize import case_row
    from cslint.linter import engine

    rows, failed = [], []
    for task in track(work):
        shown = session.show(task.path)
        try:
            context = engine.context_of(task.case(), task.settings)
            report = engine.check_case(context, task.settings)
            rows.append(case_row(context, shown, [finding.level for finding in report.findings]))
        except OSError as error:
            failed.append(f"{shown}: {error.strerror or error}")
    for message in failed:
        say(sys.stderr, message)
    return rows, len(failed)


@contextmanager
def _stream(path: Path | None) -> Iterator[TextIO]:
    if path is None:
        yield sys.stdout
        return
    from cslint.util.atomic_write import writing

    with writing(path) as stream:
        yield stream


def _write(name: str, rows: Rows, stream: TextIO, color: str, session: Session, work: Sequence[Task]) -> None:
    if name == "json":
        from cslint.reporters.escape import encodable

        whole = encodable(json.dumps({"version": 1, "cases": rows}, ensure_ascii=False))
        stream.write(f"{json.dumps(json.loads(whole), indent=2)}\n")  # ASCII: no terminal sequences
        return
    from cslint.cli import targets as output
    from cslint.reporters import Options

    options = output.for_stream(Options(), color, stream) if stream is sys.stdout else Options()
    if name == "html":
        from cslint import reporters

        place = {row["path"]: at for at, row in enumerate(rows)}
        report = session.check(work, everything=True)
        cases = sorted(report.cases, key=lambda case: place.get(case.path, len(place)))
        reporters.find("html")(replace(report, cases=tuple(cases)), stream, options)
    elif name == "markdown":
        from cslint.reporters.status import markdown

        markdown.write(rows, stream)
    else:
        from cslint.reporters.status import text

        text.write(rows, stream, options)
