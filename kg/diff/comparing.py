"""Compare two versions: what was added, removed, changed and renumbered, and whose evidence only moved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.diff.matching import match, translated
from kg.diff.naming import Naming, heading, phrases
from kg.diff.places import Place, compared
from kg.diff.things import Thing, in_order, owner, things
from kg.diff.values import Value
from kg.diff.version import Version
from kg.names import POL
from kg.query.showing import compact
from kg.view.answers import Words, alike, joined
from kg.view.layout import locator_order

CHANGES = ("added", "removed", "changed", "renumbered", "moved")
_EVIDENCE, _NUMBER = compact(str(POL.supportedBy)), compact(str(POL.locator))
_RANKS = ("document", "relation", "event", "statement", "figure", "assignment", "count")
Move = tuple[Place, Place]


@dataclass(frozen=True, slots=True)
class Change:
    """A property, by its prefixed name, with what it was and what it is."""

    name: str
    old: tuple[Value, ...]
    new: tuple[Value, ...]

    def told(self) -> tuple[Words, Words, Words]:
        """Its heading, the old words and the new; the language too, where only one language differs."""
        name, (old, new) = heading(self.name), map(_words, (self.old, self.new))
        if old == new:
            old, new = (
                alike("; ".join(compact(value.key) for value in side)) for side in (self.old, self.new)
            )
        elif old.vi == new.vi:
            name, old, new = _narrowed(name, "in_english"), alike(old.en), alike(new.en)
        elif old.en == new.en:
            name, old, new = _narrowed(name, "in_vietnamese"), alike(old.vi), alike(new.vi)
        return name, old, new


def _words(side: Sequence[Value]) -> Words:
    return joined("; ", [value.words for value in side])


def _narrowed(name: Words, language: str) -> Words:
    return joined(", ", [name, phrases()["report"][language]])


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one thing; `moved` is evidence whose words stand elsewhere in the same source."""

    change: str
    old: Thing | None
    new: Thing | None
    document: Words
    properties: tuple[Change, ...] = ()
    moved: tuple[Move, ...] = ()

    @property
    def thing(self) -> Thing:
        """The thing as it is, or was; raises ValueError where it stands in neither version."""
        thing = self.new or self.old
        if thing is None:
            raise ValueError("a difference is of a thing that one version has at least")
        return thing


def compare(old: Version, new: Version) -> list[Difference]:
    """The differences in order of document and locator, those of lists that documents share at the end."""
    roots = _differing(old, new)
    names = Naming((old, new)), Naming((new, old))
    before, after = things(old, names[0], roots), things(new, names[1], roots)
    pairs, renamed = match(before, after)
    lent = old.lent | new.lent
    found = [_difference(one, other, renamed) for one, other in pairs if not _only_lent(one, other, lent)]
    told = [replace(d, document=names[1].of(d.thing.document)) for d in found if d and d.thing.document]
    return sorted([*told, *(d for d in found if d and not d.thing.document)], key=_order)


def _only_lent(old: Thing | None, new: Thing | None, lent: frozenset[str]) -> bool:
    """Whether one version has a thing only because its records were lent it."""
    alone = new if old is None else old if new is None else None
    return alone is not None and alone.iri in lent


def _differing(old: Version, new: Version) -> set[str]:
    """The things of which the versions do not say the same, told by their triples."""
    first, second = set(old.triples()), set(new.triples())
    return {owner(old, s) for s, _, _ in first - second} | {owner(new, s) for s, _, _ in second - first}


def _difference(old: Thing | None, new: Thing | None, renamed: Mapping[str, str]) -> Difference | None:
    nowhere = alike("")
    if old is None:
        return Difference("added", None, new, nowhere, tuple(_all(new, new=True))) if new else None
    if new is None:
        return Difference("removed", old, None, nowhere, tuple(_all(old, new=False)))
    places = compared(old.places, new.places)
    changes = list(_changes(old, new, renamed))
    if places.old or places.new:
        changes.append(Change(_EVIDENCE, _shown(places.old), _shown(places.new)))
    again = old.iri != new.iri and (old.kind == "statement" or translated(old.iri, renamed) != new.iri)
    if again:
        changes.insert(0, Change(_NUMBER, _numbered(old), _numbered(new)))
    change = "renumbered" if again else "changed" if changes else "moved" if places.moved else ""
    return Difference(change, old, new, nowhere, tuple(changes), places.moved) if change else None


def _shown(places: Sequence[Place]) -> tuple[Value, ...]:
    return tuple(Value(place.iri, place.words()) for place in places)


def _numbered(thing: Thing) -> tuple[Value, ...]:
    """What a thing is numbered by: a statement's locator, or the number of what hangs on it."""
    return (Value(thing.iri, alike(thing.iri.rpartition("/")[2])),)


def _all(thing: Thing, *, new: bool) -> Iterator[Change]:
    """Every property of a thing that stands in one version only."""
    said = dict(thing.properties) | ({_EVIDENCE: _shown(thing.places)} if thing.places else {})
    for name in in_order(said):
        yield Change(name, () if new else said[name], said[name] if new else ())


def _changes(old: Thing, new: Thing, renamed: Mapping[str, str]) -> Iterator[Change]:
    for name in in_order({*old.properties, *new.properties}):
        before, after = old.properties.get(name, ()), new.properties.get(name, ())
        if {translated(value.key, renamed) for value in before} != {value.key for value in after}:
            yield Change(name, before, after)


def _order(difference: Difference) -> tuple[object, ...]:
    thing = difference.thing
    rank = _RANKS.index(thing.kind) if thing.kind in _RANKS else len(_RANKS)
    holds = bool(thing.locator)
    return (
        not thing.document, thing.document, holds, locator_order(thing.locator) if holds else [], rank,
        thing.kind, _natural(thing.iri), difference.change,
    )  # fmt: skip


def _natural(iri: str) -> tuple[int, str]:
    return len(iri), iri
