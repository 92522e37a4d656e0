"""The documents that a text cites: a mention of each, and the relations that the words express."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast, get_args

from kg.bodies import issuers
from kg.drafting.naming import bounded, document_id, kind_of_document, parsed_number, title
from kg.drafting.setting import Setting, issuing
from kg.extract.reading import Cited, Reading
from kg.records import Body, Document, Relation
from kg.records.kinds import RelationKind
from kg.text import fold, slug

_LONGEST_TITLE = 60
# Characters between the words of a relation and a document that make one quotation with them.
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Citations:
    """The cited documents, what they are to this one, and the bodies that issued them."""

    mentions: tuple[Document, ...]
    relations: tuple[Relation, ...]
    bodies: tuple[Body, ...]


def citations(reading: Reading, here: Setting) -> Citations:
    """Mentions and relations of all that a reading cites, each document and each kind of relation once."""
    mentions: dict[str, Document] = {}
    kinds: dict[tuple[str, RelationKind], Cited] = {}
    bodies: dict[str, Body] = {}
    for cited in (*reading.based_on, *reading.cites):
        by = _issued_by(cited, here)
        mention = _mention(cited, by, here)
        if mention is None or _is_itself(cited, by, reading, here):
            continue
        bodies |= {body.id: body for body in by}
        mentions[mention.id] = _fuller(mentions.get(mention.id, mention), mention)
        kinds.setdefault((mention.id, _kind(cited)), cited)
    return Citations(tuple(mentions.values()), _relations(kinds, here), tuple(bodies.values()))


def _is_itself(cited: Cited, by: Sequence[Body], reading: Reading, here: Setting) -> bool:
    """Whether a text cites itself, as annexes do: by its own number, of no other issuer than its own."""
    own, number = slug(reading.head.number or ""), slug(cited.number or "")
    issuers_here = {one.body.id for one in here.issuers}
    return bool(own) and own == number and (not by or not issuers_here or by[0].id in issuers_here)


def _kind(cited: Cited) -> RelationKind:
    return cast(RelationKind, cited.relation if cited.relation in get_args(RelationKind) else "cites")


def _relations(kinds: dict[tuple[str, RelationKind], Cited], here: Setting) -> tuple[Relation, ...]:
    """One relation of each kind; a mere citation stands only where nothing more is said."""
    more = {to for to, kind in kinds if kind != "cites"}
    said = [(to, kind, one) for (to, kind), one in kinds.items() if kind != "cites" or to not in more]
    return tuple(
        Relation(id=at, kind=kind, to=to, status="draft", evidence=here.places(_related_at(one)))
        for at, (to, kind, one) in enumerate(said, start=1)
    )


def _related_at(cited: Cited) -> tuple[tuple[int, int], ...]:
    """The words that say a relation and those that name the document, as one place where they stand near."""
    named, said = (cited.start, cited.end), cited.related_at
    if said is None:
        return (named,)
    whole = min(said[0], named[0]), max(said[1], named[1])
    apart = whole[1] - whole[0] - (said[1] - said[0]) - (named[1] - named[0])
    return (whole,) if apart <= _NEAR else (said, named)


def _issued_by(cited: Cited, here: Setting) -> tuple[Body, ...]:
    """The bodies that issued a cited document: as named, else the only one for the number's letters."""
    named = issuing(cited.issuer, here.context)
    if named:
        return tuple(one.body for one in named)
    number = parsed_number(cited.number)
    coded = issuers(number.issuer_code, here.context.province) if number and number.issuer_code else ()
    return coded if len(coded) == 1 else ()


def _mention(cited: Cited, by: Sequence[Body], here: Setting) -> Document | None:
    number = parsed_number(cited.number)
    year = cited.issued.year if cited.issued else number.year if number and number.year else "undated"
    name = slug(cited.number or "") or slug(f"{cited.type or ''} {cited.title or ''}"[:_LONGEST_TITLE])
    if not name:
        return None
    if not by or by[0].known_through:
        id_ = f"{here.document}/cited/{bounded(name)}"
    else:
        id_ = document_id(bounded(by[0].id), str(year), name)
    kind = kind_of_document(cited.type, cited.number)
    said = _called(cited)
    return Document(
        id=id_,
        type=kind,
        number=cited.number,
        title=title(kind, said, cited.number, cited.issued),
        issued_by=tuple(body.id for body in by),
        issued=cited.issued,
        known_through=here.document if f"{here.document}/cited/" in id_ else None,
        status="draft",
        evidence=here.places(((cited.start, cited.title_end), *cited.told_at)),
    )


def _called(cited: Cited) -> str:
    """The title with type and number before it, where it goes on from them: "ban hành quy chế ..."."""
    named = " ".join(part for part in (cited.type, cited.number) if part)
    if cited.title is None:
        return named
    goes_on = cited.title[:1].islower() or fold(cited.title).startswith("ve ")
    return f"{named} {cited.title}" if goes_on else cited.title


def _fuller(one: Document, other: Document) -> Document:
    """Of two mentions in one text, the one that tells more; the first where they tell as much."""
    return max((one, other), key=lambda d: (d.issued is not None, len(d.title.vi)))
