"""The workers: who is free, who takes too long, and what is said to those who must wait.

Quick queries and long ones have places of their own. A query that has computed for `quick` seconds needs one
of the long places; where none is free it ends there, so that many long ones cannot hold up the quick ones.
"""

import asyncio
import os
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from kg.messages import Message
from kg.serve.framing import framed, unframed
from kg.serve.keeping import Keeper
from kg.serve.settings import Settings
from kg.serve.values import Answer, problem

# Long queries give way to quick ones.
_NICE = 10
_START_SECONDS = 60.0
_AGAIN_SECONDS = 1.0
# A query computes when a worker has had so much of the time; less is waiting for a processor.
_BUSY = 0.6
_TICKS = os.sysconf("SC_CLK_TCK")
Reply = tuple[dict[str, Any], bytes]


class Hand(asyncio.Protocol):
    """The server's end of a worker: a process, and what it is answering."""

    def __init__(self, worker: int, end: Callable[[int], None]) -> None:
        self.worker = worker
        self._end = end
        self.received = bytearray()
        self.slowed = False
        self.transport: asyncio.Transport | None = None
        self.reply: asyncio.Future[Reply | None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way to write to the worker."""
        self.transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        """Gather a reply; when it has wholly come, hand it over."""
        self.received += data
        if (message := unframed(self.received)) and not self.reply.done():
            self.received = bytearray()
            self.reply.set_result(message)

    def connection_lost(self, error: Exception | None) -> None:
        """The worker has ended: there will be no reply."""
        if not self.reply.done():
            self.reply.set_result(None)

    def ask(self, message: bytes) -> "asyncio.Future[Reply | None]":
        """Send a message; the reply comes by and by, or None where the worker ends."""
        self.reply = asyncio.get_running_loop().create_future()
        if self.transport and self.there:
            self.transport.write(message)
        else:
            self.reply.set_result(None)
        return self.reply

    @property
    def there(self) -> bool:
        """Whether the worker can still be asked."""
        return self.transport is not None and not self.transport.is_closing()

    def computed(self) -> float:
        """The seconds of processor time that the worker has had; the clock's, where that is not told."""
        try:
            with open(f"/proc/{self.worker}/stat", "rb") as said:
                fields = said.read().rpartition(b")")[2].split()
        except OSError:
            return time.monotonic()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def end(self) -> None:
        """Kill the worker at once."""
        self._end(self.worker)
        if self.transport:
            self.transport.abort()


@dataclass(slots=True)
class Tally:
    """What the pool has seen, for the metrics."""

    answered: int = 0
    timed_out: int = 0
    turned_away: int = 0
    died: int = 0
    left: int = 0
    waiting: int = 0
    running: int = 0
    long: int = 0


@dataclass(slots=True)
class Pool:
    """Workers on one store; `start` it within the loop that uses it, and `stop` it there."""

    settings: Settings
    tally: Tally = field(default_factory=Tally)
    _keeper: Keeper = field(init=False)
    _free: list[Hand] = field(default_factory=list)
    _hands: set[Hand] = field(default_factory=set)
    _quick: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    _starting: set["asyncio.Task[None]"] = field(default_factory=set)
    _came: asyncio.Event = field(default_factory=asyncio.Event)
    _ended: bool = False

    def __post_init__(self) -> None:
        """Have a keeper at hand."""
        self._keeper = Keeper(self.settings)

    async def start(self) -> None:
        """Start the workers; returns when the first is ready."""
        limits = self.settings.limits
        self._quick = asyncio.Semaphore(limits.queries)
        for _ in range(limits.queries + limits.long):
            self._replace()
        await asyncio.wait_for(self._came.wait(), _START_SECONDS)

    async def stop(self) -> None:
        """End every worker."""
        self._ended = True
        for task in self._starting:
            task.cancel()
        for hand in list(self._hands):
            hand.end()
        await asyncio.to_thread(self._keeper.stop)

    @property
    def ready(self) -> bool:
        """Whether there is a worker at all."""
        return bool(self._hands)

    async def answer(self, head: Mapping[str, object], body: bytes = b"") -> Answer:
        """The answer of a worker to a message, or the problem: too many at once, or one of the limits."""
        limits = self.settings.limits
        if self.tally.waiting >= limits.waiting:
            return self._busy(Message("too many queries are waiting"))
        self.tally.waiting += 1
        try:
            async with asyncio.timeout(limits.patience):
                await self._quick.acquire()
        except TimeoutError:
            return self._busy(Message("too many queries are running"))
        finally:
            self.tally.waiting -= 1
        return await self._answered(framed(head, body))

    def _busy(self, why: Message) -> Answer:
        self.tally.turned_away += 1
        return problem(503, Message("{why}; try again soon", why=why), ("retry-after", "2"))

    async def _answered(self, message: bytes) -> Answer:
        release: list[Callable[[], None]] = [self._quick.release]
        self.tally.running += 1
        try:
            hand = await self._next()
            return self._told(hand, *await self._waited(hand, hand.ask(message), release))
        except TimeoutError:
            return self._busy(Message("no worker is ready"))
        finally:
            self.tally.running -= 1
            release.pop()()

    async def _next(self) -> Hand:
        """A worker that is free; there are as many as places, but one may just be starting."""
        until = time.monotonic() + self.settings.limits.patience
        while True:
            while self._free:
                if (hand := self._free.pop()).there:
                    return hand
                self._dismiss(hand)
            self._came.clear()
            await asyncio.wait_for(self._came.wait(), max(0.0, until - time.monotonic()))

    async def _waited(
        self, hand: Hand, reply: "asyncio.Future[Reply | None]", release: list[Callable[[], None]]
    ) -> tuple[Reply | None, Answer | None]:
        """The reply; or, where it does not come in time, the problem to tell."""
        limits, began = self.settings.limits, time.monotonic()
        try:
            await self._while_quick(hand, reply, began)
            if reply.done():
                return reply.result(), None
            if self.tally.long >= limits.long:
                crowded = Message("{count} long queries are running, and this is another", count=limits.long)
                return None, self._busy(crowded)
            self._becomes_long(hand, release)
            await asyncio.wait((reply,), timeout=max(0.0, began + limits.seconds - time.monotonic()))
            return (reply.result(), None) if reply.done() else (None, self._late())
        except asyncio.CancelledError:
            self.tally.left += 1
            self._dismiss(hand)
            raise

    async def _while_quick(self, hand: Hand, reply: "asyncio.Future[Reply | None]", began: float) -> None:
        """Wait for the reply while the query counts as quick: by the time it computes, not that it waits."""
        limits = self.settings.limits
        # Most replies come before it is worth asking the system how long the worker has computed.
        await asyncio.wait((reply,), timeout=min(limits.quick, limits.seconds) / 2)
        before = 0.0 if reply.done() else hand.computed()
        while not reply.done() and time.monotonic() - began < limits.seconds:
            await asyncio.wait((reply,), timeout=limits.quick / 2)
            if self.settings.endpoint or hand.computed() - before > limits.quick / 2 * _BUSY:
                return

    def _becomes_long(self, hand: Hand, release: list[Callable[[], None]]) -> None:
        self.tally.long += 1
        release.pop()()
        release.append(self._long_ends)
        hand.slowed = True
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, hand.worker, _NICE)

    def _long_ends(self) -> None:
        self.tally.long -= 1

    def _late(self) -> Answer:
        self.tally.timed_out += 1
        late = "the query was ended at its limit of {seconds:g} seconds; ask for less"
        return problem(504, Message(late, seconds=self.settings.limits.seconds))

    def _told(self, hand: Hand, reply: Reply | None, late: Answer | None) -> Answer:
        if reply is None:
            self._dismiss(hand)
            return late or self._fell()
        if not hand.slowed:
            self._free.append(hand)
            self._came.set()
        else:
            self._dismiss(hand)
        self.tally.answered += 1
        head, body = reply
        return Answer(head["status"], tuple((name, value) for name, value in head["headers"]), body)

    def _fell(self) -> Answer:
        self.tally.died += 1
        return problem(503, "the query needed more memory, or was nested deeper, than a query may be")

    def _dismiss(self, hand: Hand) -> None:
        """End a worker and start another in its place."""
        self._hands.discard(hand)
        hand.end()
        self._replace()

    def _replace(self) -> None:
        if not self._ended:
            task = asyncio.get_running_loop().create_task(self._start())
            self._starting.add(task)
            task.add_done_callback(self._starting.discard)

    async def _start(self) -> None:
        try:
            worker, connection = await asyncio.to_thread(self._keeper.begin)
        except OSError:
            await self._again()
            return
        hand = Hand(worker, self._keeper.end)
        await asyncio.get_running_loop().create_connection(lambda: hand, sock=connection)
        self._hands.add(hand)
        if await hand.reply is None:
            self._hands.discard(hand)
            hand.end()
            await self._again()
            return
        self._free.append(hand)
        self._came.set()

    async def _again(self) -> None:
        """Where a worker could not begin, try again in a while."""
        await asyncio.sleep(_AGAIN_SECONDS)
        self._replace()
