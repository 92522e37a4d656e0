"""A worker: a process that answers one query after another, and that is killed where one takes too long."""

import socket
import sys
import traceback
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from pyoxigraph import NamedNode, Store

from kg.errors import AmbiguousName, KgError, UnknownName
from kg.messages import Message
from kg.query import answer as answer_question
from kg.query import named, subjects
from kg.serve.answering import Asked, answer_query
from kg.serve.confine import bound
from kg.serve.description import Described, described
from kg.serve.framing import framed, unframed
from kg.serve.negotiation import choose
from kg.serve.remote import Remote, Unreachable, remote
from kg.serve.rows import QUESTION_FORMS, as_rows
from kg.serve.served import Served
from kg.serve.settings import Settings
from kg.serve.speaking import told
from kg.serve.values import FAILED, Answer, problem, warning
from kg.store import open_build

Sent = tuple[dict[str, Any], bytes]
# Most messages are one query; a larger buffer costs more than another call.
_CHUNK = 1 << 14


def work(connection: socket.socket, settings: Settings, held: Served | None = None) -> None:
    """Answer what comes over a connection until it is closed, from the store held in memory or its own."""
    served = held or Served(_opened(settings))
    bound(settings.limits.memory)
    connection.sendall(framed({"ready": True}))
    while message := _received(connection):
        answer = _OPERATIONS[message[0]["do"]](served, settings, message)
        connection.sendall(_reply(told(answer, message[0]["speaks"])))


def _opened(settings: Settings) -> Store | Remote:
    return remote(settings) if settings.endpoint else open_build(settings.build)


def _received(connection: socket.socket) -> Sent | None:
    received = bytearray()
    while chunk := connection.recv(_CHUNK):
        received += chunk
        if message := unframed(received):
            return message
    return None


def _reply(answer: Answer) -> bytes:
    return framed({"status": answer.status, "headers": answer.headers}, answer.body)


def _query(served: Served, settings: Settings, message: Sent) -> Answer:
    head, body = message
    default, named_graphs = head["default"], head["named"]
    asked = Asked(
        body.decode("utf-8"),
        head["accept"],
        None if default is None else tuple(default),
        None if named_graphs is None else tuple(named_graphs),
    )
    return _guarded(partial(_answered, served, settings, asked))


def _answered(served: Served, settings: Settings, asked: Asked) -> Answer:
    answer = answer_query(served.store, asked, settings.base, settings.limits)
    drafts = served.of_graph() if answer.wrong is None else None
    return answer.adding(warning(drafts)) if drafts else answer


def _ask(served: Served, settings: Settings, message: Sent) -> Answer:
    return _guarded(partial(_asked, served, message[0]))


def _asked(served: Served, head: Mapping[str, Any]) -> Answer:
    form = choose(head["accept"], QUESTION_FORMS)
    if form is None:
        wrong = Message("this answer comes as {forms}", forms=", ".join(QUESTION_FORMS.values()))
        return problem(406, wrong, ("vary", "Accept"))
    asked = named(head["question"]), head["given"], head["lang"]
    table = answer_question(served.asked, *asked)
    drafts = served.of_rows(table, lambda: subjects(served.asked, *asked))
    return as_rows(table, form, head["lang"], drafts)


def _describe(served: Served, settings: Settings, message: Sent) -> Answer:
    return _guarded(partial(_described, served.store, settings, message[0]["form"]))


def _described(store: Store | Remote, settings: Settings, form: str) -> Answer:
    graphs = [graph for graph in store.named_graphs() if isinstance(graph, NamedNode)]
    catalogue = "catalog" if settings.site else ""
    return described(Described(graphs, isinstance(store, Store), settings.licence, catalogue), form)


def _guarded(answered: Callable[[], Answer]) -> Answer:
    """The answer, or the problem that an error of ours is to the client."""
    try:
        return answered()
    except (UnknownName, AmbiguousName) as error:
        return problem(422, error.message)
    except Unreachable as error:
        return problem(502, error.message)
    except KgError as error:
        return problem(400, error.message)
    except MemoryError:
        return problem(503, "the answer needs more memory than a query may take; ask for less")
    except Exception:  # the edge: what was not foreseen is told, and the worker goes on
        sys.stderr.write(traceback.format_exc())
        sys.stderr.flush()
        return problem(500, FAILED)


_OPERATIONS: dict[str, Callable[[Served, Settings, Sent], Answer]] = {
    "query": _query,
    "ask": _ask,
    "describe": _describe,
}
