"""`kg sparql`: any query on the built graph."""

from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path

from kg.cli.options import command, of_a_build_or_server, of_an_answer, opened, put, watched
from kg.query import FORMATS, Table, bound, declared, parse_question, show
from kg.query import run as run_query
from kg.source import read

# The forms for people, with headings; the others have the names of columns.
_READ = ("table", "md")
_DONE = 0


def run(arguments: Sequence[str]) -> int:
    """Answer a query, given as text or as the name of a file, with a table or with Turtle."""
    parser = command("sparql", "Run any SPARQL query on the built graph.")
    parser.add_argument("query", metavar=_("QUERY"), help=_("SPARQL, or the name of a file that holds it"))
    of_a_build_or_server(parser)
    of_an_answer(parser, tuple(FORMATS))
    options = parser.parse_args(arguments)
    query, store = _query(options.query), opened(options)
    if of_library := query.startswith("#+"):
        query = bound(store, parse_question(options.query, query), {}, options.lang)
    found = run_query(store, declared(query))
    if not isinstance(found, str):
        if options.format in _READ and not of_library:
            # A variable of one's own means what its query says, not what a question means by that name.
            found = Table(tuple(f"?{column}" for column in found.columns), found.rows)
        found = show(found, options.format, options.lang, watched=watched(options.output))
    put(found, options.output)
    return _DONE


def _query(given: str) -> str:
    """The query given, or that in the file of this name; one word alone is taken for a file's name."""
    if len(given.split()) > 1 and not _is_file(given):
        return given
    return read(Path(given)).text


def _is_file(given: str) -> bool:
    try:
        return Path(given).is_file()
    except OSError:
        # Longer than any file's name.
        return False
