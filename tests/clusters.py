"""A Dask cluster on this machine, for as long as a test lasts."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_DASK = (sys.executable, "-m", "dask")


@dataclass(frozen=True, slots=True)
class Running:
    """The scheduler's address, and it and its workers, each a process of its own."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]


@contextmanager
def cluster(room: Path, workers: int) -> Iterator[Running]:
    """A scheduler on a free port of 127.0.0.1 with some workers of one thread."""
    told = room / "scheduler.json"
    started = [_start(room, "scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(told))]
    try:
        address = _address(told, started[0])
        at = ("--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard")
        started += [_start(room, "worker", address, *at) for _ in range(workers)]
        yield Running(address, started[0], started[1:])
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()


def _start(room: Path, *words: str) -> "subprocess.Popen[bytes]":
    with (room / "dask.log").open("ab") as log:
        return subprocess.Popen([*_DASK, *words], cwd=room, stdout=log, stderr=log)


def _address(told: Path, scheduler: "subprocess.Popen[bytes]") -> str:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert scheduler.poll() is None, "the scheduler has ended"
        if told.exists() and told.read_text():
            address: str = json.loads(told.read_text())["address"]
            return address
        time.sleep(0.1)
    raise AssertionError("the scheduler has not started")
