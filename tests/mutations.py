"""Mutations: from what shapes demand, changes of a valid graph that break each demand, one or more for each constraint.

They are derived from the shapes, so that a new shape brings its mutations with it; a kind of constraint for which none is known is an
error, and so is a constraint that no change of the graph breaks. Each says which shape must catch it, by which component and where.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain, islice
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse
from rdflib import RDF, SH, XSD, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Literal as Words
from rdflib.term import Node

from kg.names import EDTF, SHAPE, Base
from kg.validate import facts, learn
from kg.validate.facts import TYPE, Facts, Term

# What says how a shape is applied and told, and demands nothing by itself.
SAYINGS = {
    RDF.type,
    SH.path,
    SH.severity,
    SH.message,
    SH.targetClass,
    SH.targetSubjectsOf,
    SH.targetObjectsOf,
    SH.qualifiedValueShape,
}
STRANGER = NamedNode("https://example.org/stranger")
_LOOKED_AT = 80
_EXAMPLES = {XSD.string: ("mau", "0123456789abcdef", "0123456789abcdef" * 4), XSD.integer: ("3",), XSD.decimal: ("999999.5",),
             XSD.date: ("2031-01-02",), XSD.gYear: ("2031",), EDTF: ("2031",)}  # fmt: skip
# Datatypes whose form engines check; they take any text for a year, for which shapes have patterns.
_UNREADABLE = {XSD.integer, XSD.decimal, XSD.date}
_UNFIT = ("", " ", "§", "2025-13", "a b", "-", "https://example.org/stranger")


# Of each family of shapes things that are valid, for what the reviewed records have nothing of.
_VALID = sorted((Path(__file__).parent / "fixtures" / "shapes").glob("valid.*.ttl"))
_ADDED = NamedNode("https://example.org/added")


@dataclass(frozen=True, slots=True)
class Change:
    """Triples that go and triples that come, and the node at which that must be caught."""

    focus: Term
    gone: frozenset[Triple] = frozenset()
    new: frozenset[Triple] = frozenset()


@dataclass(frozen=True, slots=True)
class Mutation:
    """A change, and the shape and the component that must catch it."""

    shape: str
    component: str
    change: Change

    def __str__(self) -> str:
        return f"{self.shape} {self.component} at {self.change.focus}: -{set(self.change.gone)} +{set(self.change.new)}"


@dataclass(frozen=True)
class Shape:
    """A shape, in the graph of all shapes, and the facts that it judges."""

    node: Node
    shapes: Graph
    facts: Facts

    @property
    def name(self) -> str:
        return str(self.node).removeprefix(str(SHAPE))

    def of(self, demand: Node) -> Node | None:
        return self.shapes.value(self.node, demand)

    def all(self, demand: Node) -> list[str]:
        return sorted(map(str, self.shapes.objects(self.node, demand)))

    def listed(self, demand: Node) -> list[Node]:
        head = self.of(demand)
        return list(Collection(self.shapes, head)) if head is not None else []

    def other(self, node: Node) -> "Shape":
        return Shape(node, self.shapes, self.facts)

    @cached_property
    def ways(self) -> list[tuple[bool, NamedNode]]:
        """The properties of the path, and whether each is followed forwards."""
        path = self.of(SH.path)
        if path is None or isinstance(path, URIRef):
            return [] if path is None else [(True, NamedNode(path))]
        back, either = self.shapes.value(path, SH.inversePath), self.shapes.value(path, SH.alternativePath)
        steps = [back] if back is not None else Collection(self.shapes, either)
        return [(back is None, NamedNode(str(step))) for step in steps]

    def links(self, focus: Term) -> list[Triple]:
        """The links from a focus to its values that someone asserts."""
        found = (
            t
            for onward, p in self.ways
            for t in (self.facts.said(focus, p) if onward else self.facts.pointing(p, focus))
        )
        return sorted(
            {t for t in found if t.object not in self.facts.schemes.get(str(t.subject), ())}, key=str
        )

    def link(self, focus: Term, value: Term) -> Triple:
        onward, p = self.ways[-1]
        return Triple(focus, p, value) if onward else Triple(value, p, focus)

    def value(self, link: Triple) -> Term:
        return link.object if self.ways[0][0] else link.subject

    @cached_property
    def foci(self) -> list[Term]:
        """Some of the nodes that it judges; those to which little points come first, and their changes reach least far."""
        some = islice(dict.fromkeys(self._targets()), _LOOKED_AT)
        return sorted(
            some, key=lambda node: (sum(1 for _ in islice(self.facts.pointing(None, node), 20)), str(node))
        )

    def _targets(self) -> Iterator[Term]:
        for kind in self.all(SH.targetClass):
            yield from instances(self.facts, kind)
        for p in self.all(SH.targetSubjectsOf):
            yield from (t.subject for t in sorted(self.facts.linking(NamedNode(p)), key=str))
        for p in self.all(SH.targetObjectsOf):
            yield from (t.object for t in sorted(self.facts.linking(NamedNode(p)), key=str))

    def aims_at(self, change: Change) -> bool:
        """Whether it judges the focus once the change is made."""
        focus = change.focus
        said = (set(self.facts.said(focus)) - change.gone) | {t for t in change.new if t.subject == focus}
        pointing = (set(self.facts.pointing(None, focus)) - change.gone) | {
            t for t in change.new if t.object == focus
        }
        types = {t.object.value for t in said if t.predicate == TYPE}
        types |= {c.value for kind in types for c in self.facts.above.get(f"<{kind}>", ())}
        return bool(
            types & set(self.all(SH.targetClass))
            or {t.predicate.value for t in said} & set(self.all(SH.targetSubjectsOf))
            or {t.predicate.value for t in pointing} & set(self.all(SH.targetObjectsOf))
        )


def reviewed(built: Path) -> Facts:
    """What the reviewed records assert, and the ontology."""
    store = Store()
    for quad in parse(path=str(built / "graph.nq"), format=RdfFormat.N_QUADS):
        if "/graph/asserted/" in str(quad.graph_name) or "/graph/judgement/" in str(quad.graph_name):
            store.add(quad)
    learn(store, Base())
    return facts(store)


def ground(built: Path) -> Facts:
    """What is valid, to be mutated: the reviewed records, and the valid fixtures, each with a document of its own."""
    seen = reviewed(built)
    for number, path in enumerate(_VALID):
        turtle = path.read_text(encoding="utf-8").replace("2025/1-kh", f"2025/{number}-kh")
        seen.store.load(turtle.encode(), format=RdfFormat.TURTLE)
    return facts(seen.store)


def made(seen: Facts, changes: Iterable[Change]) -> tuple[list[Quad], list[Quad]]:
    """Make changes in the store that is judged; gives the quads that went and those that came, to be `undone`."""
    gone, new = list[Quad](), list[Quad]()
    for change in changes:
        for triple in sorted(change.gone, key=str):
            found = [
                quad
                for quad in seen.store.quads_for_pattern(*triple)
                if "/graph/ontology/" not in str(quad.graph_name)
            ]
            gone += found
            for quad in found:
                seen.store.remove(quad)
        fresh = [
            Quad(*triple, _ADDED)
            for triple in sorted(change.new, key=str)
            if not any(seen.store.quads_for_pattern(*triple))
        ]
        new += fresh
        seen.store.extend(fresh)
    return gone, new


def undone(seen: Facts, gone: Iterable[Quad], new: Iterable[Quad]) -> None:
    for quad in new:
        seen.store.remove(quad)
    seen.store.extend(gone)


def instances(seen: Facts, kind: str) -> Iterator[Term]:
    """The things of a class or of one below it."""
    below = sorted(name.strip("<>") for name, above in seen.above.items() if NamedNode(kind) in above)
    for one in (kind, *below):
        yield from (t.subject for t in sorted(seen.pointing(TYPE, NamedNode(one)), key=str))


def is_a(seen: Facts, node: Term, kind: Node | None) -> bool:
    return any(t.object == NamedNode(str(kind)) for t in seen.said(node, TYPE))


def term(node: Node) -> Term:
    return Literal(str(node)) if isinstance(node, Words) else NamedNode(str(node))


def typed(text: str, datatype: Node) -> Literal:
    return Literal(text, datatype=NamedNode(str(datatype)))


def kinds(shape: Shape) -> list[Node]:
    """The classes of which a value must be, one of them where `sh:or` names several."""
    alternatives = [
        shape.of(SH["class"]),
        *(shape.shapes.value(one, SH["class"]) for one in shape.listed(SH["or"])),
    ]
    return [kind for kind in alternatives if kind is not None]


def fitting(shape: Shape, number: int) -> Term:
    """A value that a shape lets pass, were it the only one; other numbers give other values."""
    if shape.listed(SH["in"]):
        return term(shape.listed(SH["in"])[number % len(shape.listed(SH["in"]))])
    if kinds(shape):
        return next(
            islice(
                chain.from_iterable(instances(shape.facts, str(kind)) for kind in kinds(shape)), number, None
            )
        )
    if shape.of(SH.languageIn) is not None:
        return Literal(f"mẫu {number}", language="vi")
    if shape.of(SH.datatype) in _EXAMPLES:
        texts = (
            text
            for text in _EXAMPLES[URIRef(str(shape.of(SH.datatype)))]
            if re.search(str(shape.of(SH.pattern) or ""), text)
        )
        return typed(f"{next(texts)[:-1]}{number}", shape.of(SH.datatype) or XSD.string)
    if shape.of(SH.nodeKind) == SH.IRI:
        return NamedNode(f"https://w3id.org/vnpolicy/concept/mau{'abcdef'[number]}")
    return typed(str(number), XSD.integer)


def put(shape: Shape, unfit: Callable[[Term | None], Term | None]) -> Iterator[Change]:
    """A value of each focus put in the place of one that it has or, if it has none, beside nothing."""
    for focus in shape.foci:
        links = shape.links(focus)
        value = unfit(shape.value(links[0]) if links else None)
        if value is not None and (shape.ways[0][0] or not isinstance(value, Literal)):
            yield Change(focus, frozenset(links[:1]), frozenset({shape.link(focus, value)}))


def renamed(shape: Shape, name: Callable[[str], Term | None]) -> Iterator[Change]:
    """Each focus under another name."""
    for focus in shape.foci:
        new = name(focus.value) if isinstance(focus, NamedNode) else None
        if new is not None:
            gone = {*shape.facts.said(focus), *shape.facts.pointing(None, focus)}
            moved = {Triple(*(new if end == focus else end for end in t)) for t in gone}
            yield Change(new, frozenset(gone), frozenset(moved))


def retyped(shape: Shape) -> Iterator[Change]:
    """Each focus without its types, and of a class that no shape asks for."""
    for focus in shape.foci:
        types = frozenset(shape.facts.said(focus, TYPE))
        yield Change(focus, types, frozenset({Triple(focus, TYPE, STRANGER)}))
    yield from strangers(shape)


def strangers(shape: Shape) -> Iterator[Change]:
    """A node of which nothing is said, made a focus by a link to it."""
    for p in shape.all(SH.targetObjectsOf):
        for link in islice(shape.facts.linking(NamedNode(p)), 1):
            yield Change(STRANGER, new=frozenset({Triple(link.subject, NamedNode(p), STRANGER)}))


def too_few(shape: Shape) -> Iterator[Change]:
    least = int(str(shape.of(SH.minCount)))
    for focus in shape.foci:
        links = shape.links(focus)
        if links or least:
            yield Change(focus, frozenset(links[least - 1 :]))


def too_many(shape: Shape) -> Iterator[Change]:
    most = int(str(shape.of(SH.maxCount)))
    for focus in shape.foci:
        had = {shape.value(link) for link in shape.links(focus)}
        values = [
            value for value in (fitting(shape, number) for number in range(most + 2)) if value not in had
        ]
        yield Change(
            focus, new=frozenset(shape.link(focus, value) for value in values[: most + 1 - len(had)])
        )


def of_wrong_class(shape: Shape) -> Iterator[Change]:
    if not shape.ways:
        yield from retyped(shape)
        return
    things = (t.subject for t in shape.facts.linking(TYPE))
    wrong = next(
        thing for thing in things if not any(is_a(shape.facts, thing, kind) for kind in kinds(shape))
    )
    yield from put(shape, lambda value: wrong)


def unknown(shape: Shape) -> Iterator[Change]:
    return put(shape, lambda value: STRANGER) if shape.ways else iter(())


def unfit(shape: Shape) -> Iterator[Change]:
    """A value, or a name, that the pattern does not let pass."""
    pattern, datatype = str(shape.of(SH.pattern)), shape.of(SH.datatype)
    if not shape.ways:
        names = lambda iri: (f"{iri}!", STRANGER.value)  # noqa: E731
        return renamed(
            shape,
            lambda iri: next((NamedNode(name) for name in names(iri) if not re.search(pattern, name)), None),
        )
    text = next(text for text in _UNFIT if not re.search(pattern, text))
    if shape.of(SH.nodeKind) == SH.IRI:
        return put(shape, lambda value: STRANGER)
    language = "vi" if shape.of(SH.languageIn) is not None else None
    return put(shape, lambda value: typed(text, datatype) if datatype else Literal(text, language=language))


def of_wrong_kind(shape: Shape) -> Iterator[Change]:
    if not shape.ways:
        return renamed(shape, lambda iri: BlankNode("mau"))
    return put(shape, lambda value: Literal("mẫu") if shape.of(SH.nodeKind) == SH.IRI else STRANGER)


def untagged(value: Term | None) -> str:
    return value.value if isinstance(value, Literal) else "mẫu"


def repeated(shape: Shape) -> Iterator[Change]:
    """A second value in the language of the first."""
    for focus in shape.foci:
        values = [
            value
            for value in map(shape.value, shape.links(focus))
            if isinstance(value, Literal) and value.language
        ]
        for value in values[:1]:
            yield Change(
                focus,
                new=frozenset({shape.link(focus, Literal(f"{value.value} 2", language=value.language))}),
            )


def without_value(shape: Shape) -> Iterator[Change]:
    for focus in shape.foci:
        yield Change(
            focus,
            frozenset(
                t for t in shape.links(focus) if shape.value(t) == term(shape.of(SH.hasValue) or SH.value)
            ),
        )
    yield from strangers(shape)


def beside(shape: Shape, demand: Node, low: Callable[[Term], Term]) -> Iterator[Change]:
    """A value that stands wrongly to that of another property."""
    other = NamedNode(str(shape.of(demand)))
    for focus in shape.foci:
        for link in shape.links(focus)[:1]:
            gone = frozenset(shape.facts.said(focus, other))
            yield Change(focus, gone, frozenset({Triple(focus, other, low(shape.value(link)))}) - gone)


def too_low(shape: Shape) -> Iterator[Change]:
    least = int(str(shape.of(SH.minInclusive)))
    return put(shape, lambda value: typed(str(least - 1), shape.of(SH.datatype) or XSD.integer))


def none_of(shape: Shape) -> Iterator[Change]:
    """A value of which no alternative holds: of no class that is asked for, or one that breaks the named shape."""
    inner = [shape.other(one) for one in shape.listed(SH["or"])]
    if all(one.of(SH["class"]) is not None for one in inner):
        yield from of_wrong_class(shape)
        return
    named, unlike = (
        [one for one in inner if one.ways],
        [shape.shapes.value(one.of(SH["not"]), SH["class"]) for one in inner if one.of(SH["not"])],
    )
    for focus in shape.foci:
        for value in map(shape.value, shape.links(focus)):
            if all(is_a(shape.facts, value, kind) for kind in unlike):
                yield Change(focus, frozenset(link for one in named for link in one.links(value)))


def holds(shape: Shape, value: Term) -> bool:
    """Whether a value is as a shape of `sh:qualifiedValueShape` asks, which speaks of the value alone."""
    if shape.listed(SH["in"]):
        return value in map(term, shape.listed(SH["in"]))
    if shape.of(SH["or"]) is not None:
        return any(holds(shape.other(one), value) for one in shape.listed(SH["or"]))
    if shape.of(SH["not"]) is not None:
        return not holds(shape.other(shape.of(SH["not"]) or SH.nil), value)
    if shape.of(SH.nodeKind) != SH.Literal:
        raise ValueError(f"{shape.name}: no mutation is known for such a qualified value")
    return isinstance(value, Literal)


def of_wrong_number(shape: Shape, wrong: Callable[[int], bool]) -> Iterator[Change]:
    """Of the properties of the path one is taken away, or given another of its values, so that the number is wrong."""
    inner = shape.other(shape.of(SH.qualifiedValueShape) or SH.nil)
    for focus in shape.foci:
        links = shape.links(focus)
        for _, p in shape.ways:
            old = {link for link in links if link.predicate == p}
            for new in (set(), *({Triple(focus, p, value)} for value in _values_of(shape, p))):
                number = sum(holds(inner, link.object) for link in {*links} - old | new)
                if wrong(number):
                    yield Change(focus, frozenset(old - new), frozenset(new - old))


def _values_of(shape: Shape, p: NamedNode) -> Iterable[Term]:
    for one in sorted(shape.shapes.subjects(SH.path, URIRef(p.value))):
        judge = shape.other(one)
        if judge.listed(SH["in"]):
            return map(term, judge.listed(SH["in"]))
        if judge.of(SH.datatype) is not None:
            return [fitting(judge, 0)]
    return []


def of_wrong_datatype(shape: Shape) -> Iterator[Change]:
    return put(shape, lambda value: typed(untagged(value), XSD.anyURI))


def tagged(shape: Shape) -> Iterator[Change]:
    return put(shape, lambda value: Literal(untagged(value), language="vi"))


def unreadable(shape: Shape) -> Iterator[Change]:
    datatype = shape.of(SH.datatype)
    return put(shape, lambda value: typed("không", datatype)) if datatype in _UNREADABLE else iter(())


# For each kind of constraint the ways to break it. The first of each must exist; the others where they make sense.
BREAKS: dict[Node, tuple[Callable[[Shape], Iterator[Change]], ...]] = {
    SH.minCount: (too_few,),
    SH.maxCount: (too_many,),
    SH["class"]: (of_wrong_class, unknown),
    SH.datatype: (of_wrong_datatype, tagged, unreadable),
    SH.nodeKind: (of_wrong_kind,),
    SH.pattern: (unfit,),
    SH["in"]: (unknown,),
    SH.languageIn: (lambda shape: put(shape, lambda value: Literal(untagged(value), language="fr")),
                    lambda shape: put(shape, lambda value: Literal(untagged(value)))),
    SH.uniqueLang: (repeated,),
    SH.hasValue: (without_value,),
    SH.lessThan: (lambda shape: beside(shape, SH.lessThan, lambda value: value),),
    SH.lessThanOrEquals: (lambda shape: beside(shape, SH.lessThanOrEquals, lambda value: typed("-1000000", XSD.decimal)),),
    SH.disjoint: (lambda shape: beside(shape, SH.disjoint, lambda value: value),),
    SH.minInclusive: (too_low,),
    SH["or"]: (none_of,),
    SH.qualifiedMinCount: (lambda shape: of_wrong_number(shape, partial(int.__gt__, int(str(shape.of(SH.qualifiedMinCount))))),),
    SH.qualifiedMaxCount: (lambda shape: of_wrong_number(shape, partial(int.__lt__, int(str(shape.of(SH.qualifiedMaxCount))))),),
}  # fmt: skip


def constraints(shapes: Graph) -> list[tuple[URIRef, Node]]:
    """Each constraint of each named shape, by the shape and the property that makes it."""
    named = sorted({s for kind in (SH.NodeShape, SH.PropertyShape) for s in shapes.subjects(RDF.type, kind)})
    return [(shape, demand) for shape in named for demand in sorted(set(shapes.predicates(shape)) - SAYINGS)]


def component(demand: Node) -> str:
    local = str(demand).removeprefix(str(SH))
    return f"{SH}{local[0].upper()}{local[1:]}ConstraintComponent"


def mutations(node: URIRef, demand: Node, shapes: Graph, seen: Facts) -> list[Mutation]:
    """The mutations for one constraint: at least one, and each must be caught."""
    shape, found = Shape(node, shapes, seen), list[Mutation]()
    for ways in BREAKS[demand]:
        changes = (c for c in ways(shape) if (c.gone or c.new) and shape.aims_at(c))
        found += [Mutation(shape.name, component(demand), change) for change in islice(changes, 1)]
    # A shape that asks of its own targets what makes them targets is broken where another shape asks for it.
    return found or _elsewhere(shape)


def _elsewhere(shape: Shape) -> list[Mutation]:
    cells = set(shape.shapes.subjects(RDF.first, shape.node))
    for outer in sorted(
        s
        for s, head in shape.shapes.subject_objects(SH["or"])
        if cells & set(shape.shapes.transitive_objects(head, RDF.rest))
    ):
        changes = (c for c in none_of(shape.other(outer)) if c.gone and shape.other(outer).aims_at(c))
        return [
            Mutation(shape.other(outer).name, component(SH["or"]), change) for change in islice(changes, 1)
        ]
    return []
