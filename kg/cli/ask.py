"""`kg ask`: the questions, and their answers on the built graph."""

import argparse
import os
import shlex
from collections.abc import Mapping, Sequence
from gettext import gettext as _

from pyoxigraph import Literal, Store

from kg.cli.language import wanted
from kg.cli.options import command, of_a_build_or_server, of_an_answer, opened, put, say, watched
from kg.messages import Message, joined
from kg.query import (
    FORMATS,
    Parameter,
    Question,
    Table,
    answer,
    based,
    explained,
    main_name,
    named,
    questions,
    resolve,
    resting,
    show,
    subject,
    taken_for,
    unreviewed,
    usual_name,
)

_DONE = 0
# How the value of each kind of parameter is called where usage is told.
_GIVEN = {
    "iri": Message("NAME"),
    "string": Message("TEXT"),
    "date": Message("YYYY-MM-DD"),
    "integer": Message("NUMBER"),
}


def run(arguments: Sequence[str]) -> int:
    """List the questions, or answer the one that is named."""
    at = _position(arguments)
    question = None if at is None else named(arguments[at])
    rest = list(arguments) if at is None else [*arguments[:at], *arguments[at + 1 :]]
    options = _options(question, rest)
    table = _answer(question, options) if question else _listing(options.lang)
    put(show(table, options.format, options.lang, watched=watched(options.output)), options.output)
    return _DONE


def _position(arguments: Sequence[str]) -> int | None:
    """Where the question's name stands: first, or, where options come first, wherever a question is named."""
    if arguments and not arguments[0].startswith("-"):
        return 0
    return next((at for at, argument in enumerate(arguments) if argument in questions()), None)


def _options(question: Question | None, line: Sequence[str]) -> argparse.Namespace:
    """What the line says besides the question's name; raises UnknownName for a word that names none."""
    options, left = _parser(question).parse_known_args(line)
    if question is None and left and not left[0].startswith("-"):
        named(left[0])
    return _parser(question).parse_args(line) if left else options


def _parser(question: Question | None) -> argparse.ArgumentParser:
    if question is None:
        parser = command(
            "ask", "List the questions; 'kg ask NAME' answers one, 'kg ask NAME --help' shows its options."
        )
        parser.usage = _("kg ask [-h] [NAME] [OPTION ...]")
    else:
        parser = command(f"ask {question.name}", _purpose(question))
        for parameter in question.parameters:
            parser.add_argument(
                f"--{parameter.name}",
                metavar=_(_GIVEN[parameter.kind]),
                help=_("default: {default}").format(default=_usual(parameter, wanted(os.environ))),
            )
    of_a_build_or_server(parser)
    of_an_answer(parser, tuple(FORMATS))
    return parser


def _usual(parameter: Parameter, lang: str) -> str:
    return usual_name(parameter.default, lang).replace("%", "%%")


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
    given = {p.name: value for p in question.parameters if (value := getattr(options, p.name)) is not None}
    subjects = {
        p.name: _subject(store, p, given, options.lang) for p in question.parameters if p.kind == "iri"
    }
    left = [p for p in question.parameters if p.name not in given]
    if assumed := [_assumed(store, p, subjects.get(p.name, ""), options.lang) for p in left]:
        told = "nothing else was given, so the question is asked with {values}"
        say(Message(told, values=joined(assumed, ", ")), quiet=options.quiet)
    for name in subjects.keys() & given.keys():
        if taken := taken_for(store, given[name], subjects[name], options.lang):
            say(taken, quiet=options.quiet)
    known = {p.name: about for p in question.parameters if (about := _known(store, p, subjects))}
    table = answer(store, question, given | known, options.lang)
    if standing := resting(unreviewed(store), table, list(subjects.values())):
        say(standing, quiet=options.quiet)
    if options.format == "table" and (places := explained(table)):
        say(places, quiet=options.quiet)
    return table


def _known(store: Store, parameter: Parameter, subjects: Mapping[str, str]) -> str:
    """What a question is asked about, unless that is its default, which no name has to lead to."""
    about = subjects.get(parameter.name, "")
    return "" if about == based(store, parameter.default) else about


def _subject(store: Store, parameter: Parameter, given: Mapping[str, str], lang: str) -> str:
    """What a question is asked about, as an IRI: what is given, or what stands in for it."""
    if parameter.name in given:
        return resolve(store, parameter.name, given[parameter.name], lang).value
    return subject(store, parameter)


def _assumed(store: Store, parameter: Parameter, about: str, lang: str) -> str:
    """A parameter with the value that it has where none is given, and how it came by that."""
    if parameter.kind == "iri" and about != based(store, parameter.default):
        called = shlex.quote(main_name(store, about, lang) or about)
        told = "--{name} {value} (of which this graph says most)"
        return Message(told, name=parameter.name, value=called)
    value = f"--{parameter.name} {shlex.quote(usual_name(parameter.default, lang))}"
    if parameter.kind != "iri" or main_name(store, about, lang):
        return value
    return Message("{value} (which this graph does not have)", value=value)
