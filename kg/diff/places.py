"""Places: the evidence of a thing in its sources, and whether it moved, changed or is new."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.diff.naming import Naming, phrases
from kg.diff.version import Version
from kg.names import OA, POL
from kg.view.answers import NOTHING, Words, alike, joined, plain


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a source: characters, hashes, what the source does there, and the words if at hand."""

    iri: str
    source: str
    title: Words
    span: tuple[int, int] | None
    exact: str
    folded: str
    manner: Words
    said: str

    @property
    def meant(self) -> tuple[object, ...]:
        """All that two versions may differ in but the place itself."""
        return self.source, self.exact, self.folded, self.manner

    def words(self) -> Words:
        """The place as a person reads it."""
        where = NOTHING
        if self.span:
            where = Words(*(said.format(*self.span) for said in phrases()["report"]["characters"]))
        quoted = alike(f"“{plain(self.said)}”") if self.said else NOTHING
        return joined(", ", [self.title, self.manner, where, quoted])


def places(version: Version, naming: Naming, thing: str, evidences: Iterable[str]) -> Iterator[Place]:
    """The thing's own evidence, in order of source."""
    for iri in sorted(evidences):
        facts = dict(version.said(iri))
        parts = {iri: facts}
        for predicate, value in version.said(iri):
            if predicate == str(OA.hasSelector) and isinstance(value, NamedNode):
                parts[value.value] = dict(version.said(value.value))
        literals = {p: v.value for part in parts.values() for p, v in part.items() if isinstance(v, Literal)}
        links = {p: v.value for p, v in facts.items() if isinstance(v, NamedNode)}
        source, manner = links.get(str(OA.hasSource), ""), links.get(str(POL.manner))
        start, end = literals.get(str(OA.start)), literals.get(str(OA.end))
        yield Place(
            iri,
            source,
            naming.of(source),
            (int(start), int(end)) if start and end else None,
            literals.get(str(POL.exactHash), ""),
            literals.get(str(POL.foldedHash), ""),
            naming.of(manner) if manner else NOTHING,
            literals.get(str(OA.exact), ""),
        )


@dataclass(frozen=True, slots=True)
class Places:
    """How the evidence of a thing differs: what moved, and what is there in one version only or otherwise."""

    moved: tuple[tuple[Place, Place], ...]
    old: tuple[Place, ...]
    new: tuple[Place, ...]


def compared(old: Sequence[Place], new: Sequence[Place]) -> Places:
    """The evidence of one thing in both versions; words that stand elsewhere have moved."""
    before, after = list(old), list(new)
    moved = []
    for alike_ in (lambda a, b: a.meant == b.meant and a.span == b.span, _moved):
        for one in list(before):
            other = next((place for place in after if alike_(one, place)), None)
            if other:
                before.remove(one)
                after.remove(other)
                moved += [(one, other)] if one.span != other.span else []
    return Places(tuple(moved), tuple(before), tuple(after))


def _moved(one: Place, other: Place) -> bool:
    """Whether the words, known by their hash, are the same."""
    return bool(one.exact) and one.meant == other.meant and None not in (one.span, other.span)
