"""Hold the places that records name against the texts at hand."""

from collections.abc import Iterator, Mapping
from unicodedata import combining

from kg.align.claims import claims
from kg.errors import BadRecords, Problem
from kg.messages import Message
from kg.records import Evidence, Records
from kg.text import digest, fold

# How much is shown of the beginning and the end of words that do not hold, in characters.
_ENDS = 30


def verify(records: Records, texts: Mapping[str, str]) -> None:
    """Check that every evidence lies inside its text and that its words have the hashes that it gives.

    A place without a hash was typed by hand: it must at least begin and end between words.
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
    elif evidence.exact is evidence.folded is None and _cut(text, evidence.start, evidence.end):
        shown = _shown(" ".join(words.split()))
        yield Message("the place {place} cuts a word or holds none: “{words}”", place=place, words=shown)


def _cut(text: str, start: int, end: int) -> bool:
    """Whether a word goes on over an end of a place, or none is in it."""
    over = (0 < at < len(text) and _goes_on(text[at - 1]) and _goes_on(text[at]) for at in (start, end))
    return not text[start:end].strip() or any(over)


def _goes_on(letter: str) -> bool:
    return letter.isalnum() or combining(letter) > 0


def _shown(words: str) -> str:
    """The words, or where they are many how they begin and end."""
    return words if len(words) <= 2 * _ENDS else f"{words[:_ENDS]} … {words[-_ENDS:]}"
