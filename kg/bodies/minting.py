"""Mint a draft body for a name that is on no list: its id, its kind, its name in both languages."""

import re
from functools import cache

from kg.bodies.known import central
from kg.bodies.places import places
from kg.bodies.spelling import capitalised, written_out
from kg.bodies.values import Context, Resolved
from kg.bodies.vocabulary import alternatives, heads, titles
from kg.records import Body, Words
from kg.records.kinds import BodyKind
from kg.text import bounded_slug, fold, slug

NO_PLACE = Words(
    vi="không rõ thuộc tỉnh, cơ quan nào: đặt riêng theo văn bản này",
    en="its place is not said and cannot be had from the document: minted under the document",
)
NOT_LISTED = Words(vi="chưa có trong danh mục cơ quan", en="not on the authority list")
_LONGEST_ID = 120


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(fold(head) for head in heads())})(?!\w)")


@cache
def _kind_of_head() -> dict[str, BodyKind]:
    return {fold(head): kind for head, (kind, _) in heads().items()}


@cache
def _office_titles() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(title.lower() for title in titles())})(?!\w)")


def kind_of(name: str) -> BodyKind:
    """The kind of body by the words that its name begins with; a body of the State where they do not tell."""
    whole = written_out(name)
    key = fold(whole)
    found = _heads().match(key)
    if _office_titles().match(whole.lower()):
        return "Office"
    if _PEOPLE.match(whole.lower()):
        return "CollectiveBody"
    kind = _kind_of_head()[found[0]] if found else "StateBody"
    return "StateBody" if re.match(r"(?:uy ban|hoi dong) nhan dan", key) else kind


# Kinds of people and firms, whom a text addresses as so many.
_PEOPLE = re.compile(
    r"(?:chủ (?:đầu tư|sở hữu|rừng|dự án|hộ|phương tiện|cơ sở|công trình)|người "
    r"|bên (?:cho|mua|bán|thuê|vay)\b"
    r"|đại biểu\b"
    r"|nhà (?:đầu tư|thầu)|hộ |cá nhân|doanh nghiệp(?!\s+nhà nước\b)|thành viên\b|tổ chức, cá nhân)"
)
_OF_THE_NATION = re.compile(r" (?:viet nam|quoc gia|trung uong|chinh phu|quoc hoi|toi cao) ")
_ONLY_RANK = re.compile(r" (?:tinh|thanh pho|xa|phuong|huyen) $")


@cache
def _provinces() -> re.Pattern[str]:
    return re.compile(rf" (?:{alternatives(f'{fold(p.rank)} {fold(p.name)}' for p in places().values())}) ")


@cache
def _parents() -> re.Pattern[str]:
    """A listed body at the end of another's name: "Vụ Pháp chế - Bộ Tài chính"."""
    listed = (fold(body.name.vi) for body in central().values() if body.kind != "CollectiveBody")
    return re.compile(rf".+ (?:{alternatives(name for name in listed if ' ' in name)}) $")


def states_its_place(name: str) -> bool:
    """Whether the name says where the body belongs: a province, the nation, a listed parent behind it."""
    key = f" {fold(written_out(name))} "
    if _ONLY_RANK.search(key):
        return False
    return bool(_OF_THE_NATION.search(key) or names_a_province(name) or _parents().match(key[1:]))


def names_a_province(name: str) -> bool:
    """Whether a province or city stands in the name with its rank."""
    return bool(_provinces().search(f" {fold(written_out(name))} "))


def new_body(
    name: str, context: Context, *, kind: BodyKind | None = None, reason: Words = NOT_LISTED
) -> Resolved:
    """A draft body: with an id of its own where its name says its place, else minted under the document."""
    whole = written_out(name)
    stated = states_its_place(whole)
    prefix = "" if stated else f"{context.minted_under}-"
    body = Body(
        id=bounded(prefix + slug(whole)),
        kind=kind or kind_of(whole),
        name=Words(vi=capitalised(whole), en=capitalised(whole)),
        known_through=context.document,
    )
    return Resolved(body, "new", reason if stated or reason is not NOT_LISTED else NO_PLACE)


def placed_body(name: str, place: str, context: Context, *, kind: BodyKind | None = None) -> Resolved:
    """A draft body in a province that the context gives; the province's name is added to the name."""
    where = places()[place].words["place"]
    whole = written_out(name)
    vi = capitalised(whole)
    full = vi if fold(vi).endswith(fold(where)) else f"{vi}, {where}"
    body = Body(
        id=bounded(slug(full)),
        kind=kind or kind_of(whole),
        name=Words(vi=full, en=full),
        known_through=context.document,
    )
    return Resolved(body, "new", NOT_LISTED)


def bounded(id_: str) -> str:
    """An id of bearable length: a longer one is cut at a word and told apart by its digest."""
    return bounded_slug(id_, _LONGEST_ID)
