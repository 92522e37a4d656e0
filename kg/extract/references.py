"""Every document that a text names: number, type, issuer, date, title, place, and what the text does with it.

>>> text = "Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học;"
>>> cited, = references(text)
>>> cited.number, cited.type, cited.issuer, cited.issued, cited.relation, cited.is_basis
('57-NQ/TW', 'Nghị quyết', 'Bộ Chính trị', '2024-12-22', 'basedOn', True)
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

from kg.document.agreement import type_names
from kg.document.number import FoundNumber, Number, numbers
from kg.extract.basis import basis_clauses, is_head
from kg.extract.changes import Change, Words, change, ended_together, goes_on, is_next_in_title, is_next_item
from kg.extract.named import NamedDocument, named_documents
from kg.extract.wording import Surroundings, around, last_match, law_before, type_before
from kg.text import flat

RelationWord = Literal[
    "basedOn", "implements", "concretises", "disseminates", "amends", "replaces", "repeals", "cites"
]

_JOINT = re.compile(r"\s*[,;:]?\s*(?:va\s+)?(?:cac\s+)?(?:so:?\s+)?")
_BEFORE_NUMBER = re.compile(r"\s+(?:so:?\s*)*")
_NEXT_LAW = re.compile(r"\s*(?:,|va)\s+luat ")
# Verbs that say what a text makes of a document. The last one before the citation counts.
_RELATIONS: tuple[tuple[RelationWord, str], ...] = (
    ("concretises", r"cu the hoa"),
    ("disseminates", r"quan triet|tuyen truyen|pho bien|hoc tap"),
    ("cites", r"sua doi|bo sung|thay the|bai bo|huy bo"),
    (
        "implements",
        r"to chuc thuc hien|trien khai thuc hien|thuc hien|trien khai thi hanh|trien khai|thi hanh|huong dan",
    ),
)
_VERB = re.compile(
    "(?<![a-z])(?:" + "|".join(f"(?P<{name}>{verbs})" for name, verbs in _RELATIONS) + ")(?![a-z])"
)
# What may stand between the verb and the citation: no other thing that the verb is about.
_OBJECT = re.compile(
    r"(?:,?\s+(?:nghiem|nghiem tuc|hieu qua|tot|day du|dong bo|co hieu qua|cac|noi dung|mot so"
    r"|dieu|khoan|diem|quy dinh|cua|nhiem vu"
    r"|giao|duoc|tai|toan bo|mot phan|va|voi|thi hanh|[a-z0-9]{1,3})(?![a-z0-9]))*+\s*[“\"]?"
)
_REACH = 110


@dataclass(frozen=True, slots=True)
class Reference:
    """One citation. `number` is spelt by the rules (none where none is printed), `issued` an ISO date.

    `start` and `end` cover type, number, date and issuer; `title_end` the title too. `relation` is what this
    text does with the document, by the words from `relation_start` to `relation_end` (equal where none say
    it); `repeals` is bãi bỏ. `is_basis` marks what stands under Căn cứ, Thực hiện or Theo đề nghị in the
    preamble. `told_at` are ranges elsewhere that say its number, date or issuer.
    """

    number: str | None
    parsed: Number | None
    type: str | None
    issuer: str | None
    issued: str | None
    title: str | None
    start: int
    end: int
    title_end: int
    relation: RelationWord = "cites"
    relation_start: int = 0
    relation_end: int = 0
    is_basis: bool = False
    told_at: tuple[tuple[int, int], ...] = ()


def references(
    text: str, own: str | None = None, plain: str | None = None, *, type_: str | None = None
) -> tuple[Reference, ...]:
    """Every citation in a clean text, in order; those of the document's `own` number are left out.

    `plain` is the text's flat form, for callers that have it already; `type_` the document's own type, empty
    where it has none, None where that is not known.
    """
    plain = flat(text) if plain is None else plain
    named = named_documents(text, plain)
    numbered = _numbered(text, plain, named)
    taken = [(one.start, one.end) for one in numbered]
    unnumbered = [_of_name(text, plain, one) for one in named if not _inside(one.start, taken)]
    cited = sorted((*numbered, *unnumbered), key=lambda one: (one.start, one.end))
    based = _with_basis(text, plain, _with_shared_issuers(plain, cited))
    related = _related(Words(text, plain, type_), based)
    return tuple(
        one for one in related if own is None or one.number is None or one.number.casefold() != own.casefold()
    )


def _inside(start: int, spans: list[tuple[int, int]]) -> bool:
    return any(first <= start < last for first, last in spans)


def _numbered(text: str, plain: str, named: tuple[NamedDocument, ...]) -> list[Reference]:
    cited: list[Reference] = []
    laws = iter((*named, None))
    law, following = None, next(laws)
    for found in numbers(text):
        while following is not None and following.end <= found.start:
            law, following = following, next(laws)
        its_law = law if law and _is_law_of(plain, law, found) else None
        cited.append(_of_number(text, plain, found, (cited[-1] if cited else None, its_law)))
    return cited


def _is_law_of(plain: str, law: NamedDocument, found: FoundNumber) -> bool:
    """Whether the number is the named law's: not where an amending law's name ends in a list of laws."""
    if found.number.form != "national assembly" or not _BEFORE_NUMBER.fullmatch(plain, law.end, found.start):
        return False
    return "sua doi" not in plain[law.start : law.end] or not _NEXT_LAW.match(plain, found.end)


def _of_number(
    text: str, plain: str, found: FoundNumber, context: tuple[Reference | None, NamedDocument | None]
) -> Reference:
    before, law = context
    if law:
        return _reference(found.number, (law.type, law.start), around(text, plain, found.end), law.title)
    floor = before.end if before else 0
    look = law_before if found.number.form == "national assembly" else type_before
    printed = look(text, plain, found.start, floor)
    follows = before is not None and _JOINT.fullmatch(plain, before.end, found.start) is not None
    if printed is None and before is not None and follows and _same_kind(before, found.number):
        printed = (before.type or "", found.start)
    name, start = printed or (next(iter(type_names(found.number)), None), found.start)
    behind = around(text, plain, found.end)
    return _reference(found.number, (name or None, start), behind, _law_title(text, start, found))


def _same_kind(before: Reference, number: Number) -> bool:
    return (
        before.parsed is not None
        and before.type is not None
        and (before.parsed.type_code == number.type_code or before.parsed.form == number.form == "letter")
    )


def _law_title(text: str, start: int, found: FoundNumber) -> str | None:
    """The name of a law, which stands between its type and its number."""
    if found.number.form != "national assembly" or start == found.start:
        return None
    name = " ".join(re.sub(r"\s*(?:[Ss]ố|SỐ)?:?\s*$", "", text[start : found.start]).split())
    return name if " " in name and name.split()[0].lower() != "nghị" and len(name) > len("Bộ luật ") else None


def _reference(
    parsed: Number | None, printed: tuple[str | None, int], behind: Surroundings, title: str | None
) -> Reference:
    return Reference(
        number=str(parsed) if parsed else None,
        parsed=parsed,
        type=printed[0],
        issuer=behind.issuer,
        issued=behind.issued,
        title=title or behind.title,
        start=printed[1],
        end=behind.core_end,
        title_end=max(behind.core_end, behind.title_end),
    )


def _of_name(text: str, plain: str, one: NamedDocument) -> Reference:
    return _reference(None, (one.type, one.start), around(text, plain, one.end), one.title)


def _with_shared_issuers(plain: str, cited: list[Reference]) -> list[Reference]:
    """A list of documents of one issuer names it once, behind the last of them."""
    shared = list(cited)
    for at in range(len(shared) - 2, -1, -1):
        one, following = shared[at], shared[at + 1]
        if one.issuer is None and one.title is None and following.issuer and _one_issuer(one, following):
            gap = plain[one.end : following.start]
            if _JOINT.fullmatch(gap):
                told = (*one.told_at, (following.start, following.end))
                shared[at] = replace(one, issuer=following.issuer, told_at=told)
    return shared


def _one_issuer(one: Reference, other: Reference) -> bool:
    return bool(one.parsed and other.parsed and one.parsed.issuer_code == other.parsed.issuer_code)


def _with_basis(text: str, plain: str, cited: list[Reference]) -> list[Reference]:
    clauses = basis_clauses(text, plain)
    marked: list[Reference] = []
    for one in cited:
        clause = next((c for c in clauses if c.start <= one.start < c.end), None)
        if clause and is_head(plain, clause, one, [m for m in marked if m.start >= clause.start]):
            one = replace(
                one,
                is_basis=True,
                relation=clause.relation,
                relation_start=clause.start,
                relation_end=clause.cue_end,
            )
        marked.append(one)
    return marked


def _related(words: Words, cited: list[Reference]) -> list[Reference]:
    related: list[Reference] = []
    reach, item = 0, None
    for one in cited:
        before = related[-1] if related else None
        if before and one.start < reach and _is_next_of_a_kind(words, before, one):
            related[-1] = _without(before, words.text[one.start : one.end])
            one = _as(one, before.relation, before.relation_start, before.relation_end)
        elif not one.is_basis and one.start >= reach:
            one = _with_relation(words, one, before)
            one = _of_list(words, item, one)
            item = one if one.relation in _CHANGES else item
        reach = max(reach, one.title_end)
        related.append(one)
    return _ended_with(words, related)


def _of_list(words: Words, item: Reference | None, one: Reference) -> Reference:
    """What heads the next item of a list of changed documents is changed so too."""
    if item is None or one.relation in _CHANGES or not is_next_item(words, item.start, one.start):
        return one
    return _as(one, item.relation, item.relation_start, item.relation_end)


def _ended_with(words: Words, related: list[Reference]) -> list[Reference]:
    """What stands in a list whose last is said to end: "Quyết định số 1, Quyết định số 2 hết hiệu lực"."""
    for at in range(len(related) - 2, -1, -1):
        one, last = related[at], related[at + 1]
        ended = last.relation in _CHANGES and last.relation_start > last.start
        bare = one.relation == "cites" and not one.is_basis
        if ended and bare and ended_together(words, (one.start, one.title_end), last.start):
            related[at] = _as(one, last.relation, last.relation_start, last.relation_end)
    return related


def _is_next_of_a_kind(words: Words, before: Reference, one: Reference) -> bool:
    """Whether what seems to be in the title of a changed document is the next of its kind that is changed."""
    if before.relation not in _CHANGES or not (before.parsed and one.parsed) or one.is_basis:
        return False
    kinds = {(parsed.type_code, parsed.issuer_code) for parsed in (before.parsed, one.parsed)}
    return len(kinds) == 1 and is_next_in_title(words, before.end, one.start)


def _without(one: Reference, following: str) -> Reference:
    """The citation with its title cut where the next document of a list begins."""
    title = (one.title or "").partition(f" và {following}")[0]
    return replace(one, title=title or None, title_end=one.end + len(title) + 1)


def _with_relation(words: Words, one: Reference, before: Reference | None) -> Reference:
    floor = max(one.start - _REACH, before.end if before else 0)
    if before and before.relation_end and _continues(words, before, one):
        return _as(one, before.relation, before.relation_start, before.relation_end)
    done = change(words, (one.start, one.title_end), before.end if before else 0)
    if done:
        return _as(one, done.relation, done.start, done.end)
    last = last_match(_VERB, words.plain, floor, one.start)
    if last is None or not _OBJECT.fullmatch(words.plain, last.end(), one.start):
        return one
    return _as(one, _NAMES_OF_VERBS[last.lastgroup or ""], last.start(), last.end())


def _continues(words: Words, before: Reference, one: Reference) -> bool:
    """Whether a citation is the next in a list that one verb is about."""
    if before.relation in _CHANGES:
        done = Change(before.relation, before.relation_start, before.relation_end)  # type: ignore[arg-type]
        ends = {before.end, before.title_end if before.title_end <= one.start else before.end}
        return any(goes_on(words, done, (before.start, end), one.start) for end in ends)
    near = before.end >= one.start - _REACH
    return near and _JOINT.fullmatch(words.plain, before.end, one.start) is not None


def _as(one: Reference, relation: RelationWord, start: int, end: int) -> Reference:
    return replace(one, relation=relation, relation_start=start, relation_end=end)


_NAMES_OF_VERBS: dict[str, RelationWord] = {name: name for name, _ in _RELATIONS}
_CHANGES = {"amends", "replaces", "repeals"}
