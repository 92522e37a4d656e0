"""`kg find`: where texts say some words, as a place that can be put into records as evidence."""

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
        return self.text.text[self.start : self.end]


def run(arguments: Sequence[str]) -> int:
    """Tell each place of the words in the texts; 1 where no text has them."""
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
    options = parser.parse_args(arguments)
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
    told = _evidence(places) if options.format == _YAML else ""
    shown = watched(options.output)
    put(told or show(_table(places, options), options.format, options.lang, watched=shown), options.output)
    return _DONE


def _ids(records: Iterable[Path]) -> dict[str, str]:
    """The ids of the sources that records have, by the hash of their bytes."""
    said = read_records({str(file): read(file).text for file in records})
    return {source.sha256: source.id for source in said.sources.values()}


def _places(words: str, text: Source, ids: dict[str, str]) -> Iterator[_Place]:
    own = ids.get(text.sha256, text.id)
    for start, end in occurrences(words, text.text):
        yield _Place(own, text, start, end)


def _evidence(places: Iterable[_Place]) -> str:
    """Items for the list `evidence` of a record, each under the words that it is of."""
    return "".join(
        f"#> {' '.join(one.words.split())}\n"
        f"- {{source: {one.source}, start: {one.start}, end: {one.end}, "
        f"exact: {digest(one.words)}, folded: {digest(fold(one.words))}}}\n"
        for one in places
    )


def _table(places: Iterable[_Place], options: object) -> Table:
    form, lang = getattr(options, "format", "table"), getattr(options, "lang", "vi")
    columns = tuple(name if form == "json" else heading[lang] for name, heading in _HEADINGS.items())
    rows = (
        (
            str(one.text.path),
            one.text.text.count("\n", 0, one.start) + 1,
            one.start,
            one.end,
            " ".join(one.words.split()),
        )
        for one in places
    )
    return Table(columns, tuple(tuple(Literal(cell) for cell in row) for row in rows), lang)
