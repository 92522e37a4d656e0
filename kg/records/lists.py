"""What all records share: texts in both languages, evidence, and lists of sources, bodies and indicators."""

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator
from pydantic.dataclasses import dataclass

from kg.messages import Message
from kg.records.kinds import Attestation, BodyKind, Digest, DocumentId, Moment, Sha256, Slug, Stem

STRICT = ConfigDict(extra="forbid", str_strip_whitespace=True, str_min_length=1)


# What a source does at a place, unless the place says otherwise, follows from what it is to the document.
MANNERS = {"fullText": "states", "excerpt": "states", "restatement": "restates", "report": "reports"}
_BACKWARDS = Message("end must be greater than start")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Words:
    """A text in both languages."""

    vi: str
    en: str


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Evidence:
    """A place in a source: character offsets of the decoded text, end exclusive, and hashes of the words."""

    source: Stem
    as_: Literal["states", "restates", "reports"] | None = Field(default=None, alias="as")
    start: Annotated[int, Field(ge=0)] | None = None
    end: Annotated[int, Field(ge=1)] | None = None
    exact: Digest | None = None
    folded: Digest | None = None

    @model_validator(mode="after")
    def _place_is_whole(self) -> Self:
        if (self.start is None) != (self.end is None) or (self.start is None and (self.exact or self.folded)):
            raise ValueError("a place has both start and end, and only a place has hashes")
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise ValueError(_BACKWARDS)
        return self


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Attests:
    """What a source is to a document."""

    document: DocumentId
    as_: Attestation = Field(alias="as")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Aside:
    """A stretch of a source that no record need claim, and why."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]
    reason: Literal["heading", "address", "navigation", "repetition", "connective"]
    exact: Digest | None = None

    @model_validator(mode="after")
    def _ends_after_its_start(self) -> Self:
        if self.end <= self.start:
            raise ValueError(_BACKWARDS)
        return self


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Source:
    """A text that was read."""

    id: Stem
    sha256: Sha256
    characters: Annotated[int, Field(ge=1)]
    medium: Literal["text", "scan", "webPage", "infographic"]
    title: Words
    attests: tuple[Attests, ...] = ()
    set_aside: tuple[Aside, ...] = ()


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Body:
    """A body of the authority list."""

    id: Slug
    kind: BodyKind
    name: Words
    abbreviations: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    known_through: DocumentId | None = None
    valid_from: Moment | None = None
    valid_to: Moment | None = None
    succeeded_by: Slug | None = None


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Indicator:
    """What a target measures."""

    id: Slug
    label: Words
    definition: Words
