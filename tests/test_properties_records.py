"""Records, whatever they hold: written and read back, made a graph, and refused with the line to mend."""

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from properties import files, lines_of, odd_texts, tried
from pyoxigraph import Literal, RdfFormat, Store, parse
from samples import SAMPLE

from kg import store
from kg.drafting import as_yaml, plain
from kg.errors import BadRecords
from kg.graph import emit
from kg.names import Base
from kg.records import RecordFile, Records, last_day, read

NAME = "records.yaml"
WHOLE = SAMPLE.format(sha256="a" * 64, characters=40, exact="b" * 16, folded="c" * 16)


def read_one(text: str) -> RecordFile:
    return read({NAME: text}).files[NAME]


@given(files())
@tried(15)
def test_records_that_are_written_are_read_as_they_were(file: RecordFile) -> None:
    assert read_one(as_yaml(file, "")) == file
    # Another writer of YAML quotes and escapes otherwise.
    assert read_one(yaml.dump(plain(file), allow_unicode=False, default_style='"')) == file


@given(files())
@tried(15)
def test_a_graph_holds_every_stated_value_and_nothing_else(file: RecordFile) -> None:
    records = Records(files={NAME: file}, raw={NAME: {}}, lines={NAME: {}})
    into = Store()
    store.add(into, emit(records, Base(), {}))
    said = {quad.object.value for quad in into if isinstance(quad.object, Literal)}
    stated = set(leaves(file))
    assert said - stated - derived(file) == set()
    assert stated - said - linked(into) == set()
    assert set(parse(store.dump(into).encode(), format=RdfFormat.N_QUADS)) == set(into)


def leaves(value: Any, key: str = "") -> list[str]:
    """The values of records as a graph says them."""
    if is_dataclass(value):
        return [leaf for f in fields(value) for leaf in leaves(getattr(value, f.name), f.name)]
    if isinstance(value, tuple):
        return [leaf for inner in value for leaf in leaves(inner, key)]
    if value is None or key in _NOT_SAID:
        return []
    return [f"{value:f}" if isinstance(value, Decimal) else str(value)]


# What is not put into a graph: what texts are set aside, and where a source is cut.
_NOT_SAID = {"set_aside", "start", "end", "exact", "folded", "reason"}


def derived(file: RecordFile) -> set[str]:
    """What follows from stated values: the last day in time, places and hashes of evidence."""
    found: set[str] = set()

    def walk(value: Any) -> None:
        if is_dataclass(value):
            if hasattr(value, "edtf") and value.edtf:
                found.add(str(last_day(value.edtf, value.qualifier)))
            for name in ("start", "end", "exact", "folded"):
                if hasattr(value, name):
                    found.add(str(getattr(value, name)))
            for f in fields(value):
                walk(getattr(value, f.name))
        elif isinstance(value, tuple):
            for inner in value:
                walk(inner)

    walk(file)
    return found


def linked(into: Store) -> set[str]:
    """What IRIs say: names of concepts, classes, properties, and ids; any part of a path stands for itself."""
    iris = {term.value for quad in into for term in (quad.subject, quad.predicate, quad.object)}
    parts: set[str] = set()
    for iri in iris:
        steps = iri.replace("#", "/").split("/")
        parts |= {
            "/".join(steps[at:end]) for at in range(len(steps)) for end in range(at + 1, len(steps) + 1)
        }
    return parts | {part.replace("/", "#", 3) for part in parts} | _AS_CONCEPTS | _references(parts)


def _references(parts: set[str]) -> set[str]:
    """Paths as records write references: `<document>#<locator>`."""
    return {f"{p[:at]}#{p[at + 1 :]}" for p in parts for at, letter in enumerate(p) if letter == "/"}


# What stands under another name in the graph: attestations, capacities, units of QUDT, and defaults.
_AS_CONCEPTS = {
    *("fullText", "excerpt", "restatement", "report", "T/M", "T/L", "K/T", "TUQ", "Q", "percent", "count"),
    *("states", "restates", "reports"),
}


@given(st.data())
@tried(150)
def test_mutilated_records_are_refused_with_a_line(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(WHOLE)))
    end = data.draw(st.integers(at, min(len(WHOLE), at + 40)))
    refused_with_lines(WHOLE[:at] + data.draw(odd_texts(20)) + WHOLE[end:])


@given(odd_texts(80))
@example("a: &a [*a]")
@example("? [a]\n: b")
@example("? {a: b}\n: c")
@example("a: " + "[" * 100_000)
@example("- " * 100_000 + "a")
@example("a: b\nc: \x07")
@example("a: '\ud800'")
@example("a0: &a0 [x,x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1},*a{i - 1}]\n" for i in range(1, 60)))
@example("a: !!python/object/apply:os.system [x]")
@example("\t")
@example("")
@tried(150)
def test_any_text_is_records_or_refused_with_a_line(text: str) -> None:
    refused_with_lines(text)


def refused_with_lines(text: str) -> None:
    try:
        read({NAME: text})
    except BadRecords as error:
        for problem in error.problems:
            assert problem.place.file == NAME
            assert 1 <= problem.place.line <= lines_of(text)
            assert "\n" not in str(problem)
            assert len(str(problem)) < 1000


DOCUMENT = "document:\n  id: a/b/c\n  type: Plan\n  title: {vi: a, en: b}\n"


@pytest.mark.parametrize("issued", ["0", "1735689600", "2025-01-02T00:00", "20250102", "2025-1-2"])
def test_a_number_is_no_day(issued: str) -> None:
    with pytest.raises(BadRecords, match=r"records\.yaml:5: issued.*YYYY-MM-DD"):
        read_one(f"{DOCUMENT}  issued: {issued}\n")


@pytest.mark.parametrize("value", ["1e5", "1e999999", "NaN", "Infinity", "1_0", "٣", "9" * 30, "9" * 5000])
def test_a_figure_is_written_in_digits(value: str) -> None:
    target = f"{{comparator: atLeast, value: '{value}', unit: count, measure: level}}"
    with pytest.raises(BadRecords, match=r"records\.yaml:6: value.*at most 18 digits"):
        read_one(
            f"{DOCUMENT}statements:\n- {{id: I, kind: Target, label: {{vi: a, en: b}}, target: {target}}}\n"
        )


@pytest.mark.parametrize("written", ["0.0000001", "0.70", "100", "-1.5", "999999999999999999"])
def test_a_figure_is_the_same_in_records_and_a_decimal_in_the_graph(written: str) -> None:
    target = f"{{comparator: atLeast, value: {written}, unit: percent, measure: level}}"
    text = f"{DOCUMENT}statements:\n- {{id: I, kind: Target, label: {{vi: a, en: b}}, target: {target}}}\n"
    assert read_one(as_yaml(read_one(text), "")) == read_one(text)
    into = Store()
    store.add(into, emit(read({NAME: text}), Base(), {}))
    figures = [
        quad.object for quad in into if isinstance(quad.object, Literal) and quad.object.datatype == DECIMAL
    ]
    assert [(Decimal(figure.value), "E" in figure.value) for figure in figures] == [(Decimal(written), False)]


DECIMAL = next(iter(parse(b"<a:a> <a:b> 0.1 .", format=RdfFormat.TURTLE))).object.datatype


def test_a_control_character_is_no_text() -> None:
    with pytest.raises(BadRecords, match=r"records\.yaml:4: holds the control character U\+0000"):
        read_one(DOCUMENT.replace("vi: a", 'vi: "\\0"'))


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.sampled_from([None, "before", "by", "during", "from"]))
@example(date(1, 1, 1), "before")
@tried(100)
def test_the_last_day_is_never_after_the_date(day: date, qualifier: str | None) -> None:
    for edtf in (str(day), f"{day.year:04}", f"{day.year:04}-{day.month:02}", f"../{day}"):
        last = last_day(edtf, qualifier)
        assert last is None or last <= date(day.year, 12, 31)
