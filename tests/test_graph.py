"""Graph: what records say, as quads, whatever their order; nothing more, and no two things under one name."""

import re

import pytest
from rdflib import XSD, Literal, URIRef
from rdflib.term import BNode

from kg.graph import Quad, emit, whereabouts
from kg.names import EDTF, POL, Base, concept
from kg.records import read

DOCUMENT = "uy-ban-mau/2030/1-kh-ubm"
BASE = Base()


def quads(*texts: str) -> set[Quad]:
    return set(emit(read({f"{n}.yaml": text for n, text in enumerate(texts)}), BASE, {}))


def test_order_of_records_does_not_matter(sample: str) -> None:
    head, statements = sample.split("statements:\n")
    first, *rest = re.split(r"(?m)^(?=  - id: )", statements)[1:]
    turned = head + "statements:\n" + "".join([*reversed(rest), first])
    assert turned != sample
    assert quads(turned) == quads(sample)


def test_records_of_one_document_stand_in_its_own_graph(sample: str) -> None:
    lists, document = sample.split("document:\n")
    graphs = {graph for *_, graph in quads(lists, "document:\n" + document)}
    names = {str(graph).removeprefix(f"{BASE.iri}graph/asserted/") for graph in graphs}
    assert names == {"sources", "bodies", "indicators", DOCUMENT}


def test_a_task_is_part_of_the_nearest_beginning_of_its_locator(sample: str) -> None:
    links = {(s, p, o) for s, p, o, _ in quads(sample)}
    task, part, group = (BASE.part(DOCUMENT, locator) for locator in ("I.1", "I.1.a", "I"))
    assert {(task, POL.partOf, group), (part, POL.partOf, task), (task, POL.inGroup, group)} <= links
    assert (part, POL.inGroup, group) not in links
    skipped = quads(sample.replace("id: I.1.a", "id: I.2.a"))
    assert (BASE.part(DOCUMENT, "I.2.a"), POL.partOf, group) in {(s, p, o) for s, p, o, _ in skipped}


def test_a_deadline_keeps_its_words_its_date_and_its_last_day(sample: str) -> None:
    assignment = BASE.part(DOCUMENT, "I.1", "assignment", 1)
    said = {p: o for s, p, o, _ in quads(sample) if s == assignment}
    assert said[POL.deadline] == Literal("2030-03-01", datatype=EDTF)
    assert said[POL.dueBy] == Literal("2030-02-28", datatype=XSD.date)
    assert said[POL.deadlineQualifier] == concept("qualifier", "before")
    assert str(said[POL.deadlineText]) == "trước ngày 01/03/2030"


def test_what_the_records_do_not_say_is_absent(sample: str) -> None:
    properties = {p for s, p, _, _ in quads(sample) if s == BASE.part(DOCUMENT, "II.1")}
    assert POL.value in properties
    assert not properties & {POL.upperValue, POL.scope, POL.deadline, POL.recurrence}
    assert not {p for _, p, _, _ in quads(sample)} & {POL.signedBy, POL.life, POL.place}


def test_bodies_without_a_place_never_merge(sample: str) -> None:
    unnamed = "- {id: so-mau, kind: StateBody,"
    here = sample.replace(unnamed, f"{unnamed} known_through: {DOCUMENT},")
    there = here.replace(DOCUMENT, "uy-ban-mau/2030/2-kh-ubm")
    bodies = [{s for s, p, _, _ in quads(text) if str(s).endswith("/body/so-mau")} for text in (here, there)]
    assert all(len(found) == 1 for found in bodies)
    assert not bodies[0] & bodies[1]


def test_the_base_changes_data_and_not_the_vocabulary(sample: str) -> None:
    moved = set(emit(read({"records.yaml": sample}), Base("https://example.org/kg/"), {}))
    kept = {
        str(term)
        for quad in moved
        for term in quad
        if isinstance(term, URIRef) and "w3id.org/vnpolicy" in term
    }
    assert {s for s, *_ in moved if not s.startswith("https://example.org/kg/")} == set()
    assert kept
    assert all("/vnpolicy/ns#" in iri or "/vnpolicy/concept/" in iri for iri in kept)


def test_words_are_quoted_only_where_the_text_is_at_hand(sample: str) -> None:
    records = read({"records.yaml": sample})
    without = {p for _, p, _, _ in emit(records, BASE, {})}
    quotes = [
        o for _, p, o, _ in emit(records, BASE, {"sample": "Sở Mẫu làm báo cáo"}) if p.endswith("#exact")
    ]
    assert not [p for p in without if p.endswith("#exact")]
    assert quotes == [Literal("Sở Mẫu l")]


def test_every_subject_leads_back_to_a_line(sample: str) -> None:
    records = read({"records.yaml": sample})
    places = whereabouts(records, BASE)
    lines = sample.splitlines()
    assert "id: I.1.a" in lines[places[BASE.part(DOCUMENT, "I.1.a")].line - 1]
    assert "id: 1" in lines[places[BASE.part(DOCUMENT, "I.1", "assignment", 1)].line - 1]
    assert "so-mau" in lines[places[BASE.body("so-mau")].line - 1]


@pytest.fixture(scope="module")
def reviewed_quads() -> list[Quad]:
    from kg.resources import corpus

    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(corpus().glob("*.yaml"))}
    return list(emit(read(texts), BASE, {}))


def test_the_reviewed_graph_has_no_blank_node(reviewed_quads: list[Quad]) -> None:
    assert len(reviewed_quads) > 10_000
    assert [quad for quad in reviewed_quads if any(isinstance(term, BNode) for term in quad)] == []


def test_iris_are_ascii_and_differ_by_more_than_case(reviewed_quads: list[Quad]) -> None:
    iris = {str(term) for quad in reviewed_quads for term in quad if isinstance(term, URIRef)}
    data = {iri for iri in iris if iri.startswith(f"{BASE.iri}id/") or "/graph/" in iri}
    assert [iri for iri in data if not re.fullmatch(r"[!-~]+", iri)] == []
    assert len({iri.casefold() for iri in data}) == len(data)
    beyond_locators = [re.sub(r"(?<=/)(?:[IVXL]+|[0-9]+)(?:\.[0-9a-z]+)*(?=/|$)", "", iri) for iri in data]
    assert [iri for iri in beyond_locators if iri != iri.lower()] == []
