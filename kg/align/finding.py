"""Find words in a text, whatever their case, marks, spaces and broken lines."""

import re
from collections.abc import Iterator

from kg.errors import BadInput
from kg.text import Folded, fold, fold_with_offsets

# What stands for words that are left out: an ellipsis, or dots.
_LEFT_OUT = re.compile(r"…|\.\.\.+")


def occurrences(words: str, text: str) -> Iterator[tuple[int, int]]:
    r"""The half-open ranges of a text that hold the words whole, in order.

    Behind `…` the words go on further down: "Giao Sở Nội vụ … hằng năm" is all from the first to the last.
    Raises BadInput where there is no word to look for.

    >>> text = "Giao Sở\nNội vụ lập sổ, báo cáo hằng năm."
    >>> [text[start:end] for start, end in occurrences("so noi vu … bao cao", text)]
    ['Sở\nNội vụ lập sổ, báo cáo']
    """
    parts = [fold(part) for part in _LEFT_OUT.split(words)]
    wanted = [part for part in parts if part]
    if not wanted:
        raise BadInput("{words!r}: holds no word to look for; give some words of the text", words=words)
    folded, at = fold_with_offsets(text), 0
    while (found := _next(folded, wanted, at)) is not None:
        start, end = found
        yield folded.span(start, end)
        at = end


def _next(folded: Folded, wanted: list[str], at: int) -> tuple[int, int] | None:
    start = end = -1
    for part in wanted:
        found = re.compile(rf"(?<![^ ]){re.escape(part)}(?![^ ])").search(folded.text, at)
        if found is None:
            return None
        start, end = start if start >= 0 else found.start(), found.end()
        at = end
    return start, end
