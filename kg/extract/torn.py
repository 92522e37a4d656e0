r"""Doubt a reading that ends in the middle of a sentence: the lines of its text are likely broken.

>>> [(f.start, f.end) for f in torn("1. Chủ trì kiểm\n\ntra việc thu.", [(3, 15), (17, 30)])]
[(3, 15)]
"""

from collections.abc import Iterable, Iterator

from kg.extract.reading import Finding

_TORN = "the words end in the middle of a sentence; are the lines of the document broken?"
_TORN_VI = "lời dừng giữa câu; có phải dòng của văn bản bị ngắt?"


def torn(text: str, places: Iterable[tuple[int, int]]) -> Iterator[Finding]:
    """A finding for each place whose last word runs on, in a small letter, in what follows it.

    `places` are half-open ranges of the text.
    """
    for start, end in sorted(set(places)):
        rest = text[end:].lstrip()
        parted = "\n" in text[end : len(text) - len(rest)]
        if parted and rest[:1].islower() and text[start:end].rstrip()[-1:].isalpha():
            yield Finding("words-torn", _TORN, _TORN_VI, start, end)
