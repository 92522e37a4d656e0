"""`kg build`: the graph of records and documents."""

import gc
import re
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from kg.cli.options import command, say
from kg.errors import BadInput
from kg.names import VOCABULARY_BASE, Base
from kg.pipeline import build

_DONE, _FOUND = 0, 1


def run(arguments: Sequence[str]) -> int:
    """Build the paths given, by default the reviewed corpus; 1 where a document had to be left out."""
    parser = command("build", "Build the graph from records and documents.")
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="records, documents and folders of them; 'corpus' names the reviewed records (default)",
    )
    parser.add_argument(
        "-o", "--output", type=Path, default=Path("build"), metavar="FOLDER", help="default: build"
    )
    parser.add_argument("--base", default=VOCABULARY_BASE, metavar="IRI", help="where the IRIs of data begin")
    options = parser.parse_args(arguments)
    tell = partial(say, quiet=options.quiet)
    # A build makes values and hardly a cycle, and then ends: looking for cycles costs a tenth of its time.
    gc.disable()
    try:
        built = build(options.paths, options.output, _base(options.base), tell)
    finally:
        gc.enable()
    tell(f"built {built.folder}: open {built.folder}/index.html in a browser, or try 'kg ask'")
    for problem in built.left_out:
        print(f"left out: {problem}", file=sys.stderr)
    return _FOUND if built.left_out else _DONE


def _base(iri: str) -> Base:
    if not re.fullmatch(r"https?://[!-~]+/", iri):
        raise BadInput(
            f"--base {iri}: not an http(s) IRI that ends in '/'; give one like https://example.org/kg/"
        )
    return Base(iri)
