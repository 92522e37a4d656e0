"""Names in a draft: kinds of document, ids, and labels in Vietnamese and English.

A draft's Vietnamese labels are the document's own words, cut short. Its English labels say what a thing is
and quote those words, since nobody has put them into English yet.
"""

from datetime import date
from functools import cache
from typing import cast, get_args

from kg.document.agreement import document_class
from kg.document.codes import TYPE_CODES
from kg.document.number import Number
from kg.extract.reading import Head
from kg.records import Words
from kg.records.kinds import DocumentType, StatementKind
from kg.text import bounded_slug, fold, slug

_LABEL_WORDS = 14
_LONGEST_SEGMENT = 90
# Kinds that bear no code of their own in a number.
_CLASSES = {
    "luat": "Law", "bo luat": "Law", "phap lenh": "Law", "hien phap": "Law", "cong van": "OfficialLetter",
    "cong dien": "Telegram", "chien luoc": "Strategy", "de an": "Scheme", "quy dinh": "Regulation",
    "dieu le": "Regulation", "chuong trinh hanh dong": "ActionProgramme", "thu": "OfficialLetter",
}  # fmt: skip
_KINDS_EN: dict[StatementKind, str] = {
    "Viewpoint": "Viewpoint",
    "Target": "Target",
    "TaskGroup": "Task group",
    "Task": "Task",
    "Purpose": "Purpose",
    "Context": "Context",
    "Provision": "Provision",
}


@cache
def _classes() -> dict[str, str]:
    coded = {
        fold(name): entry.document_class for entry in reversed(TYPE_CODES.values()) for name in entry.names
    }
    return coded | _CLASSES


def kind_of_document(type_: str | None, number: str | None) -> DocumentType:
    """The class for a printed type; without one, that of the number; `Document` where neither tells."""
    key = fold(type_ or "")
    longest = max((name for name in _classes() if f"{key} ".startswith(f"{name} ")), key=len, default=None)
    parsed = parsed_number(number)
    found = _classes()[longest] if longest else document_class(parsed) if parsed else "Document"
    return cast(DocumentType, found if found in get_args(DocumentType) else "Document")


def parsed_number(number: str | None) -> Number | None:
    """The number in parts, where it is one of the grammar."""
    try:
        return Number.parse(number) if number else None
    except ValueError:
        return None


def bounded(segment: str) -> str:
    """A segment of an id, cut at a word where it is long and told apart by its digest."""
    return bounded_slug(segment, _LONGEST_SEGMENT)


def document_id(issuer: str, year: str, name: str) -> str:
    """The id of a document (design: issuer, year, number or subject)."""
    return f"{issuer}/{year}/{bounded(name)}"


def subject(head: Head) -> str:
    """What stands for the number of a document that has none: a slug of its type and title."""
    return bounded(slug(f"{head.type or ''} {head.title or ''}") or "van-ban")


def shortened(text: str) -> str:
    """The first words of a text, in one line, with a mark where something is left out."""
    # What stands in no record: a file may hold signs without a shape between its words.
    shown = "".join(c for c in text if c.isprintable() or c.isspace())
    said = shown.lstrip(" \t-+–•*").split()
    if len(said) <= _LABEL_WORDS:
        return " ".join(said).rstrip(",;:")
    return " ".join(said[:_LABEL_WORDS]).rstrip(".,;:") + "…"


def label(kind: StatementKind, locator: str, text: str, more: str = "") -> Words:
    """The label of a statement: its first words; in English its kind, what `more` says, those words quoted.

    Without words its place stands for them.
    """
    said = shortened(text)
    quoted = f"“{said}”" if said else locator
    return Words(vi=said or locator, en=f"{_KINDS_EN[kind]}: {', '.join(filter(None, (more, quoted)))}")


def title(kind: DocumentType, said: str | None, number: str | None, issued: date | None) -> Words:
    """The title of a document: as printed; in English its kind, number and date, and the title quoted."""
    english = "".join(f" {c}" if c.isupper() and at else c for at, c in enumerate(kind)).capitalize()
    day = f" of {issued.day} {issued:%B %Y}" if issued else ""
    # A title that begins with type and number, which stand before it already.
    about = shortened((said or "").rpartition(number)[2] if number else said or "")
    named = number or ("" if about else "without a number")
    told = " ".join(filter(None, (english, named))) + day + (f": “{about}”" if about else "")
    return Words(vi=said or f"Văn bản {number or 'không số'}", en=told)
