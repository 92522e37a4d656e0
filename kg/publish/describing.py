"""The description of the dataset: catalogue, counts, provenance and service, as Turtle."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import file_digest, sha256
from pathlib import Path

from rdflib.namespace import DCTERMS, OWL, RDF

from kg import __version__, resources
from kg.errors import BadInput
from kg.names import POL, VOCABULARY_BASE
from kg.publish.dumping import Dump
from kg.publish.filling import template
from kg.publish.reading import Reading
from kg.publish.rights import CC_BY, Rights
from kg.publish.wording import both, words
from kg.store import Input, read_inputs
from kg.view import Words

# What a build wrote down as it is: the graph, or of a build in bulk the digests of the graph's parts.
_GRAPHS = ("graph.nq", "manifest.json")
_ONTOLOGY = f"{VOCABULARY_BASE}ns"
_EXAMPLES = (POL.Resolution, POL.TaskGroup, POL.Task, POL.Target, POL.StateBody, POL.Indicator)


@dataclass(frozen=True, slots=True)
class Counts:
    """What VoID counts (https://www.w3.org/TR/void/#statistics): numbers, uses of classes and properties."""

    triples: int
    entities: int
    subjects: int
    objects: int
    classes: tuple[tuple[str, int], ...]
    properties: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A named graph with its number of triples."""

    iri: str
    name: str
    triples: int


@dataclass(frozen=True, slots=True, order=True)
class Used:
    """A file that the site is made from: what it is, as a key of the words, its name, its SHA-256."""

    kind: str
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Making:
    """What the site is made from and by whom: files with hashes, software, the endpoint beside it, rights."""

    used: tuple[Used, ...]
    software: tuple[str, ...]
    endpoint: str
    rights: Rights


def counts(reading: Reading) -> Counts:
    """The counts of a reading; entities are the subjects minted under its base."""
    edges = [edge for found in reading.outward.values() for edge in found]
    types = {(e.subject, e.object) for e in edges if e.predicate == str(RDF.type)}
    return Counts(
        triples=len(edges),
        entities=sum(subject.startswith(reading.base) for subject in reading.outward),
        subjects=len(reading.outward),
        objects=len({str(edge.term) for edge in edges}),
        classes=tuple(sorted(Counter(class_ for _, class_ in types).items())),
        properties=tuple(sorted(Counter(edge.predicate for edge in edges).items())),
    )


def parts(reading: Reading) -> list[Part]:
    """The named graphs of a reading."""
    return [Part(g, g.removeprefix(reading.base), len(lines)) for g, lines in reading.graphs.items()]


def catalogue(reading: Reading, dumps: Sequence[Dump], making: Making) -> str:
    """The whole description as Turtle without blank nodes."""
    about = reading.outward.get(_ONTOLOGY, [])
    publisher = both(about, (str(DCTERMS.creator),))
    told: Mapping[str, object] = {
        "base": reading.base,
        "publisher_vi": publisher.vi,
        "publisher_en": publisher.en,
        "lead": words()["lead"],
        "issued": reading.one(_ONTOLOGY, str(DCTERMS.issued)),
        "made": made(),
        "endpoint": making.endpoint,
        "publisher": making.rights.publisher,
        "licence": making.rights.licence,
        "cc_by": CC_BY,
        "version": reading.one(_ONTOLOGY, str(OWL.versionInfo)),
        "software": making.software,
        "notes": notes(reading.one(_ONTOLOGY, str(OWL.versionInfo))),
        "sources": reading.of_type(str(POL.Source)),
        "examples": [found[0] for class_ in _EXAMPLES if (found := reading.of_type(str(class_)))],
        "counts": counts(reading),
        "dumps": [dump for dump in dumps if dump.path.startswith("dumps/graph.")],
        "graphs": parts(reading),
        "used": [(file, words()[f"used {file.kind}"]) for file in making.used],
    }
    return template("catalog.ttl").render(told)


def notes(version: str) -> Words:
    """What a version of the dataset changes."""
    told = resources.mapping(resources.text("templates/publish/versions.yaml"))
    said = told.get(version, {"vi": version, "en": version})
    return Words(said["vi"], said["en"])


def made() -> str:
    """The time of SOURCE_DATE_EPOCH, in UTC; nothing without it, so that equal input gives equal bytes.

    Source: https://reproducible-builds.org/specs/source-date-epoch/. Raises BadInput where it is no number.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return ""
    try:
        return datetime.fromtimestamp(int(given), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError) as error:
        raise BadInput(
            "SOURCE_DATE_EPOCH: {given!r} is no number of seconds since 1970; mend or unset it", given=given
        ) from error


def made_of(build: Path, endpoint: str, rights: Rights) -> Making:
    """What the site of a build is made from; raises BadInput where the build does not hold its graph."""
    told = read_inputs(build)
    graph = next((build / name for name in _GRAPHS if (build / name).is_file()), None)
    if graph is None:
        raise BadInput("{file}: is not there; build again: 'python build.py'", file=build / _GRAPHS[0])
    with graph.open("rb") as opened:
        digest = file_digest(opened, "sha256").hexdigest()
    used = {Used("graph", graph.name, digest), *_ours()}
    used |= {Used(file.kind, _named(file), file.sha256) for file in (told.files if told else ())}
    software = (__version__, *((told.software,) if told and told.software != __version__ else ()))
    return Making(tuple(sorted(used)), software, endpoint, rights)


def _ours() -> Iterator[Used]:
    """The ontology and shapes that the package carries."""
    for folder in ("ontology", "shapes"):
        for name, text in resources.texts(folder, ".ttl").items():
            yield Used(folder, f"{folder}/{name}.ttl", sha256(text.encode()).hexdigest())


def _named(file: Input) -> str:
    return f"{file.kind}/{file.name}" if file.kind in ("ontology", "shapes") else file.name
