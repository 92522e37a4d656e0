"""Web pages (.html): the text that a reader sees, in reading order, tables as pipe rows."""

import re
from collections.abc import Callable, Iterator

from lxml import etree

from kg.errors import BadInput
from kg.source.decoding import decode
from kg.source.kinds import Decoded
from kg.source.numbering import letters, roman
from kg.source.rows import Cell, flattened, spread, written

Element = etree._Element

_DEPTH = 200
_DROPPED = {
    *("head", "script", "style", "noscript", "template", "nav", "svg", "math", "iframe", "object", "audio"),
    *("video", "canvas", "select", "button", "input", "textarea", "dialog", "map"),
}
_BLOCKS = {
    *(
        "html",
        "body",
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
    ),
    *(
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
    ),
    *("legend", "li", "main", "menu", "ol", "p", "pre", "section", "summary", "table", "ul", "caption"),
    *("thead", "tbody", "tfoot", "tr", "td", "th"),
}
_ROLES = {"navigation", "banner", "search", "contentinfo"}
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{1,40})""", re.I)
# A list's text that already begins with a mark of its own.
_MARKED = re.compile(r"\s*(?:[-–+•*]|\(?\w{1,4}[.)])(?:\s|$)")
_NUMERALS: dict[str, Callable[[int], str]] = {
    "1": str,
    "a": letters,
    "A": lambda number: letters(number).upper(),
    "i": lambda number: roman(number).lower(),
    "I": roman,
}
_ROWS, _COLUMNS, _ITEMS = 65_534, 1_000, 100_000


def read(content: bytes) -> Decoded:
    """The visible text of a page; scripts, styles, navigation, forms' controls and hidden parts are left out.

    Raises BadInput for a page nested over 200 levels deep, or in no known encoding.
    """
    declared = _CHARSET.search(content[:4096])
    text = decode(content, declared[1].decode("ascii") if declared else None)
    # lxml takes bytes with a known encoding, whatever the page says of its own.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise BadInput("is no web page; give an HTML file") from error
    if root is None:
        raise BadInput("is no web page; give an HTML file")
    _check_depth(root)
    flow = _Flow()
    flow.walk(root)
    return Decoded("\n\n".join(flow.ended()) + "\n", "webPage")


def _check_depth(root: Element) -> None:
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > _DEPTH:
            raise BadInput("nests over {depth} levels deep; give it less nested", depth=_DEPTH)
        level = [inner for element in level for inner in element]


class _Flow:
    """Blocks as they are written, the words of the one being written, and how far each list has counted."""

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._words: list[str] = []
        self._counts: dict[Element, int] = {}

    def ended(self) -> list[str]:
        """The blocks, the last one ended."""
        self._end()
        return self._blocks

    def walk(self, element: Element) -> None:
        """Write an element and what it holds; the words behind it are its parent's."""
        kind = str(element.tag)
        if kind in _DROPPED or _unseen(element):
            return
        if kind == "br":
            self._words.append("\n")
        elif kind == "table":
            self._end()
            self._table(element)
        elif kind in _BLOCKS:
            self._end()
            self._inside(element)
            self._end()
        else:
            self._inside(element)

    def _inside(self, element: Element) -> None:
        if element.tag == "li":
            self._words.append(self._mark(element))
        self._say(element.text, element)
        for inner in element:
            self.walk(inner)
            self._say(inner.tail, element)

    def _mark(self, item: Element) -> str:
        """The number or bullet that a browser shows before an item, unless its words bring their own."""
        parent = item.getparent()
        if parent is None:
            return ""
        mark = f"{self._number_of(item, parent)}." if parent.tag == "ol" else "•"
        own = _MARKED.match(_SPACE.sub(" ", "".join(map(str, item.itertext()))[:20]))
        return "" if own else f"{mark} "

    def _number_of(self, item: Element, parent: Element) -> str:
        """A list's item's number as shown: its own, else the one behind that of the item seen before it."""
        before = self._counts.get(parent)
        if before is None or item.get("value"):
            number = _number(item.get("value") or parent.get("start"), _ITEMS)
        else:
            number = before + 1
        self._counts[parent] = number
        return _NUMERALS.get(parent.get("type") or "1", str)(number) or str(number)

    def _say(self, text: str | None, element: Element) -> None:
        if text:
            self._words.append(text.strip("\n") if element.tag == "pre" else _SPACE.sub(" ", text))

    def _end(self) -> None:
        lines = (re.sub(" +", " ", line).strip(" ") for line in "".join(self._words).split("\n"))
        if whole := "\n".join(line for line in lines if line.strip()):
            self._blocks.append(whole)
        self._words = []

    def _table(self, element: Element) -> None:
        for caption in element.iterchildren("caption"):
            self.walk(caption)
        rows = list(_rows(element))
        cells = [
            [_cell(cell, len(rows) - at) for cell in row.iterchildren("td", "th")]
            for at, row in enumerate(rows)
        ]
        if text := written(spread(cells)):
            self._blocks.append(text)


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        if element.tag in {"tr", "thead", "tbody", "tfoot"} and not _unseen(element):
            yield from (element,) if element.tag == "tr" else _rows(element)


def _cell(element: Element, rows_left: int) -> Cell:
    flow = _Flow()
    flow.walk(element)
    text = "\n".join(map(flattened, flow.ended()))
    down = _number(element.get("rowspan"), _ROWS)
    return Cell(text, max(_number(element.get("colspan"), _COLUMNS), 1), min(down or rows_left, rows_left))


def _number(given: str | None, most: int) -> int:
    digits = re.match(r"\s*(\d{1,6})", given or "1")
    return min(int(digits[1]), most) if digits else 1


def _unseen(element: Element) -> bool:
    return (
        "hidden" in element.attrib
        or element.get("role") in _ROLES
        or bool(_UNSEEN.search(element.get("style") or ""))
    )
