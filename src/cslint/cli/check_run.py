"""What ``cslint check`` does once its options are known, and the short way to them.

Typer takes longer to load than most cases take to check. What the short way does not understand (help, mistakes) is
left to typer, so that there is one place for either.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from cslint.caching.recall import Recall
    from cslint.cli.targets import Target
    from cslint.diagnostics.findings import Report
    from cslint.linter.executors.dask import Cluster
    from cslint.linter.session import Session


class CheckOptions(NamedTuple):
    """The options of ``cslint check``, by the names and with the defaults that its command declares."""

    paths: Sequence[Path] = ()
    output_format: Sequence[str] = ()
    stage: str | None = None
    profile: str | None = None
    template: Path | None = None
    select: Sequence[str] = ()
    extend_select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    notes: bool = False
    fail_on: str | None = None
    exit_zero: bool = False
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    exclude: Sequence[str] = ()
    no_suppressions: bool = False
    statistics: bool = False
    show_fixes: bool = False
    baseline: Path | None = None
    template_only: bool = False
    skip_unowned: bool = False
    config: Path | None = None
    isolated: bool = False
    stdin_filename: Path | None = None
    no_cache: bool = False
    jobs: int | None = None
    executor: str | None = None
    watch: bool = False
    color: str = "auto"


_ONLY_SHOWN = {"paths", "output_format", "color", "statistics", "show_fixes", "exit_zero", "fail_on", "jobs"}
_SHORT = {"-o": "--output-format", "-j": "--jobs"}
_KINDS = {
    f"--{name.replace('_', '-')}": (name, kind.__forward_arg__)
    for name, kind in CheckOptions.__annotations__.items()
    if name != "paths"
}


def parse(arguments: Sequence[str]) -> CheckOptions | None:
    """Options as typer would read them; None for what is better left to typer."""
    found: dict[str, Any] = {"paths": []}
    waiting = list(reversed(arguments))
    while waiting:
        word = waiting.pop()
        if word == "-" or not word.startswith("-"):
            found["paths"].append(Path(word))
            continue
        flag, mark, value = word.partition("=")
        name, kind = _KINDS.get(_SHORT.get(flag, flag), ("", ""))
        if not name or (mark and (flag in _SHORT or kind == "bool")):
            return None
        if kind == "bool":
            found[name] = True
            continue
        if not mark:
            if not waiting or waiting[-1].startswith("-"):
                return None
            value = waiting.pop()
        if kind.startswith("Sequence"):
            found.setdefault(name, []).append(value)
        elif "int" in kind:
            if not (value.isascii() and value.isdigit()):
                return None
            found[name] = int(value)
        else:
            found[name] = Path(value) if "Path" in kind else value
    return CheckOptions(**found)


def run(asked: CheckOptions, arguments: Sequence[str] = ()) -> int:
    """Check, or mend, and write the reports; the exit status.

    Args:
        asked: the options.
        arguments: the command line that they come from, for what it prints to be remembered.
    """
    from cslint.cli import targets as output

    level(asked.fail_on)
    targets = output.targets(asked.output_format, asked.color, statistics=asked.statistics, show_fixes=asked.show_fixes)
    if asked.executor is not None:
        with _connected(asked) as cluster:
            return _check(asked, targets, cluster=cluster)
    recall = _recall(asked, targets)
    known = recall.report() if recall else None
    if known is None:
        return _check(asked, targets, arguments, recall=recall)
    return _tell(known, targets, asked, arguments, recall)


def _tell(
    report: Report,
    targets: list[Target],
    asked: CheckOptions,
    arguments: Sequence[str],
    recall: Recall | None,
) -> int:
    """Write a report, remember what that printed where the run is remembered, and return the exit status."""
    from cslint.caching import again
    from cslint.cli import targets as output

    status = output.status(report, asked.fail_on, exit_zero=asked.exit_zero)
    if recall is None or not recall.head or not arguments or any(target.path for target in targets):
        output.write(report, targets)
        return status
    with again.heard() as ears:
        output.write(report, targets)
    printed, errors = (ear.heard for ear in ears)
    if printed is not None and errors is not None:
        again.keep(arguments, recall.entry.name, recall.head, again.Said(status, printed, errors))
    return status


def _recall(asked: CheckOptions, targets: Sequence[Target]) -> Recall | None:
    """What remembers the run as a whole; None for runs that write, that look only at some files, or that want more."""
    from cslint.caching import case_cache
    from cslint.cli import targets as output

    folder = None if asked.isolated or asked.no_cache else case_cache.place()
    other = asked.fix or asked.unsafe_fixes or asked.diff or asked.watch or asked.baseline or asked.skip_unowned
    paths = asked.paths or [Path()]
    if folder is None or other or output.wants_pages(targets) or output.wants_progress(targets):
        return None
    if not all(path.is_dir() for path in paths):
        return None
    from cslint.caching.recall import Recall

    told = [f"{name}={value!r}" for name, value in asked._asdict().items() if name not in _ONLY_SHOWN]
    return Recall(folder, paths, " ".join(told))


def _connected(asked: CheckOptions) -> AbstractContextManager[Cluster]:
    """The machines that check instead of this one.

    Raises:
        ConfigError: they are not there, or asked for together with what makes no sense there.
    """
    from cslint.errors import ConfigError

    if asked.watch or asked.jobs is not None:
        raise ConfigError("--executor sends cases to other machines: it goes neither with --watch nor with --jobs.")
    try:
        from cslint.linter.executors import dask as cluster
    except ImportError:
        raise ConfigError("--executor needs the package distributed: pip install 'cslint[dask]'") from None
    return cluster.connected(asked.executor or "")


def _check(
    asked: CheckOptions,
    targets: list[Target],
    arguments: Sequence[str] = (),
    *,
    recall: Recall | None = None,
    cluster: Cluster | None = None,
) -> int:
    from cslint.caching import case_cache
    from cslint.cli import targets as output
    from cslint.linter.overrides import Request
    from cslint.linter.session import Session

    request = Request(
        profile=asked.profile,
        template=asked.template,
        stage=asked.stage,
        select=asked.select,
        extend_select=asked.extend_select,
        ignore=asked.ignore,
        notes=asked.notes,
        suppress=not asked.no_suppressions,
        trust_comments=not asked.template_only,
        plugins=not asked.isolated,
    )
    session = Session(
        request,
        config=asked.config,
        isolated=asked.isolated,
        exclude=asked.exclude,
        pages=output.wants_pages(targets),
        progress=output.wants_progress(targets),
        baseline=asked.baseline,
        jobs=asked.jobs,
        cache=None if asked.isolated or asked.no_cache else case_cache.place(),
    )
    session.recall, session.cluster = recall, cluster
    if asked.watch:
        return _watch(asked, session, targets)
    standard_input = sys.stdin.buffer.read() if asked.paths == [Path("-")] else None
    work = session.work(asked.paths or [Path()], standard_input, asked.stdin_filename, skip_unowned=asked.skip_unowned)
    if asked.fix or asked.unsafe_fixes or asked.diff:
        from cslint.cli import fix as mend
        from cslint.errors import ConfigError

        if standard_input is not None:
            raise ConfigError("What comes from standard input cannot be mended: name the file instead of -.")

        return mend.run(
            session,
            work,
            unsafe=asked.unsafe_fixes,
            diff=asked.diff,
            targets=targets,
            fail_on=asked.fail_on,
            exit_zero=asked.exit_zero,
        )
    return _tell(session.check(work), targets, asked, arguments, recall)


def _watch(asked: CheckOptions, session: Session, targets: Sequence[Target]) -> int:
    """Check whenever something is saved."""
    from cslint.cli import targets as output
    from cslint.cli import watch
    from cslint.errors import ConfigError

    paths = asked.paths or [Path()]
    if asked.fix or asked.unsafe_fixes or asked.diff or paths == [Path("-")]:
        raise ConfigError("--watch only looks: it goes neither with --fix, --unsafe-fixes or --diff nor with -.")

    def look(anew: frozenset[Path] | None) -> None:
        if anew is None:
            session.forget()
        output.write(session.check(session.work(paths), anew=anew), targets)

    return watch.loop(paths, look, session, [target.path for target in targets if target.path])


def level(name: str | None) -> None:
    """Refuse what --fail-on does not know.

    Raises:
        ConfigError: it is no level.
    """
    from cslint.diagnostics.findings import Level
    from cslint.errors import ConfigError

    if name is not None and name not in list(Level):
        raise ConfigError(f'--fail-on "{name}" is no level. Known are error, warning, note.')
