"""Starts servers for tests: `kg serve` and nginx as they are run, asked by a real HTTP client."""

import http.client
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).parent.parent
FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


@dataclass
class Server:
    port: int
    process: subprocess.Popen[str]
    log: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self,
        method: str,
        target: str,
        headers: Mapping[str, str] | None = None,
        body: bytes | str | None = None,
    ) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, target, body, dict(headers or {}))
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Reply(response.status, found, response.read())
        finally:
            connection.close()

    def get(self, target: str, **headers: str) -> Reply:
        return self.ask("GET", target, {name.replace("_", "-"): value for name, value in headers.items()})

    def query(self, query: str, accept: str = "application/sparql-results+json") -> Reply:
        return self.ask("GET", f"/sparql?{urlencode({'query': query})}", {"Accept": accept})

    def post(self, query: str | bytes, accept: str = "*/*") -> Reply:
        return self.ask("POST", "/sparql", {"Content-Type": DIRECT, "Accept": accept}, query)

    def raw(self, sent: bytes, seconds: float = 10) -> bytes:
        """What comes back when these very bytes are sent."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as connection:
            connection.sendall(sent)
            return received(connection)


def received(connection: socket.socket) -> bytes:
    got = b""
    try:
        while chunk := connection.recv(65536):
            got += chunk
    except OSError:
        pass
    return got


@contextmanager
def serving(*arguments: str | Path) -> Iterator[Server]:
    """`kg serve` at a free port."""
    command = [sys.executable, "-m", "kg", "serve", "--port", "0", *map(str, arguments)]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    log: list[str] = []
    try:
        assert process.stderr
        first = process.stderr.readline()
        found = re.search(r":([0-9]+)/$", first.strip())
        assert found, first + process.stderr.read()
        reader = threading.Thread(target=log.extend, args=(process.stderr,), daemon=True)
        reader.start()
        server = Server(int(found[1]), process, log)
        assert server.get("/health").status == 200
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        reader.join(5)
        assert process.stderr
        process.stderr.close()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@contextmanager
def running(command: Sequence[str | Path], port: int) -> Iterator[Server]:
    """Another server, given as the command that starts it."""
    process = subprocess.Popen(
        list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True
    )
    try:
        for _ in range(100):
            with socket.socket() as trying:
                if trying.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield Server(port, process)
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A port of this machine, and what was sent to it."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.1)
        ended = threading.Event()

        def listen() -> None:
            while not ended.is_set():
                try:
                    connection, _ = listening.accept()
                except OSError:
                    continue
                with connection:
                    heard.append(b"a connection")

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            yield int(listening.getsockname()[1]), heard
        finally:
            ended.set()
            thread.join()


FORMS = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
PUBLISHED = (
    "id/body/a", "id/document/bo/2024/1-nq", "id/document/bo/2024/1-nq/III.3.1", "graph/asserted/bo/2024/1-nq",
    "concept/role/lead", "ns", "shape",
)  # fmt: skip


def small_site(folder: Path) -> Path:
    """A site as `kg publish` lays it out, with files that say which they are."""
    files = [f"{path}.{end}" for path in PUBLISHED for end in ("vi.html", "en.html", *FORMS)]
    more = [
        "index.vi.html",
        "index.en.html",
        ".well-known/void",
        "catalog.ttl",
        "search/index.json",
        "dumps/all.nq.gz",
    ]
    for name in files + more:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name}\n", encoding="utf-8")
    return folder
