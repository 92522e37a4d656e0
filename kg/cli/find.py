"""`kg find`: where texts say some words, as a place that can be put into records as evidence."""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from pyoxigraph import Literal

from kg.align import occurrences
from kg.cli.options import command, of_an_answer, put, say, watched
from kg.errors import BadInput
from kg.messages import Message
from kg.query import Table, show
from kg.records import read as read_records
from kg.source import Source, find, passed_over, read
from kg.text import digest, fold

_DONE, _NOTHING = 0, 1
_YAML = "yaml"
_FORMATS = ("table", _YAML, "json", "csv")
_HEADINGS = {
    "file": {"vi": "Tệp", "en": "File"},
    "line": {"vi": "Dòng", "en": "Line"},
    "start": {"vi": "Từ ký tự", "en": "Start"},
    "end": {"vi": "Đến ký tự", "en": "End"},
    "words": {"vi": "Lời văn", "en": "Words"},
}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a text has the words: the id of its source, and the half-open range in its characters."""

    source: str
    text: Source
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words as the text has them."""
        return self.text.text[self.start : self.end]

    @property
    def line(self) -> int:
        """The number of the line on which the words begin, from 1."""
        return self.text.text.count("\n", 0, self.start) + 1


def run(arguments: Sequence[str]) -> int:
    """Tell each place of the words in the texts; 1 where no text has them."""
    options = _parser().parse_args(arguments)
    found = find(options.paths)
    if found.unread:
        say(passed_over(found.unread), quiet=options.quiet)
    if not found.documents:
        raise BadInput(
            "{paths}: holds no document; give one, or a folder of them",
            paths=", ".join(map(str, options.paths)),
        )
    ids = _ids(found.records)
    places = [place for file in found.documents for place in _places(options.words, read(file), ids)]
    if not places:
        say(Message("no text has these words one behind the other; give fewer of them"), quiet=False)
        return _NOTHING
    put(_told(places, options), options.output)
    return _DONE


def _parser() -> argparse.ArgumentParser:
    parser = command("find", "Find words in texts, and write their places as records have them.")
    parser.add_argument(
        "words", metavar=_("WORDS"), help=_("words of the text; '…' stands for those that are left out")
    )
    parser.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar=_("PATH"),
        help=_("documents, and folders of them; records among them tell the ids of their sources"),
    )
    of_an_answer(parser, _FORMATS)
    return parser


def _ids(records: Iterable[Path]) -> dict[str, str]:
    """The ids of the sources that records have, by the hash of their bytes."""
    said = read_records({str(file): read(file).text for file in records})
    return {source.sha256: source.id for source in said.sources.values()}


def _places(words: str, text: Source, ids: dict[str, str]) -> Iterator[_Place]:
    own = ids.get(text.sha256, text.id)
    for start, end in occurrences(words, text.text):
        yield _Place(own, text, start, end)


def _told(places: Sequence[_Place], options: argparse.Namespace) -> str:
    if options.format == _YAML:
        return "".join(map(_evidence, places))
    table = _table(places, options.format, options.lang)
    return show(table, options.format, options.lang, watched=watched(options.output))


def _evidence(place: _Place) -> str:
    """An item for the list `evidence` of a record, under the words that it is of."""
    hashes = f"exact: {digest(place.words)}, folded: {digest(fold(place.words))}"
    where = f"source: {place.source}, start: {place.start}, end: {place.end}"
    return f"#> {' '.join(place.words.split())}\n- {{{where}, {hashes}}}\n"


def _table(places: Iterable[_Place], form: str, lang: str) -> Table:
    columns = tuple(name if form == "json" else heading[lang] for name, heading in _HEADINGS.items())
    rows = ((str(p.text.path), p.line, p.start, p.end, " ".join(p.words.split())) for p in places)
    return Table(columns, tuple(tuple(Literal(cell) for cell in row) for row in rows), lang)
