"""The pipeline: from paths of records and texts to a finished build, or to a clear word on why not."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store
from rdflib import URIRef

from kg import align, graph, records, resources, source, store, validate, view
from kg.audit import audit
from kg.errors import BadGraph, BadInput, Place, Problem
from kg.names import VOCABULARY_BASE, Base
from kg.reason import infer
from kg.records import Records


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build: where it lies, what was found, its number of quads and of inferred ones."""

    folder: Path
    findings: tuple[validate.Finding, ...]
    quads: int
    inferred: int


def build(
    paths: Sequence[Path],
    into: Path,
    base: Base | None = None,
    say: Callable[[str], None] = lambda line: None,
) -> Built:
    """Build the graph of the records and texts under `paths` (by default the reviewed corpus) into a folder.

    `say` is told each step. A folder that holds a build is replaced whole or, on any error, left as it was.
    Raises BadInput, BadRecords or BadGraph.
    """
    base, into = base or Base(), store.replaceable(into)
    inputs = source.gather(paths)
    said = records.check(records.read(inputs.records), _topics())
    texts = _texts(inputs.texts, said)
    say(f"{len(said.files)} record files, {len(texts)} texts at hand")
    asserted = list(graph.emit(said, base, texts))
    whole = _loaded(asserted, base)
    findings = validate.by_shapes(validate.facts(whole))
    inferred = infer(whole, base)
    findings = _passed(findings + validate.check(whole), graph.whereabouts(said, base)) + audit(whole)
    store.add(whole, validate.emit(findings, base))
    built = Built(into, tuple(findings), len(whole), inferred)
    store.replace(into, lambda folder: _write(folder, whole, built))
    say(f"{built.quads} quads, {inferred} of them inferred; no violation, {len(findings)} findings")
    return built


def _loaded(asserted: Iterable[graph.Quad], base: Base) -> Store:
    """A store in memory that holds the ontology and what is asserted."""
    whole = Store()
    store.add(whole, asserted)
    for name, text in resources.texts("ontology", ".ttl").items():
        store.load_turtle(whole, text, str(base.graph("ontology", name)))
    return whole


def _topics() -> frozenset[str]:
    """The names of the topic scheme."""
    prefix, concepts = f"{VOCABULARY_BASE}concept/topic/", Store()
    store.load_turtle(
        concepts, resources.text("ontology/concepts.ttl"), f"{VOCABULARY_BASE}graph/ontology/concepts"
    )
    subjects = {str(quad.subject).strip("<>") for quad in concepts}
    return frozenset(iri.removeprefix(prefix) for iri in subjects if iri.startswith(prefix))


def _texts(found: Iterable[source.Source], said: Records) -> dict[str, str]:
    """The texts at hand by the id of their source, each place in them held against its hashes."""
    known = {record.sha256: record.id for record in said.sources.values()}
    texts = {}
    for text in found:
        if text.sha256 not in known:
            raise BadInput(
                f"{text.path}: no record names this text; add its SHA-256, {text.sha256}, under 'sources'"
            )
        texts[known[text.sha256]] = text.text
    align.verify(said, texts)
    return texts


def _passed(findings: list[validate.Finding], places: Mapping[URIRef, Place]) -> list[validate.Finding]:
    """The findings, if none is a violation; else BadGraph, which gives the line of the record to mend."""
    violations = [finding for finding in findings if finding.severity == validate.VIOLATION]
    if violations:
        raise BadGraph([_problem(finding, places) for finding in violations])
    return findings


def _problem(finding: validate.Finding, places: Mapping[URIRef, Place]) -> Problem:
    iri = finding.focus
    while "/" in iri and URIRef(iri) not in places:
        iri = iri.rpartition("/")[0]
    value = f" ({finding.value})" if finding.value else ""
    wrong = f"<{finding.focus}> breaks {finding.rule}{value}"
    return Problem(
        places.get(URIRef(iri), Place(finding.focus)), wrong, f"{finding.message_vi} / {finding.message_en}"
    )


def _write(folder: Path, whole: Store, built: Built) -> None:
    # Oxigraph writes without holding Python's lock, so the pages are drawn at the same time.
    with ThreadPoolExecutor(max_workers=1) as pool:
        writing = pool.submit(store.write, folder, whole)
        view.draw(whole, built.findings, folder)
        writing.result()
