"""Collective bodies, kept collective: of the nation, of the document's province, or of the document alone."""

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
_LOCAL = re.compile(r"thuoc bo$|tren dia ban|(?:trong|cua|toan) (?:tinh|thanh pho)")


def gathered(name: str, context: Context) -> Resolved | None:
    """A collective body, never expanded: the nation's, the province's, the document's; None for others."""
    if not is_collective(name):
        return None
    whole = written_out(name)
    named = names_a_province(whole)
    vi = capitalised(whole) if named else one_spelling(whole)
    key = slug(vi)
    national = bool(_NATIONAL.search(fold(whole))) and not _LOCAL.search(fold(whole))
    if national or named or context.province is None:
        minted = "" if national or named else f"{context.minted_under}-"
        words = Words(vi=vi, en=english(vi))
        through = None if not minted else context.document
        body = Body(id=bounded(minted + key), kind="CollectiveBody", name=words, known_through=through)
        return Resolved(body, "composed") if not minted else Resolved(body, "new", NO_PLACE)
    return _group_of(vi, context)


def _group_of(vi: str, context: Context) -> Resolved:
    place = places()[context.province or ""]
    where, where_en = place.words["place"], place.words_en["place"]
    own = re.sub(r"(?<!cấp)\s+(?:trên địa bàn\s+)?(?:tỉnh|thành phố)$", "", vi, flags=re.IGNORECASE)
    named = fold(where) in fold(vi)
    own = own if named else one_spelling(own)
    full = vi if named else f"{own}, {where}"
    if context.commune and not named:
        full = f"{own}, {context.commune}, {where}"
    said = english(own)
    en = full if said == own else f"{said}, {where_en}"
    return Resolved(
        Body(id=bounded(slug(full)), kind="CollectiveBody", name=Words(vi=full, en=en)), "composed"
    )
