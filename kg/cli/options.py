"""Options that mean the same in every command, and where an answer goes."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from kg.errors import BadInput


def command(name: str, purpose: str) -> argparse.ArgumentParser:
    """A parser for one command, with the options that all have."""
    parser = argparse.ArgumentParser(prog=f"kg {name}", description=purpose)
    parser.add_argument("--quiet", action="store_true", help="say nothing but answers and errors")
    return parser


def of_a_build(parser: argparse.ArgumentParser) -> None:
    """The built graph that a command reads."""
    parser.add_argument(
        "--build", type=Path, default=Path("build"), metavar="FOLDER", help="the built graph (default: build)"
    )


def of_an_answer(parser: argparse.ArgumentParser, formats: Sequence[str]) -> None:
    """The form, the language and the place of an answer; the first of the forms is the default."""
    parser.add_argument("--format", choices=formats, default=formats[0], help=f"default: {formats[0]}")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the answer there")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="language of labels (default: vi)")


def put(text: str, output: Path | None) -> None:
    """Write an answer to a file, or to the terminal.

    Raises BadInput where the file cannot be written.
    """
    try:
        if output is None:
            sys.stdout.write(text)
            sys.stdout.flush()
        else:
            output.write_text(text, encoding="utf-8", newline="")
    except BrokenPipeError:
        raise
    except OSError as error:
        raise BadInput(f"{output or 'output'}: {error.strerror}; name a file that can be written") from error


def say(line: str, *, quiet: bool) -> None:
    """Tell the user how far things are, unless they want quiet."""
    if not quiet:
        print(line, file=sys.stderr)
