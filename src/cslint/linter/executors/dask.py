"""Check cases on the workers of a dask scheduler: the same reports in the same order as on this machine.

Cases are sent in batches, a bounded number at a time. If a worker dies, others repeat its batch. A case that kills
every worker is found by sending its batch one by one, and results in an internal-error finding. A worker that has
another version of the program, or sees other files than the sender, says so instead of checking.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import hashlib
import logging
import os
import pickle
import socket
import sys
import threading
import time
import uuid
import warnings
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from urllib.parse import urlsplit

import dask
from distributed import Client, Future, WorkerPlugin, get_worker
from distributed.scheduler import KilledWorker

from cslint.config.loader import Config
from cslint.contract.profile import Profile, built_in
from cslint.contract.template_assets import template_files
from cslint.document.files.asset_folder import DirEntry, listing, walk
from cslint.errors import ConfigError, CslintError
from cslint.linter import discovery
from cslint.linter.task import Task, check_task
from cslint.util.files import regular_file
from cslint.util.resources import folder as data_folder

if TYPE_CHECKING:
    from cslint.diagnostics.findings import CaseReport
    from cslint.document.files.sibling_cases import SiblingCases
    from cslint.linter.settings import Settings

_PORT = 8786  # the usual one of a dask scheduler
_BATCH = 16  # cases sent at once
_AHEAD = 8  # batches on their way for each thread of the cluster
_CONNECT = 5  # seconds
_POLL = 1.0  # seconds between two counts of the workers
_PATIENCE = 60.0  # seconds without any worker: they may be about to start
_LOST = (OSError, concurrent.futures.CancelledError, asyncio.CancelledError)  # the connection to the scheduler
_LOGGERS = ("distributed", "distributed.client", "tornado.application", "asyncio")
_CONFIG = {
    "distributed.comm.timeouts.connect": f"{_CONNECT}s",
    "distributed.admin.large-graph-warning-threshold": "1TB",
}
_LIBRARIES = ("mistune", "PyYAML", "shapely", "rapidfuzz", "geographiclib", "python-frontmatter")
_DATA = ("rules", "schemas")  # inside an installed package, next to it in a checkout
_FILES = "files"
_SAME = "Install the same cslint and the same packages on every machine."
_one_at_a_time = threading.Lock()  # a worker may have many threads; checks were made for one

Check = Callable[[Task], "CaseReport"]


# on the machine that sends


def address(executor: str) -> tuple[str, int]:
    """Return the host and port of the scheduler, from ``dask://HOST[:PORT]``.

    Raises:
        ConfigError: it is of another form.
    """
    try:
        parts = urlsplit(executor)
        host, port = parts.hostname, _PORT if parts.port is None else parts.port
    except ValueError:
        parts, host, port = urlsplit(""), None, 0
    if parts.scheme != "dask" or not host or parts.path.strip("/") or parts.query or parts.fragment or parts.username:
        raise ConfigError(
            f'--executor "{executor}" cannot be read. Known is dask://HOST:PORT, the address of a dask scheduler, '
            f"such as dask://localhost:{_PORT}."
        )
    return host, port


@contextmanager
def connected(executor: str) -> Iterator[Cluster]:
    """Yield a connection to a scheduler; unfinished work is cancelled at the end.

    Raises:
        ConfigError: the address has another format, or no scheduler answers there.
    """
    host, port = address(executor)
    place = f"tcp://[{host}]:{port}" if ":" in host else f"tcp://{host}:{port}"
    for name in _LOGGERS:  # cslint reports what goes wrong, once
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    with dask.config.set(_CONFIG):
        try:
            with socket.create_connection((host, port), _CONNECT) as stream:  # a Client would wait forever
                if int.from_bytes(stream.recv(8), "little") not in range(1, 2**20):  # length of its first message
                    raise OSError("it is not a dask scheduler")
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # about other versions: workers report those that matter
                client = Client(place, timeout=_CONNECT, set_as_default=False, name="cslint")
        except (OSError, ValueError) as error:
            raise ConfigError(
                f"No dask scheduler answers at {place}. Start one with `dask scheduler`, or correct the address."
            ) from error
        cluster = Cluster(client, place)
        try:
            yield cluster
        finally:
            cluster.close()


class WorkItem(NamedTuple):
    """One case to check: its path, the index of its settings, its text if it has no file, and its ``state``."""

    path: Path
    settings: int
    text: bytes | None
    state: str


class _Batch(NamedTuple):
    tasks: Sequence[Task]
    items: Sequence[WorkItem]
    future: Future[Any]


class Cluster:
    """Workers that check cases.

    Args:
        client: connected to their scheduler.
        place: its address, for people.
    """

    def __init__(self, client: Client, place: str) -> None:
        self._client = client
        self._place = place
        self._plugins: list[str] = []
        self._counted = (-_POLL, 0)

    def close(self) -> None:
        """Remove everything from the scheduler and disconnect."""
        with suppress(Exception):
            if self._client.status == "running":
                for name in self._plugins:
                    self._client.unregister_worker_plugin(name)
            self._client.close(timeout=2)

    def reports(
        self, check: Check, lost: Check, tasks: Sequence[Task], peers: SiblingCases, *, progress: bool
    ) -> Iterator[CaseReport]:
        """Yield the report of each task, in order, as they become known.

        Args:
            check: checks one here.
            lost: the report of a task that no worker survives.
            tasks: what to check.
            peers: the files of all cases.
            progress: whether reports say how far along a case is.

        Raises:
            ConfigError: a worker does not see the same files or has not the same program, or the cluster is gone.
        """
        settings = list({id(task.settings): task.settings for task in tasks}.values())
        index = {id(chosen): at for at, chosen in enumerate(settings)}
        plugin = self._register(RunPlugin(settings, peers, progress=progress))

        def send(some: Sequence[Task]) -> _Batch:
            items = [work_item(task, index[id(task.settings)]) for task in some]
            key = f"cslint-{uuid.uuid4()}"  # never the same task: files change
            return _Batch(some, items, self._client.submit(check_items, plugin, pickle.dumps(items), key=key))

        size = max(1, min(_BATCH, len(tasks) // (4 * self._room())))
        batches = (tasks[start : start + size] for start in range(0, len(tasks), size))
        pending: deque[_Batch] = deque()
        while True:
            pending.extend(map(send, islice(batches, max(0, _AHEAD * self._room() - len(pending)))))
            if not pending:
                return
            batch = pending.popleft()
            done = self._wait(batch)
            if done is not None:
                yield from self._reports(batch, done, check)
                continue
            for other in pending:  # nothing else that kills workers may run together with the suspects
                self._wait(other)
            for task in batch.tasks:
                alone = send([task])
                done = self._wait(alone)
                yield from self._reports(alone, done, check) if done else [lost(task)]

    def _register(self, plugin: RunPlugin) -> str:
        """Send every worker what all cases need, and return the name under which it has it."""
        name = f"cslint-{uuid.uuid4()}"
        self._plugins.append(name)
        try:
            self._client.register_plugin(plugin, name)
        except Exception as error:
            raise self._gone() if isinstance(error, _LOST) else self._refusal(error) from error
        return name

    def _wait(self, batch: _Batch) -> tuple[str, list[CaseReport | None]] | None:
        """Return the worker and the reports of a batch, or None when it has killed too many workers."""
        last_seen = time.monotonic()
        while True:
            try:
                done = batch.future.status == "finished"  # only to be fetched, which may take longer
                worker, found = batch.future.result(timeout=_PATIENCE if done else _POLL)
            except (Exception, *_LOST) as error:
                if isinstance(error, KilledWorker):
                    return None
                if batch.future.status == "error":
                    raise self._refusal(error) from error
                if not isinstance(error, TimeoutError):
                    raise self._gone() from None
            else:
                if isinstance(found, str):
                    raise ConfigError(found)
                return worker, found
            if self._threads():
                last_seen = time.monotonic()
            elif time.monotonic() - last_seen > _PATIENCE:
                raise ConfigError(
                    f"The dask scheduler at {self._place} has no workers. "
                    f"Start some with `dask worker {self._place}`, where the same cslint is installed."
                )

    def _reports(self, batch: _Batch, done: tuple[str, list[CaseReport | None]], check: Check) -> Iterator[CaseReport]:
        worker, found = done
        for task, item, report in zip(batch.tasks, batch.items, found, strict=True):
            if report is None and state(task.path, task.text) == item.state:
                raise ConfigError(
                    f"The worker {worker} does not see {task.path.absolute()}, or the files next to it, as this "
                    "machine does. All machines must see the case studies under the same path, on shared storage."
                )
            yield report or check(task)  # somebody has just written to it

    def _room(self) -> int:
        return max(1, self._threads())

    def _threads(self) -> int:
        """Return how many cases the cluster can check at a time, updated once a second."""
        if time.monotonic() - self._counted[0] > _POLL:
            try:
                self._counted = time.monotonic(), sum(self._client.nthreads().values())
            except _LOST:
                raise self._gone() from None
        return self._counted[1]

    def _refusal(self, error: BaseException) -> ConfigError:
        """Return dask's error if it cannot send cases to a worker."""
        reason = " ".join(f"{type(error).__name__}: {error}".removeprefix("Exception: ").split())[:200]
        return ConfigError(
            f"The cluster at {self._place} cannot run cslint ({reason}). "
            "Install the same cslint, with its extra dask, for its scheduler and all its workers."
        )

    def _gone(self) -> ConfigError:
        return ConfigError(f"The dask scheduler at {self._place} is gone. Start it again, and this command again.")


# on both sides


def work_item(task: Task, settings: int) -> WorkItem:
    """Return a case as it is sent.

    Args:
        task: the case.
        settings: which of the run's settings are its own.
    """
    return WorkItem(task.path, settings, task.text, state(task.path, task.text))


def state(path: Path, text: bytes | None = None) -> str:
    """Return a digest of a case's text and of the names, kinds and sizes of its folder's files on this machine.

    Args:
        path: its Markdown file; the text of a link is not read, because it may lead anywhere.
        text: its content, instead of the file's.
    """
    root = os.path.realpath(path.parent)

    def listed(folder: str) -> dict[str, DirEntry]:
        return {entry.name: entry for entry in listing(folder, root)}

    files = [(name, entry.kind, entry.size, os.access(entry.path, os.R_OK)) for name, entry in walk(root, listed)]
    hashed = hashlib.sha256(repr((text, files)).encode("utf-8", "surrogatepass"))
    if text is None and not path.is_symlink():
        with regular_file(path) as file:
            hashed.update(file.read() if file else b"none")
    return hashed.hexdigest()


def profile_state(profile: Profile) -> str:
    """Return a digest of a profile's files on this machine, and of the facts about those that its template names."""
    try:
        paths = filter(None, (profile.template_path, profile.schema_path))
        facts = [path.read_bytes() for path in paths], template_files(profile)
    except OSError:
        return "unreadable"
    return hashlib.sha256(repr(facts).encode("utf-8", "surrogatepass")).hexdigest()


def program_state(packages: Iterable[str]) -> dict[str, str]:
    """Return the versions of everything that a finding depends on, and a digest of the program, which may be changed.

    Args:
        packages: those with rules.
    """
    found = {"Python": f"{sys.version_info.major}.{sys.version_info.minor}"}
    for name in ("cslint", *_LIBRARIES):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "none"
    hashed = hashlib.sha256()
    own = [Path(spec.origin).parent for name in sorted(packages) if (spec := find_spec(name)) and spec.origin]
    for top in [*own, *map(data_folder, _DATA)]:
        for path in sorted(top.rglob("*")):
            file = path.relative_to(top)
            if path.is_file() and "__pycache__" not in file.parts and file.parts[0] not in _DATA:
                hashed.update(f"{file.as_posix()}\0".encode() + path.read_bytes())
    return {**found, _FILES: hashed.hexdigest()}


class _Run(NamedTuple):
    folder: Path  # the sender's current one
    settings: Sequence[Settings]
    profiles: Sequence[tuple[Profile | str, str] | None]  # of each settings, with its state; a built-in one's name
    peers: SiblingCases
    progress: bool


class RunPlugin(WorkerPlugin):
    """All that the cases of a run share. The scheduler gives it to every worker, and to those that come later.

    Args:
        settings: those that ``WorkItem.settings`` counts.
        peers: the files of all cases.
        progress: whether reports say how far along a case is.
    """

    def __init__(self, settings: Sequence[Settings], peers: SiblingCases, *, progress: bool) -> None:
        peers.look()
        profiles = [_packed(chosen.profile) for chosen in settings]
        run = _Run(Path.cwd(), [replace(chosen, profile=None) for chosen in settings], profiles, peers, progress)
        self._packages = {rule.package for chosen in settings for rule in chosen.rules.values()}
        self._program = program_state(self._packages)
        self._data = zlib.compress(pickle.dumps(run), 1)  # another version of the program could not unpack it

    # on a worker

    @cached_property
    def _run(self) -> _Run:
        """The unpacked data, if this worker has the same program and the same templates.

        Raises:
            ConfigError: it has others.
        """
        worker, theirs = get_worker().address, program_state(self._packages)
        for name, sender in self._program.items():
            if theirs[name] != sender:
                differs = "other files of the program" if name == _FILES else f"{name} {theirs[name]}"
                here = "" if name == _FILES else f" and this machine {sender}"
                raise ConfigError(f"The worker {worker} has {differs}{here}, and might find something else. {_SAME}")
        run: _Run = pickle.loads(zlib.decompress(self._data))
        profiles = [_unpacked(*packed, run.folder, worker) if packed else None for packed in run.profiles]
        settings = [replace(chosen, profile=profile) for chosen, profile in zip(run.settings, profiles, strict=True)]
        return run._replace(settings=settings)

    def check(self, item: WorkItem) -> CaseReport | None:
        """Return the report of a case, or None if its files are not those that the sender sees."""
        run = self._run
        path = run.folder / item.path
        if state(path, item.text) != item.state:
            return None
        templates = [packed[0].template_path for packed in run.profiles if packed and isinstance(packed[0], Profile)]
        given = [item.path.parent, *(template.parent for template in templates if template)]
        near = [run.folder / place for place in given if not place.is_absolute()]

        @cache
        def show(path: Path) -> str:
            below = any(path.is_relative_to(place) for place in near)
            return discovery.shown(path.relative_to(run.folder) if below else path, run.folder)

        task = Task(path, run.settings[item.settings], Config(), item.text)
        return check_task(task, run.peers, show, progress=run.progress)


def _packed(profile: Profile | None) -> tuple[Profile | str, str] | None:
    """Return a profile without what was read, which the worker reads again from its own path."""
    if profile is None:
        return None
    own = profile.name if profile in built_in() else profile.at(profile.template_path, profile.schema_path)
    return own, profile_state(profile)


def _unpacked(packed: Profile | str, sender_state: str, folder: Path, worker: str) -> Profile:
    if isinstance(packed, str):
        profile = next(known for known in built_in() if known.name == packed)
    else:
        template, schema = packed.template_path, packed.schema_path
        profile = packed.at(folder / template if template else None, folder / schema if schema else None)
    if profile_state(profile) != sender_state:
        raise ConfigError(
            f"The worker {worker} does not see {profile.template_path}, or what belongs to it, as this "
            "machine does. Put it where all machines share their files."
        )
    return profile


def check_items(plugin: str, items: bytes) -> tuple[str, list[CaseReport | None] | str]:
    """Check cases on a worker, without raising, because not every exception survives the way back.

    Args:
        plugin: the name of the ``RunPlugin``.
        items: pickled ``WorkItem``.

    Returns:
        The worker's address, and a report for each case (None where this machine sees other files than the sender)
        or a sentence that says why none was checked.
    """
    worker = get_worker()
    try:
        with _one_at_a_time:
            run = cast("RunPlugin", worker.plugins[plugin])
            return worker.address, [run.check(item) for item in pickle.loads(items)]
    except Exception as error:
        known = isinstance(error, CslintError)
        reason = f"{type(error).__name__}: {error}"[:300]
        return worker.address, str(
            error
        ) if known else f"The worker {worker.address} cannot run cslint ({reason}). {_SAME}"
