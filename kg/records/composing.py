"""Compose the nodes of a YAML text, refusing what is nested or repeated beyond what any record is."""

from typing import TypeAlias

import yaml

from kg.messages import Message

# libyaml's parser, for speed, where PyYAML was built with it; both give the same nodes, all scalars text.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# Records nest some ten levels deep; a parser that is led ten thousand deep ends the whole program.
_DEEPEST = 60
# A text with fewer brackets and shorter lines cannot nest so deep that the parser falls.
_HARMLESS = 5_000
# What aliases may make of a text: as many values as it has characters, which no text without them reaches.
_FEWEST = 1_000


# What is met where the parser's own words lead astray: what is wrong, and what would be right.
_MET = {
    "\t": (Message("a tab stands there"), Message("write spaces in its place")),
    ":": (
        Message("a second ': ' stands in one value"),
        Message("put a text that holds ': ' in quotes, or a comma before the next key"),
    ),
}


class Unfit(Exception):
    """What is wrong with a YAML text, on which line (from 1), and what would be right."""

    def __init__(self, line: int, wrong: str, remedy: str) -> None:
        self.line, self.wrong, self.remedy = line, wrong, remedy
        super().__init__(wrong)


def compose(text: str) -> yaml.Node | None:
    """The node that the text is, None where it is empty; raises Unfit for no YAML and beyond bounds."""
    try:
        if text.count("[") + text.count("{") + max(map(len, text.splitlines()), default=0) > _HARMLESS:
            _check_depth(text)
        root: yaml.Node | None = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise _unreadable(error, text) from error
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise Unfit(line, "holds half of a character", "write the text as UTF-8") from error
    if root is not None and _size(root, {}, 0) > max(len(text), _FEWEST):
        raise Unfit(1, "its aliases stand for more than they may", "write out what each '*' stands for")
    return root


def _unreadable(error: yaml.YAMLError, text: str) -> Unfit:
    """What the parser met, told in words of records where what stands there says more than it does."""
    known = _character(error, text)
    wrong = getattr(error, "problem", None) or str(error).split("\n")[0]
    said, remedy = _MET.get(known, (Message(wrong), Message("mend the indentation or quotes there")))
    return Unfit(_line(error, text), Message("not YAML: {wrong}", wrong=said), remedy)


def _character(error: yaml.YAMLError, text: str) -> str:
    """The character at which the parser stopped; of colons, only one behind another on its line."""
    mark, lines = getattr(error, "problem_mark", None), text.split("\n")
    if mark is None or mark.line >= len(lines):
        return ""
    before, found = lines[mark.line][: mark.column], lines[mark.line][mark.column : mark.column + 1]
    return "" if found == ":" and ": " not in before else found


def _line(error: yaml.YAMLError, text: str) -> int:
    """The line of an error; where a character is not allowed, libyaml tells the offset in UTF-8 alone."""
    if mark := getattr(error, "problem_mark", None):
        return int(mark.line) + 1
    before = text.encode("utf-8", "replace")[: getattr(error, "position", 0)]
    return before.count(b"\n") + 1


def _check_depth(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                raise _too_deep(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _too_deep(place: yaml.Node | yaml.Event) -> Unfit:
    line = place.start_mark.line + 1 if place.start_mark else 1
    return Unfit(
        line,
        Message("nests over {deepest} levels deep", deepest=_DEEPEST),
        "write it as records are, some ten levels deep",
    )


_Sizes: TypeAlias = dict[int, int]


def _size(node: yaml.Node, known: _Sizes, depth: int) -> int:
    """How many values a node stands for, its aliases written out; a node within itself is nested too deep."""
    if depth > _DEEPEST:
        raise _too_deep(node)
    if id(node) not in known:
        known[id(node)] = 1 + sum(_size(part, known, depth + 1) for part in _parts(node))
    return known[id(node)]


def _parts(node: yaml.Node) -> list[yaml.Node]:
    """The items of a list, the keys and values of a mapping, nothing of a scalar."""
    if isinstance(node, yaml.MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []
