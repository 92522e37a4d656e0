"""The five clarities of tasks as a heat map: documents and their task groups by what is said clearly."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.audit import BY_DOCUMENT, CLARITIES
from kg.query import cell
from kg.view.answers import Words
from kg.view.asking import Asked
from kg.view.counting import percent

COLUMNS = tuple(Words(clarity.vi, clarity.en) for clarity in CLARITIES)


@dataclass(frozen=True, slots=True)
class Row:
    """A document, or a group of it: its number of smallest tasks, and of each clarity number and per cent."""

    document: Words
    group: Words
    parts: int
    cells: tuple[tuple[int, int], ...]


def heat(asked: Iterable[Asked]) -> list[Row]:
    """The rows of the heat map, from the question that counts clarities by document and group."""
    tables = next(question.tables for question in asked if question.name == BY_DOCUMENT)
    found = []
    for vi, en in zip(tables["vi"].rows, tables["en"].rows, strict=True):
        said = {
            name: Words(cell(v), cell(e)) for name, v, e in zip(tables["vi"].columns, vi, en, strict=True)
        }
        parts = int(said["parts"].vi)
        counts = (int(said[clarity.column].vi) for clarity in CLARITIES)
        cells = tuple((count, percent(count, parts)) for count in counts)
        found.append(Row(said["document"], said["group"], parts, cells))
    return found
