"""The legal basis of a document: the clauses before its operative part, and the documents that they rest on.

Decree 30/2020/NĐ-CP, annex I: each ground in a paragraph of its own that opens with Căn cứ and ends with a
semicolon; then the proposal (Theo đề nghị, Xét). Plans and directives open with Thực hiện, Triển khai or Để
thực hiện.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from kg.document.number import Number

_STRONG = r"can cu|theo de nghi|xet|tren co so"
_WEAK = (
    r"(?:tiep tuc )?(?:to chuc )?(?:trien khai )?(?:thuc hien|thi hanh|cu the hoa)|trien khai"
    r"|(?:de|nham) (?:[a-z]+ ){0,3}(?:thuc hien|trien khai|thi hanh|cu the hoa)"
)
_OPENING = re.compile(rf"(?P<strong>{_STRONG})(?![a-z])|(?P<weak>{_WEAK})(?![a-z])")
# A clause opens a paragraph, follows the end of another, or the capitals of a title run together with it.
_BEFORE = re.compile(r"(?:^|\n[-+•*# ]*|[.;:,/\])]\s+|[^\W\d_a-zà-ỹ]{2}\s+|[^\W\d_]\s+)$")
_OPERATIVE = re.compile(
    r"(?:^|[\n.;:,]\s*)(?:#+ *)?(?:(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ QUYẾT|CHỈ THỊ|THÔNG BÁO"
    r"|YÊU CẦU)\s*:|(?:Điều|ĐIỀU|Ðiều) 1\s?[.:]|(?:Chương|CHƯƠNG) I(?![A-Za-z]))"
)
_TAIL = re.compile(r"Nơi nhận\s*:")
_FIRST_ITEM = re.compile(r"\n(?:#+ *)?(?:I|1|A)\s?[.:]\s|\n(?:PHẦN|Phần) ")
_STOP = re.compile(r"\n|\.\s+(?=[^\W\d_])|\.$|:\s*$")
_RELATION_OF_CUE = (
    ("thuc hien", "implements"),
    ("trien khai", "implements"),
    ("thi hanh", "implements"),
    ("cu the hoa", "concretises"),
    ("can cu", "basedOn"),
)
_LEAD = re.compile(
    r"\W*(?:(?:quy dinh|cac quy dinh) (?=tai|cua)|(?:chi dao|y kien|ket luan|noi dung|nhiem vu"
    r"|ket qua)[^;]{0,90}?(?=tai |theo ))?(?:(?:tai|theo|cua|nghiem"
    r"|nghiem tuc|hieu qua|co hieu qua|cac|va|(?:diem|khoan|dieu|muc|chuong|phan) [0-9a-z]{1,4}"
    r"|noi dung|so|,|-)(?![a-z0-9])\s*+)*+"
)
_PROPOSAL = re.compile(r"(?:tai|kem theo|kem)\s+(?:cac\s+)?(?:du thao\s+)?$")
_COUNTED_ON = re.compile(r"\s*,?\s*(?:va\s+|;\s*|kem theo\s+)?(?:cac\s+)?(?:so:?\s+)?")
_COORDINATED = re.compile(r"(?:,|\sva|, va)\s+$")
_OTHER_DEED = re.compile(r"sua doi|bo sung|thay the|bai bo|thuc hien|thi hanh|huong dan|quy dinh tai")
_WORKING_PAPERS = {"TTr", "BC", "CV", "PA", "ĐA", "KH", "TB", "BB"}


class Citation(Protocol):
    """What this module needs to know of a citation."""

    @property
    def parsed(self) -> Number | None:
        """Its number in parts, where it has one."""

    @property
    def start(self) -> int:
        """Where its type or number begins."""

    @property
    def end(self) -> int:
        """Where its number, date and issuer end."""

    @property
    def is_basis(self) -> bool:
        """Whether it was found to be a ground."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One ground of a document: where it and its cue stand, and what the cue says of the documents in it."""

    start: int
    cue_end: int
    end: int
    cue: str
    relation: Literal["basedOn", "implements", "concretises", "cites"]


def basis_clauses(text: str, plain: str) -> tuple[Clause, ...]:
    """The clauses of the legal basis of a clean text, in order; empty where the document states none."""
    opened = _openings(text, plain)
    clauses = []
    for at, cue in enumerate(opened):
        until = opened[at + 1].start() if at + 1 < len(opened) else len(plain)
        stop = _STOP.search(plain, cue.end(), until)
        clauses.append(_clause(cue, stop.start() if stop else until))
    return tuple(clauses)


def _openings(text: str, plain: str) -> list[re.Match[str]]:
    """The cues of the preamble: capital letters at the start of a clause, before the operative part."""
    found: list[re.Match[str]] = []
    limit, first_item = _first(_TAIL, text, 0), _first(_FIRST_ITEM, text, 0)
    for cue in _OPENING.finditer(plain):
        if cue.start() >= limit:
            break
        if not text[cue.start()].isupper() or not _BEFORE.search(text, max(0, cue.start() - 8), cue.start()):
            continue
        in_title = cue[0] != "can cu" and text[cue.start() : cue.end()].isupper()
        if in_title or (cue.lastgroup == "weak" and cue.start() > first_item):
            continue
        if not found:
            limit = min(limit, *(_first(pattern, text, cue.start()) for pattern in (_OPERATIVE, _FIRST_ITEM)))
        found.append(cue)
    return found


def _first(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.search(text, start)
    return found.start() if found else len(text)


def _clause(cue: re.Match[str], end: int) -> Clause:
    relation = next((name for words, name in _RELATION_OF_CUE if words in cue[0]), "cites")
    return Clause(cue.start(), cue.end(), end, cue[0], relation)  # type: ignore[arg-type]


def is_head(plain: str, clause: Clause, cited: Citation, before: Sequence[Citation]) -> bool:
    """Whether a document in a clause is one that it rests on, not one in another's title or history.

    `before` are the documents cited earlier in the clause. A law that amends one of them is no ground.
    """
    opening = max(clause.cue_end, plain.rfind(";", clause.start, cited.start) + 1)
    earlier = [one for one in before if one.start >= opening]
    lead = plain[opening : cited.start]
    if lead.count("(") > lead.count(")"):
        return False
    if not earlier:
        return _LEAD.fullmatch(lead) is not None or _proposed(clause, cited, lead)
    return _continues(plain, clause, cited, earlier)


def _proposed(clause: Clause, cited: Citation, lead: str) -> bool:
    """A paper by which a body proposed or reported: tại Tờ trình số ..., of whichever clause."""
    paper = cited.parsed is not None and (
        cited.parsed.form == "letter" or cited.parsed.type_code in _WORKING_PAPERS
    )
    return paper and _PROPOSAL.search(lead) is not None and "duoc sua doi" not in lead


def _continues(plain: str, clause: Clause, cited: Citation, earlier: Sequence[Citation]) -> bool:
    last = earlier[-1]
    gap = plain[last.end : cited.start]
    if last.is_basis and _COUNTED_ON.fullmatch(gap):
        return True
    if _proposed(clause, cited, gap):
        return True
    same = (
        last.parsed is not None
        and cited.parsed is not None
        and (
            (last.parsed.type_code, last.parsed.issuer_code)
            == (cited.parsed.type_code, cited.parsed.issuer_code)
        )
    )
    return last.is_basis and same and bool(_COORDINATED.search(gap)) and not _OTHER_DEED.search(gap)
