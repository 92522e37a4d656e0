"""Who asks in SPARQL need not declare the prefixes that the project uses everywhere."""

import re
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.built import open_built
from kg.cli import main
from kg.errors import BadQuery
from kg.query import Table, declared, run
from kg.query.nesting import check_nesting


def test_a_query_without_prefixes_is_answered_on_the_command_line_and_in_python(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    query = "SELECT (COUNT(*) AS ?tasks) { ?task a pol:Task ; skos:prefLabel ?label }"

    assert main(["sparql", query, "--format", "csv", "--build", str(built)]) == 0
    assert int(capsys.readouterr().out.split()[1]) > 100
    found = open_built(built).sparql(query)
    assert isinstance(found, Table)
    assert int(found.cells()[0][0]) > 100


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX pol: <http://example.org/> SELECT * { ?s a pol:Task }",
        "BASE <http://example.org/>\nprefix  pol: <x>\nSELECT * { ?s a pol:Task }",
    ],
)
def test_a_prefix_that_is_declared_means_what_the_query_says(query: str) -> None:
    assert declared(query) == query


def test_a_base_may_stand_behind_what_is_declared() -> None:
    run(Store(), declared("BASE <http://example.org/>\nSELECT * { <a> pol:role role:lead }"))


def test_an_unknown_prefix_is_told_in_the_line_where_it_stands() -> None:
    with pytest.raises(BadQuery, match="2:"):
        run(Store(), declared("SELECT * { ?task a pol:Task ;\n  nobody:knows ?this }"))


def test_what_stands_in_a_comment_or_a_string_declares_no_prefix_and_uses_none() -> None:
    query = "# prefix pol: is known\nSELECT * { ?s a pol:Task ; rdfs:label 'role:lead' }"
    assert re.findall(r"PREFIX (\w+):", declared(query)) == ["pol", "rdfs"]
    run(Store(), declared(query))


@pytest.mark.parametrize(
    "opened", ["{", "1<" + "(" * 300 + "1" + ")" * 300 + "&&1>0", "1<" + "(" * 300 + "1>0"]
)
def test_brackets_that_look_like_those_of_an_iri_are_counted_too(opened: str) -> None:
    with pytest.raises(BadQuery, match="nests over 200 levels deep"):
        check_nesting("ASK " + opened * (201 if opened == "{" else 1))
    check_nesting("ASK {" + " . ".join(f"?s <http://example.org/a(b){n}> ?o" for n in range(300)) + "}")
