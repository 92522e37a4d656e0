"""`kg audit`: what sources say wrongly or differently, and how clear their tasks are."""

import argparse
from collections.abc import Iterable, Sequence
from gettext import gettext as _

from pyoxigraph import Literal, NamedNode, Store

from kg.audit import WHEN, as_read, audit, clarities, rules
from kg.cli.options import command, of_a_build_or_server, of_an_answer, opened, put, say, watched
from kg.query import FORMATS, Table, show
from kg.validate import Finding

_DONE, _FOUND = 0, 1
_FOR_PEOPLE = ("table", "md")
_GRAVITY = {"vi": {"warning": "cảnh báo", "note": "lưu ý"}, "en": {"warning": "warning", "note": "note"}}


def run(arguments: Sequence[str]) -> int:
    """List the findings, the gravest first, or count the five clarities; 1 where anything was found."""
    options = _parser().parse_args(arguments)
    table, status = _told(opened(options), options)
    put(show(table, options.format, options.lang, watched=watched(options.output)), options.output)
    if options.clarities:
        say(WHEN, quiet=options.quiet)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = command("audit", "List what the sources say wrongly or differently, the gravest first.")
    asked = parser.add_mutually_exclusive_group()
    asked.add_argument(
        "--rule",
        choices=tuple(rules()),
        metavar=_("NAME"),
        help=_("only what this rule finds; --rules lists them"),
    )
    asked.add_argument("--rules", action="store_true", help=_("list the rules instead"))
    asked.add_argument(
        "--clarities",
        action="store_true",
        help=_("count instead the tasks that are clear on who, what, responsibility, when, result"),
    )
    of_a_build_or_server(parser)
    of_an_answer(parser, tuple(FORMATS))
    return parser


def _told(store: Store, options: argparse.Namespace) -> tuple[Table, int]:
    if options.clarities:
        return clarities(store, options.lang), _DONE
    if options.rules:
        return _listing(options.lang), _DONE
    found = audit(store, only=options.rule)
    return _findings(found, options), _FOUND if found else _DONE


def _listing(lang: str) -> Table:
    rows = tuple(
        (Literal(_GRAVITY[lang][rule.severity]), Literal(rule.name), Literal(rule.says(lang)))
        for rule in rules().values()
    )
    return Table(("severity", "rule", "summary"), rows)


def _findings(found: Iterable[Finding], options: argparse.Namespace) -> Table:
    """The findings as rows; for people without the IRI in which a message ends."""
    lang, read_by_people = options.lang, options.format in _FOR_PEOPLE
    rows = tuple(
        (
            Literal(_GRAVITY[lang][finding.severity]),
            Literal(finding.rule),
            Literal(
                as_read(finding.message(lang), finding.value) if read_by_people else finding.message(lang)
            ),
            NamedNode(finding.focus),
        )
        for finding in found
    )
    return Table(("severity", "rule", "message", "iri"), rows)
