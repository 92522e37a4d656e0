"""The kinds of scalar that records hold: ids, references, dates, and the closed lists."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from kg.messages import Message
from kg.records.edtf import checked, checked_once

Path: TypeAlias = tuple[str | int, ...]
# Each pattern of an id, with what it asks for.
_SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_STEM = r"^[a-z0-9]+([-_.][a-z0-9]+)*$"
_DOCUMENT = r"^[a-z0-9-]+(/[a-z0-9-]+){2,}$"
_LOCATOR = r"^[A-Za-z0-9]+(\.[A-Za-z0-9]+)*$"
_REFERENCE = r"^([a-z0-9-]+(/[a-z0-9-]+){2,}#)?[A-Za-z0-9]+([./-][A-Za-z0-9]+)*$"
_ABOUT = f"{_DOCUMENT}|{_REFERENCE}"
_DIGEST = r"^[0-9a-f]{16}$"
_SHA256 = r"^[0-9a-f]{64}$"
PATTERNS = {
    _SLUG: Message("write lower-case letters without diacritics and digits, joined by hyphens: bo-tai-chinh"),
    _STEM: Message("write the stem of the file's name: lower-case letters, digits, and - _ . between them"),
    _DOCUMENT: Message("write <issuer>/<year>/<number>: bo-chinh-tri/2024/57-nq-tw"),
    _LOCATOR: Message("write letters and digits in parts joined by dots: III.1.1.a"),
    _REFERENCE: Message("write a locator, III.1.1, or <document id>#<locator>"),
    _ABOUT: Message("write a document's <issuer>/<year>/<number>, or a statement's locator, III.1.1"),
    _DIGEST: Message("write 16 hexadecimal digits"),
    _SHA256: Message("write 64 hexadecimal digits: sha256sum FILE prints them"),
}
Slug: TypeAlias = Annotated[str, StringConstraints(pattern=_SLUG)]
Stem: TypeAlias = Annotated[str, StringConstraints(pattern=_STEM)]
DocumentId: TypeAlias = Annotated[str, StringConstraints(pattern=_DOCUMENT)]
Locator: TypeAlias = Annotated[str, StringConstraints(pattern=_LOCATOR)]
Reference: TypeAlias = Annotated[str, StringConstraints(pattern=_REFERENCE)]
About: TypeAlias = Annotated[str, StringConstraints(pattern=_ABOUT)]
Digest: TypeAlias = Annotated[str, StringConstraints(pattern=_DIGEST)]
Sha256: TypeAlias = Annotated[str, StringConstraints(pattern=_SHA256)]
Edtf: TypeAlias = Annotated[str, AfterValidator(checked)]
Moment: TypeAlias = Annotated[str, AfterValidator(checked_once)]

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIGURE = re.compile(r"[+-]?[0-9]{1,18}(?:\.[0-9]{1,18})?")


def _day(given: object) -> object:
    """A day as it is written in records; pydantic would take a bare number for seconds since 1970."""
    if isinstance(given, str) and not _DAY.fullmatch(given.strip()):
        raise ValueError("write the date as YYYY-MM-DD, like 2024-12-22")
    return given


def _figure(given: object) -> object:
    """A figure in digits alone: an exponent would stand for more digits than anyone could write."""
    if isinstance(given, str) and not _FIGURE.fullmatch(given.strip()):
        raise ValueError("write a number of at most 18 digits, with a point before decimals: 0.7")
    return given


Day: TypeAlias = Annotated[date, BeforeValidator(_day)]
Amount: TypeAlias = Annotated[Decimal, BeforeValidator(_figure)]
Year: TypeAlias = Annotated[int, Field(ge=1945, le=2200)]
Ordinal: TypeAlias = Annotated[int, Field(ge=1)]

Status: TypeAlias = Literal["reviewed", "draft"]
Role: TypeAlias = Literal[
    "lead", "coordinate", "direct", "implement", "monitor", "report", "advise", "approve"
]
Recurrence: TypeAlias = Literal[
    "continuous", "daily", "weekly", "monthly", "quarterly", "semiannual", "annual", "periodic"
]
Comparator: TypeAlias = Literal[
    "atLeast", "moreThan", "reaches", "atMost", "lessThan", "between", "rankAtMost"
]
Unit: TypeAlias = Literal["percent", "count", "rank", "index", "perTenThousandPeople", "asWorded"]
Measure: TypeAlias = Literal["level", "growthPerYear", "increment"]
Qualifier: TypeAlias = Literal["before", "by", "during", "from"]
BodyKind: TypeAlias = Literal[
    "PartyBody", "StateBody", "MassOrganisation", "Committee", "PressBody", "Office", "CollectiveBody"
]
StatementKind: TypeAlias = Literal[
    "Viewpoint", "Target", "TaskGroup", "Task", "Purpose", "Context", "Provision"
]
RelationKind: TypeAlias = Literal[
    "implements", "concretises", "disseminates", "basedOn", "amends", "replaces", "repeals", "mandates",
    "cites",
]  # fmt: skip
DocumentType: TypeAlias = Literal[
    "Resolution", "Programme", "ActionProgramme", "Guidance", "Plan", "Decree", "Decision", "Directive",
    "Conclusion", "Circular", "Law", "OfficialLetter", "Telegram", "Notice", "Regulation", "Strategy",
    "Scheme", "Report", "Submission", "Document",
]  # fmt: skip
Attestation: TypeAlias = Literal["fullText", "excerpt", "restatement", "report"]
