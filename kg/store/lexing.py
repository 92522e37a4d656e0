r"""The tokens of SPARQL, told apart once for all that reads a query without answering it.

>>> [token.lastgroup for token in tokens("ASK { ?s a:b.c 'LIMIT 5'@vi } # LIMIT 6")]
['word', 'sign', 'variable', 'name', 'string', 'tag', 'sign', 'comment']
>>> [token.lastgroup for token in tokens("ASK 'never closed { LIMIT\n5")]
['word', 'string', 'number']
>>> [token[0] for token in outside_braces("SELECT * { ?s ?p '}' } LIMIT 5")]
['SELECT', '*', 'LIMIT', '5']
"""

import re
from collections.abc import Iterator

# SPARQL 1.1, section 19.8. What no rule there allows is taken sign by sign, for the parser to refuse, and a
# quote that is not closed in its line, behind which no parser goes on, as a string. That, and the most that a
# prefix may have, is for texts that are made to take long.
_TOKEN = re.compile(
    r"""
      (?P<comment> \#[^\n\r]* )
    | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<string> '''(?:(?:'|'')?(?:[^'\\]|\\.))*''' | \"\"\"(?:(?:"|"")?(?:[^"\\]|\\.))*\"\"\"
                | '(?:[^'\\\n\r]|\\.)*+'? | "(?:[^"\\\n\r]|\\.)*+"? )
    | [?$](?P<variable> \w+ )
    | (?P<tag> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
    | (?P<name> (?:[^\W\d][\w.\-]{0,200}+)?:(?:[\w:\-]|%[0-9A-Fa-f]{2}|\\.|\.++(?=[\w:\-%\\]))* )
    | (?P<word> [^\W\d]\w* )
    | (?P<number> [0-9]+(?:\.[0-9]+)?(?:[Ee][+\-]?[0-9]+)? )
    | (?P<sign> \|\| | && | != | <= | >= | \^\^ | \S )
    """,
    re.VERBOSE | re.DOTALL,
)


def tokens(query: str) -> Iterator[re.Match[str]]:
    """The tokens of a query in order; the group of each that is not None says what it is.

    The groups: comment, iri, string (without tag or datatype), variable (without its mark), tag, name, word,
    number, sign.
    """
    return _TOKEN.finditer(query)


def outside_braces(query: str) -> Iterator[re.Match[str]]:
    """The tokens that stand outside all braces, the braces left out."""
    depth = 0
    for token in tokens(query):
        if token["sign"] in ("{", "}"):
            depth += 1 if token["sign"] == "{" else -1
        elif depth == 0:
            yield token
