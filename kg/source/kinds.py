"""The kinds of file that hold a document: what a name promises, and what the first bytes show.

>>> sniff(b"%PDF-1.7")
'application/pdf'
"""

import codecs
import re
from dataclasses import dataclass
from io import BytesIO
from typing import Literal
from zipfile import BadZipFile, ZipFile
from zlib import error as BadDeflate

from kg.errors import BadInput
from kg.messages import Message

Medium = Literal["text", "scan", "webPage", "infographic"]

PLAIN, MARKDOWN, HTML, PDF = "text/plain", "text/markdown", "text/html", "application/pdf"
_OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX, XLSX = f"{_OFFICE}wordprocessingml.document", f"{_OFFICE}spreadsheetml.sheet"
PNG, TIFF, JPEG = "image/png", "image/tiff", "image/jpeg"

# The suffixes of the files that can be read, and what each promises.
SUFFIXES = {
    ".txt": PLAIN,
    ".md": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".docx": DOCX,
    ".pdf": PDF,
    ".xlsx": XLSX,
    ".png": PNG,
    ".tif": TIFF,
    ".tiff": TIFF,
    ".jpg": JPEG,
    ".jpeg": JPEG,
}

_SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": PNG,
    b"II*\x00": TIFF,
    b"MM\x00*": TIFF,
    b"\xff\xd8\xff": JPEG,
}
# Kinds that are known only to be refused, each with what would be right.
_REFUSED = {
    b"{\\rtf": Message("is RTF; save it as .docx"),
    b"Rar!": Message("is a RAR archive; give the documents in it"),
    b"7z\xbc\xaf": Message("is a 7z archive; give the documents in it"),
    b"GIF8": Message("is a GIF picture; save it as .png"),
}
# What is raised for an archive that is not as it should be.
DAMAGE = (BadZipFile, BadDeflate, EOFError, RuntimeError, ValueError, OverflowError, OSError)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
# Nothing that a comment or white space took is given back: a row of comments would be parted in every way.
_MARKUP = re.compile(
    rb"\s*+(?:<\?xml[^>]*>\s*+)?(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype\s+html|html)\b", re.I | re.S
)
_HEAD = 1024


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, and through what it came."""

    text: str
    medium: Medium = "text"


def sniff(content: bytes) -> str | None:
    """The media type that the bytes show; None for text without any mark of its own.

    Raises BadInput for what is known and cannot be read (an old .doc, a locked file, RTF, another archive).
    """
    for signature, kind in _SIGNATURES.items():
        if content.startswith(signature):
            return kind
    if b"%PDF-" in content[:_HEAD]:
        return PDF
    if content.startswith(b"PK\x03\x04"):
        return _zipped(content)
    _refuse(content)
    head = content[:_HEAD].removeprefix(codecs.BOM_UTF8)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head[2:].replace(b"\0", b"")
    return HTML if _MARKUP.match(head) else None


def _refuse(content: bytes) -> None:
    if content.startswith(_OLE):
        if _LOCKED in content:
            raise BadInput("is locked with a password; save it without one")
        raise BadInput("is of the old Office format (.doc, .xls); save it as .docx or .xlsx")
    for signature, what in _REFUSED.items():
        if content.startswith(signature):
            raise BadInput(what)


def _zipped(content: bytes) -> str:
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except DAMAGE as error:
        raise BadInput("is a damaged archive; save it again as .docx or .xlsx") from error
    if "word/document.xml" in names:
        return DOCX
    if "xl/workbook.xml" in names:
        return XLSX
    raise BadInput("is an archive, neither .docx nor .xlsx; give the documents in it")


def check(promised: str, content: bytes) -> None:
    """Raises BadInput where the bytes are not of the kind that the file's suffix promises."""
    shown = sniff(content)
    textual = {PLAIN, MARKDOWN}
    if shown == promised or (shown is None and promised in textual):
        return
    if shown is None and promised == HTML and re.search(rb"<\0?[A-Za-z]", content):
        return
    right = next((suffix for suffix, kind in SUFFIXES.items() if kind == shown), None)
    if right is not None:
        raise BadInput(
            "is not what its suffix says: the content is that of a {right} file; name it so", right=right
        )
    if b"\0" in content[:_HEAD]:
        raise BadInput("is not what its suffix says: the content is something else; name it by its content")
    raise BadInput("is not what its suffix says: the content is text; name it by its content")
