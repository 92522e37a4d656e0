"""Versions: the two sides of a comparison, builds or records, as triples under one base."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Store, Triple
from rdflib import DCTERMS

from kg.diff.lending import lend
from kg.errors import BadInput
from kg.graph import emit
from kg.names import IDS, VOCABULARY_BASE, Base
from kg.query import based
from kg.records import Records, joined, read, with_undeclared
from kg.source import gather
from kg.store import FOLDER, add, open_build

Term = NamedNode | BlankNode | Literal | Triple
# What is inferred follows from these, and what is found is about them.
_STAGES = ("/graph/asserted/", "/graph/judgement/")


@dataclass(frozen=True, slots=True)
class Version:
    """One side: its store and, longest first, what its IRIs begin with and what stands for that in both.

    `lent` are the things that its records name and do not declare; `document` is the id of the only document
    that one file of records is about, and `known_as` that id where the other version has another.
    """

    path: Path
    store: Store
    prefixes: tuple[tuple[str, str], ...] = ()
    lent: frozenset[str] = frozenset()
    document: str = ""
    known_as: str = ""
    # What was asked of the store, which is asked of the same things again and again.
    _said: dict[str, list[tuple[str, Term]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def said(self, subject: str) -> list[tuple[str, Term]]:
        """What is said of a thing: properties and values, sorted."""
        if subject not in self._said:
            self._said[subject] = sorted(set(self._of(subject)), key=str)
        return self._said[subject]

    def _of(self, subject: str) -> Iterator[tuple[str, Term]]:
        own = NamedNode(_swapped(subject, [(b, a) for a, b in self.prefixes]))
        for quad in self.store.quads_for_pattern(own, None, None):
            if _compared(quad.graph_name):
                yield quad.predicate.value, self._standard(quad.object)
        if self.known_as and own.value == str(Base().document(self.known_as)):
            yield str(DCTERMS.identifier), Literal(self.known_as)

    def triples(self) -> Iterator[tuple[str, str, Term]]:
        """Everything that is compared."""
        for graph in filter(_compared, self.store.named_graphs()):
            for quad in self.store.quads_for_pattern(None, None, None, graph):
                if isinstance(quad.subject, NamedNode):
                    subject = _swapped(quad.subject.value, self.prefixes)
                    yield subject, quad.predicate.value, self._standard(quad.object)
        if self.known_as:
            subject = _swapped(str(Base().document(self.known_as)), self.prefixes)
            yield subject, str(DCTERMS.identifier), Literal(self.known_as)

    def _standard(self, term: Term) -> Term:
        if not self.prefixes or not isinstance(term, NamedNode):
            return term
        return NamedNode(_swapped(term.value, self.prefixes))


def _compared(graph: NamedNode | BlankNode | DefaultGraph) -> bool:
    return isinstance(graph, NamedNode) and any(stage in graph.value for stage in _STAGES)


def _swapped(iri: str, prefixes: Iterable[tuple[str, str]]) -> str:
    for before, after in prefixes:
        if iri == before or iri.startswith(before if before.endswith("/") else f"{before}/"):
            return after + iri[len(before) :]
    return iri


def open_versions(old: Path, new: Path) -> tuple[Version, Version]:
    """Both sides; two files of records that are each about one document are two versions of that document.

    Raises BadInput or BadRecords.
    """
    first, second = _open(old), _open(new)
    if first.document and second.document and first.document != second.document:
        before, after = (str(Base().document(version.document)) for version in (first, second))
        # Where either also speaks of the other's document, they are two documents.
        if not first.said(after) and not second.said(before):
            first = replace(first, prefixes=((before, after),), known_as=first.document)
            second = replace(second, known_as=second.document)
    return first, second


def _open(path: Path) -> Version:
    if not (path / FOLDER).is_dir():
        return _of_records(path)
    try:
        store = open_build(path)
    except OSError as error:
        raise BadInput(
            "{path}: the store cannot be read ({error}); build it again", path=path, error=error
        ) from error
    return Version(path, store, _prefixes(based(store, IDS).removesuffix("id/")))


def _prefixes(base: str) -> tuple[tuple[str, str], ...]:
    kinds = () if base == VOCABULARY_BASE else ("id/", "concept/indicator/")
    return tuple((base + kind, VOCABULARY_BASE + kind) for kind in kinds)


def _of_records(path: Path) -> Version:
    if path.is_dir() and not any(file.suffix in {".yaml", ".yml"} for file in path.rglob("*")):
        raise BadInput(
            "{path}: neither a build (with a folder 'store') nor records (.yaml); name one of them", path=path
        )
    inputs = gather([path])
    said = _each_once(joined(read(inputs.records)))
    lending = lend(said, path)
    ids = {source.sha256: source.id for source in said.sources.values()}
    texts = {ids[text.sha256]: text.text for text in inputs.texts if text.sha256 in ids}
    store, lent = Store(), lending.iris(Base())
    try:
        add(store, emit(with_undeclared(lending.to(said)), Base(), texts))
    except KeyError as error:
        raise BadInput(
            "{path}: neither these records nor the reviewed ones declare {name!r}; "
            "add it to a bodies.yaml or sources.yaml beside them",
            path=path,
            name=error.args[0],
        ) from error
    heads = [file.document.id for file in said.files.values() if file.document]
    return Version(path, store, lent=lent, document=heads[0] if path.is_file() and len(heads) == 1 else "")


def _each_once(said: Records) -> Records:
    """The records, if each document and statement is declared once; else BadInput."""
    ids = Counter(document.id for file in said.files.values() for document in file.documents)
    for file in said.files.values():
        owner = file.document.id if file.document else ""
        ids.update(f"{owner}#{statement.id}" for statement in file.statements)
    twice = [id_ for id_, count in ids.items() if count > 1]
    if twice:
        raise BadInput(
            "{files}: {name!r} is declared twice; keep one of the two",
            files=", ".join(said.files),
            name=twice[0],
        )
    return said
