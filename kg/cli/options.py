"""Options that mean the same in every command, and where an answer goes."""

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout, suppress
from contextvars import ContextVar
from gettext import gettext as _
from pathlib import Path
from typing import cast

from pyoxigraph import Store

from kg.cli.language import answering, told
from kg.errors import BadInput
from kg.messages import why
from kg.store import open_build, open_server_build, put_file


def command(name: str, purpose: str) -> argparse.ArgumentParser:
    """A parser for one command, with the options that all have."""
    parser = argparse.ArgumentParser(prog=f"kg {name}", description=_(purpose))
    parser.add_argument("--quiet", action="store_true", help=_("say nothing but answers and errors"))
    if (made := _made.get()) is not None:
        made.append(parser)
    return parser


# Where the parsers go that are made while someone asks for them.
_made: ContextVar[list[argparse.ArgumentParser] | None] = ContextVar("made", default=None)


def parser_of(run: Callable[[Sequence[str]], int], *words: str) -> argparse.ArgumentParser:
    """The very parser with which a command reads its line, as its help makes it; `words` go before --help."""
    made: list[argparse.ArgumentParser] = []
    token = _made.set(made)
    try:
        with redirect_stdout(io.StringIO()), suppress(SystemExit):
            run([*words, "--help"])
    finally:
        _made.reset(token)
    return made[-1]


def of_a_build(parser: argparse.ArgumentParser | argparse._MutuallyExclusiveGroup) -> None:
    """The built graph that a command reads."""
    parser.add_argument(
        "--build",
        type=Path,
        default=Path("build"),
        metavar=_("FOLDER"),
        help=_("the built graph (default: build)"),
    )


def of_a_build_or_server(parser: argparse.ArgumentParser) -> None:
    """The built graph that a command reads, in a folder or on a server."""
    either = parser.add_mutually_exclusive_group()
    of_a_build(either)
    either.add_argument(
        "--store", default="", metavar="URL", help=_("the graph on a SPARQL server, by its query address")
    )


def opened(options: argparse.Namespace) -> Store:
    """The store that the options name, to be read only; raises BadInput where there is none.

    A server is asked in the same way as a store is, by `query` and `named_graphs`.
    """
    return cast(Store, open_server_build(options.store)) if options.store else open_build(options.build)


def of_a_server(parser: argparse.ArgumentParser) -> None:
    """The server that a command puts a graph on, by the addresses of its three protocols."""
    parser.add_argument(
        "--store",
        default="",
        metavar="URL",
        help=_("a SPARQL server, by its query address, that gets the graph too"),
    )
    of_a_server_written_to(parser)


def of_a_server_written_to(parser: argparse.ArgumentParser) -> None:
    """The addresses where a server takes what changes it."""
    for name, where in (
        ("update", _("where it takes updates (default: by custom)")),
        ("graphs", _("where it takes graphs (default: by custom)")),
    ):
        parser.add_argument(f"--store-{name}", default="", metavar="URL", help=where)


def of_an_answer(parser: argparse.ArgumentParser, formats: Sequence[str]) -> None:
    """The form, the language and the place of an answer; the first of the forms is the default."""
    parser.add_argument(
        "--format",
        choices=formats,
        default=formats[0],
        help=_("default: {default}").format(default=formats[0]),
    )
    parser.add_argument("-o", "--output", type=Path, metavar=_("FILE"), help=_("write the answer there"))
    in_a_language(parser)


def in_a_language(parser: argparse.ArgumentParser) -> None:
    """The language of an answer."""
    parser.add_argument(
        "--lang",
        choices=("vi", "en"),
        default=answering(os.environ),
        help=_("language of the answer (default: that of KG_LANG, else vi)"),
    )


def watched(output: Path | None) -> bool:
    """Whether an answer goes to a terminal, where a person reads it."""
    return output is None and bool(sys.stdout) and sys.stdout.isatty()


def put(text: str, output: Path | None) -> None:
    """Write an answer to a file, or to the terminal.

    Raises BadInput where the file cannot be written, or the output is closed.
    """
    if output is not None:
        put_file(output, text)
        return
    if not sys.stdout:
        raise BadInput("output: is closed; leave it open, or name a file for the answer")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise BadInput("output: {why}; make room", why=why(error)) from error


def say(line: str, *, quiet: bool) -> None:
    """Tell the user how far things are, in their language, unless they want quiet."""
    if not quiet:
        print(told(line), file=sys.stderr)
