"""`kg align`: where the words of records stand in texts, and what a changed text breaks."""

import argparse
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from itertools import groupby
from pathlib import Path

from pyoxigraph import Literal

from kg.align import STATUSES, Fill, Placing, Text, align, claims, fill, recorded
from kg.cli.options import command, of_an_answer, put, say, watched
from kg.errors import BadInput
from kg.messages import Message, joined, why
from kg.query import Table, show
from kg.records import Records, read
from kg.source import Source, gather, passed_over
from kg.store import put_file
from kg.text import digest, fold

_DONE, _FOUND = 0, 1
_FORMATS = ("table", "json", "md")
_HEADINGS = {
    "record": {"vi": "Bản ghi", "en": "Record"},
    "document": {"vi": "Văn bản", "en": "Document"},
    "locator": {"vi": "Mục", "en": "Locator"},
    "label": {"vi": "Nội dung", "en": "Label"},
    "text": {"vi": "Tệp", "en": "Text"},
    "status": {"vi": "Kết quả", "en": "Status"},
    "start": {"vi": "Từ ký tự", "en": "Start"},
    "end": {"vi": "Đến ký tự", "en": "End"},
    "score": {"vi": "Độ giống", "en": "Score"},
    "words": {"vi": "Lời văn", "en": "Words"},
}
_SHOWN = {
    "holds": {"vi": "đúng", "en": "holds"},
    "found": {"vi": "tìm thấy", "en": "found"},
    "doubtful": {"vi": "còn ngờ", "en": "doubtful"},
    "absent": {"vi": "không có", "en": "absent"},
    "moved": {"vi": "đã chuyển chỗ", "en": "moved"},
    "marks": {"vi": "chỉ khác dấu, chính tả", "en": "marks or spelling only"},
    "changed": {"vi": "đã đổi chữ", "en": "words changed"},
}
# What `--write` writes: what was found, and where words now stand that the record has elsewhere.
_WRITTEN = {"found", "moved", "marks"}


@dataclass(frozen=True, slots=True)
class _Row:
    """A placing, and the file of the text that it is about."""

    placing: Placing
    text: Path


def run(arguments: Sequence[str]) -> int:
    """Tell for each record, in each text, whether its place holds or where it is; 1 if words changed."""
    options = _parser().parse_args(arguments)
    inputs = gather(options.paths)
    if inputs.unread:
        say(passed_over(inputs.unread), quiet=options.quiet)
    said = read(inputs.records)
    known, copies = _sorted(inputs.texts, said)
    rows = [*_aligned(said, known), *_traced(said, copies, known)]
    shown = [row for row in rows if options.only is None or row.placing.status in options.only]
    table = _table(said, shown, options.format, options.lang)
    put(show(table, options.format, options.lang, watched=watched(options.output)), options.output)
    told = _summary(rows, options.lang)
    if options.write:
        told += _write(rows, inputs.records, {text.path for text in known.values()})
    for line in told:
        say(line, quiet=options.quiet)
    return _FOUND if any(row.placing.status == "changed" for row in rows) else _DONE


def _parser() -> argparse.ArgumentParser:
    parser = command("align", "Find the words of records in texts, and what a changed text breaks.")
    parser.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar=_("PATH"),
        help=_("records, texts and folders of them; 'corpus' names the reviewed records"),
    )
    parser.add_argument(
        "--write", action="store_true", help=_("write the places that are certain into the records")
    )
    parser.add_argument(
        "--only", action="append", choices=STATUSES, help=_("show only these; may be repeated")
    )
    of_an_answer(parser, _FORMATS)
    return parser


def _sorted(texts: Iterable[Source], said: Records) -> tuple[dict[str, Source], list[Source]]:
    """The texts that the records name, by source id, and copies of those that differ from them.

    Raises BadInput for a text that is neither, and where there is no text at all.
    """
    ids = {source.sha256: source.id for source in said.sources.values()}
    known = {ids[text.sha256]: text for text in texts if text.sha256 in ids}
    copies = [text for text in texts if text.sha256 not in ids]
    strange = [text for text in copies if text.path.stem not in said.sources]
    if strange:
        raise BadInput(
            joined(
                Message(
                    "{file}: no record names this text; add its SHA-256, {sha256}, under 'sources', "
                    "or give a changed copy the name of its source",
                    file=text.path,
                    sha256=text.sha256,
                )
                for text in strange
            )
        )
    if not known and not copies:
        raise BadInput("there is no text (.txt, .md) among the paths; name those to look in")
    return known, copies


def _aligned(said: Records, known: dict[str, Source]) -> list[_Row]:
    placings = align(said, {source: text.text for source, text in known.items()})
    return [_Row(placing, known[placing.source].path) for placing in placings]


def _traced(said: Records, copies: list[Source], known: dict[str, Source]) -> list[_Row]:
    every, rows = claims(said), []
    for copy in copies:
        old = known.get(copy.path.stem)
        placings = recorded(every, copy.path.stem, Text(copy.text), old.text if old else None)
        rows += [_Row(placing, copy.path) for placing in placings]
    return rows


def _table(said: Records, rows: Iterable[_Row], form: str, lang: str) -> Table:
    plain = form == "json"
    columns = tuple(name if plain else heading[lang] for name, heading in _HEADINGS.items())
    cells = (_cells(said, row, lang, plain=plain) for row in rows)
    return Table(columns, tuple(tuple(Literal(c) if c else None for c in line) for line in cells))


def _cells(said: Records, row: _Row, lang: str, *, plain: bool) -> tuple[str, ...]:
    """The row as text; `plain` leaves words and statuses as they are, for programs."""
    placing, claim = row.placing, row.placing.claim
    evidence = () if placing.item is None else ("evidence", placing.item)
    return (
        str(said.place(claim.file, (*claim.path, *evidence))),
        claim.document,
        claim.locator,
        getattr(claim.label, lang),
        row.text.name,
        placing.status if plain else _SHOWN[placing.status][lang],
        "" if placing.start is None else str(placing.start),
        "" if placing.end is None else str(placing.end),
        "" if placing.score is None else f"{placing.score:.1f}",
        placing.words if plain else " ".join(placing.words.split()),
    )


def _summary(rows: Sequence[_Row], lang: str) -> list[str]:
    """One line for each text: how many places hold, were found, and so on."""
    lines = []
    for path, group in groupby(sorted(rows, key=lambda row: str(row.text)), key=lambda row: row.text):
        counts = Counter(row.placing.status for row in group)
        told = (f"{counts[status]} {_SHOWN[status][lang]}" for status in STATUSES if counts[status])
        lines.append(f"{path}: {', '.join(told)}")
    return lines


def _write(rows: Iterable[_Row], texts: dict[str, str], known: set[Path]) -> list[str]:
    """Write what is certain into the record files; a line for each. A changed copy is only reported on."""
    certain = [row.placing for row in rows if row.text in known and _to_write(row.placing)]
    lines: list[str] = []
    for file, group in groupby(sorted(certain, key=lambda p: p.claim.file), key=lambda p: p.claim.file):
        fills = [_fill(placing) for placing in group]
        _replace(Path(file), texts[file], fill(texts[file], fills))
        lines.append(Message("{file}: places written: {count}", file=file, count=len(fills)))
    return lines or [Message("no place to write")]


def _to_write(placing: Placing) -> bool:
    """Whether a place is certain and not recorded so; one that was written by hand may lack its hashes."""
    if placing.status == "holds" and placing.item is not None:
        evidence = placing.claim.evidence[placing.item]
        return not (evidence.exact and evidence.folded)
    return placing.status in _WRITTEN


def _fill(placing: Placing) -> Fill:
    keys = {"source": placing.source} if placing.item is None else {}
    keys |= {"as": placing.manner} if placing.manner else {}
    keys |= {"start": str(placing.start), "end": str(placing.end)}
    keys |= {"exact": digest(placing.words), "folded": digest(fold(placing.words))}
    return Fill(placing.claim.path, placing.item, keys)


def _replace(path: Path, before: str, after: str) -> None:
    """Put a text in the place of another in one step, or leave the file as it is.

    Raises BadInput where the file cannot be written or has changed since it was read.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadInput("{path}: {why}; give records that can be read", path=path, why=why(error)) from error
    mark = "\ufeff" if content.startswith(BOM_UTF8) else ""
    if content != f"{mark}{before}".encode():
        raise BadInput("{path}: changed while it was read; run the command again", path=path)
    put_file(path, mark + after)
