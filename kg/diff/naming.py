"""Names in both languages for what IRIs stand for: vocabulary, and the things of the two versions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, Store
from rdflib import DCTERMS, SKOS

from kg import resources
from kg.diff.version import Version
from kg.names import POL, UNIT, VOCABULARY_BASE
from kg.query.showing import compact
from kg.store import load_turtle
from kg.view.answers import NOTHING, Words, alike, plain, rows
from kg.view.answers import labels as labels_of

# Units that a figure shows by a sign, or by nothing.
_SIGNS = {str(UNIT.PERCENT): alike("%"), str(UNIT.NUM): NOTHING}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names of classes, properties and concepts, and the classes above each class."""

    names: Mapping[str, Words]
    above: Mapping[str, frozenset[str]]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that the package carries."""
    store = Store()
    for name, text in resources.texts("ontology", ".ttl").items():
        load_turtle(store, text, f"{VOCABULARY_BASE}graph/ontology/{name}")
    above: dict[str, frozenset[str]] = {}
    for row in rows(store, "superclasses"):
        above[row["class"]] = above.get(row["class"], frozenset()) | {row["super"]}
    return Vocabulary(labels_of(store), above)


@cache
def phrases() -> Mapping[str, Mapping[str, Words]]:
    """The words of the report itself: kinds, changes, headings, properties."""
    said = resources.mapping(resources.text("templates/diff.yaml"))
    return {part: {key: Words(**words) for key, words in group.items()} for part, group in said.items()}


def heading(name: str) -> Words:
    """What a property, by its prefixed name, is called."""
    return phrases()["properties"].get(name) or _compacted().get(name) or alike(name)


@cache
def _compacted() -> Mapping[str, Words]:
    return {compact(iri): words for iri, words in vocabulary().names.items()}


@dataclass(frozen=True, slots=True)
class Naming:
    """Names things as the first of the versions that knows them does."""

    versions: Sequence[Version]

    def of(self, iri: str, within: str = "") -> Words:
        """The name of a thing or concept; statements of the document `within` need not say whose they are."""
        known = _SIGNS.get(iri) or vocabulary().names.get(iri)
        found = (self._own(version, iri, within) for version in self.versions)
        return known or next((name for name in found if name.vi), None) or alike(compact(iri))

    def _own(self, version: Version, iri: str, within: str) -> Words:
        facts: dict[str, list[Literal]] = {}
        owner = ""
        for predicate, value in version.said(iri):
            if isinstance(value, Literal):
                facts.setdefault(predicate, []).append(value)
            elif predicate == str(POL.statedIn):
                owner = str(value).strip("<>")
        label = _words(facts, str(POL.number)) or _words(facts, str(DCTERMS.title))
        label = label or _words(facts, str(SKOS.prefLabel)) or NOTHING
        locator = _words(facts, str(POL.locator))
        if not locator:
            return label
        whose = self.of(owner).vi + " " if owner != within else ""
        return Words(f"{whose}{locator.vi}: {label.vi}", f"{whose}{locator.en}: {label.en}")


def _words(facts: Mapping[str, Sequence[Literal]], predicate: str) -> Words | None:
    said = {literal.language: literal.value for literal in facts.get(predicate, ())}
    if not said:
        return None
    first = next(iter(said.values()))
    return Words(plain(said.get("vi", first)), plain(said.get("en", first)))
