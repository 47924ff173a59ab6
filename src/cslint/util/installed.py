"""What other installed packages offer cslint: their entry points."""

from __future__ import annotations

import os
import sys
from importlib.machinery import PathFinder
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint


def entry_points(group: str) -> tuple[EntryPoint, ...]:
    """The entry points of a group.

    importlib.metadata takes as long to load as a case study to check, and is asked only where something may be found.
    """
    if not any(_offers(place, group.encode()) for place in sys.path) and not _unusual():
        return ()
    from importlib.metadata import entry_points

    return tuple(entry_points(group=group))


def _offers(place: str, group: bytes) -> bool:
    """Whether a package in a folder of ``sys.path`` may have such entry points."""
    try:
        names = os.listdir(place or ".")  # noqa: PTH208 - a thousand of them
    except OSError:
        return os.path.isfile(place)  # noqa: PTH113 - an archive, which importlib.metadata can look into
    for name in names:
        if name.lower().endswith((".dist-info", "egg-info")):
            try:
                with open(os.path.join(place, name, "entry_points.txt"), "rb") as file:  # noqa: PTH118, PTH123
                    if group in file.read():
                        return True
            except OSError:
                continue
    return False


def _unusual() -> bool:
    """Whether there are packages that do not lie in folders of ``sys.path``."""
    return any(hasattr(finder, "find_distributions") and finder is not PathFinder for finder in sys.meta_path)
