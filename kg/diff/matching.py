"""Match the things of two versions, so that what was renumbered is not taken for removed and added."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from kg.diff.things import Thing

Pair = tuple[Thing | None, Thing | None]
_BY_IRI = ("document", "event", "body", "indicator", "source", "other")
_PARTS = ("relation", "count", "assignment", "figure")


def match(old: Sequence[Thing], new: Sequence[Thing]) -> tuple[list[Pair], Mapping[str, str]]:
    """Each thing with what it became, and the new IRI of every statement that was renumbered."""
    pairs: list[Pair] = []
    renamed: dict[str, str] = {}
    for kinds in (_BY_IRI, ("statement",), _PARTS):
        for kind in kinds:
            pairs += _matched(
                [thing for thing in old if thing.kind == kind],
                [thing for thing in new if thing.kind == kind],
                renamed,
            )
        renamed |= {a.iri: b.iri for a, b in pairs if a and b and a.kind == "statement" and a.iri != b.iri}
    return pairs, renamed


def translated(iri: str, renamed: Mapping[str, str]) -> str:
    """An old IRI as it is now, where it is or hangs on what was renumbered.

    >>> translated("d/I.1/assignment/1", {"d/I.1": "d/I.2"})
    'd/I.2/assignment/1'
    """
    stem = iri
    while renamed and stem:
        if stem in renamed:
            return renamed[stem] + iri[len(stem) :]
        stem = stem.rpartition("/")[0]
    return iri


def _matched(old: Sequence[Thing], new: Sequence[Thing], renamed: Mapping[str, str]) -> Iterator[Pair]:
    before = {thing.iri: thing for thing in old}
    after = {thing.iri: thing for thing in new}
    now = {thing.iri: translated(thing.iri, renamed) for thing in old}
    for one, other in _candidates(old, new, now, renamed):
        if one.iri in before and other.iri in after:
            yield before.pop(one.iri), after.pop(other.iri)
    for iri in list(before):
        if now[iri] in after:
            yield before.pop(iri), after.pop(now[iri])
    yield from ((thing, None) for thing in before.values())
    yield from ((None, thing) for thing in after.values())


def _candidates(
    old: Sequence[Thing], new: Sequence[Thing], now: Mapping[str, str], renamed: Mapping[str, str]
) -> Iterable[tuple[Thing, Thing]]:
    """Those that may be one thing by what identifies them, the likeliest first, the same from either side."""
    groups: dict[tuple[str, ...], tuple[list[Thing], list[Thing]]] = {}
    for thing in old:
        key = tuple(translated(part, renamed) for part in thing.identity)
        groups.setdefault(key, ([], []))[0].append(thing)
    for thing in new:
        groups.setdefault(thing.identity, ([], []))[1].append(thing)
    found = [
        ((now[one.iri] != other.iri, _hashes(one) != _hashes(other), abs(i - j), i + j), one, other)
        for first, second in groups.values()
        for (i, one), (j, other) in product(enumerate(first), enumerate(second))
        if _may_be_one(one, other)
    ]
    return [(one, other) for _, one, other in sorted(found, key=lambda entry: entry[0])]


def _hashes(thing: Thing) -> frozenset[str]:
    return frozenset(place.exact for place in thing.places if place.exact)


def _may_be_one(one: Thing, other: Thing) -> bool:
    """Statements must also share some words, or have none that are known."""
    first, second = _hashes(one), _hashes(other)
    return one.kind != "statement" or bool(first & second) or not (first or second)
