"""What the server is told: where things lie, and the limits within which it answers."""

from dataclasses import dataclass, field
from pathlib import Path

from kg.names import VOCABULARY_BASE


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits that keep one client from taking the service from the others.

    `seconds` is the longest that a query runs and `quick` the time after which it counts as long; `queries`
    quick ones and `long` ones run at once, and `waiting` more wait for at most `patience` seconds.
    A build whose quads take no more than `held` bytes as N-Quads is held in memory, once for all workers.
    A request must have come whole within `dawdling` seconds for its headers and as many for its body; other
    figures are of bytes, rows, triples and connections.
    """

    seconds: float = 10
    quick: float = 0.5
    queries: int = 2
    long: int = 3
    waiting: int = 200
    patience: float = 5
    rows: int = 10_000
    triples: int = 50_000
    request: int = 256 * 1024
    answer: int = 64 * 1024 * 1024
    held: int = 64 * 1024 * 1024
    memory: int = 1024 * 1024 * 1024
    headers: int = 64 * 1024
    dawdling: float = 10
    idle_seconds: float = 15
    connections: int = 500
    grace: int = 15


@dataclass(frozen=True, slots=True)
class Settings:
    """What is served: a published site, a build's store or another server's endpoint, and the limits.

    `licence` is the IRI of the data's licence, empty where it is not known.
    """

    site: Path | None
    build: Path
    endpoint: str = ""
    base: str = VOCABULARY_BASE
    limits: Limits = field(default_factory=Limits)
    licence: str = ""
