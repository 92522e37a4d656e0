"""Two engines, one report: pySHACL, the bulk engine in shards of any size, and judging again after a change say the same."""

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from made_up import generating
from mutations import constraints, ground, made, mutations, undone
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Store, Triple, parse
from rdflib import RDF, SH, Graph, Literal

from kg import store as storage
from kg import validate
from kg.names import SHAPE, Base
from kg.validate import Finding, again, bulk, engines, examine, facts, judge, learn, shapes
from kg.validate.constraints import judgements
from kg.validate.facts import Facts
from kg.validate.shards import shards
from kg.validate.w3c import turtle

SHAPES = shapes()
# Of all mutations each group is made at once: its graphs break a quarter of all constraints.
GROUPS = 4
# Documents that give about ten thousand triples.
DOCUMENTS = 50
FIXTURES = sorted((Path(__file__).parent / "fixtures" / "shapes").glob("*.ttl"))
# What no reviewed record holds: literals and blank nodes where things are wanted, numbers and days that there are not.
ODD = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix pol: <https://w3id.org/vnpolicy/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://example.org/id/document/a/b/c/1> a pol:Target ; pol:value 5, "6"@vi, "a \\"q\\" \\n | b", "x"^^xsd:decimal, " 5 "^^xsd:decimal, 0.0 ;
  pol:upperValue 3.5, "INF"^^xsd:decimal ; pol:comparator <https://example.org/e>, true ; dcterms:subject "AI", _:b ; pol:horizon "x"^^xsd:gYear ;
  pol:status <https://w3id.org/vnpolicy/concept/status/reviewed> ; pol:supportedBy "trang 3", _:e ; pol:statedIn _:d .
_:b pol:status 1 . _:d a pol:Plan ; dcterms:issued "2025-02-30"^^xsd:date, "2025-02-03T00:00:00"^^xsd:dateTime .
_:e oa:hasSource "x" ; oa:hasSelector [ a oa:TextPositionSelector ; oa:start 8, "9"^^xsd:nonNegativeInteger ; oa:end 3 ] .
<https://example.org/k> a pol:Task ; pol:partOf <https://example.org/g> . <https://example.org/g> a pol:TaskGroup .
<https://example.org/t> a pol:Task ; pol:partOf <https://example.org/g> ; pol:inGroup <https://example.org/h> ; pol:deadline "quý I" .
<https://example.org/s> a pol:Source ; pol:characters 0 ; pol:fullTextOf <https://example.org/nowhere> .
"""


@pytest.fixture(scope="module")
def valid(built: Path) -> Facts:
    return ground(built)


def of(turtle: str | bytes, base: str | None = None) -> Facts:
    """The facts of a Turtle text."""
    store = Store()
    store.load(turtle.encode() if isinstance(turtle, str) else turtle, format=RdfFormat.TURTLE, base_iri=base)
    learn(store, Base())
    return facts(store)


@pytest.mark.parametrize("group", range(GROUPS))
def test_engines_agree_on_what_is_broken_and_so_does_judging_again(group: int, valid: Facts) -> None:
    changes = [
        m.change
        for number, c in enumerate(constraints(SHAPES))
        if number % GROUPS == group
        for m in mutations(*c, SHAPES, valid)
    ]
    before = examine(valid.store, "bulk")
    gone, new = made(valid, changes)
    try:
        whole = judge.judge(valid)
        assert len(whole) > 60
        assert bulk.judge(valid) == whole
        assert bulk.judge(valid, size=200_000) == whole
        came_or_went = {quad.triple for quad in (*gone, *new)}
        assert again(before, valid.store, came_or_went) == examine(valid.store, "bulk")
    finally:
        undone(valid, gone, new)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name.removesuffix(".ttl"))
def test_engines_agree_on_each_fixture(path: Path) -> None:
    seen = of(path.read_bytes())
    assert bulk.judge(seen) == judge.judge(seen)


@pytest.mark.parametrize("size", [bulk.SIZE, 400])
def test_engines_agree_on_what_no_record_holds(size: int) -> None:
    seen = of(ODD)
    found = judge.judge(seen)
    assert {'"AI"', '"trang 3"'} <= {finding.focus for finding in found}
    assert any(finding.focus.startswith("_:") for finding in found)
    assert bulk.judge(seen, size) == found


@pytest.mark.parametrize("seed", range(2))
def test_engines_agree_on_ten_thousand_made_up_triples_with_a_tenth_of_them_broken(seed: int) -> None:
    """Triples go, and take the place of one another's values, by chance: all that shapes ask of is hit many times."""
    seen = of(b"")
    storage.add(seen.store, generating.quads(DOCUMENTS, seed=7))
    seen = facts(seen.store)
    said = sorted((q for q in seen.store if "/graph/ontology/" not in str(q.graph_name)), key=str)
    assert 9_000 < len(said) < 12_000
    random = Random(seed)
    for one, other in zip(random.sample(said, 500), random.sample(said, 500), strict=True):
        seen.store.remove(one)
        seen.store.add(
            Quad(one.subject, other.predicate, random.choice([one.object, other.object]), one.graph_name)
        )
    found = judge.judge(seen)
    assert len({(finding.rule, finding.component) for finding in found}) > 90
    assert bulk.judge(seen) == found
    assert bulk.judge(seen, size=100_000) == found


def test_a_shape_that_the_bulk_engine_does_not_know_is_refused() -> None:
    strange = shapes()
    strange.add((SHAPE["Assignment-role"], SH.maxLength, Literal(3)))
    with pytest.raises(ValueError, match=r"Assignment-role: .*maxLength is not known to the bulk engine"):
        judgements(strange)


def test_engines_agree_on_a_group_whose_task_is_in_none() -> None:
    """The shape of the task is asked within that of the group, and says nothing for itself there."""
    seen = of(next(path for path in FIXTURES if path.name == "invalid.TaskGroup-partOf.ttl").read_bytes())
    found = judge.judge(seen)
    assert [(finding.rule, finding.path) for finding in found] == [
        ("TaskGroup-partOf", "^<https://w3id.org/vnpolicy/ns#partOf>")
    ]
    assert bulk.judge(seen) == found


def test_shards_hold_each_node_once_and_stay_small(valid: Facts) -> None:
    homes: dict[str, int] = {}
    size = 100_000
    cut = list(shards(valid, validate.rules.own_sight(), homes, size))
    assert len(cut) > 20
    judged = {str(triple.subject) for triple in valid.everything()}
    unlisted = {node for node in judged if node not in valid.schemes}
    assert unlisted <= set(homes)
    assert {shard.number for shard in cut} >= set(homes.values())


def test_large_stores_are_judged_on_all_cores(valid: Facts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_ALONE", 0)
    gone, new = made(valid, [m.change for m in mutations(*constraints(SHAPES)[0], SHAPES, valid)])
    try:
        found = bulk.judge(valid, size=1_000_000)
        assert found
        assert found == judge.judge(valid)
    finally:
        undone(valid, gone, new)


# Judging again


def one_by_one(
    seen: Facts, before: list[Finding], quads: list[Quad], change: Callable[[Quad], None]
) -> list[Finding]:
    for quad in quads:
        change(quad)
        before = again(before, seen.store, [quad.triple])
    return before


def test_judging_again_after_each_of_many_changes_is_judging_anew(valid: Facts) -> None:
    changes = [m.change for c in constraints(SHAPES)[::25] for m in mutations(*c, SHAPES, valid)]
    gone, new = made(valid, changes)
    undone(valid, gone, new)
    before = examine(valid.store, "bulk")
    after = one_by_one(valid, before, new, valid.store.add)
    try:
        assert after == examine(valid.store, "bulk") != before
    finally:
        assert one_by_one(valid, after, new, valid.store.remove) == before


def test_judging_again_asks_the_checks_that_a_change_concerns(valid: Facts) -> None:
    one = next(
        q for q in valid.store.quads_for_pattern(None, NamedNode(f"{validate.finding.POL}partOf"), None)
    )
    round_ = Quad(one.object, one.predicate, one.subject, one.graph_name)
    before = examine(valid.store, "bulk")
    valid.store.add(round_)
    found = again(before, valid.store, [round_.triple])
    valid.store.remove(round_)
    assert "statement-part-of-itself" in {finding.rule for finding in found}
    assert again(found, valid.store, [round_.triple]) == before


def test_a_change_of_the_ontology_judges_all_anew(valid: Facts) -> None:
    stale = [Finding("violation", "Task-inGroup", "https://example.org/gone", "cũ", "stale")]
    above = Triple(
        NamedNode("https://example.org/a"),
        NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf"),
        NamedNode("https://example.org/b"),
    )
    assert again(stale, valid.store, [above]) == examine(valid.store, "bulk")


# One report


def test_both_engines_give_the_same_report_byte_for_byte() -> None:
    seen = of(re.sub(r"_:(\w)", r"<https://example.org/\1>", ODD))
    texts = [re.sub(r"genid/\w+", "genid", turtle(engine.judge(seen), Base())) for engine in (judge, bulk)]
    assert sorted(texts[0].splitlines()) == sorted(texts[1].splitlines())


def test_the_report_is_one_of_shacl_without_a_blank_node() -> None:
    found = judge.judge(of(ODD))
    triples = [quad.triple for quad in parse(turtle(found, Base()).encode(), format=RdfFormat.TURTLE)]
    assert not any(isinstance(end, BlankNode) for triple in triples for end in triple)
    graph = Graph().parse(data=turtle(found, Base()), format="turtle")
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert str(graph.value(report, SH.conforms)) == "false"
    entries = set(graph.objects(report, SH.result))
    assert len(entries) == len(found) == len(set(graph.subjects(RDF.type, SH.ValidationResult)))
    for wanted in (SH.focusNode, SH.resultSeverity, SH.sourceConstraintComponent, SH.sourceShape):
        assert all(len(set(graph.objects(entry, wanted))) == 1 for entry in entries)
    assert {len(set(graph.objects(entry, SH.resultMessage))) for entry in entries} == {2}


def test_a_path_that_is_more_than_a_property_is_spelt_out() -> None:
    graph = Graph().parse(data=turtle(judge.judge(of(ODD)), Base()), format="turtle")
    paths = {
        path for path in graph.objects(None, SH.resultPath) if "/shape#" in str(path).replace("vnpolicy", "")
    }
    assert paths
    assert all(graph.value(path, SH.inversePath) or graph.value(path, SH.alternativePath) for path in paths)


def test_a_report_of_nothing_conforms() -> None:
    graph = Graph().parse(data=turtle([], Base()), format="turtle")
    assert [str(value) for value in graph.objects(None, SH.conforms)] == ["true"]


def test_findings_of_checks_join_the_report(valid: Facts) -> None:
    finding = Finding(
        "violation",
        "body-twice",
        "https://example.org/a",
        "trùng",
        "twice",
        component=str(SH.SPARQLConstraintComponent),
    )
    graph = Graph().parse(data=turtle([finding], Base()), format="turtle")
    assert (None, SH.sourceConstraintComponent, SH.SPARQLConstraintComponent) in graph
    assert set(graph.objects(None, SH.sourceShape)) == set()


# The choice


def test_the_engine_is_chosen_by_size() -> None:
    assert engines.chosen(100) == "pyshacl"
    assert engines.chosen(1_000_000) == "bulk"
