r"""Where a document's own form says who issued it and when, to whom it goes and who signed.

>>> from kg.document import cleaned
>>> clean = cleaned("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nTrần Văn Mẫu")
>>> ((start, end),) = signed_at(clean, Signer("Trần Văn Mẫu", "PHÓ CHỦ TỊCH"), (0, 99))
>>> clean.text[start:end]
'PHÓ CHỦ TỊCH\nTrần Văn Mẫu'
"""

import re
from collections.abc import Iterable, Iterator

from kg.document import Clean
from kg.extract.heading_lines import Line
from kg.extract.reading import Signer
from kg.extract.showing import Span
from kg.text import in_words

_WORD = re.compile(r"[^\W_]+")


def signed_at(clean: Clean, signer: Signer, within: Span) -> Iterator[Span]:
    """The range from a signer's capacity, the last before the name, to the name; `within` holds both."""
    start, end = within
    for named in in_words(signer.name or "").finditer(clean.text, start, end):
        for opening in list(in_words(signer.capacity or "").finditer(clean.text, start, named.start()))[-1:]:
            yield opening.start(), named.end()
            return


def cells(lines: Iterable[Line]) -> tuple[Span, ...]:
    """The ranges of lines, those behind one another in a cell as one."""
    spans: list[Span] = []
    before: Line | None = None
    for line in lines:
        if before and before.cell == line.cell:
            spans[-1] = spans[-1][0], line.end
        else:
            spans.append((line.start, line.end))
        before = line
    return tuple(spans)


def printed_at(clean: Clean, name: str, first: int) -> Iterator[Span]:
    """Where a name in capitals stands first in a document that begins at `first`, to its last word."""
    found = in_words(name).search(clean.text, first)
    if not found:
        return
    end = found.end()
    for word in _WORD.finditer(clean.text, end):
        if not word[0].isupper():
            break
        end = word.end()
    yield found.start(), end
