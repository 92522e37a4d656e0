"""Start the server, say where it listens, and end it when it is told to."""

import socket
import sys
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from kg.errors import BadInput
from kg.messages import Message, why
from kg.serve.app import App
from kg.serve.connection import limited_to
from kg.serve.parts import Service
from kg.serve.pool import Pool
from kg.serve.settings import Settings

_BACKLOG = 1024


def serve(
    settings: Settings, address: tuple[str, int], say: Callable[[str], None], *, log: bool = True
) -> None:
    """Serve at an address (port 0 for any that is free) until SIGTERM or Ctrl-C.

    Requests in flight are finished first, for at most `limits.grace` seconds. Raises BadInput where the
    address cannot be had, or no worker begins.
    """
    listening = _listen(address)
    host, port = listening.getsockname()[:2]
    name = f"[{host}]" if ":" in host else host
    say(Message("http://{name}:{port}/", name=name, port=port))
    app = App(Service(settings, Pool(settings)), sys.stderr if log else None)
    try:
        with listening:
            uvicorn.Server(_config(app, settings)).run([listening])
    except KeyboardInterrupt:
        # Whoever listened to it may have gone before it.
        with suppress(OSError):
            say("stopped")
    except SystemExit as error:
        # uvicorn ends so where the application could not start, and says nothing at this level of its log.
        place = settings.endpoint or settings.build
        raise BadInput("{place}: no worker could begin; see what it said above", place=place) from error


def _listen(address: tuple[str, int]) -> socket.socket:
    try:
        family = socket.getaddrinfo(*address, type=socket.SOCK_STREAM)[0][0]
        listening = socket.create_server(address, family=family, backlog=_BACKLOG)
    except (OSError, OverflowError) as error:
        raise BadInput(
            "{host}:{port}: cannot listen there ({why}); choose another --port",
            host=address[0],
            port=address[1],
            why=why(error),
        ) from error
    listening.set_inheritable(False)
    return listening


def _config(app: App, settings: Settings) -> uvicorn.Config:
    limits = settings.limits
    return uvicorn.Config(
        app,
        http=limited_to(limits),
        ws="none",
        lifespan="on",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=int(limits.idle_seconds),
        timeout_graceful_shutdown=limits.grace,
    )
