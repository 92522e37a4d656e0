"""What may be set aside: nothing of substance, unless it repeats what is claimed or heads what is recorded.

Of substance is a stretch with a figure or a date, or with a body and a word of duty. The number by which a
document is cited, the number of a section that is cited, the mark of a list and the name of the file in a
page's foot are no figures.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from kg.audit.sentences import MARK
from kg.records import Records, Source, Words
from kg.text import fold

# Enough of the words must stand in what is claimed; below this, folded machine reading no longer matches.
_ALIKE = 86
_FILE = re.compile(r"\S+\.(?:docx?|pdf)(?:\s+\d+)?", re.IGNORECASE)
_BARE = re.compile(r"\d{1,2}")
_FIGURE = re.compile(r"\b\d+(?: ?%)?|\bquy [ivx]+\b")
_SECTION = re.compile(r"\b(?:tieu muc|muc|phan|diem|khoan|dieu|chuong) (?:\d+|[ivx]+)\b")
_TYPES = "(?:nghi quyet|chuong trinh hanh dong|huong dan|ke hoach|nghi dinh|cong van) (?:so )?"
_DUTY = re.compile(
    r"\b(?:phai|chu tri|phoi hop|lanh dao|chi dao|bao cao|tham muu|trien khai|thuc hien|xay dung|ban hanh|"
    r"huong dan|kiem tra|giam sat|theo doi|don doc|thanh lap|hoan thien|chiu trach nhiem)\b"
)
# A heading or an address says what the head of the document and the horizons of its targets say.
_OF_THE_HEAD = {"heading", "address"}
_NEW = Words(vi="không lặp lại câu đã có bản ghi", en="repeats nothing that is claimed")


@dataclass(frozen=True, slots=True)
class Rule:
    """What records hold of a source: numbers of documents, figures of heads and horizons, bodies, words.

    `bodies` has the names as written by the names as folded.
    """

    cited: re.Pattern[str]
    facts: frozenset[str]
    bodies: Mapping[str, str]
    of_the_head: frozenset[str]
    claimed: str
    scanned: bool


def rule(records: Records, source: Source, claimed: Iterable[str]) -> Rule:
    """What may be set aside in one source, `claimed` being the stretches that its records claim."""
    bodies = {id_: fold(body.name.vi) for id_, body in records.bodies.items()}
    written = [body.name.vi for body in records.bodies.values()]
    return Rule(
        cited=re.compile("|".join(_citations(records)) or r"(?!)"),
        facts=frozenset(_facts(records, source)),
        bodies={fold(name): name for name in written if " " in fold(name)},
        of_the_head=frozenset(bodies[id_] for id_ in _head_bodies(records, source) if id_ in bodies),
        claimed=" ".join(map(fold, claimed)),
        scanned=source.medium == "scan",
    )


def fault(rule: Rule, stretch: str, reason: str, *, opens: bool) -> Words | None:
    """Why a stretch may not be set aside for a reason; None where it may.

    `opens`: its sentence begins with it; a bare number there is the mark of a list that lost its point.
    """
    if opens and reason == "heading" and _BARE.fullmatch(stretch.strip()):
        return None
    said = fold(MARK.sub("", _FILE.sub(" ", stretch), count=1))
    if reason == "repetition":
        return None if _repeats(rule, said) else _NEW
    said = _SECTION.sub(" ", rule.cited.sub(" ", said))
    allowed = reason in _OF_THE_HEAD
    figures = set(_FIGURE.findall(said)) - (rule.facts if allowed else frozenset())
    if figures:
        listed = ", ".join(sorted(figures))
        return Words(vi=f"có số liệu, ngày tháng: {listed}", en=f"has a figure or date: {listed}")
    charged = sorted(name for name in rule.bodies if _DUTY.search(said) and _named(rule, name, said))
    if charged and not (allowed and set(charged) <= rule.of_the_head):
        body = rule.bodies[charged[0]]
        return Words(vi=f"có cơ quan và nhiệm vụ: {body}", en=f"has a body with a duty: {body}")
    return None


def _repeats(rule: Rule, said: str) -> bool:
    """Whether enough of the words stand together in what is claimed, and every figure among them."""
    found = fuzz.partial_ratio_alignment(said, rule.claimed, score_cutoff=_ALIKE)
    if not said or found is None or len(said) > len(rule.claimed):
        return False
    there = rule.claimed[max(0, found.dest_start - 2) : found.dest_end + 2]
    return set(_FIGURE.findall(said)) <= set(_FIGURE.findall(there))


def _named(rule: Rule, name: str, said: str) -> bool:
    return fuzz.partial_ratio(name, said) >= _ALIKE if rule.scanned else f" {name} " in f" {said} "


def _citations(records: Records) -> Iterator[str]:
    """Patterns of folded citations: by whole number, with its date or year, and by its first number alone."""
    for document in (d for file in records.files.values() for d in file.documents):
        number = fold(document.number or "")
        if not number:
            continue
        day = document.issued
        dated = f"(?: nam {day:%Y}| ngay {day:%d %m %Y})?" if day else ""
        yield rf"\b(?:{_TYPES})?{re.escape(number)}{dated}\b"
        yield rf"\b{_TYPES}{re.escape(number.split()[0])}\b"


def _facts(records: Records, source: Source) -> Iterator[str]:
    attested = {pair.document for pair in source.attests}
    for file in records.files.values():
        if file.document is None or file.document.id not in attested:
            continue
        for document in file.documents:
            if document.issued:
                day = document.issued
                yield from (f"{day.day}", f"{day:%d}", f"{day.month}", f"{day:%m}", f"{day.year}")
        yield from (str(s.target.horizon) for s in file.statements if s.target and s.target.horizon)


def _head_bodies(records: Records, source: Source) -> Iterator[str]:
    attested = {pair.document for pair in source.attests}
    for document in (f.document for f in records.files.values() if f.document):
        if document.id in attested:
            yield from (*document.issued_by, *document.addressed_to, *document.sent_to)
            for signature in document.signed_by:
                yield from filter(None, (signature.office, signature.on_behalf_of))
