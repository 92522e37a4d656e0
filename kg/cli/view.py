"""`kg view`: one picture of a built graph, or of any store of its kind, as one HTML file."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from gettext import gettext as _
from pathlib import Path

from pyoxigraph import Literal, Store
from rapidfuzz import process

from kg.cli.options import command, in_a_language, of_a_build, put, say
from kg.errors import BadInput, UnknownName
from kg.messages import Message
from kg.query import Table, resolve, show
from kg.store import open_build
from kg.view import PICTURES, Picture, picture, shown

_DONE = 0
# The pictures that show one thing at a time, and the option that names it.
_ONE_OF = {"body": "body", "resolution": "document"}


def run(arguments: Sequence[str]) -> int:
    """List the pictures, or draw the one that is named."""
    options = _options(arguments)
    if options.picture is None:
        put(show(_listing(options.lang), "table", options.lang), None)
        return _DONE
    if options.picture not in PICTURES:
        nearest = process.extract(options.picture, list(PICTURES), limit=2)
        raise UnknownName(options.picture, "picture", [name for name, _, _ in nearest])
    store = open_build(options.build)
    drawn = _of_one(picture(store, options.picture), store, options)
    into = options.output or Path(f"{options.picture}.html")
    put(shown(drawn, options.pages), into)
    say(Message("drawn {into}: open it in a browser", into=into), quiet=options.quiet)
    return _DONE


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = command(
        "view", "List the pictures; 'kg view PICTURE' draws one as a file that needs no network."
    )
    parser.add_argument("picture", nargs="?", metavar=_("PICTURE"), help=", ".join(PICTURES))
    parser.add_argument("--body", metavar=_("NAME"), help=_("with 'body': the body to open with"))
    parser.add_argument(
        "--document", metavar=_("NAME"), help=_("with 'resolution': the document to open with")
    )
    parser.add_argument(
        "--pages",
        default="",
        metavar=_("PATTERN"),
        help=_("where each resource has a page, seen from the file, such as '../{path}.html'"),
    )
    parser.add_argument("-o", "--output", type=Path, metavar=_("FILE"), help=_("default: PICTURE.html"))
    in_a_language(parser)
    of_a_build(parser)
    return parser.parse_args(arguments)


def _listing(lang: str) -> Table:
    rows = tuple(
        (Literal(name), Literal(says.vi if lang == "vi" else says.en)) for name, says in PICTURES.items()
    )
    return Table(("picture", "shows"), rows)


def _of_one(drawn: Picture, store: Store, options: argparse.Namespace) -> Picture:
    """The picture with the body or document that was asked for as the one that it opens with."""
    for name, value in (("body", options.body), ("document", options.document)):
        if value is None:
            continue
        if _ONE_OF.get(drawn.name) != name:
            fitting = next(picture for picture, option in _ONE_OF.items() if option == name)
            raise BadInput(
                "--{name}: the picture '{picture}' has no such choice; draw '{fitting}' with it",
                name=name,
                picture=drawn.name,
                fitting=fitting,
            )
        wanted = resolve(store, name, value, options.lang).value
        scenes = sorted(drawn.scenes, key=lambda scene: scene.id != wanted)
        if not scenes or scenes[0].id != wanted:
            raise BadInput(
                "--{name}: {value!r} has nothing to show here; name one that the picture lists",
                name=name,
                value=value,
            )
        drawn = replace(drawn, scenes=tuple(scenes))
    return drawn
