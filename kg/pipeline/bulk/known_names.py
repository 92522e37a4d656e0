"""All that the files of a bulk build declare, by which references between them are held."""

from collections.abc import Mapping
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

    def has(self, kinds: str, value: str) -> bool:
        """Whether something of one of the kinds, joined by "or", is called so."""
        return any(self._has(kind, value) for kind in kinds.split(" or "))

    def _has(self, kind: str, value: str) -> bool:
        plain = {"document": self.documents, "body": self.bodies, "indicator": self.indicators}
        if kind in plain:
            return value in plain[kind]
        if kind == "source":
            return value in self.sources
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
