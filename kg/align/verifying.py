"""Hold the places that records name against the texts at hand."""

from collections.abc import Iterator, Mapping

from kg.align.claims import claims
from kg.errors import BadRecords, Problem
from kg.messages import Message
from kg.records import Evidence, Records
from kg.text import digest, fold


def verify(records: Records, texts: Mapping[str, str]) -> None:
    """Check that every evidence lies inside its text and that its words have the hashes that it gives.

    `texts` holds the texts at hand by source id; evidence in other sources is not looked at.
    Raises BadRecords with every place that does not hold.
    """
    problems = [
        Problem(
            records.place(claim.file, (*claim.path, "evidence", item)),
            wrong,
            "correct start and end, or the hashes, of this place",
        )
        for claim in claims(records)
        for item, evidence in enumerate(claim.evidence)
        if evidence.source in texts
        for wrong in _faults(evidence, texts[evidence.source])
    ]
    if problems:
        raise BadRecords(problems)


def _faults(evidence: Evidence, text: str) -> Iterator[str]:
    if evidence.start is None or evidence.end is None:
        return
    words = text[evidence.start : evidence.end]
    span = f"{evidence.start}-{evidence.end}"
    place = Message("{span} of {source}", span=span, source=evidence.source)
    if evidence.end > len(text):
        yield Message(
            "the place {place} lies beyond the text's {count} characters", place=place, count=len(text)
        )
    elif evidence.folded is not None and evidence.folded != digest(fold(words)):
        yield Message("the words at {place} are not those that were reviewed", place=place)
    elif evidence.exact is not None and evidence.exact != digest(words):
        yield Message(
            "the words at {place} differ in spelling or marks from those that were reviewed", place=place
        )
