"""Given: a duty as read, in offsets of the clean text, before it becomes a task and its assignments."""

from dataclasses import dataclass

from kg.document import Block, Clean
from kg.extract.deadlines import Deadline, deadlines
from kg.extract.passages import Named
from kg.extract.reading import Due
from kg.extract.roles import Role
from kg.extract.showing import Span
from kg.text import fold


@dataclass(frozen=True, slots=True)
class Bearer:
    """A body in the role that it has in a duty, and those whom it is to work with where it only joins in."""

    named: Named
    role: Role
    beside: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """The bodies that bear what stands below a heading or behind a colon, and the role that it gives them."""

    bodies: tuple[Named, ...]
    role: Role | None = None
    partners: tuple[Named, ...] = ()
    beside: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """What is to be done: its range in the clean text, the block it stands in, and who bears it.

    `due_at` and `product_at` are ranges that say when, and what comes of it, outside its own.
    """

    start: int
    end: int
    block: Block
    bearers: tuple[Bearer, ...] = ()
    due: Due | None = None
    product: str | None = None
    due_at: Span | None = None
    product_at: Span | None = None


def due_of(found: Deadline | None) -> Due | None:
    """A deadline without its place."""
    return Due(found.text, found.edtf, found.qualifier, found.recurrence) if found else None


def due_in(clean: Clean, start: int, end: int, year: int | None) -> Due | None:
    """The first limit of time that binds in a range of the clean text."""
    return due_of(next(iter(deadlines(clean.text[start:end], year)), None))


def distinct(bearers: list[Bearer]) -> tuple[Bearer, ...]:
    """One bearer for each body and role; who leads does not also coordinate or implement the same."""
    leads = {fold(one.named.name) for one in bearers if one.role == "lead"}
    kept: dict[tuple[str, Role], Bearer] = {}
    for one in bearers:
        name = fold(one.named.name)
        if name and (one.role in ("lead", "report") or name not in leads):
            kept.setdefault((name, one.role), one)
    return tuple(kept.values())
