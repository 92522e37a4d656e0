"""Complete reasoners agree: owlrl and HermiT find what the rules find, and nothing more, on reviewed and on made-up documents."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from made_up import generating
from owlrl import DeductiveClosure, OWLRL_Semantics
from pyoxigraph import RdfFormat, Store, serialize
from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.term import Node

from kg import resources
from kg import store as storage
from kg.names import POL, Base
from kg.pipeline import build
from kg.reason import infer
from kg.reason.dl import ontology
from kg.reason.template import rules
from kg.store import open_build, triples

ROOT = Path(__file__).parent.parent
OUR_OWN_RULES = {"responsibility-of-role"}
# About ten thousand triples.
DOCUMENTS = 50

LISTS = {RDF.first, RDF.rest}
# The properties that axioms are said with.
AXIOMS = {
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    RDFS.domain,
    RDFS.range,
    OWL.inverseOf,
    OWL.propertyChainAxiom,
    OWL.members,
    *LISTS,
}

Triples = set[tuple[Node, Node, Node]]


@pytest.fixture(scope="module")
def made() -> Store:
    """The store of made-up documents, with the ontology and what follows."""
    store = Store()
    storage.add(store, generating.quads(DOCUMENTS, seed=7))
    for name, text in resources.texts("ontology", ".ttl").items():
        storage.load_turtle(store, text, str(Base().graph("ontology", name)))
    assert infer(store, Base()) > 4000
    return store


@dataclass(frozen=True, slots=True)
class Case:
    """A graph as reasoners are given it, and what of ours stands in it when the rules have run."""

    said: Graph
    mine: Triples


@pytest.fixture(scope="module")
def reviewed_case(store: Store) -> Case:
    return case(store)


@pytest.fixture(scope="module")
def made_case(made: Store) -> Case:
    return case(made)


def case(store: Store) -> Case:
    return Case(given(store), ours(graph(store, "asserted", "judgement", "inferred")))


def graph(store: Store, *stages: str) -> Graph:
    """What stages say by our properties and of classes.

    Others' properties (labels, dates, topics, selectors) are left out: no axiom speaks of them, so nothing follows from them.
    """
    home, typed = str(POL), str(RDF.type)
    said = [
        t for t in triples(store, stages) if t.predicate.value == typed or t.predicate.value.startswith(home)
    ]
    return Graph().parse(data=serialize(said, format=RdfFormat.N_TRIPLES), format="nt")


def ours(found: Graph) -> Triples:
    """The triples whose property or class is in our vocabulary.

    What holds of everything (that it is owl:Thing, owl:sameAs itself) and what owlrl says of terms (that a class is below itself)
    has properties and classes of others, so nothing needs to be excepted.
    """
    home = str(POL)
    return {
        (s, p, o)
        for s, p, o in found
        if str(p).startswith(home) or (p == RDF.type and str(o).startswith(home))
    }


def given(store: Store) -> Graph:
    """What a reasoner is given: what records and reviewers say, with what follows from roles, which no OWL axiom says."""
    said = graph(store, "asserted", "judgement")
    derived = dict(ontology().subject_objects(POL.derives))
    for assignment, role in list(said.subject_objects(POL.role)):
        for body in said.objects(assignment, POL.assignee):
            for task in said.objects(assignment, POL.assigns):
                said.add((body, derived[role], task))
    return said


class Unreflexive(OWLRL_Semantics):  # type: ignore[misc]
    """OWL 2 RL but for eq-ref, which takes half of the time: that each term is itself gives nothing else."""

    def _equality(self, triple: tuple[Node, Node, Node], cycle_num: int) -> None:
        if OWL.sameAs in triple or OWL.AllDifferent in triple:
            super()._equality(triple, cycle_num)


def owlrl_closure(said: Graph, *, whole_semantics: bool = False) -> Graph:
    """`whole_semantics` adds eq-ref and what owlrl holds of OWL's own terms, which takes three times as long."""
    # rdflib's plain store: of one graph there are no contexts to keep, and it is faster by a fifth.
    whole = Graph(store="SimpleMemory")
    whole += said
    for triple in ontology():
        if triple[1] in AXIOMS or triple[1] in {RDF.type, POL.derives}:
            whole.add(triple)
    DeductiveClosure(
        OWLRL_Semantics if whole_semantics else Unreflexive,
        rdfs_closure=False,
        axiomatic_triples=whole_semantics,
        datatype_axioms=False,
    ).expand(whole)
    return whole


def agrees(case: Case) -> None:
    theirs, mine = ours(owlrl_closure(case.said)), case.mine | ours(ontology())
    assert (mine - theirs, theirs - mine) == (set(), set())
    assert len(mine) > len(ours(case.said)) + 2000


def test_owlrl_finds_the_same_in_the_reviewed_graph(reviewed_case: Case) -> None:
    agrees(reviewed_case)


def test_owlrl_finds_the_same_in_made_up_documents(made: Store, made_case: Case) -> None:
    assert 9_000 < len(triples(made, ("asserted", "judgement"))) < 12_000
    agrees(made_case)


def test_what_owlrl_holds_of_owl_and_of_each_term_itself_gives_nothing_of_ours() -> None:
    few = Store()
    # Indicators, more than so few documents have targets, are left out.
    storage.add(few, (quad for quad in generating.quads(4, seed=7) if not quad[3].endswith("/indicators")))
    plain, more = (owlrl_closure(given(few), whole_semantics=whole) for whole in (False, True))
    assert len(more) > len(plain) + 100
    assert ours(more) == ours(plain)


@pytest.mark.parametrize("documents", ["reviewed_case", "made_case"])
def test_hermit_finds_no_more_links(documents: str, request: pytest.FixtureRequest) -> None:
    """It knows of no role, and reasons on the links that roles give as on any others; inconsistency would be an error."""
    if shutil.which("java") is None:
        pytest.skip("needs Java (make system)")
    from kg.reason.dl import values

    case: Case = request.getfixturevalue(documents)
    theirs = {triple for triple in values(case.said) if str(triple[1]).startswith(str(POL))}
    assert theirs - case.mine == set()
    links = {t for t in case.said if str(t[1]).startswith(str(POL)) and isinstance(t[2], URIRef)}
    assert len(theirs) > len(links) + 500


def test_every_axiom_of_the_ontology_is_one_that_a_rule_reads() -> None:
    """A new kind of axiom needs a rule: none may be silently without effect."""
    kinds = {
        OWL.TransitiveProperty,
        OWL.SymmetricProperty,
        OWL.AsymmetricProperty,
        OWL.IrreflexiveProperty,
        OWL.AllDisjointClasses,
    }
    declared = {OWL.Ontology, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
    described = {
        OWL.imports,
        OWL.versionIRI,
        OWL.versionInfo,
        RDFS.label,
        RDFS.comment,
        RDFS.isDefinedBy,
        RDFS.seeAlso,
    }
    homes = (str(OWL), str(RDFS))
    used = {p for p in ontology().predicates() if str(p).startswith(homes)}
    typed = {o for o in ontology().objects(None, RDF.type) if str(o).startswith(homes)}
    assert used - described == AXIOMS - LISTS
    assert typed - declared == kinds


def test_every_rule_has_an_axiom_in_the_ontology(store: Store) -> None:
    for folder in ("queries/derive", "queries/derive/clash"):
        assert {rule.name for rule in rules(store, folder)} == set(resources.names(folder, ".rq"))
        assert resources.names(folder, ".rq") == resources.names(f"{folder}/axiom", ".rq")
    assert set(resources.names("queries/derive", ".rq")) > OUR_OWN_RULES


def test_made_up_records_build_into_the_quads_that_are_made_directly(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    for name, text in generating.records(20, seed=3):
        (tmp_path / "records" / name).write_text(text, encoding="utf-8")
    build([tmp_path / "records"], tmp_path / "build")
    built = open_build(tmp_path / "build")
    direct = Store()
    storage.add(direct, generating.quads(20, seed=3))
    asserted = {q for q in built if "/asserted/" in q.graph_name.value or "/judgement/" in q.graph_name.value}
    assert asserted == set(direct)
    assert 150 * 20 < len(asserted) < 250 * 20
