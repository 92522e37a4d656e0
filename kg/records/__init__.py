"""Records: what a person, or the reader, says that a document says, as checked values with their lines."""

from kg.records.checking import check
from kg.records.edtf import last_day
from kg.records.files import RecordFile, Records
from kg.records.joining import (
    LISTED,
    UNDECLARED,
    beside,
    drafts,
    joined,
    with_listed,
    with_undeclared,
    without,
)
from kg.records.lists import MANNERS, Aside, Body, Evidence, Indicator, Source, Words
from kg.records.model import (
    Assignment,
    Count,
    Deadline,
    Document,
    Event,
    Figure,
    Product,
    Relation,
    Signature,
    Statement,
)
from kg.records.reading import read

__all__ = [
    "LISTED",
    "MANNERS",
    "UNDECLARED",
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
    "Product",
    "RecordFile",
    "Records",
    "Relation",
    "Signature",
    "Source",
    "Statement",
    "Words",
    "beside",
    "check",
    "drafts",
    "joined",
    "last_day",
    "read",
    "with_listed",
    "with_undeclared",
    "without",
]
