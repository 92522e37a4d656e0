"""The truth about a document: gold in the form of bench/score.py, and the error that was planted in it."""

from collections.abc import Iterator
from typing import Any

from generating.planting import planted_at
from generating.recording import Written
from generating.series import town
from generating.titles import type_of
from generating.values import Duty, Goal, Item, Section, View

_ROLES = {"lead", "coordinate", "report"}


def gold(written: Written) -> dict[str, Any]:
    """What a careful reader would find, with places, by the rules of docs/reading.md."""
    content, plan = written.content, written.content.plan
    numbers = [one.plan.number for one in content.cited]
    items = list(_items(written))
    made = {
        "id": plan.stem,
        "number": plan.number,
        "issuer_vi": plan.issuer.full,
        "place": town(plan),
        "date": plan.issued.isoformat(),
        "title_vi": written.text[slice(*written.places["title"])],
        "signer": content.signer,
        "legal_basis": numbers,
        "cites": numbers,
        "sections": list(_headings(written)),
        "viewpoints": [_place(written, one) for one in items if isinstance(one, View)],
        "targets": [_place(written, one) | {"value": one.value} for one in items if isinstance(one, Goal)],
        "assignments": [
            one for item in items if isinstance(item, Duty) for one in _assignments(written, item)
        ],
        "optional_assignments": list(_optional(written)),
    }
    # A letter bears its type only where its annex names it.
    return made if plan.kind == "dispatch" and not content.annex else made | {"type_vi": type_of(plan.kind)}


def _optional(written: Written) -> Iterator[dict[str, Any]]:
    """The sentence that sends all who are addressed to the annex: a duty, or only where the duties are."""
    if written.content.plan.kind == "dispatch" and written.content.annex:
        start = written.places["opening"][0]
        yield {
            "body_vi": "Các cơ quan, đơn vị",
            "role": "implement",
            "task_offset": start,
            "deadline_norm": None,
        }


def _items(written: Written) -> Iterator[Item]:
    def inside(section: Section) -> Iterator[Item]:
        yield from section.items
        for inner in section.inner:
            yield from inside(inner)

    for section in written.content.sections:
        yield from inside(section)
    yield from (*written.content.items, *written.content.annex)


def _headings(written: Written) -> Iterator[dict[str, Any]]:
    for section in written.content.sections:
        yield from _sections(written, section, "")
    if written.content.annex:
        yield {"label": "PHỤ LỤC", "heading": "PHỤ LỤC", "offset": written.places["annex"][0]}


def _sections(written: Written, section: Section, path: str) -> Iterator[dict[str, Any]]:
    own = f"{path}.{section.label}" if path else section.label
    start = written.places[own][0]
    yield {"label": f"{section.label}.", "heading": section.heading.vi, "offset": start}
    if section.style == "block":
        for at, item in enumerate(section.items, start=1):
            offset = written.places[item.locator][0]
            yield {"label": f"{at}.", "heading": item.says.vi, "offset": offset}
    for inner in section.inner:
        yield from _sections(written, inner, own)


def _place(written: Written, item: Item) -> dict[str, Any]:
    start, end = written.places[item.locator]
    return {"quote": written.text[start:end], "offset": start}


def _assignments(written: Written, duty: Duty) -> Iterator[dict[str, Any]]:
    for one in duty.charges:
        yield {
            "body_vi": one.body.printed,
            "body_canonical": one.body.full,
            "role": one.role if one.role in _ROLES else "implement",
            "task_offset": written.places[f"{duty.locator}/words"][0],
            "deadline_norm": duty.due.norm if duty.due else None,
        }


def planted(written: Written) -> dict[str, Any]:
    """The error of a document: the rule that finds it, the document, the statements and where they stand."""
    plan = written.content.plan
    places = planted_at(written.content)
    return {
        "rule": plan.planted,
        "document": plan.id,
        "file": plan.stem,
        "at": [f"count/{one[6:]}" if one.startswith("count.") else one for one in places],
        "places": [list(written.places[one]) for one in places or ("title",)],
    }
