"""How properties are tried: the same examples in every run, without a database, and strategies that many share."""

import re
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from pydantic import StringConstraints, ValidationError

from kg.errors import KgError
from kg.pipeline import topics
from kg.records import Body, Evidence, Figure, Indicator, Product, RecordFile, Source, Statement, Words
from kg.records.kinds import Amount, Day, DocumentId, Edtf, Locator, Ordinal, Reference, Slug, Stem, Year

# What letters of Vietnamese, of other scripts and of no script are made of; marks that steer; what quotes and binds.
ODD = "aàạăđươỆ Ð\u0301\u0323\u00ad\u200b\u200f\u202e\ufeff\u2028\"'`\\{}[]<>|#?$%&;:,.-–/()\n\t\r0123456789٣⁵🙂中"
WORDS = (
    "Sở Tài chính", "UBND tỉnh", "chủ trì", "phối hợp với", "báo cáo", "trước ngày 20/11/2031", "Căn cứ Nghị quyết số",
    "57-NQ/TW", "Điều 1.", "a)", "- ", "I. MỤC TIÊU", "III. NHIỆM VỤ", "đến năm 2035 đạt trên 40%", "| a | b |",
    "|---|---|", "Nơi nhận:", "TM. ỦY BAN", "KẾ HOẠCH", "Số: 12/KH-UBND", "hằng quý", "ngày 01 tháng 02 năm 2031",
    "\n", "\n\n", " ", "----------", "**",
)  # fmt: skip


def tried(times: int) -> Callable[[Any], Any]:
    """So many examples, the same each time; a machine that is busy breaks no test."""
    return settings(
        max_examples=times,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        # Making a find smaller is for the one who mends it, and takes longer than all the rest.
        phases=[Phase.explicit, Phase.generate],
    )


def odd_texts(longest: int = 60) -> SearchStrategy[str]:
    """Texts of any characters, of odd ones mostly."""
    return st.text(
        st.one_of(st.sampled_from(ODD), st.characters(exclude_categories=["Cs"])), max_size=longest
    )


def documents() -> SearchStrategy[str]:
    """Texts like documents: words of theirs and odd texts in any order."""
    return st.lists(st.one_of(st.sampled_from(WORDS), odd_texts(8)), max_size=40).map("".join)


# A closed world of ids, so that what records refer to is there.
BODIES = ("so-mau", "b1", "ban-mau-hai")
STEMS = ("src-1", "a_b.c")
DOCUMENTS = ("so-mau/2030/1-kh", "so-mau/undated/x", "b1/2031/2")
INDICATORS = ("ty-le", "so-vuon")
_WORDED = st.text(
    st.sampled_from("abđỆ 'x\"{}:#-\n|>&*!%@`,[]?\\0.1\u00a0\u202e"), min_size=1, max_size=12
).map(lambda text: f"v{text.strip()}")
_DATES = st.dates(date(1945, 1, 1), date(2199, 12, 31))
_EDTF = st.one_of(
    _DATES.map(str),
    _DATES.map(lambda day: f"{day:%Y-%m}"),
    _DATES.map(lambda day: f"{day.year}"),
    st.tuples(st.integers(1950, 2199), st.integers(33, 36)).map(lambda it: f"{it[0]}-{it[1]}"),
    st.tuples(st.integers(1950, 2050), st.integers(2050, 2199)).map(lambda it: f"{it[0]}/{it[1]}"),
    _DATES.map(lambda day: f"{day.year}/.."),
    st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: f"XXXX-{day:%m-%d}"),
)
_AMOUNTS = st.decimals(-(10**9), 10**9, places=6).map(lambda figure: figure.normalize())
_LOCATORS = st.from_regex(r"\A[IVX]{1,3}(\.[1-9]){0,2}(\.[a-d])?\Z")
_ALIASES: dict[Any, SearchStrategy[Any]] = {
    Slug: st.sampled_from(BODIES),
    Stem: st.sampled_from(STEMS),
    DocumentId: st.sampled_from(DOCUMENTS),
    Reference: st.one_of(_LOCATORS, st.tuples(st.sampled_from(DOCUMENTS), _LOCATORS).map("#".join)),
    Locator: _LOCATORS,
    Edtf: _EDTF,
    Day: _DATES,
    Amount: _AMOUNTS,
    Year: st.integers(1945, 2200),
    Ordinal: st.integers(1, 10**6),
}

_PLAIN: dict[Any, SearchStrategy[Any]] = {str: _WORDED, Decimal: _AMOUNTS, date: _DATES}


def records(model: type[Any], **given: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """Valid values of a model of the record format, derived from its fields; `given` stands for some of them."""
    hints = get_type_hints(model, include_extras=True)
    parts = {field.name: given.get(field.name, _of(hints[field.name], field.name)) for field in fields(model)}
    return (
        st.fixed_dictionaries(parts)
        .map(lambda values: _made(model, values))
        .filter(lambda made: made is not None)
    )


def _made(model: type[Any], values: dict[str, Any]) -> Any:
    named = {name.removesuffix("_"): value for name, value in values.items()}
    try:
        return model(**named)
    except ValidationError:
        return None


def _of(hint: Any, name: str) -> SearchStrategy[Any]:
    if name == "indicator":
        return st.sampled_from(INDICATORS)
    if hint in _ALIASES:
        return _ALIASES[hint]
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return st.sampled_from(inner)
    if origin in (Union, UnionType):
        return st.one_of(*(st.none() if one is NoneType else _of(one, name) for one in inner))
    if origin is tuple:
        return st.lists(_of(inner[0], name), max_size=2).map(tuple)
    if hasattr(hint, "__metadata__"):
        pattern = next((one.pattern for one in hint.__metadata__ if isinstance(one, StringConstraints)), None)
        return st.from_regex(rf"\A(?:{pattern})\Z") if pattern else st.integers(1, 10**6)
    if name == "topics":
        return st.lists(st.sampled_from(sorted(topics())), max_size=2).map(tuple)
    if hint in _WHOLE:
        return _WHOLE[hint]()
    return _PLAIN[hint] if hint in _PLAIN else _nested(hint)


@cache
def _nested(model: type[Any]) -> SearchStrategy[Any]:
    return records(model)


_FIGURED = {"comparator": st.sampled_from(["atLeast", "reaches", "rankAtMost"]), "value": _AMOUNTS,
            "upper": st.none(), "unit": st.sampled_from(["percent", "count", "index"]), "unit_text": st.none(),
            "measure": st.just("level")}  # fmt: skip
_BARE = dict.fromkeys(_FIGURED, st.none())


@cache
def places() -> SearchStrategy[Evidence]:
    """Places in sources, found and not yet found."""
    bare = dict.fromkeys(("start", "end", "exact", "folded"), st.none())
    digests = st.text("0123456789abcdef", min_size=16, max_size=16)
    found = {"start": st.integers(0, 500), "end": st.integers(501, 900), "exact": digests, "folded": digests}
    return st.one_of(records(Evidence, **bare), records(Evidence, **found))


@cache
def products() -> SearchStrategy[Product]:
    """What a task is to bring about, named and as a document."""
    named = {"id": st.integers(1, 9), "label": records(Words), "document": st.none()}
    return st.one_of(
        records(Product, **named),
        records(Product, id=st.none(), label=st.none(), document=st.sampled_from(DOCUMENTS)),
    )


@cache
def figures() -> SearchStrategy[Figure]:
    """Targets with a figure and without."""
    return st.one_of(records(Figure, **_FIGURED), records(Figure, **_BARE))


@cache
def statements() -> SearchStrategy[Statement]:
    """Statements of every kind, with what goes with the kind."""
    nothing = {name: st.just(()) for name in ("assignments", "products", "contributes_to", "guided_by")}
    bare = {**nothing, **dict.fromkeys(("target", "declared_tasks", "deadline", "recurrence"), st.none())}
    task = {name: strategy for name, strategy in bare.items() if name in ("target", "declared_tasks")}
    return st.one_of(
        records(Statement, **(bare | {"kind": st.just("Target"), "target": figures()})),
        records(Statement, **(bare | {"kind": st.just("TaskGroup"), "declared_tasks": st.integers(0, 99)})),
        records(Statement, **(bare | {"kind": st.sampled_from(["Viewpoint", "Purpose", "Provision"])})),
        records(Statement, **(task | {"kind": st.just("Task")})),
    )


_WHOLE: dict[Any, Callable[[], SearchStrategy[Any]]] = {
    Figure: figures,
    Evidence: places,
    Product: products,
}


@cache
def files() -> SearchStrategy[RecordFile]:
    """Files whose references lead to bodies, sources and indicators that they declare."""

    def listed(model: type[Any], ids: tuple[str, ...]) -> SearchStrategy[Any]:
        return st.tuples(*(records(model, id=st.just(one)) for one in ids))

    def unlike(one: Any) -> Any:
        return one.id.casefold()

    return records(
        RecordFile,
        bodies=listed(Body, BODIES),
        sources=listed(Source, STEMS),
        indicators=listed(Indicator, INDICATORS),
        document=records(get_args(get_type_hints(RecordFile)["document"])[0]),
        statements=st.lists(statements(), max_size=3, unique_by=unlike).map(tuple),
    )


def refused(call: Callable[[], object]) -> str:
    """What an error of the project's says, where the call raises one; nothing where it gives something."""
    try:
        call()
    except KgError as error:
        return str(error)
    return ""


def lines_of(text: str) -> int:
    """How many lines a text has, as an editor counts them."""
    return len(re.split("\r\n|\n|\r|\u2028|\u2029|\x85", text))


__all__ = ["ODD", "WORDS", "documents", "files", "lines_of", "odd_texts", "records", "refused", "tried"]
