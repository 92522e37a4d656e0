"""All that the files of a bulk build declare, by which references between them are held."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from kg.records import Index


@dataclass(frozen=True, slots=True)
class Names:
    """All that files may refer to: documents, bodies, indicators, sources (their hashes), by id."""

    documents: dict[str, Index | None]
    bodies: set[str]
    indicators: set[str]
    sources: dict[str, str]

    def known(self) -> dict[str, set[str]]:
        """The full names by kind, as `records.problems_of` wants them."""
        known = {"document": set(self.documents), "body": self.bodies, "indicator": self.indicators}
        known["source"] = set(self.sources)
        for id_, index in self.documents.items():
            for kind, inside in index.declared.items() if index else ():
                known.setdefault(kind, set()).update(f"{id_}#{name}" for name in inside)
        return known

    def has_all(self, kinds: str, values: Sequence[str]) -> bool:
        """Whether each value is the name of something of one of the kinds, joined by "or"."""
        whole = self._whole(kinds)
        if whole is not None:
            return all(value in whole for value in values)
        return all(any(self._has(kind, value) for kind in kinds.split(" or ")) for value in values)

    def _whole(self, kind: str) -> Container[str] | None:
        """The names of a kind that has no document before its names."""
        plain: dict[str, Container[str]] = {
            "document": self.documents,
            "body": self.bodies,
            "indicator": self.indicators,
            "source": self.sources,
        }
        return plain.get(kind)

    def _has(self, kind: str, value: str) -> bool:
        whole = self._whole(kind)
        if whole is not None:
            return value in whole
        document, _, inside = value.partition("#")
        index = self.documents.get(document)
        return index is not None and inside in index.declared.get(kind, ())


def names_of(indexes: Mapping[str, Index], bodies: set[str]) -> Names:
    """What files declare; `bodies` are those that are there."""
    documents: dict[str, Index | None] = {}
    indicators, sources = set[str](), dict[str, str]()
    for index in indexes.values():
        documents.update({one.id: None for one in index.mentions if one.id not in documents})
        if index.document:
            documents[index.document] = index
        indicators.update(index.indicators)
        sources.update({id_: sha for id_, (sha, _) in index.sources.items()})
    return Names(documents, bodies, indicators, sources)
