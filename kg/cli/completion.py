"""`kg completion`: the script with which a shell completes commands, options, questions and pictures."""

import argparse
import os
from collections.abc import Sequence
from gettext import gettext as _
from importlib import import_module
from pathlib import Path

import shtab

from kg.cli import COMMANDS, ask
from kg.cli.extras import lacking
from kg.cli.language import wanted
from kg.cli.options import command, parser_of, put
from kg.messages import Message
from kg.query import questions
from kg.view import PICTURES

_DONE = 0
# How options call folders, which is looked up as they do.
_FOLDERS = (Message("FOLDER"), Message("SITE"))
# Where each shell looks for its script.
_WHERE = {
    "bash": Message("add to ~/.bashrc: source <(kg completion bash)"),
    "zsh": Message("write to a file _kg in a folder of $fpath"),
    "fish": Message("write to ~/.config/fish/completions/kg.fish"),
}
SHELLS = tuple(_WHERE)


def run(arguments: Sequence[str]) -> int:
    """Print the script for a shell, made from the parsers with which the commands read their lines."""
    parser = command("completion", "Print the script that completes kg in a shell.")
    parser.epilog = "; ".join(f"{shell}: {_(where)}" for shell, where in _WHERE.items())
    parser.add_argument("shell", choices=SHELLS)
    options = parser.parse_args(arguments)
    put(shtab.complete(_whole(), options.shell) + "\n", None)
    return _DONE


def _whole() -> argparse.ArgumentParser:
    """One parser for the whole line, with the real one of every command in it."""
    whole = argparse.ArgumentParser(prog="kg")
    whole.add_argument("--version", action="store_true", help=_("show the version and end"))
    commands = whole.add_subparsers()
    for name, purpose in COMMANDS.items():
        parents = [_marked(parser) for parser in _own(name)]
        parser = commands.add_parser(name, parents=parents, add_help=False, help=_(purpose))
        if name == "ask":
            _add_questions(parser)
    return whole


def _own(name: str) -> list[argparse.ArgumentParser]:
    """The parser of a command, in a list; an empty one where the packages of its extra are not installed."""
    try:
        return [parser_of(import_module(f"kg.cli.{name}").run)]
    except ModuleNotFoundError as error:
        if lacking(error.name or "") is None:
            raise
        return []


def _add_questions(parser: argparse.ArgumentParser) -> None:
    """After `ask`, each question with the options that it leaves open."""
    names = parser.add_subparsers()
    for question in questions().values():
        own = _marked(parser_of(ask.run, question.name))
        names.add_parser(question.name, parents=[own], add_help=False, help=question.asks(wanted(os.environ)))


def _marked(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """The parser with what its values can be: files, folders, pictures."""
    folders = tuple(map(_, _FOLDERS))
    for action in parser._actions:
        if action.dest == "picture":
            action.choices = tuple(PICTURES)
        elif action.type is Path:
            action.complete = (  # type: ignore[attr-defined]
                shtab.DIRECTORY if action.metavar in folders else shtab.FILE
            )
    return parser
