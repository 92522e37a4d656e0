"""Compare the values of two properties by SHACL, section 4.5: what cannot be compared breaks the rule.

pySHACL gives up on a graph in which such a value is a blank node, or a text where a number is wanted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.term import Node

Comparable = Decimal | date
# Whether values that come to -1, 0 or 1 in order stand as the constraint wants.
ORDERS: dict[Node, frozenset[int]] = {SH.lessThan: frozenset({-1}), SH.lessThanOrEquals: frozenset({-1, 0})}


def component_of(parameter: Node) -> str:
    """The IRI of the constraint component that a parameter of SHACL Core stands for.

    >>> component_of(SH.minCount)
    'http://www.w3.org/ns/shacl#MinCountConstraintComponent'
    """
    local = str(parameter).removeprefix(str(SH))
    return f"{SH}{local[0].upper()}{local[1:]}ConstraintComponent"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a shape demands of two properties: that each value of one stands so to each value of the other."""

    shape: Node
    demand: Node
    path: Node
    other: Node

    @property
    def component(self) -> str:
        """The IRI of the constraint component."""
        return component_of(self.demand)

    def broken(self, graph: Graph, shapes: Graph) -> Iterator[tuple[Node, Node]]:
        """Each focus and each value of it that does not stand to the other property's values as it should."""
        order = ORDERS[self.demand]
        for focus, value in graph.subject_objects(self.path):
            others = graph.objects(focus, self.other)
            if _aimed_at(focus, self.shape, graph, shapes) and not all(
                _stands(value, o, order) for o in others
            ):
                yield focus, value


def parted(shapes: Graph) -> tuple[Graph, list[Comparison]]:
    """The shapes without their comparisons, and these."""
    rest, comparisons = Graph(), list[Comparison]()
    for shape, demand, value in shapes:
        # Of thousands of triples a few compare, so a path is looked for only there.
        path = shapes.value(shape, SH.path) if demand in ORDERS else None
        if isinstance(path, URIRef):
            comparisons.append(Comparison(shape, demand, path, value))
        else:
            rest.add((shape, demand, value))
    return rest, comparisons


def _aimed_at(focus: Node, shape: Node, graph: Graph, shapes: Graph) -> bool:
    kinds, says = shapes.objects(shape, SH.targetClass), shapes.objects(shape, SH.targetSubjectsOf)
    return any((focus, RDF.type, kind) in graph for kind in kinds) or any(
        (focus, prop, None) in graph for prop in says
    )


def _stands(value: Node, other: Node, order: frozenset[int]) -> bool:
    return in_order(comparable(value), comparable(other), order)


def in_order(first: Comparable | None, second: Comparable | None, order: frozenset[int]) -> bool:
    """Whether two numbers or two days stand so; what is neither, or one of each, stands in no order."""
    if isinstance(first, Decimal) and isinstance(second, Decimal):
        return (first > second) - (first < second) in order
    if isinstance(first, date) and isinstance(second, date):
        return (first > second) - (first < second) in order
    return False


def comparable(term: Node) -> Comparable | None:
    """A number or a day; nothing where a term is neither, or reads as none."""
    found = term.toPython() if isinstance(term, Literal) and not term.ill_typed else None
    if isinstance(found, int | float | Decimal) and not isinstance(found, bool):
        number = Decimal(found)
        return number if number.is_finite() else None
    return found if type(found) is date else None
