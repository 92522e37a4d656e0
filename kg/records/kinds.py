"""The kinds of scalar that records hold: ids, references, dates, and the closed lists."""

from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field, StringConstraints

from kg.records.edtf import checked

Path: TypeAlias = tuple[str | int, ...]
Slug: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Stem: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([-_.][a-z0-9]+)*$")]
DocumentId: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+){2,}$")]
Locator: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+(\.[A-Za-z0-9]+)*$")]
Reference: TypeAlias = Annotated[
    str, StringConstraints(pattern=r"^([a-z0-9-]+(/[a-z0-9-]+){2,}#)?[A-Za-z0-9]+([./-][A-Za-z0-9]+)*$")
]
Digest: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
Edtf: TypeAlias = Annotated[str, AfterValidator(checked)]
Year: TypeAlias = Annotated[int, Field(ge=1945, le=2200)]
Ordinal: TypeAlias = Annotated[int, Field(ge=1)]

Status: TypeAlias = Literal["reviewed", "draft"]
Role: TypeAlias = Literal[
    "lead", "coordinate", "direct", "implement", "monitor", "report", "advise", "approve"
]
Recurrence: TypeAlias = Literal["continuous", "monthly", "quarterly", "semiannual", "annual", "periodic"]
Comparator: TypeAlias = Literal[
    "atLeast", "moreThan", "reaches", "atMost", "lessThan", "between", "rankAtMost"
]
BodyKind: TypeAlias = Literal[
    "PartyBody", "StateBody", "MassOrganisation", "Committee", "PressBody", "Office", "CollectiveBody"
]
StatementKind: TypeAlias = Literal[
    "Viewpoint", "Target", "TaskGroup", "Task", "Purpose", "Context", "Provision"
]
RelationKind: TypeAlias = Literal[
    "implements", "concretises", "disseminates", "basedOn", "amends", "replaces", "mandates", "cites"
]
DocumentType: TypeAlias = Literal[
    "Resolution", "Programme", "ActionProgramme", "Guidance", "Plan", "Decree", "Decision", "Directive",
    "Conclusion", "Circular", "Law", "OfficialLetter", "Telegram", "Notice", "Regulation", "Strategy",
    "Scheme", "Report", "Document",
]  # fmt: skip
Attestation: TypeAlias = Literal["fullText", "excerpt", "restatement", "report"]
