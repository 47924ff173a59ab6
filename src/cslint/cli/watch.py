"""``--watch``: check again whenever a file is saved; only the cases that it belongs to are read again."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cslint import errors
from cslint.cli.errors import say
from cslint.config.loader import NAMES
from cslint.errors import ConfigError, WriteError
from cslint.linter import discovery
from cslint.linter.discovery import Kind
from cslint.util.atomic_write import is_ours

if TYPE_CHECKING:
    from cslint.linter.session import Session

_CLEAR = "\x1b[H\x1b[2J\x1b[3J"
Look = Callable[[frozenset[Path] | None], None]


def loop(paths: Sequence[Path], look: Look, session: Session, own: Sequence[Path] = ()) -> int:
    """Check everything once, then again what has been saved, until interrupted.

    Args:
        paths: folders and files to watch.
        look: function of the resolved Markdown files of changed cases; None means all.
        session: maps changed files to cases.
        own: files that the function writes, whose changes are ignored.

    Returns:
        The exit status: 0, because a person ends it.

    Raises:
        ConfigError: the package that watches files is not installed.
    """
    changes = _changes(paths, {path.resolve() for path in own})
    with suppress(KeyboardInterrupt):  # also in the middle of a look
        _show(look, None)
        for changed in changes:
            if any(path.name in NAMES for path in changed):
                _show(look, None)
                continue
            found = session.discovery.changed(sorted(changed))
            if any(candidate.kind is Kind.TEMPLATE for candidate in found):
                _show(look, None)
                continue
            touched = frozenset(candidate.path.resolve() for candidate in found if candidate.is_case)
            if touched:
                _show(look, touched)
    return 0


def _changes(paths: Sequence[Path], own: set[Path]) -> Iterator[set[Path]]:
    try:
        from watchfiles import watch
    except ImportError:
        raise ConfigError('--watch needs the package watchfiles: pip install "cslint[watch]"') from None
    places = {path if path.is_dir() else path.absolute().parent for path in paths}
    seen = watch(*places, debounce=200, step=50, rust_timeout=200, yield_on_timeout=True, raise_interrupt=False)
    next(seen, None)  # from here on nothing that is saved is missed
    batches = ({Path(name).resolve() for _, name in batch if not is_ours(Path(name).name)} - own for batch in seen)
    return filter(None, batches)


def _show(look: Look, touched: frozenset[Path] | None) -> None:
    """Show one view after another in the same place on a terminal, one below the other elsewhere."""
    if sys.stdout.isatty():
        sys.stdout.write(_CLEAR)
    elif touched is not None:
        named = ", ".join(discovery.shown(path) for path in sorted(touched))
        sys.stdout.write(f"\n--- {named}\n")
    try:
        look(touched)
    except (errors.NoCaseError, ConfigError, WriteError) as error:  # half saved: say it and go on watching
        say(sys.stderr, str(error))
    if sys.stdout.isatty():
        sys.stdout.write("\nWatching; Ctrl+C ends it.\n")
    sys.stdout.flush()
