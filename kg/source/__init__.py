"""Sources: files with the texts of documents in many formats, and the records beside them."""

from kg.source.gathering import CORPUS, Found, Inputs, find, gather, shown
from kg.source.kinds import SUFFIXES
from kg.source.reading import Source, read
from kg.source.unread import passed_over

__all__ = [
    "CORPUS",
    "SUFFIXES",
    "Found",
    "Inputs",
    "Source",
    "find",
    "gather",
    "passed_over",
    "read",
    "shown",
]
