"""Recognise a change that only corrects an invalid configuration."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from cslint.config import loader as config
from cslint.contract.template_assets import beside
from cslint.errors import CslintError
from cslint.gate.git import Revision
from cslint.gate.store import OF_PROFILE, name_of, table
from cslint.gate.target import Base
from cslint.linter import baseline
from cslint.linter.overrides import Request, settings
from cslint.linter.settings import Settings


def is_repaired(request: Request, base: Base) -> bool:
    """Return whether the working tree changes only configuration and files that it names, and all of it is valid.

    Args:
        request: the options of the run.
        base: the revision whose configuration is invalid.
    """
    top = base.revision.top
    names = [name for name in base.revision.changed(base.starts) if not name.startswith(".")]
    try:
        return bool(names) and set(names) <= check_configuration(request, top)
    except CslintError:
        return False


def check_configuration(request: Request, top: Path) -> set[str]:
    """Return every configuration of the working tree and the files that they name, as paths from the root.

    Args:
        request: the options of the run.
        top: root of the working tree.

    Raises:
        CslintError: one of them is invalid.
    """
    request = request._replace(plugins=False, strict=True)
    found: set[str] = set()
    for name in Revision(top, "HEAD").entries:
        path = top / name
        if PurePosixPath(name).name not in config.NAMES or not path.is_file():
            continue
        values = table(name, path.read_bytes())
        if values is None:
            continue
        chosen = config.load(path)
        found |= {name, *_files_named(settings(request, chosen), top)}
        if chosen.baseline is not None:
            baseline.load(chosen.baseline)
            found.add(name_of(chosen.baseline, top))
    return found | set(_files_named(settings(request), top))


def _files_named(chosen: Settings, top: Path) -> Iterator[str]:
    """Yield the rule pages in use, the template, and the files that belong to it."""
    pages = [rule.path for rule in chosen.rules.values()]
    profile = chosen.profile
    own: list[Path] = []
    if profile is not None and profile.template_path is not None and profile.template_path.stem.casefold() != "index":
        folder = profile.template_path.parent
        own = [profile.template_path, *(folder / file for file in OF_PROFILE), *beside(profile)]
    for path in (*pages, *own):
        if path.absolute().is_relative_to(top):
            yield name_of(path, top)
