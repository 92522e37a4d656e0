"""The command `kg`: each subcommand is a module, loaded when it is called, so that the start stays light.

Exit status: 0 done, 1 done and something was found, 2 could not be done.
"""

import argparse
import signal
import sys
import threading
from collections.abc import Sequence
from importlib import import_module

from kg import __version__
from kg.cli.extras import told
from kg.errors import KgError

# Each command's module has `run(arguments) -> status`.
COMMANDS = {
    "build": "build the graph from records and documents",
    "read": "read official documents: what they say, as a summary, JSON or draft records",
    "accept": "mark draft records reviewed, if they hold",
    "align": "find the words of records in texts, and what a changed text breaks",
    "ask": "list the questions, or answer one",
    "sparql": "run any SPARQL query on the built graph",
    "trace": "the chains between bodies, tasks, targets and documents; load and coverage",
    "coverage": "how the source texts are accounted for by the records",
    "audit": "list what sources say wrongly or differently, or how clear tasks are",
    "view": "draw a picture of the graph as one HTML file",
    "diff": "what was added, removed and changed between two builds or record sets",
    "publish": "write the graph as a static site of linked data",
    "serve": "serve a published site, a SPARQL endpoint and the questions over HTTP",
    "check": "hold RDF files against the shapes and the checks",
    "reason": "ask a complete OWL reasoner whether the graph is consistent",
    "doctor": "say what optional programs and packages are missing, and how to get them",
    "completion": "print the script that completes commands in bash, zsh or fish",
    "explain": "show from what asserted triples, by what rules, a triple follows",
}
DONE, FOUND, NOT_DONE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command of the line (by default the program's own); gives the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if threading.current_thread() is threading.main_thread():
        # A build that is told to end removes what it has half written, as on Ctrl-C.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return _run(list(sys.argv[1:] if arguments is None else arguments))
    except KgError as error:
        print(error, file=sys.stderr)
        return _end(NOT_DONE)
    except ModuleNotFoundError as error:
        line = told(error.name or "")
        if line is None:
            raise
        print(line, file=sys.stderr)
        return NOT_DONE
    except BrokenPipeError:
        return _end(DONE)
    except OSError as error:
        # A path that no system takes (too long, in a folder that is closed), wherever it was looked at.
        place = error.filename if error.filename is not None else "the system"
        print(f"{place}: {error.strerror or error}; give a path that can be used", file=sys.stderr)
        return _end(NOT_DONE)
    except KeyboardInterrupt:
        print("stopped; nothing was changed", file=sys.stderr)
        return NOT_DONE


def _end(status: int) -> int:
    """End without another try at output that could not be written."""
    try:
        sys.stdout.flush()
    except OSError:
        sys.stdout = None
    return status


def _run(arguments: list[str]) -> int:
    if arguments and arguments[0] in COMMANDS:
        status: int = import_module(f"kg.cli.{arguments[0]}").run(arguments[1:])
        return status
    _parser().parse_args(arguments)
    _parser().print_help()
    return NOT_DONE


def _parser() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS)) + 2
    lines = "\n".join(f"  {name:{width}}{purpose}" for name, purpose in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="kg",
        usage="kg [-h] [--version] COMMAND ...",
        description="Vietnamese policy as a knowledge graph: build it, ask it, reason on it.",
        epilog=f"commands:\n{lines}\n\n'kg COMMAND --help' shows the options of each.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"kg {__version__}")
    parser.add_argument("command", nargs="?", choices=tuple(COMMANDS), help=argparse.SUPPRESS)
    return parser
