"""Measure the load of bodies, and how far targets are covered by tasks and tasks by bodies."""

from pyoxigraph import Literal, Store

from kg import resources
from kg.query import Table, bind, select
from kg.trace.wording import phrase, phrases


def load(store: Store, lang: str) -> Table:
    """Tasks by body and role, the most charged body first; `meanings("load", lang)` says what is counted."""
    return _measured(store, "load", lang)


def coverage(store: Store, lang: str) -> Table:
    """Targets with tasks, tasks with bodies, by document; `meanings("coverage", lang)` says what counts."""
    return _measured(store, "coverage", lang)


def meanings(measure: str, lang: str) -> list[str]:
    """What each figure of a measure means, a sentence for each column, in the order of the columns."""
    return [phrase("meanings", measure, column).of(lang) for column in phrases("meanings", measure)]


def _measured(store: Store, measure: str, lang: str) -> Table:
    query = bind(resources.text(f"queries/trace/{measure}.rq"), {"_lang_string": Literal(lang)})
    return select(store, query, f"trace/{measure}.rq")
