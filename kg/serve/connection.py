"""A connection that keeps time: headers must come whole, be of bounded size, and answers must be taken.

uvicorn times a connection only between requests; a client that sends a byte now and then, or never reads,
would hold it for ever.
"""

import asyncio
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kg.messages import Message, said
from kg.serve.app import crowded
from kg.serve.settings import Limits
from kg.serve.speaking import spoken

_HEAD = (
    "HTTP/1.1 {status.value} {status.phrase}\r\n"
    "content-type: text/plain; charset=utf-8\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
)


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
                too_large = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
                self._refuse(too_large, Message("headers are too long"))
                return
        super().data_received(data)

    def send_400_response(self, msg: str) -> None:
        """Say that what came is no request; uvicorn calls this."""
        self._refuse(HTTPStatus.BAD_REQUEST, Message("this is no request of HTTP"))

    def _refuse(self, status: HTTPStatus, wrong: Message) -> None:
        """Say what is wrong in the language that the headers ask for, as far as they have come."""
        if not self.transport.is_closing():
            headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in self.headers or ()}
            query = getattr(self, "url", b"").partition(b"?")[2].decode("latin-1")
            body = said(wrong, spoken(headers, query)).encode()
            self.transport.write(_HEAD.format(status=status, length=len(body)).encode() + body)
            self.transport.close()

    def on_message_begin(self) -> None:
        """A request begins: its headers are due."""
        super().on_message_begin()
        self._in_headers = True
        self._await_headers()

    def on_headers_complete(self) -> None:
        """The headers are here; who comes when there are connections enough is told to come again."""
        self._cancel()
        self._in_headers = False
        self._incoming = 0
        within = len(self.connections) < self.limits.connections
        self.app = self.config.loaded_app if within else crowded
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
