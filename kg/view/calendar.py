"""The timeline: documents, events, deadlines and horizons by period; then what recurs or is told in words."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pyoxigraph import Store

from kg.names import POL
from kg.query import deadline_in_english, meant
from kg.text import fold
from kg.view.answers import NOTHING, Row, Words, alike, joined, once, rows, words
from kg.view.dates import day
from kg.view.layout import Frame, size
from kg.view.making import Charges, Facts, document_card, statement_card
from kg.view.picture import DATED, RECURRING, Card, Link, Panel, Picture, Place, Scene, layouts
from kg.view.telling import Telling

_SPAN, _LEAST, _MOST, _GAP = 1240.0, 128.0, 230.0, 10.0
_HEAD, _NARROW = 30.0, 366.0
_YEARLY = Words("Định kỳ", "Recurring")
_WORDED = Words("Theo lời văn", "In words")
# What has no date stands behind all that has one: first what recurs, then what words alone tell.
_RHYTHM, _WORDS = "~", "~~"
_UNDATED = {_RHYTHM: _YEARLY, _WORDS: _WORDED}
# What stands in one column of the calendar: the digits of a year and its month.
_MONTH = len("2025-11")


def timeline(store: Store, said: Charges, held: Sequence[Row], tell: Telling) -> Picture:
    """What is to happen when: a column for each period, then what recurs, and last what words alone tell.

    `held` are statements as `kg.view.descent.statements` gives them.
    """
    duties = _duties(store, said, held, tell)
    found = [*_issued(held, tell), *_events(store, tell), *duties, *_horizons(held, tell)]
    found.sort(key=lambda pair: (_order(pair[0]), pair[1].group, pair[1].id))
    periods = list(dict.fromkeys(_period(edtf) for edtf, _ in found))
    heads = tuple(Card(f"#{p}", "head", _called(p), Panel(_called(p)), form="head") for p in periods)
    cards = tuple(replace(card, head=f"#{_period(edtf)}") for edtf, card in found)
    kinds = {str(POL.Document): Words("văn bản ban hành", "document issued")}
    groups = {iri: replace(group, words=kinds.get(iri, group.words))
              for iri, group in tell.groups(card.group for card in cards).items()}  # fmt: skip
    placed = layouts(lambda screen, lang: _PLACED[screen](heads, cards, lang))
    return Picture(
        name="timeline",
        times=tell.times,
        title=Words("Thời hạn và báo cáo", "Deadlines and reports"),
        cards=(*heads, *cards),
        links=_stated(cards, tell),
        scenes=(Scene("", NOTHING, placed),),
        table=("time", "label", "kind", "where"),
        card_groups=groups,
        cards_are=Words("Thẻ", "Cards"),
        documents=tell.listed(card.document for card in cards),
        quiet=True,
    )


Dated = tuple[str, Card]


def _issued(held: Sequence[Row], tell: Telling) -> Iterable[Dated]:
    """The documents, from the month of the oldest at hand on: what it rests on may be decades older."""
    own = {tell.documents[row["document"]]["issued"] for row in held if row["document"] in tell.documents}
    oldest = min(filter(None, own), default="")[:_MONTH]
    for row in tell.documents.values():
        if row["issued"] and row["issued"] >= oldest:
            card = document_card(row, tell, "box")
            yield row["issued"], replace(card, group=str(POL.Document), when=DATED)


def _events(store: Store, tell: Telling) -> Iterable[Dated]:
    for row in once(rows(store, "events"), "event"):
        document = tell.document_of(row["event"])
        when = day(row["date"])
        panel = Panel(tell.labels[str(POL.Event)], where=tell.document(document) if document else NOTHING,
                      facts=((_DAY, when),), quotes=tell.quotes.get(row["event"], ()),
                      ask="ask events")  # fmt: skip
        yield (
            row["date"],
            Card(
                row["event"],
                str(POL.Event),
                words(row),
                panel,
                form="box",
                foot=when,
                document=document,
                when=DATED,
            ),
        )


_DAY = Words("Thời gian", "Date")


def _duties(store: Store, said: Charges, held: Sequence[Row], tell: Telling) -> Iterable[Dated]:
    """One card for each task and time of it, under it who is charged."""
    labels = {card.id: card for card in said.tasks} | _others(held, tell)
    together: dict[tuple[str, str, str, str], list[Row]] = {}
    for row in rows(store, "times"):
        together.setdefault((row["task"], row["edtf"], row["recurrence"], _each(row)), []).append(row)
    channels = _channels(said)
    for (task, edtf, rhythm, each), found in together.items():
        told = tuple(dict.fromkeys(fact for row in found for fact in channels.get(row["thing"], ())))
        card = _due(labels[task], (edtf, rhythm, each), found, tell)
        card = replace(card, id=f"{task}#{card.id}", panel=replace(card.panel, facts=card.panel.facts + told))
        yield edtf or (f"{_RHYTHM}{rhythm}" if rhythm else _WORDS), card


def _each(row: Row) -> str:
    """What tells a time from others of its kind: the day of a rhythm, the words of what has no date."""
    if row["recurrence"]:
        return row["named"]
    return "" if row["edtf"] or row["due"] else fold(row["text"])


def _due(card: Card, time: tuple[str, str, str], found: Sequence[Row], tell: Telling) -> Card:
    """The card of a task at a time (a date, a rhythm and its day, or words), called by the time alone.

    `found` are the duties of the task that have this time.
    """
    edtf, rhythm, each = time
    bodies = joined("; ", list(dict.fromkeys(tell.bodies[row["body"]] for row in found if row["body"])))
    due = day(found[0]["due"]) if found[0]["due"] else NOTHING
    named = day(edtf) if edtf else _worded(tell.labels.get(rhythm, NOTHING), found[0])
    told = ((POL.deadline, named), (POL.dueBy, due),
            (POL.recurrence, tell.labels.get(rhythm, NOTHING)), (POL.assignee, bodies))  # fmt: skip
    facts = tuple((tell.labels[str(term)], value) for term, value in told if value.vi)
    # Several bodies of one task are proved by the same words.
    quotes = tuple(dict.fromkeys(q for row in found for q in tell.quotes.get(row["thing"], ())))
    return replace(
        card,
        id=edtf or "-".join(filter(None, (rhythm.rpartition("/")[2], *each.split()))),
        group=str(POL.recurrence if rhythm else POL.deadline),
        panel=replace(card.panel, facts=facts, quotes=quotes or card.panel.quotes),
        form="box",
        mark=_again(tell.labels[rhythm], found[0]) if rhythm else named,
        foot=joined(" · ", [card.mark, bodies]),
        when=RECURRING if rhythm else DATED,
    )


def _channels(said: Charges) -> dict[str, Facts]:
    """To whom, through whom and with whom each assignment, and each task by its own, is carried out."""
    found = dict(said.channels)
    for link in said.links:
        told = said.channels.get(link.id, ())
        found[link.target] = tuple(dict.fromkeys((*found.get(link.target, ()), *told)))
    return found


def _again(rhythm: Words, row: Row) -> Words:
    """How often something comes again, and the day on which it does, where one is named."""
    if row["due"]:
        return rhythm
    said = _worded(rhythm, row)
    return said if said.en != rhythm.en else rhythm


def _worded(rhythm: Words, row: Row) -> Words:
    """A time of no one date as its document words it; in English with the day on which it comes again."""
    said = deadline_in_english(row["text"], meant(row["named"], row["qualifier"]), rhythm.en)
    return Words(row["text"], said) if row["text"] else NOTHING


def _others(held: Sequence[Row], tell: Telling) -> dict[str, Card]:
    """Cards of the tasks that no one is charged with, which may have a time all the same."""
    kind = str(POL.Task)
    return {
        row["statement"]: statement_card(row, kind, tell)
        for row in held
        if row["kind"] == kind and (row["due"] or row["text"] or row["recurrence"])
    }


def _horizons(held: Sequence[Row], tell: Telling) -> Iterable[Dated]:
    """How many targets each document sets for a year."""
    kind = str(POL.Target)
    counted = Counter((r["document"], r["horizon"]) for r in held if r["kind"] == kind and r["horizon"])
    for (document, year), n in sorted(counted.items()):
        label = Words(f"{n} mục tiêu đến năm {year}", f"{n} targets for {year}")
        panel = Panel(tell.labels[kind], where=tell.document(document),
                      ask=f"ask targets-of-document --document {document}")  # fmt: skip
        yield year, Card(
            f"{document}#targets-{year}", kind, label, panel, form="box", foot=tell.document(document),
            document=document, when=DATED,
        )  # fmt: skip


def _stated(cards: Sequence[Card], tell: Telling) -> tuple[Link, ...]:
    """From each document that has a card of its own to what it sets a time for."""
    kind, own = str(POL.states), {card.id for card in cards}
    return tuple(
        Link(
            f"{card.id}#states",
            card.document,
            card.id,
            kind,
            Panel(tell.labels[kind]),
            document=card.document,
        )
        for card in cards
        if card.document in own and card.document != card.id
    )


def _period(edtf: str) -> str:
    """The month, quarter or year of a date in the notation of records; the end of a span; what has none."""
    if edtf.startswith(_RHYTHM):
        return _WORDS if edtf == _WORDS else _RHYTHM
    end = edtf.rpartition("/")[2].replace("..", "") or edtf.partition("/")[0]
    return re.sub(r"^(\d{4}-\d{2}|XXXX-\d{2})-\d{2}$", r"\1", end)


def _order(edtf: str) -> tuple[str, str]:
    """A key by the end of a period: a year after its quarters, a quarter after its months."""
    period = _period(edtf)
    year, _, part = period.partition("-")
    quarter = int(part) - 32 if part.isdecimal() and 33 <= int(part) <= 36 else 0
    return f"{year}-{f'{3 * quarter:02}z' if quarter else part or '13'}", edtf


def _called(period: str) -> Words:
    return _UNDATED.get(period) or (alike(period) if period.isdecimal() else day(period))


def _across(heads: Sequence[Card], cards: Sequence[Card], lang: int) -> dict[str, Place]:
    """A column for each period, side by side."""
    width = min(_MOST, max(_LEAST, (_SPAN + _GAP) / max(1, len(heads)) - _GAP))
    frame = Frame(left=width, gap=_GAP, right=0, lines=4, spacing=6, lang=lang)
    places: dict[str, Place] = {}
    for column, head in enumerate(heads):
        x = column * (width + _GAP) + width / 2
        _stack(head, [card for card in cards if card.head == head.id], frame, (x, 0.0, places))
    return places


def _down(heads: Sequence[Card], cards: Sequence[Card], lang: int) -> dict[str, Place]:
    """The periods one under the other."""
    frame = Frame(left=_NARROW, gap=0, right=0, lines=2, spacing=6, lang=lang)
    places: dict[str, Place] = {}
    top = 0.0
    for head in heads:
        own = [card for card in cards if card.head == head.id]
        top = _stack(head, own, frame, (_NARROW / 2, top, places)) + 10
    return places


def _stack(head: Card, own: Sequence[Card], frame: Frame, at: tuple[float, float, dict[str, Place]]) -> float:
    x, top, places = at
    places[head.id] = Place(x, top + _HEAD / 2, frame.left, _HEAD, 1)
    top += _HEAD + frame.spacing
    for card in own:
        high, lines = size(card, frame.left, frame.lines, frame.lang)
        places[card.id] = Place(x, top + high / 2, frame.left, high, lines)
        top += high + frame.spacing
    return top


_PLACED = {"wide": _across, "narrow": _down}
