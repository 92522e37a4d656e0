"""`kg publish`: a static site of linked data, for any web server or a USB stick."""

import argparse
import gc
from collections.abc import Iterator, Sequence
from gettext import gettext as _
from pathlib import Path

from kg.cli.options import command, of_a_build, say
from kg.errors import BadInput
from kg.messages import Message
from kg.publish import Published, Rights, is_of_others, publish

_DONE = 0


def run(arguments: Sequence[str]) -> int:
    """Write the site of a built graph."""
    options = _parser().parse_args(arguments)
    if options.endpoint == "":
        raise BadInput("--endpoint: gives no address; use --no-endpoint where there is none")
    # A site makes values and hardly a cycle, and then ends.
    gc.disable()
    try:
        made = publish(
            options.build,
            options.output,
            options.base,
            endpoint="" if options.no_endpoint else options.endpoint,
            rights=Rights(options.publisher, options.licence),
        )
    finally:
        gc.enable()
    for line in _told(made, options):
        say(line, quiet=options.quiet)
    return _DONE


def _told(made: Published, options: argparse.Namespace) -> Iterator[Message]:
    """What was written, whose it says it is, and where to look."""
    what = "{pages} pages among {files} files on {quads} quads"
    if made.kept:
        what = "{pages} pages among {files} files on {quads} quads; {kept} files are as they were"
    yield Message(what, pages=made.pages, files=made.files, quads=made.quads, kept=made.kept)
    if is_of_others(options.build) and not options.publisher:
        whose = (
            "the site names the makers of the ontology as its publisher and {licence} as its licence; "
            "say yours by --publisher and --licence"
        )
        yield Message(whose, licence=options.licence)
    yield Message("published {folder}: open {folder}/index.html in a browser", folder=made.folder)


def _parser() -> argparse.ArgumentParser:
    parser = command(
        "publish", "Write a static site: pages and RDF for every resource, search, queries, dumps."
    )
    of_a_build(parser)
    parser.add_argument(
        "--base",
        default="",
        metavar="IRI",
        help=_("where the site will stand (default: the base of the build)"),
    )
    parser.add_argument(
        "-o", "--output", type=Path, default=Path("site"), metavar=_("FOLDER"), help=_("default: site")
    )
    usual = Rights()
    parser.add_argument(
        "--publisher",
        default=usual.publisher,
        metavar=_("NAME"),
        help=_("who publishes the data (default: who made the ontology)"),
    )
    parser.add_argument(
        "--licence",
        default=usual.licence,
        metavar="IRI",
        help=_("under which licence (default: that of the reviewed records, CC BY 4.0)"),
    )
    beside = parser.add_mutually_exclusive_group()
    beside.add_argument(
        "--endpoint", metavar="URL", help=_("the SPARQL service beside it (default: BASEsparql)")
    )
    beside.add_argument("--no-endpoint", action="store_true", help=_("no SPARQL service stands beside it"))
    return parser
