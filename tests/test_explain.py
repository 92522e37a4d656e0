"""Explanations: every inferred triple goes back to asserted ones by rules of the project, and contradictions to their fewest causes."""

import json
import shutil
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, serialize
from rdflib import RDF, RDFS, Graph

from kg.cli import main
from kg.names import POL, PREFIXES, Base
from kg.query import run
from kg.reason import infer
from kg.reason.clash import Clash, clashes, contradict
from kg.reason.explanation import Explainer, Step
from kg.reason.telling import TELLINGS, tell
from kg.reason.template import rules
from kg.store import triples, write

PREFIX = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
HOME = "https://w3id.org/vnpolicy/"
RESOLUTION = f"{HOME}id/document/bo-chinh-tri/2024/57-nq-tw"
GRAPH = NamedNode(f"{HOME}graph/asserted/bo-chinh-tri/2024/57-nq-tw")


def pol(name: str) -> NamedNode:
    return NamedNode(f"{HOME}ns#{name}")


def in_resolution(locator: str) -> NamedNode:
    return NamedNode(f"{RESOLUTION}/{locator}")


@pytest.fixture(scope="module")
def explainer(store: Store) -> Explainer:
    return Explainer(store, rules(store))


def test_every_inferred_triple_goes_back_to_asserted_ones(store: Store, explainer: Explainer) -> None:
    inferred = triples(store, ("inferred",))
    stated = set(triples(store, ("asserted", "judgement", "ontology")))
    assert len(inferred) > 5000
    for triple in inferred:
        step = explainer.explain(triple)
        assert step is not None, triple
        assert step.rule is not None
        assert {leaf.triple for leaf in step.leaves()} <= stated
        assert_no_circle(step, ())


def assert_no_circle(step: Step, above: tuple[Triple, ...]) -> None:
    assert step.triple not in above
    for needed in step.because:
        assert_no_circle(needed, (*above, step.triple))


def test_the_leaves_of_an_explanation_are_enough_and_none_is_idle(store: Store, explainer: Explainer) -> None:
    """Told to an empty store with the ontology, the leaves give the triple; without any one of them, they do not."""
    ontology = [quad for quad in store if "/graph/ontology/" in str(quad.graph_name)]
    for triple in triples(store, ("inferred",))[::400]:
        step = explainer.explain(triple)
        assert step
        leaves = {leaf.triple for leaf in step.leaves() if "/ontology/" not in leaf.asserted[0]}
        assert gives(ontology, leaves, triple), triple
        assert not any(gives(ontology, leaves - {leaf}, triple) for leaf in leaves), triple


def gives(ontology: list[Quad], leaves: set[Triple], triple: Triple) -> bool:
    alone = Store()
    alone.extend(ontology)
    alone.extend(Quad(t.subject, t.predicate, t.object, GRAPH) for t in leaves)
    infer(alone, Base())
    return bool(list(alone.quads_for_pattern(triple.subject, triple.predicate, triple.object)))


def test_a_circle_in_the_graph_makes_none_in_the_explanation() -> None:
    store = Store()
    ring = " ".join(f"<urn:{n}> pol:implements <urn:{(n + 1) % 5}> ." for n in range(5))
    axioms = "pol:implements rdfs:subPropertyOf pol:descendsFrom . pol:descendsFrom a owl:TransitiveProperty . pol:ancestorOf owl:inverseOf pol:descendsFrom"
    store.update(f"{PREFIX} INSERT DATA {{ GRAPH {GRAPH} {{ {ring} {axioms} }} }}")
    infer(store, Base())
    explainer = Explainer(store, rules(store))
    for name in ("descendsFrom", "ancestorOf"):
        for one in range(5):
            for two in range(5):
                step = explainer.explain(Triple(NamedNode(f"urn:{one}"), pol(name), NamedNode(f"urn:{two}")))
                assert step
                assert_no_circle(step, ())


def test_what_is_not_in_the_graph_has_no_explanation(explainer: Explainer) -> None:
    assert explainer.explain(Triple(in_resolution("III.1"), pol("partOf"), in_resolution("II"))) is None


def test_a_task_is_a_statement_because_it_is_a_task(explainer: Explainer) -> None:
    step = explainer.explain(Triple(in_resolution("III.1.1"), NamedNode(RDF.type), pol("Statement")))
    assert step
    assert step.rule
    assert step.rule.axiom == (pol("Task"), NamedNode(RDFS.subClassOf), pol("Statement"))


def test_the_axiom_of_a_chain_names_its_links(explainer: Explainer) -> None:
    step = explainer.explain(Triple(in_resolution("III.1.1.a"), pol("inGroup"), in_resolution("III.1")))
    assert step
    assert step.rule
    assert [term.value.rpartition("#")[2] for term in step.rule.axiom] == [
        "inGroup",
        "propertyChainAxiom",
        "partOf",
        "inGroup",
    ]


def explained(built: Path, capsys: pytest.CaptureFixture[str], *line: str) -> str:
    assert main(["explain", *line, "--build", str(built)]) == 0
    return capsys.readouterr().out


TASK = "id:document/chinh-phu/undated/chuong-trinh-hanh-dong-thuc-hien-57-nq-tw/8.3"


@pytest.mark.parametrize(
    "subject", ["BTC", "bo tai chinh", f"{HOME}id/body/bo-tai-chinh", "id:body/bo-tai-chinh"]
)
@pytest.mark.parametrize("predicate", ["pol:responsibleFor", "responsibleFor", f"{HOME}ns#responsibleFor"])
def test_names_are_understood_as_in_questions(
    built: Path, capsys: pytest.CaptureFixture[str], subject: str, predicate: str
) -> None:
    said = json.loads(explained(built, capsys, subject, predicate, TASK, "--format", "json"))
    assert said["rule"] == "superproperty"
    assert said["axiom"][0] == str(POL.leads)
    [leads] = said["because"]
    assert leads["rule"] == "responsibility-of-role"
    assert {leaf["predicate"].rpartition("#")[2] for leaf in leads["because"]} == {
        "role",
        "assignee",
        "assigns",
    }
    assert all(leaf["asserted"][0]["stage"] == "asserted" for leaf in leads["because"])
    assert all(leaf["evidence"][0]["source"] == "001_debb3b3f055d20c6" for leaf in leads["because"])


def test_the_terminal_shows_a_tree_in_both_languages(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    vi = explained(built, capsys, "BTC", "responsibleFor", TASK)
    en = explained(built, capsys, "BTC", "responsibleFor", TASK, "--lang", "en")
    assert vi.startswith("Bộ Tài chính · có trách nhiệm với · ")
    assert "\n  Bộ Tài chính · chủ trì · " in vi
    assert "căn cứ: 001_debb3b3f055d20c6" in vi
    assert en.startswith("Ministry of Finance · responsible for · ")
    assert "asserted in the records of" in en
    assert vi.count("\n") == en.count("\n")


def test_markdown_is_a_nested_list(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = explained(built, capsys, "BTC", "leads", TASK, "--format", "md").splitlines()
    assert all(line.lstrip().startswith("- ") for line in lines)
    assert "001\\_debb" in "\n".join(lines)


def test_an_asserted_triple_shows_whose_record_says_it_and_where(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = json.loads(explained(built, capsys, "57-NQ/TW", "number", '"57-NQ/TW"', "--format", "json"))
    assert "rule" not in said
    assert said["asserted"][0]["of"] == "57-NQ/TW"
    assert {"source", "start", "end"} <= set(said["evidence"][0])


def test_a_link_between_documents_shows_the_evidence_of_its_relation(
    built: Path, capsys: pytest.CaptureFixture[str], store: Store
) -> None:
    said = json.loads(explained(built, capsys, "46-CTr/TU", "implements", "57-NQ/TW", "--format", "json"))
    query = f"""{PREFIX} SELECT ?start WHERE {{ ?r pol:relationFrom <{said["subject"]}> ; pol:relationTo <{said["object"]}> ;
        pol:relationKind <{HOME}concept/relation/implements> ; pol:supportedBy/oa:hasSelector/oa:start ?start }}"""
    table = run(store, query)
    assert not isinstance(table, str)
    assert {str(place["start"]) for place in said["evidence"]} == {row[0] for row in table.cells()} != set()


def test_a_judgement_claims_no_words(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = json.loads(
        explained(built, capsys, "57-nq-tw III.1.1", "guidedBy", "57-nq-tw I.2", "--format", "json")
    )
    assert (said["asserted"][0]["stage"], said["evidence"]) == ("judgement", [])


def test_words_are_shown_where_the_graph_has_them(store: Store) -> None:
    whole = Store()
    whole.extend(store)
    evidence = next(
        q.object for q in store.quads_for_pattern(in_resolution("III.1.1"), pol("supportedBy"), None)
    )
    oa = PREFIXES["oa"]
    whole.add(Quad(evidence, NamedNode(f"{oa}hasSelector"), NamedNode("urn:quote"), GRAPH))
    whole.add(
        Quad(NamedNode("urn:quote"), NamedNode(f"{oa}exact"), Literal("Lời mẫu *có dấu*\x1b[2J"), GRAPH)
    )
    step = Explainer(whole, rules(whole)).explain(
        Triple(in_resolution("III.1.1"), NamedNode(RDF.type), pol("Task"))
    )
    assert step
    for form in TELLINGS:
        assert "Lời mẫu" in tell(whole, step, form, "vi")
    assert "“Lời mẫu \\*có dấu\\* \\[2J”" in tell(whole, step, "md", "vi")
    assert "\x1b" not in tell(whole, step, "table", "vi")


def test_a_triple_that_is_not_there_is_said_so_with_status_one(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "BTC", "leads", "57-nq-tw III.1.1", "--build", str(built)]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.endswith("không có trong đồ thị\n")


def test_what_leads_from_one_to_the_other_is_told_in_its_place(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    task = "Bảo đảm nguồn kinh phí thực hiện hằng năm"
    assert main(["explain", "BTC", "pol:implements", task, "--build", str(built), "--lang", "en"]) == 1
    assert capsys.readouterr().err.endswith(
        "what leads from one to the other is pol:leads, pol:responsibleFor\n"
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("BTC", "leeds", "57-nq-tw III.1.1"), "did you mean 'pol:leads'"),
        (("BTC", "pol:leeds", "57-nq-tw III.1.1"), "did you mean 'pol:leads'"),
        (("bo tai chin", "leads", "57-nq-tw III.1.1"), "Bộ Tài chính"),
        (("tinh uy", "leads", "57-nq-tw III.1.1"), "give one of these"),
        (("BTC", "leads", '"unclosed'), "no literal"),
        (("BTC", "is led by", "57-nq-tw III.1.1"), "no term of the vocabulary"),
        (("https://example.org/a b", "leads", "57-nq-tw III.1.1"), "no IRI"),
        (("BTC", "leads", "skos:a b"), "no IRI"),
    ],
)
def test_a_name_that_nothing_or_much_bears_is_one_clear_error(
    built: Path, capsys: pytest.CaptureFixture[str], line: tuple[str, ...], said: str
) -> None:
    assert main(["explain", *line, "--build", str(built)]) == 2
    assert said in capsys.readouterr().err


# Each: what is planted in the records of the resolution, the rule that sees it, and how many triples it takes.
PLANTED = {
    "a body's place taken by a task": (f"<{RESOLUTION}/IV.2.a/assignment/1> pol:assignee <{RESOLUTION}/III.1.1> .", "disjoint", 2),
    "a task that is a body": (f"<{RESOLUTION}/III.1.1> a pol:StateBody .", "disjoint", 2),
    "parts of one another": (f"<{RESOLUTION}/III.1> pol:partOf <{RESOLUTION}/III.1.1> .", "asymmetric", 2),
    "what carries the proof twice": (f"<{RESOLUTION}/x> a pol:Assignment ; pol:assigns <{RESOLUTION}/x> .", "disjoint", 1),
    "a document that carries itself out": (f"<{RESOLUTION}> pol:implements <{RESOLUTION}> .", "irreflexive", 1),
}  # fmt: skip


def planted(store: Store, turtle: str) -> Store:
    whole = Store()
    whole.extend(quad for quad in store if "/graph/inferred/" not in str(quad.graph_name))
    whole.update(f"{PREFIX} INSERT DATA {{ GRAPH {GRAPH} {{ {turtle} }} }}")
    infer(whole, Base())
    return whole


def resolution(store: Store) -> Store:
    """The records of one document alone: a contradiction is the same among few, and HermiT is done sooner."""
    alone = Store()
    alone.extend(
        quad for quad in store if quad.graph_name == GRAPH or "/graph/ontology/" in str(quad.graph_name)
    )
    return alone


def facts(of: list[Triple]) -> Graph:
    return Graph().parse(data=serialize(of, format=RdfFormat.N_TRIPLES), format="nt")


@pytest.fixture(scope="module", params=PLANTED)
def found(request: pytest.FixtureRequest, store: Store) -> tuple[list[Clash], str, int, Store]:
    turtle, rule, size = PLANTED[request.param]
    whole = planted(store, turtle)
    return clashes(whole, Base()), rule, size, whole


def test_a_contradiction_is_brought_down_to_its_fewest_triples(
    found: tuple[list[Clash], str, int, Store],
) -> None:
    clashing, rule, size, whole = found
    assert rule in {clash.rule.name for clash in clashing}
    for clash in clashing:
        assert len(clash.asserted) == size
        told = {
            leaf.triple
            for step in clash.steps
            for leaf in step.leaves()
            if "/ontology/" not in leaf.asserted[0]
        }
        assert told == set(clash.asserted)
        assert contradict(whole, Base(), clash.asserted)
        for triple in clash.asserted:
            assert not contradict(whole, Base(), [other for other in clash.asserted if other != triple])


def test_hermit_confirms_each_contradiction(found: tuple[list[Clash], str, int, Store]) -> None:
    if shutil.which("java") is None:
        pytest.skip("needs Java (make system)")
    from kg.reason.dl import consistency

    for clash in found[0]:
        assert not consistency(facts(list(clash.asserted))).consistent
        assert consistency(facts(list(clash.asserted[1:]))).consistent


def test_classes_are_disjoint_whichever_of_the_two_says_so() -> None:
    store = Store()
    axiom = "<urn:b> owl:disjointWith <urn:a>"
    store.update(
        f"{PREFIX} INSERT DATA {{ GRAPH <{HOME}graph/ontology/x> {{ {axiom} }} GRAPH {GRAPH} {{ <urn:t> a <urn:a>, <urn:b> }} }}"
    )
    assert [clash.rule.name for clash in clashes(store, Base())] == ["disjoint"]


def test_the_reviewed_graph_has_no_contradiction(store: Store) -> None:
    assert clashes(store, Base()) == []


def test_the_command_names_what_clashes(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if shutil.which("java") is None:
        pytest.skip("needs Java (make system)")
    write(tmp_path, planted(resolution(store), PLANTED["a body's place taken by a task"][0]))
    assert main(["reason", "--dl", "--build", str(tmp_path)]) == 1
    vi = capsys.readouterr().out
    assert main(["reason", "--dl", "--build", str(tmp_path), "--lang", "en"]) == 1
    en = capsys.readouterr().out
    for shown in (vi, en):
        assert "pol:Body owl:disjointWith pol:Statement" in shown
        assert "pol:assignee rdfs:range pol:Body" in shown
        assert "id:document/bo-chinh-tri/2024/57-nq-tw/III.1.1" in shown
    assert vi.startswith("không nhất quán")
    assert en.startswith("inconsistent")
