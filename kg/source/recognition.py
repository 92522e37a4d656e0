"""Recognise the words of a scanned page by tesseract, and its ruled lines by runs of dark points."""

import csv
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kg.errors import BadInput, MissingTool
from kg.messages import Message
from kg.source.paper import Page, Rule, Word

# Points per inch at which pages are rendered.
RESOLUTION = 300
_LANGUAGE = "vie"
_SECONDS = 180
_DARK = 128
# In inches: the shortest ruled line, the thickest, and the gap within one that a scan may leave.
_LONG, _THICK, _BROKEN = 0.4, 0.035, 0.02

# Levels in tesseract's table.
_LINE, _WORD = "4", "5"
# Percent that tesseract must give a sign for it to count.
_SURE = 60.0
_SIGNS = "-–—+*/%&"

Picture = NDArray[np.uint8]


def recognise(picture: Picture, resolution: int) -> Page:
    """A page of a picture in grey; its resolution is in points per inch.

    Raises MissingTool where tesseract or its Vietnamese model is not installed, BadInput where it fails.
    """
    _program()
    grey: Picture = np.ascontiguousarray(picture.reshape(picture.shape[0], picture.shape[1]))
    dark = grey < _DARK
    level, upright = _runs(dark, resolution), _runs(dark.T, resolution)
    scale = 72 / resolution
    height, width = grey.shape
    words = tuple(_words(_table(_cleaned(grey, level, upright, resolution), resolution), scale))
    return Page(
        width * scale, height * scale, words, tuple(_scaled(level, scale)), tuple(_scaled(upright, scale))
    )


@cache
def _program() -> str:
    program = shutil.which("tesseract")
    remedy = Message("install the Debian packages tesseract-ocr and tesseract-ocr-vie (make system)")
    if program is None:
        raise MissingTool(
            "is a scan, and tesseract, which recognises its words, is not installed; {remedy}", remedy=remedy
        )
    known = subprocess.run(
        [program, "--list-langs"], capture_output=True, text=True, check=False
    ).stdout.split()
    if _LANGUAGE not in known:
        raise MissingTool("is a scan, and tesseract has no Vietnamese model; {remedy}", remedy=remedy)
    return program


def _table(picture: Picture, resolution: int) -> str:
    """What tesseract says of a picture, as tab-separated rows."""
    height, width = picture.shape
    command = [_program(), "stdin", "stdout", "-l", _LANGUAGE, "--dpi", str(resolution), "--psm", "3", "tsv"]
    pgm = b"P5 %d %d 255\n" % (width, height) + picture.tobytes()
    # Its threads wait for each other: one is over twice as fast as two, and callers read files side by side.
    one_thread = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command, input=pgm, capture_output=True, check=True, timeout=_SECONDS, env=one_thread
        )
    except subprocess.TimeoutExpired as error:
        raise BadInput(
            "has a page that tesseract does not read within {seconds} s; scan it again", seconds=_SECONDS
        ) from error
    except subprocess.CalledProcessError as error:
        raise BadInput("has a page that tesseract cannot read; scan it again") from error
    return done.stdout.decode("utf-8", "replace")


def _words(table: str, scale: float) -> Iterator[Word]:
    """The words with the height of their lines: a dash is no line of its own for being small."""
    rows = list(csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    heights = sorted(int(row["height"]) for row in rows if row["level"] == _LINE)
    usual = heights[len(heights) // 2] if heights else 0
    top = bottom = 0.0
    for row in rows:
        if row["level"] == _LINE:
            top, bottom = _evened(int(row["top"]), int(row["height"]), usual)
        elif row["level"] == _WORD and (text := (row["text"] or "").strip()) and not _speck(row):
            left = int(row["left"]) * scale
            yield Word(text, left, top * scale, left + int(row["width"]) * scale, bottom * scale)


def _speck(row: dict[str, str]) -> bool:
    """Whether signs that begin no item and join no words are more likely dirt than signs."""
    return float(row["conf"]) < _SURE and not any(
        letter.isalnum() or letter in _SIGNS for letter in row["text"]
    )


def _evened(top: int, height: int, usual: int) -> tuple[float, float]:
    """A line's top and bottom, of the usual height where it differs by its letters only."""
    middle, size = top + height / 2, usual if 0.5 < height / max(usual, 1) < 1.5 else height
    return middle - size / 2, middle + size / 2


def _runs(dark: NDArray[np.bool_], resolution: int) -> list[Rule]:
    """Level lines of dark points, in points of the picture: each row's long runs, neighbours as one."""
    found: list[Rule] = []
    shortest, thickest = max(int(_LONG * resolution), 1), max(int(_THICK * resolution), 2)
    for at in map(int, np.flatnonzero(dark.sum(axis=1) >= shortest)):
        for start, end in _long(dark[at], shortest, int(_BROKEN * resolution)):
            rule = Rule(float(at), float(start), float(end))
            place = _gone_on(found, rule, thickest)
            if place is None:
                found.append(rule)
            else:
                last = found[place]
                found[place] = Rule(last.at, min(last.start, rule.start), max(last.end, rule.end))
    return found


def _gone_on(found: Sequence[Rule], rule: Rule, thickest: int) -> int | None:
    """Which of the lines found, from the top down, a run goes on with: the last that is near and overlaps."""
    for place in range(len(found) - 1, -1, -1):
        if rule.at - found[place].at > thickest:
            return None
        if _over(found[place], rule):
            return place
    return None


def _over(first: Rule, second: Rule) -> bool:
    return first.start <= second.end and second.start <= first.end


def _long(row: NDArray[np.bool_], shortest: int, gap: int) -> Iterator[tuple[int, int]]:
    """Where dark points run on for the shortest length, small gaps forgiven."""
    places = np.flatnonzero(row)
    breaks = np.flatnonzero(np.diff(places) > gap + 1)
    starts = np.concatenate(([0], breaks + 1))
    ends = np.concatenate((breaks, [len(places) - 1]))
    for start, end in zip(places[starts], places[ends], strict=True):
        if end - start >= shortest and row[start:end].mean() > 0.9:
            yield int(start), int(end) + 1


def _cleaned(picture: Picture, level: list[Rule], upright: list[Rule], resolution: int) -> Picture:
    """The picture without its ruled lines, which recognition takes for letters."""
    clean = picture.copy()
    thick = max(int(_THICK * resolution), 2)
    for rule in level:
        at = int(rule.at)
        clean[max(at - 2, 0) : at + thick, int(rule.start) : int(rule.end)] = 255
    for rule in upright:
        at = int(rule.at)
        clean[int(rule.start) : int(rule.end), max(at - 2, 0) : at + thick] = 255
    return clean


def _scaled(rules: list[Rule], scale: float) -> Iterator[Rule]:
    for rule in rules:
        yield Rule(rule.at * scale, rule.start * scale, rule.end * scale)
