"""Queries: parameters are terms and never text, and what is asked comes back in every form."""

import csv
import io
import json
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Store

from kg.errors import AmbiguousName, BadQuery, UnknownName
from kg.names import Base
from kg.pipeline import build
from kg.query import (
    Table,
    ask,
    bind,
    parse_question,
    questions,
    resolve,
    resolve_thing,
    run,
    said_place,
    show,
)
from kg.query.notebook import value
from kg.reason import infer
from kg.store import open_build
from kg.validate import learn

HOSTILE = ['"', "'", "\\", '" . } DROP ALL #', "'''", "?_name_string", "\n", "$1 \\1 \\g<0>", "}", "‮", "😀"]
QUESTION = """\
#+ summary: Things with a name.
#+ summary_vi: Những gì có tên ấy.
#+ defaults:
#+   - name: nobody
SELECT ?thing WHERE { ?thing <urn:name> ?_name_string }
"""


@pytest.fixture
def named() -> Store:
    store = Store()
    rows = "".join(f"<urn:t:{n}> <urn:name> {Literal(text)} .\n" for n, text in enumerate(HOSTILE))
    store.update(f"INSERT DATA {{ GRAPH <urn:g> {{ {rows} }} }}")
    return store


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_value_stays_a_value(named: Store, text: str) -> None:
    question = parse_question("things", QUESTION)
    table = ask(named, question, {"name": text}, "vi")
    assert table.cells() == [[f"urn:t:{HOSTILE.index(text)}"]]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p '?_q_string' }",
        'SELECT * { ?s ?p """a "?_q_string" b""" }',
        "SELECT * { ?s ?p <urn:?_q_string> } # ?_q_string",
        "SELECT * { ?s ?p ?_q_strings }",
    ],
)
def test_only_the_parameters_own_token_is_replaced(query: str) -> None:
    assert bind(query, {"_q_string": Literal("x")}) == query


def test_a_comparison_is_not_taken_for_an_iri() -> None:
    query = "SELECT * { ?s ?p ?o FILTER (?o < ?_n_integer && ?o > 3) }"
    assert bind(query, {"_n_integer": Literal(5)}).count("?_n_integer") == 0


@pytest.mark.parametrize("header", ["", "#+ summary: Only English.\n", "#+ summary: [\n"])
def test_a_question_without_its_header_is_refused(header: str) -> None:
    with pytest.raises(BadQuery, match=r"things\.rq"):
        parse_question("things", header + "SELECT ?thing WHERE { ?thing ?p ?o }")


def test_a_parameter_without_a_default_is_refused() -> None:
    with pytest.raises(BadQuery, match="has no default"):
        parse_question("things", QUESTION.replace("#+   - name: nobody\n", "#+   - other: nobody\n"))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT",
        "DROP ALL",
        "INSERT DATA { <a:b> <a:b> <a:b> }",
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    ],
)
def test_what_is_no_query_of_this_store_is_refused(store: Store, query: str) -> None:
    with pytest.raises(BadQuery):
        run(store, query)


def test_the_word_service_in_a_string_is_no_call(store: Store) -> None:
    assert run(store, "SELECT ?x { BIND ('public SERVICE' AS ?x) }") == Table(
        ("x",), ((Literal("public SERVICE"),),)
    )


def test_a_table_comes_back_in_every_form() -> None:
    table = Table(
        ("a", "b"), ((Literal('x "y", z | w', language="vi"), None), (NamedNode("urn:i"), Literal(3)))
    )
    rows = list(csv.reader(io.StringIO(show(table, "csv", "vi"))))
    assert rows == [["a", "b"], ['x "y", z | w', ""], ["urn:i", "3"]]
    assert json.loads(show(table, "json", "vi")) == [{"a": 'x "y", z | w'}, {"a": "urn:i", "b": "3"}]
    assert '| x "y", z \\| w |  |' in show(table, "md", "vi")
    assert 'x "y", z | w' in show(table, "table", "vi")


def test_a_cell_stays_text_in_markdown() -> None:
    hostile = "<img src=x onerror=y> [a](b) *c* `d` &lt; R&D\x1b[2J\r\n"
    shown = show(Table(("a",), ((Literal(hostile),),)), "md", "vi")
    assert shown.splitlines()[2:] == [
        "| \\<img src=x onerror=y\\> \\[a\\](b) \\*c\\* \\`d\\` \\&lt; R&D \\[2J   |"
    ]


@pytest.mark.parametrize(
    ("datatype", "letters"), [("date", "2025-02-30"), ("integer", "many"), ("gYear", "2030Z")]
)
def test_a_literal_that_does_not_fit_its_datatype_is_text_to_python(datatype: str, letters: str) -> None:
    assert (
        value(Literal(letters, datatype=NamedNode(f"http://www.w3.org/2001/XMLSchema#{datatype}"))) == letters
    )


def test_what_is_no_iri_is_refused_where_only_an_iri_will_do() -> None:
    with pytest.raises(UnknownName, match="kind IRI"):
        resolve(Store(), "kind", "http://example.org/a b")


def test_columns_that_say_nothing_are_left_out_of_the_terminal_only() -> None:
    table = Table(("label", "words"), ((Literal("x"), None),))
    assert "words" not in show(table, "table", "en")
    assert "words" in show(table, "csv", "en")


@pytest.mark.parametrize(
    "name",
    ["Bộ Tài chính", "bo tai chinh", "BỘ TÀI CHÍNH", "BTC", "https://w3id.org/vnpolicy/id/body/bo-tai-chinh"],
)
def test_a_body_is_found_by_every_name(store: Store, name: str) -> None:
    assert resolve(store, "body", name).value.endswith("/id/body/bo-tai-chinh")


def test_a_document_is_found_by_number_and_a_statement_by_number_and_locator(store: Store) -> None:
    assert resolve(store, "document", "57-nq/tw").value.endswith("/bo-chinh-tri/2024/57-nq-tw")
    assert resolve(store, "task", "57-NQ/TW III.3.1").value.endswith("/57-nq-tw/III.3.1")


@pytest.mark.parametrize(
    "locator", ["IV.1n2", "II.1.an2", "II.1.t1", "III.2.dd", "quyche.III.12.5", "P.I.2", "ketn2", "doan"]
)
def test_a_statement_is_found_by_every_locator_that_drafts_have(locator: str) -> None:
    thing = f"https://example.org/{locator}"
    store = Store()
    store.update(
        "PREFIX pol: <https://w3id.org/vnpolicy/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
        ' INSERT DATA { GRAPH <urn:x> { <urn:d> a pol:Document ; pol:number "143/2025/QĐ-UBND" .'
        f' <{thing}> a pol:Statement ; pol:statedIn <urn:d> ; pol:locator "{locator}" ; skos:prefLabel "một"@vi }} }}'
    )
    assert resolve(store, "statement", f"143/2025/qd-ubnd {locator}").value == thing
    assert resolve(store, "statement", locator).value == thing
    for lang in ("vi", "en"):
        place = said_place(locator, lang)
        if "(" in place:
            assert resolve(store, "statement", f"143/2025/QĐ-UBND {place}").value == thing


def test_an_unknown_name_brings_the_nearest(store: Store) -> None:
    with pytest.raises(UnknownName, match="Bộ Tài chính"):
        resolve(store, "body", "bo tai chin")


def test_a_name_of_several_bodies_lists_them(store: Store) -> None:
    with pytest.raises(AmbiguousName) as caught:
        resolve(store, "body", "tinh uy")
    assert len(caught.value.matches) > 1
    for match in caught.value.matches:
        _, short = match.split("  ")
        assert resolve(store, "body", short).value.endswith(short.removeprefix("id:"))


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ("bộ tài chinhs", ["Bộ Tài chính", "Bộ Chính trị"]),
        ("đảng ủy Chính phủ", ["Ban cán sự đảng Chính phủ"]),
        ("tinhh uy", ["Thường trực Tỉnh ủy"]),
        ("Sở Nông lâm ngư", []),
    ],
)
def test_names_are_near_by_whole_words(store: Store, wrong: str, near: list[str]) -> None:
    with pytest.raises(UnknownName) as caught:
        resolve(store, "body", wrong)
    assert caught.value.nearest[: len(near)] == near
    assert bool(caught.value.nearest) == bool(near)


def test_a_heading_that_is_called_as_a_body_begins_is_not_taken_for_it() -> None:
    store = Store()
    store.update(
        "PREFIX pol: <https://w3id.org/vnpolicy/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> INSERT DATA {"
        ' <urn:body> a pol:Body ; skos:prefLabel "Sở Y tế tỉnh Mẫu"@vi .'
        ' <urn:heading> a pol:Statement ; skos:prefLabel "Sở Y tế"@vi .'
        ' <urn:centre> a pol:Body ; skos:prefLabel "Trung tâm Chuyển đổi số"@vi .'
        ' <urn:task> a pol:Statement ; skos:prefLabel "Chuyển đổi số"@vi }'
    )
    assert resolve_thing(store, "sở y tế").value == "urn:body"
    assert resolve_thing(store, "chuyển đổi số").value == "urn:task"


@pytest.mark.parametrize("short", ["Sở KH&CN", "Sở KHCN", "SKHCN", "so khoa hoc va cong nghe"])
def test_a_department_is_found_by_the_letters_of_its_field(short: str) -> None:
    store = Store()
    store.update(
        "PREFIX pol: <https://w3id.org/vnpolicy/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
        ' INSERT DATA { <urn:s> a pol:Body ; skos:prefLabel "Sở Khoa học và Công nghệ"@vi }'
    )
    assert resolve(store, "body", short).value == "urn:s"


@pytest.mark.parametrize("short", ["Sở Y tế Đắk Lắk", "so y te dak lak", "UBND Đắk Lắk"])
def test_a_body_is_found_without_the_word_for_its_province(short: str) -> None:
    store = Store()
    store.update("""
        PREFIX pol: <https://w3id.org/vnpolicy/ns#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        INSERT DATA { GRAPH <urn:g> {
          <urn:health> a pol:Body ; skos:prefLabel "Sở Y tế tỉnh Đắk Lắk"@vi .
          <urn:committee> a pol:Body ; skos:prefLabel "Ủy ban nhân dân tỉnh Đắk Lắk"@vi .
        } }""")
    wanted = "urn:committee" if "UBND" in short else "urn:health"
    assert resolve(store, "body", short).value == resolve_thing(store, short).value == wanted


@pytest.mark.parametrize("place", ["57-NQ/TW III.3.1", "57-NQ/TW mục III.3.1", "57-nq/tw MỤC III.3.1"])
def test_a_place_may_be_called_as_people_call_it(store: Store, place: str) -> None:
    assert resolve_thing(store, place).value.endswith("57-nq-tw/III.3.1")


def test_questions_answer_alike_whatever_the_base(tmp_path: Path, store: Store) -> None:
    build([], tmp_path / "build", Base("https://example.org/kg/"))
    moved = open_build(tmp_path / "build")
    for question in questions().values():
        here, there = (ask(where, question, {}, "vi").cells() for where in (store, moved))
        home = "https://w3id.org/vnpolicy/"
        assert [[text.replace("https://example.org/kg/", home) for text in row] for row in there] == here


def test_the_short_form_of_an_iri_is_understood(store: Store) -> None:
    assert (
        resolve(store, "body", "id:body/bo-tai-chinh").value
        == "https://w3id.org/vnpolicy/id/body/bo-tai-chinh"
    )


def test_a_body_is_named_once_where_one_place_names_it_in_whatever_way() -> None:
    store, home = Store(), "https://w3id.org/vnpolicy"
    ways = {"addressed": "kính gửi", "sent": "gửi đến", "office": "chức vụ người ký"}
    labels = " ".join(f'<urn:{n}> a pol:StateBody ; skos:prefLabel "{n}"@vi .' for n in (*ways, "twice"))
    store.update(
        "PREFIX pol: <https://w3id.org/vnpolicy/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
        f"PREFIX dcterms: <http://purl.org/dc/terms/> INSERT DATA {{ GRAPH <{home}/graph/asserted/a/b/c> {{ {labels} "
        '<urn:d> a pol:Plan ; dcterms:title "d"@vi ; pol:addressedTo <urn:addressed> ; pol:sentTo <urn:sent> ; pol:signedBy <urn:s> . '
        "<urn:s> pol:signatoryOffice <urn:office> ; pol:onBehalfOf <urn:twice> . <urn:d> pol:issuedBy <urn:twice> }}"
    )
    learn(store, Base())
    infer(store, Base())
    rows = ask(store, questions()["bodies-named-once"], {}, "vi").mappings()
    assert {row["body"]: row["link"] for row in rows} == ways
    assert len(rows) == len(ways)
