"""Terms of rdflib as N-Triples writes them, and back, so that two engines name a node alike."""

from pyoxigraph import BlankNode as StoreBlank
from pyoxigraph import Literal as StoreLiteral
from pyoxigraph import NamedNode as StoreNode
from pyoxigraph import RdfFormat, Triple, parse
from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

from kg.errors import BadInput

StoreTerm = StoreNode | StoreBlank | StoreLiteral | Triple


def in_triples(term: Node | None) -> str:
    """A term in N-Triples, as the store writes it; nothing for none."""
    if isinstance(term, URIRef):
        return str(StoreNode(str(term)))
    if isinstance(term, Literal):
        datatype = StoreNode(str(term.datatype)) if term.datatype and not term.language else None
        return str(StoreLiteral(str(term), language=term.language, datatype=datatype))
    return "" if term is None else f"_:{term}"


def of_store(term: StoreTerm) -> Node:
    """A term of the store as rdflib has it, a literal with the very letters that it has.

    Raises BadInput for a triple term.
    """
    if isinstance(term, StoreNode):
        return URIRef(term.value)
    if isinstance(term, StoreBlank):
        return BNode(term.value)
    if isinstance(term, Triple):
        raise BadInput("{term}: SHACL knows no triple terms; leave them out", term=term)
    if term.language:
        return Literal(term.value, lang=term.language)
    return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)


def of_triples(text: str) -> Node:
    r"""The term that N-Triples writes so.

    Raises BadInput for a triple term.

    >>> str(of_triples('"a \\"q\\""@vi')), of_triples("<urn:a>")
    ('a "q"', rdflib.term.URIRef('urn:a'))
    """
    if text.startswith("<<"):
        raise BadInput("{text}: SHACL knows no triple terms; leave them out", text=text)
    if text.startswith("<"):
        return URIRef(text[1:-1])
    if text.startswith("_:"):
        return BNode(text[2:])
    triple = next(iter(parse(f"<x:s> <x:p> {text} .".encode(), format=RdfFormat.N_TRIPLES)))
    return of_store(triple.object)
