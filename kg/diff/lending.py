"""Lend records the lists that they name and do not hold: what a single file is about needs them."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from kg import resources
from kg.bodies import authority
from kg.names import Base
from kg.records import LISTED, Body, Indicator, RecordFile, Records, Source, read, with_listed
from kg.source import read as read_file

# The usual places of lists; files of other names beside a record file may be other versions of it.
_LISTS = ("bodies.yaml", "indicators.yaml", "sources.yaml")
Listed = TypeVar("Listed", Body, Indicator, Source)


@dataclass(frozen=True, slots=True)
class Loan:
    """Bodies, indicators and sources that records do not declare themselves."""

    bodies: tuple[Body, ...]
    indicators: tuple[Indicator, ...]
    sources: tuple[Source, ...]

    def to(self, said: Records) -> Records:
        """The records together with what they are lent."""
        lists = RecordFile(bodies=self.bodies, indicators=self.indicators, sources=self.sources)
        return Records(files=said.files | {"": lists}, raw=said.raw | {"": {}}, lines=said.lines | {"": {}})

    def iris(self, base: Base) -> frozenset[str]:
        """What the things that are lent are called in the graph."""
        bodies = {str(base.body(body.id, body.known_through)) for body in self.bodies}
        indicators = {str(base.indicator(indicator.id)) for indicator in self.indicators}
        return frozenset(bodies | indicators | {str(base.source(source.sha256)) for source in self.sources})


def lend(said: Records, path: Path) -> Loan:
    """What lists beside a record file, reviewed ones and, of bodies, the authority list have besides."""
    beside = [path.parent] if path.is_file() else []
    files = [folder / name for folder in (*beside, resources.corpus()) for name in _LISTS]
    lists = [_list(file) for file in files if file.is_file()]
    own = list(said.files.values())
    loan = Loan(
        _others([b for f in own for b in f.bodies], [b for f in lists for b in f.bodies]),
        _others([i for f in own for i in f.indicators], [i for f in lists for i in f.indicators]),
        _others([s for f in own for s in f.sources], [s for f in lists for s in f.sources]),
    )
    listed = with_listed(loan.to(said), authority()).files.get(LISTED, RecordFile())
    return replace(loan, bodies=loan.bodies + listed.bodies)


def _list(file: Path) -> RecordFile:
    return read({str(file): read_file(file).text}).files[str(file)]


def _others(own: list[Listed], lists: list[Listed]) -> tuple[Listed, ...]:
    """Those of the lists whose id is not among one's own, the first of each id."""
    known = {thing.id for thing in own}
    return tuple({thing.id: thing for thing in reversed(lists) if thing.id not in known}.values())
