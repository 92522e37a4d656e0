"""`kg build`: the graph of records and documents."""

import argparse
import gc
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from gettext import gettext as _
from pathlib import Path

from kg.cli.language import told
from kg.cli.options import command, of_a_server, say
from kg.errors import BadInput
from kg.messages import Message
from kg.names import VOCABULARY_BASE, Base
from kg.pipeline import build
from kg.pipeline.bulk import Answer, BuiltInBulk, Mapper, build_in_bulk, on_terminal, unwatched
from kg.store import Remote, open_build, open_server, put, writable

_DONE, _FOUND = 0, 1


def run(arguments: Sequence[str]) -> int:
    """Build the paths given, by default the reviewed corpus; 1 where a document had to be left out."""
    options = _options(arguments)
    tell = partial(say, quiet=options.quiet)
    base = _base(options.base)
    server = _server(options, base)
    # A build makes values and hardly a cycle, and then ends: looking for cycles costs a tenth of its time.
    gc.disable()
    try:
        built = (
            _bulk(options, base, tell) if options.bulk else build(options.paths, options.output, base, tell)
        )
    finally:
        gc.enable()
    if server:
        put(server, base.iri, open_build(built.folder), tell)
        tell(Message("put on {store}: try 'kg ask --store {store}'", store=options.store))
    look = "built {folder}: try 'kg ask --build {folder}'"
    if not options.bulk:
        look = "built {folder}: open {folder}/index.html in a browser, or try 'kg ask --build {folder}'"
    tell(Message(look, folder=built.folder))
    for problem in built.left_out:
        say(Message("left out: {problem}", problem=problem), quiet=False)
    return _FOUND if built.left_out else _DONE


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = command("build", "Build the graph from records and documents.")
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar=_("PATH"),
        help=_("records, documents and folders of them; 'corpus' names the reviewed records (default)"),
    )
    parser.add_argument(
        "-o", "--output", type=Path, default=Path("build"), metavar=_("FOLDER"), help=_("default: build")
    )
    parser.add_argument(
        "--base", default=VOCABULARY_BASE, metavar="IRI", help=_("where the IRIs of data begin")
    )
    parser.add_argument(
        "--bulk",
        action="store_true",
        help=_("for thousands of documents: on all cores, without pictures; again, only what changed"),
    )
    parser.add_argument(
        "--scheduler",
        metavar=_("ADDRESS"),
        help=_("with --bulk: read and emit on the workers of a Dask cluster"),
    )
    parser.add_argument(
        "--shared",
        default="",
        metavar=_("PLACE"),
        help=_("with --scheduler: a folder or fsspec path that every machine sees, for what workers make"),
    )
    of_a_server(parser)
    options = parser.parse_args(arguments)
    if (options.scheduler and not options.bulk) or (options.shared and not options.scheduler):
        raise BadInput("--scheduler goes with --bulk, and --shared with --scheduler; give both")
    return options


def _bulk(options: argparse.Namespace, base: Base, tell: Callable[[str], None]) -> BuiltInBulk:
    """Build in bulk; a bar shows how far it is, on a terminal and unless quiet is wanted."""
    watch = _on_terminal if sys.stderr.isatty() and not options.quiet else unwatched
    mapper = _cluster(options) if options.scheduler else None
    return build_in_bulk(options.paths, options.output, base, tell, mapper=mapper, watch=watch)


def _on_terminal(label: str, total: int, answers: Iterator[Answer]) -> Iterator[Answer]:
    return on_terminal(told(label), total, answers)


def _cluster(options: argparse.Namespace) -> Mapper:
    # Dask takes a second to load, and few builds want it.
    from kg.pipeline.bulk.cluster import Cluster

    return Cluster(options.scheduler, options.shared)


def _server(options: argparse.Namespace, base: Base) -> Remote | None:
    """The server that gets the build, if one is named: tried before anything is built."""
    if not options.store:
        if options.store_update or options.store_graphs:
            raise BadInput("--store-update and --store-graphs go with --store; give the query address")
        return None
    server = open_server(options.store, options.store_update, options.store_graphs, base=base.iri)
    writable(server, base.iri)
    return server


def _base(iri: str) -> Base:
    # As `kg publish` takes it: what is built can be published there.
    if not re.fullmatch(r"https?://[\w.~:@%/-]+/", iri, re.ASCII):
        raise BadInput(
            "--base {iri}: not an http(s) IRI that ends in '/'; give one like https://example.org/kg/",
            iri=iri,
        )
    return Base(iri)
