"""Say which body a name as written means: one that is listed, one composed of kind and place, or a new one.

>>> here = Context(province="tinh-quang-tri")
>>> resolve("Sở TN&MT", here).body.id, resolve("BTC", here).body.id
('so-tai-nguyen-va-moi-truong-tinh-quang-tri', 'bo-tai-chinh')
>>> resolve("UBND xã Hải Lăng", here).standing
'new'
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache

from kg.bodies.collective import office_in_english, plural
from kg.bodies.composing import LocalKind, Stem, composed, own_names, stems
from kg.bodies.gathering import gathered
from kg.bodies.known import is_listed, names
from kg.bodies.minting import NO_PLACE, NOT_LISTED, bounded, new_body, placed_body, states_its_place
from kg.bodies.places import Place, place_named, places
from kg.bodies.spelling import capitalised, spelled, written_out
from kg.bodies.units import unit_named
from kg.bodies.values import Context, Resolved
from kg.bodies.vocabulary import alternatives, titles
from kg.errors import BadInput
from kg.records import Body, Words
from kg.records.edtf import last_day
from kg.text import fold, slug

_PLURAL = re.compile(r"(?:cac|nhung|moi|tung|toan the|tat ca|mot so) ")
_THE = re.compile(r"[Cc]ác\s+")
_DEPUTIES = re.compile(r"[Cc]ác\s+Phó Thủ tướng")
# More words than any kind's name has before its place.
_LONGEST_STEM = 16
_OF_THE_COUNTRY = re.compile(
    r"(?:bo|chinh phu|quoc hoi|(?:pho )?thu tuong chinh phu|cuc|tong cuc) ?.*viet nam$"
)
_UNIT = re.compile(r"\b(?:xã|phường|đặc khu|thị trấn|huyện|quận|thị xã)\b")
_RANK_WORDS = re.compile(r"(?:cua )?(?:tinh|thanh pho)$")
_OTHER_RANK = Words(
    vi="tên ghi cấp tỉnh hoặc thành phố khác với địa phương của văn bản",
    en="the name's rank (province or city) is not that of the document's own place",
)
_SHARED = Words(vi="nhiều cơ quan cùng có tên viết tắt này", en="several bodies bear this abbreviation")
_NOT_YET = Words(
    vi="cơ quan mang tên này lập sau ngày của văn bản",
    en="the listed body of this name is later than the document",
)


@lru_cache(maxsize=20_000)
def resolve(name: str, context: Context | None = None) -> Resolved:
    """The body that a name means where it stands; a new draft body rather than a known one that may be wrong.

    A place that the name leaves out is the document's own; a body whose place is neither said nor had from
    the context is minted under the document (design, section 5). Raises BadInput for a name without letters.
    """
    if not slug(written_out(name)):
        raise BadInput("{name!r} is no name of a body; a name has letters or digits", name=name)
    context = context or Context()
    plain = re.sub(r"\s*\([^()]*\)\s*$", "", name).strip() or name
    for attempt in _ATTEMPTS:
        found = attempt(plain, context)
        if found is not None:
            return found
    return new_body(name, context)


def _listed(name: str, context: Context) -> Resolved | None:
    """A body of the list by name or abbreviation; none where the document's own place has it by that name."""
    key = fold(written_out(name))
    if context.province and key in own_names():
        return None
    bodies = names().get(key) or names().get(fold(spelled(name)), ())
    if not bodies and _OF_THE_COUNTRY.match(key):
        bodies = names().get(key.removesuffix(" viet nam"), ())
    if len(bodies) > 1:
        return new_body(name, context, kind=bodies[0].kind, reason=_SHARED)
    if not bodies or (bodies[0].kind == "CollectiveBody" and not context.central):
        return None
    return _in_time(bodies[0], name, context)


def _in_time(body: Body, name: str, context: Context) -> Resolved:
    """A listed body, unless it began after the document; one that had ended is named with a remark."""
    if context.issued and body.valid_from and _first_day(body.valid_from) > context.issued.isoformat():
        return new_body(name, context, kind=body.kind, reason=_NOT_YET)
    ended = last_day(body.valid_to, None) if body.valid_to else None
    if context.issued and ended and ended < context.issued:
        return Resolved(body, "known", _ended(body, ended))
    return Resolved(body, "known")


def _first_day(edtf: str) -> str:
    return (edtf + "-01-01")[:10] if len(edtf) == 4 else (edtf + "-01")[:10]


def _ended(body: Body, day: date) -> Words:
    after = f" ({body.succeeded_by})" if body.succeeded_by else ""
    return Words(
        vi=f"cơ quan này kết thúc hoạt động ngày {day:%d/%m/%Y}, trước ngày văn bản{after}",
        en=f"this body ended on {day.isoformat()}, before the document{after}",
    )


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(rf"({alternatives(title.lower() for title in titles())}) ")


def _office(name: str, context: Context) -> Resolved | None:
    """An office: its title and the body it belongs to."""
    whole = written_out(name)
    title = _titles().match(whole.lower() + " ")
    words = len(title[1].split()) if title else 0
    rest = " ".join(whole.split()[words:])
    if not title or not rest or _titles().match(rest.lower() + " "):
        return None
    written, entry = next(one for one in reversed(titles().items()) if one[0].lower() == title[1])
    keeps = entry.get("keeps", "")
    said = " ".join(written.split()[: words - len(keeps.split())])
    of = resolve(f"{keeps} {rest}".strip(), context)
    kind = entry.get("kind", "Office")
    vi = f"{capitalised(said)} {_lowered(of.body)}"
    body = Body(
        id=bounded(_office_id(slug(said), of, context)),
        kind="CollectiveBody" if "CollectiveBody" in (kind, of.body.kind) else "Office",
        name=Words(vi=vi, en=office_in_english(entry["en"], of.body) or vi),
        known_through=of.body.known_through,
    )
    return Resolved(body, "new" if of.standing == "new" else "composed", of.reason)


def _offices(name: str, context: Context) -> Resolved | None:
    """Several holders of one office: "các Phó Chủ tịch UBND tỉnh"."""
    whole = written_out(name)
    several = _THE.match(whole)
    if not several or not (_titles().match(whole[several.end() :].lower()) or _DEPUTIES.match(whole)):
        return None
    one = resolve(whole[several.end() :], context)
    if one.body.kind != "Office":
        return None
    prefix = f"{context.minted_under}-" if one.body.id.startswith(f"{context.minted_under}-") else ""
    words = Words(vi=f"Các {one.body.name.vi}", en=plural(one.body.name.en))
    id_ = bounded(f"{prefix}cac-{one.body.id.removeprefix(prefix)}")
    body = replace(one.body, id=id_, kind="CollectiveBody", name=words, abbreviations=(), other_names=())
    return Resolved(body, "composed" if one.standing == "known" else one.standing, one.reason)


def _lowered(body: Body) -> str:
    vi = body.name.vi
    return vi[0].lower() + vi[1:] if body.kind == "CollectiveBody" and _PLURAL.match(fold(vi)) else vi


def _office_id(said: str, of: Resolved, context: Context) -> str:
    """The title before the body's id, behind the prefix of a body minted under the document."""
    prefix = f"{context.minted_under}-"
    if of.body.id.startswith(prefix):
        return f"{prefix}{said}-{of.body.id.removeprefix(prefix)}"
    return f"{said}-{of.body.id}"


def _local(name: str, context: Context) -> Resolved | None:
    """A body that every province has, of the place that the name or the document gives."""
    key = fold(written_out(name))
    words = key.split()
    for count in range(min(len(words), _LONGEST_STEM), -1, -1):
        stem = stems().get(" ".join(words[:count]))
        found = _placed(stem, " ".join(words[count:]), context) if stem else None
        if stem and isinstance(found, Place) and stem.of.exists_in(found):
            return Resolved(composed(stem.of, found), "composed", _merged(stem.of, found, context))
        if stem and (found is _OTHER_RANK or _placeless(stem, " ".join(words[count:]))):
            reason = _OTHER_RANK if found is _OTHER_RANK else NO_PLACE
            return _unplaced(name, stem, context, reason)
    return None


_COMMITTEE_EN = "Provincial Party Committee"
_PLACELESS = re.compile(r"|(?:cua )?(?:tinh|thanh pho)|(?:tinh|thanh) uy")


def _placeless(stem: Stem, rest: str) -> bool:
    """Whether the name is the kind's own with no more than a rank behind it."""
    return bool(_PLACELESS.fullmatch(rest)) and bool(stem.words or rest)


def _unplaced(name: str, stem: Stem, context: Context, reason: Words) -> Resolved:
    """A body of a known kind whose place nothing tells: minted under the document."""
    whole = written_out(name)
    english_name = re.sub(r" (?:of|in) \{(?:place|name)\}$", "", stem.of.en).format(committee=_COMMITTEE_EN)
    body = Body(
        id=f"{context.minted_under}-{slug(whole)}",
        kind=stem.of.kind,
        name=Words(vi=capitalised(whole), en=english_name),
        known_through=context.document,
    )
    return Resolved(body, "new", reason)


def _placed(stem: Stem, rest: str, context: Context) -> Place | Words | None:
    """The place that the words after a stem mean; the document's own where they leave it out."""
    own = places().get(context.province or "")
    if stem.slot == "committee":
        committee = re.match(r"(tinh|thanh) uy(?: (.+))?$", rest)
        if not committee:
            return None
        if committee[2]:
            return _ranked(committee[2], "tỉnh" if committee[1] == "tinh" else "thành phố")
        return _own(own, "tinh" if committee[1] == "tinh" else "thanh pho")
    if not rest:
        alone = stem.of.bare or stem.words in stem.of.own
        return own if alone and stem.words and not context.commune else None
    if _RANK_WORDS.fullmatch(rest):
        return _own(own, rest.removeprefix("cua "))
    return place_named(rest)


def _ranked(name: str, rank: str) -> Place | None:
    place = place_named(name)
    return place if place and place.rank == rank else None


def _own(own: Place | None, rank: str) -> Place | Words | None:
    """The document's own place where it has the rank that is said."""
    if own is None:
        return None
    return own if fold(own.rank) == rank else _OTHER_RANK


def _merged(kind: LocalKind, place: Place, context: Context) -> Words | None:
    ended = last_day(place.valid_to, None) if place.valid_to else None
    body = composed(kind, place)
    return _ended(body, ended) if ended and context.issued and ended < context.issued else None


def _in_the_place(name: str, context: Context) -> Resolved | None:
    """A body below the province, or one said to be the province's, that is on no list."""
    key = fold(written_out(name))
    if context.province is None or states_its_place(name):
        return None
    generic = re.search(r"(?<! cap) (tinh|thanh pho)$", key)
    own = places()[context.province]
    if generic and fold(own.rank) != generic[1]:
        return None
    if generic:
        whole = written_out(name)
        bare = " ".join(whole.split()[: -len(generic[1].split())])
        return placed_body(f"{bare} {own.words['place']}", own.id, context)
    if _UNIT.search(written_out(name).lower()) or re.match(r"(?:so|chi cuc) ", key):
        unit = context.commune if re.search(r" (?:xa|phuong|dac khu)$", key) else None
        shorter = re.sub(r"\s+\S+$", "", written_out(name)) if unit else name
        generic_unit = re.search(r" (?:xa|phuong|dac khu|huyen|thi xa)$", key) and not unit
        return None if generic_unit else placed_body(f"{shorter} {unit}" if unit else name, own.id, context)
    return None


_LEFT_OUT = Words(
    vi="tên bỏ chữ Bộ hoặc Sở: hiểu theo văn bản", en="the name leaves out its head, taken from the document"
)


def _field(name: str, context: Context) -> Resolved | None:
    """A field whose ministry or department is left out: "Giáo dục và Đào tạo" in a list of ministries."""
    if fold(written_out(name)) not in fields() or not (context.central or context.province):
        return None
    found = resolve(f"{'Bộ' if context.central else 'Sở'} {name}", context)
    return Resolved(found.body, found.standing, _LEFT_OUT) if found.standing != "new" else None


@cache
def fields() -> frozenset[str]:
    """The folded fields of ministries and departments."""
    heads = ("bo ", "so ")
    return frozenset(key[3:] for key in (*names(), *stems()) if key.startswith(heads))


def _unit(name: str, context: Context) -> Resolved | None:
    """A unit with the ministry that it stands in; the listed body where the unit is one."""
    found = unit_named(name)
    if found is None:
        return None
    if is_listed(found.name.vi):
        return _in_time(found, name, context)
    return Resolved(replace(found, known_through=context.document), "new", NOT_LISTED)


_ATTEMPTS: tuple[Callable[[str, Context], Resolved | None], ...] = (
    _listed,
    _unit,
    _offices,
    gathered,
    _office,
    _local,
    _field,
    _in_the_place,
)
