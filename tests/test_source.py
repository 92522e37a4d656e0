"""Sources: what is decoded, what is refused with one clear line, and what is found in folders."""

import resource
import struct
import unicodedata
import zipfile
from hashlib import sha256
from pathlib import Path

import making
import numpy as np
import pytest
from pypdf import PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from kg.errors import BadInput, MissingTool
from kg.source import find, gather, legacy, picture, read, recognition

TEXT = (
    "Ủy ban nhân dân tỉnh ban hành kế hoạch số hóa hồ sơ\n"
    "Các sở, ngành, địa phương thực hiện đúng thời hạn đã được giao\n"
    "Đẩy mạnh việc mở dữ liệu và bảo vệ quyền của người dân\n"
)
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def windows_1258(text: str) -> bytes:
    """Letters composed, tones behind them, as that encoding has them."""
    out = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        bare = "".join(part for part in parts if part not in _TONES)
        out.append(unicodedata.normalize("NFC", bare) + "".join(part for part in parts if part in _TONES))
    return "".join(out).encode("cp1258")


def in_font(table: str) -> str:
    """The sample as an old font's encoding shows it."""
    codes = {letter: chr(code) for code, letter in legacy._table(table).items() if code < 256}
    return "".join(codes.get(letter.lower(), letter) for letter in TEXT)


def vni() -> str:
    marks = {tone: letter for letter, tone in legacy._VNI_MARKS.items()}
    singles = {letter: sign for sign, letter in legacy._VNI_SINGLE.items()}
    out = []
    for letter in TEXT:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(part for part in parts if part in _TONES)
        bare = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
        roof = unicodedata.normalize("NFD", bare)
        if letter in singles:
            out.append(singles[letter])
        elif bare in singles:
            out.append(singles[bare] + marks.get(tone, ""))
        else:
            out.append(roof[0] + marks.get(roof[1:] + tone, ""))
    return "".join(out)


def document(body: str) -> str:
    return f"<w:document {_WORD}><w:body>{body}</w:body></w:document>"


def zipped(path: Path, **parts: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part.replace("__", "/") + ".xml", content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_text_in_unicode_is_read_as_it_is(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode(encoding))
    source = read(path)
    assert source.text == TEXT
    assert source.sha256 == sha256(path.read_bytes()).hexdigest()
    assert (source.media_type, source.medium) == ("text/plain", "text")


def test_windows_1258_is_read_with_its_combining_marks(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(windows_1258(TEXT))
    text = read(tmp_path / "a.txt").text
    assert text != TEXT
    assert unicodedata.normalize("NFC", text) == TEXT


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_text_is_not_normalised(form: str, tmp_path: Path) -> None:
    text = unicodedata.normalize(form, TEXT) + "hoà\u00a0hòa\u00ad Ðà\r\n"
    (tmp_path / "a.md").write_bytes(text.encode())
    assert read(tmp_path / "a.md").text == text


LEGACY = {
    "TCVN3": in_font(legacy._TCVN3),
    "VPS": in_font(legacy._VPS),
    "VNI": vni(),
    "UTF-8 read as Windows-1252": TEXT.encode().decode("latin-1"),
}


# HTML and XML hold no control characters, which two of the encodings need.
_SHOWN = [(name, suffix) for name in ("TCVN3", "VNI") for suffix in ("txt", "html", "docx")]


@pytest.mark.parametrize(("name", "suffix"), [*_SHOWN, ("VPS", "txt"), ("UTF-8 read as Windows-1252", "txt")])
def test_a_legacy_encoding_is_refused_with_its_remedy(name: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{suffix}"
    text = "\n\n".join(LEGACY[name].replace("\x85", "").splitlines()) if suffix != "txt" else LEGACY[name]
    kinds = {
        "txt": lambda: path.write_text(text, encoding="utf-8"),
        "html": lambda: path.write_text(f"<!DOCTYPE html><meta charset=utf-8><pre>{text}", encoding="utf-8"),
        "docx": lambda: zipped(
            path,
            word__document=document(
                "".join(
                    f"<w:p><w:r><w:t>{''.join(c for c in line if c.isprintable())}</w:t></w:r></w:p>"
                    for line in text.split("\n\n")
                )
            ),
        ),
    }
    kinds[suffix]()
    with pytest.raises(BadInput, match=rf"line \d+ is in the letters of {name}.*; (convert|open)"):
        read(path)


@pytest.mark.parametrize("name", ["TCVN3", "VNI"])
def test_a_legacy_encoding_in_bytes_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(LEGACY[name].encode("latin-1"))
    with pytest.raises(BadInput, match=name):
        read(tmp_path / "a.txt")


def test_vietnamese_and_other_languages_are_no_legacy_encoding() -> None:
    for text in (
        TEXT,
        "Le Président a été élu à Genève, naît.\n" * 5,
        "Größe, Übergröße, Äpfel, Öl, Maß\n" * 5,
    ):
        legacy.refuse_legacy(text)


def test_the_real_texts_are_decoded_as_they_are(shared: Path) -> None:
    files = [*(shared / "devset" / "texts").glob("*.md"), *(shared / "corpus").glob("*.txt")]
    assert len(files) > 170
    for file in files:
        assert read(file).text == file.read_bytes().decode("utf-8-sig")


def pdf(path: Path, *, pages: int = 1, password: str | None = None, owner: str | None = None) -> Path:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if password is not None:
        writer.encrypt(password, owner, algorithm="RC4-128")
    writer.write(path)
    return path


def big(path: Path, size: int = 200_000_000) -> Path:
    with path.open("wb") as file:
        file.truncate(size)
    return path


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def lacking_entities(path: Path) -> Path:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>' + document(
        "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>"
    )
    return zipped(path, word__document=bomb)


def packed(path: Path, method: int) -> Path:
    """A document whose only part is packed by a method."""
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("word/document.xml", document("<w:p><w:r><w:t>Lời</w:t></w:r></w:p>"))
    return path


def far(path: Path) -> Path:
    """A document whose only part is said to stand beyond what a file can hold (ZIP64)."""
    whole = bytearray(zipped(path, word__document=document("<w:p/>")).read_bytes())
    entry, end = whole.rindex(b"PK\x01\x02"), whole.rindex(b"PK\x05\x06")
    beyond = struct.pack("<HHQ", 1, 8, 2**63 + 1)
    struct.pack_into("<H", whole, entry + 30, len(beyond))
    struct.pack_into("<I", whole, entry + 42, 2**32 - 1)
    struct.pack_into("<I", whole, end + 12, end - entry + len(beyond))
    whole[end:end] = beyond
    return written(path, bytes(whole))


def endless(path: Path) -> Path:
    path.symlink_to("/dev/zero")
    return path


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BAD = {
    "empty.txt": (lambda p: written(p, b""), "is empty"),
    "blank.md": (lambda p: written(p, b" \n\n"), "is empty"),
    "binary.txt": (lambda p: written(p, bytes(range(256)) * 9), "is binary"),
    "strange.txt": (lambda p: written(p, "Grüße".encode("latin-1")), "not UTF-8"),
    "slip.txt": (lambda p: written(p, TEXT.encode() + b"\xff"), r"byte \d+ is not UTF-8"),
    "marked.txt": (lambda p: written(p, b"\xef\xbb\xbf" + b"\xff"), "is not UTF-8;"),
    "declared.html": (
        lambda p: written(p, b"<html><meta charset=undefined><p>Gr\xfc\xdfe"),
        "is not UTF-8",
    ),
    "lzma.docx": (lambda p: packed(p, zipfile.ZIP_LZMA), "packed in a way"),
    "bzip2.docx": (lambda p: packed(p, zipfile.ZIP_BZIP2), "packed in a way"),
    "far.docx": (far, "damaged document"),
    "endless.txt": (endless, "more than the 20 MB"),
    "pdf.docx": (lambda p: written(p, b"%PDF-1.4"), r"content is that of a \.pdf file"),
    "html.txt": (lambda p: written(p, b"<!DOCTYPE html><p>x"), r"content is that of a \.html file"),
    "text.pdf": (lambda p: written(p, b"hello"), "content is text"),
    "text.html": (lambda p: written(p, b"hello"), "content is text"),
    "docx.xlsx": (lambda p: zipped(p, word__document=document("")), r"content is that of a \.docx file"),
    "cut.docx": (lambda p: written(p, b"PK\x03\x04cut"), "damaged archive"),
    "zip.docx": (lambda p: zipped(p, other="x"), r"neither \.docx nor \.xlsx"),
    "broken.docx": (lambda p: zipped(p, word__document="<w:doc"), "damaged document"),
    "old.docx": (lambda p: written(p, OLE + bytes(600)), "old Office format"),
    "locked.docx": (
        lambda p: written(p, OLE + "EncryptedPackage".encode("utf-16-le")),
        "locked with a password",
    ),
    "old.doc": (lambda p: written(p, OLE + bytes(600)), "old Office format"),
    "wordless.docx": (lambda p: zipped(p, word__document=document("<w:p/>")), "holds no text"),
    "bomb.docx": (
        lambda p: zipped(p, word__document=document("") + " " * 90_000_000),
        "unpacks to more than",
    ),
    "bomb.xlsx": (
        lambda p: zipped(p, xl__workbook="<workbook/>", xl__styles=" " * 90_000_000),
        "unpacks to more than",
    ),
    "laughs.docx": (lacking_entities, "defines XML entities"),
    "laughs.xlsx": (
        lambda p: zipped(p, xl__workbook="<!DOCTYPE x [<!ENTITY a 'b'>]><workbook>&a;</workbook>"),
        "defines XML entities",
    ),
    "nested.docx": (
        lambda p: zipped(
            p, word__document=document("<w:tbl><w:tr><w:tc>" * 10_000 + "</w:tc></w:tr></w:tbl>" * 10_000)
        ),
        "nests over 256",
    ),
    "lists.html": (lambda p: written(p, b"<html>" + b"<ul><li>x" * 10_000), "nests over 200"),
    "cells.html": (lambda p: written(p, b"<html>" + b"<table><tr><td>x" * 10_000), "nests over 200"),
    "wide.html": (lambda p: written(p, b"<html><table><tr>" + b"<td colspan=1000>x" * 50), "table of over"),
    "spans.html": (
        lambda p: written(p, b"<html><table>" + b"<tr><td rowspan=65534>x" * 3_000),
        "table of over",
    ),
    "locked.pdf": (lambda p: pdf(p, password="x"), "locked with a password"),
    "many.pdf": (lambda p: pdf(p, pages=5_000), "5,000 pages, more than the 2,000"),
    "broken.pdf": (lambda p: written(p, b"%PDF-1.4\njunk"), "damaged PDF"),
    "blank.pdf": (lambda p: pdf(p, pages=2), "holds no text"),
    "broken.png": (lambda p: written(p, b"\x89PNG\r\n\x1a\njunk"), "damaged picture"),
    "broken.tif": (lambda p: written(p, b"II*\0" + b"\1" * 50), "damaged picture"),
    "big.txt": (big, "200 MB, more than the 20 MB"),
    "big.docx": (big, "200 MB, more than the 50 MB"),
    "big.pdf": (big, "200 MB, more than the 100 MB"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_in_one_line_that_names_it(name: str, tmp_path: Path) -> None:
    make, wrong = BAD[name]
    path = make(tmp_path / name)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(BadInput, match=wrong) as refusal:
        read(path)
    assert str(refusal.value).startswith(f"{path}: ")
    assert ";" in str(refusal.value)
    assert "\n" not in str(refusal.value)
    # In kilobytes: nothing is unpacked or built before it is known to be too large.
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000


def test_a_row_of_comments_is_looked_through_once(tmp_path: Path) -> None:
    text = "<!---->" * 140 + TEXT
    assert read(written(tmp_path / "a.txt", text.encode())).text == text


def test_a_picture_that_says_no_resolution_is_taken_for_a_page_of_a4() -> None:
    page = making.Image.new("L", (1654, 2339), 255)
    page.info["dpi"] = (float("nan"), float("nan"))
    assert picture._resolution(page) == 200


def test_a_page_of_a_few_points_has_no_ruled_lines() -> None:
    assert recognition._runs(np.zeros((3, 3), bool), 1) == []


def test_a_document_locked_against_change_only_is_read(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.drawString(72, 700, "Mot doan van du dai de doc")
    canvas.save()
    writer = PdfWriter(clone_from=tmp_path / "a.pdf")
    writer.encrypt("", "owner", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    assert read(tmp_path / "locked.pdf").text == "Mot doan van du dai de doc\n"


def test_without_tesseract_a_scan_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = tmp_path / "a.png"
    making.Image.new("L", (200, 300), 255).save(picture)
    monkeypatch.setenv("PATH", str(tmp_path))
    recognition._program.cache_clear()
    with pytest.raises(MissingTool, match=r"a\.png: .*tesseract-ocr-vie"):
        read(picture)
    recognition._program.cache_clear()


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    inside = tmp_path / "mixed"
    inside.mkdir()
    (inside / "records.yaml").write_text("document: {}\n", encoding="utf-8")
    (inside / "a.txt").write_text(TEXT, encoding="utf-8")
    (inside / "b.html").write_text(f"<html><meta charset=utf-8><p>{TEXT}", encoding="utf-8")
    (inside / "c.csv").write_text("x", encoding="utf-8")
    (inside / "~$d.docx").write_bytes(b"lock")
    (inside / ".kept").mkdir()
    (inside / ".kept" / "a.txt").write_text(TEXT, encoding="utf-8")
    return inside


def test_a_folder_s_documents_are_gathered_and_no_hidden_or_other_files(mixed: Path) -> None:
    inputs = gather([mixed])
    assert [source.path for source in inputs.texts] == [mixed / "a.txt", mixed / "b.html"]
    assert [source.medium for source in inputs.texts] == ["text", "webPage"]
    assert [file.name for file in find([mixed]).records] == ["records.yaml"]
    assert find([mixed / ".kept"]).documents == (mixed / ".kept" / "a.txt",)


def test_a_bad_file_stops_a_gathering_that_wants_all(mixed: Path) -> None:
    (mixed / "bad.pdf").write_bytes(b"hello")
    with pytest.raises(BadInput, match=r"bad\.pdf"):
        gather([mixed])


def test_a_file_of_another_kind_that_is_named_is_refused(mixed: Path) -> None:
    with pytest.raises(BadInput, match=r"c\.csv: neither records"):
        find([mixed / "c.csv"])
    with pytest.raises(BadInput, match="no such file"):
        find([mixed / "absent"])
