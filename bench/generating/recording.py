"""Write a document down as records (docs/records.md): the mapping of its file, each place with its hashes."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from generating.casts import collective
from generating.lexicon import MEASURES, PROVINCES, THEMES, Phrase
from generating.series import level, town
from generating.sheet import Span
from generating.titles import TYPES
from generating.values import Content, Due, Duty, Goal, Item, Section, View
from kg.text import digest, fold, slug

Mapping = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """A document's content, its text, and where each thing stands in it."""

    content: Content
    text: str
    places: dict[str, Span]

    def evidence(self, name: str) -> list[Mapping]:
        """The place of a thing as records give it."""
        start, end = self.places[name]
        words = self.text[start:end]
        source = self.content.plan.stem
        return [
            {
                "source": source,
                "start": start,
                "end": end,
                "exact": digest(words),
                "folded": digest(fold(words)),
            }
        ]


def lists() -> Mapping:
    """The bodies and indicators that all documents share and no list of the package has."""
    return {
        "bodies": [_communes(province) for province in PROVINCES],
        "indicators": [_indicator(at, name) for at in range(len(THEMES)) for name in range(len(MEASURES))],
    }


def _communes(province: str) -> Mapping:
    name = collective(province)
    english = f"People's Committees of communes and wards, {province.removeprefix(f'{level(province)} ')}"
    return {"id": name.id, "kind": "CollectiveBody", "name": {"vi": name.full, "en": english}}


def _indicator(theme: int, measure: int) -> Mapping:
    about, words = THEMES[theme], MEASURES[measure].words.about(THEMES[theme])
    share = ("Tỷ lệ ", "Share of ") if MEASURES[measure].percent else ("Số ", "Number of ")
    label = Phrase(f"{share[0]}{words.vi}", f"{share[1]}{words.en}")
    return {
        "id": f"{slug(about.vi)}-{MEASURES[measure].name}",
        "label": _both(label),
        "definition": {"vi": f"{label.vi}, tính đến cuối năm", "en": f"{label.en}, at the end of the year"},
    }


def _both(words: Phrase) -> Mapping:
    return {"vi": words.vi, "en": words.en}


def record(written: Written) -> Mapping:
    """The record file of a document, as the mapping that its YAML says."""
    content = written.content
    made: Mapping = {"sources": [_source(written)], "document": _document(written)}
    if content.cited:
        made["relations"] = [
            {"id": at, "kind": one.kind, "to": one.plan.id, "evidence": written.evidence(f"cite/{at}")}
            for at, one in enumerate(content.cited, start=1)
        ]
    if content.counts:
        made["counts"] = list(_counts(written))
    return made | {"statements": list(_statements(written))}


def _source(written: Written) -> Mapping:
    plan, title = written.content.plan, written.content.title
    return {
        "id": plan.stem,
        "sha256": sha256(written.text.encode()).hexdigest(),
        "characters": len(written.text),
        "medium": "text",
        "title": {"vi": f"Toàn văn: {title.vi}", "en": f"Full text: {title.en}"},
        "attests": [{"document": plan.id, "as": "fullText"}],
    }


def _document(written: Written) -> Mapping:
    content, plan = written.content, written.content.plan
    sent = [*content.recipients, *content.addressees]
    made = {
        "id": plan.id,
        "type": TYPES[plan.kind][1],
        "number": plan.number,
        "title": _both(content.title),
        "issued_by": [plan.issuer.id],
        "issued": plan.issued.isoformat(),
        "place": town(plan),
        "life": "issued",
        "signed_by": [{"id": 1, "name": content.signer}],
        "sent_to": [one.id for one in sent],
        "topics": [plan.theme.topic],
        "evidence": written.evidence("title"),
    }
    if content.addressees:
        made["addressed_to"] = [one.id for one in content.addressees]
    return made


def _counts(written: Written) -> Iterator[Mapping]:
    for at, one in enumerate(written.content.counts, start=1):
        horizon = {"horizon": one.horizon} if one.horizon else {}
        yield {
            "id": at,
            "of": one.of,
            "count": one.count,
            **horizon,
            "evidence": written.evidence(f"count.{at}"),
        }


def _statements(written: Written) -> Iterator[Mapping]:
    content = written.content
    judged = _judged(content)
    for section in content.sections:
        yield from _section(written, section, "", judged)
    for item in (*content.items, *content.annex):
        yield _item(written, item) | judged.get(item.locator, {})


def _section(written: Written, section: Section, path: str, judged: dict[str, Mapping]) -> Iterator[Mapping]:
    own = f"{path}.{section.label}" if path else section.label
    if section.group:
        declared = {} if section.declared is None else {"declared_tasks": section.declared}
        label = _both(section.heading)
        yield {"id": own, "kind": "TaskGroup", "label": label, **declared, "evidence": written.evidence(own)}
    for item in section.items:
        yield _item(written, item) | judged.get(item.locator, {})
    for inner in section.inner:
        yield from _section(written, inner, own, judged)


def _item(written: Written, item: Item) -> Mapping:
    kind = {View: "Viewpoint", Goal: "Target", Duty: "Task"}[type(item)]
    made: Mapping = {"id": item.locator, "kind": kind, "label": _label(item.says)}
    if item.restates:
        made["restates"] = [item.restates]
    if isinstance(item, Goal):
        made["target"] = _figure(item)
    if isinstance(item, Duty):
        made |= _of_duty(item)
    return made | {"evidence": written.evidence(_words_of(item))}


def _words_of(item: Item) -> str:
    """Where a statement stands: a row's task is in its own cell, any other in its sentence or block."""
    return f"{item.locator}/words" if item.locator.startswith("PL.") else item.locator


def _label(words: Phrase) -> Mapping:
    return {"vi": words.vi.rstrip("."), "en": words.en}


def _figure(goal: Goal) -> Mapping:
    return {
        "indicator": goal.indicator,
        "comparator": goal.comparator,
        "value": goal.value,
        "unit": "percent" if goal.measure.percent else "count",
        "measure": "level",
        "horizon": goal.year,
    }


def _of_duty(duty: Duty) -> Mapping:
    made: Mapping = {}
    if duty.charges:
        made["assignments"] = [
            {"id": at, "body": one.body.id, "role": one.role} for at, one in enumerate(duty.charges, start=1)
        ]
        # The time of a row or sentence is set to whoever stands first in it.
        made["assignments"][0] |= _time(duty.due)
        if duty.reports_to:
            made["assignments"][0]["reports_to"] = [duty.reports_to.id]
    else:
        made |= _time(duty.due)
    if duty.product:
        made["products"] = [{"id": 1, "label": _both(duty.product)}]
    return made


def _time(due: Due | None) -> Mapping:
    if due is None:
        return {}
    made: Mapping = {"recurrence": due.recurrence} if due.recurrence else {}
    parts = {"text": due.text, "edtf": due.edtf, "qualifier": due.qualifier}
    if due.edtf:
        made["deadline"] = {key: value for key, value in parts.items() if value}
    return made


def _judged(content: Content) -> dict[str, Mapping]:
    """What a reviewer would judge of a resolution's tasks: which target each serves, what guides it."""
    if content.plan.kind != "resolution":
        return {}
    views, aims, work, _ = content.sections
    goals = [item.locator for horizon in aims.inner for item in horizon.items]
    tasks = [item.locator for group in work.inner for item in group.items]
    return {
        task: {
            "contributes_to": goals[at :: len(tasks)],
            "guided_by": [views.items[at % len(views.items)].locator],
        }
        for at, task in enumerate(tasks)
    }
