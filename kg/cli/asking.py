"""`kg ask` and `kg sparql`: questions and queries on the built graph."""

import argparse
import sys
from pathlib import Path

from pyoxigraph import Literal

from kg.errors import BadInput, UnknownName
from kg.query import Question, Table, ask, questions, resolve, run, show
from kg.store import open_build
from kg.text import fold


def listing(options: argparse.Namespace) -> str:
    """All questions with what they ask and the options they take."""
    rows = tuple(
        (
            Literal(q.name),
            Literal(q.asks(options.lang)),
            Literal(" ".join(f"--{p.name}" for p in q.parameters)),
        )
        for q in questions().values()
    )
    return _shown(Table(("question", "asks", "options"), rows), options)


def answer(options: argparse.Namespace) -> str:
    """The answer to the question that the options name; its own options are what is left of the line."""
    question = _question(options.question)
    given = vars(_parser(question, options.lang).parse_args(options.rest))
    with_defaults = {p.name: given[p.name] for p in question.parameters if given[p.name] is not None}
    store = open_build(options.build)
    kinds = {p.name: p.kind for p in question.parameters}
    terms = {
        name: resolve(store, name, value) if kinds[name] == "iri" else value
        for name, value in with_defaults.items()
    }
    return _shown(ask(store, question, terms, options.lang), options)


def _question(name: str) -> Question:
    known = questions()
    if name not in known:
        from rapidfuzz import process

        nearest = [
            match for match, _, _ in process.extract(fold(name), list(known), limit=3, score_cutoff=50)
        ]
        raise UnknownName(name, "question", nearest)
    return known[name]


def _parser(question: Question, lang: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"kg ask {question.name}", description=question.asks(lang))
    for parameter in question.parameters:
        parser.add_argument(
            f"--{parameter.name}", metavar=parameter.kind.upper(), help=f"default: {parameter.default}"
        )
    return parser


def any_query(options: argparse.Namespace) -> str:
    """The answer to a query given as text or as the name of a file."""
    text = options.query
    if "{" not in text:
        try:
            text = Path(text).read_text(encoding="utf-8")
        except OSError as error:
            raise BadInput(
                f"{text}: {error.strerror}; give a file that holds a query, or the query itself"
            ) from error
        except UnicodeDecodeError as error:
            raise BadInput(f"{options.query}: not UTF-8; save the query as UTF-8") from error
    found = run(open_build(options.build), text)
    return found if isinstance(found, str) else _shown(found, options)


def _shown(table: Table, options: argparse.Namespace) -> str:
    return show(table, options.format, options.lang, watched=not options.output and sys.stdout.isatty())
