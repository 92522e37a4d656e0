"""The ruled lines among what a PDF page draws: strokes, and boxes so thin that they are lines."""

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol

import pypdfium2
import pypdfium2.raw as pdfium

from kg.source.paper import Rule

_THIN, _SHORT, _SLANT = 2.5, 4.0, 1.0
# Beyond so many drawn things a page is a drawing, and beyond so many points a path is.
_OBJECTS, _POINTS = 20_000, 5_000

Point = tuple[float, float]
Rules = tuple[tuple[Rule, ...], tuple[Rule, ...]]


class Turn(Protocol):
    """What turns a point of the page into one of the page as shown."""

    def point(self, x: float, y: float, /) -> Point:
        """The point as shown."""


def rules(page: pypdfium2.PdfPage, turn: Turn) -> Rules:
    """The level and the upright lines of a page, in points from the top left corner as shown."""
    level: list[Rule] = []
    upright: list[Rule] = []
    for number, drawn in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=5)):
        if number > _OBJECTS:
            return (), ()
        for first, second in _strokes(drawn):
            _sort(turn.point(*first), turn.point(*second), level, upright)
    return tuple(level), tuple(upright)


def _sort(first: Point, second: Point, level: list[Rule], upright: list[Rule]) -> None:
    (x1, y1), (x2, y2) = first, second
    if abs(y1 - y2) <= _SLANT and abs(x1 - x2) >= _SHORT:
        level.append(Rule((y1 + y2) / 2, min(x1, x2), max(x1, x2)))
    elif abs(x1 - x2) <= _SLANT and abs(y1 - y2) >= _SHORT:
        upright.append(Rule((x1 + x2) / 2, min(y1, y2), max(y1, y2)))


def _strokes(drawn: pypdfium2.PdfObject) -> Iterator[tuple[Point, Point]]:
    """The straight lines that an object draws, in the page's own coordinates."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(drawn.raw, ctypes.byref(fill), ctypes.byref(stroke))
    for path in _paths(drawn):
        if stroke.value:
            yield from pairwise(path)
        elif fill.value and (line := _thin(path)):
            yield line


def _thin(path: Sequence[Point]) -> tuple[Point, Point] | None:
    """The line that a filled box is, where one of its sides is thin."""
    xs, ys = [x for x, _ in path], [y for _, y in path]
    left, right, low, high = min(xs), max(xs), min(ys), max(ys)
    if high - low <= _THIN:
        return (left, (low + high) / 2), (right, (low + high) / 2)
    if right - left <= _THIN:
        return ((left + right) / 2, low), ((left + right) / 2, high)
    return None


def _paths(drawn: pypdfium2.PdfObject) -> Iterator[list[Point]]:
    """The points of each part of a path, closed parts with their first point again."""
    path: list[Point] = []
    placed = _placed(drawn)
    x, y = ctypes.c_float(), ctypes.c_float()
    count = pdfium.FPDFPath_CountSegments(drawn.raw)
    for at in range(count if count <= _POINTS else 0):
        segment = pdfium.FPDFPath_GetPathSegment(drawn.raw, at)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            if len(path) > 1:
                yield path
            path = []
        path.append(placed(x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            path.append(path[0])
    if len(path) > 1:
        yield path


class _Placed:
    def __init__(self, matrices: list[pypdfium2.PdfMatrix]) -> None:
        self._matrices = matrices

    def __call__(self, x: float, y: float) -> Point:
        for matrix in self._matrices:
            x, y = matrix.on_point(x, y)
        return x, y


def _placed(drawn: pypdfium2.PdfObject) -> _Placed:
    """From an object's coordinates through those of the forms that hold it to the page's."""
    matrices = []
    holder: pypdfium2.PdfObject | None = drawn
    while holder is not None:
        matrices.append(holder.get_matrix())
        holder = holder.container
    return _Placed(matrices)
