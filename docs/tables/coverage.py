"""Write docs/coverage-57-nq-tw.md: each sentence of parts III and IV of 57-NQ/TW beside its records.

Run as `python docs/tables/coverage.py FOLDER_OF_TEXTS [PAGE]`. The text is cut at its own marks and its
bullets are counted here, so that neither the cutting nor the numbering rests on the records.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.records import Assignment, Deadline, Figure, Records, Statement, read
from kg.records.model import Founding
from kg.source import read as read_source

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "coverage-57-nq-tw.md"
OPENING = Path(__file__).with_name("coverage-opening.md")
DOCUMENT = "bo-chinh-tri/2024/57-nq-tw"
SOURCE = "002_01d3e8950fbf6f9f"
# The head of part III and that of the list of recipients, as machine reading gives them.
_FIRST, _BEYOND = "I1I- NHIEM VU", "Noi nhén"
_MARK = re.compile(
    r"^ *(?:(?P<part>I1I|IV)- |(?P<number>\d)\.? (?=[A-Z])|(?P<dash>- )|(?P<plain>(?<=\n\n)(?=\S)))", re.M
)
# An ellipsis ends no sentence, nor does a stop inside a word.
_END = re.compile(r"(?<!\.)[.;](?=\s|$)")
_WORD = re.compile(r"\S+")
# So many words at either end show which sentence it is; of one shorter than this the beginning is enough.
_SHOWN, _SHORT = 2, 5


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the text: offsets of its first character and behind its last; of a word, its letters."""

    start: int
    end: int
    said: str = ""

    def holds(self, other: "Span") -> bool:
        """Whether the other lies within this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, bullet or paragraph, with the locator that counting gives it."""

    locator: str
    heading: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or clause: its words, the records that claim any of them, and the words that none claims."""

    block: Block
    number: int
    words: tuple[Span, ...]
    records: tuple[Statement, ...]
    unclaimed: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """From its first word to its last."""
        return Span(self.words[0].start, self.words[-1].end)


def blocks(text: str) -> list[Block]:
    """The headings, bullets and paragraphs of parts III and IV, in order."""
    marks = _marks(text)
    ends = [mark.start() for mark in marks[1:]] + [text.index(_BEYOND)]
    locators = _locators(
        [mark.lastgroup or "" for mark in marks], [mark[mark.lastgroup or 0] for mark in marks]
    )
    return [
        Block(
            locator, _is_heading(locator), Span(mark.end(), mark.end() + len(text[mark.end() : end].rstrip()))
        )
        for mark, end, locator in zip(marks, ends, locators, strict=True)
    ]


def _marks(text: str) -> list[re.Match[str]]:
    """Where blocks begin: at a mark, or behind a blank line after a heading or a full stop."""
    kept: list[re.Match[str]] = []
    heading = False
    for mark in _MARK.finditer(text, text.index(_FIRST), text.index(_BEYOND)):
        if mark.lastgroup == "plain" and not heading and not text[: mark.start()].rstrip().endswith("."):
            continue
        kept.append(mark)
        in_part_three = [m["part"] for m in kept if m["part"]][-1] != "IV"
        heading = mark.lastgroup == "part" or (mark.lastgroup == "number" and in_part_three)
    return kept


def _locators(kinds: Sequence[str], marks: Sequence[str]) -> Iterator[str]:
    """Number the blocks: a paragraph without a mark is 0 where bullets follow it, else the next in turn."""
    part, group, count = "", 0, 0
    for kind, mark, following in zip(kinds, marks, [*kinds[1:], ""], strict=True):
        if kind == "part":
            part, group = mark.replace("1", "I"), 0
            yield part
        elif kind == "number" or part == "IV":
            group, count = int(mark or group + 1), 0
            yield f"{part}.{group}"
        else:
            count += 0 if kind == "plain" and following == "dash" else 1
            yield f"{part}.{group}.{count}"


def _is_heading(locator: str) -> bool:
    return re.fullmatch(r"III(\.\d)?|IV", locator) is not None


def sentences(text: str, statements: Sequence[Statement]) -> list[Sentence]:
    """The sentences and clauses of parts III and IV with the records that claim them."""
    leaves = finest(statements)
    return [
        _sentence(block, number, _words(text, span), leaves)
        for block in blocks(text)
        for number, span in enumerate(_cut(text, block.span), 1)
    ]


def _cut(text: str, whole: Span) -> Iterator[Span]:
    start = whole.start
    for stop in [*(found.end() for found in _END.finditer(text, whole.start, whole.end)), whole.end]:
        if text[start:stop].strip():
            yield Span(start, stop)
        start = stop


def _words(text: str, span: Span) -> tuple[Span, ...]:
    return tuple(Span(*word.span(), word[0]) for word in _WORD.finditer(text, span.start, span.end))


def _sentence(block: Block, number: int, words: tuple[Span, ...], leaves: Iterable[Statement]) -> Sentence:
    records = tuple(leaf for leaf in leaves if _any(places(leaf), words))
    taken = [place for record in records for place in places(record, with_assignments=True)]
    unclaimed = tuple(word for word in words if not _any(taken, [word]))
    return Sentence(block, number, words, records, unclaimed)


def _any(around: Iterable[Span], words: Sequence[Span]) -> bool:
    return any(place.holds(word) for place in around for word in words)


def finest(statements: Sequence[Statement]) -> list[Statement]:
    """The groups, and the statements without parts: a bullet's record would claim its whole bullet."""
    ids = [statement.id for statement in statements]
    return [
        s
        for s in statements
        if not any(other.startswith(f"{s.id}.") for other in ids) or s.kind == "TaskGroup"
    ]


def places(statement: Statement, *, with_assignments: bool = False) -> list[Span]:
    """The places in the scan that are evidence of a statement, or of its assignments too."""
    found = list(statement.evidence)
    if with_assignments:
        found += [place for assignment in statement.assignments for place in assignment.evidence]
    return [
        Span(p.start, p.end)
        for p in found
        if p.source == SOURCE and p.start is not None and p.end is not None
    ]


def shown(record: Statement, names: Mapping[str, str]) -> str:
    """One record in a line: locator, Vietnamese label, and what hangs on it."""
    return " — ".join(filter(None, [f"`{record.id}` {record.label.vi}", _hung(record, names)]))


def _hung(record: Statement, names: Mapping[str, str]) -> str:
    said = [
        *(_assignment(assignment, names) for assignment in record.assignments),
        *(_founding(founding, names) for founding in record.founds),
        *(_target(record.target) if record.target else ()),
        *(f"product: {p.label.vi if p.label else names[p.document or '']}" for p in record.products),
        *_time(record.deadline, record.recurrence),
    ]
    return "; ".join(said)


def _founding(founding: Founding, names: Mapping[str, str]) -> str:
    chair = f" (chaired by {names[founding.chaired_by]})" if founding.chaired_by else ""
    return f"founds {names[founding.body]}{chair}"


def _assignment(assignment: Assignment, names: Mapping[str, str]) -> str:
    details = _time(assignment.deadline, assignment.recurrence)
    details += [f"to {names[body]}" for body in assignment.reports_to]
    details += [f"through {names[body]}" for body in assignment.via]
    return f"{names[assignment.body]}: {assignment.role}" + (f" ({', '.join(details)})" if details else "")


def _time(deadline: Deadline | None, recurrence: str | None) -> list[str]:
    return ([f"{deadline.qualifier or ''} {deadline.edtf}".strip()] if deadline else []) + (
        [recurrence] if recurrence else []
    )


def _target(figure: Figure) -> Iterator[str]:
    if figure.value is not None:
        yield f"target: {figure.comparator} {figure.value} {figure.unit}"


def page(folder: Path) -> str:
    """The whole page, from the records of this project and the text of the scan in a folder."""
    records = read({path.name: path.read_text(encoding="utf-8") for path in (ROOT / "corpus").glob("*.yaml")})
    said = next(f.statements for f in records.files.values() if f.document and f.document.id == DOCUMENT)
    text, names = read_source(folder / f"{SOURCE}.txt").text, _names(records)
    rows, own = sentences(text, said), {statement.id: statement for statement in said}
    tables = [
        _table(block, [row for row in rows if row.block == block], own.get(block.locator), names)
        for block in blocks(text)
    ]
    return "\n".join([OPENING.read_text(encoding="utf-8").format(**_totals(rows)), *tables])


def _names(records: Records) -> dict[str, str]:
    """The Vietnamese names of bodies and titles of documents, by id."""
    documents = [document for file in records.files.values() for document in file.documents]
    return {body.id: body.name.vi for body in records.bodies.values()} | {d.id: d.title.vi for d in documents}


def _totals(rows: Sequence[Sentence]) -> dict[str, int]:
    plain = [row for row in rows if not row.block.heading]
    return {
        "bullets": len({row.block.locator for row in plain}),
        "sentences": len(plain),
        "claimed": sum(bool(row.records) for row in plain),
        "words": sum(len(row.words) for row in plain),
        "words_claimed": sum(len(row.words) - len(row.unclaimed) for row in plain),
        "records": len({record.id for row in plain for record in row.records}),
        "assignments": sum(
            len(r.assignments) for r in {r.id: r for row in plain for r in row.records}.values()
        ),
    }


def _table(block: Block, rows: Sequence[Sentence], record: Statement | None, names: Mapping[str, str]) -> str:
    """The heading, with the block's own record and what hangs on it, then a row for each sentence."""
    label = record.label.vi if record else "" if "." not in block.locator else "**NO RECORD**"
    heading = f"{'##' if block.heading else '###'} {block.locator} {label}".rstrip()
    hung = _hung(record, names) if record and not any(record in row.records for row in rows) else ""
    head = "| # | place | words | unclaimed | begins … ends | records |\n|--:|---|--:|---|---|---|"
    return "\n".join(
        [heading, "", *([_cell(hung), ""] if hung else []), head, *(_line(r, names) for r in rows), ""]
    )


def _line(row: Sentence, names: Mapping[str, str]) -> str:
    records = "<br>".join(_cell(shown(record, names)) for record in row.records)
    left = " ".join(_cell(word.said) for word in row.unclaimed[:_SHORT] if row.records)
    cells = [
        str(row.number),
        f"{row.span.start}-{row.span.end}",
        str(len(row.words)),
        f"{len(row.unclaimed)} {left}".strip(),
        _cell(_ends([word.said for word in row.words])),
        records or ("heading" if row.block.heading else "**NO RECORD**"),
    ]
    return f"| {' | '.join(cells)} |"


def _ends(said: Sequence[str]) -> str:
    first = " ".join(said[:_SHOWN])
    return first if len(said) < _SHORT else f"{first} … {' '.join(said[-_SHOWN:])}"


def _cell(words: str) -> str:
    """Words of the text as Markdown shows them unchanged in a cell."""
    return re.sub(r"([|*_<\[\\])", r"\\\1", words)


def main(arguments: Sequence[str]) -> int:
    """Write the page from the folder of texts, the first argument; the second may name another page."""
    if len(arguments) not in (1, 2):
        print("usage: coverage.py FOLDER_OF_TEXTS [PAGE]", file=sys.stderr)
        return 2
    target = Path(arguments[1]) if len(arguments) == 2 else PAGE
    target.write_text(page(Path(arguments[0])), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
