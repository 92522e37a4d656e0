"""Again: a law that a text names once by its number and then without it is one document.

>>> from kg.extract.references import references
>>> text = "Theo Luật Thư viện số 46/2019/QH14 thì thẻ đọc là của Luật Thư viện."
>>> [one.number for one in references(text)], [one.number for one in named_once(references(text), flat(text))]
(['46/2019/QH14', None], ['46/2019/QH14'])
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import get_args

from kg.extract.changes import ChangeWord
from kg.extract.references import Reference
from kg.text import flat

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
            yield replace(one, number=same[0].number, parsed=same[0].parsed)


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
