"""Records: what a person, or the reader, says that a document says, as checked values with their lines."""

from kg.records.checking import check
from kg.records.edtf import last_day
from kg.records.files import RecordFile, Records
from kg.records.lists import MANNERS, Aside, Body, Evidence, Indicator, Source, Words
from kg.records.model import (
    Assignment,
    Count,
    Deadline,
    Document,
    Event,
    Figure,
    Relation,
    Signature,
    Statement,
)
from kg.records.reading import read

__all__ = [
    "MANNERS",
    "Aside",
    "Assignment",
    "Body",
    "Count",
    "Deadline",
    "Document",
    "Event",
    "Evidence",
    "Figure",
    "Indicator",
    "RecordFile",
    "Records",
    "Relation",
    "Signature",
    "Source",
    "Statement",
    "Words",
    "check",
    "last_day",
    "read",
]
