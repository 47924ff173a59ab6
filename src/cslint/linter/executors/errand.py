"""Cases sent to another machine and checked there as the machine that sent them would, or not at all.

Paths are shown from the sender's folder, profiles and templates are the sender's. A worker that has another version of
the program or of what it reads with says so instead of checking. One that sees other files than the sender did says
that of the case.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import threading
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, cast

from distributed import WorkerPlugin, get_worker

from cslint.config.loader import Config
from cslint.contract.profile import Profile, built_in
from cslint.contract.template_assets import template_files
from cslint.diagnostics.findings import CaseReport
from cslint.document.files.asset_folder import DirEntry, listing, walk
from cslint.document.files.sibling_cases import SiblingCases
from cslint.errors import ConfigError, RuleError
from cslint.linter import discovery as cases
from cslint.linter.settings import Settings
from cslint.linter.task import Task, check_task
from cslint.util.files import regular_file

if TYPE_CHECKING:
    from distributed import Worker

_LIBRARIES = ("mistune", "PyYAML", "shapely", "rapidfuzz", "geographiclib", "python-frontmatter")
_DATA = ("rules", "schemas")  # inside an installed package, next to it in a checkout
_FILES = "files"
_SAME = "Install the same cslint and the same packages on every machine."
_one = threading.Lock()  # a worker may have many threads; checks were made for one


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One case to check: its path, the index of its settings, its text if it has no file, and its ``state``."""

    path: Path
    settings: int
    text: bytes | None
    state: str


@dataclass(frozen=True, slots=True)
class WorkerError:
    """Why a worker has checked nothing: a sentence."""

    why: str


@dataclass(frozen=True, slots=True)
class _Run:
    """The data that all cases of a run need.

    Attributes:
        folder: the sender's current folder.
        settings: settings of the run, without their profiles.
        profiles: profile of each; a built-in one by its name.
        states: the sender's fingerprints of the other profiles.
        peers: the files of all cases.
        progress: whether reports contain the completeness of cases.
    """

    folder: Path
    settings: Sequence[Settings]
    profiles: Sequence[Profile | str | None]
    states: Sequence[str]
    peers: SiblingCases
    progress: bool


class RunPlugin(WorkerPlugin):
    """All that the cases of a run share. The scheduler gives it once to every worker there is, and to those to come.

    Args:
        settings: those that ``WorkItem.settings`` counts.
        peers: the files of all cases.
        progress: whether reports say how far along a case is.
    """

    def __init__(self, settings: Sequence[Settings], peers: SiblingCases, *, progress: bool) -> None:
        peers.look()
        run = _Run(
            Path.cwd(),
            [replace(chosen, profile=None) for chosen in settings],
            [_sent(chosen.profile) for chosen in settings],
            [_seen(chosen.profile) for chosen in settings],
            peers,
            progress,
        )
        self._packages = sorted({rule.package for chosen in settings for rule in chosen.rules.values()})
        self._program = _program(self._packages)
        self._packed = zlib.compress(pickle.dumps(run), 1)  # another version of the program could not unpack it
        self.worker = ""

    def setup(self, worker: Worker) -> None:
        """Record the worker."""
        self.worker = worker.address

    @cached_property
    def run(self) -> _Run:
        """The unpacked data, on a worker that has the same program and the same templates.

        Raises:
            ConfigError: it has others.
        """
        _compare(self._program, _program(self._packages), self.worker)
        run: _Run = pickle.loads(zlib.decompress(self._packed))
        profiles = [_found(profile, run.folder) for profile in run.profiles]
        for profile, state in zip(profiles, run.states, strict=True):
            if profile is not None and _seen(profile) != state:
                raise ConfigError(
                    f"The worker {self.worker} does not see {profile.template_path}, or what belongs to it, as this "
                    "machine does. Put it where all machines share their files."
                )
        settings = [replace(chosen, profile=profile) for chosen, profile in zip(run.settings, profiles, strict=True)]
        return replace(run, settings=settings)


def _sent(profile: Profile | None) -> Profile | str | None:
    """Return a profile without cached content, which the worker reads again from its own path."""
    if profile is None:
        return None
    return profile.name if profile in built_in() else profile.at(profile.template_path, profile.schema_path)


def _seen(profile: Profile | None) -> str:
    """Return the fingerprint of a profile on this machine.

    It covers its files, and the facts about the files that its template names.
    """
    if profile is None:
        return ""
    digest = hashlib.sha256()
    try:
        for path in filter(None, (profile.template_path, profile.schema_path)):
            digest.update(path.read_bytes())
        digest.update(repr(template_files(profile)).encode("utf-8", "surrogatepass"))
    except OSError:
        return "unreadable"
    return digest.hexdigest()


def state(path: Path, text: bytes | None = None) -> str:
    """Return the fingerprint of a case on this machine.

    Digest of its text, and names, kinds and sizes of its folder's files.

    Args:
        path: its Markdown file; the text of a link is not read, because it may lead anywhere.
        text: its content, instead of the file's.
    """
    root = os.path.realpath(path.parent)

    def listed(folder: str) -> dict[str, DirEntry]:
        return {entry.name: entry for entry in listing(folder, root)}

    files = [(name, entry.kind, entry.size, os.access(entry.path, os.R_OK)) for name, entry in walk(root, listed)]
    digest = hashlib.sha256(repr((text, files)).encode("utf-8", "surrogatepass"))
    if text is None and not path.is_symlink():
        with regular_file(path) as file:
            digest.update(file.read() if file else b"none")
    return digest.hexdigest()


def sent(task: Task, settings: int) -> WorkItem:
    """Return a case as it is sent.

    Args:
        task: the case.
        settings: which of the run's settings are its own.
    """
    return WorkItem(task.path, settings, task.text, state(task.path, task.text))


def check(luggage: str, cases: bytes) -> tuple[str, list[CaseReport | None] | WorkerError]:
    """Check cases, on a worker; never raises, for not every exception survives the way back.

    Args:
        luggage: the name under which it has been sent.
        cases: pickled ``WorkItem``.

    Returns:
        The worker's address, and a report for each case: None where this machine sees other files than the sender.
    """
    worker = get_worker()
    try:
        with _one:
            run = cast("RunPlugin", worker.plugins[luggage]).run
            return worker.address, [_check(run, case) for case in pickle.loads(cases)]
    except (ConfigError, RuleError) as error:
        return worker.address, WorkerError(str(error))
    except Exception as error:
        return worker.address, WorkerError(f"The worker {worker.address} cannot run cslint ({_named(error)}). {_SAME}")


def _named(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]


def _check(run: _Run, sent: WorkItem) -> CaseReport | None:
    path = run.folder / sent.path
    if state(path, sent.text) != sent.state:
        return None
    templates = [profile.template_path for profile in run.profiles if isinstance(profile, Profile)]
    given = [sent.path.parent, *(template.parent for template in templates if template)]
    near = [run.folder / place for place in given if not place.is_absolute()]

    @cache
    def show(path: Path) -> str:
        below = any(path.is_relative_to(place) for place in near)
        return cases.shown(path.relative_to(run.folder) if below else path, run.folder)

    task = Task(path, run.settings[sent.settings], Config(), sent.text)
    return check_task(task, run.peers, show, progress=run.progress)


def _found(profile: Profile | str | None, folder: Path) -> Profile | None:
    if isinstance(profile, str):
        return next(known for known in built_in() if known.name == profile)
    if profile is None:
        return None
    template, schema = profile.template_path, profile.schema_path
    return profile.at(folder / template if template else None, folder / schema if schema else None)


def _program(packages: Sequence[str]) -> dict[str, str]:
    """Return versions of all that a finding depends on.

    ``files``: digest of the program, for there may be local changes.
    """
    found = {"Python": f"{sys.version_info.major}.{sys.version_info.minor}"}
    for name in ("cslint", *_LIBRARIES):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "none"
    digest = hashlib.sha256()
    for file, path in _files(packages):
        digest.update(f"{file}\0".encode())
        digest.update(path.read_bytes())
    return {**found, _FILES: digest.hexdigest()}


def _files(packages: Iterable[str]) -> Iterator[tuple[str, Path]]:
    from cslint.util.resources import folder

    own = [Path(spec.origin).parent for name in packages if (spec := find_spec(name)) and spec.origin]
    for top in [*own, *map(folder, _DATA)]:
        for path in sorted(top.rglob("*")):
            name = path.relative_to(top)
            if path.is_file() and "__pycache__" not in name.parts and name.parts[0] not in _DATA:
                yield name.as_posix(), path


def _compare(ours: dict[str, str], theirs: dict[str, str], worker: str) -> None:
    """Refuse to check with another program than the sender's, who is "this machine" where the sentence is read.

    Raises:
        ConfigError: something differs.
    """
    for name, had in ours.items():
        has = theirs[name]
        if has != had:
            differs = "other files of the program" if name == _FILES else f"{name} {has}"
            here = "" if name == _FILES else f" and this machine {had}"
            raise ConfigError(f"The worker {worker} has {differs}{here}, and might find something else. {_SAME}")
