r"""Where a document's own form says who issued it and when, to whom it goes and who signed.

>>> from kg.document import cleaned
>>> clean = cleaned("Nơi nhận:\n- Như trên;\n- Sở Mẫu.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nTrần Văn Mẫu")
>>> received = received_at(clean, ("Như trên", "Sở Mẫu"), 0)
>>> signed = signed_at(clean, "KT. CHỦ TỊCH", "Trần Văn Mẫu", 0)
>>> [clean.text[start:end] for start, end in (*received, *signed)]
['Nơi nhận:\n- Như trên;\n- Sở Mẫu', 'KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Văn Mẫu']
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.document import Clean
from kg.extract.heading_lines import Line
from kg.extract.showing import Span

_LABEL = re.compile(r"\b(?:n[o0]i nh[aâ]n|kinh g[uưi][a-z]{0,3})\b")
# Characters between two that are read one after the other: rules, borders and what pads them, seals.
_GAP, _SEAL = 400, 600


def received_at(clean: Clean, names: Sequence[str], first: int) -> Iterator[Span]:
    """The ranges from the words "Kính gửi" or "Nơi nhận" to the last of those that are named behind them.

    `names` are the recipients as read, in the order of the text; `first` is where the document begins.
    """
    at, left = first, list(names)
    while left and (label := _LABEL.search(clean.flat, at)):
        at = label.end()
        while left and (end := _end_of(clean, left[0], at)):
            at = end
            left.pop(0)
        if at > label.end():
            yield label.start(), at


def signed_at(clean: Clean, capacity: str, name: str, first: int) -> Iterator[Span]:
    """The range from a signer's capacity to the name under it; `first` is where the document begins."""
    for opening in _words(capacity).finditer(clean.text, first):
        found = _words(name).search(clean.text, opening.end(), opening.end() + _SEAL)
        if found:
            yield opening.start(), found.end()
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
    """Where a name stands for the first time in a document that begins at `first`."""
    found = _words(name).search(clean.text, first)
    if found:
        yield found.span()


def _end_of(clean: Clean, name: str, start: int) -> int:
    """Where a name ends that stands not far behind `start`; 0 where it does not."""
    last = start + _GAP + len(name)
    printed = clean.text.find(name, start, last)
    if printed >= 0:
        return printed + len(name)
    found = _words(name).search(clean.text, start, last)
    return found.end() if found else 0


def _words(said: str) -> re.Pattern[str]:
    """The words of what was read, with anything but words between them."""
    return re.compile(r"[\W_]+".join(map(re.escape, re.findall(r"[^\W_]+", said))) or r"(?!)")
