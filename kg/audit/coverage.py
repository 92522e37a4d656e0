"""Coverage: each sentence of a source is claimed by records, set aside for a reason, or unclaimed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.audit.asides import Rule, fault, rule
from kg.audit.sentences import Span, Unit, cut
from kg.records import Aside, Evidence, RecordFile, Records, Source, Words
from kg.text import digest

CLAIMED, UNCLAIMED = "claimed", "unclaimed"
REASONS = ("heading", "address", "navigation", "repetition", "connective")
# Words that join what is said and say nothing themselves; no others may be left over. A scan may lose their
# marks, but "nhu cầu" and "cung cấp" begin with other words.
CONNECTIVES = frozenset({"và", "va", "hoặc", "hoac", "cũng", "như"})


@dataclass(frozen=True, slots=True)
class Claim:
    """A record, or a part of one, that takes a stretch of a source as its evidence."""

    document: str
    record: str
    kind: str
    label: Words
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A unit of the text: how it is accounted for, by what, which words are left, and what is wrong."""

    unit: Unit
    state: str
    claims: tuple[Claim, ...]
    left: tuple[Span, ...]
    faults: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """A source with its sentences, the claims on it and what is set aside, as they stand in its text."""

    source: Source
    text: str
    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...]
    asides: tuple[Aside, ...]

    def count(self, state: str) -> int:
        """How many sentences are claimed, unclaimed, or set aside for the reason given."""
        return sum(sentence.state == state for sentence in self.sentences)

    @property
    def unclaimed(self) -> list[Sentence]:
        """The sentences that are not wholly accounted for."""
        return [sentence for sentence in self.sentences if sentence.state == UNCLAIMED]


def cover(records: Records, texts: Mapping[str, str]) -> list[Coverage]:
    """How each text at hand, by the id of its source, is accounted for; in the order of the sources.

    A text may differ from the one that was reviewed. A place then claims its words where these still have
    their hash, at the place itself or moved by the difference in length; else it claims nothing.
    """
    return [_cover(records, source, texts[id_]) for id_, source in records.sources.items() if id_ in texts]


def _cover(records: Records, source: Source, text: str) -> Coverage:
    shift = len(text) - source.characters
    placed = [
        replace(claim, span=Span(claim.span.start + moved, claim.span.end + moved))
        for claim, exact in _claims(records, source.id)
        if (moved := _moved(claim.span, exact, text, shift)) is not None
    ]
    claims = tuple(sorted(finest(placed), key=lambda claim: (claim.span, claim.record)))
    asides = tuple(_asides(source, text, shift))
    allowed = rule(records, source, [text[claim.span.start : claim.span.end] for claim in claims])
    judged = tuple(
        _judge(unit, text, claims, list(_checked(unit, text, asides, allowed))) for unit in cut(text)
    )
    return Coverage(source, text, judged, claims, asides)


def _claims(records: Records, source: str) -> Iterator[tuple[Claim, str | None]]:
    """All that records take from a source as evidence; but relations: what they join claims for itself."""
    for file in records.files.values():
        for claim, places in _of_file(file):
            for place in places:
                if place.source == source and place.start is not None and place.end is not None:
                    yield replace(claim, span=Span(place.start, place.end)), place.exact


def _of_file(file: RecordFile) -> Iterator[tuple[Claim, Iterable[Evidence]]]:
    nowhere = Span(0, 0)
    for document in file.documents:
        yield Claim(document.id, "", document.type, document.title, nowhere), document.evidence
    owner = file.document.id if file.document else ""
    for event in file.events:
        yield Claim(owner, f"event/{event.id}", "Event", event.label, nowhere), event.evidence
    for count in file.counts:
        label = Words(vi=f"Số lượng: {count.count}", en=f"Declared count: {count.count}")
        yield Claim(owner, f"count/{count.id}", "DeclaredCount", label, nowhere), count.evidence
    for statement in file.statements:
        own = Claim(owner, statement.id, statement.kind, statement.label, nowhere)
        yield own, statement.evidence
        for assignment in statement.assignments:
            part = f"{statement.id}/assignment/{assignment.id}"
            yield replace(own, record=part, kind="Assignment"), assignment.evidence


def _moved(place: Span, exact: str | None, text: str, shift: int) -> int | None:
    """How far the words of a place have moved in the text: not, or by `shift`; None where they are gone."""
    for moved in (0, shift):
        words = text[max(0, place.start + moved) : max(0, place.end + moved)]
        if exact in (None, digest(words)):
            return moved
    return None


def finest(claims: Iterable[Claim]) -> list[Claim]:
    """The claims without those that hold one of a part of the same statement: there the parts claim."""
    given = list(claims)
    return [
        claim
        for claim in given
        if not any(
            part.document == claim.document
            and part.record.startswith(f"{claim.record}.")
            and claim.span.holds(part.span)
            for part in given
        )
    ]


def _asides(source: Source, text: str, shift: int) -> Iterator[Aside]:
    """The stretches set aside, as far as their words are those that were reviewed."""
    for aside in source.set_aside:
        moved = _moved(Span(aside.start, aside.end), aside.exact, text, shift)
        if moved is not None:
            yield replace(aside, start=aside.start + moved, end=aside.end + moved)


def _checked(
    unit: Unit, text: str, asides: Iterable[Aside], allowed: Rule
) -> Iterator[tuple[Aside, Words | None]]:
    """The stretches set aside that reach into a unit, each with what forbids it there, if anything does."""
    for aside in asides:
        start, end = max(aside.start, unit.span.start), min(aside.end, unit.span.end)
        if start < end:
            opens = start == unit.span.start
            yield (
                replace(aside, start=start, end=end),
                fault(allowed, text[start:end], aside.reason, opens=opens),
            )


def _judge(
    unit: Unit, text: str, claims: Sequence[Claim], asides: Sequence[tuple[Aside, Words | None]]
) -> Sentence:
    content = [word for word in unit.words if text[word.start : word.end].lower() not in CONNECTIVES]
    own = tuple(claim for claim in claims if any(claim.span.holds(word) for word in content))
    valid = [aside for aside, wrong in asides if wrong is None]
    left = tuple(
        word
        for word in content
        if not any(claim.span.holds(word) for claim in own)
        and not any(Span(aside.start, aside.end).holds(word) for aside in valid)
    )
    longest = max(valid, key=lambda aside: aside.end - aside.start, default=None)
    reason = longest.reason if longest else "connective"
    state = UNCLAIMED if left else CLAIMED if own else reason
    return Sentence(unit, state, own, left, tuple(wrong for _, wrong in asides if wrong))
