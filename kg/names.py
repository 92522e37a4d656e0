"""The terms of the vocabulary, and the IRIs of everything that records are about.

>>> Base().document("bo-chinh-tri/2024/57-nq-tw")
rdflib.term.URIRef('https://w3id.org/vnpolicy/id/document/bo-chinh-tri/2024/57-nq-tw')
>>> POL.leads
rdflib.term.URIRef('https://w3id.org/vnpolicy/ns#leads')
"""

from dataclasses import dataclass

from rdflib import Namespace, URIRef
from rdflib.namespace import DefinedNamespace


class POL(DefinedNamespace):
    """The vocabulary; a name that is not here fails when it is used."""

    _fail = True
    _NS = Namespace("https://w3id.org/vnpolicy/ns#")

    # Classes
    ActionProgramme: URIRef
    Assignment: URIRef
    Body: URIRef
    Circular: URIRef
    CollectiveBody: URIRef
    Committee: URIRef
    Conclusion: URIRef
    Context: URIRef
    Decision: URIRef
    DeclaredCount: URIRef
    Decree: URIRef
    Directive: URIRef
    Document: URIRef
    Event: URIRef
    Evidence: URIRef
    Finding: URIRef
    Guidance: URIRef
    Indicator: URIRef
    Law: URIRef
    MassOrganisation: URIRef
    Notice: URIRef
    Office: URIRef
    OfficialLetter: URIRef
    Organisation: URIRef
    PartyBody: URIRef
    Plan: URIRef
    PressBody: URIRef
    Product: URIRef
    Programme: URIRef
    Provision: URIRef
    Purpose: URIRef
    Regulation: URIRef
    Relation: URIRef
    Report: URIRef
    Resolution: URIRef
    Scheme: URIRef
    Signature: URIRef
    Source: URIRef
    StateBody: URIRef
    Statement: URIRef
    Strategy: URIRef
    Submission: URIRef
    Target: URIRef
    Task: URIRef
    TaskGroup: URIRef
    Telegram: URIRef
    Viewpoint: URIRef

    # Properties
    about: URIRef
    abbreviation: URIRef
    addressedTo: URIRef
    advisesOn: URIRef
    amends: URIRef
    ancestorOf: URIRef
    approves: URIRef
    assignedBy: URIRef
    assignee: URIRef
    assigns: URIRef
    attests: URIRef
    audience: URIRef
    basedOn: URIRef
    capacity: URIRef
    chairedBy: URIRef
    characters: URIRef
    chargedWith: URIRef
    cites: URIRef
    comparator: URIRef
    comprises: URIRef
    concerns: URIRef
    concretises: URIRef
    contributesTo: URIRef
    coordinates: URIRef
    count: URIRef
    countOf: URIRef
    deadline: URIRef
    deadlineQualifier: URIRef
    deadlineText: URIRef
    declaredTaskCount: URIRef
    derivedFrom: URIRef
    derives: URIRef
    descendsFrom: URIRef
    describedIn: URIRef
    disseminates: URIRef
    dueBy: URIRef
    entryIntoForce: URIRef
    exactHash: URIRef
    excerptOf: URIRef
    executes: URIRef
    foldedHash: URIRef
    form: URIRef
    founds: URIRef
    fullTextOf: URIRef
    groups: URIRef
    guidedBy: URIRef
    guides: URIRef
    heldUnder: URIRef
    horizon: URIRef
    identifiedWith: URIRef
    implements: URIRef
    inGroup: URIRef
    indicator: URIRef
    issuedBy: URIRef
    jointlyWith: URIRef
    knownThrough: URIRef
    leads: URIRef
    life: URIRef
    locator: URIRef
    mandates: URIRef
    manner: URIRef
    measure: URIRef
    medium: URIRef
    message: URIRef
    monitors: URIRef
    number: URIRef
    onBehalfOf: URIRef
    organiser: URIRef
    partOf: URIRef
    place: URIRef
    presentedAt: URIRef
    product: URIRef
    recurrence: URIRef
    relationFrom: URIRef
    relationKind: URIRef
    relationTo: URIRef
    repeals: URIRef
    replaces: URIRef
    reportOf: URIRef
    reportsOn: URIRef
    reportsTo: URIRef
    responsibilityOf: URIRef
    responsibleFor: URIRef
    restatedBy: URIRef
    restatementOf: URIRef
    restates: URIRef
    role: URIRef
    rule: URIRef
    scope: URIRef
    sentTo: URIRef
    servedBy: URIRef
    severity: URIRef
    sha256: URIRef
    signatoryName: URIRef
    signatoryOffice: URIRef
    signedBy: URIRef
    statedIn: URIRef
    states: URIRef
    status: URIRef
    steers: URIRef
    succeededBy: URIRef
    supportedBy: URIRef
    unit: URIRef
    unitText: URIRef
    upperValue: URIRef
    validFrom: URIRef
    validTo: URIRef
    value: URIRef
    via: URIRef


class OA(DefinedNamespace):
    """The terms of the Web Annotation vocabulary in use (https://www.w3.org/TR/annotation-vocab/)."""

    _fail = True
    _NS = Namespace("http://www.w3.org/ns/oa#")

    TextPositionSelector: URIRef
    TextQuoteSelector: URIRef
    end: URIRef
    exact: URIRef
    hasSelector: URIRef
    hasSource: URIRef
    prefix: URIRef
    start: URIRef
    suffix: URIRef


class UNIT(DefinedNamespace):
    """The QUDT units in use (https://qudt.org/vocab/unit/)."""

    _fail = True
    _NS = Namespace("http://qudt.org/vocab/unit/")

    NUM: URIRef
    PERCENT: URIRef


# The Library of Congress's datatype for extended dates (https://id.loc.gov/datatypes/edtf.html).
EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
SHAPE = Namespace("https://w3id.org/vnpolicy/shape#")
VOCABULARY_BASE = "https://w3id.org/vnpolicy/"
# Where the IRIs of data begin by default; "id:" stands for it where people read and write.
IDS = f"{VOCABULARY_BASE}id/"
PREFIXES = {
    "pol": str(POL),
    "shape": str(SHAPE),
    "role": f"{VOCABULARY_BASE}concept/role/",
    "topic": f"{VOCABULARY_BASE}concept/topic/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": str(OA),
    "unit": str(UNIT),
}
# Units that QUDT has are QUDT's; the others are concepts of our own.
_QUDT_UNITS = {"percent": UNIT.PERCENT, "count": UNIT.NUM}


def concept(scheme: str, name: str) -> URIRef:
    """A concept of one of the vocabulary's own lists.

    >>> concept("role", "lead")
    rdflib.term.URIRef('https://w3id.org/vnpolicy/concept/role/lead')
    """
    return URIRef(f"{VOCABULARY_BASE}concept/{scheme}/{name}")


def scheme(name: str) -> URIRef:
    """One of the vocabulary's own lists."""
    return URIRef(f"{VOCABULARY_BASE}concept/{name}")


def unit(name: str) -> URIRef:
    """The unit that a record's word stands for: QUDT's where it has one."""
    return _QUDT_UNITS.get(name) or concept("unit", name)


@dataclass(frozen=True, slots=True)
class Base:
    """Where the IRIs of data begin; the vocabulary keeps its own place whatever this is."""

    iri: str = VOCABULARY_BASE

    def document(self, document: str) -> URIRef:
        """A document, by its record's id."""
        return URIRef(f"{self.iri}id/document/{document}")

    def part(self, document: str, *segments: str | int) -> URIRef:
        """A statement of a document, or what hangs on it: `part(id, "IV.6", "assignment", 1)`."""
        return URIRef("/".join([self.document(document), *map(str, segments)]))

    def body(self, body: str, known_through: str | None = None) -> URIRef:
        """A body; one whose place is unstated is minted under the document that it is known through."""
        return (
            self.part(known_through, "body", body) if known_through else URIRef(f"{self.iri}id/body/{body}")
        )

    def source(self, sha256: str) -> URIRef:
        """A text, by the hash of its bytes."""
        return URIRef(f"{self.iri}id/source/{sha256[:16]}")

    def indicator(self, indicator: str) -> URIRef:
        """What a target measures."""
        return URIRef(f"{self.iri}concept/indicator/{indicator}")

    def finding(self, rule: str, digest: str) -> URIRef:
        """Something that a shape, a check or the audit found."""
        return URIRef(f"{self.iri}id/finding/{rule}/{digest}")

    def graph(self, stage: str, name: str) -> URIRef:
        """The named graph into which one stage writes what concerns one document or list."""
        return URIRef(f"{self.iri}graph/{stage}/{name}")
