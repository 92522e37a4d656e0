"""Figures: what a target's words say, in the comparators, units and measures that records have."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import cast, get_args

from kg.extract.reading import Target
from kg.records import Figure, Indicator, Words
from kg.records.kinds import Comparator, Measure, Unit
from kg.text import fold, slug

_FIRST_YEAR, _LAST_YEAR = 1945, 2200
_PERCENT = re.compile(r"%|phan tram")
_PER_TEN_THOUSAND = re.compile(r"(?:/|tren|moi|mot|1 )+ ?(?:10 000|10000|van|1 van) (?:dan|nguoi)")
# Units of a measure, and counts in thousands or millions: neither a number of things nor one of our units.
_MEASURED = re.compile(
    r"(?:nghìn|ngàn|triệu|tỷ|tỉ|đồng|usd|vnd|ha|hecta|héc-ta|m|m2|m3|m²|m³|km|km2|km²|kg|tạ|tấn|yến|lít|gam|mw|kw"
    r"|kwh|mwh|gwh|gb|tb|mbps|gbps|giây|phút|giờ|ngày|tuần|tháng|quý|năm|lần|độ|ppm|mg)(?!\w)"
)
_GROWTH = re.compile(
    r"tang (?:truong )?[^.;]{0,40}(?:moi nam|hang nam|nam)\b|(?:%|phan tram) ?(?:moi |mot )?nam\b"
)
_INCREMENT = re.compile(r"(?:tang|co|phat trien) them\b|them it nhat|them toi thieu")


@dataclass(frozen=True, slots=True)
class Measured:
    """The figure of a target and the indicator that it is of; none where the target has no figure."""

    figure: Figure
    indicator: Indicator | None = None

    @property
    def english(self) -> str:
        """The figure in English words, for a label."""
        if self.figure.value is None:
            return f"by {self.figure.horizon}" if self.figure.horizon else ""
        upper = f" to {self.figure.upper}" if self.figure.upper is not None else ""
        unit = {"percent": " %", "asWorded": f" {self.figure.unit_text}"}.get(self.figure.unit or "", "")
        year = f", {self.figure.horizon}" if self.figure.horizon else ""
        return f"{_ENGLISH[self.figure.comparator or 'reaches']}{self.figure.value}{upper}{unit}{year}"


_ENGLISH: dict[Comparator, str] = {
    "atLeast": "at least ",
    "moreThan": "more than ",
    "reaches": "",
    "atMost": "at most ",
    "lessThan": "less than ",
    "between": "",
    "rankAtMost": "rank ",
}


def measured(target: Target, name: str, where: str) -> Measured:
    """The figure that a target's words give; `name` is the id of its indicator, `where` its place in English.

    A value that is no number leaves a target without a figure.
    """
    year = target.year if target.year and _FIRST_YEAR <= target.year <= _LAST_YEAR else None
    value, upper = _decimal(target.value), _decimal(target.upper)
    if value is None:
        return Measured(Figure(horizon=year))
    unit, words = _unit(target)
    figure = Figure(
        indicator=slug(name),
        comparator=_comparator(target, upper),
        value=value,
        upper=upper,
        unit=unit,
        unit_text=words,
        measure=_measure(target),
        horizon=year,
    )
    return Measured(figure, _indicator(target, slug(name), where))


def _indicator(target: Target, name: str, where: str) -> Indicator:
    """An indicator of this target's own: a reviewer says whether it is one that others measure too."""
    said = " ".join((target.indicator or target.text).split())
    english = f"What {where} measures"
    return Indicator(
        id=name,
        label=Words(vi=said, en=english),
        definition=Words(
            vi=f"Đại lượng mà văn bản gọi là: {said}", en=f"{english}, in the words of its document"
        ),
    )


def _decimal(text: str | None) -> Decimal | None:
    """A number with a point or a decimal comma; None for what is none."""
    said = (text or "").strip().replace(",", ".")
    try:
        found = Decimal(said)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _comparator(target: Target, upper: Decimal | None) -> Comparator:
    if upper is not None:
        return "between"
    said = target.comparator if target.comparator in get_args(Comparator) else "reaches"
    return cast(Comparator, "reaches" if said == "between" else said)


def _unit(target: Target) -> tuple[Unit, str | None]:
    """The unit of the list that the words mean, and the words where they say more."""
    said = " ".join((target.unit or "").split())
    key = fold(said)
    if target.comparator == "rankAtMost":
        return "rank", None
    if _PERCENT.match(key):
        return "percent", None
    if _PER_TEN_THOUSAND.search(key):
        return "perTenThousandPeople", None
    if key.startswith("diem"):
        return "index", None
    return ("asWorded" if _MEASURED.match(said.lower()) else "count"), said or None


def _measure(target: Target) -> Measure:
    key = fold(target.text)
    if _GROWTH.search(key):
        return "growthPerYear"
    return "increment" if _INCREMENT.search(key) else "level"
