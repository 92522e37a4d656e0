"""From pages to text: lines joined into paragraphs, tables as rows, page numbers and heads left out."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.source.columns import side_by_side
from kg.source.joining import Margins, continues, joined
from kg.source.paper import Line, Page, Word, lines
from kg.source.rows import written
from kg.source.ruling import Ruled, ruled_tables
from kg.text import fold

_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—.\s]*", re.I)
_EDGE = 2
_OFTEN, _MARGIN = 3, 0.08
_SAME, _FEW = 4.0, 5


@dataclass(frozen=True, slots=True)
class Table:
    """A table's texts by row and column, and where its columns are parted."""

    grid: list[list[str]]
    columns: tuple[float, ...]


Element = Line | Table


def laid_out(pages: Sequence[Page]) -> str:
    """The text of pages: a paragraph a line, an empty line between blocks, in reading order."""
    bodies = [_parted(page) for page in pages]
    heads = _running(pages, [body for body, _ in bodies])
    elements: list[Element] = []
    margins: list[Margins] = []
    for page, (body, tables) in zip(pages, bodies, strict=True):
        kept = _without(body, heads)
        found = _ordered(kept, tables)
        elements += found
        margins += [_margins(page, [line for line in found if isinstance(line, Line)])] * len(found)
    return "\n\n".join(_blocks(_joined_tables(elements, margins))) + "\n"


def _parted(page: Page) -> tuple[list[Line], list[tuple[float, Table]]]:
    """The lines outside ruled tables, and the tables with the height at which each begins."""
    tables = ruled_tables(page)
    held = [[word for word in page.words if table.holds(word.middle, word.height_at)] for table in tables]
    inside = {id(word) for words in held for word in words}
    body = lines(word for word in page.words if id(word) not in inside)
    return body, [(table.rows[0], _filled(table, words)) for table, words in zip(tables, held, strict=True)]


def _filled(table: Ruled, words: list[Word]) -> Table:
    """The words of a ruled table in its cells; those of a cell over several rows stand in each."""
    places = {
        (row, column): at
        for at, box in enumerate(table.boxes)
        for row in range(box.top, box.bottom)
        for column in range(box.left, box.right)
    }
    held: dict[int, list[Word]] = {}
    for word in words:
        held.setdefault(places[table.place(word.middle, word.height_at)], []).append(word)
    cells = {at: lines(inside) for at, inside in held.items()}
    edges = {at: (table.columns[box.left], table.columns[box.right]) for at, box in enumerate(table.boxes)}
    pad = min((row[0].left - edges[at][0] for at, row in cells.items()), default=0.0)
    grid = [[""] * (len(table.columns) - 1) for _ in range(len(table.rows) - 1)]
    for at, box in enumerate(table.boxes):
        left, right = edges[at]
        for row in range(box.top, box.bottom):
            grid[row][box.left] = joined(cells.get(at, []), Margins(left + max(pad, 0), right - max(pad, 0)))
    return Table(grid, table.columns)


def _running(pages: Sequence[Page], bodies: Sequence[Sequence[Line]]) -> set[str]:
    """What stands, but for its digits, first or last on several pages; of two, in the margin of both."""
    seen: Counter[str] = Counter()
    for page, body in zip(pages, bodies, strict=True):
        edge = (*body[:_EDGE], *body[-_EDGE:])
        if len(pages) < _OFTEN:
            edge = tuple(line for line in edge if not _MARGIN < line.bottom / page.height < 1 - _MARGIN)
        seen.update({_worn(line) for line in edge})
    least = max(min(_OFTEN, len(pages)), len(pages) // 2, 2)
    return {text for text, count in seen.items() if text and count >= least}


def _worn(line: Line) -> str:
    return re.sub(r"\d+", "", fold(line.text)).strip()


def _without(body: Sequence[Line], heads: set[str]) -> list[Line]:
    """A page's lines without its number and running heads at either edge."""
    kept = list(body)
    for end in (0, -1):
        for _ in range(_EDGE):
            if kept and (_PAGE_NUMBER.fullmatch(kept[end].text) or _worn(kept[end]) in heads):
                kept.pop(end)
    return kept


def _ordered(body: list[Line], tables: Iterable[tuple[float, Table]]) -> list[Element]:
    """Lines and tables from top to bottom, lines that stand side by side as a table too."""
    elements: list[Element] = []
    for top, table in tables:
        above = [line for line in body if line.top < top]
        body = [line for line in body if line.top >= top]
        elements += _sided(above)
        elements.append(table)
    return [*elements, *_sided(body)]


def _sided(body: list[Line]) -> list[Element]:
    elements: list[Element] = []
    at = 0
    while at < len(body):
        grid, count = side_by_side(body, at)
        elements.append(Table(grid, ()) if grid else body[at])
        at += max(count, 1)
    return elements


def _margins(page: Page, body: list[Line]) -> Margins:
    """Between which the text of a page runs: nearly all of its lines."""
    if not body:
        return Margins(0, page.width)
    lefts, rights = sorted(line.left for line in body), sorted(line.right for line in body)
    left, right = lefts[len(lefts) // 50], rights[-1 - len(rights) // 50]
    # Of a few lines none need reach the margin, which is then taken to be as wide as that on the left.
    return Margins(left, max(right, page.width - left) if len(body) < _FEW else right)


def _joined_tables(elements: list[Element], margins: list[Margins]) -> list[tuple[Element, Margins]]:
    """A table that goes on upon the next page as one, its repeated head left out."""
    whole: list[tuple[Element, Margins]] = []
    for element, margin in zip(elements, margins, strict=True):
        last = whole[-1][0] if whole else None
        if isinstance(element, Table) and isinstance(last, Table) and _goes_on(last, element):
            rows = element.grid[1:] if element.grid[0] == last.grid[0] else element.grid
            whole[-1] = Table(_continued(last.grid, rows), last.columns), margin
        else:
            whole.append((element, margin))
    return whole


def _goes_on(table: Table, other: Table) -> bool:
    pairs = list(zip(table.columns, other.columns, strict=False))
    return (
        bool(pairs) and len(table.columns) == len(other.columns) and all(abs(a - b) < _SAME for a, b in pairs)
    )


def _continued(grid: list[list[str]], rows: list[list[str]]) -> list[list[str]]:
    """Rows added; a first row that goes on in the middle of sentences is the rest of the last one."""
    if grid and rows and any(text[:1].islower() for text in rows[0]) and not rows[0][0]:
        rest = [" ".join(filter(None, pair)) for pair in zip(grid[-1], rows[0], strict=True)]
        return [*grid[:-1], rest, *rows[1:]]
    return grid + rows


def _blocks(elements: Iterable[tuple[Element, Margins]]) -> Iterable[str]:
    paragraph: list[Line] = []
    for element, margins in elements:
        if isinstance(element, Line) and paragraph and continues(paragraph, element, margins):
            paragraph.append(element)
            continue
        if paragraph:
            yield " ".join(line.text for line in paragraph)
        paragraph = [element] if isinstance(element, Line) else []
        if isinstance(element, Table) and (text := written(element.grid)):
            yield text
    if paragraph:
        yield " ".join(line.text for line in paragraph)
