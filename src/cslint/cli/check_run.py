"""Run ``cslint check`` with parsed options."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from cslint.cli.options import CheckOptions

if TYPE_CHECKING:
    from cslint.cli.targets import Target
    from cslint.linter.executors.dask import Cluster
    from cslint.linter.session import Session


def run(asked: CheckOptions) -> int:
    """Report what is missing, too short, still placeholder text, malformed or in the wrong place."""
    from cslint.cli import targets as output

    level(asked.fail_on)
    targets = output.targets(
        asked.output_format,
        asked.color,
        statistics=asked.statistics,
        show_fixes=asked.show_fixes,
        fold=not asked.no_fold,
    )
    if asked.executor is None:
        return _check(asked, targets)
    with _connected(asked) as cluster:
        return _check(asked, targets, cluster)


def _connected(asked: CheckOptions) -> AbstractContextManager[Cluster]:
    """Return the cluster that checks instead of this machine.

    Raises:
        ConfigError: it does not answer, or cannot be combined with another option.
    """
    from cslint.errors import ConfigError

    if asked.watch or asked.jobs is not None:
        raise ConfigError("--executor checks on other machines: it cannot be combined with --watch or --jobs.")
    from cslint.cli.errors import install

    try:
        from cslint.linter.executors import dask as cluster
    except ImportError:
        raise ConfigError(f"--executor needs the package distributed: {install('dask')}") from None
    return cluster.connected(asked.executor or "")


def _check(asked: CheckOptions, targets: list[Target], cluster: Cluster | None = None) -> int:
    from cslint.caching import case_cache
    from cslint.cli import progress_bar
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
        compare=folders(asked.compare),
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
        cache=None if asked.isolated or asked.no_cache else case_cache.default_folder(),
    )
    session.cluster, session.track = cluster, progress_bar.track
    if asked.watch:
        return _watch(asked, session, targets)
    if asked.list:
        from cslint.cli import listing

        return listing.run(session, asked.paths or [Path()], targets, skip_unowned=asked.skip_unowned)
    standard_input = sys.stdin.buffer.read() if asked.paths == [Path("-")] else None
    work = session.work(asked.paths or [Path()], standard_input, asked.stdin_filename, skip_unowned=asked.skip_unowned)
    if asked.fix or asked.unsafe_fixes or asked.diff:
        from cslint.cli import fix
        from cslint.errors import ConfigError

        if standard_input is not None:
            raise ConfigError("Standard input cannot be fixed; name the file instead of -.")

        return fix.run(
            session,
            work,
            unsafe=asked.unsafe_fixes,
            diff=asked.diff,
            color=asked.color,
            targets=targets,
            fail_on=asked.fail_on,
            exit_zero=asked.exit_zero,
        )
    report = session.check(work)
    output.write(report, targets)
    return output.status(report, asked.fail_on, exit_zero=asked.exit_zero)


def _watch(asked: CheckOptions, session: Session, targets: Sequence[Target]) -> int:
    """Check whenever something is saved."""
    from cslint.cli import targets as output
    from cslint.cli import watch
    from cslint.diagnostics.fingerprint import fingerprints
    from cslint.errors import ConfigError

    paths = asked.paths or [Path()]
    if asked.fix or asked.unsafe_fixes or asked.diff or paths == [Path("-")]:
        raise ConfigError("--watch changes nothing: it cannot be combined with --fix, --unsafe-fixes, --diff or -.")

    def look(anew: frozenset[Path] | None) -> watch.State:
        if anew is None:
            session.forget()
        report = session.check(session.work(paths), anew=anew)
        output.write(report, targets)
        return {
            key: f"{finding.location.path}:{finding.location.line} {finding.rule}"
            for finding, key in fingerprints(report, None)
        }

    return watch.loop(paths, look, watch.problems, session, [target.path for target in targets if target.path])


def folders(paths: Sequence[Path]) -> Sequence[Path]:
    """Return the folders that --compare names.

    Args:
        paths: as given.

    Raises:
        ConfigError: one of them is not a folder.
    """
    from cslint.errors import ConfigError

    for path in paths:
        if not path.is_dir():
            raise ConfigError(f"--compare {path} is not a folder.")
    return paths


def level(name: str | None) -> None:
    """Validate --fail-on.

    Raises:
        ConfigError: it is not a level.
    """
    from cslint.diagnostics.findings import Level
    from cslint.errors import ConfigError

    if name is not None and name not in list(Level):
        raise ConfigError(f'--fail-on "{name}" is not a level. Choose from error, warning, note.')
