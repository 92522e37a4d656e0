"""Place a tree: columns from the whole to its parts on a wide screen, an indented list on a narrow one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.view.layout import Frame, size
from kg.view.picture import Card, Place

# How many rows a tree may have when it opens.
OPENING_ROWS = 33
# A branch with more than so many parts is opened after its smaller neighbours.
_MANY = 12
_SPACING, _INDENT, _LISTED = 4.0, 14.0, 372.0
WIDE = Frame(left=0, gap=26, right=0, lines=1, spacing=_SPACING, widths=(170, 150, 300, 370, 370, 370, 370))
NARROW = Frame(left=_LISTED, gap=0, right=0, lines=3, spacing=_SPACING)


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree in the order in which it is read: the children of each card, and how deep each stands."""

    root: str
    children: Mapping[str, Sequence[str]]
    depth: Mapping[str, int]
    cards: Mapping[str, Card]

    def shown(self, folded: set[str]) -> list[str]:
        """The cards that are to be seen where these are folded, each before its children."""
        found, waiting = [], [self.root]
        while waiting:
            found.append(one := waiting.pop())
            if one not in folded:
                waiting.extend(reversed(self.children.get(one, ())))
        return found


def tree(root: str, cards: Sequence[Card]) -> Tree:
    """The tree under a root of cards, each of which names as its head the card above it."""
    children: dict[str, list[str]] = {}
    for card in cards:
        children.setdefault(card.head, []).append(card.id)
    depth, waiting = {root: 0}, [root]
    while waiting:
        one = waiting.pop()
        for child in children.get(one, ()):
            depth[child] = depth[one] + 1
            waiting.append(child)
    return Tree(root, children, depth, {card.id: card for card in cards})


def folding(grown: Tree) -> set[str]:
    """What to fold at first: level by level branches are opened while their rows do not grow too many."""
    branches = [one for one in grown.depth if one in grown.children and one != grown.root]
    folded = set(branches)
    rows = len(grown.children.get(grown.root, ()))
    for one in sorted(branches, key=lambda i: (grown.depth[i], len(grown.children[i]) > _MANY)):
        more = len(grown.children[one]) - 1
        parent = grown.cards[one].head
        if parent not in folded and rows + more <= OPENING_ROWS:
            folded.discard(one)
            rows += more
    return folded


def columns(grown: Tree, folded: set[str], frame: Frame) -> dict[str, Place]:
    """Every card in the column of its depth; what is folded away stands where its branch does."""
    high = {id_: _size(grown, id_, frame) for id_ in grown.depth}
    middle: dict[str, float] = {}
    edge = 0.0
    for one in reversed(_after(grown, folded)):
        below = [] if one in folded else grown.children.get(one, ())
        if below:
            middle[one] = (middle[below[0]] + middle[below[-1]]) / 2
        else:
            middle[one] = edge + high[one][0] / 2
            edge += high[one][0] + frame.spacing
    lefts = [sum(frame.widths[:at]) + at * frame.gap for at in range(len(frame.widths))]
    return {
        id_: Place(
            lefts[(at := grown.depth[id_])] + frame.widths[at] / 2, _seen(grown, id_, middle),
            frame.widths[at], *high[id_],
        )
        for id_ in grown.depth
    }  # fmt: skip


def _after(grown: Tree, folded: set[str]) -> list[str]:
    """What is to be seen, last to first, each card after its children when read from the end."""
    found, waiting = [], [grown.root]
    while waiting:
        found.append(one := waiting.pop())
        if one not in folded:
            waiting.extend(grown.children.get(one, ()))
    return found


def indented(grown: Tree, folded: set[str], frame: Frame) -> dict[str, Place]:
    """Every card on a row of its own under the card above it, moved in by its depth."""
    places: dict[str, Place] = {}
    edge = 0.0
    for one in grown.shown(folded):
        high, lines = _size(grown, one, frame)
        left = grown.depth[one] * _INDENT
        places[one] = Place((left + frame.left) / 2, edge + high / 2, frame.left - left, high, lines)
        edge += high + frame.spacing
    seen = {id_: place.y for id_, place in places.items()}
    for one in grown.depth.keys() - places.keys():
        left, (high, lines) = grown.depth[one] * _INDENT, _size(grown, one, frame)
        places[one] = Place((left + frame.left) / 2, _seen(grown, one, seen), frame.left - left, high, lines)
    return {id_: places[id_] for id_ in grown.depth}


def _seen(grown: Tree, id_: str, middle: Mapping[str, float]) -> float:
    """How far down a card stands, or the nearest card above it that is to be seen."""
    while id_ not in middle:
        id_ = grown.cards[id_].head
    return middle[id_]


def _size(grown: Tree, id_: str, frame: Frame) -> tuple[float, int]:
    width = frame.widths[grown.depth[id_]] if frame.widths else frame.left - grown.depth[id_] * _INDENT
    return size(grown.cards[id_], width - 22, frame.lines + (grown.depth[id_] < 2), frame.lang)
