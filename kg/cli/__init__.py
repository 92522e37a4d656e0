"""The command `kg`: each subcommand loads what it needs when it is called, so that the start stays light."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from kg import __version__
from kg.errors import KgError

_DONE, _FOUND, _NOT_DONE = 0, 1, 2
Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; gives the exit status: 0 done, 1 done and something was found, 2 could not be done."""
    _speak_utf8()
    parser, questions = _parser(), list(sys.argv[1:] if arguments is None else arguments)
    known, rest = parser.parse_known_args(questions)
    command: Command | None = getattr(known, "command", None)
    if command is None:
        parser.print_help()
        return _NOT_DONE
    if rest and command is not _ask:
        parser.error(f"unrecognised: {' '.join(rest)}")
    known.rest = rest
    try:
        return command(known)
    except KgError as error:
        print(error, file=sys.stderr)
        return _NOT_DONE
    except BrokenPipeError:
        sys.stderr.close()
        return _DONE
    except KeyboardInterrupt:
        print("stopped; nothing was changed", file=sys.stderr)
        return _NOT_DONE


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kg",
        description=__doc__ and "Vietnamese policy as a knowledge graph: build it, ask it, reason on it.",
    )
    parser.add_argument("--version", action="version", version=f"kg {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _build_options(commands.add_parser("build", help="build the graph from records and texts"))
    _ask_options(commands.add_parser("ask", help="list the questions, or answer one"))
    _sparql_options(commands.add_parser("sparql", help="run any SPARQL query on the built graph"))
    _reason_options(
        commands.add_parser("reason", help="ask a complete OWL reasoner whether the graph is consistent")
    )
    return parser


def _common(parser: argparse.ArgumentParser, formats: Sequence[str], default: str) -> None:
    parser.add_argument(
        "--build", type=Path, default=Path("build"), metavar="FOLDER", help="the built graph (default: build)"
    )
    parser.add_argument(
        "--format", choices=formats, default=default, help=f"form of the answer (default: {default})"
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="write the answer there instead of to the terminal"
    )
    parser.add_argument(
        "--lang", choices=("vi", "en"), default="vi", help="language of labels and headings (default: vi)"
    )


def _build_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="records, texts and folders of them; 'corpus' names the reviewed corpus (default)",
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path("build"),
        metavar="FOLDER",
        help="where the graph goes (default: build)",
    )
    parser.add_argument("--base", metavar="IRI", help="where the IRIs of data begin")
    parser.add_argument("--quiet", action="store_true", help="say nothing but errors")
    parser.set_defaults(command=_build)


def _ask_options(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "Each question has options of its own: 'kg ask NAME --help' shows them."
    parser.add_argument("question", nargs="?", metavar="NAME", help="the question; without it all are listed")
    _common(parser, ("table", "csv", "json", "md"), "table")
    parser.set_defaults(command=_ask)


def _sparql_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", metavar="QUERY", help="SPARQL, or the name of a file that holds it")
    _common(parser, ("table", "csv", "json", "md"), "table")
    parser.set_defaults(command=_sparql)


def _reason_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--dl", action="store_true", help="with HermiT, a complete OWL 2 DL reasoner (needs Java)"
    )
    parser.add_argument(
        "--build", type=Path, default=Path("build"), metavar="FOLDER", help="the built graph (default: build)"
    )
    parser.set_defaults(command=_reason)


def _build(options: argparse.Namespace) -> int:
    from kg.names import VOCABULARY_BASE, Base
    from kg.pipeline import build

    def say(line: str) -> None:
        if not options.quiet:
            print(line, file=sys.stderr)

    build(options.paths, options.output, base=Base(options.base or VOCABULARY_BASE), say=say)
    say(f"built {options.output}: open {options.output}/index.html in a browser, or try 'kg ask'")
    return _DONE


def _ask(options: argparse.Namespace) -> int:
    from kg.cli.asking import answer, listing

    text = listing(options) if options.question is None else answer(options)
    return _put(text, options)


def _sparql(options: argparse.Namespace) -> int:
    from kg.cli.asking import any_query

    return _put(any_query(options), options)


def _reason(options: argparse.Namespace) -> int:
    from kg.cli.reasoning import verdict

    consistent, text = verdict(options)
    print(text)
    return _DONE if consistent else _FOUND


def _put(text: str, options: argparse.Namespace) -> int:
    if options.output:
        options.output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return _DONE


if __name__ == "__main__":
    sys.exit(main())
