"""Map work over tasks on a Dask cluster, in the place of processes of one machine.

A worker that dies costs its task's time, for the scheduler gives the task to another. The answers are what
their tasks say, so that one worker and many give the same bytes. With a shared folder (any fsspec path) a
worker keeps its answer there and sends only the key, and an answer that is there is not worked out again.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar, cast
from uuid import uuid4

import dask
import fsspec
from distributed import Client, KilledWorker, as_completed
from pydantic import TypeAdapter

from kg.errors import BadInput
from kg.messages import Message
from kg.pipeline.bulk.entries import software

# Tasks sent ahead for each worker's thread: enough that none waits for this machine.
_AHEAD = 3
# How long to wait for a scheduler and a worker is Dask's own setting, which who runs a cluster knows.
_PATIENCE = "distributed.comm.timeouts.connect"


Task = TypeVar("Task")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Cluster:
    """The workers of a scheduler at an address; `shared` is a folder that all of them and we see, or none."""

    address: str
    shared: str = ""

    def map(self, work: Callable[[Task], Answer], tasks: Iterable[Task], /) -> Iterator[Answer]:
        """The answers as they come.

        Raises BadInput where no scheduler or worker answers, or the scheduler goes meanwhile; where a worker
        has another version of the project, or one task has ended several workers.
        """
        with _unlogged(), _client(self.address) as client:
            _same_software(client, self.address)
            calls = (_Call(work, task, self.shared) for task in tasks)
            try:
                yield from _in_turn(client, calls, self)
            except KilledWorker as error:
                raise BadInput(
                    "{address}: {task} ended every worker that took it; give them more memory",
                    address=self.address,
                    task=error.task,
                ) from error


@dataclass(frozen=True, slots=True)
class _Call:
    """One task with what works on it; called by a worker."""

    work: Callable[[Any], Any]
    task: Any
    shared: str

    def __call__(self) -> Any:
        """The answer or, where it was put into the shared folder, its type and key."""
        return _put(self.shared, self.work, self.task) if self.shared else self.work(self.task)


@dataclass(frozen=True, slots=True)
class _Kept:
    """An answer that lies in the shared folder."""

    type: type
    key: str


def _put(shared: str, work: Callable[[Any], Any], task: Any) -> _Kept:
    """The answer's place in the shared folder, whole or not at all; worked out only where it is not there."""
    answer: type = work.__annotations__["return"]
    disk, folder = fsspec.core.url_to_fs(shared)
    place = f"{folder}/{task.key}.json"
    if not disk.exists(place):
        disk.makedirs(folder, exist_ok=True)
        beside = f"{place}.{uuid4().hex}.new"
        disk.pipe_file(beside, TypeAdapter(answer).dump_json(work(task)))
        disk.mv(beside, place)
    return _Kept(answer, task.key)


def _got(answer: Any, shared: str) -> Any:
    if not isinstance(answer, _Kept):
        return answer
    disk, folder = fsspec.core.url_to_fs(shared)
    return TypeAdapter(answer.type).validate_json(disk.cat_file(f"{folder}/{answer.key}.json"))


def _in_turn(client: Any, calls: Iterator[_Call], cluster: Cluster) -> Iterator[Any]:
    """The answers of calls, of which a few wait at the workers."""
    many = _AHEAD * max(1, sum(client.nthreads().values()))
    under_way = as_completed([], with_results=True, loop=client.loop)
    for call in islice(calls, many):
        under_way.add(_sent(client, call))
    for future, answer in under_way:
        if future.cancelled():
            raise BadInput(
                "{address}: the scheduler has gone; start it and build again, what is done is kept",
                address=cluster.address,
            )
        yield _got(answer, cluster.shared)
        for call in islice(calls, 1):
            under_way.add(_sent(client, call))


def _sent(client: Any, call: _Call) -> Any:
    return client.submit(call, pure=False)


@contextmanager
def _unlogged() -> Iterator[None]:
    """Let Dask and Tornado log nothing: what goes wrong is told by an error, in a line."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


@contextmanager
def _client(address: str) -> Iterator[Any]:
    """A client of the scheduler with at least one worker."""
    patience = dask.config.get(_PATIENCE)
    try:
        client: Any = Client(address, timeout=patience, set_as_default=False)
    except (OSError, ValueError) as error:
        raise BadInput(
            "{address}: no Dask scheduler answers there; start one by 'dask scheduler' and give its address",
            address=address,
        ) from error
    try:
        client.wait_for_workers(1, timeout=patience)
        yield client
    except TimeoutError as error:
        raise BadInput(
            "{address}: the scheduler has no worker; start some by 'dask worker {address}'", address=address
        ) from error
    finally:
        client.close()


def _same_software(client: Any, address: str) -> None:
    """Raise BadInput where a worker would read or say things in another way than we do."""
    ours = software()
    for worker, theirs in cast("dict[str, str]", client.run(_software)).items():
        if theirs != ours:
            raise BadInput(
                "{address}: the worker {worker} has {theirs}, and here is {ours}; "
                "install the same version, with the same extras, on every machine",
                address=address,
                worker=worker,
                theirs=theirs or Message("no such package"),
                ours=ours,
            )


def _software() -> str:
    return software()
