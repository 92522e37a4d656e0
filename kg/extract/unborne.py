"""Unborne: a task that says to whom something is reported or submitted, but not whose duty it is.

Records keep hearers with those who report, so that without a bearer they would be lost.

>>> from kg.document import cleaned
>>> from kg.extract.reading import Task
>>> said = "Khi sách ướt, báo cáo ngay về Sở Y tế và Sở Nội vụ."
>>> task = Task("", said, 0, len(said), None, None, ())
>>> [one.message.partition(":")[0] for one in unborne(cleaned(said), [task], [])]
['this goes to Sở Y tế, Sở Nội vụ, but no words say whose duty it is']
"""

from collections.abc import Iterable, Iterator, Sequence

from kg.document import Clean
from kg.extract.passages import passage
from kg.extract.reading import Assignment, Finding, Task
from kg.extract.reports import hearers, reports


def unborne(clean: Clean, tasks: Sequence[Task], assignments: Iterable[Assignment]) -> Iterator[Finding]:
    """A doubt for each task without an assignment whose words name who hears of it."""
    borne = {one.task for one in assignments}
    for index, task in enumerate(tasks):
        start, end = clean.offset(task.start), clean.offset(task.end)
        if index in borne or not reports(clean.flat[start:end]):
            continue
        names = ", ".join(dict.fromkeys(one.name for one in hearers(passage(clean, start, end)).to))
        if names:
            yield Finding(
                "no-bearer",
                f"this goes to {names}, but no words say whose duty it is: add who has it, with them in "
                "'reports_to'",
                f"việc này gửi đến {names} nhưng lời văn không nói ai phải làm: bổ sung cơ quan thực hiện, "
                "kèm nơi nhận ở 'reports_to'",
                task.start,
                task.end,
            )
