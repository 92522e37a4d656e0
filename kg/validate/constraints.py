"""The constraints of SHACL Core that our shapes use, held against all nodes of a shard at once.

Each test of a value gives those of some nodes that break it; so `sh:not` is a difference of sets, and `sh:or`
what breaks every alternative. A demand is about all values of a focus together. SHACL, section 4, has the
rules. A shape with anything else is refused, lest a rule be passed over in silence.
"""

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import partial

from rdflib import RDF, SH, Graph
from rdflib.collection import Collection
from rdflib.term import Node

from kg.validate.columns import Column, Columns, Steps
from kg.validate.comparing import ORDERS, component_of, in_order
from kg.validate.rules import steps, written
from kg.validate.terms import in_triples
from kg.validate.values import LANGUAGE, VALUE_TESTS, Test, worth

# A focus that does not meet a demand, with the value at fault, or nothing where it is none of them.
Fault = tuple[str, str]
Demand = Callable[[Columns, Set[str], Column], Iterator[Fault]]
# The same with the IRI of the component between.
Faults = Callable[[Columns, Set[str]], Iterator[tuple[str, str, str]]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A shape as it is held against columns: its IRI, its foci, and what of them does not conform."""

    iri: str
    targets: tuple[tuple[Node, str], ...]
    faults: Faults

    def foci(self, seen: Columns) -> Set[str]:
        """The targets of the shape (SHACL, section 2.1.3)."""
        return set[str]().union(*(_TARGETS[kind](seen, named) for kind, named in self.targets))


_TARGETS: Mapping[Node, Callable[[Columns, str], Set[str]]] = {
    SH.targetClass: lambda seen, kind: seen.members(f"<{kind}>"),
    SH.targetSubjectsOf: lambda seen, prop: seen.along((("out", prop),)).keys(),
    SH.targetObjectsOf: lambda seen, prop: seen.reached((("out", prop),)),
}
# What says nothing of values: of which kind a shape is, what it bears, and what belongs to other parameters.
_ASIDE = {RDF.type, SH.path, SH.severity, SH.message, SH.qualifiedValueShape}


def judgements(graph: Graph) -> list[Judged]:
    """The shapes of a graph that have targets.

    Raises ValueError where a shape uses what is not known here.
    """
    aimed = {shape for target in _TARGETS for shape in graph.subjects(target)}
    return [_judged(graph, shape) for shape in sorted(aimed, key=str)]


def _judged(graph: Graph, shape: Node) -> Judged:
    targets = tuple(
        (kind, named) for kind in _TARGETS for named in sorted(map(str, graph.objects(shape, kind)))
    )
    return Judged(str(shape), targets, faults(graph, shape))


def faults(graph: Graph, shape: Node) -> Faults:
    """What of some foci does not conform to a shape: focus, component and value, as SHACL reports them.

    Raises ValueError where the shape uses what is not known here.
    """
    _refuse_unknown(graph, shape)
    path = graph.value(shape, SH.path)
    if path is None:
        return partial(_of_foci, _tests(graph, shape))
    asked = _Asked(tuple(steps(graph, path)), _tests(graph, shape), _demands(graph, shape))
    return partial(_of_values, asked)


def _refuse_unknown(graph: Graph, shape: Node) -> None:
    known = {*_ASIDE, *_TARGETS, *TESTS, *DEMANDS}
    for parameter in sorted(set(graph.predicates(shape)) - known, key=str):
        raise ValueError(f"{written(graph, shape)}: {parameter} is not known to the bulk engine")


def _of_foci(tests: list[tuple[str, Test]], seen: Columns, foci: Set[str]) -> Iterator[tuple[str, str, str]]:
    for component, test in tests:
        yield from ((focus, component, focus) for focus in test(seen, foci))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a property shape asks of the values that a path reaches: of each, and of all together."""

    way: Steps
    tests: list[tuple[str, Test]]
    demands: list[tuple[str, Demand]]


def _of_values(asked: _Asked, seen: Columns, foci: Set[str]) -> Iterator[tuple[str, str, str]]:
    column = seen.along(asked.way)
    for component, demand in asked.demands:
        yield from ((focus, component, value) for focus, value in demand(seen, foci, column))
    for component, test in asked.tests:
        wrong = test(seen, seen.reached(asked.way))
        if wrong:
            yield from ((f, component, v) for f, vs in column.items() if f in foci for v in vs if v in wrong)


# Tests of a node


def _tests(graph: Graph, shape: Node) -> list[tuple[str, Test]]:
    """What a shape asks of each value (or, without a path, of each focus), by components."""
    return [
        (component_of(parameter), TESTS[parameter](graph, value))
        for parameter, value in sorted(graph.predicate_objects(shape))
        if parameter in TESTS
    ]


def _breaking(graph: Graph, shape: Node) -> Test:
    """The test that a nested shape is: what does not conform to it."""
    found = faults(graph, shape)
    return lambda seen, nodes: {focus for focus, _, _ in found(seen, nodes)}


def _not(graph: Graph, shape: Node) -> Test:
    inner = _breaking(graph, shape)
    return lambda seen, nodes: nodes - inner(seen, nodes)


def _or(graph: Graph, head: Node) -> Test:
    inner = [_breaking(graph, shape) for shape in Collection(graph, head)]
    return lambda seen, nodes: set(nodes).intersection(*(test(seen, nodes) for test in inner))


TESTS: Mapping[Node, Callable[[Graph, Node], Test]] = {**VALUE_TESTS, SH["not"]: _not, SH["or"]: _or}


# Demands on all values of a focus


def _demands(graph: Graph, shape: Node) -> list[tuple[str, Demand]]:
    """What a property shape demands of the values of each focus together, by components."""
    return [
        (component_of(parameter), DEMANDS[parameter](graph, shape, value))
        for parameter, value in sorted(graph.predicate_objects(shape))
        if parameter in DEMANDS
    ]


def _min_count(_: Graph, __: Node, number: Node) -> Demand:
    least = int(str(number))

    def too_few(_: Columns, foci: Set[str], column: Column) -> Iterator[Fault]:
        yield from ((focus, "") for focus in foci - column.keys())
        if least > 1:
            yield from ((f, "") for f, values in column.items() if len(values) < least and f in foci)

    return too_few


def _max_count(_: Graph, __: Node, number: Node) -> Demand:
    most = int(str(number))
    return lambda _, foci, column: (
        (focus, "") for focus, values in column.items() if len(values) > most and focus in foci
    )


def _unique_lang(_: Graph, __: Node, ___: Node) -> Demand:
    return lambda _, foci, column: (
        (focus, "")
        for focus, values in column.items()
        if len(values) > 1 and focus in foci and _repeats(values)
    )


def _repeats(values: list[str]) -> bool:
    spoken = [found[1].lower() for value in values if (found := LANGUAGE.search(value))]
    return len(spoken) > len(set(spoken))


def _has_value(_: Graph, __: Node, value: Node) -> Demand:
    wanted = in_triples(value)
    return lambda _, foci, column: ((focus, "") for focus in foci if wanted not in column.get(focus, ()))


def _disjoint(_: Graph, __: Node, other: Node) -> Demand:
    def shared(seen: Columns, foci: Set[str], column: Column) -> Iterator[Fault]:
        others = seen.forward.get(str(other), {})
        for focus in foci & column.keys() & others.keys():
            yield from ((focus, value) for value in column[focus] if value in others[focus])

    return shared


def _ordered(_: Graph, __: Node, other: Node, *, demand: Node) -> Demand:
    def out_of_order(seen: Columns, foci: Set[str], column: Column) -> Iterator[Fault]:
        others = seen.forward.get(str(other), {})
        for focus in foci & column.keys() & others.keys():
            for value in column[focus]:
                if not all(in_order(worth(value), worth(o), ORDERS[demand]) for o in others[focus]):
                    yield focus, value

    return out_of_order


def _qualified(graph: Graph, shape: Node, number: Node, *, most: bool) -> Demand:
    inner, bound = _breaking(graph, _counted(graph, shape)), int(str(number))

    def miscounted(seen: Columns, foci: Set[str], column: Column) -> Iterator[Fault]:
        wrong = inner(seen, {value for focus in foci & column.keys() for value in column[focus]})
        for focus in foci:
            count = sum(value not in wrong for value in column.get(focus, ()))
            if count > bound if most else count < bound:
                yield focus, ""

    return miscounted


def _counted(graph: Graph, shape: Node) -> Node:
    (qualified,) = graph.objects(shape, SH.qualifiedValueShape)
    return qualified


DEMANDS: Mapping[Node, Callable[[Graph, Node, Node], Demand]] = {
    SH.minCount: _min_count,
    SH.maxCount: _max_count,
    SH.uniqueLang: _unique_lang,
    SH.hasValue: _has_value,
    SH.disjoint: _disjoint,
    SH.lessThan: partial(_ordered, demand=SH.lessThan),
    SH.lessThanOrEquals: partial(_ordered, demand=SH.lessThanOrEquals),
    SH.qualifiedMinCount: partial(_qualified, most=False),
    SH.qualifiedMaxCount: partial(_qualified, most=True),
}
