"""`kg sparql`: any query on the built graph."""

import sys
from collections.abc import Sequence
from pathlib import Path

from kg.cli.options import command, of_a_build, of_an_answer, put
from kg.query import FORMATS, show
from kg.query import run as run_query
from kg.source import read
from kg.store import open_build

_DONE = 0


def run(arguments: Sequence[str]) -> int:
    """Answer a query, given as text or as the name of a file, with a table or with Turtle."""
    parser = command("sparql", "Run any SPARQL query on the built graph.")
    parser.add_argument("query", metavar="QUERY", help="SPARQL, or the name of a file that holds it")
    of_a_build(parser)
    of_an_answer(parser, tuple(FORMATS))
    options = parser.parse_args(arguments)
    query = options.query if "{" in options.query else read(Path(options.query)).text
    found = run_query(open_build(options.build), query)
    if not isinstance(found, str):
        watched = options.output is None and sys.stdout.isatty()
        found = show(found, options.format, options.lang, watched=watched)
    put(found, options.output)
    return _DONE
