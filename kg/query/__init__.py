"""Query: questions kept as `.rq` files, parameters bound as RDF terms, and the tables that answer."""

from kg.query.asking import answer, named, subject, subjects
from kg.query.binding import bind
from kg.query.called import main_name
from kg.query.dating import deadline_in_english, meant, ordinal
from kg.query.examining import OutsideGraph, examine
from kg.query.naming import resolve, resolve_thing, taken_for
from kg.query.placing import explained, mark, said_place
from kg.query.prologue import declared
from kg.query.question import Parameter, Question, header, parse_question, questions
from kg.query.reviewing import Unreviewed, counting, drawn_from, holds_drafts, resting, unreviewed
from kg.query.showing import FORMATS, show
from kg.query.table import Table, ask, based, bound, cell, run, select
from kg.query.wording import in_markdown, printable, usual_name

__all__ = [
    "FORMATS",
    "OutsideGraph",
    "Parameter",
    "Question",
    "Table",
    "Unreviewed",
    "answer",
    "ask",
    "based",
    "bind",
    "bound",
    "cell",
    "counting",
    "deadline_in_english",
    "declared",
    "drawn_from",
    "examine",
    "explained",
    "header",
    "holds_drafts",
    "in_markdown",
    "main_name",
    "mark",
    "meant",
    "named",
    "ordinal",
    "parse_question",
    "printable",
    "questions",
    "resolve",
    "resolve_thing",
    "resting",
    "run",
    "said_place",
    "select",
    "show",
    "subject",
    "subjects",
    "taken_for",
    "unreviewed",
    "usual_name",
]
