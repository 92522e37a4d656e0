"""`kg ask`: the questions, and their answers on the built graph."""

import argparse
import os
from collections.abc import Sequence
from gettext import gettext as _

from pyoxigraph import Literal

from kg.cli.language import wanted
from kg.cli.options import command, of_a_build_or_server, of_an_answer, opened, put, watched
from kg.query import FORMATS, Question, Table, answer, named, questions, show

_DONE = 0


def run(arguments: Sequence[str]) -> int:
    """List the questions, or answer the one that is named."""
    at = _position(arguments)
    question = None if at is None else named(arguments[at])
    rest = list(arguments) if at is None else [*arguments[:at], *arguments[at + 1 :]]
    options = _parser(question).parse_args(rest)
    table = _answer(question, options) if question else _listing(options.lang)
    put(show(table, options.format, options.lang, watched=watched(options.output)), options.output)
    return _DONE


def _position(arguments: Sequence[str]) -> int | None:
    """Where the question's name stands: first, or, where options come first, wherever a question is named."""
    if arguments and not arguments[0].startswith("-"):
        return 0
    return next((at for at, argument in enumerate(arguments) if argument in questions()), None)


def _parser(question: Question | None) -> argparse.ArgumentParser:
    if question is None:
        parser = command(
            "ask", "List the questions; 'kg ask NAME' answers one, 'kg ask NAME --help' shows its options."
        )
    else:
        parser = command(f"ask {question.name}", _purpose(question))
        for parameter in question.parameters:
            parser.add_argument(
                f"--{parameter.name}",
                metavar=parameter.kind.upper(),
                help=_("default: {default}").format(default=parameter.default),
            )
    of_a_build_or_server(parser)
    of_an_answer(parser, tuple(FORMATS))
    return parser


def _purpose(question: Question) -> str:
    """What a question asks: in both languages where English is spoken, for its answers are in Vietnamese."""
    asked = f"{question.summary_vi} / {question.summary}"
    return question.summary_vi if wanted(os.environ) == "vi" else asked


def _listing(lang: str) -> Table:
    rows = tuple(
        (Literal(q.name), Literal(q.asks(lang)), Literal(" ".join(f"--{p.name}" for p in q.parameters)))
        for q in questions().values()
    )
    return Table(("question", "asks", "options"), rows)


def _answer(question: Question, options: argparse.Namespace) -> Table:
    store = opened(options)
    given = {p.name: getattr(options, p.name) for p in question.parameters}
    return answer(
        store, question, {n: value for n, value in given.items() if value is not None}, options.lang
    )
