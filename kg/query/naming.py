"""Find bodies, documents and statements by names that people use: without diacritics, abbreviated, by IRI."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode, Store
from rapidfuzz import fuzz, process

from kg import resources
from kg.errors import AmbiguousName, UnknownName
from kg.names import IDS
from kg.query.table import based, run
from kg.text import fold

# What kind of thing a question's parameter names; a parameter that is not here is named by its IRI alone.
_STATEMENTS = ("statement", "task", "target", "viewpoint", "group")
_KIND = {"body": "body", "document": "document", **dict.fromkeys(_STATEMENTS, "statement")}
_NEAREST = 5
_NEAR = 75


@dataclass(frozen=True, slots=True)
class Name:
    """A name that a thing bears, as written and folded."""

    thing: str
    written: str
    folded: str


def names(store: Store, kind: str) -> list[Name]:
    """Every name of every thing of a kind (body, document, statement), sorted."""
    answer = run(store, resources.text(f"queries/name/{kind}.rq"))
    if isinstance(answer, str):
        return []
    cells = sorted((thing, written) for thing, written in answer.cells())
    return [Name(thing, written, fold(written)) for thing, written in cells]


def resolve(store: Store, parameter: str, given: str) -> NamedNode:
    """The thing that the user means by `given` for a question's parameter.

    An IRI is taken as it is, and `id:` stands for the beginning of our own. A name is compared folded: first
    whole names, then names that contain it. Raises UnknownName with the nearest names, or AmbiguousName with all.
    """
    kind = _KIND.get(parameter)
    if given.startswith("id:"):
        given = based(store, IDS + given.removeprefix("id:"))
    if "://" in given and (kind is None or given in {name.thing for name in names(store, kind)}):
        return NamedNode(given)
    if kind is None:
        raise UnknownName(given, f"{parameter} IRI", [])
    known = names(store, kind)
    wanted = fold(given)
    for matches in (
        {n.thing for n in known if n.folded == wanted},
        {n.thing for n in known if wanted and f" {wanted} " in f" {n.folded} "},
    ):
        if len(matches) == 1:
            return NamedNode(matches.pop())
        if matches:
            raise AmbiguousName(given, kind, _shown(known, matches))
    raise UnknownName(given, kind, _nearest(known, wanted))


def _shown(known: Iterable[Name], things: set[str]) -> list[str]:
    first: dict[str, str] = {}
    for name in known:
        if name.thing in things:
            first.setdefault(name.thing, name.written)
    return [f"{written}  <{thing}>" for thing, written in sorted(first.items())]


def _nearest(known: list[Name], wanted: str) -> list[str]:
    written = {name.folded: name.written for name in reversed(known)}
    found = process.extract(wanted, list(written), scorer=fuzz.WRatio, limit=_NEAREST, score_cutoff=_NEAR)
    return [written[folded] for folded, _, _ in found]
