"""Unjoined: a ministry or department that a duty's words say to work with, and that no assignment names.

>>> from kg.document import cleaned
>>> from kg.extract.reading import Assignment, Task
>>> said = "Mua sách; đồng thời phối hợp với Bộ Y tế mở kho."
>>> task = Task("", said, 0, len(said), None, None, ())
>>> own = Assignment("Sở Nội vụ", "lead", 0, said, 0, len(said), 90, 99, None)
>>> [one.message.partition(",")[0] for one in unjoined(cleaned(said), [task], [own])]
['the words say to work with Bộ Y tế']
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from kg.bodies import written_out
from kg.document import Clean
from kg.extract.passages import Named, Passage, passage
from kg.extract.reading import Assignment, Finding, Task
from kg.extract.roles import PARTNERS
from kg.text import fold

_HEAD = re.compile(r"(?:bo(?! (?:chi huy|tu lenh|phan))|so) ")


def unjoined(clean: Clean, tasks: Sequence[Task], assignments: Sequence[Assignment]) -> Iterator[Finding]:
    """A doubt for each task with an assignment whose words name others to work with whom none has."""
    placed = {(one.body_start, one.body_end) for one in assignments}
    borne: dict[int, list[Assignment]] = {}
    for one in assignments:
        borne.setdefault(one.task, []).append(one)
    for index, task in enumerate(tasks):
        start, end = clean.offset(task.start), clean.offset(task.end)
        said = {_key(name) for one in borne.get(index, ()) for name in _names(one)}
        if not said or not PARTNERS.search(clean.flat, start, end):
            continue
        there = _partners(passage(clean, start, end))
        left = [
            partner.name
            for partner in there
            if not _is_said(partner, said) and clean.raw_span(partner.start, partner.end) not in placed
        ]
        if left:
            yield _doubt(", ".join(dict.fromkeys(left)), task)


def _names(one: Assignment) -> tuple[str, ...]:
    return (one.body, *one.reports_to, *one.via, *one.jointly_with)


def _key(name: str) -> str:
    return fold(written_out(name))


def _is_said(one: Named, said: Iterable[str]) -> bool:
    """Whether names hold a body, by itself or among all of its kind."""
    key = _key(one.name)
    kind = key.split()[0]
    return any(key in other or other in key or kind in _kinds(other) for other in said)


def _kinds(name: str) -> list[str]:
    """The words of a name for several bodies; none of that for one."""
    return name.split() if name.startswith("cac ") or " nganh" in name else []


def _partners(said: Passage) -> Iterator[Named]:
    """The ministries and departments that stand right behind "phối hợp (với)", in order."""
    for joined in PARTNERS.finditer(said.flat):
        # Behind a unit stands the ministry that it is of: "Cục A, Bộ B".
        yield from takewhile(_is_known, said.run_at(said.start + joined.end()))


def _is_known(one: Named) -> bool:
    return not one.collective and _HEAD.match(_key(one.name)) is not None


def _doubt(names: str, task: Task) -> Finding:
    return Finding(
        "partners",
        f"the words say to work with {names}, but no assignment has them: add them in 'jointly_with', or as "
        "those who coordinate",
        f"lời văn nêu phối hợp với {names} nhưng chưa phân công nào có: bổ sung ở 'jointly_with' hoặc là cơ "
        "quan phối hợp",
        task.start,
        task.end,
    )
