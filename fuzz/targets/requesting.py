"""Requests: any path, headers and body, through the server's application to an answer."""

import asyncio
import io
import tempfile
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from kg.errors import KgError
from kg.query import answer as answer_question
from kg.query import named
from kg.serve.answering import Asked, answer_query
from kg.serve.app import App
from kg.serve.framing import framed, unframed
from kg.serve.parts import Service
from kg.serve.pool import Tally
from kg.serve.rows import as_rows
from kg.serve.settings import Limits, Settings
from kg.serve.values import Answer, problem

_LIMITS = Limits(request=4096, rows=10, triples=10)


@dataclass(slots=True)
class _Here:
    """Answers where it is asked, without processes of its own: those are the server's, not the request's."""

    settings: Settings
    store: Store = field(default_factory=Store)
    tally: Tally = field(default_factory=Tally)
    ready: bool = True

    async def answer(self, head: Mapping[str, object], body: bytes = b"") -> Answer:
        """The answer to a message, after the way that it takes to a worker."""
        message = unframed(bytearray(framed(head, body)))
        if not message:
            raise AssertionError("a message that does not come whole")
        said, query = message
        try:
            if said["do"] == "ask":
                table = answer_question(self.store, named(said["question"]), said["given"], said["lang"])
                return as_rows(table, "json", said["lang"])
            graphs = (None if said[key] is None else tuple(said[key]) for key in ("default", "named"))
            asked = Asked(query.decode("utf-8"), said["accept"], *graphs)
            return answer_query(self.store, asked, self.settings.base, self.settings.limits)
        except KgError as error:
            return problem(422, str(error))


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
