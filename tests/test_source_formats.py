"""One document in every kind of file gives one text; what recognition loses is listed."""

import shutil
import zipfile
from pathlib import Path

import docx
import making
import openpyxl
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from making import SAMPLE, blocks, rows_of
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from kg import extract
from kg.source import layout, paper, read

TEXT = SAMPLE.read_text(encoding="utf-8")
# What tesseract 5.3 reads wrongly in the sample at 200 points per inch.
LOST = {"Ỉ": "Ĩ", "Ê": "Ể", "III.": "II.", "II ": "I ", "ầ": "â", "Ứ": "Ú"}


def html_of(path: Path, body: str) -> str:
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8>{body}", encoding="utf-8")
    return read(path).text


@pytest.mark.parametrize(
    "write", [making.write_html, making.write_docx, making.write_pdf], ids=["html", "docx", "pdf"]
)
def test_the_sample_reads_the_same_from_each_kind(write, tmp_path: Path) -> None:
    path = tmp_path / f"sample.{write.__name__.removeprefix('write_')}"
    assert blocks(read(write(TEXT, path)).text) == blocks(TEXT)


def test_markdown_is_taken_as_it_is() -> None:
    source = read(SAMPLE)
    assert source.text == TEXT
    assert (source.media_type, source.medium) == ("text/markdown", "text")


def test_a_sheet_gives_the_table_and_the_lines_above_it(tmp_path: Path) -> None:
    *_, annex, title, about, table = blocks(TEXT)
    path = making.write_xlsx(rows_of(table), tmp_path / "annex.xlsx", above=[annex, title, about])
    assert blocks(read(path).text) == [annex, title, about, table]


@pytest.fixture(scope="module")
def scans(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    if shutil.which("tesseract") is None:
        pytest.skip("needs the Debian packages tesseract-ocr and tesseract-ocr-vie")
    folder = tmp_path_factory.mktemp("scans")
    return making.write_scans(making.write_pdf(TEXT, folder / "sample.pdf"), folder)


def test_a_scan_loses_only_what_is_listed(scans: dict[str, Path]) -> None:
    source = read(scans["tiff"])
    assert (source.media_type, source.medium) == ("image/tiff", "scan")
    read_blocks, given = blocks(source.text), blocks(TEXT)
    assert len(read_blocks) == len(given)
    for mine, right in zip(read_blocks, given, strict=True):
        for letters, lost in LOST.items():
            mine, right = mine.replace(letters, lost), right.replace(letters, lost)
        assert mine == right


@pytest.mark.parametrize("kind", ["pdf", "png", "jpg"])
def test_every_kind_of_scan_is_recognised(kind: str, scans: dict[str, Path], tmp_path: Path) -> None:
    if kind == "pdf":
        with Image.open(scans["png"]) as page:
            page.crop((0, 0, page.width, page.height // 3)).save(tmp_path / "scan.pdf", resolution=200)
    else:
        with Image.open(scans[kind]) as page:
            page.crop((0, 0, page.width, page.height // 3)).save(tmp_path / f"scan.{kind}", dpi=(200, 200))
    source = read(tmp_path / f"scan.{kind}")
    assert source.medium == "scan"
    assert "Số: 412/KH-UBND" in source.text
    assert "Căn cứ Nghị quyết số 57-NQ/TW" in source.text


def test_word_s_computed_numbers_are_written_out(tmp_path: Path) -> None:
    document = docx.Document()
    for style in ("List Number", "List Number", "List Bullet"):
        document.add_paragraph("việc", style=style)
    document.save(str(tmp_path / "a.docx"))
    assert blocks(read(tmp_path / "a.docx").text) == ["1. việc", "2. việc", "• việc"]


def test_word_s_deleted_and_hidden_words_are_left_out_and_soft_hyphens_kept(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Kế\u00adhoạch")
    paragraph.add_run("ẩn").font.hidden = True
    deleted = OxmlElement("w:del")
    run = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = "bỏ"
    run.append(words)
    deleted.append(run)
    paragraph._p.append(deleted)
    paragraph.add_run().add_break()
    paragraph.add_run("dòng hai")
    document.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx").text == "Kế\u00adhoạch\ndòng hai\n"


def test_word_s_nested_tables_are_flattened_into_the_cell(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "ngoài"
    inner = table.cell(0, 1).add_table(2, 2)
    for at, text in enumerate(("a", "b", "c", "d")):
        inner.cell(at // 2, at % 2).text = text
    document.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx").text == "| ngoài | a b<br>c d |\n|---|---|\n"


def test_word_s_footnotes_stand_at_the_end(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Có chú thích")
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), "2")
    paragraph.add_run()._r.append(reference)
    document.add_paragraph("Hết")
    document.save(str(tmp_path / "a.docx"))
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Lời chú</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    making.add_part(tmp_path / "a.docx", "word/footnotes.xml", notes)
    assert blocks(read(tmp_path / "a.docx").text) == ["Có chú thích[1]", "Hết", "[1] Lời chú"]


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word_of(path: Path, body: str, **parts: str) -> str:
    """What is read in a document of these parts, each without its root."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
        )
        for part, content in parts.items():
            root = f"w:{part}"
            archive.writestr(f"word/{part}.xml", f'<{root} xmlns:w="{_WORD}">{content}</{root}>')
    return read(path).text


def test_word_s_footnote_that_refers_to_itself_stands_once(tmp_path: Path) -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = f"<w:p><w:r><w:t>Kho</w:t></w:r>{note}</w:p><w:p><w:r><w:t>Sổ</w:t></w:r>{note}</w:p>"
    notes = f'<w:footnote w:id="2"><w:p><w:r><w:t>Lời chú</w:t></w:r>{note}</w:p></w:footnote>'
    assert blocks(word_of(tmp_path / "a.docx", body, footnotes=notes)) == [
        "Kho[1]",
        "Sổ[1]",
        "[1] Lời chú[1]",
    ]


def test_word_s_half_of_a_pair_of_characters_is_a_bullet(tmp_path: Path) -> None:
    body = '<w:p><w:r><w:sym w:font="Wingdings" w:char="D83D"/><w:t> việc</w:t></w:r></w:p>'
    assert word_of(tmp_path / "a.docx", body) == "• việc\n"


@pytest.mark.parametrize(("legal", "label"), [("off", "I.A"), ("on", "1.1")])
def test_word_s_numbers_are_all_arabic_where_that_is_switched_on(
    legal: str, label: str, tmp_path: Path
) -> None:
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/>'
        f'<w:isLgl w:val="{legal}"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    )
    lists = (
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        "<w:r><w:t>việc</w:t></w:r></w:p>"
        for depth in (0, 1)
    )
    read_ = word_of(tmp_path / "a.docx", body, numbering=lists)
    assert blocks(read_) == ["I. việc", f"{label} việc"]


def test_a_list_s_items_count_on_from_the_number_of_the_one_before(tmp_path: Path) -> None:
    body = "<ol><li value=3>x<li>y<li hidden>ẩn<li>z</ol><ol type=i start=0><li>không</ol>"
    assert blocks(html_of(tmp_path / "a.html", body)) == ["3. x", "4. y", "5. z", "0. không"]


def test_a_sheet_s_merged_cells_beside_all_that_it_holds_are_passed_over(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for words in ("Kho", "Sổ", "Ghe"):
        book.active.append([words])
    book.active.merge_cells("D2:E3")
    book.save(tmp_path / "a.xlsx")
    assert blocks(read(tmp_path / "a.xlsx").text) == ["Kho", "Sổ", "Ghe"]


def test_a_page_gives_what_a_reader_sees(tmp_path: Path) -> None:
    body = (
        "<nav>Menu</nav><script>x</script><p hidden>a</p><p style='display: none'>b</p><p>Điều&nbsp;1.  Một<br>hai</p>"
        "<ol type=a start=2><li>x<li>y</ol><ul><li>z<li>- có dấu</ul><p>a &lt; b &amp; c</p><form><input value=k>"
        "<button>Gửi</button></form>"
    )
    expected = ["Điều\u00a01. Một\nhai", "b. x", "c. y", "• z", "- có dấu", "a < b & c"]
    assert blocks(html_of(tmp_path / "a.html", body)) == expected


def test_spans_of_a_page_s_table_are_laid_out(tmp_path: Path) -> None:
    body = "<table><tr><th colspan=2>A|B<th>C<tr><td rowspan=0>1<td>2<td>3<tr><td>4<td><p>5<p>6</table>"
    expected = "| A\\|B |  | C |\n|---|---|---|\n| 1 | 2 | 3 |\n| 1 | 4 | 5<br>6 |\n"
    assert html_of(tmp_path / "a.html", body) == expected


def test_hidden_rows_of_a_page_s_table_are_left_out(tmp_path: Path) -> None:
    body = "<table><tr><th>A<th>B<tr hidden><td>ẩn<td>ẩn<tbody><tr style='display:none'><td>ẩn<tr><td>1<td>2</table>"
    assert html_of(tmp_path / "a.html", body) == "| A | B |\n|---|---|\n| 1 | 2 |\n"


def test_no_line_is_lost_or_doubled_beside_a_table_s_upper_edge() -> None:
    tall = paper.Line((paper.Word("Cao", 0, 98, 50, 122),))
    small = paper.Line((paper.Word("nhỏ", 200, 101, 230, 109),))
    table = layout.Table([["1", "2"]], ())
    kept = layout._ordered([small, tall], [(100, table)])
    assert [element for element in kept if element is not table] == [tall, small]


def test_a_page_in_its_declared_encoding_is_read(tmp_path: Path) -> None:
    page = "<html><meta charset='windows-1252'><p>Protégé à Genève"
    (tmp_path / "a.html").write_bytes(page.encode("cp1252"))
    assert read(tmp_path / "a.html").text == "Protégé à Genève\n"
    (tmp_path / "b.html").write_text("<html><p>Kế hoạch", encoding="utf-16")
    assert read(tmp_path / "b.html").text == "Kế hoạch\n"


def test_a_sheet_s_values_are_shown_as_in_vietnamese(tmp_path: Path) -> None:
    from datetime import date

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Chỉ tiêu", "Giá trị", "Hạn"])
    sheet.append(["tỷ lệ", 0.755, date(2026, 3, 1)])
    sheet.append(["hệ số", 1.5, 2030])
    sheet["B2"].number_format = "0.0%"
    hidden = book.create_sheet("ẩn")
    hidden["A1"] = "không đọc"
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    rows = "| tỷ lệ | 75,5% | 01/03/2026 |\n| hệ số | 1,5 | 2030 |"
    assert read(tmp_path / "a.xlsx").text == f"| Chỉ tiêu | Giá trị | Hạn |\n|---|---|---|\n{rows}\n"


def test_a_table_over_two_pages_is_one(tmp_path: Path) -> None:
    head, group, *_ = rows_of(blocks(TEXT)[-1])
    many = [
        head,
        group,
        *([str(n), f"Việc {n}", f"Sở {n}", f"Phòng {n}", f"Sản phẩm {n}", f"{n}/2026"] for n in range(1, 60)),
    ]
    lines = ["| " + " | ".join(row) + " |" for row in many]
    table = "\n".join([lines[0], "|" + "---|" * 6, *lines[1:]])
    text = read(making.write_pdf(table, tmp_path / "a.pdf")).text
    assert blocks(text) == [table]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_reads_like_an_upright_one(turn: int, tmp_path: Path) -> None:
    straight = making.write_pdf(TEXT, tmp_path / "straight.pdf")
    turned = making.write_turned(straight, tmp_path / "turned.pdf", turn)
    assert read(turned).text == read(straight).text


def test_page_numbers_and_running_heads_are_left_out(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    for number in range(1, 5):
        canvas.drawString(72, 800, f"BAO CAO MAU so {number}")
        canvas.drawString(72, 700, f"Noi dung cua phan thu {'abcd'[number - 1]} trong van ban")
        canvas.drawCentredString(300, 30, f"Trang {number}/4")
        canvas.showPage()
    canvas.save()
    expected = [f"Noi dung cua phan thu {letter} trong van ban" for letter in "abcd"]
    assert blocks(read(tmp_path / "a.pdf").text) == expected


def test_a_framed_text_is_no_table(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.rect(60, 60, 480, 700)
    canvas.drawString(72, 700, "Mot doan van trong khung cua trang giay nay")
    canvas.save()
    assert read(tmp_path / "a.pdf").text == "Mot doan van trong khung cua trang giay nay\n"


def said(path: Path) -> tuple[object, ...]:
    """What the reader finds in a file, without the places, which differ from form to form."""
    reading = extract.read(read(path).text)
    return (
        reading.head,
        [(one.number, one.type, one.issuer, one.issued, one.relation) for one in reading.based_on],
        [(one.number, one.type, one.issuer, one.issued, one.relation) for one in reading.cites],
        [(one.label, one.heading, one.path) for one in reading.sections],
        [(one.comparator, one.value, one.upper, one.unit, one.year) for one in reading.targets],
        [(one.label, one.text, one.product, one.deadline, one.path) for one in reading.tasks],
        [(one.body, one.role, one.task, one.deadline) for one in reading.assignments],
    )


@pytest.mark.parametrize(
    "write", [making.write_html, making.write_docx, making.write_pdf], ids=["html", "docx", "pdf"]
)
def test_the_reader_finds_the_same_in_each_kind(write, tmp_path: Path) -> None:
    path = tmp_path / f"sample.{write.__name__.removeprefix('write_')}"
    plain = tmp_path / "sample.txt"
    plain.write_text(TEXT, encoding="utf-8")
    found = said(plain)
    assert len(found[-1]) > 10
    assert said(write(TEXT, path)) == found
