"""The ontology: every term is explained, used and known to the code; the whole is OWL 2 RL and loads in owlready2."""

import re
from io import BytesIO
from pathlib import Path

import owlready2
import pytest
from pyoxigraph import NamedNode, Store
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef

from kg import resources
from kg.names import POL
from kg.records.kinds import BodyKind, DocumentType, RelationKind, Role, StatementKind

ROOT = Path(__file__).parent.parent
VANN = Namespace("http://purl.org/vocab/vann/")
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    graph = Graph()
    for text in resources.texts("ontology", ".ttl").values():
        graph.parse(data=text, format="turtle")
    return graph


@pytest.fixture(scope="module")
def terms(ontology: Graph) -> set[URIRef]:
    found = {s for kind in KINDS for s in ontology.subjects(RDF.type, kind) if isinstance(s, URIRef)}
    return {term for term in found if term.startswith(str(POL))}


def name(term: URIRef) -> str:
    return term.removeprefix(str(POL))


def languages(graph: Graph, subject: URIRef, predicate: URIRef) -> set[str | None]:
    return {o.language for o in graph.objects(subject, predicate) if isinstance(o, Literal)}


def test_the_code_knows_exactly_the_terms_of_the_ontology(terms: set[URIRef]) -> None:
    listed = {term for term in POL.__annotations__ if not term.startswith("_")}
    assert listed == {name(term) for term in terms}


def test_a_misspelt_term_fails() -> None:
    with pytest.raises(AttributeError):
        _ = POL.leeds


def test_every_term_has_label_definition_and_example(ontology: Graph, terms: set[URIRef]) -> None:
    assert len(terms) > 120
    for term in terms:
        assert languages(ontology, term, RDFS.label) == {"vi", "en"}, term
        assert languages(ontology, term, SKOS.definition) == {"vi", "en"}, term
        assert (term, SKOS.example, None) in ontology, term
        assert (term, RDFS.isDefinedBy, URIRef("https://w3id.org/vnpolicy/ns")) in ontology, term


def test_no_definition_is_circular(ontology: Graph, terms: set[URIRef]) -> None:
    for term in terms:
        for label in ontology.objects(term, RDFS.label):
            for definition in ontology.objects(term, SKOS.definition):
                if label.language == definition.language == "en":  # type: ignore[attr-defined]
                    assert not re.match(
                        rf"(a|an|the)?\s*{re.escape(str(label))}\b", str(definition), re.IGNORECASE
                    ), term


def test_every_term_is_used(ontology: Graph, terms: set[URIRef], store: Store) -> None:
    """In the reviewed graph, by the code that writes it, or by a query or shape; a kind of record is used by its name."""
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for folder, pattern in (("kg", "*.py"), ("queries", "*.rq"), ("shapes", "*.ttl"))
        for path in sorted((ROOT / folder).rglob(pattern))
        if path.name != "names.py"
    )
    listed = {kind for listing in (BodyKind, DocumentType, StatementKind) for kind in listing.__args__}
    derived = {name(term) for term in ontology.objects(None, POL.derives) if isinstance(term, URIRef)}
    stated = {
        name(URIRef(iri.value))
        for quad in store
        for iri in (quad.predicate, quad.object)
        if isinstance(iri, NamedNode)
    }
    coded = {name(term) for term in terms if re.search(rf"(POL\.|pol:){name(term)}\b", code)}
    assert {name(term) for term in terms} - listed - derived - stated - coded == set()


def test_the_header_is_complete(ontology: Graph) -> None:
    header = URIRef("https://w3id.org/vnpolicy/ns")
    for predicate in (DCTERMS.title, DCTERMS.description):
        assert languages(ontology, header, predicate) == {"vi", "en"}
    for predicate in (
        DCTERMS.creator,
        DCTERMS.license,
        DCTERMS.issued,
        DCTERMS.modified,
        OWL.versionIRI,
        OWL.versionInfo,
    ):
        assert (header, predicate, None) in ontology
    assert ontology.value(header, VANN.preferredNamespacePrefix) == Literal("pol")
    assert str(ontology.value(header, VANN.preferredNamespaceUri)) == str(POL)


@pytest.mark.parametrize("file", ["policy", "concepts", "alignments"])
def test_only_axioms_have_blank_nodes(file: str) -> None:
    graph = Graph().parse(data=resources.text(f"ontology/{file}.ttl"), format="turtle")
    assert [triple for triple in graph if any(isinstance(term, BNode) for term in triple)] == []


def test_every_concept_is_explained(ontology: Graph) -> None:
    concepts = set(ontology.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) > 80
    for concept in concepts:
        assert isinstance(concept, URIRef)
        assert languages(ontology, concept, SKOS.prefLabel) == {"vi", "en"}, concept
        assert languages(ontology, concept, SKOS.definition) == {"vi", "en"}, concept
        assert (concept, SKOS.inScheme, None) in ontology, concept


def test_records_and_concepts_name_the_same_roles_and_relations(ontology: Graph) -> None:
    for scheme, listing in (("role", Role), ("relation", RelationKind)):
        home = URIRef(f"https://w3id.org/vnpolicy/concept/{scheme}")
        names = {str(c).removeprefix(f"{home}/") for c in ontology.subjects(SKOS.inScheme, home)}
        assert names == set(listing.__args__)
        assert all((URIRef(f"{home}/{n}"), POL.derives, None) in ontology for n in names)


def test_records_and_ontology_name_the_same_kinds(ontology: Graph) -> None:
    def below(root: URIRef) -> set[str]:
        return {name(c) for c in ontology.transitive_subjects(RDFS.subClassOf, root)} - {name(root)}  # type: ignore[arg-type]

    assert below(POL.Document) == set(DocumentType.__args__) - {"Document"}
    assert below(POL.Statement) == set(StatementKind.__args__)
    assert below(POL.Body) - {"Organisation"} == set(BodyKind.__args__)


def test_nothing_leaves_owl_2_rl(ontology: Graph) -> None:
    """OWL 2 RL (https://www.w3.org/TR/owl2-profiles/#OWL_2_RL): no class is a restriction, a complement or a union here."""
    outside = {OWL.someValuesFrom, OWL.allValuesFrom, OWL.minCardinality, OWL.cardinality, OWL.maxCardinality, OWL.hasSelf,
               OWL.unionOf, OWL.complementOf, OWL.oneOf, OWL.disjointUnionOf, OWL.hasKey}  # fmt: skip
    assert set(ontology.predicates()) & outside == set()
    assert not set(ontology.subjects(RDF.type, OWL.ReflexiveProperty))
    for declared in ontology.subjects(RDF.type, OWL.TransitiveProperty):
        kinds = set(ontology.objects(declared, RDF.type))
        assert not kinds & {OWL.FunctionalProperty, OWL.IrreflexiveProperty, OWL.AsymmetricProperty}


def test_owlready2_loads_every_class_and_property(ontology: Graph, terms: set[URIRef]) -> None:
    copy = Graph()
    copy += ontology
    copy.remove((None, OWL.imports, None))
    world = owlready2.World()
    loaded = world.get_ontology("https://w3id.org/vnpolicy/ns").load(
        fileobj=BytesIO(copy.serialize(format="nt", encoding="utf-8"))
    )
    found = {entity.iri for entity in [*loaded.classes(), *loaded.properties()]}
    assert {str(term) for term in terms} <= found
