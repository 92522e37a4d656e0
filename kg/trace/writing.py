"""Write a trace for programs: as JSON, and as GraphML for other tools on graphs."""

import json
from typing import Any

from kg.query import printable
from kg.trace.chain import Step, Trace
from kg.trace.network import NOTHING, Link, Place, Thing
from kg.trace.wording import channels, kind, phrase, relation, remark

# The keys of records for whom a duty is reported to, through whom, and with whom it is done.
_KEYS = {"reportsTo": "reports_to", "via": "via", "jointlyWith": "jointly_with"}


def to_json(trace: Trace, lang: str) -> str:
    """All of a trace in one object: things by IRI, steps in order, and chains as numbers of steps, from 0."""
    steps = trace.walked()
    number = {step: at for at, step in enumerate(steps)}
    ways = [
        {
            "direction": way.direction,
            "chains": [[number[step] for step in chain] for chain in way.chains],
            "remarks": [{"name": r.name, "count": r.count, "text": remark(r, lang)} for r in way.remarks],
        }
        for way in trace.ways
    ]
    told = {
        "start": trace.start.iri,
        "end": trace.end.iri if trace.end else None,
        "things": [_thing(thing, lang) for thing in trace.things.values()],
        "steps": [_step(step, lang) for step in steps],
        "ways": ways,
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _thing(thing: Thing, lang: str) -> dict[str, Any]:
    told = {
        "iri": thing.iri,
        "kind": thing.kind,
        "label": thing.label.of(lang),
        "locator": thing.locator,
        "document": thing.document,
        "number": thing.number,
    }
    return {name: text for name, text in told.items() if text}


def _step(step: Step, lang: str) -> dict[str, Any]:
    return {
        "from": step.start,
        "to": step.end,
        "towards": "documents" if step.upward else "bodies",
        "links": [_link(link, step, lang) for link in step.links],
    }


def _link(link: Link, step: Step, lang: str) -> dict[str, Any]:
    said = {
        "property": link.relation,
        "label": relation(link, upward=step.upward).of(lang),
        "ground": link.ground,
        "due": link.time.of(lang),
        **_channels(link, lang),
        "evidence": [_place(place, lang) for place in link.places],
    }
    return {name: told for name, told in said.items() if told or name == "evidence"}


def _channels(link: Link, lang: str) -> dict[str, list[str]]:
    """The bodies of each way by which a duty is carried out, by the key that records have for it."""
    found: dict[str, list[str]] = {}
    for way, body in link.channels:
        found.setdefault(_KEYS[way], []).append(body.of(lang))
    return found


def _place(place: Place, lang: str) -> dict[str, Any]:
    told = {
        "source": place.source.of(lang),
        "start": int(place.start) if place.start else None,
        "end": int(place.end) if place.end else None,
        "words": place.words,
    }
    return {name: value for name, value in told.items() if value not in ("", None)}


def to_graphml(trace: Trace, lang: str) -> str:
    """The things and relations of a trace; an edge runs as its triple does, from subject to object."""
    import networkx as nx

    graph = nx.MultiDiGraph()
    for thing in trace.things.values():
        told = {
            "kind": thing.kind,
            "locator": thing.locator,
            "number": thing.number,
            "document": thing.document,
        }
        graph.add_node(thing.iri, label=printable(thing.label.of(lang)), kind_label=kind(thing, lang), **told)
    for step in trace.walked():
        for link in step.links:
            start, end = (step.start, step.end) if step.upward == link.upward else (step.end, step.start)
            key = f"{start} {link.relation} {end}"
            if not graph.has_edge(start, end, key=key):
                graph.add_edge(start, end, key=key, **_edge(link, lang))
    return "\n".join(nx.generate_graphml(graph, named_key_ids=True)) + "\n"


def _edge(link: Link, lang: str) -> dict[str, str]:
    place = link.places[0] if link.places else Place(NOTHING, "", "", "")
    return {
        "property": link.relation,
        "label": relation(link, upward=link.upward).of(lang),
        "ground": phrase("grounds", link.ground).of(lang),
        "due": printable(link.time.of(lang)),
        "channels": " · ".join(channels(link, lang)),
        "source": printable(place.source.of(lang)),
        "characters": f"{place.start}-{place.end}" if place.start else "",
        "words": printable(place.words),
    }
