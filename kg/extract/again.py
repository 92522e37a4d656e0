"""Again: what a text cites more than once is one document, also a law that is named without its number.

>>> from kg.extract.references import references
>>> text = "Theo Luật Thư viện số 46/2019/QH14 thì thẻ đọc là của Luật Thư viện."
>>> [one.number for one in references(text)], [one.number for one in named_once(references(text), flat(text))]
(['46/2019/QH14', None], ['46/2019/QH14'])
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import get_args

from kg.extract.changes import ChangeWord
from kg.extract.heading_casing import recased, shouted
from kg.extract.references import Reference
from kg.text import flat

_LAW = re.compile(r"^((?:Bộ luật|Luật|Pháp lệnh) )(\w)")
_YEAR = re.compile(r",?\s*\(?(?:sua doi )?(?:nam )?((?:19|20)[0-9]{2})(?![0-9/])")


def named_once(cited: Sequence[Reference], plain: str) -> Iterator[Reference]:
    """The citations without those of a law that a flat text gives a number elsewhere and not there.

    What is based on it or changed there stays, with its number. Of two laws of one name neither is meant for
    certain, and a law of another year is another.
    """
    laws = _numbered(cited)
    for one in cited:
        same = tuple(laws.get(flat(one.title or ""), {}).values()) if one.number is None else ()
        if len(same) != 1 or _of_another_year(plain, one, same[0]):
            yield one
        elif one.is_basis or one.relation in get_args(ChangeWord):
            told = (same[0].start, same[0].title_end)
            yield replace(one, number=same[0].number, parsed=same[0].parsed, told_at=(told,))


def distinct(cited: Iterable[Reference]) -> tuple[Reference, ...]:
    """The first citation of each document, that in the legal basis before any other.

    Where a later one says that the text changes the document, it is given too, in its own place. Date
    and issuer are those of any citation of the number, where no two differ.
    """
    first: dict[object, Reference] = {}
    changed: dict[object, Reference] = {}
    alike: dict[object, list[Reference]] = {}
    for one in cited:
        key = one.number.casefold() if one.number else (one.type, one.title)
        alike.setdefault(key, []).append(one)
        if one.relation in get_args(ChangeWord):
            changed.setdefault(key, one)
        if key not in first or (one.is_basis and not first[key].is_basis):
            first[key] = one
    more = [one for key, one in changed.items() if one.relation != first[key].relation]
    whole = [_told(one, alike[key]) if one.number else one for key, one in first.items()]
    return tuple(sorted((*whole, *more), key=lambda one: one.start))


def cased(cited: Iterable[Reference], text: str) -> tuple[Reference, ...]:
    """The citations, their titles in capitals in the case in which the text writes them elsewhere.

    A law's name begins with a capital behind its type.

    >>> from kg.extract.references import references
    >>> text = "THI HÀNH LUẬT THƯ VIỆN ngày 02/01/2024. Sở phổ biến Luật Thư viện."
    >>> [one.title for one in cased(references(text), text)]
    ['Luật Thư viện', 'Luật Thư viện']
    """
    found = tuple(cited)
    loud = {one.title for one in found if one.title and shouted(one.title)}
    quiet = {title: _LAW.sub(_capital, recased(title, text)) for title in loud}
    return tuple(replace(one, title=quiet.get(one.title, one.title)) if one.title else one for one in found)


def _capital(law: re.Match[str]) -> str:
    return law[1] + law[2].upper()


def _told(one: Reference, alike: list[Reference]) -> Reference:
    """A citation with what the others of its number add; as it is where their issuers or dates differ."""
    issuers = {flat(other.issuer) for other in alike if other.issuer}
    dates = {other.issued for other in alike if other.issued}
    if len(issuers) > 1 or len(dates) > 1:
        return one
    named = None if one.issuer else next((other for other in alike if other.issuer), None)
    dated = None if one.issued else next((other for other in alike if other.issued), None)
    places = [((other.start, other.end), *other.told_at) for other in (named, dated) if other]
    return replace(
        one,
        issued=dated.issued if dated else one.issued,
        issuer=named.issuer if named else one.issuer,
        told_at=tuple(dict.fromkeys((*one.told_at, *(span for spans in places for span in spans)))),
    )


def _numbered(cited: Sequence[Reference]) -> dict[str, dict[str, Reference]]:
    """The laws of each flat name by their numbers."""
    laws: dict[str, dict[str, Reference]] = {}
    for one in cited:
        if one.number and one.title and one.parsed and one.parsed.form == "national assembly":
            laws.setdefault(flat(one.title), {})[one.number.casefold()] = one
    return laws


def _of_another_year(plain: str, one: Reference, numbered: Reference) -> bool:
    printed = _YEAR.match(plain, one.end)
    said = one.issued[:4] if one.issued else printed[1] if printed else None
    return bool(said and numbered.parsed and numbered.parsed.year and int(said) != numbered.parsed.year)
