"""Whether a document's number agrees with the type and the issuer printed on the same page.

A number names its type and its issuer in code, so a head says both twice; where the two differ, one was
misread or misprinted, and a person must look (Decree 30/2020/NĐ-CP, annex I, part II).
"""

from dataclasses import dataclass
from typing import Literal

from kg.document.codes import ASSEMBLY_NAMES, ISSUERS, LETTER_NAMES, TYPE_CODES
from kg.document.number import Number
from kg.text import fold

# Words of a body's name that its code may leave out.
_SMALL_WORDS = {"va", "cua", "ve", "cac"}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What in the head contradicts the number, told to the person who reviews."""

    kind: Literal["number-type", "number-issuer"]
    message: str
    message_vi: str


def type_names(number: Number) -> tuple[str, ...]:
    """The Vietnamese names of type that may be printed over such a number, the usual one first.

    >>> from kg.document.number import Number
    >>> type_names(Number.parse("163/2025/QĐ-CTUBND")), type_names(Number.parse("41-QĐ/TW"))
    (('Quyết định',), ('Quy định', 'Quyết định'))
    """
    if number.form == "national assembly":
        return ASSEMBLY_NAMES
    entry = TYPE_CODES.get(number.type_code)
    if entry is None:
        return LETTER_NAMES if number.form == "letter" else ()
    return entry.party_names if number.form == "party" else entry.names


def document_class(number: Number) -> str:
    """The vocabulary's class that the number alone stands for; `Document` where its code is not known."""
    if number.form in ("letter", "national assembly"):
        return "OfficialLetter" if number.form == "letter" else "Law"
    entry = TYPE_CODES.get(number.type_code)
    if entry is None:
        return "Document"
    return entry.party_class if number.form == "party" else entry.document_class


def disagreements(
    number: Number, printed_type: str | None, printed_issuer: str | None
) -> tuple[Disagreement, ...]:
    """What of the printed type and issuer the number contradicts; nothing for what is not printed."""
    return (*_of_type(number, printed_type), *_of_issuer(number, printed_issuer))


def _of_type(number: Number, printed: str | None) -> tuple[Disagreement, ...]:
    names = type_names(number)
    entry = TYPE_CODES.get(number.type_code)
    # A consolidated text prints the type of what it consolidates.
    if not printed or not names or (entry is not None and entry.consolidates):
        return ()
    if any(fold(printed).startswith(fold(name)) or fold(name).startswith(fold(printed)) for name in names):
        return ()
    english = f"the number {number} is that of a {' or '.join(names)}, but the page prints {printed!r}"
    vietnamese = f"số {number} là số của {' hoặc '.join(names)}, nhưng văn bản ghi “{printed}”"
    return (Disagreement("number-type", english, vietnamese),)


def _of_issuer(number: Number, printed: str | None) -> tuple[Disagreement, ...]:
    if not printed or not number.issuer_code or number.form == "joint":
        return ()
    if _stands_for(number.issuer_code, printed):
        return ()
    english = f"the issuer's code {number.issuer_code} in {number} does not stand for {printed!r}"
    vietnamese = f"ký hiệu {number.issuer_code} trong số {number} không phải là của “{printed}”"
    return (Disagreement("number-issuer", english, vietnamese),)


def _stands_for(code: str, printed: str) -> bool:
    """A listed code must name the printed body; any other must be made of its name's initials, in order."""
    bare = code.rstrip("0123456789IVX") or code
    body = fold(printed)
    if names := ISSUERS.get(bare):
        return any(fold(name) in body for name in names)
    initials = iter([word[0] for word in body.split() if word not in _SMALL_WORDS] or [""])
    return all(letter in initials for letter in fold(bare).replace(" ", ""))
