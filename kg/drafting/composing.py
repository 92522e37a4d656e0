"""Compose the draft of one document: its source, head, citations, bodies and statements."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.bodies import Resolved, authority
from kg.drafting.addressing import addressed, doubted
from kg.drafting.asides import asides
from kg.drafting.citing import citations
from kg.drafting.drafted import Draft
from kg.drafting.naming import kind_of_document, title
from kg.drafting.setting import Cast, Setting, setting
from kg.drafting.signing import office_of, signatures
from kg.drafting.stating import statements
from kg.extract.reading import Head, Reading
from kg.records import Body, Document, Evidence, RecordFile, Words
from kg.records import Source as Record
from kg.records.lists import Aside, Attests
from kg.source import Source
from kg.text import composed, fold, fold_with_offsets

# Titles and numbers stand in the first characters of a text.
_HEAD = 6000
_LINE = re.compile(r".*\w.*")


def draft(reading: Reading, source: Source) -> Draft:
    """The draft records of what was read in a source.

    What the records' own rules do not allow is mended by rule or left out with a finding.
    """
    here = setting(reading.head, source)
    cast_ = _cast(
        here,
        (
            name
            for one in reading.assignments
            for name in (one.body, *one.reports_to, *one.via, *one.jointly_with)
        ),
    )
    sent, office = addressed(here, reading.head.recipients), office_of(reading.head, here)
    cited = citations(reading, here)
    stated = statements(reading, here, cast_)
    used = [
        *(one.body for one in (*here.issuers, *_flat(cast_), *sent.bodies, *([office] if office else []))),
        *cited.bodies,
    ]
    proof = _title_evidence(here, reading.head)
    file = RecordFile(
        sources=(_source(here, source, reading.head, asides(here, reading, proof)),),
        bodies=_unlisted(used),
        indicators=tuple(stated.indicators),
        document=_document(here, reading, (sent.bodies, office), proof),
        mentions=cited.mentions,
        relations=cited.relations,
        statements=tuple(stated.statements),
    )
    doubts = (*reading.head.findings, *doubted(here, sent.unknown, reading.head.shown_at))
    return Draft(file, (*doubts, *reading.findings, *stated.findings))


def _cast(here: Setting, names: Iterable[str]) -> Cast:
    """The bodies for each name as written; names without letters have none."""
    return {name: here.bodies(name) for name in dict.fromkeys(names)}


def _flat(cast_: Cast) -> Iterator[Resolved]:
    return (one for found in cast_.values() for one in found)


def _unlisted(used: Iterable[Body]) -> tuple[Body, ...]:
    """The bodies that the authority list does not have, each once, with all names that it has here."""
    found: dict[str, Body] = {}
    for body in used:
        if body.id not in authority():
            before = found.get(body.id, body)
            names = dict.fromkeys((*before.other_names, *body.other_names))
            found[body.id] = replace(body, other_names=tuple(names))
    return tuple(found.values())


def _named(head: Head) -> Words:
    kind = kind_of_document(head.type, head.number)
    said = head.title or " ".join(part for part in (head.type, head.number) if part)
    return title(kind, said, head.number, head.issued)


def _source(here: Setting, source: Source, head: Head, aside: tuple[Aside, ...]) -> Record:
    named = _named(head)
    attests: dict[str, str] = {"document": here.document, "as": "fullText"}
    return Record(
        id=here.source,
        sha256=source.sha256,
        characters=len(source.text),
        medium=source.medium,
        title=Words(vi=f"Toàn văn: {named.vi}", en=f"Full text: {named.en}"),
        attests=(Attests(**attests),),  # type: ignore[arg-type]
        set_aside=aside,
    )


def _document(
    here: Setting,
    reading: Reading,
    who: tuple[tuple[Resolved, ...], Resolved | None],
    proof: tuple[Evidence, ...],
) -> Document:
    """The document's own record; `who` are those whom it is sent to and the office of who signed.

    Behind the title's place, `proof`, stand those of number, date, recipients and signer, and of the clause
    on its coming into force.
    """
    (sent, office), head, entry = who, reading.head, reading.entry_into_force
    return Document(
        id=here.document,
        type=kind_of_document(head.type, head.number),
        number=head.number,
        title=_named(head),
        issued_by=tuple(one.body.id for one in here.issuers),
        issued=head.issued,
        entry_into_force=entry.day if entry else None,
        place=head.place,
        signed_by=signatures(head, here, office),
        sent_to=tuple(one.body.id for one in sent),
        status="draft",
        evidence=(*proof, *here.places((*head.shown_at, *([(entry.start, entry.end)] if entry else [])))),
    )


def _title_evidence(here: Setting, head: Head) -> tuple[Evidence, ...]:
    """Where the title stands, else the number; the first line of the text where neither is found again."""
    even = composed(here.text)
    folded = fold_with_offsets(even.text[:_HEAD])
    for words in (head.title, head.number):
        wanted = fold(words or "")
        at = folded.text.find(wanted) if wanted else -1
        if at >= 0:
            start, end = folded.span(at, at + len(wanted))
            return here.evidence(even.offsets[start], even.offsets[end])
    first = _LINE.search(even.text)
    return here.evidence(*(even.offsets[at] for at in first.span())) if first else ()
