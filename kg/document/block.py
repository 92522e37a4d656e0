"""Block: a paragraph of a document in the tree of its parts, items and dashes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph in the tree: its range in the clean text, and where its words begin after the marker.

    `style` is the marker's (`text` without one, `cell` for a row of a piped table, `bar` for a bar alone on
    its line); `label` as printed; `path` the labels from the top, with a running number for dashes;
    `parent` an index in the blocks, -1 at the top; `bold` where all is printed bold; `heading` where it
    opens a part.
    """

    start: int
    end: int
    words: int
    style: str
    label: str
    path: tuple[str, ...]
    parent: int
    bold: bool
    heading: bool
