"""A built graph as Python and notebooks hold it: ask it, query it, trace through it, look at its pictures.

>>> import kg
>>> graph = kg.open("build")                                        # doctest: +SKIP
>>> graph.ask("tasks-of-body", body="Bộ Tài chính").to_pandas()     # doctest: +SKIP
"""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pyoxigraph import Literal, Store

from kg.errors import BadInput, UnknownName
from kg.messages import said
from kg.query import (
    Table,
    Unreviewed,
    answer,
    bound,
    declared,
    named,
    parse_question,
    questions,
    resolve_thing,
    resting,
    run,
    subjects,
    unreviewed,
)
from kg.store import open_build, open_server_build
from kg.trace import (
    DEPTH,
    DIRECTIONS,
    Direction,
    Remark,
    Search,
    Trace,
    between,
    coverage,
    load,
    markdown,
    network,
    to_graphml,
    to_json,
    trace,
    tree,
)

if TYPE_CHECKING:
    import networkx as nx

LANGUAGES = ("vi", "en")
_PICTURES = "pictures"
_ADDRESSES = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Traced:
    """A trace that shows itself as a tree, in a language."""

    trace: Trace
    lang: str

    def __str__(self) -> str:
        return tree(self.trace, self.lang)

    def _repr_html_(self) -> str:
        """How a notebook shows the trace."""
        return f"<pre>{escape(str(self))}</pre>"

    def to_json(self) -> str:
        """Things, steps and chains as JSON."""
        return to_json(self.trace, self.lang)

    def to_markdown(self) -> str:
        """Headings and nested lists."""
        return markdown(self.trace, self.lang)

    def to_graphml(self) -> str:
        """A graph for other tools."""
        return to_graphml(self.trace, self.lang)

    def to_html(self) -> str:
        """A picture: one HTML file that asks nothing of any network."""
        # Drawing loads pyvis, which no other form needs.
        from kg.view import chains

        return chains(self.trace)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of its own, such as a picture: a file that asks nothing of any network."""

    path: Path
    html: str = field(repr=False)

    def _repr_html_(self) -> str:
        """How a notebook shows the page: in a frame of its own."""
        return f'<iframe srcdoc="{escape(self.html)}" width="100%" height="640" style="border:0"></iframe>'


@dataclass(frozen=True)
class Built:
    """A build, opened to be read; `lang` is the language of labels and headings.

    `folder` is None where the build is on a server.
    """

    folder: Path | None
    store: Store
    lang: str = "vi"

    @cached_property
    def _standing(self) -> Unreviewed:
        """What of the graph nobody has reviewed, counted once."""
        return unreviewed(self.store)

    def questions(self) -> Table:
        """The questions that can be asked, with what each asks and the parameters that it leaves open."""
        rows = tuple(
            (Literal(q.name), Literal(q.asks(self.lang)), Literal(", ".join(p.name for p in q.parameters)))
            for q in questions().values()
        )
        return Table(("question", "asks", "options"), rows, self.lang)

    def ask(self, question: str, **parameters: str | int | date) -> Table:
        """The answer to a question by its name; bodies, documents and so on go by any of their names.

        A parameter whose name is a word of Python takes an underscore behind: `from_="2025-01-01"`. Raises
        UnknownName, AmbiguousName or BadQuery where the question or a value is not known. The table's
        `unreviewed` says how many of its rows rest on drafts that nobody has reviewed.
        """
        given = {name.removesuffix("_"): str(value) for name, value in parameters.items()}
        asked = named(question.replace("_", "-"))
        table, standing = answer(self.store, asked, given, self.lang), self._standing
        about = subjects(self.store, asked, given, self.lang) if standing.documents else ()
        drafts = resting(standing, table, about)
        return replace(table, unreviewed=said(drafts, self.lang)) if drafts else table

    def sparql(self, query: str) -> Table | str:
        """The answer to a SPARQL query: a table, or Turtle for CONSTRUCT and DESCRIBE; raises BadQuery."""
        if query.startswith("#+"):
            query = bound(self.store, parse_question("query", query), {}, self.lang)
        found = run(self.store, declared(query))
        return found if isinstance(found, str) else replace(found, lang=self.lang)

    def trace(
        self,
        thing: str,
        *,
        to: str = "",
        towards: Direction | None = None,
        every: bool = False,
        depth: int = DEPTH,
    ) -> Traced:
        """The chains that connect a thing, both ways or one, or those to another thing.

        `every` gives every chain of at most `depth` steps in the place of each thing once. Raises UnknownName
        or AmbiguousName where a name does not tell one thing, BadInput where a direction or depth cannot be.
        """
        if depth < 1 or towards not in (None, *DIRECTIONS):
            raise BadInput("depth is 1 or more, and towards is one of {known}", known=", ".join(DIRECTIONS))
        if to and towards:
            raise BadInput("with a thing to lead to there is no direction to choose; leave one of them out")
        graph, search = network(self.store), Search(depth=depth, every=every)
        start = self._node(graph, thing)
        if to:
            found = self._between(graph, start, self._node(graph, to), search)
        else:
            found = trace(graph, start, [towards] if towards else (), search)
        return Traced(self._reviewed(found), self.lang)

    def _reviewed(self, found: Trace) -> Trace:
        """The trace with a remark on how much of it nobody has reviewed, where that is so."""
        drafts = sum(bool(self._standing.rests(iri)) for iri in {found.start.iri, *found.things})
        return found.remarked(Remark("drafts", drafts)) if drafts else found

    def _between(self, graph: "nx.DiGraph", start: str, end: str, search: Search) -> Trace:
        """The chains between two things; where none leads one way, those through citations, if such do."""
        found = between(graph, start, end, search)
        if found.one_way:
            return found
        cited = between(network(self.store, citing=True), start, end, search)
        return cited if cited.one_way or not found.chains else found

    def _node(self, graph: "nx.DiGraph", given: str) -> str:
        iri = resolve_thing(self.store, given, self.lang).value
        if iri not in graph:
            raise UnknownName(given, "body, statement or document", [])
        return iri

    def load(self) -> Table:
        """Tasks by body and role."""
        return load(self.store, self.lang)

    def coverage(self) -> Table:
        """Targets with tasks and tasks with bodies, by document."""
        return coverage(self.store, self.lang)

    def view(self, picture: str) -> Page:
        """A picture that the build drew, by its name.

        Raises UnknownName with those that there are, BadInput where a server has the build: it has none.
        """
        if self.folder is None:
            raise BadInput("a server keeps no pictures; open the folder of the build for them")
        drawn = {path.stem: path for path in sorted((self.folder / _PICTURES).glob("*.html"))}
        if picture not in drawn:
            raise UnknownName(picture, "picture", list(drawn))
        return Page(drawn[picture], drawn[picture].read_text(encoding="utf-8"))


def open_built(folder: str | Path = "build", *, lang: str = "vi") -> Built:
    """The build in a folder or on a server, to be read only.

    Raises BadInput where there is none, or no such language.
    """
    if lang not in LANGUAGES:
        raise BadInput(
            "{lang!r} is no language of labels; give one of {known}", lang=lang, known=", ".join(LANGUAGES)
        )
    if str(folder).startswith(_ADDRESSES):
        # A server is asked in the same way as a store is.
        return Built(None, cast(Store, open_server_build(str(folder))), lang)
    return Built(Path(folder), open_build(Path(folder)), lang)
