"""A connection that keeps time: headers must come whole, be of bounded size, and answers must be taken.

uvicorn times a connection only between requests; a client that sends a byte now and then, or never reads,
would hold it for ever.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kg.serve.settings import Limits

_TOLD = b"headers are too long"
_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"content-type: text/plain; charset=utf-8\r\ncontent-length: %d\r\nconnection: close\r\n\r\n%s"
) % (len(_TOLD), _TOLD)


class TimedConnection(HttpToolsProtocol):
    """uvicorn's connection with those limits, which `limited_to` sets."""

    limits = Limits()
    _timer: asyncio.TimerHandle | None = None
    _writing: asyncio.TimerHandle | None = None
    _incoming = 0
    _in_headers = True

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for headers."""
        super().connection_made(transport)
        self._await_headers()

    def _await_headers(self) -> None:
        self._cancel()
        self._timer = self.loop.call_later(self.limits.dawdling, self._late)

    def _cancel(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _late(self) -> None:
        if not self.transport.is_closing():
            self.transport.abort()

    def data_received(self, data: bytes) -> None:
        """Take what comes, unless headers grow beyond the limit."""
        if self._in_headers:
            self._incoming += len(data)
            # What comes at once may hold the beginning of the body as well.
            if self._incoming > self.limits.headers + self.limits.request:
                self._refuse()
                return
        super().data_received(data)

    def _refuse(self) -> None:
        if not self.transport.is_closing():
            self.transport.write(_TOO_LARGE)
            self.transport.close()

    def on_message_begin(self) -> None:
        """A request begins: its headers are due."""
        super().on_message_begin()
        self._in_headers = True
        self._await_headers()

    def on_headers_complete(self) -> None:
        """The headers are here."""
        self._cancel()
        self._in_headers = False
        self._incoming = 0
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Keep time no longer."""
        self._cancel()
        self.resume_writing()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """The client is slow to take the answer: give it a while."""
        super().pause_writing()
        self._writing = self._writing or self.loop.call_later(self.limits.grace, self._late)

    def resume_writing(self) -> None:
        """The client has taken some."""
        if self._writing:
            self._writing.cancel()
            self._writing = None
        super().resume_writing()


def limited_to(limits: Limits) -> type[TimedConnection]:
    """The class of connections within these limits."""
    attributes: dict[str, Any] = {"limits": limits}
    return type("LimitedConnection", (TimedConnection,), attributes)
