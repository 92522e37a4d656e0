"""Say in words, in either language, what a chain is made of."""

from collections.abc import Collection
from functools import cache
from typing import Any

from kg import resources
from kg.query import printable
from kg.trace.chain import Remark, Step, Trace, Way
from kg.trace.network import Link, Place, Thing, Words

# Words quoted in a line are cut there; JSON and GraphML hold them whole.
_QUOTED = 240


@cache
def _phrases() -> dict[str, Any]:
    return resources.mapping(resources.text("templates/trace.yaml"))


def phrases(*path: str) -> list[str]:
    """The names of the phrases at a place of the word list, in its order."""
    found = _phrases()
    for name in path:
        found = found[name]
    return list(found)


def phrase(*path: str) -> Words:
    """A phrase of the tracer's word list, by its place there: `phrase("kinds", "body")`."""
    found = _phrases()
    for name in path:
        found = found[name]
    return Words(found["vi"], found["en"])


def relation(link: Link, *, upward: bool) -> Words:
    """How a relation reads, towards documents or towards bodies.

    >>> from kg.trace.network import NOTHING
    >>> relation(Link("https://w3id.org/vnpolicy/ns#leads", "asserted", (), NOTHING, True), upward=False)
    Words(vi='cơ quan chủ trì', en='led by')
    """
    return phrase("relations", link.name, "up" if upward else "down")


def relations(step: Step, lang: str) -> str:
    """All relations of a step, as they read in its direction."""
    return " + ".join(dict.fromkeys(relation(link, upward=step.upward).of(lang) for link in step.links))


def kind(thing: Thing, lang: str) -> str:
    """What kind of thing it is; of a document its type, where it is known."""
    return thing.type.of(lang) or phrase("kinds", thing.kind).of(lang)


def title(thing: Thing, lang: str) -> str:
    """What a thing is called: a document by its number and title, a statement by its locator and label."""
    return printable(" · ".join(filter(None, [thing.number or thing.locator, thing.label.of(lang)])))


def grounds(link: Link, lang: str, told: Collection[Place] = ()) -> str:
    """What a relation rests on, by when it is due, and the words or place that bear it out, unless told."""
    said = [phrase("grounds", link.ground).of(lang)]
    if time := link.time.of(lang):
        said.append(phrase("words", "due").of(lang).format(time=printable(time)))
    said += channels(link, lang)
    if link.places and link.places[0] in told:
        return " · ".join(said)
    if not link.places:
        return " · ".join([*said, phrase("words", "unproved").of(lang)])
    more = [phrase("words", "more").of(lang).format(count=len(link.places) - 1)] if link.places[1:] else []
    return " · ".join([*said, _place(link.places[0], lang), *more])


def channels(link: Link, lang: str) -> list[str]:
    """To whom, through whom and with whom a duty is carried out, a text for each of these ways."""
    ways: dict[str, list[str]] = {}
    for way, body in link.channels:
        ways.setdefault(way, []).append(printable(body.of(lang)))
    return [phrase("channels", way).of(lang).format(bodies="; ".join(bodies)) for way, bodies in ways.items()]


def _place(place: Place, lang: str) -> str:
    named = phrase("words", "place").of(lang)
    where = named.format(source=printable(place.source.of(lang)), start=place.start, end=place.end)
    if not place.words:
        return where
    words = place.words if len(place.words) <= _QUOTED else place.words[:_QUOTED].rsplit(" ", 1)[0] + " …"
    return f"“{printable(words)}” ({where})"


def heading(way: Way, trace: Trace, lang: str) -> str:
    """What the chains of one direction are."""
    end = title(trace.end, lang) if trace.end else ""
    return phrase("directions", way.direction).of(lang).format(end=end)


def remark(said: Remark, lang: str) -> str:
    """A remark as a sentence."""
    return phrase("remarks", said.name).of(lang).format(count=said.count)
