"""Refuse a query that nests so deep, or strings together so much, that its parser would end the program.

The store reads and plans a query by functions that call themselves, and falls where the stack ends: with 8 MB
of stack, from some 700 nested calls and some 3,000 joined patterns on.
"""

from kg.errors import BadQuery
from kg.store import tokens

_DEEPEST, _MOST = 200, 2_000
_OPEN, _CLOSE, _OPERATORS = frozenset("{(["), frozenset("})]"), frozenset("!+*/|&^-")
_JOINTS = frozenset(("UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "AS", "EXISTS"))


def check_nesting(query: str) -> None:
    """Raises BadQuery for a query of over 200 levels of brackets, or over 2,000 operators and patterns.

    >>> check_nesting("ASK " + "{" * 100_000)
    Traceback (most recent call last):
    kg.errors.BadQuery: the query nests over 200 levels deep; write it flatter
    """
    # Signs and words within strings and names only add to these: few of them are few where they count, too.
    joining = sum(map(query.count, _OPERATORS)) + sum(map(query.upper().count, _JOINTS))
    if sum(map(query.count, _OPEN)) <= _DEEPEST and joining <= _MOST:
        return
    depth = joints = 0
    for token in tokens(query):
        sign, word = token["sign"] or "", token["word"] or ""
        # Between two comparisons brackets look like those of an IRI: 1<((1))&&1>0.
        letters = sign or token["iri"] or ""
        deepest = depth + sum(map(letters.count, _OPEN))
        depth = deepest - sum(map(letters.count, _CLOSE))
        joints += sum(letter in _OPERATORS for letter in sign) + (word.upper() in _JOINTS)
        if deepest > _DEEPEST:
            raise BadQuery("the query nests over {deepest} levels deep; write it flatter", deepest=_DEEPEST)
        if joints > _MOST:
            raise BadQuery(
                "the query joins over {most:,} parts; ask in several, or list values in VALUES", most=_MOST
            )
