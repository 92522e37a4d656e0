"""Extract: what a document says, found in its text, with the place of every word."""

from kg.extract.reader import read
from kg.extract.reading import Reading

__all__ = ["Reading", "read"]
