"""The triples of a shard by property, so that a constraint is held against all nodes of a property at once.

Terms are as N-Triples writes them; a column gives for each node its values by a property.
"""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from itertools import chain

from kg.validate.facts import TYPE

Column = dict[str, list[str]]
# Ways along a path, each "out" or "in", and a property; several stand for one or another.
Steps = tuple[tuple[str, str], ...]
_TRIPLE = re.compile(r"^(\S+) <(\S+)> (.+) \.$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Columns:
    """Triples by property and subject; the rest is made when it is first asked for, and kept."""

    forward: Mapping[str, Column]
    paths: dict[Steps, Column] = field(default_factory=dict)
    found: dict[Steps, Set[str]] = field(default_factory=dict)
    classes: dict[str, set[str]] = field(default_factory=dict)

    def along(self, steps: Steps) -> Column:
        """What each node reaches by a path, each value once."""
        ((way, prop), *others) = steps
        if way == "out" and not others:
            return self.forward.get(prop, {})
        if steps not in self.paths:
            self.paths[steps] = _merged(self.forward, steps)
        return self.paths[steps]

    def reached(self, steps: Steps) -> Set[str]:
        """All that a path reaches from anywhere."""
        if steps not in self.found:
            self.found[steps] = set(chain.from_iterable(self.along(steps).values()))
        return self.found[steps]

    def members(self, kind: str) -> Set[str]:
        """What is of a class."""
        return self.classes.get(kind, set())


def columns(lines: str, above: Mapping[str, tuple[str, ...]]) -> Columns:
    r"""The columns of N-Triples; `above` gives the super-classes of a class, to whose members its own belong.

    >>> columns("<urn:a> <urn:p> <urn:b> .\n<urn:c> <urn:p> <urn:b> .\n", {}).along((("in", "urn:p"),))
    {'<urn:b>': ['<urn:a>', '<urn:c>']}
    """
    forward: dict[str, Column] = {}
    # Two graphs may say the same; the order in which they do is kept.
    for subject, prop, value in dict.fromkeys(_TRIPLE.findall(lines)):
        column = forward.get(prop)
        if column is None:
            column = forward[prop] = {}
        if subject in column:
            column[subject].append(value)
        else:
            column[subject] = [value]
    return Columns(forward, classes=_classes(forward.get(TYPE.value, {}), above))


def _classes(types: Column, above: Mapping[str, tuple[str, ...]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for node, kinds in types.items():
        for kind in kinds:
            found.setdefault(kind, set()).add(node)
    own = {kind: set(nodes) for kind, nodes in found.items()}
    for kind, nodes in own.items():
        for higher in above.get(kind, ()):
            found.setdefault(higher, set()).update(nodes)
    return found


def _merged(forward: Mapping[str, Column], steps: Steps) -> Column:
    merged: dict[str, dict[str, None]] = {}
    for way, prop in steps:
        for subject, values in forward.get(prop, {}).items():
            for value in values:
                start, end = (subject, value) if way == "out" else (value, subject)
                merged.setdefault(start, {})[end] = None
    return {node: list(values) for node, values in merged.items()}
