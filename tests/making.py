"""Write the sample plan in every kind of file that is read, with the means of each: numbers, merged cells, pages.

The sample is text in the shared form. In its tables a text that stands again below itself is one merged cell, and a
text with empty cells behind it is one cell over those columns.
"""

import html
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from PIL import Image
from pypdf import PdfWriter, Transformation
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

SAMPLE = Path(__file__).parent.parent / "examples" / "mau-ke-hoach.md"
_FONTS = Path("/usr/share/fonts/truetype/dejavu")
_LABEL = re.compile(r"(?:[IVX]+\.|\d+\.|[a-z]\)|-) ")


@dataclass(frozen=True)
class Spot:
    """A cell of a table: where it begins, what it says, how far it goes."""

    row: int
    column: int
    text: str
    rows: int
    columns: int


def blocks(text: str) -> list[str]:
    return [block for block in text.strip().split("\n\n") if block]


def rows_of(block: str) -> list[list[str]] | None:
    """The texts of a table in pipe rows, None for a paragraph."""
    if not block.startswith("|"):
        return None
    lines = [line for line in block.split("\n") if not line.startswith("|---")]
    return [[cell.strip().replace("<br>", "\n") for cell in line[1:-1].split("|")] for line in lines]


def spots(grid: Sequence[Sequence[str]]) -> Iterator[Spot]:
    """The cells of a table, those that are merged as one."""
    for row, texts in enumerate(grid):
        for column, text in enumerate(texts):
            if not text or (row and grid[row - 1][column] == text):
                continue
            right = column + 1
            while right < len(texts) and not texts[right]:
                right += 1
            below = row + 1
            while below < len(grid) and grid[below][column] == text:
                below += 1
            yield Spot(row, column, text, below - row, right - column)


def is_centred(block: str) -> bool:
    return not _LABEL.match(block) and (
        block.isupper() or block.startswith(("VĂN BẢN MẪU", "Số hóa", "(Kèm"))
    )


def write_html(text: str, path: Path) -> Path:
    body = "".join(map(_html, blocks(text)))
    path.write_text(
        "<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>Mẫu</title><style>p{margin:0}</style>"
        f"<script>var x = '<p>không đọc</p>';</script></head><body><nav><a href='/'>Trang chủ</a></nav>{body}</body></html>",
        encoding="utf-8",
    )
    return path


def _html(block: str) -> str:
    grid = rows_of(block)
    if grid is None:
        return f"<p>{html.escape(block)}</p>\n"
    lines: list[str] = [""] * len(grid)
    for spot in spots(grid):
        said = "<br>".join(map(html.escape, spot.text.split("\n")))
        lines[spot.row] += f'<td rowspan="{spot.rows}" colspan="{spot.columns}"><p>{said}</p></td>'
    return "<table border='1'>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>\n"


# Word's own numbers: Roman, decimal, letters, dash; each a level of its own list.
_LISTS = {
    "I": ("upperRoman", "%1."),
    "1": ("decimal", "%1."),
    "a": ("lowerLetter", "%1)"),
    "-": ("bullet", "-"),
}


def write_docx(text: str, path: Path) -> Path:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "đầu trang không đọc"
    numbers = _Numbers(document)
    for block in blocks(text):
        grid = rows_of(block)
        if grid is not None:
            _docx_table(document, grid)
            continue
        paragraph = document.add_paragraph()
        said = numbers.begin(paragraph, block)
        # A word is broken into runs in the middle, as editing leaves them.
        half = len(said) // 2
        paragraph.add_run(said[:half]).bold = True
        paragraph.add_run(said[half:])
    document.save(str(path))
    return path


class _Numbers:
    def __init__(self, document: docx.document.Document) -> None:
        self.part = document.part.numbering_part.element
        self.lists: dict[str, int] = {}
        self.next = 900

    def begin(self, paragraph: docx.text.paragraph.Paragraph, block: str) -> str:
        found = _LABEL.match(block)
        if not found:
            return block
        label = found[0].rstrip(" .)")
        kind = "-" if label == "-" else "1" if label.isdigit() else "a" if label.islower() else "I"
        if label in {"1", "a"} or kind not in self.lists:
            self._define(kind)
        properties = paragraph._p.get_or_add_pPr()
        number = OxmlElement("w:numPr")
        for tag, value in (("w:ilvl", "0"), ("w:numId", str(self.lists[kind]))):
            element = OxmlElement(tag)
            element.set(qn("w:val"), value)
            number.append(element)
        properties.append(number)
        return block[found.end() :]

    def _define(self, kind: str) -> None:
        self.next += 1
        self.lists[kind] = self.next
        form, text = _LISTS[kind]
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{self.next}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        )
        self.part.insert(0, abstract)
        self.part.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{self.next}"><w:abstractNumId w:val="{self.next}"/></w:num>'
            )
        )


def _docx_table(document: docx.document.Document, grid: list[list[str]]) -> None:
    table = document.add_table(len(grid), len(grid[0]))
    for spot in spots(grid):
        cell = table.cell(spot.row, spot.column)
        if spot.rows > 1 or spot.columns > 1:
            cell = cell.merge(table.cell(spot.row + spot.rows - 1, spot.column + spot.columns - 1))
        first, *others = spot.text.split("\n")
        cell.paragraphs[0].text = first
        for line in others:
            cell.add_paragraph(line)


def write_xlsx(grid: list[list[str]], path: Path, *, above: Sequence[str] = ()) -> Path:
    """A workbook of one sheet with the table, lines above it in the first column."""
    book = openpyxl.Workbook()
    sheet = book.active
    for line in above:
        sheet.append([line])
    for spot in spots(grid):
        row, column = spot.row + len(above) + 1, spot.column + 1
        sheet.cell(row, column, spot.text)
        if spot.rows > 1 or spot.columns > 1:
            end = {"end_row": row + spot.rows - 1, "end_column": column + spot.columns - 1}
            sheet.merge_cells(start_row=row, start_column=column, **end)
    book.save(path)
    return path


def _style(name: str, size: float, alignment: int, first: float = 0) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName="Sample",
        fontSize=size,
        leading=size * 1.3,
        alignment=alignment,
        firstLineIndent=first,
        spaceAfter=6,
    )


def write_pdf(text: str, path: Path) -> Path:
    """Pages of A4 with a running head and page numbers; the pairs of the head and tail without ruled lines."""
    font = _FONTS / "DejaVuSerif.ttf"
    if not font.exists():
        pytest.skip("needs the Debian package fonts-dejavu-core")
    if "Sample" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Sample", str(font)))
    story = [flowable for block in blocks(text) for flowable in _flowables(block)]
    document = SimpleDocTemplate(str(path), pagesize=A4, title="Mẫu")
    document.build(story, onLaterPages=_numbered, onFirstPage=_headed)
    return path


def write_turned(pdf: Path, path: Path, degrees: int) -> Path:
    """Each page's content turned one way and the page the other, so that it is shown upright, as a feeder leaves it."""
    writer = PdfWriter(clone_from=pdf)
    for page in writer.pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        ways = {
            90: (0, 1, -1, 0, height, 0),
            180: (-1, 0, 0, -1, width, height),
            270: (0, -1, 1, 0, 0, width),
        }
        page.add_transformation(Transformation(ways[degrees]))
        right, top = (width, height) if degrees == 180 else (height, width)
        for box in (page.mediabox, page.cropbox):
            box.lower_left, box.upper_right = (0, 0), (right, top)
        page.rotate(degrees)
    writer.write(path)
    return path


def _headed(canvas: Canvas, _: object) -> None:
    canvas.setFont("Sample", 8)
    canvas.drawString(72, A4[1] - 30, "Công báo mẫu")


def _numbered(canvas: Canvas, document: SimpleDocTemplate) -> None:
    _headed(canvas, document)
    canvas.setFont("Sample", 11)
    canvas.drawCentredString(A4[0] / 2, A4[1] - 45, str(document.page))


def _flowables(block: str) -> list[Paragraph | Table]:
    grid = rows_of(block)
    if grid is None:
        centred = is_centred(block)
        style = _style("c", 12, TA_CENTER) if centred else _style("p", 12, TA_JUSTIFY, 24)
        return [Paragraph(html.escape(block), style)]
    return [_pdf_table(grid)]


def _pdf_table(grid: list[list[str]]) -> Table:
    ruled = len(grid[0]) > 2
    style = _style("t", 9, 0 if ruled else TA_CENTER)
    cells: list[list[object]] = [[""] * len(grid[0]) for _ in grid]
    look = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        *([("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if ruled else []),
    ]
    for spot in spots(grid):
        listed = spot.text.startswith("Nơi nhận")
        cells[spot.row][spot.column] = Paragraph(
            "<br/>".join(map(html.escape, spot.text.split("\n"))), _style("l", 9, 0) if listed else style
        )
        end = (spot.column + spot.columns - 1, spot.row + spot.rows - 1)
        look.append(("SPAN", (spot.column, spot.row), end))
    widths = [26, 110, 90, 90, 90, 66] if ruled else [190, 280]
    return Table(cells, colWidths=widths, style=look, repeatRows=int(ruled))


def rendered(pdf: Path, *, resolution: int = 200) -> list[Image.Image]:
    """The pages of a PDF as pictures in grey, resolution in points per inch."""
    document = pypdfium2.PdfDocument(pdf)
    pictures = [page.render(scale=resolution / 72, grayscale=True).to_pil() for page in document]
    document.close()
    return pictures


def write_scans(pdf: Path, folder: Path) -> dict[str, Path]:
    """The pages of a PDF as a TIFF of many pages, a PDF without a text layer, and the first as PNG and JPEG."""
    first, *others = rendered(pdf)
    scans = {kind: folder / f"scan.{kind}" for kind in ("tiff", "pdf", "png", "jpg")}
    first.save(scans["tiff"], save_all=True, append_images=others, dpi=(200, 200))
    first.save(scans["pdf"], save_all=True, append_images=others, resolution=200)
    first.save(scans["png"], dpi=(200, 200))
    first.save(scans["jpg"], dpi=(200, 200), quality=90)
    return scans


def add_part(document: Path, name: str, content: str) -> None:
    """Add a part to a zipped document as it stands."""
    with zipfile.ZipFile(document, "a") as archive:
        archive.writestr(name, content)
