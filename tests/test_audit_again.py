"""Auditing and judging again after a change find what auditing and judging anew find, whatever changed."""

from collections.abc import Iterable
from random import Random

import pytest
from made_up import generating
from pyoxigraph import NamedNode, Quad, Store, Triple
from rdflib import URIRef
from rdflib.paths import Path as PropertyPath
from rdflib.plugins.sparql import prepareQuery
from rdflib.term import Variable

from kg import resources
from kg import store as storage
from kg.audit import audit, audit_again
from kg.names import POL, PREFIXES, Base
from kg.reason import infer, infer_again
from kg.validate import again, examine, learn
from kg.validate.patterns import read

BASE = Base()
ASSERTED = str(BASE.graph("asserted", ""))
STAGES = tuple(str(BASE.graph(stage, "")) for stage in ("asserted", "judgement"))
# Documents enough that they restate, cite and carry out one another, with an error in each third.
DOCUMENTS, RATE, ROUNDS = 40, 0.34, 24
QUERIES = {
    f"{folder}/{name}": text
    for folder in ("queries/audit", "queries/audit/reading", "queries/check")
    for name, text in resources.texts(folder, ".rq").items()
}


def whole(said: Iterable[Quad]) -> Store:
    store = Store()
    store.bulk_extend(said)
    learn(store, BASE)
    infer(store, BASE)
    return store


@pytest.fixture(scope="module")
def made() -> list[Quad]:
    store = Store()
    storage.add(store, generating.quads(DOCUMENTS, seed=5, rate=RATE))
    return list(store)


@pytest.fixture(scope="module")
def reviewed(store: Store) -> list[Quad]:
    return [quad for quad in store if quad.graph_name.value.startswith(STAGES)]


def said_in(store: Store) -> list[Quad]:
    return sorted((quad for quad in store if quad.graph_name.value.startswith(STAGES)), key=str)


def changed(store: Store, gone: set[Quad], new: set[Quad]) -> set[Triple]:
    """Change a store and what follows; gives all triples that came or went."""
    for quad in gone:
        store.remove(quad)
    store.extend(new)
    inferred = infer_again(store, BASE, gone, new)
    return {quad.triple for quad in (*gone, *new, *inferred.came, *inferred.went)}


# Changes, of what is said now, by a seed: what goes and what comes.


def documents_go(said: list[Quad], random: Random) -> tuple[set[Quad], set[Quad]]:
    graph = random.choice([q.graph_name for q in said if "/" in q.graph_name.value.removeprefix(ASSERTED)])
    return {quad for quad in said if quad.graph_name == graph}, set()


def values_change(said: list[Quad], random: Random) -> tuple[set[Quad], set[Quad]]:
    """Some say what others say by the same property."""
    gone, new = set(), set()
    for quad in random.sample(said, 25):
        other = random.choice([other for other in said if other.predicate == quad.predicate])
        gone.add(quad)
        new.add(Quad(quad.subject, quad.predicate, other.object, quad.graph_name))
    return gone - new, new


def triples_go(said: list[Quad], random: Random) -> tuple[set[Quad], set[Quad]]:
    return set(random.sample(said, 40)), set()


def links_come(said: list[Quad], random: Random) -> tuple[set[Quad], set[Quad]]:
    """Of properties that rules and checks ask for, more than one."""
    names = (
        "restates",
        "cites",
        "partOf",
        "product",
        "dueBy",
        "assignee",
        "horizon",
        "number",
        "amends",
        "life",
        "issuedBy",
    )
    wanted = {NamedNode(POL[name]) for name in names} | {NamedNode(PREFIXES["dcterms"] + "issued")}
    asked = [quad for quad in said if quad.predicate in wanted]
    pairs = [(random.choice(asked), random.choice(asked)) for _ in range(400)]
    same = [(one, other) for one, other in pairs if one.predicate == other.predicate]
    return set(), {Quad(one.subject, one.predicate, other.object, one.graph_name) for one, other in same}


CHANGES = (documents_go, values_change, triples_go, links_come)


@pytest.mark.parametrize("said", ["made", "reviewed"])
def test_after_each_of_many_changes_all_is_found_as_anew(said: str, request: pytest.FixtureRequest) -> None:
    first: list[Quad] = request.getfixturevalue(said)
    store = whole(first)
    found, judged = audit(store), examine(store, "bulk")
    before, seen, random = set(found) | set(judged), set[str](), Random(said)
    for number in range(ROUNDS if said == "made" else len(CHANGES)):
        now = said_in(store)
        gone, new = CHANGES[number % len(CHANGES)](now, random)
        # Each second change is taken back, so that as much comes as goes.
        for come, go in ((new, gone), (gone, new))[: 1 + number % 2]:
            triples = changed(store, go - come, come - go)
            found = audit_again(found, store, triples)
            judged = again(judged, store, triples)
            assert found == audit(store), CHANGES[number % len(CHANGES)].__name__
            assert judged == examine(store, "bulk"), CHANGES[number % len(CHANGES)].__name__
            seen |= {finding.rule for finding in {*found, *judged} ^ before}
    assert len(seen) > (25 if said == "made" else 15), sorted(seen)


def test_only_the_rules_that_a_change_may_concern_are_asked(
    made: list[Quad], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = whole(made)
    quad = next(iter(store.quads_for_pattern(None, NamedNode(POL.recurrence), None)), None) or made[0]
    store.remove(quad)
    monkeypatch.setattr("kg.validate.nearby.check", lambda *_: pytest.fail("no check asks for recurrence"))
    monkeypatch.setattr(
        "kg.audit.rules.run", lambda *_: pytest.fail("the whole store was asked"), raising=True
    )
    assert audit_again([], store, []) == []


@pytest.mark.parametrize("name", QUERIES)
def test_the_patterns_of_a_query_are_read_as_another_reader_reads_them(name: str) -> None:
    """rdflib's: the same properties, and the same ends of what links two terms by one property."""
    properties, ends = set[str](), set[tuple[str, str, str]]()
    for subject, path, object_ in triples_of(prepareQuery(QUERIES[name]).algebra):
        properties |= set(named(path))
        if isinstance(path, URIRef):
            ends.add((shown(subject), str(path), shown(object_)))
    links = [link for branch in read(QUERIES[name]).branches for link in branch]
    assert {prop for link in links for prop, _ in link.steps} == properties
    mine = {
        (bare(link.subject), prop, bare(link.object))
        for link in links
        for prop, along in link.steps
        if along and len(link.steps) == 1 and not link.many
    }
    assert ends <= {(s, p, o) for s, p, o in mine}


def triples_of(node: object) -> Iterable[tuple[object, object, object]]:
    """The triples of an algebra, wherever they stand in it."""
    if isinstance(node, dict):
        yield from node.get("triples", [])
        for part in node.values():
            yield from triples_of(part)
    elif isinstance(node, list | tuple):
        for part in node:
            yield from triples_of(part)


def named(path: object) -> Iterable[str]:
    if isinstance(path, URIRef):
        yield str(path)
    for part in getattr(path, "args", [getattr(path, "arg", getattr(path, "path", None))]):
        if isinstance(part, URIRef | PropertyPath):
            yield from named(part)


def shown(term: object) -> str:
    return f"?{term}" if isinstance(term, Variable) else f"<{term}>"


def bare(end: str) -> str:
    return end.partition("#")[0] if end.startswith("?") else end
