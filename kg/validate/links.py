"""What the patterns of a query say: links between its variables, and the steps of property paths."""

from dataclasses import dataclass, replace
from typing import TypeVar

# A variable with its question mark, an IRI in angle brackets, or a literal, which is as good as any.
End = str
Scope = tuple[int, ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Link:
    """Two ends that triples link: by any of some properties, each along it (True) or against it.

    One triple at most or, if `many`, any number after one another, and at least `least`. Where there is no
    property, both are one term or its text; `named` is the variable that stands for the property, if any.
    A link holds in its scope and in those within it: what is optional, or must not be, has its own.
    """

    subject: End
    object: End
    steps: frozenset[tuple[str, bool]]
    scope: Scope
    least: int = 1
    many: bool = False
    named: End = ""


Branch = tuple[Link, ...]
# The one branch of what asks for no triple.
NOTHING: list[Branch] = [()]


def settled(branch: Branch) -> Branch:
    """A branch in which what must be there (FILTER EXISTS, of a scope numbered below 0) is as all else.

    Its variables are then its own, where nothing around it has them.
    """
    scopes = {link.scope[: at + 1] for link in branch for at, number in enumerate(link.scope) if number < 0}
    for scope in sorted(scopes, key=len, reverse=True):
        outer = [link for link in branch if len(link.scope) < len(scope) and within(scope, link.scope)]
        known = {end for link in outer for end in (link.subject, link.object, link.named)}
        branch = tuple(_moved(one, scope, known) if within(one.scope, scope) else one for one in branch)
    return branch


def within(scope: Scope, outer: Scope) -> bool:
    """Whether a scope lies in another, or is it."""
    return scope[: len(outer)] == outer


def _moved(link: Link, scope: Scope, known: set[End]) -> Link:
    """A link of a scope, in that around it."""

    def own(end: End) -> End:
        return f"{end}#{scope[-1]}" if end[:1] == "?" and end not in known else end

    return replace(
        link,
        subject=own(link.subject),
        object=own(link.object),
        scope=scope[:-1] + link.scope[len(scope) :],
    )


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a path, as in a link."""

    steps: frozenset[tuple[str, bool]]
    least: int = 1
    many: bool = False
    named: End = ""

    @property
    def plain(self) -> bool:
        """Whether it is of one triple."""
        return self.least == 1 and not self.many


Way = tuple[Step, ...]


def joined(ones: list[tuple[T, ...]], others: list[tuple[T, ...]]) -> list[tuple[T, ...]]:
    """Each of some rows with each of others behind it."""
    return [one + other for one in ones for other in others]
