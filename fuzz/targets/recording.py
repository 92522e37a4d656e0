"""Record files: refused with a line for each problem, or read, written back, and made a graph."""

from pyoxigraph import Store

from kg import records as recorded
from kg import store
from kg.drafting import as_yaml
from kg.errors import BadRecords
from kg.graph import emit, whereabouts
from kg.names import Base
from kg.pipeline import topics

_FILE = "records.yaml"


def records(content: bytes) -> None:
    """Any text as a record file."""
    said = content.decode("utf-8", "replace")
    try:
        found = recorded.read({_FILE: said})
    except BadRecords as error:
        _told(error, said)
        return
    file = found.files[_FILE]
    if file != recorded.RecordFile() and recorded.read({_FILE: as_yaml(file, "")}).files[_FILE] != file:
        raise AssertionError("the records do not read back as they were")
    whole = recorded.joined(found)
    try:
        recorded.check(whole, topics())
    except BadRecords as error:
        _told(error, said)
        return
    whereabouts(whole, Base())
    into = Store()
    store.add(into, emit(whole, Base(), {}))
    store.dump(into)


def _told(error: BadRecords, said: str) -> None:
    """Raises AssertionError where a problem has no line of the file, or more than a line of words."""
    lines = len(said.splitlines()) + 1
    for problem in error.problems:
        if not 1 <= problem.place.line <= lines or "\n" in str(problem) or len(str(problem)) > 1000:
            raise AssertionError(f"not a line of the file, or not one line: {problem!s:.300}")
        str(problem).encode("utf-8")
