"""Tell what does not hold in a bulk build, in the words and with the lines of the ordinary build.

Only the files that may be at fault are fetched; what they may refer to is known from the index of all.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from rdflib import URIRef

from kg import align, records, source, validate
from kg.errors import BadGraph, BadRecords, Problem
from kg.graph import whereabouts
from kg.names import Base
from kg.pipeline.building import violation
from kg.pipeline.bulk.deciding import Decided, decide
from kg.pipeline.bulk.reading import plain, topic_names
from kg.pipeline.bulk.shelf import Shelf, texts_for
from kg.pipeline.bulk.standing import Standing
from kg.records import LISTED, UNDECLARED, RecordFile, Records


def decided_on(shelf: Shelf, here: Standing) -> tuple[Standing, Decided]:
    """What stands and the decisions on it, without the drafts that do not hold together with the rest.

    Raises BadRecords where reviewed records do not, or nothing is left.
    """
    decided = decide(here)
    while problems := _apart(shelf, decided):
        here = without_faulty(here, problems, BadRecords)
        decided = decide(here)
    return here, decided


def _apart(shelf: Shelf, decided: Decided) -> list[Problem]:
    """Ids that stand twice, and references that lead nowhere."""
    if not decided.suspects:
        return []
    known = {**decided.names.known(), "topic": topic_names()}
    return records.problems_of(_records(shelf, decided, decided.suspects), known)


def misplaced(shelf: Shelf, decided: Decided, names: Sequence[str]) -> list[Problem]:
    """What is wrong with the places that some record files name."""
    by_hash = texts_for(shelf, decided, names)
    texts = {id_: by_hash[sha] for name in names for id_, sha in decided.of(name).texts.items()}
    try:
        align.verify(_records(shelf, decided, names), texts)
    except BadRecords as error:
        return error.problems
    return []


def violations(
    shelf: Shelf, here: Standing, decided: Decided, findings: Iterable[validate.Finding]
) -> list[Problem]:
    """What violates a shape or a check, at the line of the record to mend."""
    grave = [finding for finding in findings if finding.severity == validate.VIOLATION]
    if not grave:
        return []
    base = Base(shelf.shop.base)
    owners = _owners(here, decided, base)
    names = {owners[iri] for finding in grave for iri in _beginnings(finding.focus) if iri in owners}
    places = whereabouts(_records(shelf, decided, sorted(names)), base)
    return [violation(finding, places) for finding in grave]


def without_faulty(
    here: Standing, problems: Sequence[Problem], error: Callable[[list[Problem]], BadRecords | BadGraph]
) -> Standing:
    """What stands without the drafts that have problems; raises the error where these are not all, or all."""
    first = {problem.place.file: problem for problem in sorted(problems, reverse=True)}
    drafts = {name for name, index in here.indexes() if index.draft}
    faulty = sorted(first.keys() & drafts)
    left = here.without(faulty, [first[name] for name in faulty])
    if not faulty or first.keys() - drafts or not left.entries:
        raise error(list(problems))
    return left


def _beginnings(iri: str) -> Iterator[str]:
    while "/" in iri:
        yield iri
        iri = iri.rpartition("/")[0]


def _owners(here: Standing, decided: Decided, base: Base) -> dict[str, str]:
    """The file that tells of each document, body, source and indicator, by IRI; the last one of several."""
    found: dict[URIRef, str] = {}
    for name, index in here.indexes():
        left = decided.of(name)
        found.update({base.source(sha): name for sha, _ in index.sources.values()})
        found.update({base.indicator(id_): name for id_ in index.indicators})
        found.update({base.body(b.id, b.through or None): name for b in _kept(index.bodies, left.bodies)})
        found.update({base.document(m.id): name for m in _kept(index.mentions, left.mentions)})
        if index.document:
            found[base.document(index.document)] = name
    for file, bodies in ((LISTED, decided.listed), (UNDECLARED, decided.undeclared)):
        found.update({base.body(body.id, body.known_through): file for body in bodies})
    return {str(iri): name for iri, name in found.items()}


def _kept(told: Sequence[records.Indexed], left: Sequence[int]) -> Iterator[records.Indexed]:
    return (one for at, one in enumerate(told) if at not in left)


def _records(shelf: Shelf, decided: Decided, names: Sequence[str]) -> Records:
    """The records of some files as the ordinary build holds them, with their lines."""
    files = [name for name in names if name in shelf.files]
    reviewed = [name for name in files if shelf.files[name].form == "records"]
    said = records.read({name: source.read(Path(shelf.files[name].path)).text for name in reviewed})
    drafts = shelf.records(name for name in files if name not in reviewed)
    own = {name: read.file for name, read in drafts.items() if read.file}
    raw = {name: plain(file) for name, file in own.items()}
    said = records.beside(said, Records(files=own, raw=raw, lines={name: {} for name in own}))
    for name in files:
        for section, left in decided.of(name).leaves().items():
            said = records.leaving(said, section, ((name, at) for at in left))
    virtual = {LISTED: decided.listed, UNDECLARED: decided.undeclared}
    lists = {name: RecordFile(bodies=virtual[name]) for name in names if name in virtual}
    return records.beside(
        said, Records(files=lists, raw={name: {} for name in lists}, lines={name: {} for name in lists})
    )
