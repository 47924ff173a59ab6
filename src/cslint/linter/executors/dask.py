"""Check many cases on many machines: a dask cluster gives the same reports in the same order as this machine alone.

Cases are sent in batches, a bounded number at a time. If a worker dies, others repeat its batch. A case that kills
every worker is found by sending its batch one by one, and results in an internal-error finding.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import logging
import pickle
import socket
import time
import uuid
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import dask
from distributed import Client, Future
from distributed.scheduler import KilledWorker

from cslint.errors import ConfigError
from cslint.linter.executors import errand

if TYPE_CHECKING:
    from cslint.diagnostics.findings import CaseReport
    from cslint.document.files.sibling_cases import SiblingCases
    from cslint.linter.task import Task

_PORT = 8786  # the usual one of a dask scheduler
_BATCH = 16  # cases sent at once
_AHEAD = 8  # batches on their way for each thread of the cluster
_CONNECT = 5  # seconds
_LOOK = 1.0  # seconds between looks at who is there
_PATIENCE = 60.0  # seconds without any worker: they may be about to start
_LOST = (OSError, concurrent.futures.CancelledError, asyncio.CancelledError)  # the connection to the scheduler
_LOGGERS = ("distributed", "distributed.client", "tornado.application", "asyncio")
_QUICK = {"distributed.comm.timeouts.connect": f"{_CONNECT}s", "distributed.admin.large-graph-warning-threshold": "1TB"}

Check = Callable[["Task"], "CaseReport"]


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
    for name in _LOGGERS:  # what goes wrong is said once, by us
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    with dask.config.set(_QUICK):
        try:
            _wait_for_handshake(host, port)
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


def _wait_for_handshake(host: str, port: int) -> None:
    """Wait for the first message of a scheduler, because dask itself waits forever if something else listens.

    Raises:
        OSError: no message arrives.
    """
    with socket.create_connection((host, port), _CONNECT) as stream:
        if int.from_bytes(stream.recv(8), "little") not in range(1, 2**20):  # its length
            raise OSError("it is not a dask scheduler")


@dataclass(frozen=True, slots=True)
class _Batch:
    tasks: Sequence[Task]
    sent: Sequence[errand.WorkItem]
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
        self._luggage: list[str] = []
        self._counted = (-_LOOK, 0)

    def close(self) -> None:
        """Take everything back from the scheduler, and leave it."""
        with suppress(Exception):
            if self._client.status == "running":
                for name in self._luggage:
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
        chosen = {id(task.settings): task.settings for task in tasks}
        places = {key: at for at, key in enumerate(chosen)}
        luggage = self._broadcast(errand.RunPlugin(list(chosen.values()), peers, progress=progress))

        def send(some: Sequence[Task]) -> _Batch:
            sent = [errand.sent(task, places[id(task.settings)]) for task in some]
            name = f"cslint-{uuid.uuid4()}"  # never the same task: files change
            future = self._client.submit(errand.check, luggage, pickle.dumps(sent), key=name)
            return _Batch(some, sent, future)

        size = max(1, min(_BATCH, len(tasks) // (4 * self._room())))
        batches = (tasks[start : start + size] for start in range(0, len(tasks), size))
        going: deque[_Batch] = deque()
        while True:
            going.extend(map(send, islice(batches, max(0, _AHEAD * self._room() - len(going)))))
            if not going:
                return
            batch = going.popleft()
            done = self._checked(batch)
            if done is not None:
                yield from self._reports(batch, done, check)
                continue
            for other in going:  # nothing else that kills workers may run together with the suspects
                self._checked(other)
            for task in batch.tasks:
                alone = send([task])
                done = self._checked(alone)
                yield from self._reports(alone, done, check) if done else [lost(task)]

    def _broadcast(self, luggage: errand.RunPlugin) -> str:
        """Give every worker what all cases need; its name."""
        name = f"cslint-{uuid.uuid4()}"
        self._luggage.append(name)
        try:
            self._client.register_plugin(luggage, name)
        except _LOST:
            raise self._gone() from None
        except Exception as error:
            raise self._refusal(error) from error
        return name

    def _checked(self, batch: _Batch) -> tuple[str, list[CaseReport | None]] | None:
        """Return the worker and reports of a batch, waited for; None when it has cost too many workers their lives."""
        seen = time.monotonic()
        while True:
            try:
                done = batch.future.status == "finished"  # and now to be fetched, which may take longer than a look
                worker, found = batch.future.result(timeout=_PATIENCE if done else _LOOK)
            except (Exception, *_LOST) as error:
                if batch.future.status == "error":
                    if isinstance(error, KilledWorker):
                        return None
                    raise self._refusal(error) from error
                if not isinstance(error, TimeoutError):
                    raise self._gone() from None
            else:
                if isinstance(found, errand.WorkerError):
                    raise ConfigError(found.why)
                return worker, found
            if self._threads():
                seen = time.monotonic()
            elif time.monotonic() - seen > _PATIENCE:
                raise ConfigError(
                    f"The dask scheduler at {self._place} has no workers. "
                    f"Start some with `dask worker {self._place}`, where the same cslint is installed."
                )

    def _refusal(self, error: BaseException) -> ConfigError:
        """Return dask's error if it cannot send cases to a worker."""
        said = " ".join(f"{type(error).__name__}: {error}".removeprefix("Exception: ").split())[:200]
        return ConfigError(
            f"The cluster at {self._place} cannot run cslint ({said}). "
            "Install the same cslint, with its extra dask, for its scheduler and all its workers."
        )

    def _reports(self, batch: _Batch, done: tuple[str, list[CaseReport | None]], check: Check) -> Iterator[CaseReport]:
        worker, found = done
        for task, sent, report in zip(batch.tasks, batch.sent, found, strict=True):
            if report is None and errand.state(task.path, task.text) == sent.state:
                raise ConfigError(
                    f"The worker {worker} does not see {task.path.absolute()}, or the files next to it, as this "
                    "machine does. All machines must see the case studies under the same path, on shared storage."
                )
            yield report or check(task)  # somebody has just written to it

    def _room(self) -> int:
        return max(1, self._threads())

    def _threads(self) -> int:
        """Return how many cases the cluster can check at a time, updated once a second."""
        if time.monotonic() - self._counted[0] > _LOOK:
            try:
                self._counted = time.monotonic(), sum(self._client.nthreads().values())
            except _LOST:
                raise self._gone() from None
        return self._counted[1]

    def _gone(self) -> ConfigError:
        return ConfigError(f"The dask scheduler at {self._place} is gone. Start it again, and this command again.")
