"""The comments that drafts are written with: a document's words, doubts, and a seal of what was drafted."""

import re

from kg.text import digest

# What begins each of them, so that only these are taken out again.
WORDS, DOUBT, SEAL = "#> ", "#? ", "#= "
_MARKED = re.compile(r"\s*#[>?=] ")
_DOUBTED = re.compile(r"\s*#\? ")


def sealed(text: str) -> str:
    """The YAML text of a draft under a line that tells whether it was changed since: a hash of all below."""
    return f"{SEAL}{digest(text)}\n{text}"


def untouched(text: str) -> bool:
    r"""Whether a draft stands as it was written; one without its seal does not.

    >>> untouched(sealed("a: 1\n")), untouched(sealed("a: 1\n").replace("1", "2"))
    (True, False)
    """
    # An editor that ends lines in its own way has not changed what they say.
    first, _, below = text.replace("\r\n", "\n").partition("\n")
    return first == f"{SEAL}{digest(below)}"


def doubts(text: str) -> tuple[int, ...]:
    r"""The numbers of the lines where a place of doubt begins; doubts one below the other are one place.

    >>> doubts("a: 1\n  #? one\n  #? and on\nb: 2\n#? two\n")
    (2, 5)
    """
    lines = text.splitlines()
    return tuple(
        at
        for at, line in enumerate(lines, 1)
        if _DOUBTED.match(line) and not (at > 1 and _DOUBTED.match(lines[at - 2]))
    )


def without_marks(text: str) -> str:
    r"""The YAML text without the comments that a draft was written with; other comments stay.

    >>> without_marks("#> words\n# mine\na: 1  # here\n  #? doubt\nb: 2\n")
    '# mine\na: 1  # here\nb: 2\n'
    """
    return "".join(line for line in text.splitlines(keepends=True) if not _MARKED.match(line))
