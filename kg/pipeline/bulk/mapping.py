"""Map work over tasks in processes on all cores of this machine.

What maps is a value with one method, so that a cluster can take its place: `map(work, tasks)` calls `work`
on each task anywhere and gives the answers in whatever order they come. `work` is one of two functions of a
module, `reading.read_shard` and `emitting.emit_shard`; tasks and answers are frozen values of texts and
bytes that any pickle carries; tasks are made as they are asked for, so only a few should be taken ahead. An
answer bears its task's `key`, under which `room.Room` keeps it; nothing else is written or read meanwhile,
but for the input files that a ReadTask names.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from typing import Protocol, TypeVar

Task = TypeVar("Task")
Answer = TypeVar("Answer")
# Tasks that wait or are worked on, for each process: enough that none stands idle.
_AHEAD = 2


class Mapper(Protocol):
    """What calls a function on tasks, anywhere."""

    def map(self, work: Callable[[Task], Answer], tasks: Iterable[Task], /) -> Iterator[Answer]:
        """The answers, in any order."""


@dataclass(frozen=True, slots=True)
class Here:
    """Everything in this process, one task after another."""

    def map(self, work: Callable[[Task], Answer], tasks: Iterable[Task], /) -> Iterator[Answer]:
        """The answers in order."""
        return map(work, tasks)


@dataclass(frozen=True, slots=True)
class Processes:
    """Processes of this machine, by default as many as there are cores; one task needs none."""

    jobs: int = 0

    def map(self, work: Callable[[Task], Answer], tasks: Iterable[Task], /) -> Iterator[Answer]:
        """The answers as they come; processes start when there is a second task."""
        waiting = iter(tasks)
        first = list(islice(waiting, 2))
        jobs = self.jobs or os.cpu_count() or 1
        if len(first) < 2 or jobs == 1:
            yield from map(work, [*first, *waiting])
            return
        # Forked, so that what is loaded is there at once; nothing here has threads yet.
        with ProcessPoolExecutor(jobs, mp_context=get_context("fork")) as pool:
            under_way = {pool.submit(work, task) for task in first}
            for task in waiting:
                if len(under_way) >= _AHEAD * jobs:
                    done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                    yield from _answers(done)
                under_way.add(pool.submit(work, task))
            while under_way:
                done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                yield from _answers(done)


def _answers(done: Iterable[Future[Answer]]) -> Iterator[Answer]:
    return (future.result() for future in done)
