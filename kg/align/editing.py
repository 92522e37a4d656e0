"""Write places into record files as edits of their text: all else stays as it was, to the byte."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import yaml

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Fill:
    """A place to write: the path of its record, which of its evidence it is (None: one more), its keys."""

    path: tuple[str | int, ...]
    item: int | None
    keys: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Edit:
    """Characters of the text to replace, none for an insertion, and what stands there then."""

    start: int
    end: int
    by: str


def fill(text: str, fills: Iterable[Fill]) -> str:
    r"""The text of a record file with places written into it; it must be YAML that `records.read` takes.

    >>> fill("document:\n  evidence: [{source: a}]  # one\n", [Fill(("document",), 0, {"start": "1"})])
    'document:\n  evidence: [{source: a, start: 1}]  # one\n'
    """
    root = yaml.compose(text, Loader=_LOADER) or yaml.MappingNode("", [])
    ordered = sorted(fills, key=lambda one: (str(one.path), one.item is None))
    edits: list[_Edit] = []
    for _, group in groupby(ordered, key=lambda one: one.path):
        mine = list(group)
        record = _at(root, mine[0].path)
        edits += [edit for one in mine if one.item is not None for edit in _completed(text, record, one)]
        edits += _added(text, record, [one.keys for one in mine if one.item is None])
    return _applied(text, edits)


def _applied(text: str, edits: list[_Edit]) -> str:
    written, at = [], 0
    # An alias leads to the same place twice; what is written there, is written once.
    for edit in sorted(dict.fromkeys(edits), key=lambda edit: edit.start):
        written += [text[at : edit.start], edit.by]
        at = edit.end
    return "".join([*written, text[at:]])


def _completed(text: str, record: yaml.Node, one: Fill) -> Iterator[_Edit]:
    """The keys of one evidence set to their values; those that it does not have yet stand behind the rest."""
    mapping = _at(record, ("evidence", one.item or 0))
    there = {key.value: value for key, value in mapping.value}
    for key in one.keys.keys() & there.keys():
        value = there[key]
        yield _Edit(value.start_mark.index, value.end_mark.index, one.keys[key])
    more = [f"{key}: {value}" for key, value in one.keys.items() if key not in there]
    if not more:
        return
    end = _end(mapping)
    if _flows(mapping):
        yield _insertion(end, ", " + ", ".join(more))
    else:
        indent = " " * mapping.start_mark.column
        yield _insertion(_line_end(text, end), "".join(f"{_newline(text)}{indent}{line}" for line in more))


def _added(text: str, record: yaml.Node, places: Sequence[Mapping[str, str]]) -> Iterator[_Edit]:
    """More evidence, in the style of what is there."""
    if not places:
        return
    written = ["{" + ", ".join(f"{key}: {value}" for key, value in keys.items()) + "}" for keys in places]
    evidence = next((value for key, value in record.value if key.value == "evidence"), None)
    if evidence is None:
        yield _new(text, record, f"evidence: [{', '.join(written)}]")
    elif isinstance(evidence, yaml.ScalarNode):
        yield _Edit(evidence.start_mark.index, evidence.end_mark.index, f" [{', '.join(written)}]")
    elif not evidence.value:
        yield _insertion(evidence.start_mark.index + 1, ", ".join(written))
    elif _flows(evidence):
        yield _insertion(_whole_end(evidence.value[-1]), ", " + ", ".join(written))
    else:
        lines = (f"{_newline(text)}{' ' * evidence.start_mark.column}- {line}" for line in written)
        yield _insertion(_line_end(text, _whole_end(evidence.value[-1])), "".join(lines))


def _new(text: str, record: yaml.Node, line: str) -> _Edit:
    if _flows(record):
        return _insertion(_end(record), f", {line}")
    # Before the last key and not behind it: where a folded scalar ends, its marks do not say.
    last = record.value[-1][0].start_mark
    return _insertion(last.index, f"{line}{_newline(text)}{' ' * last.column}")


def _at(node: yaml.Node, path: Sequence[str | int]) -> yaml.Node:
    for step in path:
        if isinstance(step, int):
            node = node.value[step]
        else:
            node = next(value for key, value in node.value if key.value == step)
    return node


def _flows(node: yaml.Node) -> bool:
    """Whether a node is written in brackets."""
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _end(mapping: yaml.Node) -> int:
    """Where the last value of a mapping ends."""
    return _whole_end(mapping.value[-1][1])


def _whole_end(node: yaml.Node) -> int:
    """Where a node ends; a block's own mark stands behind the comments that follow it."""
    if isinstance(node, yaml.ScalarNode) or _flows(node):
        return int(node.end_mark.index)
    last = node.value[-1]
    return _whole_end(last[1] if isinstance(last, tuple) else last)


def _insertion(at: int, by: str) -> _Edit:
    return _Edit(at, at, by)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return end - (text[end - 1 : end] == "\r")


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
