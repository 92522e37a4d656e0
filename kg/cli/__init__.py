"""The command `kg`: each subcommand is a module, loaded when it is called, so that the start stays light.

Exit status: 0 done, 1 done and something was found, 2 could not be done.
"""

import argparse
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from gettext import gettext as _
from importlib import import_module
from typing import TextIO

from kg import __version__
from kg.cli.extras import lacking
from kg.cli.language import speaking, told
from kg.errors import KgError
from kg.messages import Message, why

# Each command's module has `run(arguments) -> status`.
COMMANDS = {
    "build": Message("build the graph from records and documents"),
    "read": Message("read official documents: what they say, as a summary, JSON or draft records"),
    "accept": Message("mark draft records reviewed, if they hold"),
    "align": Message("find the words of records in texts, and what a changed text breaks"),
    "find": Message("find words in texts, and write their places as records have them"),
    "ask": Message("list the questions, or answer one"),
    "sparql": Message("run any SPARQL query on the built graph"),
    "trace": Message("the chains between bodies, tasks, targets and documents; load and coverage"),
    "coverage": Message("how the source texts are accounted for by the records"),
    "audit": Message("list what sources say wrongly or differently, or how clear tasks are"),
    "view": Message("draw a picture of the graph as one HTML file"),
    "diff": Message("what was added, removed and changed between two builds or record sets"),
    "publish": Message("write the graph as a static site of linked data"),
    "serve": Message("serve a published site, a SPARQL endpoint and the questions over HTTP"),
    "check": Message("hold RDF files against the shapes and the checks"),
    "reason": Message("ask a complete OWL reasoner whether the graph is consistent"),
    "doctor": Message("say what optional programs and packages are missing, and how to get them"),
    "completion": Message("print the script that completes commands in bash, zsh or fish"),
    "explain": Message("show from what asserted triples, by what rules, a triple follows"),
}
DONE, FOUND, NOT_DONE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command of the line (by default the program's own); gives the exit status."""
    _prepare()
    with speaking():
        return _end(_status(arguments))


def _status(arguments: Sequence[str] | None) -> int:
    try:
        status = _run(list(sys.argv[1:] if arguments is None else arguments))
        if sys.stdout:
            sys.stdout.flush()
    except BrokenPipeError:
        # Who reads the answer has enough of it; who no longer reads how far things are has none.
        status = NOT_DONE if not sys.stdout or _open(sys.stdout) else DONE
    except (KgError, ImportError, OSError, RuntimeError, MemoryError, KeyboardInterrupt) as error:
        line = _line(error)
        if line is None:
            raise
        status = NOT_DONE
        with suppress(OSError):
            print(told(line), file=sys.stderr)
    return status


def _prepare() -> None:
    if not sys.stderr:
        # Closed, as by `2>&-`: what is said there goes nowhere, and never among the answers.
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if threading.current_thread() is threading.main_thread():
        # A build that is told to end removes what it has half written, as on Ctrl-C.
        signal.signal(signal.SIGTERM, signal.default_int_handler)


def _line(error: BaseException) -> Message | None:
    """What is wrong and what to do, for the first kind that an error is of; None for a fault of ours."""
    return next((say(error) for kind, say in _LINES.items() if isinstance(error, kind)), None)


def _of_the_system(error: BaseException) -> Message:
    """For a path that no system takes (too long, in a folder that is closed), wherever it was looked at."""
    place = getattr(error, "filename", None)
    named = Message("the system") if place is None else place
    return Message("{place}: {why}; give a path that can be used", place=named, why=why(error))


def _of_a_process(error: BaseException) -> Message | None:
    """For a process that helped and was killed, as the system does where memory is short."""
    if not isinstance(error, import_module("concurrent.futures").BrokenExecutor):
        return None
    return Message(
        "a process that read documents was killed; free some memory, or give fewer documents at a time"
    )


_LINES: dict[type[BaseException], Callable[[BaseException], Message | None]] = {
    KgError: lambda error: getattr(error, "message", None),
    ModuleNotFoundError: lambda error: lacking(getattr(error, "name", None) or ""),
    OSError: _of_the_system,
    RuntimeError: _of_a_process,
    MemoryError: lambda error: Message("memory has run out; free some, or give fewer documents at a time"),
    KeyboardInterrupt: lambda error: Message("stopped; nothing is half written: run it again"),
}


def _open(stream: TextIO) -> bool:
    """Whether what has been written to a stream can still go where it goes."""
    try:
        stream.flush()
    except OSError:
        return False
    return True


def _end(status: int) -> int:
    """End without another try at output that could not be written."""
    if sys.stdout and not _open(sys.stdout):
        sys.stdout = None
    if sys.stderr and not _open(sys.stderr):
        sys.stderr = None
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
    lines = "\n".join(f"  {name:{width}}{_(purpose)}" for name, purpose in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="kg",
        usage=_("kg [-h] [--version] COMMAND ..."),
        description=_("Vietnamese policy as a knowledge graph: build it, ask it, reason on it."),
        epilog=_("commands:\n{lines}\n\n'kg COMMAND --help' shows the options of each.").format(lines=lines),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"kg {__version__}",
        help=_("show program's version number and exit"),
    )
    parser.add_argument("command", nargs="?", choices=tuple(COMMANDS), help=argparse.SUPPRESS)
    return parser
