"""Reasoning: each rule gives what it should, only what is new, into the graph where it belongs."""

import shutil
from pathlib import Path

import pytest
from pyoxigraph import (
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse_query_results,
    serialize,
)
from rdflib import RDF, Dataset, Graph, URIRef

from kg import resources
from kg.names import POL, PREFIXES, Base
from kg.reason import infer
from kg.reason.strata import key, strata
from kg.reason.template import rules
from kg.store import triples

PREFIX = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
DOC = "https://w3id.org/vnpolicy/id/document/a/2030/1"
OTHER = "https://w3id.org/vnpolicy/id/document/b/2031/2"
ASSERTED = "https://w3id.org/vnpolicy/graph/asserted/a/2030/1"
GIVEN = {
    "type-of-superclass": (f"<{DOC}/I> a pol:Task . pol:Task rdfs:subClassOf pol:Statement .", f"<{DOC}/I> a pol:Statement"),
    "type-of-domain": (f"<{DOC}/I> pol:locator 'I' . pol:locator rdfs:domain pol:Statement .", f"<{DOC}/I> a pol:Statement"),
    "type-of-range": (f"<{DOC}/I> pol:partOf <{DOC}/II> . pol:partOf rdfs:range pol:Statement .", f"<{DOC}/II> a pol:Statement"),
    "superproperty": (f"<{DOC}> pol:implements <{OTHER}> . pol:implements rdfs:subPropertyOf pol:derivedFrom .", f"<{DOC}> pol:derivedFrom <{OTHER}>"),
    "inverse": (f"<{DOC}/I> pol:states <{DOC}> . pol:states owl:inverseOf pol:statedIn .", f"<{DOC}> pol:statedIn <{DOC}/I>"),
    "inverse-back": (f"<{DOC}/I> pol:statedIn <{DOC}> . pol:states owl:inverseOf pol:statedIn .", f"<{DOC}> pol:states <{DOC}/I>"),
    "symmetric": (f"<{DOC}/event/x> pol:identifiedWith <{OTHER}/event/y> . pol:identifiedWith a owl:SymmetricProperty .", f"<{OTHER}/event/y> pol:identifiedWith <{DOC}/event/x>"),
    "transitive": (f"<{DOC}> pol:descendsFrom <{OTHER}> . <{OTHER}> pol:descendsFrom <urn:c> . pol:descendsFrom a owl:TransitiveProperty .", f"<{DOC}> pol:descendsFrom <urn:c>"),
    "chain": (f"<{DOC}/I.1.a> pol:partOf <{DOC}/I.1> . <{DOC}/I.1> pol:inGroup <{DOC}/I> .", f"<{DOC}/I.1.a> pol:inGroup <{DOC}/I>"),
    "responsibility-of-role": (f"<{DOC}/I/assignment/1> pol:assignee <urn:body> ; pol:assigns <{DOC}/I> ; pol:role role:lead . role:lead pol:derives pol:leads .", f"<urn:body> pol:leads <{DOC}/I>"),
}  # fmt: skip


def store_of(turtle: str) -> Store:
    store = Store()
    store.update(f"{PREFIX} INSERT DATA {{ GRAPH <{ASSERTED}> {{ {turtle} }} }}")
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
    store = store_of(GIVEN["inverse-back"][0] + GIVEN["superproperty"][0])
    infer(store, Base())
    graphs = {quad.predicate.value: quad.graph_name for quad in store if "/inferred/" in str(quad.graph_name)}
    assert graphs[str(POL.states)] == NamedNode("https://w3id.org/vnpolicy/graph/inferred/a/2030/1")
    assert graphs[str(POL.derivedFrom)] == NamedNode("https://w3id.org/vnpolicy/graph/inferred/all")


def test_every_inferred_graph_is_of_a_document_with_records_or_spans_documents(store: Store) -> None:
    """What is inferred of a document that is only mentioned has no graph of its own, nor one of its issuer."""
    graphs = {graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode)}
    asserted = {graph.partition("/graph/asserted/")[2] for graph in graphs if "/graph/asserted/" in graph}
    inferred = {graph.partition("/graph/inferred/")[2] for graph in graphs if "/graph/inferred/" in graph}
    assert {"bo-chinh-tri/2024/57-nq-tw", "all"} <= inferred
    assert inferred - asserted == {"all"}


# rdflib warns of its own use of what it deprecates.
@pytest.mark.filterwarnings("ignore:Dataset.:DeprecationWarning")
@pytest.mark.parametrize("rule", GIVEN)
def test_each_rule_gives_the_same_on_another_sparql_engine(rule: str) -> None:
    turtle, _ = GIVEN[rule]
    other = Other()
    other.update(f"{PREFIX} INSERT DATA {{ GRAPH <{ASSERTED}> {{ {turtle} }} }}")
    embedded = store_of(turtle)
    assert infer(other, Base()) == infer(embedded, Base()) == 1
    assert {(str(s), str(o), str(g)) for s, _, o, g in other.dataset.quads()} == {
        (q.subject.value, q.object.value, q.graph_name.value) for q in embedded
    }


class Other:
    """rdflib's SPARQL engine in the place of a server, answering as a server does."""

    def __init__(self) -> None:
        self.dataset = Dataset()

    def query(self, query: str, /) -> QuerySolutions | QueryBoolean | QueryTriples:
        answer = self.dataset.query(query).serialize(format="json")
        assert answer
        return parse_query_results(answer, format=QueryResultsFormat.JSON)

    def update(self, update: str, /) -> None:
        self.dataset.update(update)


def owner(iri: str, documents: list[str]) -> list[str]:
    """The document that a thing belongs to, `all` if it has no records, as a list of one or none: said again in plain Python."""
    name = iri.removeprefix("https://w3id.org/vnpolicy/id/document/")
    if name == iri:
        return []
    return [max((d for d in documents if f"{name}/".startswith(f"{d}/")), key=len, default="all")]


def test_ids_of_any_length_and_inside_one_another_have_graphs_of_their_own() -> None:
    documents = ["a/2030/1", "a/2030/1/cited/x", "a/2030/1/cited/x/y/z", "b/2031/2", "c/d/2032/3"]
    homes = [f"https://w3id.org/vnpolicy/id/document/{d}" for d in documents]
    things = [thing for home in homes for thing in (home, f"{home}/I.1", f"{home}/I/evidence/s/1")]
    things += [
        f"{homes[0]}0/I",
        f"{homes[0]}/cited/other/I",
        "https://w3id.org/vnpolicy/id/document/q/1/2",
        "urn:body",
    ]
    store = Store()
    store.update(f"{PREFIX} INSERT DATA {{ GRAPH <urn:axioms> {{ pol:states owl:inverseOf pol:statedIn }} }}")
    for document in documents:
        store.add(
            Quad(
                NamedNode("urn:s"),
                NamedNode("urn:p"),
                NamedNode("urn:o"),
                NamedNode(Base().graph("asserted", document)),
            )
        )
    pairs = [(one, two) for one in things for two in things]
    graph = NamedNode(ASSERTED)
    store.extend(Quad(NamedNode(one), NamedNode(POL.states), NamedNode(two), graph) for one, two in pairs)
    assert infer(store, Base()) == len(pairs)
    for one, two in pairs:
        found = [
            q.graph_name.value
            for q in store.quads_for_pattern(NamedNode(two), NamedNode(POL.statedIn), NamedNode(one))
        ]
        owners = set(owner(one, documents) + owner(two, documents))
        assert found == [str(Base().graph("inferred", owners.pop() if len(owners) == 1 else "all"))], (
            one,
            two,
        )


@pytest.mark.filterwarnings("ignore:Dataset.:DeprecationWarning")
def test_a_literal_where_a_thing_should_be_becomes_no_subject() -> None:
    axioms = "pol:states owl:inverseOf pol:statedIn . pol:statedIn rdfs:range pol:Document . pol:identifiedWith a owl:SymmetricProperty ."
    turtle = (
        f"<{DOC}/I> pol:statedIn 'nowhere' ; pol:states 'nothing' ; pol:identifiedWith 'nobody' . {axioms}"
    )
    other = Other()
    other.update(f"{PREFIX} INSERT DATA {{ GRAPH <{ASSERTED}> {{ {turtle} }} }}")
    assert infer(store_of(turtle), Base()) == infer(other, Base()) == 0


def test_a_circle_of_descent_comes_to_an_end() -> None:
    ring = " ".join(f"<urn:{n}> pol:descendsFrom <urn:{(n + 1) % 7}> ." for n in range(7))
    store = store_of(f"{ring} pol:descendsFrom a owl:TransitiveProperty .")
    assert infer(store, Base()) == 7 * 7 - 7
    assert infer(store, Base()) == 0


def test_the_graph_where_triples_wait_is_gone_even_if_a_run_was_stopped() -> None:
    turtle, _ = GIVEN["inverse"]
    store, waiting = store_of(turtle), NamedNode(Base().graph("inferred", "new"))
    store.add(Quad(NamedNode("urn:left"), NamedNode("urn:by"), NamedNode("urn:another"), waiting))
    assert infer(store, Base()) == 1
    assert waiting not in set(store.named_graphs())
    assert not list(store.quads_for_pattern(NamedNode("urn:left"), None, None))


def test_rules_wait_for_those_that_give_what_they_need(store: Store) -> None:
    order = strata(rules(store))
    at = {rule: number for number, stratum in enumerate(order) for rule in stratum.rules}
    assert len(at) == len(rules(store)) > 250
    for rule, number in at.items():
        assert rule.given
        late = {key(p) for p in rule.needed} & {key(r.given) for r, n in at.items() if n > number and r.given}
        assert late == set(), rule.name
    assert any(stratum.recursive for stratum in order)
    assert not all(stratum.recursive for stratum in order)


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
