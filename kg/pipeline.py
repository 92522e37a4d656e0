"""The pipeline: from paths of records and texts to a finished build, or to one clear word on why there is none."""

import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store
from rdflib import URIRef

from kg import align, graph, records, resources, source, store, validate
from kg.errors import BadGraph, BadInput, Place, Problem
from kg.names import VOCABULARY_BASE, Base
from kg.reason import infer
from kg.records import Records

CORPUS = "corpus"
_RECORDS, _TEXTS = {".yaml", ".yml"}, {".txt", ".md"}
# The axioms have lists, hence blank nodes: reasoners read them from ontology/, the graph does not carry them.
_CARRIED = ("policy", "concepts")


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build: where it lies, what it is about, and what was found."""

    folder: Path
    base: Base
    records: Records
    findings: tuple[validate.Finding, ...]
    quads: int
    inferred: int


def build(
    paths: Sequence[Path],
    into: Path,
    *,
    base: Base | None = None,
    say: Callable[[str], None] = lambda line: None,
) -> Built:
    """Build the graph of the records and texts under `paths` (the reviewed corpus, where none is given) into a folder.

    `say` is told each step. The folder is replaced whole or, on any error, left as it was. Raises BadInput, BadRecords or BadGraph.
    """
    base = base or Base()
    found, texts = _inputs(paths or [Path(CORPUS)])
    said = records.check(records.read(found), _topics())
    known = {record.sha256: record.id for record in said.sources.values()}
    at_hand = {known[text.sha256]: text.text for text in _known_texts(texts, known)}
    align.verify(said, at_hand)
    say(f"{len(said.files)} record files, {len(at_hand)} texts at hand")
    whole = _asserted(said, base, at_hand)
    findings = _judged(whole, said, base)
    say("shapes hold" if not findings else f"shapes: {len(findings)} remarks")
    inferred = infer(whole, base)
    findings += _checked(whole, said, base)
    say(f"{len(whole)} quads, {inferred} of them inferred")
    return _written(Built(into, base, said, tuple(findings), len(whole), inferred), whole)


def _topics() -> frozenset[str]:
    prefix = f"{VOCABULARY_BASE}concept/topic/"
    concepts = Store()
    store.load_turtle(concepts, resources.text("ontology/concepts.ttl"), "urn:concepts")
    return frozenset(
        q.subject.value.removeprefix(prefix) for q in concepts if q.subject.value.startswith(prefix)
    )


def _inputs(paths: Iterable[Path]) -> tuple[dict[str, str], list[source.Source]]:
    """The record files by name, and the texts, among the paths and in the folders among them."""
    found: dict[str, str] = {}
    texts = []
    for path in paths:
        for file in _files(path):
            if file.suffix.lower() in _RECORDS:
                found[_shown(file)] = source.read(file).text
            elif file.suffix.lower() in _TEXTS:
                texts.append(source.read(file))
            elif not path.is_dir():
                raise BadInput(
                    f"{file}: neither records (.yaml) nor a text (.txt, .md); give one of those or a folder of them"
                )
    if not found:
        raise BadInput(
            f"{', '.join(map(str, paths))}: no record file (.yaml) among them; name 'corpus' for the reviewed records"
        )
    return found, texts


def _files(path: Path) -> list[Path]:
    if str(path) == CORPUS and not path.is_dir():
        path = resources.corpus()
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if file.is_file())
    if not path.exists():
        raise BadInput(
            f"{path}: there is no such file or folder; name one that exists, or 'corpus' for the reviewed records"
        )
    return [path]


def _shown(file: Path) -> str:
    """The path as a user would name it: from the working folder where it lies below that."""
    try:
        return file.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(file)


def _known_texts(texts: Iterable[source.Source], known: dict[str, str]) -> list[source.Source]:
    for text in texts:
        if text.sha256 not in known:
            raise BadInput(
                f"{text.path}: no record names this text (SHA-256 {text.sha256}); add it under 'sources' of a record file"
            )
    return list(texts)


def _asserted(said: Records, base: Base, texts: dict[str, str]) -> Store:
    whole = store.from_quads(graph.emit(said, base, texts))
    for name in _CARRIED:
        store.load_turtle(whole, resources.text(f"ontology/{name}.ttl"), str(base.graph("ontology", name)))
    return whole


def _judged(whole: Store, said: Records, base: Base) -> list[validate.Finding]:
    return _passed(validate.conform(validate.judged(whole), validate.shapes()), said, base)


def _checked(whole: Store, said: Records, base: Base) -> list[validate.Finding]:
    return _passed(validate.check(whole), said, base)


def _passed(findings: list[validate.Finding], said: Records, base: Base) -> list[validate.Finding]:
    """The findings, if none is a violation; else BadGraph, each violation with the line of the record to mend."""
    violations = [finding for finding in findings if finding.severity == validate.VIOLATION]
    if violations:
        places = graph.whereabouts(said, base)
        raise BadGraph([_problem(finding, places) for finding in violations])
    return findings


def _problem(finding: validate.Finding, places: dict[URIRef, Place]) -> Problem:
    iri = finding.focus
    while iri and URIRef(iri) not in places:
        iri = iri.rpartition("/")[0]
    place = places.get(URIRef(iri), Place(finding.focus))
    said = f" {finding.value!r}" if finding.value else ""
    return Problem(
        place,
        f"<{finding.focus}>{said} breaks {finding.rule}",
        f"{finding.message_vi} / {finding.message_en}",
    )


def _written(built: Built, whole: Store) -> Built:
    """Write everything beside the old build, then put it in its place in one step."""
    into = built.folder.resolve()
    try:
        into.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(
            prefix=f"{into.name}.", dir=into.parent, ignore_cleanup_errors=True
        ) as room:
            new, old = Path(room) / "new", Path(room) / "old"
            new.mkdir()
            store.write(new, whole)
            if into.exists():
                into.rename(old)
            new.rename(into)
    except OSError as error:
        raise BadInput(
            f"{error.filename or into}: {error.strerror}; give a folder that can be written, or make room"
        ) from error
    return built
