"""A client that goes away takes its query with it: what nobody waits for any more is cancelled at once."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from kg.serve.values import Answer

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
# Most answers come before it is worth listening whether their client is still there.
_LISTEN_SECONDS = 0.05


async def unless_gone(answering: Awaitable[Answer], receive: Receive) -> Answer | None:
    """The answer; or None where the client went away before it came, and the answering was cancelled.

    The body of the request must have been received.
    """
    asker, loop = asyncio.current_task(), asyncio.get_running_loop()
    listening: list[asyncio.Task[None]] = []
    timer = loop.call_later(
        _LISTEN_SECONDS, lambda: listening.append(loop.create_task(_cancel_when_gone(asker, receive)))
    )
    try:
        return await answering
    except asyncio.CancelledError:
        if not any(task.done() and not task.cancelled() for task in listening):
            raise
        if asker:
            asker.uncancel()
        return None
    finally:
        timer.cancel()
        for task in listening:
            task.cancel()


async def _cancel_when_gone(asker: "asyncio.Task[Any] | None", receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    if asker:
        asker.cancel()
