"""Inferring again after a change gives what inferring anew gives, the same quads in the same graphs."""

import re
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest
from made_up import generating
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg import resources
from kg import store as storage
from kg.names import POL, PREFIXES, Base
from kg.reason import Change, infer, infer_again
from kg.reason.matching import matched, terms
from kg.reason.template import FOLDER, axioms, rules
from kg.validate import learn

BASE = Base()
ASSERTED, INFERRED, AUDIT = (str(BASE.graph(stage, "")) for stage in ("asserted", "inferred", "audit"))
TYPE = NamedNode(PREFIXES["rdf"] + "type")
# Enough that documents derive from one another, few enough that inferring anew takes no time.
DOCUMENTS = 12
# The reviewed graph is the larger one.
ROUNDS = {("made", "memory"): 20, ("made", "disk"): 10, ("reviewed", "memory"): 10, ("reviewed", "disk"): 4}


@pytest.fixture(scope="module")
def made() -> list[Quad]:
    """Made-up documents and the ontology, nothing inferred; of the bodies those that are spoken of."""
    store = Store()
    storage.add(store, generating.quads(DOCUMENTS, seed=3))
    spoken = {q.object for q in store if not q.graph_name.value.endswith("/bodies")}
    for quad in list(store.quads_for_pattern(None, None, None, NamedNode(BASE.graph("asserted", "bodies")))):
        if quad.subject not in spoken:
            store.remove(quad)
    learn(store, BASE)
    return list(store)


@pytest.fixture(scope="module")
def reviewed(store: Store) -> list[Quad]:
    """What the reviewed graph holds but what was inferred of it and found in it."""
    return [quad for quad in store if not quad.graph_name.value.startswith((INFERRED, AUDIT))]


def anew(said: Iterable[Quad]) -> Store:
    store = Store()
    store.bulk_extend(said)
    infer(store, BASE)
    return store


def inferred(store: Store) -> set[Quad]:
    graphs = [graph for graph in store.named_graphs() if graph.value.startswith(INFERRED)]
    return {quad for graph in graphs for quad in store.quads_for_pattern(None, None, None, graph)}


def change(store: Store, gone: Iterable[Quad], new: Iterable[Quad]) -> Change:
    """Change what a store asserts, infer again, and hold what that says against what it did."""
    gone, new, before = set(gone), set(new), inferred(store)
    for quad in gone:
        store.remove(quad)
    store.extend(new)
    found = infer_again(store, BASE, gone, new)
    after = inferred(store)
    assert (found.came, found.went) == (after - before, before - after)
    return found


def agrees(store: Store) -> None:
    said = [quad for quad in store if not quad.graph_name.value.startswith((INFERRED, AUDIT))]
    assert inferred(store) == inferred(anew(said))


def documents(quads: Iterable[Quad]) -> dict[NamedNode, list[Quad]]:
    """The quads of each document by its graph."""
    found: dict[NamedNode, list[Quad]] = {}
    for quad in sorted(quads, key=str):
        if quad.graph_name.value.startswith(ASSERTED) and "/" in quad.graph_name.value.removeprefix(ASSERTED):
            found.setdefault(quad.graph_name, []).append(quad)
    return found


def links(said: list[Quad]) -> list[Quad]:
    return [q for q in said if isinstance(q.object, NamedNode) and q.predicate != TYPE]


def moved(quad: Quad, graph: NamedNode, other: NamedNode) -> Quad:
    """The quad as the other document would say it: in its graph, under its names."""
    here, there = (name.value.removeprefix(ASSERTED) for name in (graph, other))
    start = str(BASE.document(""))

    def renamed(term: NamedNode | Literal) -> NamedNode | Literal:
        name = term.value
        own = isinstance(term, NamedNode) and (name == start + here or name.startswith(f"{start}{here}/"))
        return NamedNode(start + there + name.removeprefix(start + here)) if own else term

    return Quad(renamed(quad.subject), quad.predicate, renamed(quad.object), other)


# Each gives what goes and what comes: of the quads that are there and of all that there were, by a seed.


def a_document_goes(now: list[Quad], _: list[Quad], random: Random) -> tuple[list[Quad], list[Quad]]:
    return random.choice(list(documents(now).values())), []


def a_document_comes(now: list[Quad], once: list[Quad], random: Random) -> tuple[list[Quad], list[Quad]]:
    there = documents(now)
    return [], random.choice([said for graph, said in documents(once).items() if graph not in there] or [[]])


def statements_change(now: list[Quad], _: list[Quad], random: Random) -> tuple[list[Quad], list[Quad]]:
    said = random.choice(list(documents(now).values()))
    gone = random.sample(said, min(5, len(said)))
    values = [quad.object for quad in links(said)] or [TYPE]
    return gone, [Quad(q.subject, q.predicate, random.choice(values), q.graph_name) for q in gone]


def a_link_of_descent_is_cut(now: list[Quad], _: list[Quad], random: Random) -> tuple[list[Quad], list[Quad]]:
    kinds = {NamedNode(POL[name]) for name in ("implements", "concretises", "disseminates", "derivedFrom")}
    found = sorted((quad for quad in now if quad.predicate in kinds), key=str)
    return (random.sample(found, 1) if found else []), []


def descent_runs_in_a_circle(now: list[Quad], _: list[Quad], random: Random) -> tuple[list[Quad], list[Quad]]:
    kind = NamedNode(POL.implements)
    found = sorted((quad for quad in now if quad.predicate == kind), key=str)
    return [], [
        Quad(q.object, kind, q.subject, q.graph_name) for q in random.sample(found, min(1, len(found)))
    ]


def a_type_changes(now: list[Quad], _: list[Quad], random: Random) -> tuple[list[Quad], list[Quad]]:
    typed = sorted(
        (q for q in now if q.predicate == TYPE and q.graph_name.value.startswith(ASSERTED)), key=str
    )
    gone = random.sample(typed, 3)
    return gone, [Quad(q.subject, TYPE, random.choice(typed).object, q.graph_name) for q in gone[1:]]


def what_follows_is_asserted(now: list[Quad], _: list[Quad], random: Random) -> tuple[list[Quad], list[Quad]]:
    follows = sorted(inferred(anew(now)), key=str)
    graph = random.choice(list(documents(now)))
    return [], [Quad(*terms(quad.triple), graph) for quad in random.sample(follows, 8)]


def two_documents_are_swapped(
    now: list[Quad], _: list[Quad], random: Random
) -> tuple[list[Quad], list[Quad]]:
    (one, first), (two, second) = random.sample(list(documents(now).items()), 2)
    came = [moved(q, one, two) for q in first] + [moved(q, two, one) for q in second]
    return first + second, came


def a_document_comes_inside_another(
    now: list[Quad], _: list[Quad], random: Random
) -> tuple[list[Quad], list[Quad]]:
    """Its id begins with the other's, as that of a document cited has, and so do names of the other's parts."""
    graph, said = random.choice(list(documents(now).items()))
    inner = random.choice(said).subject.value.partition(graph.value.removeprefix(ASSERTED) + "/")[2]
    new = NamedNode(f"{graph.value}/{inner.partition('/')[0] or 'cited'}")
    return [], [Quad(q.subject, q.predicate, q.object, new) for q in random.sample(said, min(3, len(said)))]


def literals_stand_for_things(
    now: list[Quad], _: list[Quad], random: Random
) -> tuple[list[Quad], list[Quad]]:
    gone = random.sample([quad for said in documents(now).values() for quad in links(said)], 12)
    return gone, [Quad(q.subject, q.predicate, Literal("không rõ"), q.graph_name) for q in gone]


CHANGES = (
    a_document_goes,
    a_document_comes,
    statements_change,
    a_link_of_descent_is_cut,
    descent_runs_in_a_circle,
    a_type_changes,
    what_follows_is_asserted,
    two_documents_are_swapped,
    a_document_comes_inside_another,
    literals_stand_for_things,
)


@pytest.mark.parametrize("place", ["memory", "disk"])
@pytest.mark.parametrize("said", ["made", "reviewed"])
def test_after_any_row_of_changes_the_store_is_as_inferred_anew(
    said: str, place: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    once: list[Quad] = request.getfixturevalue(said)
    store = Store() if place == "memory" else Store(str(tmp_path / "store"))
    store.bulk_extend(anew(once))
    random, came_and_went = Random(f"{said}/{place}"), [0, 0]
    for number in range(ROUNDS[said, place]):
        now = [quad for quad in store if not quad.graph_name.value.startswith((INFERRED, AUDIT))]
        gone, new = CHANGES[number % len(CHANGES)](now, once, random)
        found = change(store, gone, new)
        came_and_went = [came_and_went[0] + len(found.came), came_and_went[1] + len(found.went)]
        agrees(store)
    assert min(came_and_went) > 40


@pytest.mark.parametrize("kind", CHANGES)
def test_each_kind_of_change_changes_something_and_can_be_undone(
    kind: object, made: list[Quad], tmp_path: Path
) -> None:
    last = max(documents(made), key=str)
    once = [quad for quad in made if quad.graph_name != last]
    store = anew(once)
    before = storage.dump(store)
    gone, new = kind(once, made, Random(1))  # type: ignore[operator]
    gone, new = set(gone) - set(new), set(new) - set(gone) - set(once)
    found = change(store, gone, new)
    assert found.came or found.went
    agrees(store)
    back = change(store, new, gone)
    assert (back.came, back.went) == (found.went, found.came)
    assert storage.dump(store) == before


def test_a_document_put_back_as_it_was_changes_nothing(made: list[Quad]) -> None:
    store = anew(made)
    before = storage.dump(store)
    for said in list(documents(made).values())[:3]:
        assert infer_again(store, BASE, said, said) == Change(frozenset(), frozenset())
    assert storage.dump(store) == before


def test_a_change_of_an_axiom_is_inferred_anew(made: list[Quad]) -> None:
    store = anew(made)
    axiom = next(
        q
        for q in made
        if q.predicate.value == PREFIXES["rdfs"] + "subPropertyOf" and q.subject.value == str(POL.leads)
    )
    found = change(store, [axiom], [])
    assert {quad.predicate.value for quad in found.went} >= {str(POL.responsibleFor)}
    agrees(store)
    assert change(store, [], [axiom]).came >= found.went
    agrees(store)


def test_an_axiom_is_one_wherever_it_is_said(made: list[Quad]) -> None:
    store, graph = anew(made), NamedNode(BASE.graph("asserted", "a/2030/1"))
    links_ = NamedNode(POL.cites)
    found = change(store, [], [Quad(links_, TYPE, NamedNode(PREFIXES["owl"] + "SymmetricProperty"), graph)])
    agrees(store)
    assert found.came or not any(q.predicate == links_ for q in made)


def test_what_the_audit_found_is_no_premise_and_stays(made: list[Quad]) -> None:
    store = anew(made)
    finding = Quad(
        NamedNode("urn:finding"),
        NamedNode(POL.concerns),
        NamedNode("urn:x"),
        NamedNode(BASE.graph("audit", "validation")),
    )
    store.add(finding)
    graph = sorted(documents(made), key=str)[0]
    change(store, documents(made)[graph], [])
    assert finding in store
    store.remove(finding)
    agrees(store)


def test_so_many_changes_are_inferred_anew(made: list[Quad], monkeypatch: pytest.MonkeyPatch) -> None:
    store = anew(made)
    monkeypatch.setattr("kg.reason.again._MANY", 10)
    for said in list(documents(made).values())[:2]:
        change(store, said, [])
        agrees(store)


def test_no_rule_gives_what_axioms_are_read_from(store: Store) -> None:
    """So the rules of a store are the same before and after inference."""
    said = [rule.given for rule in rules(store) if rule.given]
    assert said
    assert not [given for given in said for axiom in axioms() if meets(axiom.terms, given.terms)]


def meets(one: Iterable[object], two: Iterable[object]) -> bool:
    return all(
        a == b or not (isinstance(a, NamedNode) and isinstance(b, NamedNode))
        for a, b in zip(one, two, strict=True)
    )


def test_all_that_a_rule_says_is_read_off_its_text() -> None:
    """What it gives, what it needs, what must be an IRI, and that only the new is told: nothing else is left of the text."""
    for name, text in resources.texts(FOLDER, ".rq").items():
        body = re.sub(r"^(#|PREFIX).*\n", "", text, flags=re.MULTILINE)
        body = re.sub(r"GRAPH \S+ \{ \S+ \S+ \S+ \}", "PATTERN", body)
        body = re.sub(r"FILTER \(isIRI\(\?\w+\)\)", "", body).replace("FILTER NOT EXISTS { PATTERN }", "")
        assert re.fullmatch(r"\s*INSERT \{ PATTERN \}\s+WHERE \{(\s+PATTERN)+\s+\}\s+", body), name


def test_a_pattern_is_matched_only_by_what_it_says() -> None:
    axiom = next(axiom for axiom in axioms() if axiom.predicate == TYPE)
    quad = Quad(NamedNode("urn:p"), TYPE, axiom.object, NamedNode("urn:g"))
    assert matched(axiom, quad.triple) == {axiom.subject.value: NamedNode("urn:p")}
    assert (
        matched(axiom, Quad(NamedNode("urn:p"), TYPE, NamedNode("urn:c"), NamedNode("urn:g")).triple) is None
    )
