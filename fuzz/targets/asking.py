"""Queries and questions: any text as a query, any text as the value of a parameter."""

from functools import cache

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import BadQuery, KgError
from kg.graph import emit
from kg.names import Base
from kg.query import FORMATS, Table, answer, bind, examine, named, questions, resolve_thing, run, show
from kg.records import read
from kg.serve.clauses import is_update, limited, outermost
from kg.store import add

_RECORDS = """
bodies:
  - {id: so-mau, kind: StateBody, name: {vi: Sở Mẫu, en: Sample Department}, abbreviations: [SM]}
  - {id: so-mau-hai, kind: StateBody, name: {vi: Sở Mẫu Hai, en: Second Sample Department}}
document:
  id: so-mau/2030/1-kh-sm
  type: Plan
  number: 1/KH-SM
  title: {vi: Kế hoạch mẫu, en: Sample plan}
  issued_by: [so-mau]
  issued: 2030-01-02
statements:
  - {id: I, kind: TaskGroup, label: {vi: Nhóm mẫu, en: Sample group}}
  - id: I.1
    kind: Task
    label: {vi: Việc mẫu, en: Sample task}
    topics: [data]
    assignments: [{id: 1, body: so-mau, role: lead, deadline: {text: năm 2030, edtf: "2030", qualifier: by}}]
"""
_MARK = NamedNode("urn:mark")


@cache
def _store() -> Store:
    made = Store()
    add(made, emit(read({"sample.yaml": _RECORDS}), Base(), {}))
    return made


def sparql(content: bytes) -> None:
    """Any text as a query, on an almost empty store."""
    said = content.decode("utf-8", "replace")
    _bound(said)
    outermost(said)
    is_update(said)
    try:
        examined = examine(said)
        run(_tiny(), limited(examined, 10) if outermost(examined)[:1] == ["SELECT"] else examined)
    except KgError as error:
        str(error).encode("utf-8")


@cache
def _tiny() -> Store:
    made = Store()
    made.add(Quad(_MARK, _MARK, Literal("x")))
    return made


def _bound(said: str) -> None:
    """The text as a value, which must come out of a query as it went in, whatever it holds."""
    query = bind("SELECT ?x { BIND (?_said_string AS ?x) }", {"_said_string": Literal(said)})
    try:
        found = run(_tiny(), query)
    except BadQuery:
        if "service" in said.casefold():
            return
        raise
    if not isinstance(found, Table) or found.rows != ((Literal(said),),):
        raise AssertionError(f"{said!r} escaped: {found}")


def ask(content: bytes) -> None:
    """The first line names a question, each other is a parameter and its value: `body=Sở Mẫu`."""
    name, *lines = content.decode("utf-8", "replace").split("\n")
    given = dict(line.split("=", 1) for line in lines if "=" in line)
    try:
        question = named(name) if name in questions() else _by(name)
        if name not in questions() and lines:
            resolve_thing(_store(), lines[0])
        table = answer(_store(), question, given, "en" if len(content) % 2 else "vi")
    except KgError as error:
        str(error).encode("utf-8")
        return
    for form in FORMATS:
        show(table, form, "vi").encode("utf-8")


def _by(name: str):  # type: ignore[no-untyped-def]
    """A question for any name, so that most inputs ask one."""
    known = list(questions().values())
    return known[sum(name.encode("utf-8")) % len(known)]
