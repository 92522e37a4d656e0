"""The check queries: each finds its own fault and no other, says so in both languages, and finds none in reviewed records."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Store

from kg import resources, validate
from kg import store as storage
from kg.errors import BadQuery
from kg.names import Base
from kg.query import Table, run
from kg.reason import infer
from kg.validate.checking import parse_check

FIXTURES = Path(__file__).parent / "fixtures" / "checks"
PASSING = sorted(path.name.split(".")[1] for path in FIXTURES.glob("valid.*.ttl"))
CHECKS = resources.texts("queries/check", ".rq")


@pytest.fixture(scope="module")
def vocabulary() -> list[tuple[str, str]]:
    """The ontology's files as Turtle, each with the graph that it goes into."""
    texts = resources.texts("ontology", ".ttl")
    return [(text, str(Base().graph("ontology", name))) for name, text in texts.items()]


def holding(fixture: str, vocabulary: list[tuple[str, str]], *, inferred: bool = True) -> Store:
    """A store that holds a fixture, as if records had asserted it, and what follows unless it is left out."""
    store = Store()
    for text, graph in vocabulary:
        storage.load_turtle(store, text, graph)
    turtle = (FIXTURES / f"{fixture}.ttl").read_text(encoding="utf-8")
    storage.load_turtle(store, turtle, str(Base().graph("asserted", "so-mau/2025/1-kh")))
    if inferred:
        infer(store, Base())
    return store


def rows(store: Store, check: str) -> Table:
    table = run(store, CHECKS[check])
    assert isinstance(table, Table)
    return table


def test_checks_and_fixtures_are_as_many() -> None:
    found = sorted(path.name.split(".")[1] for path in FIXTURES.glob("invalid.*.ttl"))
    assert found == sorted(CHECKS)
    assert set(PASSING) <= set(CHECKS)
    assert len(CHECKS) >= 20


@pytest.mark.parametrize("check", CHECKS)
def test_check_finds_its_fault_and_no_other_does(check: str, vocabulary: list[tuple[str, str]]) -> None:
    assert {finding.rule for finding in validate.check(holding(f"invalid.{check}", vocabulary))} == {check}


@pytest.mark.parametrize("check", CHECKS)
def test_check_needs_nothing_inferred(check: str, vocabulary: list[tuple[str, str]]) -> None:
    """Files that hold only what is asserted are judged alike, without the time that inference takes."""
    bare = holding(f"invalid.{check}", vocabulary, inferred=False)
    assert validate.check(bare) == validate.check(holding(f"invalid.{check}", vocabulary))


@pytest.mark.parametrize("check", CHECKS)
def test_each_fault_is_told_once_in_each_language(check: str, vocabulary: list[tuple[str, str]]) -> None:
    table = rows(holding(f"invalid.{check}", vocabulary), check)
    assert table.columns == ("focus", "message")
    said: dict[str, list[str]] = {}
    for focus, message in table.rows:
        assert isinstance(focus, NamedNode)
        assert isinstance(message, Literal)
        said.setdefault(focus.value, []).append(str(message.language))
    assert said
    assert all(sorted(languages) == ["en", "vi"] for languages in said.values())


@pytest.mark.parametrize("check", CHECKS)
def test_check_finds_nothing_in_reviewed_records(check: str, store: Store) -> None:
    assert rows(store, check).cells() == []


@pytest.mark.parametrize("check", CHECKS)
def test_check_opens_with_its_use_in_both_languages(check: str) -> None:
    first, second, *_ = CHECKS[check].splitlines()
    assert first.startswith("#+ summary: ")
    assert second.startswith("#+ summary_vi: ")
    assert first.endswith(".")
    assert second.endswith(".")


# What a source may say wrongly: it is for the publisher to know, and stops no build.
OF_SOURCES = {
    "assignment-reporting-to-itself": validate.WARNING,
    "document-derived-from-later": validate.WARNING,
    "document-without-summaries": validate.NOTE,
    "target-twice": validate.WARNING,
}


@pytest.mark.parametrize("check", CHECKS)
def test_check_finds_violations_unless_its_header_says_otherwise(
    check: str, vocabulary: list[tuple[str, str]]
) -> None:
    found = validate.check(holding(f"invalid.{check}", vocabulary, inferred=False))
    assert {finding.severity for finding in found} == {OF_SOURCES.get(check, validate.VIOLATION)}


def test_each_severity_of_a_header_is_a_severity_of_findings() -> None:
    said = {
        word: parse_check("a", f"#+ severity: {word}\n").severity for word in ("violation", "warning", "info")
    }
    assert said == {"violation": validate.VIOLATION, "warning": validate.WARNING, "info": validate.NOTE}


@pytest.mark.parametrize(
    "header", ["#+ severity: grave", "#+ severity: [warning]", "#+ severity: {", "#+ no mapping"]
)
def test_a_header_with_another_severity_is_refused(header: str) -> None:
    with pytest.raises(
        BadQuery, match=r"check/a\.rq: the (severity is violation, warning, info, not|header is no)"
    ):
        parse_check("a", header)


@pytest.mark.parametrize("check", PASSING)
def test_check_lets_pass_what_is_near_its_fault(check: str, vocabulary: list[tuple[str, str]]) -> None:
    assert validate.check(holding(f"valid.{check}", vocabulary)) == []
