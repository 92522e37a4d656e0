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

from kg.messages import Message, joined


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

    @property
    def message(self) -> Message:
        """The line on it."""
        wrong, remedy = Message(self.wrong), Message(self.remedy)
        return Message("{place}: {wrong}; {remedy}", place=self.place, wrong=wrong, remedy=remedy)

    def __str__(self) -> str:
        return str(self.message)


class KgError(Exception):
    """What a user can meet; its text is one clear line, or one line for each thing that is wrong.

    It is given as a template in English with the values of its placeholders, and `str` tells it in English.
    """

    def __init__(self, message: str, /, **values: object) -> None:
        self.message = Message(message, **values)
        super().__init__(self.message)


# More than a person mends in one go; the rest shows when these are mended.
_SHOWN = 40


def _lines(problems: list[Problem]) -> Message:
    left = len(problems) - _SHOWN
    more = [Message("... and {count} more", count=left)] if left > 0 else []
    return joined([*problems[:_SHOWN], *more])


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
        told: dict[str, object] = {"kind": Message(kind), "name": name}
        if nearest:
            told["nearest"] = joined(map(repr, nearest), Message(" or "))
            super().__init__("no {kind} is called {name!r}; did you mean {nearest}?", **told)
        else:
            super().__init__("no {kind} is called {name!r}", **told)


class AmbiguousName(KgError):
    """A name that several things bear."""

    def __init__(self, name: str, kind: str, matches: list[str]) -> None:
        self.name, self.matches = name, matches
        super().__init__(
            "several {kind} entries are called {name!r}; give one of these:\n{matches}",
            kind=Message(kind),
            name=name,
            matches=joined(Message("  {match}", match=match) for match in matches),
        )


class BadInput(KgError):
    """A path or file that cannot be used."""


class MissingTool(KgError):
    """A program that is needed and not installed."""
