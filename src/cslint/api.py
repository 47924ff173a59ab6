"""The command line as functions, with the same results, because both use the same session."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cslint.contract.contract import Contract
from cslint.diagnostics.findings import Report
from cslint.document.case import Case
from cslint.errors import NoCaseError
from cslint.linter import discovery, engine
from cslint.linter.overrides import Request
from cslint.linter.session import Session

if TYPE_CHECKING:
    from pydantic import BaseModel

PathLike = str | Path


def check(
    *paths: PathLike | Iterable[PathLike],
    template: PathLike | None = None,
    profile: str | None = None,
    stage: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    notes: bool = False,
    config: PathLike | None = None,
    isolated: bool = False,
    compare: Sequence[PathLike] = (),
) -> Report:
    """Check case studies and return what ``cslint check`` would report with the same options.

    Args:
        paths: folders, Markdown files, or any file of a case; one by one or in lists. The current folder by default.
        template: a template whose requirements the case studies follow.
        profile: name of a built-in profile, a folder with one, or a template file.
        stage: ``draft``, ``review`` or ``complete`` for every case; by default what each says itself.
        select: only these rules or families.
        ignore: not these rules or families.
        notes: whether notes on style are wanted.
        config: this configuration and no other; by default the nearest one above each case.
        isolated: neither configuration nor plugins.
        compare: folders with further cases, such as last year's, with whose text that of these is compared.

    Raises:
        NoCaseError: a path leads to no case study.
        ConfigError: the configuration, the profile or the stage is wrong.
        SelectionError: a rule or family is unknown.
        RuleError: a rule page or a plugin is wrong.
    """
    request = _request(template, profile, stage, select=select, ignore=ignore, notes=notes, plugins=not isolated)
    session = Session(
        request._replace(compare=[Path(folder) for folder in compare]),
        config=_path(config),
        isolated=isolated,
        jobs=1,  # callers may have threads, and a process with threads cannot be forked safely
    )
    return session.check(session.work(_paths(paths)))


def fix(
    *paths: PathLike | Iterable[PathLike],
    unsafe: bool = False,
    template: PathLike | None = None,
    profile: str | None = None,
    stage: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    notes: bool = False,
    config: PathLike | None = None,
    isolated: bool = False,
) -> Report:
    """Fix what can be fixed, as ``cslint check --fix`` does, and return what is left.

    Args:
        paths: as for ``check``.
        unsafe: whether fixes that guess are made too.
        template: as for ``check``.
        profile: as for ``check``.
        stage: as for ``check``.
        select: as for ``check``.
        ignore: as for ``check``.
        notes: as for ``check``.
        config: as for ``check``.
        isolated: as for ``check``.

    Raises:
        WriteError: a file cannot be written; the other files are fixed.
        CslintError: as for ``check``.
    """
    from cslint.linter.fixer import fix_files

    session = Session(
        _request(template, profile, stage, select=select, ignore=ignore, notes=notes, plugins=not isolated),
        config=_path(config),
        isolated=isolated,
        jobs=1,
    )
    result = fix_files(session, session.work(_paths(paths)), unsafe=unsafe)
    for error in result.failed.values():
        raise error
    return result.report


def read(path: PathLike) -> Case:
    """Return a case study: its text, front matter, sections, items, files and map, each with its place.

    Args:
        path: its folder or any of its files.

    Raises:
        NoCaseError: the path leads to no case study, or to several.
        OSError: its file cannot be read.
    """
    return discovery.read(_only_case(Path(path)))


def contract(path: PathLike, *, template: PathLike | None = None, profile: str | None = None) -> Contract:
    """Return every requirement on a case study, or on a copy of a template.

    Args:
        path: the case study's folder or file, or a template file.
        template: the template that the case study follows; by default it is recognised.
        profile: name of a built-in profile, a folder with one, or a template file.

    Raises:
        NoCaseError: the path leads to no case study, or to several.
        ConfigError: the profile is unknown.
        OSError: a file cannot be read.
    """
    from dataclasses import replace

    from cslint.contract.profile import from_template

    file = _only_case(Path(path))
    session = Session(_request(template, profile, None))
    task = session.task(file)
    context = engine.context_of(task.case(), task.settings)
    if context.profile.name == "none":  # no known template: the file is one itself
        context = engine.context_of(task.case(), replace(task.settings, profile=from_template(file)))
    return context.contract


def front_matter_model(profile: str) -> type[BaseModel]:
    """Return the pydantic model of a profile's front matter: it accepts what the rules accept, as typed values.

    Args:
        profile: name of a built-in profile, a folder with one, or a template file.

    Raises:
        ConfigError: the profile is unknown.
        SchemaError: its schema is wrong.
    """
    from cslint.contract.schema_export import model
    from cslint.linter.overrides import profile as find

    return model(find(profile, Path.cwd()).schema)


def _request(
    template: PathLike | None,
    profile: str | None,
    stage: str | None,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    notes: bool = False,
    plugins: bool = True,
) -> Request:
    return Request(
        profile=profile,
        template=_path(template),
        stage=stage,
        select=tuple(select),
        ignore=tuple(ignore),
        notes=notes,
        plugins=plugins,
    )


def _paths(paths: Iterable[PathLike | Iterable[PathLike]]) -> list[Path]:
    lists = [[path] if isinstance(path, str | Path) else path for path in paths]
    return [Path(path) for some in lists for path in some] or [Path()]


def _path(path: PathLike | None) -> Path | None:
    return Path(path) if path is not None else None


def _only_case(path: Path) -> Path:
    found = discovery.find([path])
    if len(found) != 1:
        raise NoCaseError(f"{path} holds {len(found)} case studies; name one of them.")
    return found[0]
