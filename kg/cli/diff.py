"""`kg diff`: what was added, removed and changed between two builds or record sets."""

import argparse
from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path

from kg.cli.options import command, of_an_answer, put, say, watched
from kg.diff import Difference, as_json, as_table, compare, open_versions, page, summary
from kg.query import show

_DONE, _FOUND = 0, 1
_FORMATS = ("table", "json", "md", "html")


def run(arguments: Sequence[str]) -> int:
    """Tell the differences; 1 if there is one."""
    options = _parser().parse_args(arguments)
    differences = compare(*open_versions(options.old, options.new))
    put(_told(differences, options), options.output)
    if options.output or options.format == "html":
        for line in summary(differences, options.lang):
            say(line, quiet=options.quiet)
    return _FOUND if differences else _DONE


def _parser() -> argparse.ArgumentParser:
    parser = command("diff", "What was added, removed and changed, statement by statement.")
    kinds = _("a build, a folder of records or a record file; 'corpus' names the reviewed records")
    parser.add_argument("old", type=Path, metavar=_("OLD"), help=kinds)
    parser.add_argument(
        "new", type=Path, metavar=_("NEW"), help=_("what it is compared with, of the same kinds")
    )
    parser.add_argument("--evidence", action="store_true", help=_("list evidence that only moved, too"))
    of_an_answer(parser, _FORMATS)
    return parser


def _told(differences: Sequence[Difference], options: argparse.Namespace) -> str:
    if options.format == "json":
        return as_json(differences, evidence=options.evidence)
    if options.format == "html":
        return page(
            differences, (str(options.old), str(options.new)), options.lang, evidence=options.evidence
        )
    lines = summary(differences, options.lang)
    if options.format == "md":
        lines = [f"* {line}" for line in lines]
    table, seen = as_table(differences, options.lang, evidence=options.evidence), watched(options.output)
    shown = [show(table, options.format, options.lang, watched=seen)] if table.rows else []
    return "\n".join([*shown, *lines, ""])
