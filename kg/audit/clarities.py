"""The five clarities asked of a task ("5 rõ"): who, what, with what responsibility, when, with what result.

Each is measured on a task's smallest parts, with what the tasks that they are part of say; docs/audit.md says
how, and why so.
"""

from dataclasses import dataclass

from pyoxigraph import Store

from kg.messages import InBoth
from kg.query import Table, ask, questions

BY_DOCUMENT = "clarities-by-document"


@dataclass(frozen=True, slots=True)
class Clarity:
    """One of the five: the column that counts it, and its names."""

    column: str
    vi: str
    en: str


CLARITIES = (
    Clarity("who", "rõ người", "who"),
    Clarity("what", "rõ việc", "what"),
    Clarity("responsibility", "rõ trách nhiệm", "responsibility"),
    Clarity("when", "rõ thời gian", "when"),
    Clarity("result", "rõ kết quả", "result"),
)

# The clarity that surprises, for what a document calls a deadline need not have a day.
WHEN = InBoth(
    "'when' counts tasks that have a last day, or come again in a set period; a deadline in words alone, one "
    "that is open ('from 2026') and work that is done 'regularly' set no day on which it could be checked",
    vi="'rõ thời gian' là có hạn cuối, hoặc lặp lại theo chu kỳ cụ thể; thời hạn chỉ nêu bằng lời, "
    "thời hạn mở ('từ năm 2026') và việc làm 'thường xuyên' không nêu ngày nào để kiểm",
)


def clarities(store: Store, lang: str) -> Table:
    """How many tasks of each document and group have each of the five, in order of documents."""
    return ask(store, questions()[BY_DOCUMENT], {}, lang)
