"""Pages of terms and shapes: definitions, the shapes that constrain a term, its uses, real examples."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import Literal, NamedNode, Triple
from rdflib.namespace import SH

from kg import resources
from kg.names import POL, SHAPE, VOCABULARY_BASE
from kg.publish.forms import around, triples_of
from kg.publish.things import Teller
from kg.publish.values import Value
from kg.publish.vocabulary import RDF_TYPE, SH_MESSAGE, SKOS_DEFINITION, SKOS_EXAMPLE
from kg.publish.wording import both, cut
from kg.view import Words
from kg.view.answers import alike

_EXAMPLES = 5
# Along these a shape says what it is about.
_ABOUT = frozenset(map(str, (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.path, SH["class"])))
_BLOCK = re.compile(r"^shape:([\w-]+)\n(?:.+\n)+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape: its IRI and name, what it tells people, its Turtle as written, and its triples."""

    iri: str
    name: str
    message: Words
    turtle: str
    triples: tuple[Triple, ...]

    @property
    def about(self) -> frozenset[str]:
        """The terms of the vocabulary that it constrains."""
        return frozenset(
            t.object.value
            for t in self.triples
            if isinstance(t.object, NamedNode)
            and t.predicate.value in _ABOUT
            and t.object.value.startswith(str(POL))
        )


@dataclass(frozen=True, slots=True)
class Term:
    """What a term's page says besides its facts."""

    definition: Words
    example: Words
    uses: int
    pairs: tuple[tuple[Value, Value | None], ...]
    shapes: tuple[tuple[Value, Words], ...]


def shapes() -> list[Shape]:
    """Every named shape, in order of name."""
    found: list[Shape] = []
    for text in resources.texts("shapes", ".ttl").values():
        triples = triples_of(text)
        blocks = {block[1]: block[0] for block in _BLOCK.finditer(text)}
        subjects = dict.fromkeys(t.subject for t in triples if isinstance(t.subject, NamedNode))
        for subject in subjects:
            if subject.value.startswith(str(SHAPE)):
                found.append(_shape(subject, triples, blocks))
    return sorted(found, key=lambda shape: shape.name)


def _shape(subject: NamedNode, triples: list[Triple], blocks: Mapping[str, str]) -> Shape:
    name, own = subject.value.removeprefix(str(SHAPE)), around(subject, triples)
    told = [t.object for t in own if t.subject == subject and t.predicate.value == SH_MESSAGE]
    said = {text.language: text.value for text in told if isinstance(text, Literal)}
    message = Words(said.get("vi", ""), said.get("en", ""))
    return Shape(subject.value, name, message, blocks.get(name, ""), tuple(own))


@dataclass(frozen=True, slots=True)
class Usage:
    """How often each class and property of the vocabulary is used, with where."""

    pairs: Mapping[str, list[tuple[str, str]]]


def usage(teller: Teller) -> Usage:
    """The uses of the vocabulary: for a class what is of it, for a property what it joins, in data alone."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for edges in teller.reading.outward.values():
        for edge in edges:
            if edge.stage == "ontology":
                continue
            if edge.predicate == RDF_TYPE:
                found[edge.object].append((edge.subject, ""))
            elif edge.predicate.startswith(VOCABULARY_BASE):
                found[edge.predicate].append(
                    (edge.subject, edge.object if isinstance(edge.term, NamedNode) else f'"{edge.object}')
                )
    return Usage(found)


def term(iri: str, teller: Teller, used: Usage, constraining: Mapping[str, list[Shape]]) -> Term:
    """What the page of a class or property says."""
    edges = teller.reading.outward.get(iri, [])
    pairs = used.pairs.get(iri, [])
    return Term(
        definition=both(edges, (SKOS_DEFINITION,)),
        example=both(edges, (SKOS_EXAMPLE,)),
        uses=len(pairs),
        pairs=tuple(islice(_examples(pairs, teller), _EXAMPLES)),
        shapes=tuple((_value(shape), shape.message) for shape in constraining.get(iri, [])),
    )


def _value(shape: Shape) -> Value:
    return Value(alike(shape.name), f"shape/{shape.name}", "", "")


def _examples(pairs: list[tuple[str, str]], teller: Teller) -> Iterator[tuple[Value, Value | None]]:
    """Uses far apart from each other, so that they do not all come from one place."""
    step = max(1, len(pairs) // _EXAMPLES)
    for subject, object_ in pairs[::step]:
        if object_.startswith('"'):
            yield teller.value(subject), Value(alike(cut(object_[1:])), "", "", "")
        else:
            yield teller.value(subject), teller.value(object_) if object_ else None


def constraining(found: list[Shape]) -> dict[str, list[Shape]]:
    """For each term, the shapes that constrain it."""
    by: dict[str, list[Shape]] = defaultdict(list)
    for shape in found:
        for iri in shape.about:
            by[iri].append(shape)
    return by
