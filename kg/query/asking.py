"""Answer a question that is named, with values as people give them."""

from collections.abc import Mapping

from pyoxigraph import NamedNode, Store
from rapidfuzz import process

from kg import resources
from kg.errors import BadQuery, UnknownName
from kg.messages import Message
from kg.query.called import main_name
from kg.query.naming import resolve
from kg.query.question import Parameter, Question, questions
from kg.query.table import Table, ask, based, select
from kg.text import fold

_NEAR = 50


def named(name: str) -> Question:
    """The question of this name.

    Raises UnknownName, with the nearest names.
    """
    known = questions()
    if name not in known:
        nearest = process.extract(fold(name).replace(" ", "-"), list(known), limit=3, score_cutoff=_NEAR)
        raise UnknownName(name, "question", [match for match, _, _ in nearest])
    return known[name]


def answer(store: Store, question: Question, given: Mapping[str, str], lang: str) -> Table:
    """The answer to a question whose parameters are given by name: bodies, documents and so on by any name.

    A parameter that is not given has its default. Raises BadQuery where the question has no such parameter
    or a value does not fit it, UnknownName or AmbiguousName where a name does not tell one thing.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    if unknown := sorted(set(given) - set(known)):
        offered = ", ".join(known) or Message("none")
        raise BadQuery(
            "{question} has no parameter {name!r}; its parameters: {offered}",
            question=question.name,
            name=unknown[0],
            offered=offered,
        )
    terms = {name: _value(store, known[name], value, lang) for name, value in given.items()}
    return ask(store, question, terms, lang)


def subjects(store: Store, question: Question, given: Mapping[str, str], lang: str) -> list[str]:
    """What a question is asked about, as IRIs: what is given by name, as for `answer`, or the defaults.

    Raises what `answer` raises of names.
    """
    asked = [parameter for parameter in question.parameters if parameter.kind == "iri"]
    return [
        resolve(store, parameter.name, given[parameter.name], lang).value
        if parameter.name in given
        else based(store, parameter.default)
        for parameter in asked
    ]


def subject(store: Store, parameter: Parameter) -> str:
    """What a question is asked about where nothing is given, as an IRI: its default, where that is known.

    Else it is what the graph says most of, or the default all the same where it has nothing of its kind.
    """
    default = based(store, parameter.default)
    if main_name(store, default, "vi"):
        return default
    rows = select(store, resources.text("queries/view/busiest.rq"), "view/busiest.rq").mappings()
    return next((row["thing"] for row in rows if row["kind"] == parameter.name), default)


def _value(store: Store, parameter: Parameter, given: str, lang: str) -> NamedNode | str:
    return resolve(store, parameter.name, given, lang) if parameter.kind == "iri" else given
