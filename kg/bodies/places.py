"""The provinces and centrally run cities, those of before the mergers too, and how their names are read.

>>> place_named("TP. Hồ Chí Minh").id, place_named("tỉnh Quảng Bình").successor
('thanh-pho-ho-chi-minh', 'tinh-quang-tri')
>>> place_named("thành phố Bắc Ninh") is None   # a city in a province
True
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias, TypedDict, cast

from kg import resources
from kg.bodies.spelling import written_out
from kg.text import fold, slug

Rank: TypeAlias = Literal["tỉnh", "thành phố"]
# In their own names these begin with a capital: Thành phố Hồ Chí Minh.
_CAPITALISED = {"Hồ Chí Minh": "Thành phố Hồ Chí Minh"}
_COMMITTEE = {"tỉnh": "Tỉnh ủy", "thành phố": "Thành ủy"}
_COMMITTEE_EN = {"tỉnh": "Provincial", "thành phố": "Municipal"}
_RANK_EN = {"tỉnh": "Province", "thành phố": "City"}


@dataclass(frozen=True, slots=True)
class Place:
    """A province or centrally run city; one that was merged has its last day and its successor's id."""

    name: str
    rank: Rank
    valid_to: str | None = None
    successor: str | None = None

    @property
    def id(self) -> str:
        """The slug of rank and name."""
        return slug(f"{self.rank} {self.name}")

    @property
    def words(self) -> dict[str, str]:
        """What stands in a Vietnamese name for {place}, {committee} and {name}."""
        place = _CAPITALISED.get(self.name, f"{self.rank} {self.name}")
        return {"place": place, "committee": f"{_COMMITTEE[self.rank]} {self.name}", "name": self.name}

    @property
    def words_en(self) -> dict[str, str]:
        """The same in an English name."""
        place = f"{self.name} {_RANK_EN[self.rank]}"
        committee = f"{self.name} {_COMMITTEE_EN[self.rank]} Party Committee"
        return {"place": place, "committee": committee, "name": self.name}


class _Places(TypedDict):
    cities: list[str]
    provinces: dict[str, dict[str, object]]
    spellings: dict[str, list[str]]


@cache
def _listed() -> _Places:
    return cast("_Places", resources.mapping(resources.text("bodies/authority/places.yaml")))


def _rank(name: str) -> Rank:
    return "thành phố" if name in _listed()["cities"] else "tỉnh"


def _all() -> Iterator[Place]:
    for name, merged in _listed()["provinces"].items():
        place = Place(name, _rank(name))
        yield place
        yield from (Place(old, "tỉnh", str(last), place.id) for old, last in merged.items())


@cache
def places() -> dict[str, Place]:
    """Every place by id, the 34 of today and those before them."""
    return {place.id: place for place in _all()}


@cache
def spellings() -> dict[str, Place]:
    """Every folded name of a place, with its rank and without, and the place."""
    found: dict[str, Place] = {}
    for place in places().values():
        for name in (place.name, *_listed()["spellings"].get(place.name, ())):
            found[fold(name)] = found[fold(f"{place.rank} {name}")] = place
    return found


def place_named(name: str) -> Place | None:
    """The place that a name, with its rank or without, means; None where it is none, or of another rank."""
    return spellings().get(fold(written_out(name)))
