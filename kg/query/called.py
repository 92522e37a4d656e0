"""What things are called: every name of a kind of thing, or, in a large graph, those that may be meant.

A name is compared folded, with shortened words written out. No server folds, so the few that may match are
picked by patterns that let every fold of a word through; who asks compares them.

>>> key("UBND tỉnh")
'uy ban nhan dan tinh'
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, Store

from kg import resources
from kg.query.binding import bind
from kg.query.table import select
from kg.text import fold

# Words that people shorten inside names (Decree 30/2020/NĐ-CP, annex III, and daily use), folded.
_SHORT = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "bcsd": "ban can su dang",
    "btv": "ban thuong vu",
    "mttq": "mat tran to quoc",
    "qh": "quoc hoi",
    "cp": "chinh phu",
    "tw": "trung uong",
    "tp": "thanh pho",
}
# A word of a locator (IV.3, 2.1.a, IV.1n2, II.1.t1), folded, and a locator.
# That of a document issued with another begins with its kind (quyche.III.12.5), of an annex with P (P.I.2).
ANNEXED = (
    "quyche|quydinh|kehoach|chuongtrinh|dean|danhmuc|dieule|phuongan|chienluoc|huongdan|quytrinh|noiquy|duan"
)
# What stands under no number: behind the last item, and elsewhere.
BESIDE = "ket|doan"
_STEP = f"(?:(?:{ANNEXED}|{BESIDE}|[ivxlc]+|[0-9]+|dd|[a-z])(?:[nt][0-9]+)?|[nt][0-9]+)"
_PLACE = re.compile(f"(?:(?:p|{ANNEXED}) )?(?:{BESIDE}|[ivxlc]+|[0-9]+)(?:n[0-9]+)?(?: {_STEP})*")
_DEEPEST = 6
_NEVER, _ALWAYS = "^$", ""
# Between two words, and between a letter and its marks where these stand apart.
_GAP, _MARKS = "[^a-z0-9]+", "[\u0300-\u036f]*"
_LETTERS = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
_FEWEST_LETTERS = 3
# Kinds of which a graph holds few: their names are all looked at.
_FEW = ("concept",)

Terms = dict[str, NamedNode | Literal]


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name that a thing bears, as written and folded; `preferred` is its language if it is the main one."""

    thing: str
    written: str
    folded: str
    preferred: str


def key(written: str) -> str:
    """The folded name with shortened words written out."""
    return re.sub(r"\w+", lambda word: _SHORT.get(word[0], word[0]), fold(written))


def is_place(wanted: str) -> bool:
    """Whether a folded name is a locator alone: the end of the name of a statement."""
    return _PLACE.fullmatch(wanted) is not None


def names(store: Store, kind: str) -> list[Name]:
    """Every name of every thing of a kind (body, document, statement, concept), sorted."""
    return _names(store, f"name/{kind}", {})


def likely(store: Store, kind: str, wanted: str) -> list[Name]:
    """The names of things of a kind among which are all that hold a folded name, sorted."""
    if kind in _FEW or not wanted:
        return names(store, kind)
    words = sorted(set(wanted.split()), key=lambda word: (-len(word), word))
    three = [*map(_of_word, words[:3]), _ALWAYS, _ALWAYS]
    return _found(store, kind, {**_three(three), **_of_places(wanted.split())})


def similar(store: Store, kind: str, wanted: str) -> list[Name]:
    """The names of things of a kind that hold a word of a folded name, sorted."""
    words = [word for word in wanted.split() if len(word) >= _FEWEST_LETTERS or word.isdigit()]
    if kind in (*_FEW, "body") or not words:
        return names(store, kind)
    return _found(
        store, kind, {**_three(["|".join(map(_of_word, words)), _ALWAYS, _ALWAYS]), **_of_places([])}
    )


def placed(store: Store, wanted: str) -> list[Name]:
    """The names, made of a document and a place, in whose place that at the end of a folded name stands."""
    places = _of_places(wanted.split())
    if places["place"] == _NEVER:
        return []
    inside = f"(?:^|[^a-z0-9]){places['place'].removeprefix('^')}(?:n[0-9]+)?(?:[^a-z0-9]|$)"
    return _found(store, "statement", {**_three([_NEVER] * 3), **places, "place": inside, "alone": _NEVER})


def main_name(store: Store, thing: str, lang: str) -> str:
    """The main name of a thing in a language; empty where it has none."""
    terms: Terms = {"_thing_iri": NamedNode(thing), "_lang_string": Literal(lang)}
    return next((row[0] for row in _cells(store, "find/main", terms)), "")


def is_of(store: Store, thing: str, class_: str) -> bool:
    """Whether a thing is of a class, both by IRI."""
    terms: Terms = {"_thing_iri": NamedNode(thing), "_class_iri": NamedNode(class_)}
    return _cells(store, "find/kind", terms) == [["true"]]


def _found(store: Store, kind: str, patterns: Mapping[str, str]) -> list[Name]:
    terms: Terms = {f"_{name}_string": Literal(pattern) for name, pattern in patterns.items()}
    return _names(store, f"find/{kind}", terms)


def _names(store: Store, query: str, terms: Terms) -> list[Name]:
    rows = _cells(store, query, terms)
    return sorted(Name(thing, written, key(written), preferred) for thing, written, preferred in rows)


def _cells(store: Store, query: str, terms: Terms) -> list[list[str]]:
    """The rows of queries/QUERY.rq, with terms in the place of its parameters."""
    return select(store, bind(resources.text(f"queries/{query}.rq"), terms), f"{query}.rq").cells()


def _three(patterns: list[str]) -> dict[str, str]:
    return dict(zip(("first", "second", "third"), patterns, strict=False))


def _of_places(words: list[str]) -> dict[str, str]:
    """What picks names put together of a document's type and number, or of either and a locator.

    `number` is for the number behind a type; `start`, `end` for the document before a locator, `place` for
    the locator; `alone` for a locator alone.
    """
    numbers = [word for word in words[1:] if word.isdigit()] or words[1:]
    steps = re.search(rf"\b(?:{_STEP} )*{_STEP}$", " ".join(words))
    count = min(len(steps[0].split()), _DEEPEST, len(words) - 1) if steps and words else 0
    tails = [words[-number:] for number in range(1, count + 1)]
    ends = {words[-number - 1] for number in range(1, count + 1)}
    return {
        "number": f"^(?:{_either(map(_of_word, numbers))})(?:[^a-z0-9]|$)" if numbers else _NEVER,
        "start": _of_word(words[0]) if tails else _NEVER,
        "end": f"(?:{_either(map(_of_word, sorted(ends)))})[^a-z0-9]*$" if tails else _NEVER,
        "place": f"^(?:{_either(map(_GAP.join, tails))})" if tails else _NEVER,
        "alone": _GAP.join(words) if is_place(" ".join(words)) else _NEVER,
    }


def _either(patterns: Iterable[str]) -> str:
    return "|".join(patterns)


@cache
def _of_word(word: str) -> str:
    """A pattern for a folded word, however it is marked, and for the short forms of words that hold it."""
    short = [short for short, long in _SHORT.items() if word in long.split()]
    return f"(?:{_either(_spelled(form) for form in (word, *short))})"


def _spelled(word: str) -> str:
    return "".join(f"{_letters().get(letter, letter)}{_MARKS}" for letter in word)


@cache
def _letters() -> dict[str, str]:
    """For each plain letter, the class of all that fold to it."""
    found: dict[str, list[str]] = {}
    for character in map(chr, _LETTERS):
        if len(plain := fold(character)) == 1:
            found.setdefault(plain, []).append(character)
    return {plain: f"[{plain}{''.join(marked)}]" for plain, marked in found.items()}
