"""Find what a change bears on: at which foci a query may answer otherwise, and all that it sees from these.

A row of a query is a choice of terms for its variables, for which all links of its patterns hold. So where a
changed triple makes, or made, one link hold, the focus of every row that rests on it is reached from the ends
of that link by others that must hold with it: along any one way through the patterns. And all triples that
rows of a focus rest on, or on the absence of which they rest, are reached from the focus in the same way. Of
several ways that which meets the fewest terms is gone. Both go through what was there before the change and
what is there now.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice

from pyoxigraph import BlankNode, NamedNode, Quad, Store

from kg.validate.facts import Term
from kg.validate.links import End, Link, Scope, within
from kg.validate.patterns import Read, read
from kg.validate.surroundings import MANY, Steps, Surroundings, TooMany

# How far ways are tried at first: one that meets few terms spares to look up the many of another.
_LIMITS = (20, 200)
Reached = dict[End, Set[Term]]


@dataclass(frozen=True, slots=True)
class Query:
    """A query as read, and the variable by whose terms its rows are told apart."""

    read: Read
    focus: End

    @classmethod
    def of(cls, text: str, focus: str) -> "Query":
        """The query in a text, with the name of that variable.

        Raises BadQuery where its patterns cannot be read.
        """
        return cls(read(text), f"?{focus}")


def properties(query: Query, store: Store) -> Mapping[Link, Steps]:
    """The steps of each link; where a variable stands for the property, what it may be.

    Raises TooMany where it may be anything.
    """
    found = {link: link.steps for branch in query.read.branches for link in branch}
    for link in found:
        if link.named:
            found[link] = frozenset((prop, True) for prop in _named(link.named, query, store))
    return found


def _named(name: End, query: Query, store: Store) -> Iterator[str]:
    if name in query.read.values:
        yield from (value[1:-1] for value in query.read.values[name])
        return
    links = [link for branch in query.read.branches for link in branch if link.object == name and link.steps]
    if not links:
        raise TooMany
    for prop, along in links[0].steps:
        quads = list(islice(store.quads_for_pattern(None, NamedNode(prop), None), MANY + 1))
        if len(quads) > MANY or not along:
            raise TooMany
        yield from (quad.object.value for quad in quads if isinstance(quad.object, NamedNode))


def foci(query: Query, around: Surroundings) -> set[Term]:
    """The terms of the focus for which a query may have other rows since the change.

    Raises TooMany where they are, or may be, many.
    """
    steps, found = properties(query, around.store), set[Term]()
    for branch in query.read.branches:
        for link in branch:
            others = [other for other in branch if within(link.scope, other.scope) and other is not link]
            starts = _starts(link, others, steps, around)
            if starts:
                found |= spread(others, steps, starts, around, until=query.focus)[query.focus]
    if len(found) > around.most:
        raise TooMany
    return found


def _starts(
    link: Link, others: Collection[Link], steps: Mapping[Link, Steps], around: Surroundings
) -> Reached:
    """The terms that changed triples put, or had put, at the ends of a link that holds with others."""
    pairs = {
        (t.subject, t.object) if along else (t.object, t.subject)
        for prop, along in steps[link]
        for t in around.changes(prop)
    }
    for at, end in enumerate((link.subject, link.object)):
        if end[0] != "?" and not link.many:
            pairs = {pair for pair in pairs if str(pair[at]) == end}
        elif end[0] == "?" and not link.many:
            fit = _fitting(end, {pair[at] for pair in pairs}, others, steps, around)
            pairs = {pair for pair in pairs if pair[at] in fit}
    if not pairs:
        return {}
    subjects, objects = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    if link.many:
        subjects |= around.across(link, steps[link], subjects, along=False)
        objects |= around.across(link, steps[link], objects, along=True)
    return {end: terms for end, terms in ((link.subject, subjects), (link.object, objects)) if end[0] == "?"}


def spread(
    links: Collection[Link],
    steps: Mapping[Link, Steps],
    starts: Reached,
    around: Surroundings,
    until: End = "",
) -> Reached:
    """The terms that variables may have with those that some have, by links that hold with these.

    Ends with the variable `until`, and raises TooMany where that is not reached.
    """
    reached = {end: _fitting(end, terms, links, steps, around) for end, terms in starts.items()}
    while not (until and (until in reached or not all(reached.values()))):
        ways = [way for link in links if (way := _way(link, reached))]
        if not ways:
            break
        link, along = _best(ways, steps, reached, around)
        here, there = (link.subject, link.object) if along else (link.object, link.subject)
        met = around.across(link, steps[link], reached[here], along=along)
        reached[there] = _fitting(there, met, links, steps, around)
    if until and not all(reached.values()):
        return {until: set()}
    if until and until not in reached:
        raise TooMany
    return reached


def _fitting(
    end: End, terms: Set[Term], links: Collection[Link], steps: Mapping[Link, Steps], around: Surroundings
) -> Set[Term]:
    """Those of the terms of a variable that are linked with an IRI, or with what is, where they must be."""
    for link in links:
        if link.subject == end and all(along for _, along in steps[link]):
            fixed = [other for other in links if other.subject == link.object and other.object[0] == "<"]
            if link.object[0] == "<" or fixed:
                met = {t: around.across(link, steps[link], [t], along=True) for t in terms}
                terms = {t for t in terms if _holds(link, met[t], fixed, steps, around)}
    return terms


def _holds(
    link: Link, met: Set[Term], fixed: Iterable[Link], steps: Mapping[Link, Steps], around: Surroundings
) -> bool:
    """Whether a link meets the IRI at its end, or what has the links to IRIs that this must have."""
    if link.object[0] == "<":
        return NamedNode(link.object[1:-1]) in met
    for other in fixed:
        wanted = NamedNode(other.object[1:-1])
        met = {t for t in met if wanted in around.across(other, steps[other], [t], along=True)}
    return bool(met)


def _way(link: Link, reached: Reached) -> tuple[Link, bool] | None:
    """The link, if it leads from a variable that has terms to one that has none, and whether along it."""
    for here, there, along in ((link.subject, link.object, True), (link.object, link.subject, False)):
        if here in reached and there not in reached and there[0] == "?":
            return link, along
    return None


def _best(
    ways: Collection[tuple[Link, bool]], steps: Mapping[Link, Steps], reached: Reached, around: Surroundings
) -> tuple[Link, bool]:
    """The way that meets the fewest terms; what a thing says of itself is little."""
    said = [(link, along) for link, along in ways if all(way == along for _, way in steps[link])]
    if said:
        return min(said, key=lambda way: len(reached[way[0].subject if way[1] else way[0].object]))
    for limit in (*_LIMITS, around.most):
        met = dict[int, tuple[Link, bool]]()
        for link, along in ways:
            here = reached[link.subject if along else link.object]
            with suppress(TooMany):
                terms = around.across(link, steps[link], here, along=along, limit=limit)
                met.setdefault(len(terms), (link, along))
        if met:
            return met[min(met)]
    raise TooMany


def seen(query: Query, terms: Set[Term], around: Surroundings) -> Iterator[Quad]:
    """All quads of the store on which rows of these terms of the focus rest.

    Raises TooMany where they are, or may be, many.
    """
    steps = properties(query, around.store)
    for branch in query.read.branches:
        reached: dict[Scope, Reached] = {}
        for link in sorted(branch, key=lambda link: len(link.scope)):
            if link.scope not in reached:
                outer = max((s for s in reached if within(link.scope, s)), key=len, default=None)
                starts = {query.focus: terms} if outer is None else reached[outer]
                own = [other for other in branch if other.scope == link.scope]
                reached[link.scope] = spread(own, steps, starts, around)
            yield from _quads(link, steps[link], reached[link.scope], around)


def _quads(link: Link, steps: Steps, reached: Reached, around: Surroundings) -> Iterator[Quad]:
    """The quads that may make a link hold where its ends are among these terms."""
    ends = ((link.subject, True), (link.object, False))
    known = [(terms, along) for end, along in ends if (terms := _terms(end, reached)) is not None]
    for prop, way in steps:
        if not known:
            yield from _few(around.store.quads_for_pattern(None, NamedNode(prop), None), around.most)
            continue
        terms, along = known[0]
        every = around.across(replace(link, least=0), steps, terms, along=along) if link.many else terms
        for term in every:
            if way != along:
                yield from _few(around.store.quads_for_pattern(None, NamedNode(prop), term), around.most)
            elif isinstance(term, NamedNode | BlankNode):
                yield from around.store.quads_for_pattern(term, NamedNode(prop), None)


def _terms(end: End, reached: Reached) -> Set[Term] | None:
    return {NamedNode(end[1:-1])} if end[0] == "<" else reached.get(end)


def _few(quads: Iterable[Quad], most: int) -> Iterator[Quad]:
    for number, quad in enumerate(quads):
        if number > most:
            raise TooMany
        yield quad
