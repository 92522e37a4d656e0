"""The ready questions as the page that people open first shows them, each with its answer."""

import re
import shlex
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from kg.query import Parameter, Question, Table, ask, main_name, questions, said_place
from kg.query.naming import names
from kg.query.placing import PLACES
from kg.query.question import LANGUAGE
from kg.query.showing import compact, heading
from kg.query.table import based
from kg.text import fold
from kg.view.answers import Words, alike, rows
from kg.view.dates import day, written
from kg.view.telling import Telling, caption

ROWS_SHOWN = 30
# As columns these two name documents.
_OF_DATES = {"from": Words("Từ ngày", "From"), "to": Words("Đến ngày", "Until")}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in one language as the page shows it: headings, first rows, and how many rows there are."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its first tag, the values it is asked with, the command that asks it, and its answers."""

    name: str
    tag: str
    asks: Words
    given: tuple[tuple[Words, Words], ...]
    command: str
    answers: Mapping[str, Answer]
    tables: Mapping[str, Table]


def asked(store: Store, tell: Telling) -> list[Asked]:
    """The questions with their answers where parameters have their defaults, or what stands in for them.

    What asks about a kind of thing of which the graph has none is left out.
    """
    subjects = _subjects(store, {p for q in questions().values() for p in q.parameters if p.kind == "iri"})
    library = [q for q in questions().values() if all(p in subjects for p in q.parameters if p.kind == "iri")]
    spoken = _spoken(store, set(subjects.values())) | _numbers(subjects.values(), tell)
    return [_answered(store, question, subjects, (spoken, tell)) for question in library]


def _subjects(store: Store, parameters: Collection[Parameter]) -> dict[Parameter, str]:
    """What is asked about: the default, or, where a graph says nothing of it, what it says most of.

    There is nothing for a parameter that stands for a kind of thing of which the graph has none.
    """
    uses: dict[str, dict[str, str]] = {}
    for row in rows(store, "busiest"):
        uses.setdefault(row["kind"], {})[row["thing"]] = row["uses"]
    found = {}
    for parameter in parameters:
        default, known = based(store, parameter.default), uses.get(parameter.name, {})
        if known:
            found[parameter] = default if default in known else next(iter(known))
        elif main_name(store, default, "vi"):
            found[parameter] = default
    return found


def _answered(
    store: Store,
    question: Question,
    subjects: Mapping[Parameter, str],
    told: tuple[Mapping[str, str], Telling],
) -> Asked:
    spoken, tell = told
    values = {p.name: subjects.get(p, p.default) for p in question.parameters}
    about = {p.name: NamedNode(values[p.name]) for p in question.parameters if p in subjects}
    vi = ask(store, question, about, "vi")
    en = ask(store, question, about, "en") if LANGUAGE in question.text else vi
    options = "".join(f" --{name} {_typed(spoken.get(value, value))}" for name, value in values.items())
    return Asked(
        name=question.name,
        tag=question.tags[0] if question.tags else "",
        asks=Words(question.summary_vi, question.summary),
        given=tuple((_name(p), _value(p, values[p.name], tell)) for p in question.parameters),
        command=f"kg ask {question.name}{options}",
        answers={"vi": _answer(vi, "vi"), "en": _answer(en, "en")},
        tables={"vi": vi, "en": en},
    )


def _name(parameter: Parameter) -> Words:
    named = caption(parameter.name)
    return _OF_DATES.get(parameter.name, named) if parameter.kind == "date" else named


def _value(parameter: Parameter, value: str, tell: Telling) -> Words:
    """The value of a parameter by the name that people know it by."""
    if parameter.kind == "iri":
        return tell.thing(value)
    return day(value) if parameter.kind == "date" else alike(value)


def _spoken(store: Store, wanted: Collection[str]) -> dict[str, str]:
    """What a user would type for each of these that has it: the shortest name that nothing else bears."""
    found: dict[str, str] = {}
    for kind in ("body", "document", "statement", "concept"):
        known = names(store, kind)
        bearers: dict[str, set[str]] = {}
        for name in known:
            bearers.setdefault(name.folded, set()).add(name.thing)
        for name in sorted(known, key=lambda n: (-len(n.written), n.written)):
            if name.thing in wanted and len(bearers[name.folded]) == 1:
                found[name.thing] = name.written
    return found


def _numbers(wanted: Collection[str], tell: Telling) -> dict[str, str]:
    """The numbers of these documents, where no other has the same: people know documents by them."""
    numbers = Counter(fold(row["number"]) for row in tell.documents.values())
    said = {iri: tell.documents[iri]["number"] for iri in wanted if iri in tell.documents}
    return {iri: number for iri, number in said.items() if number and numbers[fold(number)] == 1}


def _typed(value: str) -> str:
    return shlex.quote(value) if re.search(r"[^\w./:#-]", value) else value


def _answer(table: Table, lang: str) -> Answer:
    """The first rows, without the columns that say nothing in any row."""
    cells = [
        [_cell(column, written(term, lang), lang) for column, term in zip(table.columns, row, strict=True)]
        for row in table.rows
    ]
    kept = [at for at, _ in enumerate(table.columns) if not cells or any(row[at] for row in cells)]
    return Answer(
        headings=tuple(heading(table.columns[at], lang) for at in kept),
        rows=tuple(tuple(compact(row[at]) for at in kept) for row in cells[:ROWS_SHOWN]),
        total=len(cells),
    )


def _cell(column: str, text: str, lang: str) -> str:
    return said_place(text, lang) if column in PLACES and text else text
