"""Build the graph: reviewed records hold or nothing is built, a draft that does not hold is left out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import Store
from rdflib import URIRef

from kg import align, graph, records, resources, store, validate, view
from kg.audit import audit
from kg.bodies import authority
from kg.errors import BadGraph, BadRecords, Place, Problem
from kg.messages import InBoth, Message
from kg.names import VOCABULARY_BASE, Base
from kg.pipeline import listing
from kg.pipeline.doubting import doubts
from kg.pipeline.gathering import Gathered, gathered
from kg.query.showing import compact
from kg.reason import infer
from kg.records import Records


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build: where it lies, what was found, its number of quads and of inferred ones.

    `left_out` tells the documents that could not be read or whose drafts do not hold.
    """

    folder: Path
    findings: tuple[validate.Finding, ...]
    quads: int
    inferred: int
    left_out: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A store with all that follows, what was found in it, and the records that it is of."""

    whole: Store
    findings: list[validate.Finding]
    inferred: int
    said: Records


def build(
    paths: Sequence[Path],
    into: Path,
    base: Base | None = None,
    say: Callable[[str], None] = lambda line: None,
) -> Built:
    """Build the graph of the records and documents under `paths` (by default the reviewed corpus).

    `say` is told each step. A folder that holds a build is replaced whole or, on any error, left as it was.
    Raises BadInput, BadRecords or BadGraph.
    """
    base, into = base or Base(), store.replaceable(into)
    inputs = gathered(paths, say)
    held = "{records} record {records:file|files}, {texts} {texts:text|texts} at hand"
    say(Message(held, records=len(inputs.said.files), texts=len(inputs.texts)))
    holds, left_out = _without_faults(inputs, base)
    whole = holds.whole
    findings = holds.findings + audit(whole) + doubts(holds.said, inputs.doubts, base)
    store.add(whole, validate.emit(findings, base))
    built = Built(into, tuple(findings), len(whole), holds.inferred, left_out)
    made_of = tuple(listing.inputs(paths, [problem.place.file for problem in left_out]))
    store.replace(into, lambda folder: _write(folder, whole, built, made_of))
    if why := view.undrawable():
        say(Message("no pictures: {why}, and build again", why=why))
    told = "{quads} quads, {inferred} of them inferred; no violation, {findings} {findings:finding|findings}"
    say(Message(told, quads=built.quads, inferred=built.inferred, findings=len(findings)))
    return built


def _without_faults(inputs: Gathered, base: Base) -> tuple[Judged, tuple[Problem, ...]]:
    """The store of all that holds, and each document that was left out, with what is wrong in it."""
    left_out = list(inputs.left_out)
    while True:
        try:
            return judged(inputs, base), tuple(left_out)
        except (BadRecords, BadGraph) as error:
            first = {problem.place.file: problem for problem in reversed(error.problems)}
            faulty = first.keys() & records.drafts(inputs.said)
            if not faulty or first.keys() - faulty:
                raise
            left_out += [first[name] for name in sorted(faulty)]
            inputs = replace(inputs, said=records.without(inputs.said, faulty))
            if not inputs.said.files:
                raise


def judged(inputs: Gathered, base: Base) -> Judged:
    """The store of what was gathered; raises BadRecords or BadGraph with all that does not hold."""
    said = records.with_listed(records.joined(inputs.said), authority())
    said = records.check(records.with_undeclared(said), topics(), authority())
    sources = said.sources
    texts = {id_: text for id_, text in inputs.texts.items() if id_ in sources}
    align.verify(said, texts)
    whole = _loaded(graph.emit(said, base, texts), base)
    findings = validate.by_shapes(validate.facts(whole))
    inferred = infer(whole, base)
    findings = _passed(findings + validate.check(whole), graph.whereabouts(said, base))
    return Judged(whole, findings, inferred, said)


def _loaded(asserted: Iterable[graph.Quad], base: Base) -> Store:
    """A store in memory that holds the ontology and what is asserted."""
    whole = Store()
    store.add(whole, asserted)
    for name, text in resources.texts("ontology", ".ttl").items():
        store.load_turtle(whole, text, str(base.graph("ontology", name)))
    return whole


def topics() -> frozenset[str]:
    """The names of the topic scheme."""
    prefix, concepts = f"{VOCABULARY_BASE}concept/topic/", Store()
    store.load_turtle(
        concepts, resources.text("ontology/concepts.ttl"), f"{VOCABULARY_BASE}graph/ontology/concepts"
    )
    subjects = {str(quad.subject).strip("<>") for quad in concepts}
    return frozenset(iri.removeprefix(prefix) for iri in subjects if iri.startswith(prefix))


def _passed(findings: list[validate.Finding], places: Mapping[URIRef, Place]) -> list[validate.Finding]:
    """The findings, if none is a violation; else BadGraph, which gives the line of the record to mend."""
    violations = [finding for finding in findings if finding.severity == validate.VIOLATION]
    if violations:
        raise BadGraph([violation(finding, places) for finding in violations])
    return findings


def violation(finding: validate.Finding, places: Mapping[URIRef, Place]) -> Problem:
    """What is wrong with the record that a finding is about, at its place."""
    iri = finding.focus
    while "/" in iri and URIRef(iri) not in places:
        iri = iri.rpartition("/")[0]
    value = f" ({finding.value})" if finding.value else ""
    wrong = Message(
        "{thing} breaks {rule}{value}", thing=compact(finding.focus), rule=finding.rule, value=value
    )
    remedy = InBoth(finding.message_en, vi=finding.message_vi)
    return Problem(places.get(URIRef(iri), Place(finding.focus)), wrong, remedy)


def _write(folder: Path, whole: Store, built: Built, made_of: Iterable[store.Input]) -> None:
    store.write_inputs(folder, made_of)
    # Oxigraph writes without holding Python's lock, so the pages are drawn at the same time.
    with ThreadPoolExecutor(max_workers=1) as pool:
        writing = pool.submit(store.write, folder, whole)
        view.draw(whole, built.findings, folder)
        writing.result()
