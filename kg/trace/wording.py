"""Say in words, in either language, what a chain is made of."""

from collections.abc import Collection, Sequence
from functools import cache
from itertools import groupby
from typing import Any

from kg import resources
from kg.messages import counted
from kg.query import printable, said_place
from kg.trace.chain import Remark, Step, Trace, Way
from kg.trace.network import Link, Place, Thing, Words

# Words quoted in a line are cut there; JSON and GraphML hold them whole.
_QUOTED = 240
# What a line quotes of the places that bear a relation out.
_QUOTES = 3


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
    """What a thing is called: a document by its number and title, a statement by its place and label."""
    place = said_place(thing.locator, lang) if thing.locator else ""
    return printable(" · ".join(filter(None, [thing.number or place, thing.label.of(lang)])))


def grounds(link: Link, lang: str, told: Collection[Place] = ()) -> str:
    """What a relation rests on, by when it is due, and the words or place that bear it out, unless told."""
    said = [phrase("grounds", link.ground).of(lang)]
    if time := link.time.of(lang):
        said.append(phrase("words", "due").of(lang).format(time=printable(time)))
    said += channels(link, lang)
    if not link.places:
        return " · ".join([*said, phrase("words", "unproved").of(lang)])
    shown = [place for place in quoted(link) if place not in told]
    left = len(link.places) - len(quoted(link))
    more = [phrase("words", "more").of(lang).format(count=left)] if shown and left else []
    by_source = groupby(shown, key=lambda place: place.source)
    return " · ".join([*said, *(_places(tuple(places), lang) for _, places in by_source), *more])


def quoted(link: Link) -> tuple[Place, ...]:
    """The places that a line quotes: who is charged, with what and by when may stand in three."""
    return link.places[:_QUOTES]


def channels(link: Link, lang: str) -> list[str]:
    """To whom, through whom and with whom a duty is carried out, a text for each of these ways."""
    ways: dict[str, list[str]] = {}
    for way, body in link.channels:
        ways.setdefault(way, []).append(printable(body.of(lang)))
    return [phrase("channels", way).of(lang).format(bodies="; ".join(bodies)) for way, bodies in ways.items()]


def _places(places: Sequence[Place], lang: str) -> str:
    """The words of places of one source, and where they stand."""
    first, *others = places
    ends = ", ".join([first.end, *(f"{place.start}-{place.end}" for place in others)])
    named = phrase("words", "place").of(lang)
    where = named.format(source=printable(first.source.of(lang)), start=first.start, end=ends)
    words = " ".join(_words(place) for place in places if place.words)
    return f"{words} ({where})" if words else where


def _words(place: Place) -> str:
    words = place.words if len(place.words) <= _QUOTED else place.words[:_QUOTED].rsplit(" ", 1)[0] + " …"
    return f"“{printable(words)}”"


def heading(way: Way, trace: Trace, lang: str) -> str:
    """What the chains of one direction are."""
    end = title(trace.end, lang) if trace.end else ""
    return phrase("directions", way.direction).of(lang).format(end=end)


def remark(said: Remark, lang: str) -> str:
    """A remark as a sentence."""
    return counted(phrase("remarks", said.name).of(lang), count=said.count)
