"""Requests: any path, headers and body, through the server's application to an answer."""

import asyncio
import io
import socket
import tempfile
import threading
from collections.abc import Mapping, MutableMapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.serve.app import App
from kg.serve.framing import framed, unframed
from kg.serve.parts import Service
from kg.serve.pool import Tally
from kg.serve.served import held
from kg.serve.settings import Limits, Settings
from kg.serve.values import Answer
from kg.serve.worker import work

# Memory is bounded by what fuzzes, not here.
_LIMITS = Limits(request=4096, rows=10, triples=10, memory=1 << 44)


class _Here:
    """A worker in a thread of this process: what it is asked is answered at once."""

    def __init__(self, settings: Settings) -> None:
        self.settings, self.tally, self.ready = settings, Tally(), True
        self._ours, theirs = socket.socketpair()
        threading.Thread(target=work, args=(theirs, settings, held(_store())), daemon=True).start()
        self._received()

    async def answer(self, head: Mapping[str, object], body: bytes = b"") -> Answer:
        """The answer to a message, after the way that it takes to a worker and back."""
        self._ours.sendall(framed(head, body))
        said, answered = self._received()
        return Answer(said["status"], tuple((name, value) for name, value in said["headers"]), answered)

    def _received(self) -> tuple[dict[str, Any], bytes]:
        received = bytearray()
        while chunk := self._ours.recv(1 << 16):
            received += chunk
            if message := unframed(received):
                return message
        raise AssertionError("the worker has ended")


def _store() -> Store:
    made, name = Store(), NamedNode("urn:a")
    made.add(Quad(name, name, Literal("x\ny"), name))
    return made


@cache
def _app() -> App:
    site = Path(tempfile.mkdtemp(prefix="fuzz")).resolve()
    for name in ("index.vi.html", "id/body/a.ttl", "id/body/a.vi.html", "ns.ttl", "search/index.json"):
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    settings = Settings(site=site, build=site, limits=_LIMITS)
    return App(Service(settings, _Here(settings)), io.StringIO())  # type: ignore[arg-type]


def request(content: bytes) -> None:
    """Lines as they stand in a request: method and target, headers, an empty line, the body."""
    head, _, body = content.partition(b"\n\n")
    first, *lines = head.split(b"\n")
    method, _, target = first.partition(b" ")
    path, _, query = target.partition(b"?")
    headers = [
        (name.strip().lower(), value.strip()) for name, _, value in (line.partition(b":") for line in lines)
    ]
    scope = {
        "type": "http",
        "method": method.decode("latin-1"),
        "raw_path": path,
        "path": path.decode("latin-1"),
        "query_string": query,
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "http_version": "1.1",
    }
    app, sent = _app(), list[MutableMapping[str, Any]]()
    asyncio.run(app(scope, partial(_receive, body), partial(_send, sent)))
    _whole(app, sent)


async def _receive(body: bytes) -> MutableMapping[str, Any]:
    return {"type": "http.request", "body": body, "more_body": False}


async def _send(sent: list[MutableMapping[str, Any]], message: MutableMapping[str, Any]) -> None:
    sent.append(message)


def _whole(app: App, sent: list[MutableMapping[str, Any]]) -> None:
    """Raises AssertionError where the server failed, or an answer is not whole or could split its headers."""
    log = app.log.getvalue() if isinstance(app.log, io.StringIO) else ""
    app.log = io.StringIO()
    if not sent or sent[0]["status"] in (500, 502):
        raise AssertionError(log or "no answer")
    if log.count("\n") != 1:
        raise AssertionError(f"not one line of log: {log!r}")
    for name, value in sent[0]["headers"]:
        if any(byte in b"\r\n\0" for byte in name + value):
            raise AssertionError(f"a header that breaks off: {name!r}: {value!r}")
