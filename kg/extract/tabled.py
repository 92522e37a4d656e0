r"""Tabled: the tasks, assignments and targets that a document gives in the rows of its tables.

>>> from kg.document import cleaned, outline, tables
>>> rows = "| STT | Nhiệm vụ | Chủ trì | Thời hạn |\n|-|-|-|-|\n| 1 | Lập sổ | Sở Nội vụ | 2026 |"
>>> clean = cleaned(rows)
>>> tasks, assignments, _ = duties_in_tables(clean, tables(clean, outline(clean)), year=2025)
>>> tasks[0].text, tasks[0].path, assignments[0].body, assignments[0].role, assignments[0].deadline.edtf
('Lập sổ', ('1',), 'Sở Nội vụ', 'lead', '2026')
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.document import Clean, Table
from kg.extract.deadlines import deadline
from kg.extract.given import due_of
from kg.extract.products import products
from kg.extract.reading import Assignment, Due, Finding, Task
from kg.extract.showing import Span
from kg.extract.tabled_cells import broken, item_start, named, spaced
from kg.extract.tabled_columns import ROLES, Columns, is_duties
from kg.extract.tabled_headless import Known, columns_for
from kg.extract.tabled_rows import Line, lines

# Days and hours of an office's steps: a procedure, no plan.
_STEP_TIME = re.compile(
    r"\W*(?:[0-9½¼.,/]+|khong qua|trong|toi da)[ 0-9.,/½¼]*\s*(?:ngay(?! [0-9])|gio|phut|h)(?![a-z/])"
)
_STEP = re.compile(r"buoc (?:thu )?[0-9]")
_MANY = 0.5


def duties_in_tables(
    clean: Clean, tables: Sequence[Table], *, year: int | None
) -> tuple[tuple[Task, ...], tuple[Assignment, ...], tuple[Finding, ...]]:
    """The duties of all tables that assign tasks; `year` is the document's, for days that name none.

    An assignment's `task` is an index in the tasks given; start and end are offsets of the text as decoded.
    Findings tell of tables that seem to assign tasks but have no heading to say so.
    """
    tasks: list[Task] = []
    assignments: list[Assignment] = []
    findings: list[Finding] = []
    known: Known | None = None
    for table in tables:
        if table.layout:
            continue
        columns, finding, known = columns_for(clean, table, known)
        findings += [finding] if finding else []
        if columns is None or not is_duties(columns) or _is_other(clean, table, columns):
            continue
        for line in lines(clean, table, columns, columns.means.index("task")):
            tasks.append(_task(clean, line, columns, year))
            assignments += _assignments(clean, line, columns, (len(tasks) - 1, tasks[-1]))
    return tuple(_distinct(tasks)), tuple(assignments), tuple(findings)


def _distinct(tasks: list[Task]) -> Iterator[Task]:
    """The tasks with a path each: a second table that counts from 1 under one heading gives 1-2."""
    seen: Counter[tuple[str, ...]] = Counter()
    for task in tasks:
        seen[task.path] += 1
        times = seen[task.path]
        yield task if times == 1 else replace(task, path=(*task.path[:-1], f"{task.path[-1]}-{times}"))


def _is_other(clean: Clean, table: Table, columns: Columns) -> bool:
    """Whether a table tells the steps of a procedure: by its times in days and hours, or by its numbers."""
    body = [cell for row in table.rows[table.header :] for cell in row]
    times = [cell for cell in body if cell.column == columns.first("deadline")]
    steps = [cell for cell in body if cell.column == 0 and _STEP.match(clean.flat, cell.start, cell.end)]
    timed = sum(bool(_STEP_TIME.match(clean.flat, cell.start, cell.end)) for cell in times)
    return len(steps) > 1 or (bool(times) and timed >= _MANY * len(times))


def _task(clean: Clean, line: Line, columns: Columns, year: int | None) -> Task:
    said = line.cells[columns.means.index("task")]
    lead = item_start(said.words)
    start, end = clean.raw_span(said.cell.start + lead, said.cell.end)
    return Task(
        line.label,
        spaced(said.words[lead:]),
        start,
        end,
        _product(clean, line, columns),
        _due(line, columns, year),
        line.path,
        _cells(clean, line, (columns.first("deadline"), columns.first("product"))),
    )


def _cells(clean: Clean, line: Line, wanted: Iterable[int | None]) -> tuple[Span, ...]:
    """The places of a row's cells in the given columns, in the text as decoded; empty cells have none."""
    cells = (line.cells[column].cell for column in wanted if column is not None and column in line.cells)
    return tuple(clean.raw_span(cell.start, cell.end) for cell in cells if cell.start < cell.end)


def _product(clean: Clean, line: Line, columns: Columns) -> str | None:
    """What a row's task is to bring about; where the cell names several things, each on a line."""
    said = columns.of("product", line.cells)
    return ";\n".join(products(broken(clean, said))) or None if said else None


def _due(line: Line, columns: Columns, year: int | None) -> Due | None:
    said = columns.of("deadline", line.cells)
    return due_of(deadline(spaced(said.words), year)) if said else None


def _assignments(clean: Clean, line: Line, columns: Columns, of: tuple[int, Task]) -> Iterator[Assignment]:
    """One for each body and role that the row names."""
    index, task = of
    seen: set[tuple[str, str]] = set()
    for column, role in enumerate(columns.means):
        if role not in ROLES or column not in line.cells:
            continue
        for one in named(clean, line.cells[column], role):
            if (one.name, one.role) in seen:
                continue
            seen.add((one.name, one.role))
            place = clean.raw_span(one.start, one.end)
            shown = _cells(clean, line, (column, columns.first("deadline")))
            yield Assignment(
                one.name,
                one.role,
                index,
                task.text,
                task.start,
                task.end,
                *place,
                task.deadline,
                shown_at=shown,
            )
