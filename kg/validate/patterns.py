"""Read the patterns of a query: which of its variables the triples of a row link, by which properties.

What is read is the SPARQL that our checks and rules of the audit are written in; the tests hold it against
another reader of SPARQL. A UNION gives a branch for each of its sides. What a grouped subquery tells rests on
all that it groups, so it stands twice: as any member of the group, and as the one whose value is told.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count

from rdflib import RDF

from kg.errors import BadQuery
from kg.store import tokens
from kg.validate.links import NOTHING, Branch, End, Link, Scope, Step, Way, joined, settled

# What gives back, as text or as an IRI, one of the terms that it is given.
_SAME = {"STR", "IRI", "MIN", "MAX", "SAMPLE"}


@dataclass(frozen=True, slots=True)
class Read:
    """A query as read: branches, of which any may give a row, and the values that it lists for variables."""

    branches: tuple[Branch, ...]
    values: Mapping[str, frozenset[str]]


@cache
def read(query: str) -> Read:
    """The patterns of a SELECT query.

    Raises BadQuery for what our queries do not use: GRAPH, SERVICE, lists, repeated paths of several steps.
    """
    reader = _Reader(_terms_and_signs(query))
    branches = map(settled, reader.select((), outer=True))
    return Read(tuple(branches), {name: frozenset(values) for name, values in reader.values.items()})


def _terms_and_signs(query: str) -> list[str]:
    """The tokens of a query but its comments, a literal with its language or datatype as one."""
    found: list[str] = []
    for token in tokens(query):
        if found and (token["tag"] or token[0] == "^^" or found[-1].endswith("^^")):
            found[-1] += token[0]
        elif not token["comment"]:
            found.append(token[0])
    return found


@dataclass(slots=True)
class _Reader:
    tokens: list[str]
    at: int = 0
    prefixes: dict[str, str] = field(default_factory=dict)
    values: dict[str, set[str]] = field(default_factory=dict)
    fresh: Iterator[int] = field(default_factory=lambda: count(1))

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else "}"

    def take(self, wanted: str = "") -> str:
        token = self.peek()
        if wanted and token.upper() != wanted:
            raise BadQuery(
                "the pattern reader finds {token!r} where {wanted!r} should be", token=token, wanted=wanted
            )
        self.at += 1
        return token

    def taken(self, *wanted: str) -> bool:
        found = self.peek().upper() in wanted
        self.at += found
        return found

    def select(self, scope: Scope, *, outer: bool = False) -> list[Branch]:
        """A query or subquery, up to its end."""
        while self.taken("PREFIX"):
            name = self.take()
            self.prefixes[name] = self.take()[1:-1]
        self.take("SELECT")
        shown, told = self._shown()
        self.taken("WHERE")
        self.take("{")
        inner, keys = self.group(scope), self._keys()
        if outer:
            return inner
        if keys is None and not told:
            return [self._renamed(branch, shown, scope, scope) for branch in inner]
        return self._grouped(inner, keys or set(), told, scope)

    def _shown(self) -> tuple[set[str], dict[str, str]]:
        """The variables that a SELECT shows as they are, and those that tell of another."""
        shown, told = set(), {}
        while self.peek().upper() not in {"WHERE", "{"}:
            if self.peek() == "(":
                tokens, _ = self._brackets(())
                told[tokens[-1]] = _same(tokens[:-2]) or ""
            else:
                shown.add(self.take())
        return shown, told

    def _keys(self) -> set[str] | None:
        """What rows are grouped by, None if by nothing; all up to the end of the query is read."""
        keys: set[str] | None = None
        while self.peek() != "}":
            if self.taken("GROUP"):
                self.take("BY")
                keys = set()
                while self.peek().startswith("?"):
                    keys.add(self.take())
            else:
                self.at += 1
        return keys

    def _grouped(
        self, inner: list[Branch], keys: set[str], told: Mapping[str, str], scope: Scope
    ) -> list[Branch]:
        """Any member of a group in a scope of its own, and for each value that is told one that has it."""
        within = (*scope, next(self.fresh))
        found = [self._renamed(member, keys, scope, within) for member in inner]
        for name, of in [pair for pair in told.items() if pair[1]] or [("", "")]:
            same = (Link(name, of, frozenset(), scope, 0),) if of else ()
            witnesses = [self._renamed((*one, *same), {*keys, name}, scope, scope) for one in inner]
            found = joined(found, witnesses)
        return found

    def _renamed(self, branch: Branch, kept: Iterable[str], scope: Scope, into: Scope) -> Branch:
        """The branch with variables of its own but for those kept, moved from one scope into another."""
        number, kept = next(self.fresh), set(kept)

        def own(end: End) -> End:
            return f"{end}#{number}" if end.startswith("?") and end not in kept else end

        return tuple(
            replace(
                link,
                subject=own(link.subject),
                object=own(link.object),
                named=own(link.named) if link.named not in self.values else link.named,
                scope=into + link.scope[len(scope) :],
            )
            for link in branch
        )

    def group(self, scope: Scope) -> list[Branch]:
        """A group graph pattern after its brace, up to and with the closing one."""
        if self.peek().upper() == "SELECT":
            found = self.select(scope)
            self.take("}")
            return found
        branches = NOTHING
        while not self.taken("}"):
            branches = joined(branches, self._element(scope))
        return branches

    def _element(self, scope: Scope) -> list[Branch]:
        if self.taken("."):
            return NOTHING
        if self.taken("{"):
            sides = self.group(scope)
            while self.taken("UNION"):
                self.take("{")
                sides += self.group(scope)
            return sides
        if self.taken("OPTIONAL", "MINUS"):
            self.take("{")
            return self.group((*scope, next(self.fresh)))
        if self.taken("FILTER"):
            return self._filter(scope)
        if self.taken("BIND"):
            tokens, branches = self._brackets(scope)
            return joined(branches, self._equal(tokens[-1], _same(tokens[:-2]), scope))
        if self.taken("VALUES"):
            self._values()
            return NOTHING
        return self._triples(scope)

    def _filter(self, scope: Scope) -> list[Branch]:
        absent = self.taken("NOT")
        if self.taken("EXISTS"):
            self.take("{")
            number = next(self.fresh)
            return self.group((*scope, number if absent else -number))
        if self.peek() != "(":
            self.take()
        tokens, branches = self._brackets(scope)
        for at, token in enumerate(tokens):
            # Only what must hold and not what may: a part of a conjunction.
            if token == "=" and not {"||", "!", "IF", "COALESCE", "NOT"} & {one.upper() for one in tokens}:
                one, other = (_same(side) for side in _sides(tokens, at))
                if one and other:
                    branches = joined(branches, self._equal(one, other, scope))
        return branches

    def _equal(self, name: str, other: str | None, scope: Scope) -> list[Branch]:
        return [(Link(name, other, frozenset(), scope, 0),)] if other else NOTHING

    def _brackets(self, scope: Scope) -> tuple[list[str], list[Branch]]:
        """What stands in brackets, without them, and the patterns that must be, or must not be, there."""
        self.take("(")
        tokens, branches, depth = list[str](), NOTHING, 1
        while depth:
            token = self.take()
            if token.upper() == "EXISTS":
                self.take("{")
                branches = joined(branches, self.group((*scope, next(self.fresh))))
            depth += {"(": 1, ")": -1}.get(token, 0)
            tokens.append(token)
        return tokens[:-1], branches

    def _values(self) -> None:
        several = self.taken("(")
        names = [self.take()]
        while several and not self.taken(")"):
            names.append(self.take())
        self.take("{")
        at = 0
        while not self.taken("}"):
            if not self.taken("(", ")"):
                self.values.setdefault(names[at % len(names)], set()).add(self._term(self.take()))
                at += 1

    def _triples(self, scope: Scope) -> list[Branch]:
        subject, branches = self._term(self.take()), NOTHING
        while True:
            paths = self._path()
            while True:
                object_ = self._term(self.take())
                linked = [self._linked(subject, object_, path, scope) for path in paths]
                branches = joined(branches, linked)
                if not self.taken(","):
                    break
            if not self.taken(";") or self.peek() in ".}":
                return branches

    def _linked(self, subject: End, object_: End, path: Way, scope: Scope) -> Branch:
        ends = [subject, *(f"?#{next(self.fresh)}" for _ in path[1:]), object_]
        return tuple(
            Link(ends[at], ends[at + 1], step.steps, scope, step.least, step.many, step.named)
            for at, step in enumerate(path)
        )

    def _path(self) -> list[Way]:
        """The ways that a property path gives; plain properties beside one another are one step."""
        ways = self._row()
        while self.taken("|"):
            ways += self._row()
        if all(len(way) == 1 and way[0].plain for way in ways):
            return [(Step(frozenset().union(*(way[0].steps for way in ways)), named=ways[0][0].named),)]
        return ways

    def _row(self) -> list[Way]:
        rows = self._step()
        while self.taken("/"):
            rows = joined(rows, self._step())
        return rows

    def _step(self) -> list[Way]:
        back = self.taken("^")
        if self.taken("("):
            ways = self._path()
            self.take(")")
        else:
            token = self.take()
            steps = frozenset() if token.startswith("?") else frozenset({(self._term(token)[1:-1], True)})
            ways = [(Step(steps, named=token if token.startswith("?") else ""),)]
        repeated = next(((least, many) for sign, least, many in _REPEATS if self.taken(sign)), None)
        if not back and not repeated:
            return ways
        if len(ways) > 1 or len(ways[0]) > 1 or not ways[0][0].plain:
            raise BadQuery("the pattern reader repeats and turns round only paths of one step")
        steps = frozenset((prop, along != back) for prop, along in ways[0][0].steps)
        return [(Step(steps, *(repeated or (1, False))),)]

    def _term(self, token: str) -> End:
        if token == "a":
            return f"<{RDF.type}>"
        prefix, colon, name = token.partition(":")
        return f"<{self.prefixes[prefix + colon]}{name}>" if prefix + colon in self.prefixes else token


_REPEATS = (("?", 0, False), ("*", 0, True), ("+", 1, True))


def _same(tokens: list[str]) -> End | None:
    """The variable whose value, or the text of it, an expression gives; None where it gives another."""
    while len(tokens) > 2 and tokens[0].upper() in _SAME and tokens[1] == "(" and tokens[-1] == ")":
        tokens = tokens[2:-1]
    return tokens[0] if len(tokens) == 1 and tokens[0].startswith("?") else None


def _sides(tokens: list[str], at: int) -> tuple[list[str], list[str]]:
    """What stands on both sides of a sign, up to the next that joins."""
    before, after = tokens[:at], tokens[at + 1 :]
    start = max((n + 1 for n, token in enumerate(before) if token == "&&"), default=0)
    end = next((n for n, token in enumerate(after) if token == "&&"), len(after))
    return before[start:], after[:end]
