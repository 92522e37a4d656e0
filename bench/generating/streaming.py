"""The documents one after another, as texts, as record files, as quads; few are held at once."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from pydantic import TypeAdapter

from generating.composing import content
from generating.laying import lay
from generating.recording import Written, lists, record
from generating.series import RATE, plans
from kg.bodies import authority
from kg.graph import Quad, emit
from kg.names import Base
from kg.records import RecordFile, Records, with_listed

LISTS = "lists"
# How many documents are held at once.
_TOGETHER = 100
_ADAPTER = TypeAdapter(RecordFile)


def written(documents: int | None = None, seed: int = 1, *, rate: float = RATE) -> Iterator[Written]:
    """The documents in order, each with its text; `rate` is the share of them that have an error."""
    for plan in plans(documents, seed, rate):
        said = content(seed, plan)
        yield Written(said, *lay(said))


def texts(documents: int, seed: int = 1, *, rate: float = RATE) -> Iterator[tuple[str, str]]:
    """Name and text of each document."""
    return ((f"{one.content.plan.stem}.txt", one.text) for one in written(documents, seed, rate=rate))


def records(documents: int, seed: int = 1, *, rate: float = RATE) -> Iterator[tuple[str, str]]:
    """Name and YAML text of each record file: first the lists that all documents share."""
    yield f"{LISTS}.yaml", as_yaml(lists())
    for one in written(documents, seed, rate=rate):
        yield f"{one.content.plan.stem}.yaml", as_yaml(record(one))


def as_yaml(said: dict[str, Any]) -> str:
    """A record file as YAML: a key a line, and behind it its value in flow style.

    PyYAML's own writer takes as long for it as all the rest of making a document, three times over.
    """
    return "".join(line for section, value in said.items() for line in _section(section, value))


def _section(name: str, value: Any) -> Iterator[str]:
    yield f"{name}:\n"
    for entry in value if isinstance(value, list) else [value]:
        mark = "- " if isinstance(value, list) else "  "
        for key, inner in entry.items():
            yield f"{mark}{key}: {json.dumps(inner, ensure_ascii=False)}\n"
            mark = "  "


def quads(
    documents: int, seed: int = 1, base: Base | None = None, *, rate: float = RATE, words: bool = False
) -> Iterator[Quad]:
    """The quads that the build makes of those records; with `words` the texts are at hand and quoted."""
    base = base or Base()
    shared = _ADAPTER.validate_python(lists())
    yield from emit(_records({LISTS: shared}), base, {})
    listed: set[str] = {body.id for body in shared.bodies}
    made = written(documents, seed, rate=rate)
    while together := list(islice(made, _TOGETHER)):
        yield from _emitted(together, shared, listed, base, words=words)


def _emitted(
    together: list[Written], shared: RecordFile, listed: set[str], base: Base, *, words: bool
) -> Iterator[Quad]:
    """The quads of some documents and of the bodies that none before them named, which join `listed`."""
    raw = {one.content.plan.stem: record(one) for one in together}
    files = {name: _ADAPTER.validate_python(said) for name, said in raw.items()}
    said = with_listed(_records({LISTS: shared, **files}, raw), authority())
    at_hand = {one.content.plan.stem: one.text for one in together} if words else {}
    own = (str(base.graph("asserted", "bodies")), str(base.graph("asserted", "indicators")))
    new = {str(base.body(id_, None)) for id_ in said.bodies.keys() - listed}
    listed.update(said.bodies)
    for quad in emit(said, base, at_hand):
        if str(quad[3]) not in own or str(quad[0]) in new:
            yield quad


def _records(files: dict[str, RecordFile], raw: dict[str, Any] | None = None) -> Records:
    raw = raw or {}
    return Records(
        files=files, raw={name: raw.get(name, {}) for name in files}, lines={name: {} for name in files}
    )


def nquads(made: Iterable[Quad]) -> Iterator[str]:
    """The quads as lines of N-Quads."""
    return (" ".join(term.n3() for term in quad) + " .\n" for quad in made)
