"""Extract: what a document says, found in its text, with the place of every word."""

from typing import TYPE_CHECKING, Any

from kg.extract.reading import Reading

if TYPE_CHECKING:
    from kg.extract.reader import read

__all__ = ["Reading", "read"]


def __getattr__(name: str) -> Any:
    # The reader's patterns take a third of a second to compile, which a build of records alone need not pay.
    if name == "read":
        from kg.extract.reader import read

        return read
    raise AttributeError(name)
