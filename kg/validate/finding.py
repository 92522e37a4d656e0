"""What shapes and checks find, and the same as quads of the audit graph.

>>> Finding(VIOLATION, "Assignment-role", "https://example.org/a", "sai vai", "wrong role").message("vi")
'sai vai'
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rdflib import RDF, Literal, URIRef

from kg.graph import Quad
from kg.names import POL, Base, concept
from kg.text import digest, slug

VIOLATION, WARNING, NOTE = "violation", "warning", "note"
# From the gravest on.
SEVERITIES = (VIOLATION, WARNING, NOTE)


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something that a shape or a check found: how grave, which rule, about what, and the message.

    `path` is an IRI or a SPARQL property path, `value` the value's text and `term` the same as N-Triples has
    it, `component` the IRI of the constraint component (SHACL, section 3.6.2). A focus that is no IRI is as
    N-Triples has it.
    """

    severity: str
    rule: str
    focus: str
    message_vi: str
    message_en: str
    path: str = ""
    value: str = ""
    component: str = ""
    term: str = ""

    def message(self, lang: str) -> str:
        """What is wrong and what would be right, in `vi` or `en`."""
        return self.message_vi if lang == "vi" else self.message_en

    def iri(self, base: Base) -> URIRef:
        """The finding's own IRI, the same for the same finding in every run."""
        said = (self.focus, self.path, self.component, self.term or self.value, self.message_en)
        return base.finding(slug(self.rule), digest("\n".join(said)))


def minted(term: str, base: Base) -> str:
    """The IRI that stands for a node: its own, or one minted for a blank node (RDF 1.1, section 3.5).

    >>> minted("_:b0", Base())
    'https://w3id.org/vnpolicy/.well-known/genid/b0'
    """
    return f"{base.iri}.well-known/genid/{term[2:]}" if term.startswith("_:") else term


def emit(findings: Iterable[Finding], base: Base) -> Iterator[Quad]:
    """The findings as quads of the audit graph."""
    graph = base.graph("audit", "validation")
    for finding in findings:
        iri = finding.iri(base)
        yield iri, RDF.type, POL.Finding, graph
        if not finding.focus.startswith('"'):
            yield iri, POL.concerns, URIRef(minted(finding.focus, base)), graph
        yield iri, POL.rule, Literal(finding.rule), graph
        yield iri, POL.severity, concept("severity", finding.severity), graph
        yield iri, POL.message, Literal(finding.message_vi, lang="vi"), graph
        yield iri, POL.message, Literal(finding.message_en, lang="en"), graph
