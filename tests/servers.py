"""Starts SPARQL servers for tests, and servers that misbehave: each on a free port of this machine."""

import http.client
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from serving import free_port

INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 20000
MaxDirtyBuffers = 12000
CheckpointInterval = 0
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = {rows}
"""
# What Virtuoso's own user is called, and its password in a new database.
USER = PASSWORD = "dba"


@contextmanager
def oxigraph() -> Iterator[str]:
    """The address of an `oxigraph serve` that holds nothing."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    if not program:
        pytest.skip("needs the oxigraph server of the extra 'test'")
    port = free_port()
    with _started([program, "serve", "--bind", f"127.0.0.1:{port}"], Path.cwd(), port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def virtuoso(folder: Path, rows: int) -> Iterator[str]:
    """The address of a Virtuoso that holds nothing of ours and cuts answers at so many rows."""
    program = shutil.which("virtuoso-t")
    if not program:
        pytest.skip("needs the Debian package virtuoso-opensource")
    port = free_port()
    (folder / "virtuoso.ini").write_text(INI.format(sql=free_port(), http=port, rows=rows))
    with _started([program, "+foreground", "+configfile", "virtuoso.ini"], folder, port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _started(command: list[str], folder: Path, port: int) -> Iterator[None]:
    process = subprocess.Popen(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(600):
            if process.poll() is not None or _answers(port):
                break
            time.sleep(0.05)
        assert process.poll() is None, f"{command[0]} ended"
        yield
    finally:
        process.kill()
        process.wait(20)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/")
        connection.getresponse().read()
    except OSError:
        return False
    finally:
        connection.close()
    return True


# Given method, path and body: status, what is said and its media type; None to pass the request on, False to hang up.
Fault = Callable[[str, str, bytes], tuple[int, str, str] | bool | None]


@contextmanager
def before(address: str, fault: Fault) -> Iterator[str]:
    """The address of a server that passes requests on to another one, where it does not fail them."""
    place = urlsplit(address)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            said = fault(self.command, self.path, body)
            if isinstance(said, bool):
                self.connection.close()
                return
            told = said and (said[0], {"content-type": said[2]}, said[1].encode())
            status, headers, reply = told or self.passed(body)
            self.send_response(status)
            self.send_header("Content-Type", headers.get("content-type", "text/plain"))
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        do_GET = do_PUT = do_DELETE = do_POST

        def passed(self, body: bytes) -> tuple[int, dict[str, str], bytes]:
            connection = http.client.HTTPConnection(place.hostname or "", place.port or 80, timeout=60)
            try:
                connection.request(self.command, self.path, body, dict(self.headers))
                response = connection.getresponse()
                return response.status, {k.lower(): v for k, v in response.getheaders()}, response.read()
            finally:
                connection.close()

        def handle(self) -> None:
            try:
                super().handle()
            except (OSError, ValueError):
                return

        def log_message(self, *said: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
