"""What is lost of a document where each of its printed lines became a paragraph of its own.

    .venv/bin/python bench/torn.py TEXTS [--every N]

TEXTS holds documents as text, with lines as they were printed; a line for a whole paragraph is broken at 80
characters. Each is read whole, and again as a text, a Word document and a PDF with a paragraph for each line.
"""

import argparse
import html
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import wrap

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from kg import extract
from kg.extract import Reading
from kg.source import find, read

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
WIDTH = 80
FIELDS = ("head", "sections", "tasks", "assignments", "deadlines", "targets")
# Lines, or the rows of a table.
Block = str | list[list[str]]


def blocks(text: str) -> Iterator[Block]:
    """Each printed line, and each table of pipe rows, without marks of bold."""
    lines = (part for line in text.split("\n") if line.strip() for part in wrap_long(line.strip()))
    for is_row, group in groupby(lines, key=lambda line: line.startswith("|") and line.count("|") > 2):
        if is_row:
            rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in group]
            yield [row for row in rows if any(cell.strip("-: ") for cell in row)]
        else:
            yield from group


def wrap_long(line: str) -> list[str]:
    return [line] if line.startswith("|") or len(line) < 1.5 * WIDTH else wrap(line, WIDTH)


def as_text(torn: Iterable[Block], path: Path) -> None:
    said = (
        one if isinstance(one, str) else "\n".join(f"| {' | '.join(row)} |" for row in one) for one in torn
    )
    path.write_text("\n\n".join(said) + "\n", encoding="utf-8")


def as_word(torn: Iterable[Block], path: Path) -> None:
    document = docx.Document()
    for one in torn:
        if isinstance(one, str):
            document.add_paragraph(one)
            continue
        table = document.add_table(len(one), max(map(len, one)))
        for row, texts in zip(table.rows, one, strict=True):
            for cell, said in zip(row.cells, texts, strict=False):
                cell.text = said.replace("<br>", "\n")
    document.save(str(path))


def as_pdf(torn: Iterable[Block], path: Path) -> None:
    style = ParagraphStyle("line", fontName="Serif", fontSize=9, leading=12, spaceAfter=7)
    story: list[Paragraph | Table] = []
    for one in torn:
        if isinstance(one, str):
            story.append(Paragraph(html.escape(one), style))
            continue
        many = max(map(len, one))
        cells = [
            [Paragraph(html.escape(said).replace("&lt;br&gt;", "<br/>"), style) for said in row]
            + [""] * (many - len(row))
            for row in one
        ]
        story.append(
            Table(
                cells,
                colWidths=[450 / many] * many,
                style=[("GRID", (0, 0), (-1, -1), 0.5, "black")],
            )
        )
    SimpleDocTemplate(str(path), pagesize=A4).build(story)


FORMS: Mapping[str, tuple[str, Callable[[Iterable[Block], Path], None]]] = {
    "text": (".txt", as_text),
    "Word": (".docx", as_word),
    "PDF": (".pdf", as_pdf),
}


def said(reading: Reading) -> dict[str, Counter[tuple[object, ...]]]:
    """What a reading holds, by field, without places."""
    tasks = [even(task.text) for task in reading.tasks]
    dues = [(tasks[at], task.deadline) for at, task in enumerate(reading.tasks)]
    dues += [(tasks[one.task], one.deadline) for one in reading.assignments]
    head = reading.head
    named = (
        head.number,
        head.type,
        head.issuer,
        head.place,
        head.issued,
        head.title,
        head.signer,
    )
    return {
        "head": Counter((at, even(str(one))) for at, one in enumerate(named) if one),
        "sections": Counter((even(one.label), even(one.heading)) for one in reading.sections),
        "tasks": Counter((text,) for text in tasks),
        "assignments": Counter((even(one.body), one.role, tasks[one.task]) for one in reading.assignments),
        "deadlines": Counter((text, due.edtf, due.recurrence, due.qualifier) for text, due in dues if due),
        "targets": Counter((even(one.text), one.value, one.upper) for one in reading.targets),
    }


def even(text: str) -> str:
    return re.sub(r"[\s*|]|<br>", "", text).lower()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts", type=Path)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only each Nth document")
    parser.add_argument("--each", action="store_true", help="print each document by itself, too")
    options = parser.parse_args()
    pdfmetrics.registerFont(TTFont("Serif", str(FONT)))
    paths = find([options.texts]).documents[:: options.every]
    sums: Counter[tuple[str, str, str]] = Counter()
    for path in paths:
        found = compared(read(path).text.replace("**", ""))
        sums += found
        if options.each:
            print(f"\n{path.name}\n\n{table(found)}")
    print(f"\n{len(paths)} documents\n\n{table(sums)}")
    return 0


def compared(text: str) -> Counter[tuple[str, str, str]]:
    """How much of each field is found in both readings, lost and invented, by the form of the file."""
    whole = said(extract.read(text))
    sums: Counter[tuple[str, str, str]] = Counter()
    with TemporaryDirectory() as folder:
        for form, (suffix, write) in FORMS.items():
            path = Path(folder, f"torn{suffix}")
            write(blocks(text), path)
            mine = said(extract.read(read(path).text))
            for field in FIELDS:
                sums[form, field, "both"] = (whole[field] & mine[field]).total()
                sums[form, field, "lost"] = (whole[field] - mine[field]).total()
                sums[form, field, "invented"] = (mine[field] - whole[field]).total()
    return sums


def table(sums: Counter[tuple[str, str, str]]) -> str:
    lines = [
        "| form | field | found in both | lost | invented |",
        "|---|---|--:|--:|--:|",
    ]
    for form in FORMS:
        for field in FIELDS:
            counts = (sums[form, field, what] for what in ("both", "lost", "invented"))
            lines.append(f"| {form} | {field} | {' | '.join(map(str, counts))} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
