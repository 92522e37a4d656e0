"""Query: questions kept as `.rq` files, parameters bound as RDF terms, and the tables that answer."""

from kg.query.binding import bind
from kg.query.naming import resolve
from kg.query.question import Parameter, Question, parse_question, questions
from kg.query.showing import FORMATS, show
from kg.query.table import Table, ask, bound, cell, run

__all__ = [
    "FORMATS",
    "Parameter",
    "Question",
    "Table",
    "ask",
    "bind",
    "bound",
    "cell",
    "parse_question",
    "questions",
    "resolve",
    "run",
    "show",
]
