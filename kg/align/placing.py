"""Say for each record, in each text that attests its document, where its words stand and how sure that is."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from kg.align.claims import Claim, claims
from kg.align.matching import CERTAIN, Hit, Model, Text, numbers_agree, opens, rivals, seek
from kg.align.ordering import Anchor, Chain, chain
from kg.align.outline import guess, restated
from kg.align.tracing import Recorded, Trace, trace
from kg.records import MANNERS, Records, Source

Span = tuple[int, int]

# holds: recorded, and the words are there. found: not recorded, certain. doubtful: for a reviewer to judge.
# absent: nothing like it. moved, marks, changed: recorded, and the words now stand elsewhere, differ in
# spelling or marks only, or are other words.
Status = Literal["holds", "found", "doubtful", "absent", "moved", "marks", "changed"]
STATUSES: tuple[Status, ...] = ("holds", "found", "doubtful", "absent", "moved", "marks", "changed")
# Texts in which a document stands in its own words and order.
_VERBATIM = {"fullText", "excerpt"}
# In a text that need not hold a claim at all, chance finds its like up to this score.
_BY_CHANCE = 82.0
# Wordings of fewer characters find their like by chance above the score of certainty, where no order helps.
_SHORT, _CERTAIN_IF_SHORT = 40, 92.0
# A recorded place outweighs any that was only found.
_RECORDED = 1e6
# By how many characters a place may reach beyond that of its parent, which another may have trimmed.
_SLACK = 3


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a claim stands in a source: a stretch of its text, if any, and how it came to be known.

    `item` counts the claim's evidence where that names the source already. `manner` is what the source does
    at a found place where that is not what it does to the document anyway.
    """

    claim: Claim
    source: str
    status: Status
    item: int | None = None
    start: int | None = None
    end: int | None = None
    words: str = ""
    score: float | None = None
    manner: str | None = None


@dataclass(frozen=True, slots=True)
class _Desk:
    """What lies before one who aligns: claims of a document, a text that attests it, known places."""

    document: str
    claims: tuple[Claim, ...]
    source: Source
    attests: str
    texts: Mapping[str, Text]
    sources: Mapping[str, Source]
    known: Mapping[tuple[Claim, str], tuple[Span, ...]]

    @property
    def text(self) -> Text:
        return self.texts[self.source.id]

    @property
    def least(self) -> float:
        """The score from which a hit is worth showing."""
        return 0.0 if self.attests == "fullText" else _BY_CHANCE

    def places(self, claim: Claim, source: str | None = None) -> tuple[Span, ...]:
        return self.known.get((claim, source or self.source.id), ())


@dataclass(frozen=True, slots=True)
class _Sought:
    """Words of a claim from another source, and the places in this text that are most like them."""

    source: str
    place: Span
    words: str
    hits: tuple[Hit, ...]
    sure: bool


def align(records: Records, texts: Mapping[str, str]) -> tuple[Placing, ...]:
    """Where each claim of the records stands in each of the texts, by source id, that attest its document."""
    searched = {source: Text(raw) for source, raw in texts.items() if source in records.sources}
    every = claims(records)
    standing = [
        placing for source, text in searched.items() for placing in recorded(every, source, text, text.raw)
    ]
    found = _rounds(_desks(records, every, searched), standing)
    order = {claim: at for at, claim in enumerate(every)}
    return tuple(sorted([*standing, *found], key=lambda p: (order[p.claim], p.source, p.start or 0)))


def recorded(every: Iterable[Claim], source: str, text: Text, old: str | None = None) -> Iterator[Placing]:
    """How the places that claims name in a source hold in a text of it, be it other than the `old` one."""
    named = [
        (claim, item, Recorded(evidence.start, evidence.end, evidence.exact, evidence.folded))
        for claim in every
        for item, evidence in enumerate(claim.evidence)
        if evidence.source == source and evidence.start is not None and evidence.end is not None
    ]
    traces = trace([place for _, _, place in named], text, old)
    for (claim, item, _), now in zip(named, traces, strict=True):
        yield _traced(claim, source, item, now, text)


def _traced(claim: Claim, source: str, item: int, now: Trace, text: Text) -> Placing:
    return Placing(claim, source, now.status, item, now.start, now.end, text.raw[now.start : now.end])


def _desks(records: Records, every: tuple[Claim, ...], texts: Mapping[str, Text]) -> list[_Desk]:
    sources = records.sources
    return [
        _Desk(pair.document, own, source, pair.as_, texts, sources, {})
        for source in sources.values()
        if source.id in texts
        for pair in source.attests
        if (own := tuple(claim for claim in every if claim.document == pair.document))
    ]


def _rounds(desks: list[_Desk], standing: list[Placing]) -> list[Placing]:
    """The places that are not recorded; what is found in one round helps to find more in the next."""
    certain: list[Placing] = []
    while True:
        known = _known([*standing, *certain])
        tried = [p for desk in desks for p in _round(replace(desk, known=known))]
        new = [placing for placing in tried if placing.status == "found"]
        certain += new
        if not new:
            return certain + tried


def _known(placings: Iterable[Placing]) -> dict[tuple[Claim, str], tuple[Span, ...]]:
    known: dict[tuple[Claim, str], tuple[Span, ...]] = {}
    for placing in placings:
        if placing.start is not None and placing.end is not None and placing.status != "changed":
            key = (placing.claim, placing.source)
            known[key] = (*known.get(key, ()), (placing.start, placing.end))
    return known


def _round(desk: _Desk) -> Iterator[Placing]:
    """One try at every claim without a place in the text; the surest come first, the rest must fit them."""
    sought = {claim: _sought(desk, claim) for claim in desk.claims if not _settled(desk, claim)}
    links = chain(_anchors(desk, sought))
    known = dict(desk.known)
    for claim, wordings in sorted(sought.items(), key=lambda pair: -_weakest(pair[1])):
        items = [i for i, e in enumerate(claim.evidence) if e.source == desk.source.id and e.start is None]
        now = replace(desk, known=known)
        placings = [_judged(now, claim, wording, links) for wording in wordings] or [_guessed(now, claim)]
        for at, placing in enumerate(placings):
            yield replace(placing, item=items[at] if at < len(items) else None)
        known |= _known(placing for placing in placings if placing.status == "found")


def _settled(desk: _Desk, claim: Claim) -> bool:
    """Whether a claim names a place in this text, be it one whose words have changed."""
    named = any(e.source == desk.source.id and e.start is not None for e in claim.evidence)
    return named or bool(desk.places(claim))


def _sought(desk: _Desk, claim: Claim) -> list[_Sought]:
    """The claim's words in the other source where they are most like words of this text.

    A source that has them verbatim goes before one that restates them: likeness of likeness misleads.
    """
    others = [other for other in desk.texts if other != desk.source.id and desk.places(claim, other)]
    verbatim = [other for other in others if _attests(desk, other) in _VERBATIM]
    wordings = ([_search(desk, s, place) for place in desk.places(claim, s)] for s in verbatim or others)
    return max(wordings, key=_weakest, default=[])


def _attests(desk: _Desk, source: str) -> str:
    pairs = desk.sources[source].attests
    return next((pair.as_ for pair in pairs if pair.document == desk.document), "")


def _weakest(wordings: list[_Sought]) -> float:
    return min((wording.hits[0].score if wording.hits else 0.0 for wording in wordings), default=0.0)


def _search(desk: _Desk, other: str, place: Span) -> _Sought:
    text = desk.texts[other]
    words = text.raw[slice(*place)]
    misread = "scan" in (desk.source.medium, desk.sources[other].medium)
    hits = [hit for hit in _found(text, place, desk.text) if hit.score >= desk.least]
    same = [h for h in hits if numbers_agree(words, desk.text.raw[h.start : h.end], misread=misread)]
    # A place with other figures is no rival to one with the same.
    best = rivals(same or hits) if hits else []
    sure = bool(same) and best[0].score >= _needed(desk, other, words)
    # Elsewhere than in a copy of the document, like words may stand in the middle of another phrase.
    whole = desk.attests in _VERBATIM or opens(desk.text.raw, best[0].start) if best else False
    sure = sure and (whole or not opens(text.raw, place[0]))
    return _Sought(other, place, words, tuple(best), sure)


def _needed(desk: _Desk, other: str, words: str) -> float:
    """The score from which words of another source are surely the same; beyond 100 where none is.

    What restates a statement may leave some of it out: its words do not tell how far the statement goes.
    """
    if desk.attests in _VERBATIM:
        return CERTAIN if _attests(desk, other) in _VERBATIM else math.inf
    return CERTAIN if len(words) >= _SHORT else _CERTAIN_IF_SHORT


@lru_cache(maxsize=16_384)
def _found(text: Text, place: Span, other: Text) -> list[Hit]:
    start, end = place
    return seek(Model(text.raw[start:end], text.raw[end : end + 1]), other)


def _anchors(desk: _Desk, sought: Mapping[Claim, list[_Sought]]) -> Iterator[Anchor]:
    for claim in desk.claims:
        if claim.standing != "statement":
            continue
        if places := desk.places(claim):
            yield Anchor(claim.order, min(places)[0], _RECORDED)
        for wording in sought.get(claim, [])[:1]:
            if wording.sure and len(wording.hits) == 1:
                hit = wording.hits[0]
                yield Anchor(claim.order, hit.start, hit.end - hit.start)


def _judged(desk: _Desk, claim: Claim, wording: _Sought, links: Chain) -> Placing:
    """The best place for a wording, certain where likeness, figures, order and neighbours agree."""
    if not wording.hits:
        return _guessed(desk, claim, wording.words)
    fitting = [hit for hit in wording.hits if _fits(desk, claim, hit, wording, links)]
    # Which of two lines with the same words is meant does not matter, where a layout prints its lines twice.
    one = len(fitting) == 1 or (bool(fitting) and desk.attests not in _VERBATIM and _alike(desk, fitting))
    hit = (fitting or wording.hits)[0]
    placing = _placed(desk, claim, hit, "found" if wording.sure and one else "doubtful")
    return replace(placing, manner=_manner(desk, claim, wording.source))


def _manner(desk: _Desk, claim: Claim, source: str) -> str | None:
    """What the source does at a place, if a source of the same kind does there what it does not elsewhere."""
    said = next((evidence.as_ for evidence in claim.evidence if evidence.source == source), None)
    same_kind = MANNERS[desk.attests] == MANNERS.get(_attests(desk, source))
    return said if same_kind and said != MANNERS[desk.attests] else None


def _fits(desk: _Desk, claim: Claim, hit: Hit, wording: _Sought, links: Chain) -> bool:
    """Whether a place agrees with the order of statements, and lies to other places as the words do."""
    if claim.standing == "statement":
        low, high = links.bounds(claim.order, len(desk.text.raw))
        # What restates a document may put it in another order; then likeness alone must tell.
        if not low <= hit.start <= high and (desk.attests in _VERBATIM or len(wording.hits) > 1):
            return False
    return all(
        _same_lie(wording.place, outer, (hit.start, hit.end), inner)
        for other in desk.claims
        for outer, inner in zip(desk.places(other, wording.source)[:1], desk.places(other)[:1], strict=False)
    )


def _same_lie(place: Span, other: Span, here: Span, other_here: Span) -> bool:
    """Whether two places lie to each other as they do in the other source: inside, and apart."""
    if other[0] <= place[0] and place[1] <= other[1]:
        return other_here[0] - _SLACK <= here[0] and here[1] <= other_here[1] + _SLACK
    apart = place[1] <= other[0] or other[1] <= place[0]
    return not apart or here[1] <= other_here[0] + _SLACK or other_here[1] - _SLACK <= here[0]


def _alike(desk: _Desk, hits: list[Hit]) -> bool:
    """Whether all the places have the same words."""
    return len({" ".join(desk.text.raw[hit.start : hit.end].split()) for hit in hits}) == 1


def _guessed(desk: _Desk, claim: Claim, words: str = "") -> Placing:
    """A doubtful place, where the source should hold the claim or has a paragraph much like it."""
    hit, said = None, f"{claim.label.vi} {claim.summary}"
    if desk.attests not in _VERBATIM:
        hit = restated(desk.text.raw, words or said)
    elif claim.standing == "statement" and (desk.attests == "fullText" or not words):
        hit = guess(desk.text.raw, claim.locator, said)
    return _placed(desk, claim, hit, "doubtful") if hit else Placing(claim, desk.source.id, "absent")


def _placed(desk: _Desk, claim: Claim, hit: Hit, status: Status) -> Placing:
    words = desk.text.raw[hit.start : hit.end]
    return Placing(claim, desk.source.id, status, None, hit.start, hit.end, words, round(hit.score, 1))
