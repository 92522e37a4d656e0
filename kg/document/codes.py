"""The codes that numbers are made of: types, issuers, and those that mislead."""

from dataclasses import dataclass

from kg.resources import mapping, text

_LISTS = mapping(text("document/number.yaml"))


@dataclass(frozen=True, slots=True)
class TypeCode:
    """A type's code: what may be printed over such a number, and its class in the vocabulary.

    `names` holds for the State's documents, `party_names` for the Party's; the first is the usual one.
    """

    code: str
    names: tuple[str, ...]
    party_names: tuple[str, ...]
    document_class: str
    party_class: str
    joint: bool
    consolidates: bool


def _type_code(code: str, entry: dict[str, object]) -> TypeCode:
    names = entry["names"]
    party = entry.get("party", names)
    name = str(entry["class"])
    return TypeCode(
        code,
        tuple(names) if isinstance(names, list) else (),
        tuple(party) if isinstance(party, list) else (),
        name,
        str(entry.get("party_class", name)),
        bool(entry.get("joint")),
        bool(entry.get("consolidates")),
    )


TYPE_CODES: dict[str, TypeCode] = {code: _type_code(code, entry) for code, entry in _LISTS["types"].items()}
JOINT_TYPES = frozenset(code for code, entry in TYPE_CODES.items() if entry.joint)
JOINT_BODIES: frozenset[str] = frozenset(_LISTS["joint_bodies"])
MISLEADING: dict[str, frozenset[str]] = {
    code: frozenset(units) for code, units in _LISTS["misleading"].items()
}
OLD: tuple[str, ...] = tuple(_LISTS["old"])
ISSUERS: dict[str, tuple[str, ...]] = {code: tuple(names) for code, names in _LISTS["issuers"].items()}
LETTER_NAMES: tuple[str, ...] = tuple(_LISTS["letter"]["names"])
ASSEMBLY_NAMES: tuple[str, ...] = tuple(_LISTS["assembly"]["names"])
# Codes in capitals (headings, slips of the pen) or without the stroke (English texts), spelt by the rules.
SPELLING: dict[str, str] = {code.upper(): code for code in (*TYPE_CODES, "TTg")} | {"ND": "NĐ", "QD": "QĐ"}
