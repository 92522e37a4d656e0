"""Collective bodies, kept collective: of the nation, of the document's province, or of the document alone.

A spelling of other words than the body's name is another name of it.

>>> gathered("UBND phường, xã", Context(province="tinh-dak-lak")).body.other_names
('Ủy ban nhân dân phường, xã, tỉnh Đắk Lắk',)
"""

import re

from kg.bodies.collective import english, one_spelling
from kg.bodies.groups import is_collective
from kg.bodies.minting import NO_PLACE, bounded, names_a_province
from kg.bodies.places import places
from kg.bodies.spelling import capitalised, written_out
from kg.bodies.values import Context, Resolved
from kg.records import Body, Words
from kg.text import fold, slug

_NATIONAL = re.compile(
    r"(?:^|cac |ngang |va )bo(?: |$)|trung uong|chinh phu|cac tinh|tinh thanh pho|toan quoc"
    r"|(?:uy ban|hoi dong) nhan dan cap tinh"
)
# Of the centre where a central body says it, for a province has such ones, too.
_OF_THE_CENTRE = re.compile(r"cac (?:ban cua dang|ban dang|uy ban cua quoc hoi)")
# All of a council's deputies, whether the words say "các" or not.
_DEPUTIES = re.compile(r"dai bieu hoi dong nhan dan(?: (?:tinh|thanh pho))?$")
_OWN_PLACE = re.compile(r"(?<!cấp)\s+(?:trên địa bàn\s+)?(?:tỉnh|thành phố)$", re.IGNORECASE)
_LOCAL = re.compile(r"thuoc bo$|tren dia ban|(?:trong|cua|toan) (?:tinh|thanh pho)")


def gathered(name: str, context: Context) -> Resolved | None:
    """A collective body, never expanded: the nation's, the province's, the document's; None for others."""
    whole = written_out(name)
    if _DEPUTIES.match(fold(whole)):
        whole = f"các {whole}"
    elif not is_collective(name):
        return None
    named = names_a_province(whole)
    vi = capitalised(whole) if named else one_spelling(whole)
    key = slug(vi)
    central = context.central and _OF_THE_CENTRE.fullmatch(fold(vi))
    national = bool(central or (_NATIONAL.search(fold(whole)) and not _LOCAL.search(fold(whole))))
    if national or named or context.province is None:
        minted = "" if national or named else f"{context.minted_under}-"
        body = Body(
            id=bounded(minted + key),
            kind="CollectiveBody",
            name=Words(vi=vi, en=english(vi)),
            other_names=_other(whole, vi),
            known_through=context.document if minted else None,
        )
        return Resolved(body, "composed") if not minted else Resolved(body, "new", NO_PLACE)
    return _group_of(vi, whole, context)


def _other(printed: str, name: str, where: str = "") -> tuple[str, ...]:
    """The printed spelling of a name, where somebody who looks for its words would not find them in it."""
    return () if f" {fold(printed)} " in f" {fold(name)} " else (capitalised(printed) + where,)


def _group_of(vi: str, printed: str, context: Context) -> Resolved:
    place = places()[context.province or ""]
    where, where_en = place.words["place"], place.words_en["place"]
    named = fold(where) in fold(vi)
    own = _OWN_PLACE.sub("", vi)
    own = own if named else one_spelling(own)
    at = f", {context.commune}, {where}" if context.commune else f", {where}"
    full = vi if named else own + at
    said = english(own)
    en = full if said == own else f"{said}, {where_en}"
    others = () if named else _other(_OWN_PLACE.sub("", printed), own, at)
    body = Body(id=bounded(slug(full)), kind="CollectiveBody", name=Words(vi=full, en=en), other_names=others)
    return Resolved(body, "composed")
