"""`kg trace`: the chains that connect bodies, tasks, targets, viewpoints and documents, and two measures."""

import argparse
from collections.abc import Callable, Sequence
from gettext import gettext as _

from kg.built import Built, Traced, open_built
from kg.cli.options import command, of_a_build_or_server, of_an_answer, put, say, watched
from kg.errors import BadInput
from kg.query import FORMATS, Table, counting, drawn_from, show, taken_for, unreviewed
from kg.trace import DEPTH, DIRECTIONS, meanings, tree

_DONE, _FOUND = 0, 1
_MEASURES: dict[str, Callable[[Built], Table]] = {"load": Built.load, "coverage": Built.coverage}
_TELLINGS: dict[str, Callable[[Traced], str]] = {
    "tree": str,
    "json": Traced.to_json,
    "md": Traced.to_markdown,
    "graphml": Traced.to_graphml,
    "html": Traced.to_html,
}

# Forms that tell the remarks on a trace, among them how much of it nobody has reviewed.
_REMARKED = ("tree", "json", "md")


def run(arguments: Sequence[str]) -> int:
    """Give the chains of a thing, or a measure; 1 where there is no chain."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if (options.thing is None) == (options.measure is None):
        parser.error(_("name one thing to trace, or give --load or --coverage"))
    graph = open_built(options.store or options.build, lang=options.lang)
    return _measured(graph, options) if options.measure else _traced(graph, options)


def _parser() -> argparse.ArgumentParser:
    parser = command(
        "trace", "Show the chains from bodies through tasks and targets to documents, either way."
    )
    parser.add_argument(
        "thing",
        nargs="?",
        metavar=_("THING"),
        help=_("a body, document or statement: name, number, locator or IRI"),
    )
    parser.add_argument("--to", metavar=_("OTHER"), help=_("only the chains to this other thing"))
    parser.add_argument("--towards", choices=DIRECTIONS, help=_("only one direction (default: both)"))
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument(
        "--all", action="store_true", dest="every", help=_("every chain, not each thing once or the shortest")
    )
    chosen.add_argument(
        "--shortest", action="store_true", help=_("each thing once, at the fewest steps (the default)")
    )
    parser.add_argument(
        "--depth",
        type=int,
        default=DEPTH,
        metavar="N",
        help=_("most steps of a chain (default: {default})").format(default=DEPTH),
    )
    for name, purpose in (
        ("load", _("instead: tasks by body and role")),
        ("coverage", _("instead: targets by tasks, tasks by bodies")),
    ):
        chosen.add_argument(f"--{name}", action="store_const", const=name, dest="measure", help=purpose)
    of_a_build_or_server(parser)
    of_an_answer(parser, ("tree", "json", "md", "graphml", "html", "table", "csv"))
    return parser


def _measured(graph: Built, options: argparse.Namespace) -> int:
    """A measure as a table, and what each figure means: under it for people, beside it for programs."""
    form = "table" if options.format == "tree" else options.format
    if form not in FORMATS:
        raise BadInput(
            "--{measure} has no form {form!r}; give one of {forms}",
            measure=options.measure,
            form=form,
            forms=", ".join(FORMATS),
        )
    measured = _MEASURES[options.measure](graph)
    table = show(measured, form, options.lang, watched=watched(options.output))
    told = "".join(f"* {sentence}\n" for sentence in meanings(options.measure, options.lang))
    read = form in ("table", "md")
    put(f"{table}\n{told}" if read else table, options.output)
    if not read:
        say(told.rstrip(), quiet=options.quiet)
    if standing := counting(unreviewed(graph.store)):
        say(standing, quiet=options.quiet)
    return _DONE


def _traced(graph: Built, options: argparse.Namespace) -> int:
    traced = graph.trace(
        options.thing, to=options.to or "", towards=options.towards, every=options.every, depth=options.depth
    )
    if options.format not in _TELLINGS:
        raise BadInput(
            "a trace has no form {form!r}; give one of {forms}",
            form=options.format,
            forms=", ".join(_TELLINGS),
        )
    if options.format == "tree" and watched(options.output):
        told = tree(traced.trace, options.lang, watched=True)
    else:
        told = _TELLINGS[options.format](traced)
    for given, thing in ((options.thing, traced.trace.start), (options.to, traced.trace.end)):
        if thing and (taken := taken_for(graph.store, given, thing.iri, options.lang)):
            say(taken, quiet=options.quiet)
    put(told, options.output)
    if options.format not in _REMARKED and (standing := drawn_from(graph.store, traced.trace.things)):
        say(standing, quiet=options.quiet)
    return _DONE if any(way.chains for way in traced.trace.ways) else _FOUND
