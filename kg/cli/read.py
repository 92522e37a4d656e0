"""`kg read`: what official documents say, as a summary, as JSON, or as draft records to review."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from gettext import gettext as _
from pathlib import Path

from kg.cli.options import command, in_a_language, put, say
from kg.drafting import as_contract, as_yaml, summary
from kg.errors import BadInput, KgError
from kg.messages import Message
from kg.pipeline import Outcome, outcomes, shelve_draft
from kg.source import find, passed_over

_DONE, _FOUND, _NOT_DONE = 0, 1, 2
_FORMATS = ("table", "json", "yaml")


def run(arguments: Sequence[str]) -> int:
    """Read the documents; 1 where some could not be read or written, 2 where none could."""
    options = _parser().parse_args(arguments)
    found = find(options.paths)
    if found.unread:
        say(passed_over(found.unread), quiet=options.quiet)
    paths = found.documents
    if not paths:
        raise BadInput(
            "{paths}: holds no document; give one, or a folder of them",
            paths=", ".join(map(str, options.paths)),
        )
    failed = 0
    told: list[Outcome] = []
    for outcome in _watched(outcomes(paths, options.jobs), len(paths), quiet=options.quiet):
        wrong = outcome.refused or _written(outcome, options)
        if wrong:
            failed += 1
            say(wrong, quiet=False)
        else:
            told.append(outcome)
    if told and not (options.write and options.format is None):
        put(_FORMS[options.format or "table"](told, options.lang), options.output)
    return (_FOUND if told else _NOT_DONE) if failed else _DONE


def _parser() -> argparse.ArgumentParser:
    parser = command("read", "Read official documents: what they say, who is charged, what is doubtful.")
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar=_("FILE"), help=_("documents, and folders of them")
    )
    parser.add_argument("--format", choices=_FORMATS, help=_("default: table, or nothing with --write"))
    parser.add_argument("-o", "--output", type=Path, metavar=_("FILE"), help=_("write the answer there"))
    in_a_language(parser)
    parser.add_argument(
        "--write", type=Path, metavar=_("FOLDER"), help=_("write draft records there, to review")
    )
    parser.add_argument(
        "--replace", action="store_true", help=_("let --write renew drafts of the same texts")
    )
    parser.add_argument(
        "--jobs", type=int, metavar="N", help=_("documents read at a time (default: all cores)")
    )
    return parser


def _watched(read: Iterator[Outcome], count: int, *, quiet: bool) -> Iterator[Outcome]:
    """The outcomes, with a bar on the terminal while they come."""
    if quiet or not sys.stderr.isatty():
        return read
    # Building in bulk takes long to load, and only a terminal needs its bar.
    from kg.pipeline.bulk import on_terminal

    return on_terminal(_("reading"), count, read)


def _written(outcome: Outcome, options: argparse.Namespace) -> str:
    """Write the draft where that is asked for; gives what went wrong, or nothing."""
    if options.write is None or outcome.draft is None or outcome.source is None:
        return ""
    text = as_yaml(outcome.draft.file, outcome.source.text, outcome.draft.findings)
    try:
        path = shelve_draft(outcome.draft.file, text, options.write, replace=options.replace)
    except KgError as error:
        return error.message
    say(Message("{file}: draft written to {path}", file=outcome.path, path=path), quiet=options.quiet)
    return ""


def _table(told: Iterable[Outcome], lang: str) -> str:
    return "\n".join(
        summary(one.source, one.reading, one.draft, lang)
        for one in told
        if one.source is not None and one.reading is not None and one.draft is not None
    )


def _json(told: Iterable[Outcome], lang: str) -> str:
    objects = [as_contract(one.reading, one.source) for one in told if one.reading and one.source]
    return json.dumps(objects, ensure_ascii=False, indent=1) + "\n"


def _yaml(told: Iterable[Outcome], lang: str) -> str:
    files = (
        as_yaml(one.draft.file, one.source.text, one.draft.findings)
        for one in told
        if one.draft and one.source
    )
    return "---\n".join(files)


_FORMS = {"table": _table, "json": _json, "yaml": _yaml}
