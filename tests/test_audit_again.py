"""Auditing and judging again after a change find what auditing and judging anew find, whatever changed."""

from collections.abc import Iterable
from functools import partial
from importlib import import_module
from random import Random

import pytest
from made_up import generating
from pyoxigraph import NamedNode, Quad, Store, Triple
from pyparsing import ParseResults
from rdflib import URIRef
from rdflib.plugins.sparql.algebra import translatePName, translatePrologue, traverse
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.term import Variable

from kg import resources
from kg import store as storage
from kg.audit import audit, audit_again
from kg.errors import BadQuery
from kg.names import POL, PREFIXES, Base
from kg.query import select
from kg.reason import infer, infer_again
from kg.validate import again, examine, learn
from kg.validate.patterns import read
from kg.validate.reach import Query, foci
from kg.validate.surroundings import Surroundings, TooMany

BASE = Base()
ASSERTED = str(BASE.graph("asserted", ""))
STAGES = tuple(str(BASE.graph(stage, "")) for stage in ("asserted", "judgement"))
# Documents enough that they restate, cite and carry out one another, with an error in each third.
DOCUMENTS, RATE, ROUNDS = 40, 0.34, 12
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


def test_a_change_that_no_rule_asks_for_asks_none(made: list[Quad], monkeypatch: pytest.MonkeyPatch) -> None:
    store = whole(made)
    found, judged = audit(store), examine(store, "bulk")
    quad = next(store.quads_for_pattern(None, NamedNode(PREFIXES["dcterms"] + "identifier"), None))
    monkeypatch.setattr(import_module("kg.audit.rules"), "select", lambda *_: pytest.fail("a rule was asked"))
    monkeypatch.setattr("kg.validate.checking.select", lambda *_: pytest.fail("a check was asked"))
    assert audit_again(found, store, [quad.triple]) == found
    assert again(judged, store, [quad.triple]) == judged


def test_rules_are_asked_of_a_small_part_of_the_store(
    made: list[Quad], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of what one document's statement touches; none needs the whole."""
    store, sizes = whole(made), list[int]()
    statement = next(store.quads_for_pattern(None, NamedNode(POL.dueBy), None)).subject
    said = {quad.triple for quad in store.quads_for_pattern(statement, None, None)}

    def asked(part: Store, text: str, name: str) -> object:
        sizes.append(len(part))
        return select(part, text, name)

    monkeypatch.setattr(import_module("kg.audit.rules"), "select", asked)
    assert audit_again(audit_found := audit(store), store, said) == audit_found
    queries = len(resources.names("queries/audit", ".rq"))
    assert max(sizes[:queries]) > 10 * max(sizes[queries:])


def test_many_things_that_hang_together_are_asked_of_the_whole(
    made: list[Quad], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = whole(made)
    found, judged = audit(store), examine(store, "bulk")
    monkeypatch.setattr(import_module("kg.validate.nearby"), "MANY", 3)
    said = sorted({quad.graph_name for quad in made}, key=str)[0]
    triples = changed(store, set(store.quads_for_pattern(None, None, None, said)), set())
    assert audit_again(found, store, triples) == audit(store)
    assert again(judged, store, triples) == examine(store, "bulk")


def test_what_cannot_be_read_is_refused() -> None:
    with pytest.raises(BadQuery, match="of one step"):
        read("SELECT ?a WHERE { ?a (<urn:p>/<urn:q>)+ ?b }")


def test_a_variable_that_no_pattern_leads_to_is_asked_of_the_whole() -> None:
    query = Query(read("SELECT ?focus WHERE { ?focus <urn:p> ?a . ?b <urn:q> ?c }"), "?focus")
    triple = Triple(NamedNode("urn:x"), NamedNode("urn:q"), NamedNode("urn:y"))
    with pytest.raises(TooMany):
        foci(query, Surroundings(Store(), [triple]))


# Each query with a change, what is there besides, and the foci that it bears on.
REACHED = {
    "the other end of a link": ("?focus <urn:p> ?b . ?b <urn:q> ?c", "y q z", ["x p y", "w p v"], {"x"}),
    "what is no longer there leads on": ("?focus <urn:p> ?b . ?b <urn:q> ?c", "y q z; x p y", [], {"x"}),
    "what may not be": ("?focus <urn:p> ?b FILTER NOT EXISTS { ?b <urn:q> ?c }", "y q z", ["x p y"], {"x"}),
    "what must be there": ("?focus <urn:p> ?b FILTER EXISTS { ?b <urn:q> ?c }", "y q z", ["x p y", "v p w"], {"x"}),
    "two things of one name in filters": (
        "?focus <urn:p> ?b FILTER EXISTS { ?b <urn:q> ?c } FILTER EXISTS { ?focus <urn:r> ?c }",
        "y q z",
        ["x p y", "x r w"],
        {"x"},
    ),
    "only one side": ("{ ?focus <urn:p> ?b } UNION { ?focus <urn:q> ?b . ?b <urn:r> ?c }", "y r z", ["x p y"], set()),
    "any number of steps": ("?focus <urn:p>+ ?b . ?b <urn:q> ?c", "y p z", ["x p y", "z q v"], {"x", "y"}),
    "no step": ("?focus <urn:p>? ?b . ?b <urn:q> ?c", "x q z", ["v p x"], {"x", "v"}),
    "a kind that it must be": ("?focus <urn:p> ?b ; a <urn:C>", "x p y; v p y", ["x a C"], {"x"}),
    "another member of a group": (
        "{ SELECT ?d (MAX(STR(?s)) AS ?last) WHERE { ?s <urn:in> ?d ; <urn:at> ?l } GROUP BY ?d } BIND (IRI(?last) AS ?focus)",
        "x at l",
        ["x in d", "y in d", "y at l", "z in e", "z at l"],
        {"x", "y"},
    ),
    "a variable of a subquery is its own": (
        "{ SELECT DISTINCT ?b WHERE { ?b <urn:q> ?focus } } ?focus <urn:p> ?b",
        "y q z",
        ["x p y", "v p z"],
        {"x"},
    ),
    "a property that the query lists": ("VALUES ?p { <urn:p> <urn:q> } ?focus ?p ?b . ?b <urn:r> ?c", "y r z", ["x q y"], {"x"}),
}  # fmt: skip


@pytest.mark.parametrize("name", REACHED)
def test_a_change_bears_on_the_foci_that_patterns_lead_to(name: str) -> None:
    patterns, came, there, expected = REACHED[name]
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object) for t in map(triple_of, there))
    query = Query(read(f"SELECT ?focus WHERE {{ {patterns} }}"), "?focus")
    found = foci(query, Surroundings(store, [triple_of(said) for said in came.split("; ")]))
    assert {term.value for term in found if isinstance(term, NamedNode)} == {
        f"urn:{name}" for name in expected
    }


def triple_of(said: str) -> Triple:
    names = [PREFIXES["rdf"] + "type" if name == "a" else f"urn:{name}" for name in said.split()]
    return Triple(*map(NamedNode, names))


@pytest.mark.parametrize("name", QUERIES)
def test_the_patterns_of_a_query_are_read_as_another_reader_reads_them(name: str) -> None:
    """rdflib's: the same properties, and the same ends of what links two terms by one property."""
    properties, ends = set[str](), set[tuple[str, str, str]]()
    for subject, path, object_ in triples_of(parsed(QUERIES[name])):
        properties |= set(named(path))
        if isinstance(plain(path), URIRef):
            ends.add((shown(subject), str(plain(path)), shown(object_)))
    links = [link for branch in read(QUERIES[name]).branches for link in branch]
    assert {prop for link in links for prop, _ in link.steps} == properties
    mine = {
        (bare(link.subject), prop, bare(link.object))
        for link in links
        for prop, along in link.steps
        if along and len(link.steps) == 1 and not link.many
    }
    assert ends <= {(s, p, o) for s, p, o in mine}


def parsed(query: str) -> object:
    """rdflib's tree of a query, its prefixed names in full; its algebra would leave out filters inside EXISTS."""
    prologue, select = parseQuery(query)
    return traverse(select, visitPost=partial(translatePName, prologue=translatePrologue(prologue, None)))


def triples_of(node: object) -> Iterable[tuple[object, object, object]]:
    """The triples of a tree, wherever they stand in it."""
    if isinstance(node, dict):
        for row in node["triples"] if "triples" in node else ():  # noqa: SIM401
            yield from zip(*[iter(row)] * 3, strict=True)
        for part in node.values():
            yield from triples_of(part)
    elif isinstance(node, list | tuple | ParseResults):
        for part in node:
            yield from triples_of(part)


def named(path: object) -> Iterable[str]:
    """The properties of a path."""
    if isinstance(path, URIRef):
        yield str(path)
    for part in (
        path.values() if isinstance(path, dict) else path if isinstance(path, list | ParseResults) else ()
    ):
        yield from named(part)


def plain(path: object) -> object:
    """The one property that a path is, if it is that alone."""
    while isinstance(path, dict | list | ParseResults) and len(path) == 1:
        path = next(iter(path.values())) if isinstance(path, dict) else path[0]
    return path


def shown(term: object) -> str:
    return f"?{term}" if isinstance(term, Variable) else f"<{term}>"


def bare(end: str) -> str:
    return end.partition("#")[0] if end.startswith("?") else end
