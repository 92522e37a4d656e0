"""Show on a terminal how far long work is, with what remains; by default nobody watches."""

from collections.abc import Iterator
from typing import Protocol, TypeVar

Answer = TypeVar("Answer")


class Watch(Protocol):
    """Takes what is being done, how many answers there will be, and the answers; gives the answers on."""

    def __call__(self, label: str, total: int, answers: Iterator[Answer], /) -> Iterator[Answer]:
        """The answers, as they come."""


def unwatched(label: str, total: int, answers: Iterator[Answer]) -> Iterator[Answer]:
    """The answers, shown to nobody."""
    return answers


def on_terminal(label: str, total: int, answers: Iterator[Answer]) -> Iterator[Answer]:
    """The answers, with a bar on stderr that says how much is done and how long the rest will take."""
    # Rich takes a tenth of a second to load, and only a terminal needs it.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(answers, total=total, description=label)
