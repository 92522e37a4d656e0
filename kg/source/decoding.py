"""Bytes to characters: UTF-8, UTF-16 or UTF-32 by a mark, Windows-1258; all else is refused, and told why.

>>> decode("Kế hoạch".encode("utf-16"))
'Kế hoạch'
"""

import codecs

from kg.errors import BadInput
from kg.source.legacy import refuse_legacy
from kg.source.syllables import share

# The longer marks first: that of UTF-32 begins with that of UTF-16.
_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# Of the words with marks in a text that was written in an encoding, how many must be Vietnamese.
_CERTAIN = 0.8


def utf8(content: bytes) -> str:
    """The text in UTF-8, with or without its mark; raises BadInput where it is not."""
    try:
        return content.decode("utf-8-sig" if content.startswith(codecs.BOM_UTF8) else "utf-8")
    except UnicodeDecodeError as error:
        raise BadInput("byte {byte} is not UTF-8; save the text as UTF-8", byte=error.start) from error


def decode(content: bytes, declared: str | None = None) -> str:
    """The text, by its mark, as UTF-8, as what makes its words Vietnamese, or as the encoding it declares.

    Raises BadInput for binary content, a legacy font encoding, and what is none of these.
    """
    if content.startswith(codecs.BOM_UTF8):
        return utf8(content)
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return _strict(content, encoding)
    if b"\0" in content:
        raise BadInput("is binary, not a text; give a text file")
    try:
        return utf8(content)
    except BadInput:
        return _older(content, declared)


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadInput(
            "byte {byte} is not {encoding}; save the text as UTF-8",
            byte=error.start,
            encoding=encoding.upper(),
        ) from error


def _older(content: bytes, declared: str | None) -> str:
    vietnamese = _attempt(content, "cp1258")
    if vietnamese is not None and share(vietnamese) >= _CERTAIN:
        return vietnamese
    if share(content.decode("utf-8", errors="ignore")) >= _CERTAIN:
        # UTF-8 but for a few bytes, which is no other encoding: the error says where the first of them is.
        return utf8(content)
    refuse_legacy(content.decode("cp1252", errors="ignore"))
    refuse_legacy(content.decode("latin-1"))
    other = _attempt(content, declared) if declared else None
    return utf8(content) if other is None else other


def _attempt(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    # Some encodings of Python (idna, undefined) raise the error of which that of decoding is one kind.
    except (UnicodeError, LookupError):
        return None
