"""What a picture is made of, as values: cards, links between them, where they stand, what a click tells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from kg.view.answers import NOTHING, Words

# How a card is drawn: documents as boxes, duties as rows, titles of bands as heads, numbers of a matrix as
# cells under columns that read upwards, and, where there are too many to write them all out, dots.
Form = Literal["box", "row", "head", "cell", "column", "dot"]
Status = Literal["asserted", "judged", "inferred"]
# The kinds of time that a picture can be filtered by.
DATED, RECURRING, TIMELESS = "dated", "recurring", "timeless"
SCREENS, LANGS = ("wide", "narrow"), ("vi", "en")
WIDE_VI = "wide vi"


@dataclass(frozen=True, slots=True)
class Quote:
    """A place in a source, and its words where the text is at hand."""

    source: Words
    start: str
    end: str
    text: str


@dataclass(frozen=True, slots=True)
class Panel:
    """What a click shows: kind, where it stands, a summary, named facts, the words that say so.

    `ask` is the command that gives it, without `kg`; `more` are links to other pictures, each with its words.
    """

    kind: Words
    where: Words = NOTHING
    summary: Words = NOTHING
    facts: tuple[tuple[Words, Words], ...] = ()
    quotes: tuple[Quote, ...] = ()
    ask: str = ""
    more: tuple[tuple[Words, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A node: drawn as a card with a short mark before its label and, in a box, a muted line under it.

    `head` is the card under which it stands (the document of a task, the group in a tree); `names` are other
    names that the search knows it by; `document` and `when` are what filters go by; `share` is how dark a
    cell is, in hundredths.
    """

    id: str
    group: str
    label: Words
    panel: Panel
    form: Form = "row"
    head: str = ""
    mark: Words = NOTHING
    foot: Words = NOTHING
    names: tuple[str, ...] = ()
    document: str = ""
    when: str = ""
    share: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """An edge from one card to another, coloured by its group; judged and inferred ones are drawn broken."""

    id: str
    source: str
    target: str
    group: str
    panel: Panel
    status: Status = "asserted"
    document: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A kind of card or link as the legend shows it: its name, and how many there are."""

    words: Words
    size: int


@dataclass(frozen=True, slots=True)
class Place:
    """The centre and size of a card, in pixels at scale 1, and how many lines its label may take."""

    x: float
    y: float
    width: float
    height: float
    lines: int


Places = Mapping[str, Place]


def layouts(place: Callable[[str, int], Places]) -> dict[str, Places]:
    """Where cards stand by kind of screen and language; `place` is given one and the number of the other."""
    return {f"{screen} {lang}": place(screen, at) for screen in SCREENS for at, lang in enumerate(LANGS)}


@dataclass(frozen=True, slots=True)
class Scene:
    """One view of a picture: which cards stand where, by kind of screen and language ("wide vi").

    `folded` are cards whose branches are closed when it opens.
    """

    id: str
    label: Words
    layouts: Mapping[str, Places]
    folded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """Cards in the order in which they are read, links, the groups of the legend, and one scene or more.

    `table` names the columns of the table that says the same; `times` are the English names of facts that
    tell a time; `quiet` links show when a card is chosen; `unreviewed` is how many statements of the graph
    are drafts, and how many it holds.
    """

    name: str
    title: Words
    cards: tuple[Card, ...]
    links: tuple[Link, ...]
    scenes: tuple[Scene, ...]
    table: tuple[str, ...]
    card_groups: Mapping[str, Group] = field(default_factory=dict)
    link_groups: Mapping[str, Group] = field(default_factory=dict)
    cards_are: Words = NOTHING
    links_are: Words = NOTHING
    picks: Words = NOTHING
    documents: tuple[tuple[str, Words], ...] = ()
    times: tuple[str, ...] = ()
    quiet: bool = False
    tree: bool = False
    unreviewed: tuple[int, int] = (0, 0)
