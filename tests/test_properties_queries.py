"""Queries, names and values of any text: an answer or a refusal, and no value is ever more than a value."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from properties import odd_texts, refused, tried
from pyoxigraph import Literal, NamedNode, Store
from serving import listener

from kg.cli import main
from kg.errors import BadQuery, KgError
from kg.query import FORMATS, Table, answer, bind, named, printable, questions, resolve_thing, run, show

NAMES = sorted(questions())
LONG = "Bộ " * 3400


def said(text: str) -> Table:
    found = run(Store(), bind("SELECT ?x { BIND (?_said_string AS ?x) }", {"_said_string": Literal(text)}))
    assert isinstance(found, Table)
    return found


@given(odd_texts(80))
@example('"} UNION { ?s ?p ?o } #')
@example("\\")
@example('\\"')
@example("'''\"\"\"\\'''")
@example("?_said_string $_said_string")
@example("\0\x1f\u2028\u202e\U0010ffff")
@example(LONG)
@tried(150)
def test_a_value_comes_out_of_a_query_as_it_went_in(text: str) -> None:
    assert said(text).rows == ((Literal(text),),)


@given(st.from_regex(r"\A[a-z]{1,4}:[^\x00-\x20<>\"{}|^`\\]{0,40}\Z"))
@tried(60)
def test_an_iri_comes_out_of_a_query_as_it_went_in(text: str) -> None:
    try:
        iri = NamedNode(text)
    except ValueError:
        return
    found = run(Store(), bind("SELECT ?x { BIND (?_x_iri AS ?x) }", {"_x_iri": iri}))
    assert isinstance(found, Table)
    assert found.rows == ((iri,),)


@given(odd_texts(120))
@example("\ud800")
@example("SELECT * {" * 5000)
@example("ASK { FILTER(" + "!" * 100_000 + "1) }")
@example("ASK { " + "{} UNION " * 20_000 + "{} }")
@example("ASK { FILTER(" + "EXISTS {" * 5000 + "}" * 5000 + ") }")
@example("#" * 100_000)
@tried(120)
def test_any_text_is_a_query_or_is_refused(text: str) -> None:
    assert refused(lambda: run(Store(), text)) or isinstance(run(Store(), text), Table | str)


def test_a_query_of_many_values_is_no_deep_one() -> None:
    found = run(Store(), "SELECT ?x { VALUES ?x { " + "<urn:a> " * 10_000 + "} }")
    assert isinstance(found, Table)
    assert len(found.rows) == 10_000


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX e: <e:> SELECT * {{ OPTIONAL {{ ?x e:a e:b\\#c }} SERVICE <http://127.0.0.1:{}/> {{ ?s ?p ?o }}\n }}",
        "SELECT * {{ VALUES ?y {{ '''a'b''' }} SERVICE <http://127.0.0.1:{}/> {{ ?s ?p ?o }} VALUES ?z {{ '''c'd''' }} }}",
        "SELECT*{{VALUES?x{{<http://127.0.0.1:{}/>}}FILTER(1<2)SERVICE?x{{?s?p?o}}FILTER(3>2)}}",
    ],
)
def test_no_query_reaches_another_server(query: str) -> None:
    with listener() as (port, heard):
        with pytest.raises(BadQuery):
            run(Store(), query.format(port))
        assert heard == []


@given(st.sampled_from(NAMES), st.data())
@tried(40)
def test_any_value_of_a_parameter_is_answered_or_refused(
    store: Store, name: str, data: st.DataObject
) -> None:
    question = named(name)
    texts = st.one_of(
        odd_texts(40), st.sampled_from(["Bộ Tài chính", "57-NQ/TW", "III.1", "2030", "2030-01-01"])
    )
    given = {p.name: data.draw(texts) for p in question.parameters if data.draw(st.booleans())}
    tables: list[Table] = []
    assert refused(lambda: tables.append(answer(store, question, given, "vi"))) or tables
    assert all(show(table, form, "en").encode("utf-8") for table in tables for form in FORMATS)


@pytest.mark.parametrize(
    "text", [LONG, "\u202eBộ", "a://b <c>", "id:", "id:\n", "://", '"', "{", "", "\ud800"]
)
@pytest.mark.parametrize("name", ["tasks-of-body", "targets-of-document"])
def test_odd_names_are_refused_by_name(store: Store, name: str, text: str) -> None:
    for parameter in named(name).parameters:
        if parameter.kind == "iri":
            with pytest.raises(KgError):
                answer(store, named(name), {parameter.name: text}, "vi")


@given(odd_texts(40))
@tried(8)
def test_any_name_of_a_thing_is_found_or_not_known(store: Store, text: str) -> None:
    found: list[NamedNode] = []
    assert refused(lambda: found.append(resolve_thing(store, text))) or found


@given(odd_texts(60))
@example("a\u061cb\u200f\u2069")
@tried(100)
def test_what_is_shown_on_a_terminal_neither_steers_nor_turns_it(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    assert not any(c in "\x1b\x07\x7f\x9b\u061c\u200e\u200f" or "\u202a" <= c <= "\u202e" for c in shown)
    assert not any("\u2066" <= c <= "\u2069" for c in shown)


@given(odd_texts(20))
@tried(40)
def test_any_name_of_a_question_is_known_or_refused(text: str) -> None:
    assert "question" in refused(lambda: named(text)) or named(text).name == text


LONGER_THAN_ANY_NAME = "a" * 300


@pytest.mark.parametrize(
    "arguments",
    [
        ["read", LONGER_THAN_ANY_NAME],
        ["check", LONGER_THAN_ANY_NAME],
        ["ask", "documents", "--build", LONGER_THAN_ANY_NAME],
        ["build", LONGER_THAN_ANY_NAME],
        ["sparql", LONGER_THAN_ANY_NAME],
        ["accept", LONGER_THAN_ANY_NAME],
        ["publish", "--build", LONGER_THAN_ANY_NAME, "-o", "nowhere"],
        ["view", "timeline", "--build", LONGER_THAN_ANY_NAME, "-o", "nowhere"],
        ["trace", "x", "--build", LONGER_THAN_ANY_NAME],
        ["check", "\ud800"],
        ["read", "\ud800"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_path_that_no_system_takes_is_told_in_one_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert told.count("\n") == 1
