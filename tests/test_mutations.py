"""Every constraint of every shape and every check is alive: a change of the valid graph that breaks it is caught by it, where it is."""

from collections.abc import Callable
from pathlib import Path

import mutations
import pytest
from mutations import BREAKS, Change, Mutation, constraints, ground, made, reviewed, undone
from pyoxigraph import Literal, NamedNode, Triple
from rdflib import DCTERMS, SH, SKOS, Graph
from rdflib.term import Node

from kg.names import EDTF, OA, POL, SHAPE, Base, concept
from kg.validate import Finding, again, check, checks, facts, judge, shapes
from kg.validate.again import concerned
from kg.validate.bulk import judge_nodes
from kg.validate.facts import TYPE, Facts, Term
from kg.validate.rules import own_sight

SHAPES = shapes()
CONSTRAINTS = constraints(SHAPES)
_MADE: dict[tuple[Node, Node], int] = {}


@pytest.fixture(scope="module")
def valid(built: Path) -> Facts:
    return ground(built)


def named(constraint: tuple[Node, Node]) -> str:
    shape, demand = constraint
    return f"{str(shape).removeprefix(str(SHAPE))}-{str(demand).removeprefix(str(SH))}"


def found(seen: Facts, change: Change) -> set[tuple[str, str, str]]:
    """The rule, the component and the focus of all that shapes find where a change is made, in all that it concerns."""
    gone, new = made(seen, [change])
    try:
        nodes = concerned(facts(seen.store), change.gone | change.new, own_sight())
        return {(finding.rule, finding.component, finding.focus) for finding in judge_nodes(seen, nodes)}
    finally:
        undone(seen, gone, new)


def shown(node: Term) -> str:
    return node.value if isinstance(node, NamedNode) else str(node)


def test_what_is_mutated_is_valid(valid: Facts) -> None:
    assert judge.judge(valid) == []


def test_every_kind_of_constraint_has_its_mutation() -> None:
    assert {str(demand) for _, demand in CONSTRAINTS} == {str(demand) for demand in BREAKS}
    assert len(CONSTRAINTS) > 340


@pytest.mark.parametrize("constraint", CONSTRAINTS, ids=named)
def test_what_breaks_a_constraint_is_caught_by_it(constraint: tuple[Node, Node], valid: Facts) -> None:
    derived: list[Mutation] = mutations.mutations(*constraint, SHAPES, valid)
    _MADE[constraint] = len(derived)
    assert derived, (
        "no change of the valid graph breaks this constraint; give it one, or a valid fixture to change"
    )
    for mutation in derived:
        expected = mutation.shape, mutation.component, shown(mutation.change.focus)
        assert expected in found(valid, mutation.change), str(mutation)


def test_a_constraint_that_never_fires_is_noticed(valid: Facts) -> None:
    """A pattern that lets everything pass stands for a shape that is dead."""
    dead = Graph()
    for triple in SHAPES:
        dead.add(triple)
    shape = SHAPE["Assignment-role"]
    dead.remove((shape, SH["in"], None))
    assert (shape, SH["in"]) not in constraints(dead)
    dead.add((shape, SH.lessThan, POL.deadline))
    assert (shape, SH.lessThan) in constraints(dead)
    derived = mutations.mutations(shape, SH.lessThan, dead, valid)
    assert all((m.shape, m.component, shown(m.change.focus)) not in found(valid, m.change) for m in derived)


# Checks: what to change in the reviewed graph, and where that must be found.

BASE = Base()
RESOLUTION = BASE.document("bo-chinh-tri/2024/57-nq-tw")


@pytest.fixture(scope="module")
def records(built: Path) -> Facts:
    return reviewed(built)


def iri(term: object) -> NamedNode:
    return term if isinstance(term, NamedNode) else NamedNode(str(term))


def of(seen: Facts, subject: Term, predicate: Node) -> Term:
    """The value of a property that has one."""
    return min((t.object for t in seen.said(subject, iri(predicate))), key=str)


def links(seen: Facts, predicate: Node, part: object = "") -> list[Triple]:
    """The links of a property whose subject's IRI begins so."""
    return sorted((t for t in seen.linking(iri(predicate)) if str(t.subject).startswith(f"<{part}")), key=str)


def replaced(seen: Facts, subject: Term, predicate: Node, value: Term) -> Change:
    """One property of a thing, given another value."""
    return Change(
        subject,
        frozenset(seen.said(subject, iri(predicate))),
        frozenset({Triple(subject, iri(predicate), value)}),
    )


def added(subject: Term, predicate: Node, value: Term) -> Change:
    return Change(subject, new=frozenset({Triple(subject, iri(predicate), value)}))


def assignment_of_other_document(seen: Facts) -> Change:
    own, other = (
        links(seen, POL.assigns, RESOLUTION)[0],
        links(seen, POL.assigns, BASE.document("chinh-phu"))[0],
    )
    return replaced(seen, own.subject, POL.assigns, other.object)


def assignment_reporting_to_itself(seen: Facts) -> Change:
    link = links(seen, POL.assignee, RESOLUTION)[0]
    return added(link.subject, POL.reportsTo, link.object)


def assignment_twice(seen: Facts) -> Change:
    link = links(seen, POL.assigns, RESOLUTION)[0]
    again = iri(f"{link.object.value}/assignment/99")
    said = {Triple(again, iri(p), of(seen, link.subject, p)) for p in (POL.assigns, POL.assignee, POL.role)}
    return Change(link.subject, new=frozenset({*said, Triple(again, TYPE, iri(POL.Assignment))}))


def body_ending_before_beginning(seen: Facts) -> Change:
    body = iri(BASE.body("quoc-hoi"))
    ends = {POL.validFrom: "2025-03", POL.validTo: "2025-02"}
    return Change(
        body,
        new=frozenset(Triple(body, iri(p), Literal(text, datatype=iri(EDTF))) for p, text in ends.items()),
    )


def body_twice(seen: Facts) -> Change:
    name = next(
        t for t in seen.said(iri(BASE.body("chinh-phu")), iri(SKOS.prefLabel)) if t.object.language == "vi"
    )
    body = iri(BASE.body("quoc-hoi"))
    old = {t for t in seen.said(body, iri(SKOS.prefLabel)) if t.object.language == "vi"}
    return Change(body, frozenset(old), frozenset({Triple(body, iri(SKOS.prefLabel), name.object)}))


def count_without_proof(seen: Facts) -> Change:
    link = links(seen, POL.declaredTaskCount)[0]
    return replaced(seen, link.subject, POL.declaredTaskCount, Literal(999))


def document_derived_from_itself(seen: Facts) -> Change:
    link = next(t for t in links(seen, POL.implements) if t.object == iri(RESOLUTION))
    return added(iri(RESOLUTION), POL.concretises, link.subject)


def document_derived_from_later(seen: Facts) -> Change:
    link = next(t for t in links(seen, POL.implements) if t.object == iri(RESOLUTION))
    return replaced(
        seen,
        link.subject,
        DCTERMS.issued,
        Literal("2024-12-21", datatype=iri("http://www.w3.org/2001/XMLSchema#date")),
    )


def document_link_without_relation(seen: Facts) -> Change:
    link = links(seen, POL.relationFrom, RESOLUTION)[0]
    return Change(link.object, frozenset({link}))


def document_planned_yet_issued(seen: Facts) -> Change:
    return replaced(seen, iri(RESOLUTION), POL.life, iri(concept("life", "planned")))


def document_without_summaries(seen: Facts) -> Change:
    provision = iri(f"{RESOLUTION}/IV.7")
    return Change(iri(RESOLUTION), frozenset(seen.said(provision, iri(DCTERMS.description))))


def event_identified_in_own_document(seen: Facts) -> Change:
    link = links(seen, POL.identifiedWith)[0]
    return at(
        link.subject, replaced(seen, link.object, POL.describedIn, of(seen, link.subject, POL.describedIn))
    )


def body_naming_itself(seen: Facts) -> Change:
    body = iri(BASE.body("quoc-hoi"))
    return added(body, POL.succeededBy, body)


def evidence_beyond_source(seen: Facts) -> Change:
    evidence = links(seen, OA.hasSelector, RESOLUTION)[0]
    length = of(seen, of(seen, evidence.subject, OA.hasSource), POL.characters)
    return at(evidence.subject, replaced(seen, evidence.object, OA.end, Literal(int(length.value) + 1)))


def evidence_of_other_document(seen: Facts) -> Change:
    evidence = links(seen, POL.supportedBy, f"{RESOLUTION}/III")[0].object
    attested = {t.subject for t in links(seen, POL.reportOf)}
    return replaced(seen, evidence, OA.hasSource, min(attested, key=str))


def relation_without_property(seen: Facts) -> Change:
    link = next(t for t in links(seen, POL.implements) if t.object == iri(RESOLUTION))
    relations = (t.subject for t in links(seen, POL.relationFrom) if t.object == link.subject)
    kind = iri(concept("relation", "implements"))
    return Change(
        next(
            r
            for r in relations
            if of(seen, r, POL.relationKind) == kind and of(seen, r, POL.relationTo) == link.object
        ),
        frozenset({link}),
    )


def statement_locator_twice(seen: Facts) -> Change:
    one, other = (iri(f"{RESOLUTION}/{locator}") for locator in ("III.1.1", "III.1.2"))
    return at(other, replaced(seen, one, POL.locator, Literal("iii.1.2")))


def statement_of_two_kinds(seen: Facts) -> Change:
    return added(iri(f"{RESOLUTION}/III.1.1"), TYPE, iri(POL.Target))


def statement_part_of_itself(seen: Facts) -> Change:
    link = links(seen, POL.partOf, RESOLUTION)[0]
    return added(link.object, POL.partOf, link.subject)


def statement_part_of_other_document(seen: Facts) -> Change:
    link, other = (
        links(seen, POL.partOf, RESOLUTION)[0],
        links(seen, POL.partOf, BASE.document("chinh-phu"))[0],
    )
    return replaced(seen, link.subject, POL.partOf, other.object)


def statement_restating_own_document(seen: Facts) -> Change:
    return added(iri(f"{RESOLUTION}/III.1.1"), POL.restates, iri(f"{RESOLUTION}/III.1.2"))


def target_twice(seen: Facts) -> Change:
    target = links(seen, POL.comparator, RESOLUTION)[0].subject
    again = iri(f"{target.value}.z")
    said = {
        Triple(again, t.predicate, t.object)
        for t in seen.said(target)
        if t.predicate not in map(iri, (POL.locator, POL.supportedBy))
    }
    return Change(again, new=frozenset(said))


def task_without_group(seen: Facts) -> Change:
    link = links(seen, POL.inGroup, RESOLUTION)[0]
    return Change(link.subject, frozenset({link}))


def at(focus: Term, change: Change) -> Change:
    """A change of one thing that must be found at another."""
    return Change(focus, change.gone, change.new)


OF_CHECKS: dict[str, Callable[[Facts], Change]] = {
    make.__name__.replace("_", "-"): make
    for make in (
        assignment_of_other_document,
        assignment_reporting_to_itself,
        assignment_twice,
        body_ending_before_beginning,
        body_naming_itself,
        body_twice,
        count_without_proof,
        document_derived_from_itself,
        document_derived_from_later,
        document_link_without_relation,
        document_planned_yet_issued,
        document_without_summaries,
        event_identified_in_own_document,
        evidence_beyond_source,
        evidence_of_other_document,
        relation_without_property,
        statement_locator_twice,
        statement_of_two_kinds,
        statement_part_of_itself,
        statement_part_of_other_document,
        statement_restating_own_document,
        target_twice,
        task_without_group,
    )
}


def test_every_check_has_its_mutation() -> None:
    assert sorted(OF_CHECKS) == sorted(checks())


@pytest.mark.parametrize("name", sorted(OF_CHECKS))
def test_what_breaks_a_check_is_caught_by_it(name: str, records: Facts) -> None:
    change = OF_CHECKS[name](records)
    gone, new = made(records, [change])
    try:
        assert gone or new
        assert shown(change.focus) in {finding.focus for finding in check(records.store, [name])}
        broken = of_checks(again([], records.store, {quad.triple for quad in (*gone, *new)}))
        assert broken == check(records.store)
    finally:
        undone(records, gone, new)
    assert check(records.store, [name]) == []
    assert of_checks(again(broken, records.store, {quad.triple for quad in (*gone, *new)})) == []


def of_checks(found: list[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.rule in checks()]


def test_the_number_of_mutations_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    if len(_MADE) < len(CONSTRAINTS):
        pytest.skip("counts what the tests above made, when all of them ran")
    with capsys.disabled():
        print(
            f"\n{sum(_MADE.values())} mutations of {len(CONSTRAINTS)} constraints, {len(OF_CHECKS)} of checks"
        )
    assert sum(_MADE.values()) > len(CONSTRAINTS)
