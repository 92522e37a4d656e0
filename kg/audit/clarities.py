"""The five clarities asked of a task ("5 rõ"): who, what, with what responsibility, when, with what result.

Each is measured on a task's smallest parts, with what the tasks that they are part of say; docs/audit.md says
how, and why so.
"""

from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from kg.query import Table, ask, questions

BY_DOCUMENT, _MISSING = "clarities-by-document", "tasks-missing-clarity"


@dataclass(frozen=True, slots=True)
class Clarity:
    """One of the five: the column that counts it, and its names."""

    column: str
    vi: str
    en: str


CLARITIES = (
    Clarity("who", "rõ người", "who"),
    Clarity("what", "rõ việc", "what"),
    Clarity("responsibility", "rõ trách nhiệm", "responsibility"),
    Clarity("when", "rõ thời gian", "when"),
    Clarity("result", "rõ kết quả", "result"),
)


def clarities(store: Store, lang: str) -> Table:
    """How many tasks of each document and group have each of the five, in order of documents."""
    return ask(store, questions()[BY_DOCUMENT], {}, lang)


def unclear(store: Store, document: str, lang: str) -> Table:
    """The tasks of a document, by its IRI, that lack one of the five, and which."""
    return ask(store, questions()[_MISSING], {"document": NamedNode(document)}, lang)
