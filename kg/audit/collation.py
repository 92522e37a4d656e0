"""Collation: a statement's words in one source against those in another, or in what it restates."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from rapidfuzz import fuzz

from kg.audit.sentences import MARK, Span, words
from kg.audit.wording import KINDS, Difference, compare
from kg.records import Evidence, Records, Source, Statement, Words
from kg.text import fold

# The fuller a source gives a document, the more it is the measure of others; the cleaner, the better to read.
_FULLNESS = ("fullText", "excerpt", "restatement", "report")
_CLEANNESS = ("text", "webPage", "infographic", "scan")
# Two places of one source with words as like as this say the same thing twice.
_REPEATED = 86
Link = Literal["sources", "restates"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement in the words of one source, from its places in order, with where each word stands."""

    document: str
    locator: str
    label: Words
    source: str
    medium: str
    fullness: str
    wording: str
    words: tuple[Span, ...]

    def span(self, first: int, beyond: int) -> Span | None:
        """Where a range of its words stands in the source; None for an empty range."""
        return Span(self.words[first].start, self.words[beyond - 1].end) if first < beyond else None

    def said(self, first: int, beyond: int, text: str) -> str:
        """A range of its words on one line, from the text of its source."""
        span = self.span(first, beyond)
        return " ".join(text[span.start : span.end].split()) if span else ""


@dataclass(frozen=True, slots=True)
class Variant:
    """Two readings of what is one statement, or of a restated and a restating one, and how they differ."""

    link: Link
    base: Reading
    other: Reading
    differences: tuple[Difference, ...]

    @property
    def kind(self) -> str:
        """The gravest kind among the differences."""
        return max((difference.kind for difference in self.differences), key=KINDS.index, default="same")


def collate(records: Records, texts: Mapping[str, str]) -> list[Variant]:
    """All comparable pairs of readings from the texts at hand, by source id, in order of records.

    A whole that shows nothing but what one of its parts already showed is left out.
    """
    readings = _readings(records, texts)
    pairs = [*_across_sources(readings), *_across_documents(records, readings)]
    seen: set[tuple[str, Span | None, str, Span | None]] = set()
    found: dict[int, Variant] = {}
    for at in sorted(range(len(pairs)), key=lambda at: len(pairs[at][1].words) + len(pairs[at][2].words)):
        link, base, other = pairs[at]
        differences = compare(base.wording, other.wording, scanned="scan" in (base.medium, other.medium))
        keys = {_key(base, other, d) for d in differences}
        if keys - seen or not keys:
            found[at] = Variant(link, base, other, tuple(differences))
        seen |= keys
    return [found[at] for at in sorted(found)]


def _key(base: Reading, other: Reading, d: Difference) -> tuple[str, Span | None, str, Span | None]:
    return base.source, base.span(*d.base), other.source, other.span(*d.other)


def _readings(records: Records, texts: Mapping[str, str]) -> dict[str, list[Reading]]:
    """For each statement, by document and locator, its readings: the fullest source first."""
    readings: dict[str, list[Reading]] = {}
    sources = {id_: source for id_, source in records.sources.items() if id_ in texts}
    order = {id_: at for at, id_ in enumerate(texts)}
    for file in records.files.values():
        for statement in file.statements:
            owner = file.document.id if file.document else ""
            named = {place.source for place in statement.evidence} & order.keys()
            at_hand = sorted(named, key=order.__getitem__)
            found = [r for id_ in at_hand if (r := _reading(sources[id_], owner, statement, texts[id_]))]
            readings[f"{owner}#{statement.id}"] = sorted(found, key=lambda r: _FULLNESS.index(r.fullness))
    return readings


def _reading(source: Source, owner: str, statement: Statement, text: str) -> Reading | None:
    fullness = next((pair.as_ for pair in source.attests if pair.document == owner), "report")
    places = _places(statement.evidence, source.id, text)
    if not places:
        return None
    unmarked = [(p, mark.end() if (mark := MARK.match(text, p.start, p.end)) else p.start) for p in places]
    wording = " ".join(text[start : place.end] for place, start in unmarked)
    spans = tuple(word for place, start in unmarked for word in words(text[start : place.end], start))
    return Reading(owner, statement.id, statement.label, source.id, source.medium, fullness, wording, spans)


def _places(evidence: tuple[Evidence, ...], source: str, text: str) -> list[Span]:
    """The places in one source in order, without those that repeat another."""
    kept: list[Span] = []
    for place in evidence:
        if place.source == source and place.start is not None and place.end is not None:
            said = fold(text[place.start : place.end])
            if not any(fuzz.ratio(said, fold(text[k.start : k.end])) >= _REPEATED for k in kept):
                kept.append(Span(place.start, place.end))
    return sorted(kept)


def _across_sources(readings: Mapping[str, list[Reading]]) -> Iterator[tuple[Link, Reading, Reading]]:
    for found in readings.values():
        for base, other in combinations(found, 2):
            yield "sources", base, other


def _across_documents(
    records: Records, readings: Mapping[str, list[Reading]]
) -> Iterator[tuple[Link, Reading, Reading]]:
    """Each restating statement with each that it restates, both in the cleanest source that states them."""
    for file in records.files.values():
        for statement in file.statements:
            own = f"{file.document.id if file.document else ''}#{statement.id}"
            for reference in statement.restates:
                restated = readings.get(reference, readings.get(f"{own.partition('#')[0]}#{reference}", []))
                if restated and readings[own]:
                    yield "restates", _cleanest(restated), _cleanest(readings[own])


def _cleanest(readings: list[Reading]) -> Reading:
    """The cleanest reading of those that state it, or of all where none states it."""
    stating = [reading for reading in readings if reading.fullness in _FULLNESS[:2]]
    return min(stating or readings, key=lambda reading: _CLEANNESS.index(reading.medium))
