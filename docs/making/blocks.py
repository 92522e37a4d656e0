r"""The stretches of a page that are made: each between a line that says what, and one that ends it.

>>> renewed("<!-- made: greeting Anna -->\nold\n<!-- end -->", lambda what: " ".join(what))
'<!-- made: greeting Anna -->\ngreeting Anna\n<!-- end -->'
"""

import re
from collections.abc import Callable, Iterable, Sequence

_BLOCK = re.compile(r"^(<!-- made: (?P<what>.+?) -->\n).*?^(?=<!-- end -->)", re.M | re.S)


def renewed(page: str, make: Callable[[Sequence[str]], str]) -> str:
    """The page with every such stretch made anew from the words that say what it is; all else as it was."""
    return _BLOCK.sub(lambda block: f"{block[1]}{make(block['what'].split()).strip()}\n", page)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)
