"""The values of reading bodies: where a name stands, a name found, and the body that it means."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from kg.records import Body, Words

Standing: TypeAlias = Literal["known", "composed", "new"]


@dataclass(frozen=True, slots=True)
class Context:
    """The document that a name stands in, as far as it settles which body is meant.

    `minted_under` is the slug under which bodies of no stated place are minted; `province` a place's id
    (tinh-quang-tri); `commune` the commune that issued it, as written (xã Hòa Tiến); `central` holds for a
    document of a central body.
    """

    document: str | None = None
    minted_under: str = "draft"
    province: str | None = None
    commune: str | None = None
    central: bool = False
    issued: date | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A body, how it is known, and, where that is in doubt, why."""

    body: Body
    standing: Standing
    reason: Words | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A body's name in a text: half-open range, name as written, the head that the writer left out.

    In "các Bộ: Tài chính, Nội vụ" the second name is "Nội vụ" and its head "Bộ".
    """

    start: int
    end: int
    name: str
    collective: bool = False
    head: str | None = None

    @property
    def full(self) -> str:
        """The name with the head that was left out."""
        return f"{self.head} {self.name}" if self.head else self.name
