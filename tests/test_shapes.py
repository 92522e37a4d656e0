"""The shapes: each is named, explained, alive and known to fire alone; reviewed records conform to all of them."""

import re
from collections.abc import Callable
from pathlib import Path

import pyshacl
import pytest
from pyoxigraph import Store
from rdflib import DCTERMS, RDF, SH, SKOS, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg import graph as emission
from kg import records, resources, validate
from kg import store as storage
from kg.names import EDTF, OA, POL, SHAPE, UNIT, VOCABULARY_BASE, Base, concept, scheme
from kg.records.edtf import checked, checked_once
from kg.source import gather

FIXTURES = Path(__file__).parent / "fixtures" / "shapes"
INVALID = sorted(path.name.split(".")[1] for path in FIXTURES.glob("invalid.*.ttl"))
VALID = sorted(path.name.split(".")[1] for path in FIXTURES.glob("valid.*.ttl"))
# pySHACL adds to the graph of shapes that it is given, so what is judged by and what is looked at are two.
SHAPES, JUDGES = validate.shapes(), validate.shapes()
NAMED = sorted({s for s in SHAPES.subjects() if isinstance(s, URIRef)})
TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)
# Closed lists that a shape draws wholly: the scheme of each, by the shape.
LISTED = {
    "Document-life": "life",
    "Document-status": "status",
    "Statement-status": "status",
    "Relation-status": "status",
    "Signature-capacity": "capacity",
    "Relation-relationKind": "relation",
    "Source-medium": "medium",
    "Evidence-manner": "manner",
    "Target-comparator": "comparator",
    "Target-measure": "measure",
    "Deadline-deadlineQualifier": "qualifier",
    "Deadline-recurrence": "recurrence",
    "Assignment-role": "role",
    "DeclaredCount-countOf": "countable",
    "Finding-severity": "severity",
}


@pytest.fixture(scope="module")
def ontology() -> Store:
    store = Store()
    for name, text in resources.texts("ontology", ".ttl").items():
        storage.load_turtle(store, text, str(Base().graph("ontology", name)))
    return store


@pytest.fixture(scope="module")
def concepts() -> Graph:
    return Graph().parse(data=resources.text("ontology/concepts.ttl"), format="turtle")


@pytest.fixture(scope="module")
def asserted() -> list[emission.Quad]:
    said = records.read(gather([Path("corpus")]).records)
    return list(emission.emit(said, Base(), {}))


def fired(path: Path, ontology: Store) -> set[str]:
    """The names of the shapes that a fixture breaks."""
    graph = Graph().parse(path, format="turtle")
    quads = [(*triple, Base().graph("asserted", "fixture")) for triple in graph]
    judged = validate.judged(quads, ontology)  # type: ignore[arg-type]
    return {finding.rule for finding in validate.conform(judged, JUDGES)}


def name(shape: Node) -> str:
    return str(shape).removeprefix(str(SHAPE))


def path_terms(shape: Node) -> set[Node]:
    """The properties of a shape's path, however it is put together."""
    path = SHAPES.value(shape, SH.path)
    below = SHAPES.transitive_objects(path, None)
    return {term for term in below if isinstance(term, URIRef) and term != RDF.nil} if path else set()


def listed(shape: Node) -> set[Node]:
    head = SHAPES.value(shape, SH["in"])
    return set(Collection(SHAPES, head)) if head is not None else set()


def test_shapes_and_fixtures_are_as_many() -> None:
    assert sorted(map(name, NAMED)) == INVALID
    assert sorted(resources.names("shapes", ".ttl")) == VALID
    assert len(NAMED) > 140


@pytest.mark.parametrize("shape", INVALID)
def test_fixture_breaks_its_shape_and_no_other(shape: str, ontology: Store) -> None:
    assert fired(FIXTURES / f"invalid.{shape}.ttl", ontology) == {shape}


@pytest.mark.parametrize("family", VALID)
def test_valid_fixture_breaks_no_shape(family: str, ontology: Store) -> None:
    assert fired(FIXTURES / f"valid.{family}.ttl", ontology) == set()


def test_reviewed_records_conform_without_a_remark(asserted: list[emission.Quad], ontology: Store) -> None:
    assert validate.conform(validate.judged(asserted, ontology), JUDGES) == []


def test_shapes_hold_on_the_whole_built_graph_too(built: Path) -> None:
    """What is inferred beside what is asserted makes no shape fire, so that others can run them on the files."""
    graph = Graph().parse(built / "graph.ttl", format="turtle")
    assert validate.conform(graph, JUDGES) == []


@pytest.mark.parametrize("shape", NAMED, ids=name)
def test_shape_is_named_for_a_class_and_a_property(shape: URIRef) -> None:
    kind, _, local = name(shape).partition("-")
    assert shape.startswith(str(SHAPE))
    assert kind.isalnum()
    assert kind[0].isupper()
    classes = set(SHAPES.objects(shape, SH.targetClass))
    assert not classes or {str(c).rpartition("#")[2] for c in classes} == {kind}
    if local:
        assert (shape, RDF.type, SH.PropertyShape) in SHAPES
        terms = {str(t).rpartition("/")[2].rpartition("#")[2] for t in path_terms(shape)}
        assert local in terms


@pytest.mark.parametrize("shape", NAMED, ids=name)
def test_shape_speaks_both_languages_and_has_a_severity(shape: URIRef) -> None:
    messages = list(SHAPES.objects(shape, SH.message))
    assert sorted(str(m.language) for m in messages if isinstance(m, Literal)) == ["en", "vi"]
    assert SHAPES.value(shape, SH.severity) in {SH.Violation, SH.Warning, SH.Info}
    kinds = set(SHAPES.objects(shape, RDF.type))
    assert kinds == {SH.PropertyShape if SHAPES.value(shape, SH.path) else SH.NodeShape}


def test_messages_name_keys_that_records_have() -> None:
    """A message tells the person who mends the record which key to look at: it must be one of the format."""
    format_of_records = (FIXTURES.parents[2] / "docs" / "records.md").read_text(encoding="utf-8")
    known = set(re.findall(r"[A-Za-z_]+", format_of_records))
    named = {key for m in SHAPES.objects(None, SH.message) for key in re.findall(r"'([A-Za-z_]+)", str(m))}
    assert len(named) > 50
    assert named - known == set()


@pytest.mark.parametrize("shape", NAMED, ids=name)
def test_messages_name_the_same_keys_in_both_languages(shape: URIRef) -> None:
    keys = {frozenset(re.findall(r"'[^' ]+'", str(m))) for m in SHAPES.objects(shape, SH.message)}
    assert len(keys) == 1


def test_every_term_of_shacl_is_one() -> None:
    used = {str(t) for triple in SHAPES for t in triple if str(t).startswith(str(SH))}
    assert len(used) > 25
    assert [term for term in used if term not in SH] == []
    assert "dataType" not in SH


def test_no_shape_leaves_shacl_core() -> None:
    beyond = {SH.sparql, SH.js, SH.rule, SH.target, SH.expression, SH.select, SH.ask}
    assert {p for p in SHAPES.predicates() if p in beyond} == set()


def test_every_property_shape_is_named() -> None:
    assert {s for s in SHAPES.subjects(SH.path) if not isinstance(s, URIRef)} == set()


def test_shapes_have_targets_of_their_own() -> None:
    """Reached through `sh:property`, a shape is built anew by pySHACL for every node: four times the time."""
    aimed = {s for p in TARGETS for s in SHAPES.subjects(p)}
    assert {name(s) for s in NAMED if s not in aimed} == set()
    assert set(SHAPES.objects(None, SH.property)) == set()


def test_every_term_that_a_shape_names_is_declared(concepts: Graph) -> None:
    ours = {str(POL) + term for term in POL.__annotations__ if not term.startswith("_")}
    known = ours | {str(s) for s in concepts.subjects(SKOS.inScheme)}
    known |= {str(s) for s in concepts.subjects(RDF.type, SKOS.ConceptScheme)} | {str(EDTF)}
    for namespace in (SKOS, DCTERMS, XSD, OA, UNIT, RDF):
        known |= {str(term) for term in dir(namespace)} | {str(namespace) + term for term in dir(namespace)}
    used = {str(t) for triple in SHAPES for t in triple if isinstance(t, URIRef)}
    assert {term for term in used if not term.startswith((str(SH), str(SHAPE)))} - known == set()


def test_every_class_and_property_of_the_records_is_judged(
    asserted: list[emission.Quad], ontology: Store
) -> None:
    judged = validate.judged(asserted, ontology)
    paths = {term for shape in NAMED for term in path_terms(shape)}
    paths |= {o for p in TARGETS[1:3] for o in SHAPES.objects(None, p)}
    assert set(judged.predicates()) - paths - {RDF.type} == set()
    classes = set(SHAPES.objects(None, SH.targetClass))
    named = {quad[0] for quad in asserted if quad[1] == RDF.type}
    assert len(named) > 500
    assert {thing for thing in named if not classes & set(judged.objects(thing, RDF.type))} == set()


@pytest.mark.parametrize("shape", sorted(LISTED))
def test_a_closed_list_is_the_whole_of_its_scheme(shape: str, concepts: Graph) -> None:
    members = set(concepts.subjects(SKOS.inScheme, scheme(LISTED[shape])))
    assert members
    assert listed(SHAPE[shape]) == members


def test_units_are_those_of_qudt_and_of_the_scheme(concepts: Graph) -> None:
    members = set(concepts.subjects(SKOS.inScheme, scheme("unit")))
    assert listed(SHAPE["Target-unit"]) == members | {UNIT.PERCENT, UNIT.NUM}


def test_no_closed_list_goes_unchecked() -> None:
    assert {name(s) for s in NAMED if listed(s)} == {*LISTED, "Target-unit"}


@pytest.mark.parametrize(
    ("shape", "left_out"), [("Range-upperValue", "between"), ("Rank-unit", "rankAtMost")]
)
def test_what_holds_of_some_figures_names_all_other_comparators(
    shape: str, left_out: str, concepts: Graph
) -> None:
    inner = SHAPES.value(SHAPE[shape], SH.qualifiedValueShape)
    named = set(SHAPES.transitive_objects(inner, None))
    members = set(concepts.subjects(SKOS.inScheme, scheme("comparator")))
    assert members - named == {concept("comparator", left_out)}


def test_shapes_conform_to_the_shapes_of_shapes(shared: Path) -> None:
    suite = Graph().parse(shared / "suites" / "shacl-shacl.ttl", format="turtle")
    conforms, _, text = pyshacl.validate(SHAPES, shacl_graph=suite)
    assert conforms, text


def test_concept_lists_conform_to_the_skos_suite(shared: Path, concepts: Graph) -> None:
    suite = Graph().parse(shared / "suites" / "skos.shacl.ttl", format="turtle")
    terms = Graph().parse(shared / "suites" / "skos-definitions.ttl", format="turtle")
    conforms, _, text = pyshacl.validate(concepts, shacl_graph=suite, ont_graph=terms)
    assert conforms, text


def test_concept_lists_conform_to_our_own_shapes(concepts: Graph) -> None:
    assert len(set(concepts.subjects(RDF.type, SKOS.Concept))) > 80
    assert validate.conform(concepts, JUDGES) == []


@pytest.mark.parametrize(
    ("shape", "rule"),
    [
        ("Deadline-deadline", checked),
        ("Event-date", checked_once),
        ("Body-validFrom", checked_once),
        ("Body-validTo", checked_once),
    ],
)
@pytest.mark.parametrize("text", ["2025", "2025-10", "2025-33", "2025-02-22", "2025/2030", "2025/..", "../2030", "XXXX-01-13", "XXXX-02", "XXXX-XX-20", "XXXX-XX-32", "XXXX-XX-00", "2025-XX-20",
                                  "25", "2025-13", "2025-37", "2025-00", "2025-1", "2025-02-32", "2025-33-01", "2025/2030/2035", "../..", "XXXX", "quý I"])  # fmt: skip
def test_dates_in_shapes_and_in_records_have_one_form(
    shape: str, rule: Callable[[str], str], text: str
) -> None:
    pattern = str(SHAPES.value(SHAPE[shape], SH.pattern))
    try:
        taken = rule(text) == text
    except ValueError:
        taken = False
    assert bool(re.search(pattern, text)) == taken


def test_vocabulary_of_shapes_stays_where_it_is() -> None:
    assert str(SHAPE) == f"{VOCABULARY_BASE}shape#"
