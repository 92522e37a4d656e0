"""Find bodies, documents and statements by names that people use: without diacritics, abbreviated, by IRI."""

import re
from collections.abc import Iterable

from pyoxigraph import NamedNode, Store
from rapidfuzz import fuzz

from kg.errors import AmbiguousName, UnknownName
from kg.messages import Message
from kg.names import IDS, POL
from kg.query.called import Name, is_of, is_place, key, likely, main_name, names, placed, similar
from kg.query.placing import said_place
from kg.query.table import based
from kg.text import fold

__all__ = ["Name", "names", "resolve", "resolve_thing", "taken_for"]

# What kind of thing a question's parameter names; a parameter that is not here is named by its IRI alone.
_STATEMENTS = ("statement", "task", "target", "viewpoint", "group")
_KIND = {
    "body": "body",
    "document": "document",
    "topic": "concept",
    "indicator": "concept",
    **dict.fromkeys(_STATEMENTS, "statement"),
}
_CLASSES = {"body": POL.Body, "document": POL.Document, "statement": POL.Statement}
_MAIN = ("body", "document")
# SKHCN, BTC: the head is a letter as those of the field are.
_JOINED = re.compile(r"^[SB](?=[A-ZĐ]{2,}$)")
_HEADS = {"S": "Sở ", "B": "Bộ "}
# What names of provinces and cities begin with, and people often do not say; folded.
_LEFT_OUT = re.compile(r"\b(?:tinh|thanh pho) (?=\S)")
# What people call places by, which locators do not say: "63/2025/NQ-HĐND Điều 2".
_DIVISION = re.compile(r"\s(?:điều|khoản|điểm|mục)\s+(?=[0-9a-zđ.]{1,12}(?:\s|$))", re.IGNORECASE)
# A place with what the reader's marks in it mean in brackets: "63/2025/NQ-HĐND 9.1 (đoạn thứ 2)".
_SAID = re.compile(r"(?P<document>.{1,300}) (?P<place>[\w.]{1,60}) \((?P<notes>[^()]{1,100})\)")
# Where among matches those begin that bear a name in part.
_PART = 2
# Stands for the beginning of our own IRIs.
_SHORT = "id:"
_NEAREST = 5
_NEAR = 75
# More than a person chooses among; the rest is counted.
_SHOWN = 40


def resolve(store: Store, parameter: str, given: str, lang: str = "vi") -> NamedNode:
    """The thing that the user means by `given` for a question's parameter.

    An IRI is taken as it is, and `id:` stands for the beginning of our own. A name is compared folded: first
    whole names, then names that contain it. Raises UnknownName with the nearest names, or AmbiguousName with
    those that match, by their names in the language.
    """
    kind, given = _KIND.get(parameter), _whole(store, given)
    if kind is None:
        return _iri(given, parameter)
    if _is_known(store, given, (kind,)):
        return NamedNode(given)
    known = likely(store, kind, key(given))
    if kind == "body" and not any(_matches(known, key(given))):
        given = _in_full(given)
        known = likely(store, kind, key(given))
    return _resolve(store, known, given, ((kind,), kind, lang))


def resolve_thing(store: Store, given: str, lang: str = "vi") -> NamedNode:
    """The body, document or statement that the user means, found as by `resolve`, which raises as this does.

    A whole name is preferred to a part of names, and among parts bodies and documents to statements; a body
    whose name begins so to a statement that is called so.
    """
    kinds, given = tuple(_CLASSES), _whole(store, given)
    if _is_known(store, given, kinds):
        return NamedNode(given)
    found = {kind: likely(store, kind, key(given)) for kind in kinds}
    known = [name for kind in kinds for name in found[kind]]
    # A heading may be called as a body is whose name goes on with its province.
    main, wanted = [name for kind in _MAIN for name in found[kind]], key(given)
    begun = any(f"{name.folded} ".startswith(f"{wanted} ") for name in main)
    if begun or not any(name.folded == wanted for name in known):
        known = main if any(_matches(main, wanted)[_PART:]) and not is_place(wanted) else known
    return _resolve(store, known, given, (kinds, "body, document or statement", lang))


def taken_for(store: Store, given: str, thing: str, lang: str) -> Message | None:
    """A line that says which body a name was taken for, where the name only stands further on in its names.

    Nothing is said where one of the names is or begins so: what follows then is a province or place.
    """
    if _is_iri(given) or given.startswith(_SHORT) or not is_of(store, thing, str(POL.Body)):
        return None
    for spelt in (str, _in_full):
        wanted = key(spelt(given))
        known = [f"{name.folded} " for name in likely(store, "body", wanted) if name.thing == thing]
        if any(name.startswith(f"{wanted} ") for name in known):
            return None
        if any(f" {wanted} " in name for name in known):
            called = main_name(store, thing, lang) or thing
            return Message("no body is called just {given!r}; taken for {body}", given=given, body=called)
    return None


def _resolve(
    store: Store, known: list[Name], given: str, called: tuple[tuple[str, ...], str, str]
) -> NamedNode:
    """The thing that is meant; `called` says what kinds it may be of, that in words, and the language."""
    kinds, words, lang = called
    for matches in _matches(known, key(given)):
        if len(matches) == 1:
            return NamedNode(matches.pop())
        if matches:
            raise AmbiguousName(given, words, _shown(store, known, matches, lang))
    if "statement" in kinds and (at := _near_places(store, key(given).split())):
        raise UnknownName(given, words, at)
    near = [name for kind in kinds for name in similar(store, kind, key(given))]
    raise UnknownName(given, words, _nearest(near, key(given), lang))


def _near_places(store: Store, wanted: list[str]) -> list[str]:
    """Statements of the document that a name begins with, at places that hold the one at its end."""
    for words in (wanted, wanted[:-1]):
        found = {name for name in placed(store, " ".join(words)) if _holds(name.folded.split(), words)}
        if found:
            nearest = sorted(found, key=lambda name: (len(name.folded), name))
            return list(dict.fromkeys(name.written for name in nearest))[:_NEAREST]
    return []


def _holds(name: list[str], words: list[str]) -> bool:
    """Whether a name begins as the words do, and has the rest of them together further on."""
    return any(
        name[:at] == words[:at] and f" {' '.join(words[at:])} " in f" {' '.join(name[at:])} "
        for at in range(1, len(words))
    )


def _is_known(store: Store, given: str, kinds: Iterable[str]) -> bool:
    """Whether it is the IRI of a thing of these kinds."""
    return _is_iri(given) and any(
        is_of(store, given, str(_CLASSES[kind]))
        if kind in _CLASSES
        else given in {name.thing for name in names(store, kind)}
        for kind in kinds
    )


def _is_iri(given: str) -> bool:
    if "://" not in given:
        return False
    try:
        NamedNode(given)
    except ValueError:
        return False
    return True


def _whole(store: Store, given: str) -> str:
    """What is given, an `id:` before it written out, a place behind a number without "Điều", "khoản"."""
    if given.startswith(_SHORT):
        return based(store, IDS + given.removeprefix(_SHORT))
    if (said := _SAID.fullmatch(given)) and (locator := _as_located(store, *said.groups())):
        return f"{said['document']} {locator}"
    return _DIVISION.sub(" ", given) if "/" in given and not _is_iri(given) else given


def _as_located(store: Store, document: str, place: str, notes: str) -> str:
    """The locator of a statement whose place is said in words, as pages and traces say it; empty for none."""
    wanted = key(f"{place} ({notes})")
    locators = (name.written.rpartition(" ")[2] for name in placed(store, key(f"{document} {place}")))
    return next((at for at in locators if wanted in {key(said_place(at, lang)) for lang in ("vi", "en")}), "")


def _iri(given: str, parameter: str) -> NamedNode:
    if not _is_iri(given):
        raise UnknownName(given, Message("{parameter} IRI", parameter=parameter), [])
    return NamedNode(given)


def _matches(known: Iterable[Name], wanted: str) -> tuple[set[str], ...]:
    """The things that bear the name, whose place it is, of whose names it is a part, and nearly bear it.

    These bear it but for words that people leave out: "Sở Y tế Đắk Lắk" is one of the tỉnh.
    """
    whole = {name.thing for name in known if name.folded == wanted}
    part = {name.thing for name in known if wanted and f" {wanted} " in f" {name.folded} "}
    at = {name.thing for name in known if name.folded.endswith(f" {wanted}")}
    bare = _LEFT_OUT.sub("", wanted)
    short = {name.thing for name in known if bare and _LEFT_OUT.sub("", name.folded) == bare}
    return whole, at if is_place(wanted) else set(), part, short


def _shown(store: Store, known: Iterable[Name], things: set[str], lang: str) -> list[str]:
    """The things by their main names, each with its IRI in short; of very many some, and how many more."""
    main = {name.thing: name.written for name in known if name.preferred == lang}
    some = sorted(things)[:_SHOWN]
    called = {thing: main.get(thing) or main_name(store, thing, lang) for thing in some}
    own = based(store, IDS)
    lines = [
        f"{written}  {thing.replace(own, _SHORT, 1) if thing.startswith(own) else thing}"
        for thing, written in sorted(called.items(), key=lambda item: item[::-1])
    ]
    return (
        [*lines, Message("... and {count} more", count=len(things) - _SHOWN)]
        if len(things) > _SHOWN
        else lines
    )


def _in_full(given: str) -> str:
    """A body's name with its abbreviations written out; a field's letters behind S or B are its Sở or Bộ."""
    # Only a name that nothing bears needs the habits of spelling, which take long to load.
    from kg.bodies import written_out

    return written_out(_JOINED.sub(lambda found: _HEADS[found[0]], given))


def _nearest(known: list[Name], wanted: str, lang: str) -> list[str]:
    """The names most like the wanted one, the likest first, and of names as like the shorter."""
    offered = [name for name in known if name.preferred in ("", lang)]
    written = {name.folded: name.written for name in reversed(offered)}
    scored = sorted(
        # As it is written, too: of a shortened word that is misspelt none is written out.
        (-max(_likeness(wanted, form) for form in {folded, fold(name)}), len(folded), folded)
        for folded, name in written.items()
    )
    return [written[folded] for unlike, _, folded in scored[:_NEAREST] if -unlike >= _NEAR]


def _likeness(wanted: str, name: str) -> float:
    """How like the wanted name the likest words of another are, about as many in a row: 0 to 100.

    Parts of words would be alike by chance in names that mean something else.
    """
    words, count = name.split(), len(wanted.split())
    return max(
        fuzz.ratio(wanted, " ".join(words[at : at + size]))
        for size in {max(1, count - 1), count, count + 1}
        for at in range(max(1, len(words) - size + 1))
    )
