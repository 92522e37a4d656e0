"""What a trace is: a thing, chains of steps that connect it, and what bounded the search for them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from kg.trace.network import Link, Thing

Direction = Literal["documents", "bodies"]
DIRECTIONS: tuple[Direction, ...] = ("documents", "bodies")
DEPTH = 10
MOST = 1000


@dataclass(frozen=True, slots=True)
class Step:
    """From one thing to the next; `upward` where it leads towards documents."""

    start: str
    end: str
    links: tuple[Link, ...]
    upward: bool


Chain = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """What bounded the search or must be known to read the chains: its name, and a count where it has one."""

    name: Literal["nothing", "turning", "citing", "deep", "many", "idle", "drafts"]
    count: int = 0


@dataclass(frozen=True, slots=True)
class Way:
    """Chains in one direction, or between two things, with remarks on them."""

    direction: Literal["documents", "bodies", "between"]
    chains: tuple[Chain, ...]
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """A thing, the chains that connect it, and all things on them, by IRI."""

    start: Thing
    end: Thing | None
    ways: tuple[Way, ...]
    things: Mapping[str, Thing]

    @property
    def chains(self) -> tuple[Chain, ...]:
        """All chains, whichever way they lead."""
        return tuple(chain for way in self.ways for chain in way.chains)

    @property
    def one_way(self) -> bool:
        """Whether there are chains, and each keeps its direction."""
        turns = any(len({step.upward for step in chain}) > 1 for chain in self.chains)
        return bool(self.chains) and not turns

    def remarked(self, remark: Remark) -> "Trace":
        """The same with one more remark behind the last chains."""
        *others, last = self.ways
        return replace(self, ways=(*others, replace(last, remarks=(*last.remarks, remark))))

    def walked(self) -> tuple[Step, ...]:
        """Every step of every chain once, in the order of the chains."""
        return tuple(dict.fromkeys(step for chain in self.chains for step in chain))


@dataclass(frozen=True, slots=True)
class Search:
    """How far to look: the most steps of a chain, the most chains, and whether every path is wanted."""

    depth: int = DEPTH
    most: int = MOST
    every: bool = False
