"""The kinds of file that hold documents and are not read, and what to do with a file of each."""

from collections.abc import Sequence
from pathlib import Path

from kg.messages import Message, joined

_WORDS, _SHEET, _ARCHIVE = "words", "sheet", "archive"
# By suffix; what is none of these and cannot be read, as a picture or a program, is no document.
KINDS = {
    ".doc": _WORDS,
    ".docm": _WORDS,
    ".dot": _WORDS,
    ".dotx": _WORDS,
    ".rtf": _WORDS,
    ".odt": _WORDS,
    ".wps": _WORDS,
    ".pages": _WORDS,
    ".mht": _WORDS,
    ".mhtml": _WORDS,
    ".epub": _WORDS,
    ".djvu": _WORDS,
    ".xps": _WORDS,
    ".ppt": _WORDS,
    ".pptx": _WORDS,
    ".pps": _WORDS,
    ".ppsx": _WORDS,
    ".odp": _WORDS,
    ".xls": _SHEET,
    ".xlsm": _SHEET,
    ".xlsb": _SHEET,
    ".ods": _SHEET,
    ".et": _SHEET,
    ".zip": _ARCHIVE,
    ".rar": _ARCHIVE,
    ".7z": _ARCHIVE,
}
# What to do with one file of a kind, and with those of it among others.
_ONE = {
    _WORDS: Message("save it as .docx or PDF"),
    _SHEET: Message("save it as .xlsx"),
    _ARCHIVE: Message("unpack it, and give the documents in it"),
}
_MANY = {
    _WORDS: Message("save documents as .docx or PDF"),
    _SHEET: Message("save workbooks as .xlsx"),
    _ARCHIVE: Message("unpack archives"),
}
# As many are named as fit on a line.
_NAMED = 3


def remedy(suffix: str) -> Message:
    """What to do with a file whose suffix is one of `KINDS`."""
    return _ONE[KINDS[suffix]]


def passed_over(files: Sequence[Path]) -> Message:
    """The line on files of `KINDS` that lay in a folder: how many, which the first are, and what to do.

    >>> str(passed_over([Path("a.doc"), Path("b.zip")]))
    'files of kinds that are not read: 2 (a.doc, b.zip); save documents as .docx or PDF, unpack archives'
    """
    kinds = {KINDS[file.suffix.lower()] for file in files}
    names = [str(file) for file in files[:_NAMED]] + ["..."] * (len(files) > _NAMED)
    return Message(
        "files of kinds that are not read: {count} ({names}); {remedies}",
        count=len(files),
        names=", ".join(names),
        remedies=joined((what for kind, what in _MANY.items() if kind in kinds), ", "),
    )
