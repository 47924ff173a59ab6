"""``--watch``: check again whenever a file is saved; only the cases that it belongs to are read again."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cslint import errors
from cslint.cli.errors import install, say
from cslint.config.loader import NAMES
from cslint.errors import ConfigError, WriteError
from cslint.linter import discovery
from cslint.linter.discovery import Kind
from cslint.reporters.escape import one_line
from cslint.util.atomic_write import is_ours
from cslint.util.plural import plural

if TYPE_CHECKING:
    from cslint.linter.session import Session

_CLEAR = "\x1b[H\x1b[2J\x1b[3J"
_MOST_NEW = 3  # new problems that are named
State = dict[str, str]  # what a view showed: the place of each problem, or the score of each case
Look = Callable[[frozenset[Path] | None], State]
Compare = Callable[[State, State], str]


def loop(paths: Sequence[Path], look: Look, compare: Compare, session: Session, own: Sequence[Path] = ()) -> int:
    """Check everything once, then again what has been saved, until interrupted.

    Args:
        paths: folders and files to watch.
        look: function of the resolved Markdown files of changed cases; None means all. It returns what it showed.
        compare: says in a sentence what two states differ in.
        session: maps changed files to cases.
        own: files that the function writes, whose changes are ignored.

    Returns:
        The exit status: 0, because a person ends it.

    Raises:
        ConfigError: the package that watches files is not installed.
    """
    changes = _changes(paths, {path.resolve() for path in own})
    view = _View(look, compare)
    with suppress(KeyboardInterrupt):  # also in the middle of a look
        view.show(None)
        for changed in changes:
            if any(path.name in NAMES for path in changed):
                view.show(None)
                continue
            found = session.discovery.changed(sorted(changed))
            if any(candidate.kind is Kind.TEMPLATE for candidate in found):
                view.show(None)
                continue
            touched = frozenset(candidate.path.resolve() for candidate in found if candidate.is_case)
            if touched:
                view.show(touched)
    return 0


def _changes(paths: Sequence[Path], own: set[Path]) -> Iterator[set[Path]]:
    try:
        from watchfiles import watch
    except ImportError:
        raise ConfigError(f"--watch needs the package watchfiles: {install('watch')}") from None
    logging.getLogger("watchfiles").setLevel(logging.CRITICAL)  # it logs that it was interrupted
    places = {path if path.is_dir() else path.absolute().parent for path in paths}
    seen = watch(*places, debounce=200, step=50, rust_timeout=200, yield_on_timeout=True, raise_interrupt=False)
    next(seen, None)  # from here on nothing that is saved is missed
    batches = ({Path(name).resolve() for _, name in batch if not is_ours(Path(name).name)} - own for batch in seen)
    return filter(None, batches)


class _View:
    """Shows one view after another in the same place on a terminal, one below the other elsewhere."""

    def __init__(self, look: Look, compare: Compare) -> None:
        self.look, self.compare = look, compare
        self.before: State | None = None

    def show(self, touched: frozenset[Path] | None) -> None:
        """Show the present state, and what has changed since the last one.

        Args:
            touched: the changed cases; None means all.
        """
        if sys.stdout.isatty():
            sys.stdout.write(_CLEAR)
        elif touched is not None:
            named = ", ".join(discovery.shown(path) for path in sorted(touched))
            sys.stdout.write(f"\n--- {named}\n")
        try:
            after = self.look(touched)
        except (errors.NoCaseError, ConfigError, WriteError) as error:  # half saved: say it and go on watching
            say(sys.stderr, str(error))
        else:
            if self.before is not None:
                changed = self.compare(self.before, after) or "nothing has changed."
                sys.stdout.write(f"\n{one_line(f'Since the last save: {changed}')}\n")
            self.before = after
        if sys.stdout.isatty():
            sys.stdout.write("\nWatching. Press Ctrl+C to stop.\n")
        sys.stdout.flush()


def problems(before: State, after: State) -> str:
    """Return how many problems are fixed, and which are new; "" for none.

    Args:
        before: the place and rule of each problem by fingerprint.
        after: the same after the save.
    """
    fixed = len(before.keys() - after.keys())
    new = [place for key, place in after.items() if key not in before]
    parts = [f"{plural(fixed, 'problem')} fixed"] if fixed else []
    if new:
        more = f" and {len(new) - _MOST_NEW} more" if len(new) > _MOST_NEW else ""
        parts.append(f"{plural(len(new), 'new problem')} ({', '.join(new[:_MOST_NEW])}{more})")
    return f"{', '.join(parts)}." if parts else ""


def scores(before: State, after: State) -> str:
    """Return which scores have changed; "" for none.

    Args:
        before: the score in per cent by path.
        after: the same after the save.
    """
    moved = [f"{path} from {before[path]} to {new}" for path, new in after.items() if before.get(path, new) != new]
    return f"{', '.join(moved)}." if moved else ""
