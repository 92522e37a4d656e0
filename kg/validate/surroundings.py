"""Look up what is linked around terms, in a store as it is and as it was before a change."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple

from kg.validate.facts import Term
from kg.validate.links import Link

# Terms met at once, or triples read at once, from which on asking the whole store takes less time.
MANY = 2_000
Steps = frozenset[tuple[str, bool]]


class TooMany(Exception):
    """What a change bears on is no small part of the store."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A store before and after a change, looked up around terms; what was looked up is remembered.

    `most` is how many terms are met, or triples read, at once before that is too many.
    """

    store: Store
    changed: Collection[Triple]
    most: int = MANY
    _before: Store = field(default_factory=Store)
    _by: dict[str, list[Triple]] = field(default_factory=dict)
    _met: dict[tuple[Term, str, bool], tuple[Term, ...]] = field(default_factory=dict)
    # What is linked with more than a number of terms, looked up no further.
    _more: dict[tuple[Term, str, bool], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Put what changed beside the store, so that what went is met too."""
        graph = NamedNode("urn:changed")
        self._before.extend(Quad(t.subject, t.predicate, t.object, graph) for t in self.changed)
        for triple in self.changed:
            self._by.setdefault(triple.predicate.value, []).append(triple)

    def changes(self, prop: str) -> Collection[Triple]:
        """The triples of a property that came or went."""
        return self._by.get(prop, ())

    def beside(self, term: Term, prop: str, limit: int, *, along: bool) -> tuple[Term, ...]:
        """What a property links with a term; raises TooMany where that is more than `limit`."""
        key = term, prop, along
        if key not in self._met and self._more.get(key, -1) < limit:
            found = list(islice(self._beside(term, NamedNode(prop), along=along), limit + 1))
            if len(found) > limit:
                self._more[key] = limit
            else:
                self._met[key] = tuple(dict.fromkeys(found))
        if key not in self._met:
            raise TooMany
        return self._met[key]

    def _beside(self, term: Term, prop: NamedNode, *, along: bool) -> Iterator[Term]:
        for store in (self.store, self._before):
            if not along:
                yield from (quad.subject for quad in store.quads_for_pattern(None, prop, term))
            elif isinstance(term, NamedNode | BlankNode):
                yield from (quad.object for quad in store.quads_for_pattern(term, prop, None))

    def across(
        self, link: Link, steps: Steps, terms: Iterable[Term], *, along: bool, limit: int = 0
    ) -> set[Term]:
        """The terms at the other end of a link; raises TooMany where they are more than `limit`."""
        limit = limit or self.most
        if not steps and not link.least:
            return {form for term in terms for form in _forms(term)}
        front = set(terms)
        found = set(front) if not link.least else set[Term]()
        while front:
            ways = [(term, prop, way == along) for term in front for prop, way in steps]
            met = {other for term, p, way in ways for other in self.beside(term, p, limit, along=way)}
            front = met - found if link.many else set()
            found |= met
            if len(found) > limit:
                raise TooMany
        return found


def _forms(term: Term) -> Iterator[Term]:
    """A term, its text, and the IRI that it is the text of."""
    yield term
    if isinstance(term, NamedNode | Literal):
        yield Literal(term.value)
    if isinstance(term, Literal) and ":" in term.value and " " not in term.value:
        try:
            yield NamedNode(term.value)
        except ValueError:
            return
