"""Files of records: what one holds, and the files of one build with the lines that their values came from."""

from collections.abc import Iterator
from dataclasses import field
from typing import Any, Self

from pydantic import ConfigDict, model_validator
from pydantic.dataclasses import dataclass

from kg.errors import Place
from kg.records.kinds import Path
from kg.records.lists import STRICT, Body, Indicator, Source
from kg.records.model import Count, Document, Event, Relation, Statement


@dataclass(frozen=True, kw_only=True, config=STRICT)
class RecordFile:
    """One file of records, as checked values."""

    sources: tuple[Source, ...] = ()
    bodies: tuple[Body, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    document: Document | None = None
    mentions: tuple[Document, ...] = ()
    relations: tuple[Relation, ...] = ()
    events: tuple[Event, ...] = ()
    counts: tuple[Count, ...] = ()
    statements: tuple[Statement, ...] = ()

    @model_validator(mode="after")
    def _what_is_said_has_a_document(self) -> Self:
        if self.document is None and any(
            (self.mentions, self.relations, self.events, self.counts, self.statements)
        ):
            raise ValueError(
                "mentions, relations, events, counts and statements need the 'document' that says them"
            )
        return self

    @property
    def documents(self) -> tuple[Document, ...]:
        """The document and those that it mentions."""
        return ((self.document,) if self.document else ()) + self.mentions


@dataclass(frozen=True, kw_only=True, config=ConfigDict(arbitrary_types_allowed=True))
class Records:
    """The files of one build, in order of name, with the plain values they were read from and their lines."""

    files: dict[str, RecordFile]
    raw: dict[str, Any] = field(repr=False)
    lines: dict[str, dict[Path, int]] = field(repr=False)

    def place(self, file: str, path: Path) -> Place:
        """The line of a value, or of the nearest thing around it that has one."""
        lines = self.lines[file]
        while path and path not in lines:
            path = path[:-1]
        return Place(file, lines.get(path, 0))

    def each(self, section: str) -> Iterator[tuple[str, int, Any]]:
        """File, index and value of everything in one section of all files."""
        for name, file in self.files.items():
            for index, value in enumerate(getattr(file, section)):
                yield name, index, value

    @property
    def bodies(self) -> dict[str, Body]:
        """The bodies by id."""
        return {body.id: body for _, _, body in self.each("bodies")}

    @property
    def sources(self) -> dict[str, Source]:
        """The sources by id."""
        return {source.id: source for _, _, source in self.each("sources")}
