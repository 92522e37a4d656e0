"""Run queries on a store; what comes back is a table, or triples as Turtle."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from pyoxigraph import (
    Literal,
    NamedNode,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from kg.errors import BadQuery
from kg.names import IDS, VOCABULARY_BASE
from kg.query.binding import bind
from kg.query.examining import examine
from kg.query.nesting import check_nesting
from kg.query.notebook import Term, as_frame, as_html
from kg.query.question import LANGUAGE, Parameter, Question
from kg.query.wording import printable

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["Table", "Term", "ask", "based", "bound", "cell", "run", "select"]

# What is minted under the base of a build: everything with an id, and indicators.
_DATA = (IDS, f"{VOCABULARY_BASE}concept/indicator/")
# Every build has this graph, and what stands before it is the base.
_MARK = "graph/ontology/policy"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_LEXICAL = {"date": re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII), "integer": re.compile(r"[+-]?\d+", re.ASCII)}


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns, and rows of terms; None where a row has nothing in a column.

    `lang` is the language of the headings where a notebook shows it; `unreviewed` says in it how many rows of
    an answer rest on drafts that nobody has reviewed, and is empty where none does or nobody looked.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term, ...], ...]
    lang: str = field(default="vi", compare=False)
    unreviewed: str = field(default="", compare=False)

    def cells(self) -> list[list[str]]:
        """The rows as text: the value of a literal, an IRI in full, nothing for nothing."""
        return [[cell(term) for term in row] for row in self.rows]

    def mappings(self) -> list[dict[str, str]]:
        """The rows as text by column; the text is empty where a row has nothing."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.cells()]

    def to_pandas(self) -> "DataFrame":
        """The rows as a DataFrame; raises MissingTool where pandas is not installed."""
        return as_frame(self.columns, self.rows)

    def _repr_html_(self) -> str:
        """How a notebook shows the table."""
        return as_html(self.columns, self.cells(), self.lang, self.unreviewed)


def cell(term: Term) -> str:
    """A term as text for a cell.

    >>> cell(Literal("Bộ Tài chính", language="vi")), cell(None)
    ('Bộ Tài chính', '')
    """
    if term is None:
        return ""
    return str(term) if isinstance(term, Triple) else term.value


def run(store: Store, query: str) -> Table | str:
    """The answer to a SPARQL 1.1 query over all graphs: a table, or Turtle for CONSTRUCT and DESCRIBE.

    Raises BadQuery where the query is not SPARQL, or would reach beyond the store.
    """
    check_nesting(query)
    examined = examine(query)
    try:
        answer = store.query(examined, use_default_graph_as_union=True)
        if isinstance(answer, QuerySolutions):
            names = [variable.value for variable in answer.variables]
            return Table(tuple(names), tuple(tuple(solution[name] for name in names) for solution in answer))
        if isinstance(answer, QueryTriples):
            return (serialize(sorted(answer, key=str), format=RdfFormat.TURTLE) or b"").decode("utf-8")
        return Table(("answer",), ((Literal(bool(answer)),),))
    except (SyntaxError, OSError, RuntimeError, ValueError) as error:
        raise BadQuery("the query cannot be run: {why}", why=printable(str(error))) from error


def select(store: Store, query: str, name: str) -> Table:
    """The rows that a query gives; `name` is what to call it where it gives none.

    Raises BadQuery where it constructs a graph, or cannot be run.
    """
    answer = run(store, query)
    if isinstance(answer, str):
        raise BadQuery("{name} constructs a graph; write one that selects rows", name=name)
    return answer


def bound(store: Store, question: Question, given: Mapping[str, NamedNode | str], lang: str) -> str:
    """The query of a question with its parameters in place; `given` holds values by name, IRIs where due.

    Raises BadQuery where a value does not fit its parameter.
    """
    terms: dict[str, NamedNode | Literal] = {LANGUAGE: Literal(lang)}
    for parameter in question.parameters:
        value = given[parameter.name] if parameter.name in given else _default(store, parameter)
        terms[parameter.variable] = _term(parameter, value)
    return bind(question.text, terms)


def _default(store: Store, parameter: Parameter) -> str:
    return based(store, parameter.default) if parameter.kind == "iri" else parameter.default


def ask(store: Store, question: Question, given: Mapping[str, NamedNode | str], lang: str) -> Table:
    """The answer to a question; parameters and errors as for `bound`."""
    query = bound(store, question, given, lang)
    return replace(select(store, query, f"{question.name}.rq"), lang=lang)


def based(store: Store, iri: str) -> str:
    """An IRI of data under the standard base, under the base that the store was built with."""
    standard = NamedNode(VOCABULARY_BASE + _MARK)
    # Of tens of thousands of graphs one is looked up first; a server is asked for its list.
    if not iri.startswith(_DATA) or (isinstance(store, Store) and store.contains_named_graph(standard)):
        return iri
    graphs = (graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode))
    own = next((graph.removesuffix(_MARK) for graph in graphs if graph.endswith(_MARK)), VOCABULARY_BASE)
    return own + iri.removeprefix(VOCABULARY_BASE)


def _term(parameter: Parameter, value: NamedNode | str) -> NamedNode | Literal:
    if parameter.kind == "iri":
        return value if isinstance(value, NamedNode) else NamedNode(value)
    text = value.value if isinstance(value, NamedNode) else value
    if parameter.kind == "string":
        return Literal(text)
    if not _LEXICAL[parameter.kind].fullmatch(text) or (parameter.kind == "date" and not _is_day(text)):
        wrong = "--{name}: {text!r} is not a whole number"
        if parameter.kind == "date":
            wrong = "--{name}: {text!r} is not a date like 2025-06-30"
        raise BadQuery(wrong, name=parameter.name, text=text)
    return Literal(text, datatype=NamedNode(_XSD + parameter.kind))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
