"""Workers are forks of one process, the keeper, which holds a small build in memory once for all of them.

A fork begins in milliseconds, so a worker that was ended is soon replaced. The keeper alone ends its workers,
and they end with it, as it ends with the server; so no process is taken for another that bore its number.
"""

import gc
import multiprocessing
import os
import signal
import socket
import struct
import sys
import traceback
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock

from pyoxigraph import RdfFormat, Store

from kg.errors import KgError
from kg.serve.confine import disconnect, end_with_parent
from kg.serve.served import Served, held
from kg.serve.settings import Settings
from kg.serve.worker import work

# What the server tells the keeper: to begin a worker on the connection sent along, or to end one.
_ORDER = struct.Struct("!ci")
_NUMBER = struct.Struct("!i")
_BEGIN, _END = b"b", b"e"
_QUADS = "graph.nq"
_JOIN_SECONDS = 5
_CONTEXT = multiprocessing.get_context("spawn")


@dataclass(slots=True)
class Keeper:
    """The server's end of the keeper, which is begun again should it ever be gone."""

    settings: Settings
    _process: multiprocessing.process.BaseProcess | None = None
    _control: socket.socket | None = None
    _lock: Lock = field(default_factory=Lock)

    def begin(self) -> tuple[int, socket.socket]:
        """Begin a worker; gives its process's number and the connection to it. Waits; raises OSError."""
        ours, theirs = socket.socketpair()
        with self._lock, theirs:
            try:
                return self._asked(theirs), ours
            except OSError:
                ours.close()
                self._forget()
                raise

    def _asked(self, theirs: socket.socket) -> int:
        """The number of the worker that now answers on a connection."""
        control = self._begun()
        socket.send_fds(control, [_ORDER.pack(_BEGIN, 0)], [theirs.fileno()])
        said = control.recv(_NUMBER.size, socket.MSG_WAITALL)
        if len(said) < _NUMBER.size:
            raise ConnectionAbortedError("the keeper of workers has ended")
        return int(_NUMBER.unpack(said)[0])

    def end(self, worker: int) -> None:
        """End a worker at once."""
        if control := self._control:
            with suppress(OSError):
                control.send(_ORDER.pack(_END, worker))

    def stop(self) -> None:
        """End the keeper, and with it every worker. Waits."""
        with self._lock:
            self._forget()

    def _begun(self) -> socket.socket:
        if self._control is None:
            self._control, theirs = socket.socketpair()
            with theirs:
                self._process = _CONTEXT.Process(target=keep, args=(theirs, self.settings), daemon=True)
                self._process.start()
        return self._control

    def _forget(self) -> None:
        if self._control and self._process:
            self._control.close()
            self._process.join(_JOIN_SECONDS)
        self._control = self._process = None


def keep(control: socket.socket, settings: Settings) -> None:
    """Begin and end workers as told until the server closes the connection, or is gone."""
    # Ctrl-C reaches every process of a terminal; the server tells when to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if not settings.endpoint:
        disconnect()
    kept = settings, _held(settings)
    # What is here now is garbage for no fork, and a collector that looks at it would copy its memory.
    gc.freeze()
    workers: set[int] = set()
    try:
        while order := _order(control):
            _obey(order, control, workers, kept)
    finally:
        for worker in workers:
            _ended(worker)


def _held(settings: Settings) -> Served | None:
    """The build in memory, which answers faster than the disk; None where it is too large, or cannot be."""
    file = settings.build / _QUADS
    if settings.endpoint or not file.is_file() or file.stat().st_size > settings.limits.held:
        return None
    store = Store()
    try:
        store.bulk_load(path=str(file), format=RdfFormat.N_QUADS)
    except (SyntaxError, ValueError, OSError, MemoryError):
        return None
    return held(store)


def _order(control: socket.socket) -> tuple[bytes, int, list[int]] | None:
    with suppress(OSError):
        said, sent, _, _ = socket.recv_fds(control, _ORDER.size, 1)
        if len(said) == _ORDER.size:
            kind, number = _ORDER.unpack(said)
            return kind, number, sent
    return None


def _obey(
    order: tuple[bytes, int, list[int]],
    control: socket.socket,
    workers: set[int],
    kept: tuple[Settings, Served | None],
) -> None:
    kind, number, sent = order
    if kind == _BEGIN:
        with socket.socket(fileno=sent[0]) as connection:
            workers.add(worker := _forked(connection, control, kept))
        control.send(_NUMBER.pack(worker))
    elif number in workers:
        workers.discard(number)
        _ended(number)


def _forked(connection: socket.socket, control: socket.socket, kept: tuple[Settings, Served | None]) -> int:
    keeper = os.getpid()
    if worker := os.fork():
        return worker
    try:
        control.close()
        end_with_parent(keeper)
        work(connection, *kept)
    except OSError:  # the server is gone, or wants the answer no longer
        pass
    except Exception as error:
        told = str(error) if isinstance(error, KgError) else traceback.format_exc().rstrip()
        sys.stderr.write(f"{told}\n")
        sys.stderr.flush()
    finally:
        os._exit(0)


def _ended(worker: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(worker, signal.SIGKILL)
    with suppress(ChildProcessError):
        os.waitpid(worker, 0)
