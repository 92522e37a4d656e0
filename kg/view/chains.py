"""Draw a trace: the things on its chains as cards, the steps as links with the words that bear them out."""

from kg.trace import Link, Place, Step, Thing, Trace, phrase, relation, title
from kg.view.answers import Words
from kg.view.drawing import network
from kg.view.picture import Card, Panel, Quote
from kg.view.picture import Link as Line

_CHAINS = Words("Các chuỗi liên kết của: {}", "Chains of: {}")
_GROUND = Words("căn cứ", "rests on")
_TIME = Words("thời hạn", "deadline")


def chains(trace: Trace, *, pages: str = "") -> str:
    """The picture of a trace as the text of one HTML file; `pages` as for `network`."""
    things = {trace.start.iri: trace.start, **trace.things}
    cards = [_card(thing) for thing in things.values()]
    lines = [_line(step, link, place) for step in trace.walked() for place, link in enumerate(step.links)]
    start = trace.start.label
    title = Words(_CHAINS.vi.format(start.vi), _CHAINS.en.format(start.en))
    return network(title, cards, lines, start=trace.start.iri, pages=pages)


def _card(thing: Thing) -> Card:
    kind = Words(*phrase("kinds", thing.kind))
    label = Words(title(thing, "vi"), title(thing, "en"))
    panel = Panel(kind=kind, where=Words(thing.document, thing.document), ask=f"trace {thing.iri}")
    return Card(id=thing.iri, group=thing.kind, label=label, panel=panel, document=thing.document)


def _line(step: Step, link: Link, place: int) -> Line:
    facts = [(_GROUND, Words(*phrase("grounds", link.ground)))]
    if link.time.vi or link.time.en:
        facts.append((_TIME, Words(*link.time)))
    facts += [(Words(*phrase("ways", way)), Words(*body)) for way, body in link.channels]
    panel = Panel(
        kind=Words(*relation(link, upward=step.upward)),
        facts=tuple(facts),
        quotes=tuple(_quote(one) for one in link.places),
    )
    ends = f"{step.start} {step.end} {place}"
    return Line(ends, step.start, step.end, link.relation, panel, link.ground)


def _quote(place: Place) -> Quote:
    return Quote(Words(*place.source), place.start, place.end, place.words)
