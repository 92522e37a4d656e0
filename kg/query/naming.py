"""Find bodies, documents and statements by names that people use: without diacritics, abbreviated, by IRI."""

import re
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
_KIND = {
    "body": "body",
    "document": "document",
    "topic": "concept",
    "indicator": "concept",
    **dict.fromkeys(_STATEMENTS, "statement"),
}
_THINGS = ("body", "document", "statement")
# Words that people shorten inside names (Decree 30/2020/NĐ-CP, annex III, and daily use), folded.
_SHORT = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "bcsd": "ban can su dang",
    "btv": "ban thuong vu",
    "mttq": "mat tran to quoc",
    "qh": "quoc hoi",
    "cp": "chinh phu",
    "tw": "trung uong",
    "tp": "thanh pho",
}
# A locator alone (IV.3, 2.1.a), folded: the end of the name of a statement.
_PLACE = re.compile("([ivxlc]+|[0-9]+)( ([0-9]+|[a-z]))*")
_NEAREST = 5
_NEAR = 75


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name that a thing bears, as written and folded; `preferred` is its language if it is the main one."""

    thing: str
    written: str
    folded: str
    preferred: str


def names(store: Store, kind: str) -> list[Name]:
    """Every name of every thing of a kind (body, document, statement, concept), sorted."""
    answer = run(store, resources.text(f"queries/name/{kind}.rq"))
    cells = [] if isinstance(answer, str) else answer.cells()
    return sorted(Name(thing, written, _key(written), preferred) for thing, written, preferred in cells)


def _key(written: str) -> str:
    """The folded name with shortened words written out."""
    return re.sub(r"\w+", lambda word: _SHORT.get(word[0], word[0]), fold(written))


def resolve(store: Store, parameter: str, given: str, lang: str = "vi") -> NamedNode:
    """The thing that the user means by `given` for a question's parameter.

    An IRI is taken as it is, and `id:` stands for the beginning of our own. A name is compared folded: first
    whole names, then names that contain it. Raises UnknownName with the nearest names, or AmbiguousName with
    all that match, by their names in the language.
    """
    kind = _KIND.get(parameter)
    if kind is None:
        return _iri(_whole(store, given), parameter)
    return _resolve(store, names(store, kind), given, (kind, lang))


def resolve_thing(store: Store, given: str, lang: str = "vi") -> NamedNode:
    """The body, document or statement that the user means, found as by `resolve`, which raises as this does.

    A whole name is preferred to a part of names, and among parts bodies and documents to statements.
    """
    known = [name for kind in _THINGS for name in names(store, kind)]
    whole = {name.thing for name in known if name.folded == _key(given)}
    if not whole:
        main = [name for kind in _THINGS[:2] for name in names(store, kind)]
        known = main if _matches(main, _key(given))[-1] else known
    return _resolve(store, known, given, ("body, document or statement", lang))


def _resolve(store: Store, known: list[Name], given: str, called: tuple[str, str]) -> NamedNode:
    """The thing of those known that is meant; `called` says what kind of thing it is and the language."""
    kind, lang = called
    given = _whole(store, given)
    if "://" in given and given in {name.thing for name in known}:
        return NamedNode(given)
    for matches in _matches(known, _key(given)):
        if len(matches) == 1:
            return NamedNode(matches.pop())
        if matches:
            raise AmbiguousName(given, kind, _shown(known, matches, lang))
    raise UnknownName(given, kind, _nearest(known, _key(given), lang))


def _whole(store: Store, given: str) -> str:
    """What is given, an `id:` at its beginning written out."""
    return based(store, IDS + given.removeprefix("id:")) if given.startswith("id:") else given


def _iri(given: str, parameter: str) -> NamedNode:
    if "://" not in given:
        raise UnknownName(given, f"{parameter} IRI", [])
    return NamedNode(given)


def _matches(known: Iterable[Name], wanted: str) -> tuple[set[str], ...]:
    """The things that bear the name, those whose place it is, and those of whose names it is a part."""
    whole = {name.thing for name in known if name.folded == wanted}
    part = {name.thing for name in known if wanted and f" {wanted} " in f" {name.folded} "}
    at = {name.thing for name in known if name.folded.endswith(f" {wanted}")}
    return whole, at if _PLACE.fullmatch(wanted) else set(), part


def _shown(known: Iterable[Name], things: set[str], lang: str) -> list[str]:
    """The things by their main names in the language, each with its IRI."""
    main = {name.thing: name.written for name in known if name.thing in things and name.preferred == lang}
    return [f"{written}  <{thing}>" for thing, written in sorted(main.items(), key=lambda item: item[::-1])]


def _nearest(known: list[Name], wanted: str, lang: str) -> list[str]:
    offered = [name for name in known if name.preferred in ("", lang)]
    written = {name.folded: name.written for name in reversed(offered)}
    found = process.extract(wanted, list(written), scorer=fuzz.WRatio, limit=_NEAREST, score_cutoff=_NEAR)
    return [written[folded] for folded, _, _ in found]
