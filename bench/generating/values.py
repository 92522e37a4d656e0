"""The values of a made-up document: what it says, before it is written as a text or as records."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal

from generating.lexicon import Measure, Phrase, Theme
from kg.text import slug

Kind = Literal[
    "resolution", "government", "guidance", "ministry", "programme", "plan", "directive", "dispatch"
]
Role = Literal["lead", "coordinate", "direct", "implement", "monitor", "report", "advise", "approve"]
# How the items of a section are numbered: 1. - or as a block of lines, each with a label of its own.
Style = Literal["number", "dash", "block"]

_slug = lru_cache(maxsize=4096)(slug)


@dataclass(frozen=True, slots=True)
class Name:
    """A body: as a document prints it, and its whole official name."""

    printed: str
    full: str

    @property
    def id(self) -> str:
        return _slug(self.full)


@dataclass(frozen=True, slots=True)
class Plan:
    """One document to be made: its place in the row, what it is, its issuer, and what it carries out.

    `issued` is the date that is printed; `planted` names the error to be put in, if any.
    """

    index: int
    kind: Kind
    province: str
    issuer: Name
    number: str
    issued: date
    theme: Theme
    above: "Plan | None"
    grounds: tuple["Plan", ...] = ()
    planted: str = ""

    @property
    def id(self) -> str:
        return f"{self.issuer.id}/{self.issued.year}/{_slug(self.number)}"

    @property
    def stem(self) -> str:
        return f"{self.index + 1:07}-{_slug(self.number)}"


@dataclass(frozen=True, slots=True)
class Due:
    """Words of time and what they mean; `norm` is how gold writes it."""

    text: str
    edtf: str | None = None
    qualifier: str | None = None
    recurrence: str | None = None

    @property
    def norm(self) -> str:
        if self.recurrence:
            return self.text if self.edtf is None else "hằng năm"
        return (self.edtf or "").replace("/", "-")


@dataclass(frozen=True, slots=True)
class Charge:
    """A body and its role in a duty."""

    role: Role
    body: Name


@dataclass(frozen=True, slots=True)
class View:
    """A guiding viewpoint."""

    says: Phrase
    locator: str = ""
    restates: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """A target with its figure."""

    theme: Theme
    measure: Measure
    comparator: Literal["moreThan", "atLeast", "reaches"]
    value: int
    year: int
    locator: str = ""
    restates: str = ""

    @property
    def indicator(self) -> str:
        return f"{_slug(self.theme.vi)}-{self.measure.name}"

    @property
    def says(self) -> Phrase:
        words = self.measure.words.about(self.theme)
        vi, en = _COMPARED[self.comparator]
        sign = "%" if self.measure.percent else ""
        return Phrase(f"{vi}{self.value}{sign} {words.vi}.", f"{en}{self.value}{sign} {words.en}")


_COMPARED = {
    "moreThan": ("Trên ", "Above "),
    "atLeast": ("Tối thiểu ", "At least "),
    "reaches": ("Có ", ""),
}


@dataclass(frozen=True, slots=True)
class Duty:
    """A task: its own words, who bears it in which role, by when, to what product.

    `phrase` is the sentence around the words where one body has a role that they alone do not tell.
    """

    says: Phrase
    charges: tuple[Charge, ...] = ()
    due: Due | None = None
    product: Phrase | None = None
    reports_to: Name | None = None
    locator: str = ""
    restates: str = ""


Item = View | Goal | Duty


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with items or sections under it; `group` where its duties are a group of tasks.

    `owner` is the body that a heading names; `declared` the number of tasks that it says the group has.
    """

    label: str
    heading: Phrase
    items: tuple[Item, ...] = ()
    inner: tuple["Section", ...] = ()
    style: Style = "dash"
    group: bool = False
    owner: Name | None = None
    declared: int | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of things that a document says it has, all in all or for a year."""

    of: Literal["task", "target"]
    count: int
    horizon: int | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """A document that this one rests on: the words before it, and what it is to this one."""

    plan: Plan
    cue: str
    kind: str


@dataclass(frozen=True, slots=True)
class Content:
    """All that a document says."""

    plan: Plan
    title: Phrase
    cited: tuple[Cited, ...]
    opening: str
    sections: tuple[Section, ...]
    signer: str
    annex: tuple[Duty, ...] = ()
    counts: tuple[Counted, ...] = ()
    items: tuple[Item, ...] = ()
    recipients: tuple[Name, ...] = ()
    addressees: tuple[Name, ...] = ()


def placed(section: Section, path: str = "") -> Section:
    """The section with the locator of each item in it."""
    own = f"{path}.{section.label}" if path else section.label
    return replace(
        section,
        items=tuple(replace(one, locator=f"{own}.{at}") for at, one in enumerate(section.items, start=1)),
        inner=tuple(placed(one, own) for one in section.inner),
    )
