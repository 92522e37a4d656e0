"""Reasoning: each rule gives what it should, only what is new, into the graph where it belongs."""

import shutil
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, serialize
from rdflib import RDF, Graph, URIRef

from kg import resources
from kg.names import POL, PREFIXES, Base
from kg.reason import infer
from kg.store import triples

PREFIX = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
DOC = "https://w3id.org/vnpolicy/id/document/a/2030/1"
OTHER = "https://w3id.org/vnpolicy/id/document/b/2031/2"
GIVEN = {
    "type-of-superclass": (f"<{DOC}/I> a pol:Task . pol:Task rdfs:subClassOf pol:Statement .", f"<{DOC}/I> a pol:Statement"),
    "superproperty": (f"<{DOC}> pol:implements <{OTHER}> . pol:implements rdfs:subPropertyOf pol:derivedFrom .", f"<{DOC}> pol:derivedFrom <{OTHER}>"),
    "inverse": (f"<{DOC}/I> pol:statedIn <{DOC}> . pol:states owl:inverseOf pol:statedIn .", f"<{DOC}> pol:states <{DOC}/I>"),
    "symmetric": (f"<{DOC}/event/x> pol:identifiedWith <{OTHER}/event/y> . pol:identifiedWith a owl:SymmetricProperty .", f"<{OTHER}/event/y> pol:identifiedWith <{DOC}/event/x>"),
    "transitive": (f"<{DOC}> pol:descendsFrom <{OTHER}> . <{OTHER}> pol:descendsFrom <urn:c> . pol:descendsFrom a owl:TransitiveProperty .", f"<{DOC}> pol:descendsFrom <urn:c>"),
    "group-of-part": (f"<{DOC}/I.1.a> pol:partOf <{DOC}/I.1> . <{DOC}/I.1> pol:inGroup <{DOC}/I> .", f"<{DOC}/I.1.a> pol:inGroup <{DOC}/I>"),
    "responsibility-of-role": (f"<{DOC}/I/assignment/1> pol:assignee <urn:body> ; pol:assigns <{DOC}/I> ; pol:role role:lead . role:lead pol:derives pol:leads .", f"<urn:body> pol:leads <{DOC}/I>"),
}  # fmt: skip


def store_of(turtle: str) -> Store:
    store = Store()
    store.update(
        f"{PREFIX} INSERT DATA {{ GRAPH <https://w3id.org/vnpolicy/graph/asserted/a/2030/1> {{ {turtle} }} }}"
    )
    return store


def test_every_rule_has_its_case() -> None:
    assert sorted(GIVEN) == resources.names("queries/derive", ".rq")


@pytest.mark.parametrize("rule", GIVEN)
def test_each_rule_gives_its_triple_and_nothing_else(rule: str) -> None:
    turtle, follows = GIVEN[rule]
    store = store_of(turtle)
    assert not store.query(f"{PREFIX} ASK {{ {follows} }}", use_default_graph_as_union=True)
    assert infer(store, Base()) == 1
    assert store.query(f"{PREFIX} ASK {{ {follows} }}", use_default_graph_as_union=True)
    assert infer(store, Base()) == 0


def test_what_concerns_one_document_is_inferred_into_its_own_graph() -> None:
    store = store_of(GIVEN["inverse"][0] + GIVEN["superproperty"][0])
    infer(store, Base())
    graphs = {quad.predicate.value: quad.graph_name for quad in store if "/inferred/" in str(quad.graph_name)}
    assert graphs[str(POL.states)] == NamedNode("https://w3id.org/vnpolicy/graph/inferred/a/2030/1")
    assert graphs[str(POL.derivedFrom)] == NamedNode("https://w3id.org/vnpolicy/graph/inferred/all")


def test_only_new_triples_are_inferred(store: Store) -> None:
    asserted = set(triples(store, ("asserted", "judgement", "ontology")))
    inferred = set(triples(store, ("inferred",)))
    assert inferred
    assert not asserted & inferred
    whole = Store()
    whole.extend(store)
    assert infer(whole, Base()) == 0


def facts(store: Store) -> Graph:
    graph = Graph()
    found = triples(store, ("asserted", "judgement", "inferred"))
    return graph.parse(data=serialize(found, format=RdfFormat.N_TRIPLES), format="nt")


@pytest.fixture
def java() -> None:
    if shutil.which("java") is None:
        pytest.skip("needs Java (make system)")


@pytest.mark.usefixtures("java")
def test_hermit_finds_the_reviewed_graph_consistent(store: Store) -> None:
    from kg.reason.dl import consistency

    verdict = consistency(facts(store))
    assert verdict.consistent
    assert verdict.individuals > 1000


@pytest.mark.usefixtures("java")
def test_hermit_finds_a_planted_contradiction(store: Store) -> None:
    from kg.reason.dl import consistency

    graph = facts(store)
    task = URIRef("https://w3id.org/vnpolicy/id/document/bo-chinh-tri/2024/57-nq-tw/III.1.1")
    assert (task, RDF.type, POL.Task) in graph
    graph.add((task, RDF.type, POL.Body))
    assert not consistency(graph).consistent


@pytest.mark.usefixtures("java")
def test_hermit_finds_every_class_satisfiable_and_notices_one_that_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from kg.reason.dl import consistency

    assert consistency(Graph()).unsatisfiable == ()
    impossible = Graph().parse(
        data="@prefix pol: <https://w3id.org/vnpolicy/ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
        "@prefix owl: <http://www.w3.org/2002/07/owl#> . pol:X a owl:Class ; rdfs:subClassOf pol:Task , pol:Body .",
        format="turtle",
    )
    assert consistency(impossible).unsatisfiable == ("https://w3id.org/vnpolicy/ns#X",)


def test_without_java_the_remedy_is_named(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from kg.errors import MissingTool
    from kg.reason.dl import consistency

    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingTool, match="apt-get install"):
        consistency(Graph())


def test_no_two_graphs_say_the_same_triple_as_inferred(store: Store) -> None:
    seen: set[Quad] = set()
    repeated = [
        q for q in store if "/inferred/" in str(q.graph_name) and (q.triple in seen or seen.add(q.triple))
    ]  # type: ignore[func-returns-value]
    assert repeated == []
