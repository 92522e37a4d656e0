"""Check records against one another: every id stands once, every reference leads to something declared."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, TypeAlias

from kg.errors import BadRecords, Problem
from kg.messages import Message, joined
from kg.records.files import RecordFile, Records
from kg.records.kinds import Path
from kg.records.model import Document

# What the value of a key refers to, by the key's name; keys that are not here hold no reference.
_REFERS_TO = {
    "body": "body", "issued_by": "body", "addressed_to": "body", "sent_to": "body", "office": "body",
    "on_behalf_of": "body", "reports_to": "body", "via": "body", "jointly_with": "body",
    "organisers": "body", "chaired_by": "body",
    "succeeded_by": "body", "document": "document", "to": "document", "from": "document",
    "known_through": "document", "held_under": "document",
    "presented_at": "event", "identified_with": "event",
    "restates": "statement", "contributes_to": "target", "guided_by": "viewpoint",
    "about": "document or statement", "indicator": "indicator", "source": "source", "topics": "topic",
}  # fmt: skip
_REMEDY = {
    "body": Message("add it under 'bodies' of this file or another, or write the id of a known body"),
    "document": Message("declare it under 'document' or 'mentions'"),
    "event": Message("declare it under 'events' of its document"),
    "indicator": Message("add it to indicators.yaml"),
    "source": Message("add it to sources.yaml"),
    "topic": Message("use a name of the topic list in ontology/concepts.ttl"),
}
_LOCATOR = Message("write the locator of one that is declared, or <document id>#<locator>")
_STATEMENT_KINDS = {"viewpoint", "target", "taskgroup", "task", "purpose", "context", "provision"}
# Kinds of thing that are referred to without their document's id inside that document.
LOCAL = {"event", "statement", "target", "viewpoint"}

# Kind, full id, file and path of something that has an id.
Declaration: TypeAlias = tuple[str, str, str, Path]


def referred_bodies(records: Records) -> set[str]:
    """The ids of all bodies that the records refer to, declared or not."""
    return {leaf.value for leaf in _leaves(records) if _REFERS_TO.get(leaf.key) == "body"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """A scalar of a record file: where it is and the key that it stands under."""

    file: str
    path: Path
    key: str
    value: str

    @property
    def refers_to(self) -> str:
        """The kind of thing that its key refers to, or kinds joined by "or"; empty where to none."""
        return _REFERS_TO.get(self.key, "")

    @property
    def kinds(self) -> list[str]:
        """The kinds of thing that its key may refer to."""
        return self.refers_to.split(" or ") if self.refers_to else []


def check(records: Records, topics: frozenset[str], listed: Iterable[str] = ()) -> Records:
    """The records themselves, if they hold together; else BadRecords with every problem.

    Takes `topics`, the names of the topic scheme, since records may only use those, and the ids of `listed`
    bodies, which records may use without declaring them, to offer those that are near.
    """
    problems = problems_of(records, known_names(records, topics), listed)
    if problems:
        raise BadRecords(problems)
    return records


def problems_of(records: Records, known: Mapping[str, Set[str]], listed: Iterable[str] = ()) -> list[Problem]:
    """What does not hold in some records; `known` has the names, by kind, that they may refer to.

    The ids of `listed` bodies are offered besides.
    """
    return [*repeated(records), *_unresolved(records, known, frozenset(listed))]


def _declarations(records: Records) -> Iterator[Declaration]:
    """Everything that has an id."""
    for section, kind in (("sources", "source"), ("bodies", "body"), ("indicators", "indicator")):
        for name, index, value in records.each(section):
            yield kind, value.id, name, (section, index, "id")
    for name, file in records.files.items():
        if file.document is not None:
            yield from _head(name, file.document, ("document",))
            yield from _said(name, file, file.document.id)


def _head(name: str, document: Document, path: Path) -> Iterator[Declaration]:
    """What the head of a document declares, be it the file's own or a mention."""
    yield "document", document.id, name, (*path, "id")
    for at, signature in enumerate(document.signed_by):
        yield "signature", f"{document.id}#signature/{signature.id}", name, (*path, "signed_by", at, "id")


def _said(name: str, file: RecordFile, owner: str) -> Iterator[Declaration]:
    """What a document's file declares besides the document itself."""
    for index, mention in enumerate(file.mentions):
        yield from _head(name, mention, ("mentions", index))
    for section in ("relations", "events", "counts"):
        kind = section.removesuffix("s")
        for index, value in enumerate(getattr(file, section)):
            yield kind, f"{owner}#{kind}/{value.id}", name, (section, index, "id")
    for index, statement in enumerate(file.statements):
        path: Path = ("statements", index)
        yield statement.kind.lower(), f"{owner}#{statement.id}", name, (*path, "id")
        for section in ("assignments", "products"):
            kind = section.removesuffix("s")
            for at, value in enumerate(getattr(statement, section)):
                if value.id is not None:
                    full = f"{owner}#{statement.id}/{kind}/{value.id}"
                    yield kind, full, name, (*path, section, at, "id")


def repeated(records: Records) -> Iterator[Problem]:
    """Each id that stands twice, once; what hangs on something repeated is not told again."""
    seen: dict[tuple[str, str], tuple[str, Path]] = {}
    told: set[str] = set()
    for kind, name, file, path in _declarations(records):
        # Statements share one space of locators, and no two ids may differ by case alone.
        space = ("statement" if kind in _STATEMENT_KINDS else kind, name.casefold())
        if space in seen and not any(name.startswith((f"{one}#", f"{one}/")) for one in told):
            first, place = records.place(*seen[space]), records.place(file, path)
            told.add(name)
            yield Problem(
                place,
                Message(
                    "the {kind} id {name!r} is already used at {first}",
                    kind=Message(kind),
                    name=name,
                    first=first,
                ),
                "give this one an id of its own",
            )
        seen.setdefault(space, (file, path))


def known_names(records: Records, topics: Iterable[str]) -> dict[str, set[str]]:
    """The full ids that the records declare, by kind; statements of every kind are statements too."""
    known: dict[str, set[str]] = {"topic": set(topics), "statement": set()}
    for kind, name, _, _ in _declarations(records):
        known.setdefault(kind, set()).add(name)
        if kind in _STATEMENT_KINDS:
            known["statement"].add(name)
    return known


def _unresolved(records: Records, known: Mapping[str, Set[str]], listed: Set[str]) -> Iterator[Problem]:
    for leaf in unresolved(records, known):
        candidates = set[str]().union(*(known.get(kind, ()) for kind in leaf.kinds))
        candidates |= listed if leaf.refers_to == "body" else set()
        yield _problem(records, leaf, sorted(candidates))


def unresolved(records: Records, known: Mapping[str, Set[str]]) -> Iterator[Leaf]:
    """The references that lead to none of the names known."""
    for leaf in _leaves(records):
        if kinds := leaf.kinds:
            names = {full_name(leaf, records.files[leaf.file].document), leaf.value}
            if not any(name in known.get(kind, ()) for name in names for kind in kinds):
                yield leaf


def full_name(leaf: Leaf, owner: Document | None) -> str:
    """What a reference says, with the document before what is written without it inside that document."""
    local = leaf.kinds[-1] in LOCAL and "#" not in leaf.value
    return f"{owner.id}#{leaf.value}" if owner and local else leaf.value


def _leaves(records: Records) -> Iterator[Leaf]:
    for file, raw in records.raw.items():
        yield from _leaves_under(file, (), raw)


def _leaves_under(file: str, path: Path, value: Any) -> Iterator[Leaf]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves_under(file, (*path, key), inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves_under(file, (*path, index), inner)
    else:
        key = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
        yield Leaf(file, path, key, value)


def _problem(records: Records, leaf: Leaf, candidates: list[str]) -> Problem:
    nearest = get_close_matches(leaf.value, candidates, n=2, cutoff=0.6)
    remedy = _REMEDY.get(leaf.kinds[0], _LOCATOR)
    if nearest:
        either = joined(map(repr, nearest), Message(" or "))
        remedy = Message("did you mean {nearest}? Or {remedy}", nearest=either, remedy=remedy)
    return Problem(
        records.place(leaf.file, leaf.path),
        Message(
            "{key}: no {kind} {value!r} is declared",
            key=leaf.key,
            kind=Message(leaf.refers_to),
            value=leaf.value,
        ),
        remedy,
    )
