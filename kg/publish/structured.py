"""What search engines read in a page: JSON-LD in the words of schema.org."""

from collections.abc import Callable

from markupsafe import Markup
from rdflib.namespace import DCTERMS

from kg.publish.dumping import WHOLE
from kg.publish.pages import script_json
from kg.publish.reading import Reading
from kg.publish.rights import CC_BY
from kg.publish.values import Thing, Value
from kg.publish.vocabulary import (
    A_BODY,
    A_DOCUMENT,
    A_EVENT,
    A_STATEMENT,
    DCTERMS_DATE,
    DCTERMS_ISSUED,
    ISSUED_BY,
    NUMBER,
    OWL_CLASS,
    OWL_DATATYPE_PROPERTY,
    OWL_OBJECT_PROPERTY,
    OWL_ONTOLOGY,
    SKOS_ALT_LABEL,
    SKOS_CONCEPT,
    SKOS_CONCEPT_SCHEME,
    SKOS_IN_SCHEME,
    STATED_IN,
)
from kg.publish.wording import words
from kg.store import QUAD_FORMS, media_type

Told = dict[str, object]


def structured(thing: Thing, reading: Reading) -> Markup:
    """A thing's JSON-LD: its type by schema.org, its names and what it stands in."""
    told: Told = {"@context": "https://schema.org", "@id": thing.iri, "@type": "CreativeWork"}
    told |= {"name": list(dict.fromkeys(thing.name)), "url": thing.iri}
    if thing.about.vi:
        told["description"] = list(dict.fromkeys(thing.about))
    for type_ in (_type(reading, thing), *reading.types(thing.iri)):
        if type_ in _TOLD:
            told |= _TOLD[type_](thing, reading)
            break
    return script_json({name: value for name, value in told.items() if value})


def _type(reading: Reading, thing: Thing) -> str:
    return A_DOCUMENT if A_DOCUMENT in reading.types(thing.iri) else ""


def _document(thing: Thing, reading: Reading) -> Told:
    issuers = reading.objects(thing.iri, ISSUED_BY)
    return {
        "@type": "Legislation",
        "legislationIdentifier": reading.one(thing.iri, NUMBER),
        "legislationDate": reading.one(thing.iri, DCTERMS_ISSUED),
        "legislationType": thing.kind.text.en,
        "legislationPassedBy": [{"@type": "Organization", "@id": issuer} for issuer in issuers],
        "inLanguage": "vi",
    }


def _statement(thing: Thing, reading: Reading) -> Told:
    whole = reading.one(thing.iri, STATED_IN)
    return {"@type": "Legislation", "isPartOf": {"@type": "Legislation", "@id": whole}, "inLanguage": "vi"}


def _body(thing: Thing, reading: Reading) -> Told:
    return {"@type": "Organization", "alternateName": reading.objects(thing.iri, SKOS_ALT_LABEL)}


def _term(thing: Thing, reading: Reading) -> Told:
    scheme = reading.one(thing.iri, SKOS_IN_SCHEME) or thing.iri.partition("#")[0]
    return {"@type": "DefinedTerm", "inDefinedTermSet": {"@type": "DefinedTermSet", "@id": scheme}}


def _terms(thing: Thing, reading: Reading) -> Told:
    return {"@type": "DefinedTermSet", "license": CC_BY}


def _event(thing: Thing, reading: Reading) -> Told:
    return {"@type": "Event", "startDate": reading.one(thing.iri, DCTERMS_DATE)}


_TOLD: dict[str, Callable[[Thing, Reading], Told]] = {
    A_DOCUMENT: _document,
    A_STATEMENT: _statement,
    A_BODY: _body,
    A_EVENT: _event,
    SKOS_CONCEPT: _term,
    SKOS_CONCEPT_SCHEME: _terms,
    OWL_ONTOLOGY: _terms,
    OWL_CLASS: _term,
    OWL_OBJECT_PROPERTY: _term,
    OWL_DATATYPE_PROPERTY: _term,
}


def of_dataset(reading: Reading, graph: Value | None = None, triples: int = 0) -> Markup:
    """The dataset's JSON-LD, or that of one of its named graphs."""
    base, dataset = reading.base, f"{reading.base}catalog#dataset"
    licence = reading.one(dataset, str(DCTERMS.license))
    whole: Told = {"@type": "Dataset", "@id": dataset, "name": list(words()["site"])}
    if graph:
        told: Told = {
            "@type": "Dataset",
            "name": graph.text.vi,
            "isPartOf": whole,
            "size": f"{triples} triples",
        }
    else:
        told = whole | {"description": list(words()["lead"])}
    distribution = {
        "@type": "DataDownload",
        "encodingFormat": media_type(QUAD_FORMS["nq"]),
        "contentUrl": f"{base}{WHOLE}",
    }
    return script_json(
        {"@context": "https://schema.org", "license": licence, "distribution": distribution, **told}
    )
