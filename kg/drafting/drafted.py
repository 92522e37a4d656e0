"""What drafting gives: the records of one document, and what is doubtful in them."""

from dataclasses import dataclass

from kg.extract.reading import Finding
from kg.records import RecordFile


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft records of one document, and what the reader and the drafting doubt."""

    file: RecordFile
    findings: tuple[Finding, ...]
