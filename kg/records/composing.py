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
        wrong = getattr(error, "problem", None) or str(error).split("\n")[0]
        remedy = "mend the indentation or quotes there"
        raise Unfit(_line(error, text), Message("not YAML: {wrong}", wrong=Message(wrong)), remedy) from error
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise Unfit(line, "holds half of a character", "write the text as UTF-8") from error
    if root is not None and _size(root, {}, 0) > max(len(text), _FEWEST):
        raise Unfit(1, "its aliases stand for more than they may", "write out what each '*' stands for")
    return root


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
