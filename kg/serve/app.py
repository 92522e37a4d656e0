"""The server's edge: reads a request off ASGI, finds who answers it, sends the answer, logs and counts it."""

import asyncio
import time
import traceback
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TextIO
from urllib.parse import unquote_to_bytes

from kg.messages import Message
from kg.serve.access import line
from kg.serve.guarding import PAGE_POLICY, SITE_POLICY, guarded, preflight
from kg.serve.leaving import Receive, unless_gone
from kg.serve.metrics import Metrics
from kg.serve.parts import PARTS, SITE, Part, Service, part_of
from kg.serve.speaking import spoken, told
from kg.serve.values import FAILED, Answer, Request, problem

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
# A client that went away is told nothing; the log and the metrics say it so, as nginx does.
_GONE = 499
# After these more of the request may come, which nobody reads.
_ENDING = (408, 413)


@dataclass(slots=True)
class App:
    """The ASGI application; `log` takes a line for each request, None for silence."""

    service: Service
    log: TextIO | None = None
    metrics: Metrics = field(default_factory=Metrics)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or start and stop with the server."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._serve(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        try:
            await self.service.pool.start()
            await send({"type": "lifespan.startup.complete"})
            await receive()
        finally:
            await self.service.pool.stop()
        await send({"type": "lifespan.shutdown.complete"})

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = time.perf_counter()
        headers = _headers(scope)
        path = _path(scope["raw_path"])
        part = part_of(path) if path is not None else SITE
        answer = await self._answered(scope, receive, (path, headers), part)
        answer = told(answer, spoken(headers, scope["query_string"].decode("latin-1")))
        answer = guarded(answer, PAGE_POLICY if part.strict else SITE_POLICY)
        if answer.status != _GONE:
            await _send(send, answer, bare=scope["method"] == "HEAD")
        taken = time.perf_counter() - began
        self.metrics.saw(part.name, answer.status, taken)
        self._write(line(scope, headers, answer, taken))

    def _write(self, said: str) -> None:
        """Log; where the log can be written no longer (its disk is full, its reader gone), answers go on."""
        if self.log:
            with suppress(OSError):
                print(said, file=self.log, flush=True)

    async def _answered(
        self, scope: Scope, receive: Receive, target: tuple[str | None, Mapping[str, str]], part: Part
    ) -> Answer:
        path, headers = target
        if path is None:
            return problem(400, "the path is not one: it leaves the site, or is not UTF-8")
        if scope["method"] not in part.methods:
            methods = ", ".join(part.methods)
            wrong = Message("{path} takes {methods}", path=path, methods=methods)
            return problem(405, wrong, ("allow", methods))
        body = await self._body(receive, headers)
        if isinstance(body, Answer):
            return body
        client = (scope.get("client") or ("",))[0]
        query = scope["query_string"].decode("latin-1")
        request = Request(scope["method"], path, query, headers, body, client)
        if request.method == "OPTIONS":
            return preflight(request, ", ".join(part.methods))
        return await unless_gone(self._tried(part, request), receive) or Answer(_GONE)

    async def _tried(self, part: Part, request: Request) -> Answer:
        if part is PARTS["/metrics"]:
            return self.metrics.answer(self.service.pool.tally)
        try:
            return await part.answer(self.service, request)
        except Exception:  # the edge: what was not foreseen is logged, and other requests go on
            self._write(traceback.format_exc().rstrip())
            return problem(500, FAILED)

    async def _body(self, receive: Receive, headers: Mapping[str, str]) -> bytes | Answer:
        limits, body = self.service.settings.limits, bytearray()
        said = headers.get("content-length", "0")
        if said.isdecimal() and int(said[:18]) > limits.request:
            return _too_large(limits.request)
        try:
            async with asyncio.timeout(limits.dawdling):
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        return Answer(_GONE)
                    body += message.get("body", b"")
                    if len(body) > limits.request:
                        return _too_large(limits.request)
                    if not message.get("more_body"):
                        return bytes(body)
        except TimeoutError:
            late = "the request took longer than {seconds:g} seconds to come"
            return problem(408, Message(late, seconds=limits.dawdling))


def _too_large(most: int) -> Answer:
    return problem(413, Message("a request holds at most {most} bytes", most=most))


async def crowded(scope: Scope, receive: Receive, send: Send) -> None:
    """The ASGI application that turns a request away, where there are more connections than may be."""
    answer = problem(503, Message("too many clients are connected; try again soon"), ("retry-after", "2"))
    answer = told(answer, spoken(_headers(scope), scope["query_string"].decode("latin-1")))
    await _send(send, guarded(answer, SITE_POLICY), bare=scope["method"] == "HEAD")


def _headers(scope: Scope) -> dict[str, str]:
    """The headers by name; those given more than once are joined (RFC 9110, section 5.3)."""
    found: dict[str, str] = {}
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def _path(raw: bytes) -> str | None:
    """The path decoded, its dot segments resolved; None where it is no path within the site."""
    try:
        path = unquote_to_bytes(raw).decode("utf-8")
    except UnicodeDecodeError:
        return None
    if not path.startswith("/") or "\0" in path:
        return None
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == ".." and not kept:
            return None
        if segment == "..":
            kept.pop()
        elif segment != ".":
            kept.append(segment)
    folder = segments[-1] in (".", "..") and kept
    return "/" + "/".join(kept) + ("/" if folder else "")


async def _send(send: Send, answer: Answer, *, bare: bool) -> None:
    """Send an answer; a file piece by piece, each when the client has taken those before, or bare of body."""
    headers = [
        (name.encode("ascii"), value.encode("latin-1", errors="replace")) for name, value in answer.headers
    ]
    if answer.status not in (204, 304):
        headers.append((b"content-length", b"%d" % answer.size))
    if answer.status in _ENDING:
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    if answer.stored and not bare:
        for piece in answer.stored.pieces():
            await send({"type": "http.response.body", "body": piece, "more_body": True})
            # What is sent to a client that is gone waits for nothing: others have their turn all the same.
            await asyncio.sleep(0)
    await send({"type": "http.response.body", "body": answer.body})
