"""Read record files: YAML to checked values, each error with the line that it is about."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from kg.errors import BadRecords, Place, Problem
from kg.messages import Message, joined
from kg.records.composing import Unfit, compose
from kg.records.files import RecordFile, Records
from kg.records.kinds import PATTERNS, Path

# pydantic's names for a key that is not there and for one that should not be.
_MISSING = {"missing", "missing_keyword_only_argument"}
_UNKNOWN = {"extra_forbidden", "unexpected_keyword_argument"}
# What is wanted, where pydantic's own words do not say it to a person who writes records.
_DATE = Message("write the date as YYYY-MM-DD, like 2024-12-22")
_WANTED = {
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "date_parsing": _DATE,
    "decimal_parsing": Message("write a number, with a point before decimals: 0.7"),
    "int_parsing": Message("write a whole number"),
    "string_too_short": Message("write something here, or leave the key out"),
    "dataclass_type": Message("write a mapping of keys here"),
    "tuple_type": Message("write a list here: [...], or items behind '- '"),
    "string_type": Message("write one text here, in quotes if it has a comma, a colon or a bracket"),
}
# Bounds of numbers, whose value pydantic names as its rule.
_BOUNDS = {
    "greater_than_equal": Message("input should be greater than or equal to {ge}"),
    "less_than_equal": Message("input should be less than or equal to {le}"),
}
_ADAPTER = TypeAdapter(RecordFile)
# How much of a wrong value is told, and what no text of records may hold: signs without a shape, which
# neither XML nor a terminal takes. A draft of a document that has them is written without them.
_TOLD = 60
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def read(texts: dict[str, str]) -> Records:
    """Records from the text of each file, by its name.

    Raises BadRecords with every problem of form: bad YAML, a repeated, unknown or missing key, a value that
    does not fit.
    """
    problems: list[Problem] = []
    raw: dict[str, Any] = {}
    lines: dict[str, dict[Path, int]] = {}
    files: dict[str, RecordFile] = {}
    for name in sorted(texts):
        lines[name] = {}
        try:
            raw[name] = _plain(_root(texts[name], name), (), lines[name], name)
            files[name] = _ADAPTER.validate_python(raw[name])
        except BadRecords as error:
            problems += error.problems
        except ValidationError as error:
            problems += _problems(name, [dict(found) for found in error.errors()], lines[name])
    if problems:
        raise BadRecords(list(dict.fromkeys(problems)))
    return Records(files=files, raw=raw, lines=lines)


def _bad(place: Place, wrong: str, remedy: str) -> BadRecords:
    return BadRecords([Problem(place, wrong, remedy)])


def _root(text: str, name: str) -> yaml.Node:
    try:
        root = compose(text)
    except Unfit as error:
        raise _bad(Place(name, error.line), error.wrong, error.remedy) from error
    if not isinstance(root, yaml.MappingNode):
        raise _bad(
            Place(name, 1),
            "the file is not a mapping of sections",
            "begin it with a section such as 'document:'",
        )
    return root


def _plain(node: yaml.Node, path: Path, lines: dict[Path, int], name: str) -> Any:
    """The node as dicts, lists and text; notes the line of every path on the way."""
    line = lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, index), lines, name) for index, item in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return _text(node, Place(name, line))
    mapping: dict[str, Any] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise _bad(Place(name, line), "a key is not one word", "write 'key: value', without '?'")
        if key.value in mapping:
            raise _bad(
                Place(name, line),
                Message("the key {key!r} stands twice", key=key.value),
                "keep one of the two",
            )
        lines[(*path, key.value)] = line
        mapping[key.value] = _plain(value, (*path, key.value), lines, name)
    return mapping


def _text(node: yaml.Node, place: Place) -> str:
    text: str = node.value
    if found := _CONTROL.search(text):
        raise _bad(
            place,
            Message("holds the control character U+{character:04X}", character=ord(found[0])),
            "take it out",
        )
    return text


def _problems(name: str, found: list[dict[str, Any]], lines: dict[Path, int]) -> Iterator[Problem]:
    """One problem for each error of pydantic's, but none for a key that is missing because it is misspelt."""
    misspelt = {
        (*at["loc"][:-1], key)
        for at in found
        if at["type"] in _UNKNOWN
        for key in _nearest(str(at["loc"][-1]))
    }
    for error in found:
        if error["type"] not in _MISSING or error["loc"] not in misspelt:
            yield _problem(name, error, lines)


def _problem(name: str, error: dict[str, Any], lines: dict[Path, int]) -> Problem:
    path: Path = error["loc"]
    place, key = Place(name, _line(path, lines)), _called(path)
    if error["type"] in _MISSING:
        return Problem(
            place, Message("the key {key!r} is missing", key=key), Message("add '{key}: ...' here", key=key)
        )
    if error["type"] in _UNKNOWN:
        return Problem(place, Message("there is no key {key!r} here", key=key), _remedy(key))
    wrong = Message("{key}: does not fit", key=key)
    if isinstance(error["input"], str):
        wrong = Message("{key}: {given!r} does not fit", key=key, given=_shortened(error["input"]))
    return Problem(
        place,
        wrong,
        _WANTED.get(error["type"]) or _message(error),
    )


def _shortened(text: str) -> str:
    return text if len(text) <= _TOLD else f"{text[:_TOLD]}…"


def _called(path: Path) -> str:
    """The key that a path leads to; of an item of a list, the list's key and which of its items."""
    keys = [step for step in path if isinstance(step, str)]
    if not keys or not isinstance(path[-1], int):
        return str(path[-1]) if path else Message("the file")
    return Message("{key}, item {number}", key=keys[-1], number=path[-1] + 1)


def _message(error: dict[str, Any]) -> str:
    if error["type"] == "string_pattern_mismatch":
        return PATTERNS[error["ctx"]["pattern"]]
    found = error.get("ctx", {})
    if error["type"] == "literal_error":
        some, _, last = found["expected"].rpartition(" or ")
        expected = joined([some, last] if some else [last], Message(" or "))
        return Message("input should be {expected}", expected=expected)
    if error["type"] in _BOUNDS:
        return Message(_BOUNDS[error["type"]], **found)
    ours = found.get("error")
    if isinstance(ours, ValueError) and ours.args and isinstance(ours.args[0], Message):
        return ours.args[0]
    message: str = error["msg"].removeprefix("Value error, ")
    return message[:1].lower() + message[1:]


def _line(path: Path, lines: dict[Path, int]) -> int:
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 0)


def _nearest(key: str) -> list[str]:
    return [] if key in _KEYS else get_close_matches(key, _KEYS, n=2, cutoff=0.6)


def _remedy(key: str) -> str:
    if not key.isidentifier():
        return Message(
            "a comma parts what stands in {...}: put the text in quotes, and a point before decimals"
        )
    if key in _KEYS:
        return Message(
            "{key!r} belongs elsewhere; see docs/records.md for the keys that may stand here", key=key
        )
    if near := _nearest(key):
        return Message("did you mean {nearest}?", nearest=joined(map(repr, near), Message(" or ")))
    return Message("see docs/records.md for the keys")


def _keys(schema: Any) -> set[str]:
    if isinstance(schema, list):
        return set().union(*map(_keys, schema))
    if not isinstance(schema, dict):
        return set()
    return set(schema.get("properties", {})).union(*map(_keys, schema.values()))


_KEYS = sorted(_keys(_ADAPTER.json_schema()))
