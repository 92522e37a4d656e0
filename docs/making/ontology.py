"""Make the diagrams, tables and examples of docs/ontology.md and docs/ban-the-hoc.md anew.

Run as `python docs/making/ontology.py BUILD`. Diagrams and tables come from ontology/ and shapes/, examples
from the reviewed graph in the build. A diagram is Mermaid text: GitHub draws it without any tool, a change to
the ontology shows as changed lines, and the same ontology gives the same bytes wherever it is made, which no
drawn picture does.
"""

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from blocks import renewed, table
from pyoxigraph import Literal as Value
from pyoxigraph import NamedNode, Store
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node
from vocabulary import ANYTHING, ROOT, Ontology, ontology

from kg.names import OA, POL
from kg.store import open_build

PAGES = {"en": ROOT / "docs" / "ontology.md", "vi": ROOT / "docs" / "ban-the-hoc.md"}
# What a page says in a table, in its language.
WORDS = {
    "en": {
        "class": "class",
        "property": "property",
        "to": "leads to",
        "means": "meaning",
        "back": "back",
        "called": "Vietnamese",
        "ours": "ours",
        "how": "how",
        "theirs": "theirs",
        "list": "list",
        "names": "names",
        "more": "and {} more",
        "subClassOf": "is a kind of",
        "subPropertyOf": "implies",
        "closeMatch": "is close to",
        "anything": "anything recorded",
    },
    "vi": {
        "class": "lớp",
        "property": "thuộc tính",
        "to": "dẫn tới",
        "means": "nghĩa",
        "back": "chiều ngược",
        "called": "tiếng Anh",
        "ours": "ở đây",
        "how": "quan hệ",
        "theirs": "ở bộ kia",
        "list": "danh mục",
        "names": "các giá trị",
        "more": "và {} nữa",
        "subClassOf": "là một loại",
        "subPropertyOf": "kéo theo",
        "closeMatch": "gần với",
        "anything": "mọi điều được ghi",
    },
}
VOCABULARIES = {
    "eli": "ELI",
    "prov": "PROV-O",
    "org": "ORG",
    "foaf": "FOAF",
    "skos": "SKOS",
    "oa": "Web Annotation",
    "qudt": "QUDT",
    "schema": "schema.org",
}
# Boxes have no members: what a class bears is in tables.
_HEAD = (
    "```mermaid",
    "---",
    "config:",
    "  class:",
    "    hideEmptyMembersBox: true",
    "---",
    "classDiagram",
    "  direction LR",
)
# Values shown of one property of an example, and concepts of one list.
_SHOWN, _LISTED = 3, 9
# What records say and reviewers judge, not what follows.
_RECORDED = re.compile("/graph/(asserted|judgement)/")
_NAMES = (POL.number, SKOS.prefLabel, DCTERMS.title, POL.locator)
# Terms of others that our records use, shown in examples beside our own.
_OTHERS = (DCTERMS.title, DCTERMS.issued, SKOS.definition, DCTERMS.subject, OA.hasSource)
# Names on one line of a diagram's label; in an overview, in all.
_ACROSS, _BRIEF = 4, 2


def diagram(said: Ontology, lang: str, classes: Sequence[str]) -> str:
    """The classes named and all that leads from one of them to another, as Mermaid draws it."""
    lines = [*_HEAD]
    lines += [f'  class {name}["{_called(said, lang, name)}"]' for name in classes]
    lines += [f"  {b} <|-- {a}" for a, b in _kinds(said, classes)]
    lines += [f"  {a} --> {b} : {_lined(names)}" for (a, b), names in _between(said, classes).items()]
    return "\n".join([*lines, "```"])


def overview(said: Ontology, lang: str, classes: Sequence[str]) -> str:
    """A diagram with little on each line, and without what leads from a class to itself."""
    lines = [f'  class {name}["{_called(said, lang, name)}"]' for name in classes]
    lines += [f"  {b} <|-- {a}" for a, b in _kinds(said, classes)]
    for (a, b), names in _between(said, classes).items():
        if a != b:
            lines.append(f"  {a} --> {b} : {_lined(names[:_BRIEF])}" + (" …" if names[_BRIEF:] else ""))
    return "\n".join([*_HEAD, *lines, "```"])


def _lined(names: Sequence[str]) -> str:
    rows = [", ".join(names[at : at + _ACROSS]) for at in range(0, len(names), _ACROSS)]
    # Mermaid takes a colon for the end of what it labels.
    return "<br/>".join(rows).replace("oa:hasSource", "hasSource (oa)")


def _called(said: Ontology, lang: str, name: str) -> str:
    if name == ANYTHING:
        return WORDS[lang]["anything"]
    word = said.word(POL[name], lang)
    return name if lang == "en" and word.replace(" ", "").lower() == name.lower() else f"{name} · {word}"


def _kinds(said: Ontology, classes: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name in classes:
        if name != ANYTHING:
            parents = [said.name(parent) for parent in said.graph.objects(POL[name], RDFS.subClassOf)]
            yield from ((name, parent) for parent in sorted(parents) if parent in classes)


def _between(said: Ontology, classes: Sequence[str]) -> Mapping[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for start, name, end in said.edges():
        if start in classes and end in classes and name not in found.setdefault((start, end), []):
            found[start, end].append(name)
    return {pair: names for pair, names in found.items() if names}


def kinds(said: Ontology, lang: str, names: Sequence[str]) -> str:
    """The kinds of a class and the kinds of these, each with what it means."""
    words, other = WORDS[lang], "vi" if lang == "en" else "en"
    rows = [
        (f"`{said.name(c)}`", said.word(c, other), said.meaning(c, lang)) for c in _below(said, POL[names[0]])
    ]
    return table([words["class"], words["called"], words["means"]], rows)


def _below(said: Ontology, parent: Node) -> Iterator[Node]:
    for child in sorted(said.graph.subjects(RDFS.subClassOf, parent), key=str):
        yield child
        yield from _below(said, child)


def properties(said: Ontology, lang: str, names: Sequence[str]) -> str:
    """The properties of a class or, where none is named, those of no one class."""
    words = WORDS[lang]
    if names:
        terms = said.of(POL[names[0]])
    else:
        terms = [term for term in said.asserted() if said.graph.value(term, RDFS.domain) is None]
    rows = [(_named(said, lang, term), _range(said, term), said.meaning(term, lang)) for term in terms]
    return table([words["property"], words["to"], words["means"]], rows)


def _named(said: Ontology, lang: str, term: URIRef) -> str:
    back = said.graph.value(predicate=OWL.inverseOf, object=term)
    return f"`{said.name(term)}`" + (f"<br>({WORDS[lang]['back']}: `{said.name(back)}`)" if back else "")


def _range(said: Ontology, term: URIRef) -> str:
    found = said.graph.value(term, RDFS.range)
    return f"`{said.name(found)}`" if found else ""


def example(store: Store, said: Ontology, lang: str, names: Sequence[str]) -> str:
    """One thing of the graph, by what follows the base in its IRI, with what its records say of it."""
    thing = NamedNode(f"https://w3id.org/vnpolicy/{names[0]}")
    found: dict[str, list[str]] = {}
    for term in (*_OTHERS, *said.asserted()):
        said_of = store.quads_for_pattern(thing, NamedNode(str(term)), None)
        values = {
            _shown(store, quad.object, lang) for quad in said_of if _RECORDED.search(str(quad.graph_name))
        }
        kept = sorted(values - {""})
        if kept:
            found[said.name(term)] = kept
    called = _shown(store, thing, lang)
    head = f"`{names[0]}`" if called.startswith("`") else f"**{called}** (`{names[0]}`)"
    lines = [f"> - `{name}`: {_some(values, lang)}" for name, values in found.items()]
    return "\n".join([f"> {head}", ">", *lines]).replace(f"`{names[0]}/", "`…/")


def _some(values: Sequence[str], lang: str) -> str:
    more = [WORDS[lang]["more"].format(len(values) - _SHOWN)] if len(values) > _SHOWN else []
    return "; ".join([*values[:_SHOWN], *more])


def _shown(store: Store, term: object, lang: str) -> str:
    """A value in words; nothing for words of another language."""
    if isinstance(term, Value):
        return term.value if term.language in (None, lang) else ""
    assert isinstance(term, NamedNode)
    for name in _NAMES:
        for quad in store.quads_for_pattern(term, NamedNode(str(name)), None):
            if isinstance(quad.object, Value) and quad.object.language in (None, lang):
                return quad.object.value
    return f"`{term.value.removeprefix('https://w3id.org/vnpolicy/')}`"


def alignments(said: Ontology, lang: str, names: Sequence[str]) -> str:
    """How our terms stand to those of other vocabularies, by vocabulary."""
    ours = Graph().parse(ROOT / "ontology" / "alignments.ttl")
    ways = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch)
    found = [(s, way, o) for way in ways for s, o in ours.subject_objects(way) if str(s).startswith(str(POL))]
    # A class that is said in the ontology itself to be one of SKOS stands here too.
    found += [
        (s, RDFS.subClassOf, o)
        for s, o in said.graph.subject_objects(RDFS.subClassOf)
        if said.qname(o) == "skos:Concept"
    ]
    words, order = WORDS[lang], list(VOCABULARIES)
    rows = sorted(
        (
            order.index(said.qname(o).split(":")[0]),
            said.qname(o),
            words[said.name(way).split(":")[1]],
            said.name(s),
        )
        for s, way, o in found
    )
    cells = [(VOCABULARIES[order[at]], f"`{ours}`", how, f"`{theirs}`") for at, theirs, how, ours in rows]
    return table(["", words["ours"], words["how"], words["theirs"]], cells)


def lists(said: Ontology, lang: str, names: Sequence[str]) -> str:
    """The closed lists of concepts, each with its names; of a long one the number."""
    words, rows = WORDS[lang], []
    for scheme in sorted(said.graph.subjects(RDF.type, SKOS.ConceptScheme), key=str):
        inside = sorted(said.graph.subjects(SKOS.inScheme, scheme), key=str)
        labels = [f"`{str(c).rsplit('/', 1)[1]}` {said.text(c, SKOS.prefLabel, lang)}" for c in inside]
        if labels:
            said_of = ", ".join(labels) if len(labels) <= _LISTED else str(len(labels))
            rows.append((f"`{str(scheme).rsplit('/', 1)[1]}`", said_of))
    return table([words["list"], words["names"]], rows)


Maker = Callable[[Ontology, str, Sequence[str]], str]
MAKERS: Mapping[str, Maker] = {
    "diagram": diagram,
    "overview": overview,
    "kinds": kinds,
    "properties": properties,
    "alignments": alignments,
    "lists": lists,
}


def made(page: str, lang: str, store: Store) -> str:
    """The page with all that is made in it as the ontology and the graph of the store have it."""
    said = ontology()
    makers: Mapping[str, Maker] = {**MAKERS, "example": partial(example, store)}
    return renewed(page, lambda what: makers[what[0]](said, lang, what[1:]))


def main(arguments: Sequence[str]) -> int:
    """Make both pages anew, with examples from the build, the one argument."""
    if len(arguments) != 1:
        print("usage: ontology.py BUILD", file=sys.stderr)
        return 2
    store = open_build(Path(arguments[0]))
    for lang, path in PAGES.items():
        path.write_text(made(path.read_text(encoding="utf-8"), lang, store), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
