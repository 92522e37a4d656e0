"""PDF documents: words with their boxes by PDFium, ruled lines, pages without a text layer recognised."""

import ctypes
from collections.abc import Callable, Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from kg.errors import BadInput
from kg.source.drawing import rules
from kg.source.kinds import Decoded
from kg.source.layout import laid_out
from kg.source.paper import Page, Word
from kg.source.recognition import RESOLUTION, recognise

_PAGES, _SCANNED_PAGES, _POINTS = 2_000, 300, 100_000_000
# Under so many letters on a page, or with so many of them unknown, it has no text layer worth the name.
_FEW, _UNKNOWN = 12, 0.3
_GAP, _SHIFT = 0.3, 0.6
_HYPHEN, _BULLET = 0x02, "•"


def read(content: bytes) -> Decoded:
    """The text of a document without page numbers and running heads; a scan where pages were recognised.

    Raises BadInput for a locked or damaged document and one of over 2,000 pages (300 scanned); MissingTool
    where pages are scanned and tesseract is not installed.
    """
    document = _opened(content)
    try:
        if len(document) > _PAGES:
            raise BadInput(
                "has {count:,} pages, more than the {pages:,} that are read; give it in parts",
                count=len(document),
                pages=_PAGES,
            )
        pages = [_page(document, number) for number in range(len(document))]
        scanned = [
            number for number, page in enumerate(pages) if not _legible(page) and _shows(document, number)
        ]
        if scanned:
            pages = _recognised(document, pages, scanned)
    except (pypdfium2.PdfiumError, ValueError, OverflowError) as error:
        raise BadInput("is a damaged PDF ({error}); save it again", error=error) from error
    finally:
        document.close()
    return Decoded(laid_out(pages), "scan" if scanned else "text")


def _opened(content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise BadInput("is locked with a password; save it without one") from error
        raise BadInput("is a damaged PDF; save it again") from error


def _page(document: pypdfium2.PdfDocument, number: int) -> Page:
    page = document[number]
    text = page.get_textpage()
    try:
        turn = _Turn(page)
        level, upright = rules(page, turn)
        # A damaged page may have no height.
        width, height = max(page.get_width(), 1.0), max(page.get_height(), 1.0)
        return Page(width, height, tuple(_words(text.raw, turn)), level, upright)
    finally:
        text.close()
        page.close()


class _Turn:
    """From a page's own coordinates (points, upwards) to those of the page as shown (downwards, turned)."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        left, bottom, right, top = page.get_cropbox()
        turns: dict[int, Callable[[float, float], tuple[float, float]]] = {
            0: lambda x, y: (x - left, top - y),
            90: lambda x, y: (y - bottom, x - left),
            180: lambda x, y: (right - x, y - bottom),
            270: lambda x, y: (top - y, right - x),
        }
        self.point = turns[page.get_rotation()]

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """The left, top, right and bottom of a box as shown."""
        (x1, y1), (x2, y2) = self.point(left, bottom), self.point(right, top)
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _words(text: "pdfium.FPDF_TEXTPAGE", turn: _Turn) -> Iterator[Word]:
    """Characters in the order in which they are stored, parted by spaces, gaps and jumps."""
    word: Word | None = None
    box = pdfium.FS_RECTF()
    for at in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, at)
        letter = _letter(code)
        if not letter or (letter.isspace() and letter != "\u00a0"):
            if letter and word:
                yield word
                word = None
            continue
        pdfium.FPDFText_GetLooseCharBox(text, at, ctypes.byref(box))
        new = Word(letter, *turn.box(box.left, box.bottom, box.right, box.top))
        if word and _apart(word, new):
            yield word
            word = None
        word = new if word is None else _with(word, new)
    if word:
        yield word


def _letter(code: int) -> str:
    if code == _HYPHEN:
        return "-"
    if 0xE000 <= code <= 0xF8FF:
        return _BULLET
    return "" if code == 0 or code in range(0xD800, 0xE000) else chr(code)


def _apart(word: Word, new: Word) -> bool:
    height = max(min(word.bottom - word.top, new.bottom - new.top), 1.0)
    return (
        new.left - word.right > _GAP * height
        or new.right < word.left - height
        or abs(new.height_at - word.height_at) > _SHIFT * height
    )


def _with(word: Word, new: Word) -> Word:
    return Word(
        word.text + new.text,
        min(word.left, new.left),
        min(word.top, new.top),
        max(word.right, new.right),
        max(word.bottom, new.bottom),
    )


def _legible(page: Page) -> bool:
    text = "".join(word.text for word in page.words)
    unknown = sum(not letter.isprintable() or letter == "\ufffd" for letter in text)
    return sum(map(str.isalpha, text)) >= _FEW and unknown < _UNKNOWN * len(text)


def _shows(document: pypdfium2.PdfDocument, number: int) -> bool:
    """Whether a page holds a picture: an empty page, or one with only a number, needs no recognition."""
    page = document[number]
    try:
        return any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)) or (
            number == 0 and len(document) == 1
        )
    finally:
        page.close()


def _resolution(width: float, height: float) -> int:
    """The points per inch at which a page of so many inches is drawn: fewer where it would take too many."""
    return max(1, min(RESOLUTION, int((_POINTS / max(width * height, 1)) ** 0.5)))


def _recognised(document: pypdfium2.PdfDocument, pages: list[Page], scanned: list[int]) -> list[Page]:
    if len(scanned) > _SCANNED_PAGES:
        raise BadInput(
            "has {count:,} scanned pages, more than the {scanned_pages} that are read; give it in parts",
            count=len(scanned),
            scanned_pages=_SCANNED_PAGES,
        )
    found = list(pages)
    for number in scanned:
        found[number] = _recognised_page(document, number)
    return found


def _recognised_page(document: pypdfium2.PdfDocument, number: int) -> Page:
    page = document[number]
    try:
        resolution = _resolution(page.get_width() / 72, page.get_height() / 72)
        picture = page.render(scale=resolution / 72, grayscale=True).to_numpy()
    finally:
        page.close()
    return recognise(picture, resolution)
