"""The network that chains run through: things, and steps from bodies towards documents, read from a store."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from pyoxigraph import Store

from kg import resources
from kg.errors import MissingTool
from kg.query import deadline_in_english, meant, select

if TYPE_CHECKING:
    import networkx as nx

Kind = Literal["body", "task", "group", "target", "viewpoint", "provision", "purpose", "context", "document"]
Ground = Literal["asserted", "judged", "inferred"]
# The stage of the graph that a triple stands in, and what that makes it; the firmest comes first.
_GROUNDS: dict[str, Ground] = {"asserted": "asserted", "judgement": "judged", "inferred": "inferred"}
_FIRMEST = list(_GROUNDS.values())
# Properties said of what stands above: their triples run against the step.
_DOWNWARD = {"mandates", "product", "founds", "issuedBy"}
_ENCLOSING = {"partOf", "inGroup"}


class Words(NamedTuple):
    """The same in Vietnamese and in English."""

    vi: str
    en: str

    def of(self, lang: str) -> str:
        """The words in a language."""
        return self.vi if lang == "vi" else self.en


NOTHING = Words("", "")


@dataclass(frozen=True, slots=True)
class Thing:
    """A body, a document with its type, or a statement with its document and its locator there."""

    iri: str
    kind: Kind
    label: Words
    locator: str = ""
    document: str = ""
    number: str = ""
    type: Words = NOTHING


@dataclass(frozen=True, slots=True)
class Place:
    """Where a source says something: half-open range in characters, words where the text was at hand."""

    source: Words
    start: str
    end: str
    words: str


class Channel(NamedTuple):
    """A body to whom or through whom a duty is reported, or with whom it is done, and the way's name."""

    way: str
    body: Words


@dataclass(frozen=True, slots=True)
class Link:
    """One relation of a step: its property's IRI, what it rests on, places that bear it out, and by when.

    `upward` where the property's subject is the end nearer to bodies; `channels` say to whom, through whom
    and with whom a duty is carried out.
    """

    relation: str
    ground: Ground
    places: tuple[Place, ...]
    time: Words
    upward: bool
    channels: tuple[Channel, ...] = ()

    @property
    def name(self) -> str:
        """The property's name in the vocabulary."""
        return self.relation.rpartition("#")[2]


def network(store: Store, *, citing: bool = False) -> "nx.DiGraph":
    """Nodes by IRI with their `thing`; each edge, from a body towards a document, with its `links`.

    A statement inside another leads to its document through that other, not by an edge of its own. With
    `citing` a document also leads to those that it only names.
    Raises MissingTool where networkx is not installed.
    """
    try:
        import networkx as nx
    except ModuleNotFoundError as error:
        raise MissingTool(
            "tracing needs networkx, which is not installed; pip install 'vnpolicy-kg[trace]'"
        ) from error
    things = _things(store)
    graph = nx.DiGraph()
    graph.add_nodes_from((iri, {"thing": things[iri]}) for iri in sorted(things))
    for (start, end), links in sorted(_links(store, things, citing).items()):
        graph.add_edge(start, end, links=links)
    return graph


def without_shortcuts(graph: "nx.DiGraph") -> "nx.DiGraph":
    """The network without inferred steps that other steps add up to."""
    import networkx as nx

    firm = nx.DiGraph()
    firm.add_nodes_from(graph.nodes(data=True))
    inferred = []
    for start, end, links in graph.edges(data="links"):
        if all(link.ground == "inferred" for link in links):
            inferred.append((start, end, links))
        else:
            firm.add_edge(start, end, links=links)
    reached = {start: nx.descendants(firm, start) for start, _, _ in inferred}
    for start, end, links in inferred:
        if end not in reached[start]:
            firm.add_edge(start, end, links=links)
    return firm


def _rows(store: Store, query: str) -> list[dict[str, str]]:
    return select(store, resources.text(f"queries/trace/{query}.rq"), f"trace/{query}.rq").mappings()


def _things(store: Store) -> dict[str, Thing]:
    """Every thing by its IRI."""
    rows = sorted(_rows(store, "things"), key=lambda row: list(row.values()), reverse=True)
    return {
        row["thing"]: Thing(
            row["thing"],
            cast(Kind, row["kind"]),
            Words(row["vi"], row["en"]),
            row["locator"],
            row["document"],
            row["number"],
            Words(row["type_vi"], row["type_en"]),
        )
        for row in rows
    }


def _links(store: Store, things: dict[str, Thing], citing: bool) -> dict[tuple[str, str], tuple[Link, ...]]:
    """The links of each step between things."""
    places, times, channels = _places(store), _times(store), _channels(store)
    found: dict[tuple[str, str], set[Link]] = defaultdict(set)
    rows = [*_rows(store, "steps"), *(_rows(store, "citations") if citing else ())]
    steps = [row for row in rows if row["from"] in things and row["to"] in things]
    inside = {row["from"] for row in steps if _name(row) in _ENCLOSING}
    for row in steps:
        if _name(row) == "statedIn" and row["from"] in inside:
            continue
        end = row["to"] if things[row["from"]].kind == "body" else ""
        found[row["from"], row["to"]].add(
            Link(
                row["property"],
                _ground(row["graph"]),
                places.get(row["because"], ()),
                times.get(row["because"]) or times.get(end) or NOTHING,
                _name(row) not in _DOWNWARD,
                channels.get(row["because"], ()),
            )
        )
    return {step: _firmest(links) for step, links in found.items()}


def _ground(graph: str) -> Ground:
    """What a triple rests on, by the name of its graph: a base may hold the word `graph`, too."""
    grounds = (ground for stage, ground in _GROUNDS.items() if f"/graph/{stage}/" in graph)
    return next(grounds, "asserted")


def _name(row: dict[str, str]) -> str:
    return row["property"].rpartition("#")[2]


def _firmest(links: set[Link]) -> tuple[Link, ...]:
    """The links in order; what is only inferred goes without saying where anything firmer is there."""
    order = sorted(links, key=lambda link: (_FIRMEST.index(link.ground), link.relation, str(link)))
    firm = {link.relation for link in order if link.ground != "inferred"}
    return tuple(link for link in order if link.ground != "inferred" or not firm)


def _places(store: Store) -> dict[str, tuple[Place, ...]]:
    """The places that bear out each thing, in the order of their sources."""
    found: dict[str, set[Place]] = defaultdict(set)
    for row in _rows(store, "evidences"):
        words = " ".join(row["exact"].split())
        found[row["thing"]].add(Place(Words(row["vi"], row["en"]), row["start"], row["end"], words))
    return {
        thing: tuple(sorted(places, key=lambda place: (place.source, int(place.start or 0), place.words)))
        for thing, places in found.items()
    }


def _channels(store: Store) -> dict[str, tuple[Channel, ...]]:
    """To whom, through whom and with whom each assignment is carried out."""
    found: dict[str, tuple[Channel, ...]] = {}
    for row in _rows(store, "channels"):
        channel = Channel(row["way"].rpartition("#")[2], Words(row["vi"], row["en"]))
        found[row["thing"]] = (*found.get(row["thing"], ()), channel)
    return found


def _times(store: Store) -> dict[str, Words]:
    """When each assignment or task is due: as worded, with the last day; or how often it comes again."""
    rows = sorted(_rows(store, "times"), key=lambda row: list(row.values()))
    return {row["thing"]: Words(_time_vi(row), _time_en(row)) for row in rows}


def _time_vi(row: dict[str, str]) -> str:
    due = f" ({row['due']})" if row["due"] else ""
    again = row["vi"] if row["vi"].lower() not in row["text"].lower() else ""
    return "; ".join(filter(None, (f"{row['text']}{due}" if row["text"] else row["due"], again)))


def _time_en(row: dict[str, str]) -> str:
    if row["due"]:
        return "; ".join(filter(None, (row["due"], row["en"])))
    return deadline_in_english(row["text"], meant(row["edtf"], row["qualifier"]), row["en"])
