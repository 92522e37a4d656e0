"""The messages of the code, read off its syntax, and the catalogues that say them in Vietnamese."""

import argparse
import ast
import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "kg" / "locale" / "vi" / "LC_MESSAGES"
# Which arguments of a call are messages, by what is called. `ValueError` is one in records, whose lines tell it.
CALLS: dict[str, tuple[int, ...]] = {
    **dict.fromkeys(("_", "gettext", "Message", "say", "tell", "on_terminal", "watch"), (0,)),
    **dict.fromkeys(
        ("KgError", "BadQuery", "BadInput", "MissingTool", "OutsideGraph", "Unreachable", "Broken"), (0,)
    ),
    **dict.fromkeys(("command", "UnknownName", "AmbiguousName", "problem"), (1,)),
    **dict.fromkeys(("Problem", "Unfit", "_bad"), (1, 2)),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A message where the code says it, and the placeholders that get a value there; None where none is given."""

    place: str
    words: str
    given: frozenset[str] | None = None


@dataclass(slots=True)
class Code:
    """What a module says, and the calls whose message cannot be read off because it is put together."""

    path: Path
    said: list[Said] = field(default_factory=list)
    together: list[str] = field(default_factory=list)


def placeholders(words: str) -> frozenset[str]:
    """The placeholders of a template, with what stands behind their names: `{name!r}`, `{count:,}`.

    Words that agree with a number, `{count:file|files}`, are a language's own.
    """
    return frozenset(
        f"{name}{f'!{conversion}' if conversion else ''}{f':{form}' if form else ''}"
        for _, name, form, conversion in Formatter().parse(words)
        if name is not None and "|" not in (form or "")
    )


def names(words: str) -> frozenset[str]:
    """The names of the placeholders of a template."""
    return frozenset(name for _, name, _, _ in Formatter().parse(words) if name is not None)


def of_module(path: Path) -> Code:
    """What a module says."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    code, assigned = Code(path), _assigned(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            for at in _positions(node, path):
                if at < len(node.args):
                    _read(code, node, node.args[at], assigned)
    return code


def code() -> list[Code]:
    """What every module of the package says."""
    return [of_module(path) for path in sorted((ROOT / "kg").rglob("*.py"))]


def _positions(call: ast.Call, path: Path) -> tuple[int, ...]:
    called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if called == "ValueError" and path.parent.name == "records":
        return (0,)
    if called == "__init__" and path.name == "errors.py":
        return (0,)
    if isinstance(call.func, ast.Call) and getattr(call.func.func, "id", "") == "type":
        return (0,)
    return CALLS.get(called, ())


def _assigned(tree: ast.Module) -> dict[str, list[str]]:
    """The texts that names of the module stand for."""
    found: dict[str, list[str]] = {}
    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else []
        for target in targets:
            pairs = [(target, node.value)]
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = list(zip(target.elts, node.value.elts, strict=True))
            for name, value in pairs:
                if (
                    isinstance(name, ast.Name)
                    and isinstance(value, ast.Constant)
                    and isinstance(value.value, str)
                ):
                    found.setdefault(name.id, []).append(value.value)
    return found


def _read(code: Code, call: ast.Call, message: ast.expr, assigned: dict[str, list[str]]) -> None:
    place = f"{code.path.relative_to(ROOT) if code.path.is_relative_to(ROOT) else code.path.name}:{message.lineno}"
    if isinstance(message, ast.JoinedStr | ast.BinOp) or (
        isinstance(message, ast.Call)
        and isinstance(message.func, ast.Attribute)
        and message.func.attr in ("join", "format")
    ):
        code.together.append(f"{place}: {ast.unparse(message)}")
    given = frozenset(keyword.arg or "**" for keyword in call.keywords) if call.keywords else None
    given = None if given and "**" in given else given
    if isinstance(message, ast.Constant) and isinstance(message.value, str):
        code.said.append(Said(place, message.value, given))
    elif isinstance(message, ast.Name):
        # One of several templates: what each has no place for may be given all the same.
        code.said += [Said(place, words) for words in assigned.get(message.id, [])]


def of_argparse() -> set[str]:
    """The words of argparse itself that it looks up."""
    tree = ast.parse(Path(argparse.__file__).read_text(encoding="utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {
        argument.value
        for call in calls
        if getattr(call.func, "id", "") in ("_", "ngettext")
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


def of_the_system() -> set[str]:
    """Why the system does not do something, in its own words."""
    return {os.strerror(number) for number in errno.errorcode}


def catalogue() -> Catalog:
    """The Vietnamese catalogue, as a person writes it."""
    with (FOLDER / "kg.po").open("rb") as file:
        return read_po(file, locale="vi")


def entries() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Each entry: the message, its translation, and the marks (`#.`) of where it is from if not of our code."""
    for message in catalogue():
        if message.id:
            said, told = message.id, message.string
            yield (
                said[0] if isinstance(said, tuple) else said,
                told[0] if isinstance(told, tuple) else told,
                frozenset(message.auto_comments),
            )
