"""Phase 2 of a bulk build: what spans files, decided from their entries, as the ordinary build decides it.

Of the mentions and bodies that several files tell, which file tells them; what
each file needs to know of others to be emitted; and which files may not hold together with the rest.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import TypeAdapter

from kg import records
from kg.bodies import authority
from kg.pipeline.bulk.known_names import Names, names_of
from kg.pipeline.bulk.standing import Standing
from kg.records import MANNERS, Body, Index, Indexed, Told


@dataclass(frozen=True, slots=True)
class Decision:
    """What a file's quads rest on besides what it says.

    The mentions and bodies that others tell, by index; the document through which a body is known, by id
    (empty for none), where the file does not say it; hash, manner and text (its hash) by id of source.
    """

    mentions: tuple[int, ...] = ()
    bodies: tuple[int, ...] = ()
    through: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    manners: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    def leaves(self) -> dict[str, tuple[int, ...]]:
        """What is left out, by section."""
        return {"mentions": self.mentions, "bodies": self.bodies}


ALONE = Decision()
_DECISION = TypeAdapter(Decision)


def to_json(decision: Decision) -> bytes:
    """The decision as JSON; the same bytes for the same decision."""
    return _DECISION.dump_json(decision, exclude_defaults=True)


def of_json(content: bytes) -> Decision:
    """The decision that JSON holds."""
    return _DECISION.validate_json(content)


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision on each file, `ALONE` where it is not there, and the bodies that no file tells.

    `suspects` are files that may not hold together with the rest, `through` says by the id of a body through
    which document it is known.
    """

    decisions: dict[str, Decision]
    listed: tuple[Body, ...]
    undeclared: tuple[Body, ...]
    suspects: tuple[str, ...]
    names: Names
    through: dict[str, str]

    def of(self, name: str) -> Decision:
        """The decision on a file."""
        return self.decisions.get(name, ALONE)


def decide(here: Standing) -> Decided:
    """The decisions on all files that stand."""
    indexes = dict(here.indexes())
    gone = _left_to_others(indexes)
    winners = _winners(indexes, gone)
    own, others = set[str](), set[str]()
    for name, index in indexes.items():
        referred = others if not index.draft else own
        for refers in index.told(gone.get(name, {})):
            referred.update(refers.get("body", ()))
    listed = records.listed_bodies(own | others, winners.keys(), authority())
    there = winners.keys() | {body.id for body in listed}
    undeclared = records.undeclared_bodies(own - others - there)
    names = names_of(indexes, there | {body.id for body in undeclared})
    needs = _Needs.of(indexes, winners, listed, here.texts)
    decisions = {
        name: needs.decision(index, gone.get(name, {}), drafted=here.entries[name].form == "document")
        for name, index in indexes.items()
    }
    return Decided(
        {name: made for name, made in decisions.items() if made != ALONE},
        tuple(listed),
        tuple(undeclared),
        tuple(_suspects(indexes, gone, names)),
        names,
        {id_: by for id_, by in needs.through.items() if by},
    )


_Gone = dict[str, dict[str, tuple[int, ...]]]


def _left_to_others(indexes: Mapping[str, Index]) -> _Gone:
    """By file and section, the indexes of what other files tell."""
    documents = {index.document for index in indexes.values() if index.document}
    drafts = {name for name, index in indexes.items() if index.draft}
    found: dict[str, dict[str, list[int]]] = {}
    for section, places in (
        ("mentions", records.mentions_to_leave(_each(indexes, "mentions"), documents)),
        ("bodies", records.bodies_to_leave(_each(indexes, "bodies"), drafts)),
    ):
        for name, at in places:
            found.setdefault(name, {}).setdefault(section, []).append(at)
    return {
        name: {section: tuple(sorted(set(ats))) for section, ats in sections.items()}
        for name, sections in found.items()
    }


def _each(indexes: Mapping[str, Index], section: str) -> Iterator[Told]:
    for name, index in indexes.items():
        told: list[Indexed] = getattr(index, section)
        for at, one in enumerate(told):
            yield Told(name, at, one.id, one.said, one.content)


def _winners(indexes: Mapping[str, Index], gone: _Gone) -> dict[str, str]:
    """The document through which each body that is told is known, by id."""
    found = {}
    for name, index in indexes.items():
        left = gone.get(name, {}).get("bodies", ())
        found.update({body.id: body.through for at, body in enumerate(index.bodies) if at not in left})
    return found


@dataclass(frozen=True, slots=True)
class _Needs:
    """What files may need of others: bodies known through documents, sources, manners, texts."""

    through: dict[str, str]
    sources: dict[str, str]
    manners: dict[str, dict[str, str]]
    texts: dict[str, str]

    @classmethod
    def of(
        cls,
        indexes: Mapping[str, Index],
        winners: Mapping[str, str],
        listed: Iterable[Body],
        texts: frozenset[str],
    ) -> "_Needs":
        through = {**winners, **{body.id: body.known_through or "" for body in listed}}
        sources: dict[str, str] = {}
        manners: dict[str, dict[str, str]] = {}
        for index in indexes.values():
            for id_, (sha, attests) in index.sources.items():
                sources[id_] = sha
                for document, as_ in attests.items():
                    manners.setdefault(document, {})[id_] = MANNERS[as_]
        called = {sha: id_ for id_, sha in sources.items()}
        at_hand = {id_: sha for sha, id_ in called.items() if sha in texts}
        return cls(through, sources, manners, at_hand)

    def decision(self, index: Index, gone: Mapping[str, tuple[int, ...]], *, drafted: bool) -> Decision:
        """What a file needs to know; one drafted from a text has that text with it."""
        own, named, foreign = {body.id: body.through for body in index.bodies}, set[str](), set[str]()
        for refers in index.told({}):
            named.update(refers.get("body", ()))
            foreign.update(refers.get("source", ()))
        through = {id_: self.through.get(id_, "") for id_ in own.keys() | named}
        quoted = foreign if drafted else foreign | index.sources.keys()
        manners = self.manners.get(index.document, {}) if index.document else {}
        said = {
            id_: MANNERS[a[index.document]] for id_, (_, a) in index.sources.items() if index.document in a
        }
        return Decision(
            mentions=gone.get("mentions", ()),
            bodies=gone.get("bodies", ()),
            through={id_: by for id_, by in sorted(through.items()) if by != own.get(id_, "")},
            sources={id_: self.sources[id_] for id_ in sorted(foreign) if id_ in self.sources},
            manners={} if manners == said else dict(sorted(manners.items())),
            texts={id_: self.texts[id_] for id_ in sorted(quoted) if id_ in self.texts},
        )


def _suspects(indexes: Mapping[str, Index], gone: _Gone, names: Names) -> Iterator[str]:
    """The files that have an id twice or share one with another file, or refer to what is nowhere."""
    holders: dict[tuple[str, str], str] = {}
    shared: dict[str, None] = {}
    for name, index in indexes.items():
        for id_ in _declared(index, gone.get(name, {})):
            first = holders.setdefault(id_, name)
            if first != name:
                shared.update({first: None, name: None})
    for name, index in indexes.items():
        if name in shared or index.faulty or _astray(index, gone.get(name, {}), names):
            yield name


def _declared(index: Index, gone: Mapping[str, tuple[int, ...]]) -> Iterator[tuple[str, str]]:
    """Kind and id of all that a file declares beside what is inside its document."""
    yield from (("source", id_) for id_ in index.sources)
    yield from (("indicator", id_) for id_ in index.indicators)
    if index.document:
        yield "document", index.document
    for section, kind in (("bodies", "body"), ("mentions", "document")):
        told: list[Indexed] = getattr(index, section)
        left = gone.get(section, ())
        yield from ((kind, one.id) for at, one in enumerate(told) if at not in left)


def _astray(index: Index, gone: Mapping[str, tuple[int, ...]], names: Names) -> bool:
    return any(
        not names.has_all(kinds, values) for refers in index.told(gone) for kinds, values in refers.items()
    )
