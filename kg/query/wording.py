"""Say what is in a table: headings of columns, IRIs in short, text without marks that steer what shows it."""

import re
from functools import cache

from kg import resources
from kg.names import IDS, PREFIXES

# What would steer the terminal, or turn the reading direction of what follows.
_DIRECTIONS = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *_DIRECTIONS), " ")
# What means something in Markdown, and ampersands that begin an entity.
_MARKS = re.compile(r"[\\`*_{}\[\]<>#|~]|&(?=#?\w+;)")


def heading(column: str, lang: str) -> str:
    """The heading of a column: its entry in queries/columns.yaml, or its own name."""
    return _headings().get(column, {}).get(lang, column)


@cache
def _headings() -> dict[str, dict[str, str]]:
    return resources.mapping(resources.text("queries/columns.yaml"))


def usual_name(default: str, lang: str) -> str:
    """What a question's default is called in a language: its entry in queries/defaults.yaml, or itself.

    >>> usual_name("https://w3id.org/vnpolicy/id/body/bo-tai-chinh", "vi"), usual_name("2025-12-31", "vi")
    ('Bộ Tài chính', '2025-12-31')
    """
    return _usual().get(compact(default), {}).get(lang, default)


@cache
def _usual() -> dict[str, dict[str, str]]:
    return resources.mapping(resources.text("queries/defaults.yaml"))


def printable(text: str) -> str:
    """The text with a space for whatever would steer a terminal or turn the direction of reading."""
    return text.translate(_CONTROLS)


def in_markdown(text: str) -> str:
    r"""The text, printable, with a backslash before every sign that Markdown or HTML would take for its own.

    >>> in_markdown("R&D | <b> &lt;")
    'R&D \\| \\<b\\> \\&lt;'
    """
    return _MARKS.sub(r"\\\g<0>", printable(text))


def compact(text: str) -> str:
    """An IRI shortened to a prefixed name, any other text as it is.

    >>> compact("https://w3id.org/vnpolicy/concept/role/lead"), compact("https://w3id.org/vnpolicy/id/body/quoc-hoi")
    ('role:lead', 'id:body/quoc-hoi')
    """
    for prefix, namespace in (*PREFIXES.items(), ("id", IDS)):
        if text.startswith(namespace) and len(text) > len(namespace):
            return f"{prefix}:{text.removeprefix(namespace)}"
    return text
