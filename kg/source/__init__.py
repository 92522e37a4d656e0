"""Sources: files with the texts of documents in many formats, and the records beside them."""

from kg.source.gathering import CORPUS, Found, Inputs, find, gather, shown
from kg.source.kinds import SUFFIXES
from kg.source.reading import Source, read

__all__ = ["CORPUS", "SUFFIXES", "Found", "Inputs", "Source", "find", "gather", "read", "shown"]
