"""The values of the record format (docs/records.md), frozen and checked field by field by pydantic."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic.dataclasses import dataclass

from kg.messages import Message, joined
from kg.records.kinds import (
    About,
    Amount,
    Comparator,
    Day,
    DocumentId,
    DocumentType,
    Edtf,
    Locator,
    Measure,
    Moment,
    Ordinal,
    Qualifier,
    Recurrence,
    Reference,
    RelationKind,
    Role,
    Slug,
    StatementKind,
    Status,
    Unit,
    Year,
)
from kg.records.lists import STRICT, Evidence, Words


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Signature:
    """Who signed, in what capacity, for whom."""

    id: Ordinal
    capacity: Literal["T/M", "T/L", "K/T", "TUQ", "Q"] | None = None
    name: str | None = None
    office: Slug | None = None
    on_behalf_of: Slug | None = None


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Document:
    """The head of a document."""

    id: DocumentId
    type: DocumentType
    title: Words
    number: str | None = None
    issued_by: tuple[Slug, ...] = ()
    issued: Day | None = None
    entry_into_force: Day | None = None
    place: str | None = None
    life: Literal["planned", "issued", "inForce", "amended", "replaced"] | None = None
    signed_by: tuple[Signature, ...] = ()
    addressed_to: tuple[Slug, ...] = ()
    sent_to: tuple[Slug, ...] = ()
    presented_at: Reference | None = None
    known_through: DocumentId | None = None
    topics: tuple[str, ...] = ()
    note: Words | None = None
    status: Status = "reviewed"
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Relation:
    """A relation between two documents, as a thing with evidence of its own."""

    id: Ordinal
    kind: RelationKind
    to: DocumentId
    from_: DocumentId | None = Field(default=None, alias="from")
    status: Status = "reviewed"
    note: Words | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Event:
    """A conference or the like."""

    id: Slug
    label: Words
    date: Moment | None = None
    form: Words | None = None
    audience: Words | None = None
    organisers: tuple[Slug, ...] = ()
    held_under: DocumentId | None = None
    identified_with: Reference | None = None
    note: Words | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Count:
    """A number of things that a document says it, or another, has."""

    id: Ordinal
    of: Literal["viewpoint", "target", "targetGroup", "taskGroup", "task"]
    count: Annotated[int, Field(ge=0)]
    about: About | None = None
    horizon: Year | None = None
    note: Words | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Deadline:
    """Words of time, and what they mean."""

    text: str
    edtf: Edtf | None = None
    qualifier: Qualifier | None = None


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Assignment:
    """One body, one role, one task."""

    id: Ordinal
    body: Slug
    role: Role
    deadline: Deadline | None = None
    recurrence: Recurrence | None = None
    reports_to: tuple[Slug, ...] = ()
    via: tuple[Slug, ...] = ()
    jointly_with: tuple[Slug, ...] = ()
    note: Words | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Figure:
    """What a target aims at, for one indicator, scope and horizon; without a figure it is still a target."""

    indicator: Slug | None = None
    comparator: Comparator | None = None
    value: Amount | None = None
    upper: Amount | None = None
    unit: Unit | None = None
    unit_text: str | None = None
    measure: Measure | None = None
    horizon: Year | None = None
    scope: Words | None = None

    @model_validator(mode="after")
    def _figure_is_whole(self) -> Self:
        said = [x is not None for x in (self.comparator, self.value, self.unit, self.measure)]
        if any(said) and not all(said):
            raise ValueError("a figure has comparator, value, unit and measure, or none of them")
        if (self.upper is not None) != (self.comparator == "between"):
            raise ValueError("comparator 'between', and only it, has an upper value")
        if self.unit == "asWorded" and not self.unit_text:
            raise ValueError("unit 'asWorded' needs 'unit_text', the unit as the document writes it")
        if self.unit_text and self.unit not in ("asWorded", "count"):
            raise ValueError("'unit_text' goes with unit 'asWorded' or 'count', not with another")
        return self


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Product:
    """What a task is to bring about: something named, or a document of the graph."""

    id: Ordinal | None = None
    label: Words | None = None
    document: DocumentId | None = None

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Self:
        if (self.document is None) != (self.id is not None and self.label is not None) or (
            self.document and (self.id or self.label)
        ):
            raise ValueError("a product has either id and label, or document")
        return self


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Founding:
    """A body that a statement sets up."""

    body: Slug
    chaired_by: Slug | None = None


# Keys that only some kinds of statement may bear.
ONLY_WITH = {
    "target": {"Target"},
    "declared_tasks": {"TaskGroup"},
    "assignments": {"Task"},
    "products": {"Task"},
    "deadline": {"Task"},
    "recurrence": {"Task"},
    "contributes_to": {"Task", "TaskGroup"},
    "guided_by": {"Task", "TaskGroup"},
}


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Statement:
    """A numbered or delimited piece of a document."""

    id: Locator
    kind: StatementKind
    label: Words
    summary: Words | None = None
    topics: tuple[str, ...] = ()
    restates: tuple[Reference, ...] = ()
    target: Figure | None = None
    declared_tasks: Annotated[int, Field(ge=0)] | None = None
    assignments: tuple[Assignment, ...] = ()
    products: tuple[Product, ...] = ()
    deadline: Deadline | None = None
    recurrence: Recurrence | None = None
    founds: tuple[Founding, ...] = ()
    contributes_to: tuple[Reference, ...] = ()
    guided_by: tuple[Reference, ...] = ()
    note: Words | None = None
    status: Status = "reviewed"
    evidence: tuple[Evidence, ...] = ()

    @model_validator(mode="after")
    def _keys_fit_the_kind(self) -> Self:
        for key, kinds in ONLY_WITH.items():
            if getattr(self, key) not in (None, ()) and self.kind not in kinds:
                either = joined(sorted(kinds), Message(" or "))
                wrong = "{key!r} goes with kind {kinds}, not with {kind}"
                raise ValueError(Message(wrong, key=key, kinds=either, kind=self.kind))
        if self.kind == "Target" and self.target is None:
            raise ValueError("kind Target needs 'target'")
        return self
