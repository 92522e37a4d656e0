"""`kg check`: hold any RDF files against the shapes and the checks."""

import argparse
import re
from collections.abc import Sequence
from contextlib import suppress
from gettext import gettext as _
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from pyoxigraph import RdfFormat, Store

from kg.cli.options import command, of_an_answer, put, say
from kg.errors import BadInput
from kg.messages import Message, why
from kg.names import Base
from kg.query import printable
from kg.store import FOLDER, open_server_build
from kg.validate import ENGINES, VIOLATION, examine, learn
from kg.validate.report import FORMATS, Report, show

_DONE, _FOUND, _NOT_DONE = 0, 1, 2
_SUFFIXES = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
}
# How files begin whose suffix says nothing, or something else.
_XML = re.compile(r"\s*<(\?xml|!DOCTYPE|!--|([\w.-]+:)?RDF[\s>])")
_JSON = re.compile(r'\s*(\{\s*["}]|\[\s*\{)')
_QUAD = re.compile(
    r"(\s*#.*\n|\s)*(<[^>]*>|_:\S+)[ \t]+<[^>]*>[ \t]+"
    r'(<[^>]*>|_:\S+|"([^"\\\n]|\\.)*"(@[\w-]+|\^\^<[^>]*>)?)[ \t]+(<[^>]*>|_:\S+)[ \t]*\.'
)
_MARK = b"\xef\xbb\xbf"
_BEGINNING, _DEEPEST = 4096, 2_000
_PLACE = re.compile(r"^Parser error (at|between) line \d+.*?: ")
_REMEDIES = {
    RdfFormat.JSON_LD: Message("mend it there, with the @context in the file: nothing is fetched"),
    RdfFormat.RDF_XML: Message("mend the XML there, or give Turtle"),
}


def run(arguments: Sequence[str]) -> int:
    """Tell what is wrong in RDF files, by default in the built graph."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.store:
        if options.paths:
            parser.error(_("judge files or a server; give one of them"))
        return _judged(open_server_build(options.store).copied(), 1, options)
    files, wrong = _files(options.paths or [Path("build")])
    store, read, unreadable = load(files)
    for line in (*wrong, *unreadable):
        say(line, quiet=False)
    if not read:
        return _NOT_DONE
    status = _judged(store, len(read), options)
    return _NOT_DONE if wrong or unreadable else status


def _judged(store: Store, files: int, options: argparse.Namespace) -> int:
    quads = len(store)
    learn(store, Base())
    say(Message("judging {quads} triples of {files} files", quads=quads, files=files), quiet=options.quiet)
    report = Report(examine(store, options.engine), quads, files)
    put(show(report, options.format, options.lang, Base()), options.output)
    return _FOUND if report.count(VIOLATION) else _DONE


def _parser() -> argparse.ArgumentParser:
    parser = command("check", "Hold RDF files against the shapes and the checks; imports are not followed.")
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar=_("FILE_OR_FOLDER"),
        help=_("Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML, judged together (default: build)"),
    )
    parser.add_argument("--store", default="", metavar="URL", help=_("instead: the graph on a SPARQL server"))
    parser.add_argument("--engine", choices=tuple(ENGINES), help=_("default: by the number of triples"))
    of_an_answer(parser, tuple(FORMATS))
    return parser


def _files(paths: Sequence[Path]) -> tuple[list[Path], list[str]]:
    """The files to read, and a line on each path that gives none; of a build its quads stand for the rest."""
    files, wrong = list[Path](), list[str]()
    for path in paths:
        if (path / FOLDER).is_dir() and (path / "graph.nq").is_file():
            files.append(path / "graph.nq")
        elif path.is_dir():
            inside = [file for file in path.rglob("*") if file.suffix.lower() in _SUFFIXES and file.is_file()]
            files += sorted(inside)
            if not inside:
                line = "{path}: no RDF file is in it; give one that holds {suffixes}"
                wrong.append(Message(line, path=path, suffixes=", ".join(_SUFFIXES)))
        elif path.is_file():
            files.append(path)
        else:
            wrong.append(
                Message("{path}: no such file or folder; give RDF files, or folders of them", path=path)
            )
    return list(dict.fromkeys(files)), wrong


def load(files: Sequence[Path]) -> tuple[Store, list[Path], list[str]]:
    """A store of all RDF files that can be read, those files, and a line on each of the others."""
    store, read, wrong = Store(), list[Path](), list[str]()
    for file in files:
        try:
            _add(store, file)
            read.append(file)
        except BadInput as error:
            wrong.append(error.message)
    # A file that breaks off half-way has left its beginning behind.
    return (load(read)[0] if wrong else store), read, wrong


def _add(store: Store, file: Path) -> None:
    before, form = len(store), RdfFormat.TRIG
    try:
        with file.open("rb") as stream:
            beginning = stream.read(_BEGINNING)
            stream.seek(len(_MARK) if beginning.startswith(_MARK) else 0)
            form = format_of(file, beginning)
            if form == RdfFormat.RDF_XML:
                _check_depth(stream)
            store.bulk_load(stream, format=form, base_iri=file.resolve().as_uri())
    except SyntaxError as error:
        line = f":{error.lineno}" if error.lineno else ""
        remedy = _REMEDIES.get(form, Message("mend the file there"))
        if "UTF-8" in error.msg:
            remedy = Message("save it as UTF-8")
        told = printable(_PLACE.sub("", error.msg))
        raise BadInput(
            "{file}{line}: not {form}: {told}; {remedy}",
            file=file,
            line=line,
            form=form,
            told=told,
            remedy=remedy,
        ) from error
    except OSError as error:
        raise BadInput("{file}: {why}; give a file that can be read", file=file, why=why(error)) from error
    except ValueError as error:
        raise BadInput("{file}: {error}; save it as UTF-8", file=file, error=error) from error
    if form == RdfFormat.JSON_LD and len(store) == before:
        raise BadInput(
            "{file}: this JSON states nothing in RDF; give JSON-LD, with its @context in it", file=file
        )


def _check_depth(stream: BinaryIO) -> None:
    """Leaves an XML file where it stood; raises SyntaxError where it nests over 2,000 levels deep.

    The time that the store takes to read such a file grows with the square of its depth.
    """
    depth = 0

    def begun(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise SyntaxError(f"nests over {_DEEPEST:,} levels deep", ("", parser.CurrentLineNumber, 0, ""))

    def ended(_: str) -> None:
        nonlocal depth
        depth -= 1

    start, parser = stream.tell(), expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = begun, ended
    # What is wrong in it otherwise, the store tells better.
    with suppress(expat.ExpatError):
        parser.ParseFile(stream)
    stream.seek(start)


def format_of(file: Path, beginning: bytes) -> RdfFormat:
    """The format of a file, by its suffix unless its beginning is plainly of another kind.

    >>> [format_of(Path(name), b'{"@id": "urn:a"}').name for name in ("data.ttl", "data.json", "data")]
    ['JSON-LD', 'JSON-LD', 'JSON-LD']
    >>> format_of(Path("data.xml"), b"<urn:a> a <urn:b> .").name
    'TriG'
    """
    text, named = beginning.decode("utf-8-sig", "replace"), _SUFFIXES.get(file.suffix.lower())
    if _XML.match(text):
        return RdfFormat.RDF_XML
    if _JSON.match(text):
        return RdfFormat.JSON_LD
    if _QUAD.match(text):
        return RdfFormat.N_QUADS
    return RdfFormat.TRIG if named in (None, RdfFormat.JSON_LD, RdfFormat.RDF_XML) else named
