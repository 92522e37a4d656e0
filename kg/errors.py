"""Every error that a user can meet, and what it carries to be acted on.

    KgError
    ├── BadRecords         record files with problems, each with its place and its remedy
    ├── BadGraph           a reviewed graph that violates a shape or a check
    ├── BadQuery           a query that cannot be run, or a parameter that does not fit it
    ├── UnknownName        a name that nothing bears, with the nearest names
    ├── AmbiguousName      a name that several things bear, with all of them
    ├── BadInput           a path or file that cannot be used
    └── MissingTool        a program that is not installed, and how to get it

Errors are raised where they are known and caught at the edge, which prints them and exits with status 2.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a file, counted from 1; 0 where the whole file is meant.

    >>> str(Place("corpus/57-nq-tw.yaml", 12))
    'corpus/57-nq-tw.yaml:12'
    """

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, where, and what would be right."""

    place: Place
    wrong: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {self.wrong}; {self.remedy}"


class KgError(Exception):
    """What a user can meet; its text is one clear line, or one line for each thing that is wrong."""


# More than a person mends in one go; the rest shows when these are mended.
_SHOWN = 40


def _lines(problems: list[Problem]) -> str:
    more = [f"... and {len(problems) - _SHOWN} more"] if len(problems) > _SHOWN else []
    return "\n".join([*map(str, problems[:_SHOWN]), *more])


class BadRecords(KgError):
    """Record files that cannot be used."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__(_lines(self.problems))


class BadGraph(KgError):
    """A graph of reviewed records that must not be built as it is."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__(_lines(self.problems))


class BadQuery(KgError):
    """A query that cannot be run as it stands."""


class UnknownName(KgError):
    """A name that nothing bears."""

    def __init__(self, name: str, kind: str, nearest: list[str]) -> None:
        self.name, self.nearest = name, nearest
        hint = f"; did you mean {' or '.join(repr(n) for n in nearest)}?" if nearest else ""
        super().__init__(f"no {kind} is called {name!r}{hint}")


class AmbiguousName(KgError):
    """A name that several things bear."""

    def __init__(self, name: str, kind: str, matches: list[str]) -> None:
        self.name, self.matches = name, matches
        lines = "\n".join(f"  {match}" for match in matches)
        super().__init__(f"several {kind} entries are called {name!r}; give one of these:\n{lines}")


class BadInput(KgError):
    """A path or file that cannot be used."""


class MissingTool(KgError):
    """A program that is needed and not installed."""
