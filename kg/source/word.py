"""Word documents (.docx): paragraphs with the numbers that Word computes, tables, footnotes at the end."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from kg.errors import BadInput
from kg.source.archive import child, child_value, is_on, name, parse, unpack, value
from kg.source.kinds import Decoded
from kg.source.numbering import Numbering
from kg.source.rows import flattened, written

_PARTS = r"word/(?:document|numbering|styles|footnotes|endnotes)\.xml"
_CHARACTERS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
# Properties, deleted and moved words, field codes, and the second copy of what a choice already gave.
_SKIPPED = {
    *("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr"),
    *("del", "moveFrom", "delText", "instrText", "delInstrText", "Fallback", "fldData", "annotation"),
}
_HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{1,8}")
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
# No table of Word has more columns (63); more are a fault of the file.
_COLUMNS = 100


@dataclass(slots=True)
class _Reading:
    """How far the numbers have counted, the notes met, the text boxes that wait for their paragraph's end."""

    numbering: Numbering
    notes: list[tuple[str, str]] = field(default_factory=list)
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    boxes: list[str] = field(default_factory=list)

    def number(self, note: tuple[str, str]) -> int:
        """The number of a note: that of its first mention where it is mentioned again, even by itself."""
        if note not in self.numbers:
            self.notes.append(note)
            self.numbers[note] = len(self.notes)
        return self.numbers[note]


def read(content: bytes) -> Decoded:
    """The text of a document without its headers and footers; raises BadInput as `unpack` and `parse` do."""
    parts = {part: parse(xml) for part, xml in unpack(content, _PARTS).items()}
    if "word/document.xml" not in parts:
        raise BadInput("holds no word/document.xml; save it again as .docx")
    try:
        return Decoded("\n\n".join(_whole(parts)) + "\n")
    except ValueError as error:
        raise BadInput("is a damaged document ({error}); save it again", error=error) from error


def _whole(parts: dict[str, etree._Element]) -> list[str]:
    body = child(parts["word/document.xml"], "body")
    reading = _Reading(Numbering(parts.get("word/numbering.xml"), parts.get("word/styles.xml")))
    return [*(_blocks(body, reading) if body is not None else ()), *_notes(parts, reading)]


def _blocks(parent: etree._Element, reading: _Reading) -> Iterator[str]:
    """The paragraphs and tables right below an element, without the empty ones."""
    for element in parent:
        kind = name(element)
        if kind == "p":
            yield from _paragraph(element, reading)
        elif kind == "tbl":
            if text := written(_grid(element, reading)):
                yield text
        elif kind not in _SKIPPED:
            yield from _blocks(element, reading)


def _paragraph(element: etree._Element, reading: _Reading) -> Iterator[str]:
    outer, reading.boxes = reading.boxes, []
    text = "".join(_inline(element, reading))
    label = reading.numbering.label(element) if text.strip() else ""
    lines = (line.strip(" \t") for line in f"{label} {text}".split("\n"))
    if whole := "\n".join(line for line in lines if line):
        yield whole
    yield from reading.boxes
    reading.boxes = outer


def _inline(parent: etree._Element, reading: _Reading) -> Iterator[str]:
    for element in parent:
        kind = name(element)
        if kind == "t":
            yield element.text or ""
        elif kind in _CHARACTERS:
            yield _CHARACTERS[kind]
        elif kind in _NOTES:
            yield f"[{reading.number((_NOTES[kind], value(element, 'id') or ''))}]"
        elif kind == "sym":
            yield _symbol(element)
        elif kind == "txbxContent":
            reading.boxes.extend(_blocks(element, reading))
        elif kind not in _SKIPPED and not (kind == "r" and _hidden(element)):
            yield from _inline(element, reading)


def _symbol(element: etree._Element) -> str:
    # Symbol fonts keep their signs at F0xx; which sign it is only the font knows. Halves of a pair are none.
    char = value(element, "char") or ""
    code = int(char, 16) if _HEXADECIMAL.fullmatch(char) else 0xF0B7
    known = code <= sys.maxunicode and not (0xD800 <= code <= 0xDFFF or 0xE000 <= code <= 0xF8FF)
    return chr(code) if known else "•"


def _hidden(run: etree._Element) -> bool:
    return is_on(child(run, "rPr", "vanish"))


def _held(parent: etree._Element, kind: str) -> Iterator[etree._Element]:
    """The rows of a table or cells of a row, those in content controls and tracked insertions among them."""
    for element in parent:
        if name(element) == kind:
            if child(element, "trPr", "del") is None:
                yield element
        elif name(element) not in _SKIPPED | {"p", "tbl"}:
            yield from _held(element, kind)


def _grid(element: etree._Element, reading: _Reading) -> list[list[str]]:
    """The texts of a table by row and column, those of a vertically merged cell in each of its rows."""
    above: dict[int, str] = {}
    return [_row(row, above, reading) for row in _held(element, "tr")]


def _row(row: etree._Element, above: dict[int, str], reading: _Reading) -> list[str]:
    texts = [""] * _count(child_value(row, "trPr", "gridBefore"), 0)
    for cell in _held(row, "tc"):
        text = "\n".join(map(flattened, _blocks(cell, reading)))
        merge = child(cell, "tcPr", "vMerge")
        if merge is None:
            above.pop(len(texts), None)
        elif value(merge) == "restart":
            above[len(texts)] = text
        else:
            text = above.get(len(texts), text)
        texts += [text, *[""] * (_count(child_value(cell, "tcPr", "gridSpan"), 1) - 1)]
    return texts


def _count(given: str | None, otherwise: int) -> int:
    return min(int(given), _COLUMNS) if given else otherwise


def _notes(parts: dict[str, etree._Element], reading: _Reading) -> Iterator[str]:
    """The notes that the text refers to, in its order; a note may itself refer to one."""
    found = {
        (kind, value(element, "id") or ""): element
        for kind in _NOTES.values()
        for element in parts.get(f"word/{kind}s.xml", ())
    }
    for number, note in enumerate(reading.notes, start=1):
        if note in found:
            yield f"[{number}] " + "\n".join(_blocks(found[note], reading))
