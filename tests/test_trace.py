"""Tracing: chains between bodies and documents say what the graph says, once, bounded aloud, in every form."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import networkx as nx
import pytest
from pyoxigraph import Literal, RdfFormat, Store

from kg import resources
from kg.cli import main
from kg.errors import AmbiguousName, UnknownName
from kg.pipeline import build
from kg.query import ask, questions, resolve_thing, run
from kg.store import open_build
from kg.trace import (
    Search,
    Trace,
    between,
    coverage,
    load,
    markdown,
    meanings,
    network,
    phrase,
    to_graphml,
    to_json,
    trace,
    tree,
)
from kg.trace.wording import phrases

IDS = "https://w3id.org/vnpolicy/id/"
NQ57 = f"{IDS}document/bo-chinh-tri/2024/57-nq-tw"
PROGRAMME = f"{IDS}document/chinh-phu/undated/chuong-trinh-hanh-dong-thuc-hien-57-nq-tw"
DISPATCH = f"{IDS}document/src-f45f3d774c3c865e/undated/cong-van-xay-dung-chuong-trinh-hanh-dong-57-nq-tw"
TREASURY = f"{IDS}body/bo-tai-chinh"
HOSTILE = [
    '<script>alert("x")</script>',
    "</script>",
    "<img onerror=x>",
    "a\u202eb\u200f",
    "[x](y) *z* `q`",
    "\x1b[31m",
    "😀",
    "&amp;",
    "x" * 10_000,
]


@pytest.fixture(scope="module")
def graph(store: Store) -> nx.DiGraph:
    return network(store)


def pairs(found: Trace) -> set[tuple[str, str]]:
    """The steps, each from the end nearer to bodies."""
    return {(s.start, s.end) if s.upward else (s.end, s.start) for s in found.walked()}


def test_every_step_is_a_triple_or_an_assignment_of_the_graph(store: Store, graph: nx.DiGraph) -> None:
    triples = {(q.subject.value, q.predicate.value, getattr(q.object, "value", "")) for q in store}
    assert graph.number_of_edges() > 1000
    for start, end, links in graph.edges(data="links"):
        assert links
        for link in links:
            ends = (start, end) if link.upward else (end, start)
            assert (ends[0], link.relation, ends[1]) in triples


def test_a_step_rests_on_the_graph_that_says_it(graph: nx.DiGraph) -> None:
    by_ground: dict[str, set[str]] = {}
    for _, _, links in graph.edges(data="links"):
        for link in links:
            by_ground.setdefault(link.ground, set()).add(link.name)
    assert by_ground["judged"] == {"contributesTo", "guidedBy"}
    assert by_ground["inferred"] == {"inGroup"}
    assert {"leads", "implements", "restates", "statedIn"} <= by_ground["asserted"]


def test_every_link_but_what_is_inferred_of_documents_has_a_place(graph: nx.DiGraph) -> None:
    bare = {link.name for _, _, links in graph.edges(data="links") for link in links if not link.places}
    assert bare <= {"issuedBy"}


def test_a_body_is_traced_up_to_the_resolution(graph: nx.DiGraph) -> None:
    found = trace(graph, TREASURY)
    assert [way.direction for way in found.ways] == ["documents"]
    assert all(chain[-1].end == NQ57 for chain in found.ways[0].chains)
    assert (TREASURY, f"{PROGRAMME}/8.3") in pairs(found)
    first = found.ways[0].chains[0][0].links[0]
    assert (first.name, first.ground, first.time.vi) == ("leads", "asserted", "hằng năm")


def test_the_resolution_is_traced_down_to_every_assignment(store: Store, graph: nx.DiGraph) -> None:
    found = trace(graph, NQ57)
    assert [way.direction for way in found.ways] == ["bodies"]
    query = "PREFIX pol: <https://w3id.org/vnpolicy/ns#> SELECT ?b ?t { ?a pol:assignee ?b ; pol:assigns ?t }"
    table = run(store, query)
    assert not isinstance(table, str)
    assigned = {(body, task) for body, task in table.cells()}
    assert len(assigned) > 80
    assert {
        pair
        for pair in pairs(found)
        if found.things[pair[1]].kind == "task" and found.things[pair[0]].kind == "body"
    } - {pair for pair in pairs(found) if pair not in assigned} == assigned


def test_a_thing_is_opened_once_and_told_again_where_another_step_leads_to_it(graph: nx.DiGraph) -> None:
    for start in (NQ57, f"{NQ57}/II.1.3.a", TREASURY):
        for way in trace(graph, start).ways:
            before = [tuple(step.end for step in chain[:-1]) for chain in way.chains]
            places: dict[str, set[tuple[str, ...]]] = {}
            for path in before:
                for depth, node in enumerate(path):
                    places.setdefault(node, set()).add(path[:depth])
            assert [node for node, found in places.items() if len(found) > 1] == []


def test_branches_that_reach_no_body_are_counted_and_never_silent(graph: nx.DiGraph) -> None:
    way = trace(graph, NQ57, ["bodies"]).ways[0]
    idle = next(remark.count for remark in way.remarks if remark.name == "idle")
    told = {step.end for chain in way.chains for step in chain} | {NQ57}
    assert idle + len(told) == len(nx.ancestors(graph, NQ57)) + 1


def test_a_target_that_no_body_is_charged_with_shows_its_tasks(graph: nx.DiGraph) -> None:
    way = trace(graph, f"{NQ57}/II.1.3.a", ["bodies"]).ways[0]
    assert way.chains
    assert way.remarks == ()


def test_shortest_and_all_chains_from_the_dispatch_to_the_resolution(graph: nx.DiGraph) -> None:
    short = between(graph, DISPATCH, NQ57).ways[0].chains
    assert [[step.end for step in chain] for chain in short] == [[NQ57]]
    assert {link.name for link in short[0][0].links} == {"implements", "concretises"}
    every = between(graph, DISPATCH, NQ57, Search(every=True)).ways[0].chains
    assert {tuple(step.end for step in chain) for chain in every} == {
        (NQ57,),
        (f"{DISPATCH}/cited/46-ctr-tu", NQ57),
    }
    back = between(graph, NQ57, DISPATCH).ways[0].chains
    assert not back[0][0].upward


def test_every_chain_is_a_simple_path_and_all_of_them_are_there(graph: nx.DiGraph) -> None:
    found = trace(graph, TREASURY, ["documents"], Search(every=True)).ways[0].chains
    walked = {(TREASURY, *(step.end for step in chain)) for chain in found}
    ends = [node for node in nx.descendants(graph, TREASURY) if graph.out_degree(node) == 0]
    assert walked == {
        tuple(path) for end in ends for path in nx.all_simple_paths(graph, TREASURY, end, cutoff=10)
    }


def test_inferred_steps_are_followed_where_every_chain_is_wanted(graph: nx.DiGraph) -> None:
    start = f"{NQ57}/III.2.1.a"
    grounds = {
        every: {
            link.ground
            for step in trace(graph, start, ["documents"], Search(every=every)).walked()
            for link in step.links
        }
        for every in (False, True)
    }
    assert "inferred" not in grounds[False]
    assert "inferred" in grounds[True]


def test_a_bound_is_announced(graph: nx.DiGraph) -> None:
    def remarks(found: Trace) -> dict[str, int]:
        return {remark.name: remark.count for way in found.ways for remark in way.remarks}

    assert remarks(trace(graph, TREASURY, search=Search(depth=1))) == {"deep": 1}
    assert remarks(trace(graph, NQ57, ["bodies"], Search(every=True, most=5)))["many"] == 5
    assert remarks(trace(graph, NQ57, ["bodies"], Search(every=True)))["deep"] == 10
    assert remarks(between(graph, TREASURY, f"{NQ57}/I.1")) == {"turning": 0}
    assert remarks(between(graph, TREASURY, NQ57, Search(depth=1))) == {"nothing": 0, "deep": 1}
    assert remarks(trace(graph, TREASURY, ["bodies"])) == {"nothing": 0}


def test_the_order_of_triples_does_not_matter(store: Store, built: Path, graph: nx.DiGraph) -> None:
    turned = Store()
    lines = (built / "graph.nq").read_text(encoding="utf-8").splitlines()
    turned.load("\n".join(reversed(lines)).encode("utf-8"), format=RdfFormat.N_QUADS)
    again = network(turned)
    for start in (NQ57, TREASURY, DISPATCH):
        for search in (Search(), Search(every=True, depth=5)):
            assert to_json(trace(again, start, search=search), "vi") == to_json(
                trace(graph, start, search=search), "vi"
            )


def test_the_same_things_are_told_in_both_languages(graph: nx.DiGraph) -> None:
    vi, en = (tree(trace(graph, TREASURY), lang) for lang in ("vi", "en"))
    assert "chủ trì → 8.3 · Bảo đảm nguồn kinh phí" in vi
    assert "leads → 8.3 · Secure funding" in en
    assert "(Action programme)" in en
    assert vi.count("\n") == en.count("\n")


def test_a_step_towards_bodies_reads_that_way(graph: nx.DiGraph) -> None:
    told = tree(between(graph, NQ57, TREASURY), "vi")
    assert "được thực hiện bằng + giao xây dựng → Chương trình hành động của Chính phủ" in told
    assert "cơ quan chủ trì → Bộ Tài chính" in told


def test_who_leads_a_task_is_told_before_the_others(folder: Path, tmp_path: Path) -> None:
    file = folder / "records.yaml"
    lead = "      - id: 1\n        body: so-mau\n        role: lead\n"
    others = "".join(
        f"      - {{id: {at}, body: {body}, role: {role}}}\n"
        for at, body, role in (
            (2, "so-mau", "coordinate"),
            (3, "ban-mau", "implement"),
            (4, "uy-ban-mau", "coordinate"),
        )
    )
    third = "  - {id: ban-mau, kind: StateBody, name: {vi: Ban Mẫu, en: Sample Board}}\nindicators:\n"
    records = file.read_text(encoding="utf-8").replace(lead, others + lead).replace("indicators:\n", third)
    file.write_text(records, encoding="utf-8")
    build([folder], tmp_path / "build")
    store = open_build(tmp_path / "build")
    task = resolve_thing(store, "1/KH-UBM I.1").value
    told = tree(trace(network(store), task, ["bodies"]), "en")
    assert re.findall(r"(\w.*) → (Sample \w+)", told) == [
        ("led by + coordinated by", "Sample Department"),
        ("coordinated by", "Sample Committee"),
        ("implemented by", "Sample Board"),
    ]


def test_every_form_holds_every_step(graph: nx.DiGraph) -> None:
    found = trace(graph, NQ57)
    told = json.loads(to_json(found, "en"))
    assert {(s["from"], s["to"]) for s in told["steps"]} == {(s.start, s.end) for s in found.walked()}
    assert all(link["ground"] and link["label"] for step in told["steps"] for link in step["links"])
    assert {t["iri"] for t in told["things"]} == set(found.things)
    numbers = [number for way in told["ways"] for chain in way["chains"] for number in chain]
    assert set(numbers) == set(range(len(told["steps"])))
    read = nx.parse_graphml(to_graphml(found, "en"), force_multigraph=True)
    assert set(read) == set(found.things)
    steps = {(s.start, s.end) if s.upward else (s.end, s.start): len(s.links) for s in found.walked()}
    assert read.number_of_edges() == sum(steps.values())
    titles = {thing.label.en for thing in found.things.values()}
    assert all(title.split("&")[0].split("[")[0] in markdown(found, "en") for title in titles)


@pytest.mark.parametrize("label", HOSTILE)
def test_a_hostile_label_stays_text_in_every_form(label: str) -> None:
    said = str(Literal(label))
    store = Store()
    oa = "http://www.w3.org/ns/oa#"
    pol, a = "https://w3id.org/vnpolicy/ns#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    names = "".join(
        f"<urn:{t}> <{a}> <{pol}{kind}> ; <http://www.w3.org/2004/02/skos/core#prefLabel> {said}@vi , {said}@en . "
        for t, kind in (("b", "Body"), ("t", "Task"))
    )
    store.update(
        f"INSERT DATA {{ GRAPH <urn:x/graph/asserted/d> {{ {names} <urn:b> <{pol}issuedBy> <urn:t> }} }}"
    )
    store.update(f"INSERT DATA {{ GRAPH <urn:x/graph/asserted/d> {{ <urn:t> <{pol}founds> <urn:b> }} }}")
    store.update(
        f"INSERT DATA {{ GRAPH <urn:x/graph/asserted/d> {{ <urn:t> <{pol}supportedBy> <urn:e> . <urn:e> <{oa}hasSource> <urn:s> ; "
        f"<{oa}hasSelector> <urn:q> . <urn:q> <{oa}exact> {said} . "
        f"<urn:s> <http://purl.org/dc/terms/title> {said}@vi , {said}@en }} }}"
    )
    found = trace(network(store), "urn:b")
    assert found.walked()[0].links[0].places[0].words == " ".join(label.split())
    assert not re.search(
        r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", tree(found, "vi")
    )
    assert json.loads(to_json(found, "vi"))["things"][0]["label"] == label
    assert ElementTree.fromstring(to_graphml(found, "vi")) is not None
    written = markdown(found, "vi").replace("<br>", "")
    assert not re.search(r"(?<!\\)[<*`\[]", written)


def test_every_relation_has_its_phrases_and_every_phrase_a_relation(graph: nx.DiGraph) -> None:
    met = {link.name for _, _, links in graph.edges(data="links") for link in links}
    known = set(phrases("relations"))
    asked = [
        resources.text(f"queries/trace/{name}.rq").partition("WHERE")[2] for name in ("steps", "citations")
    ]
    roles = {q.object.value.rpartition("#")[2] for q in _derived_by_roles()}
    assert met <= known
    assert known == {name for name in re.findall(r"pol:(\w+)", "".join(asked)) if name in known} | roles
    for name in known:
        assert all(phrase("relations", name, way).of(lang) for way in ("up", "down") for lang in ("vi", "en"))


def _derived_by_roles() -> list:
    store = Store()
    store.load(resources.text("ontology/concepts.ttl").encode("utf-8"), format=RdfFormat.TURTLE)
    return [q for q in store if q.predicate.value.endswith("#derives") and "/role/" in q.subject.value]


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("bo tai chinh", TREASURY),
        ("BTC", TREASURY),
        ("57-nq/tw", NQ57),
        ("57-NQ/TW III.3.1", f"{NQ57}/III.3.1"),
        ("57-NQ/TW III.3", f"{NQ57}/III.3"),
        ("chương trình hành động 3.3.a", f"{PROGRAMME}/3.3.a"),
        ("IV.3.b", f"{NQ57}/IV.3.b"),
        ("công văn", DISPATCH),
        (TREASURY, TREASURY),
        ("id:body/bo-tai-chinh", TREASURY),
    ],
)
def test_a_thing_is_found_by_the_names_that_people_use(store: Store, name: str, iri: str) -> None:
    assert resolve_thing(store, name).value == iri


def test_a_name_that_tells_nothing_or_too_much_is_refused(store: Store) -> None:
    with pytest.raises(AmbiguousName):
        resolve_thing(store, "tỉnh ủy")
    with pytest.raises(UnknownName, match="Bộ Tài chính"):
        resolve_thing(store, "bo tai chin")
    with pytest.raises(UnknownName):
        resolve_thing(store, "https://example.org/nothing")


def test_load_counts_what_the_question_of_duties_counts(store: Store) -> None:
    duties = {row["iri"]: row for row in ask(store, questions()["bodies-by-duties"], {}, "vi").mappings()}
    rows = load(store, "vi").mappings()
    assert {row["iri"] for row in rows} == set(duties)
    assert all(row["lead"] == duties[row["iri"]]["lead"] for row in rows)
    treasury = next(row for row in rows if row["iri"] == TREASURY)
    assert [treasury[c] for c in ("tasks", "lead", "alone", "timed", "documents")] == [
        "1",
        "1",
        "0",
        "1",
        "1",
    ]


def test_a_task_counts_as_alone_where_no_other_body_has_it(store: Store) -> None:
    rows = {row["body"]: row for row in load(store, "vi").mappings()}
    assert [rows["Đảng đoàn Quốc hội"][c] for c in ("tasks", "alone", "coordinate", "timed")] == [
        "5",
        "3",
        "2",
        "2",
    ]


SMALL = """
PREFIX pol: <https://w3id.org/vnpolicy/ns#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX role: <https://w3id.org/vnpolicy/concept/role/>
INSERT DATA {
  GRAPH <urn:x/graph/asserted/d> {
    <urn:d> dcterms:title "d"@vi , "d"@en .
    <urn:w> a pol:Task ; pol:statedIn <urn:d> .
    <urn:p> a pol:Task ; pol:statedIn <urn:d> ; pol:partOf <urn:w> ; pol:contributesTo <urn:t> .
    <urn:q> a pol:Task ; pol:statedIn <urn:d> ; pol:contributesTo <urn:u> ; pol:recurrence <urn:yearly> .
    <urn:t> a pol:Target ; pol:statedIn <urn:d> .
    <urn:u> a pol:Target ; pol:statedIn <urn:d> .
    <urn:v> a pol:Target ; pol:statedIn <urn:d> .
    <urn:x> a pol:Target ; pol:statedIn <urn:d> .
    <urn:r> a pol:Task ; pol:statedIn <urn:d> ; pol:contributesTo <urn:v> .
    <urn:c> pol:assigns <urn:r> ; pol:assignee <urn:b> ; pol:role role:direct .
    <urn:a> pol:assigns <urn:w> ; pol:assignee <urn:b> ; pol:role role:lead .
  }
}
"""


def test_a_base_may_hold_the_word_graph() -> None:
    prefixes, home, store = SMALL.partition("INSERT")[0], "https://example.org/graph/graph", Store()
    names = "".join(
        f'<urn:{t}> a pol:{kind} ; skos:prefLabel "{t}"@vi , "{t}"@en . '
        for t, kind in (("b", "Body"), ("t", "Task"))
    )
    store.update(
        f"{prefixes} INSERT DATA {{ GRAPH <{home}/asserted/d> {{ {names} }} GRAPH <{home}/judgement/d> {{ <urn:t> pol:founds <urn:b> }} }}"
    )
    (link,) = network(store).edges["urn:b", "urn:t"]["links"]
    assert link.ground == "judged"


def test_a_target_is_reached_where_the_whole_of_a_task_that_serves_it_has_a_body() -> None:
    store = Store()
    store.update(SMALL)
    row = coverage(store, "en").mappings()[0]
    counted = {column: row[column] for column in row if column not in ("document", "iri")}
    assert counted == {
        "targets": "4", "served": "3", "reached": "2", "tasks": "3", "assigned": "2", "led": "1", "timed": "1"
    }  # fmt: skip


def test_coverage_and_gaps_add_up(store: Store) -> None:
    row = next(row for row in coverage(store, "vi").mappings() if row["iri"] == NQ57)

    def gaps(name: str) -> int:
        return len(ask(store, questions()[name], {}, "vi").rows)

    assert int(row["targets"]) - int(row["served"]) == gaps("targets-without-task")
    assert int(row["tasks"]) - int(row["assigned"]) == gaps("tasks-without-body")
    assert int(row["reached"]) <= int(row["served"])


@pytest.mark.parametrize("measure", ["load", "coverage"])
def test_each_figure_of_a_measure_has_its_sentence(store: Store, measure: str) -> None:
    columns = {"load": load, "coverage": coverage}[measure](store, "en").columns
    roles = {"coordinate", "direct", "implement", "monitor", "report", "advise", "approve"}
    figures = [column for column in columns if column not in {"body", "document", "iri"} | roles]
    assert phrases("meanings", measure) == figures
    assert all(sentence.endswith(".") for lang in ("vi", "en") for sentence in meanings(measure, lang))


def test_the_command_tells_a_tree_and_ends_with_its_status(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trace", "bo tai chinh", "--build", str(built)]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("Bộ Tài chính (cơ quan)\nVề phía văn bản\n└── chủ trì → 8.3")
    assert told.err == ""
    assert main(["trace", "BTC", "--towards", "bodies", "--lang", "en", "--build", str(built)]) == 1
    assert "There is no chain." in capsys.readouterr().out


def test_the_command_gives_measures_with_what_they_mean(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trace", "--coverage", "--lang", "en", "--build", str(built)]) == 0
    assert "* Targets counts the targets" in capsys.readouterr().out
    assert main(["trace", "--load", "--format", "csv", "--lang", "en", "--build", str(built)]) == 0
    told = capsys.readouterr()
    assert "tasks" in next(csv.reader(io.StringIO(told.out)))
    assert "* Tasks counts" in told.err


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (["nobody at all"], "no body, document or statement is called"),
        (["BTC", "--to", "tỉnh ủy"], "give one of these"),
        (["BTC", "--depth", "0"], "1 or more"),
        (["BTC", "--format", "csv"], "a trace has no form 'csv'"),
        (["--load", "--format", "graphml"], "--load has no form 'graphml'"),
        (["BTC", "--to", "57-NQ/TW", "--towards", "bodies"], "leave one of them out"),
        (["57-NQ/TW I.0"], "no body, document or statement"),
        (["BTC", "--build", "nowhere"], "no graph has been built there"),
    ],
)
def test_what_cannot_be_traced_is_one_clear_line(
    built: Path, capsys: pytest.CaptureFixture[str], line: list[str], wanted: str
) -> None:
    assert main(["trace", *(["--build", str(built)] if "--build" not in line else []), *line]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert wanted in told.err


def test_steps_come_with_the_words_that_say_so(built_with_texts: Path) -> None:
    told = tree(trace(network(open_build(built_with_texts)), TREASURY), "vi")
    assert re.search(r"hạn: hằng năm · “Bộ Tài chính chủ trì[^”]+” \(Bài báo [^)]+, ký tự \d+-\d+\)", told)


def test_a_trace_as_a_picture_is_one_file_that_holds_its_things(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trace", "bo tai chinh", "--format", "html", "--build", str(built)]) == 0
    page = capsys.readouterr().out
    assert page.lstrip().lower().startswith("<!doctype html>")
    assert "id/body/bo-tai-chinh" in page
    assert "57-NQ/TW" in page


def test_provisions_and_other_statements_lead_to_what_they_are_stated_in(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for thing, kind in (("57-NQ/TW IV.7", "provision"), ("57-NQ/TW 0.1", "context")):
        assert main(["trace", thing, "--build", str(built), "--lang", "en"]) == 0
        told = capsys.readouterr().out
        assert f"({kind})" in told.splitlines()[0]
        assert "stated in → 57-NQ/TW" in told
