"""Tell a trace to people: as a tree in the terminal, or in Markdown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from shutil import get_terminal_size

from rich.cells import cell_len
from rich.console import Console, Group
from rich.padding import Padding
from rich.text import Text
from rich.tree import Tree

from kg.query import in_markdown, printable
from kg.trace.chain import Chain, Step, Trace, Way
from kg.trace.wording import grounds, heading, kind, phrase, quoted, relations, remark, title

_NARROWEST = 60
_INDENT = 3
_BRANCH = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One step, at the end of those that lead to it, and whether its thing is opened at another line."""

    path: Chain
    again: bool

    @property
    def step(self) -> Step:
        """The step that is told."""
        return self.path[-1]


def lines(way: Way) -> Iterator[Line]:
    """The steps of a way's chains as lines of a tree: what chains begin with alike is told once."""
    opened = {step.start for chain in way.chains for step in chain}
    last: Chain = ()
    for chain in way.chains:
        shared = next((at for at, step in enumerate(chain) if last[at : at + 1] != (step,)), len(chain))
        for depth in range(shared, len(chain)):
            again = depth == len(chain) - 1 and chain[depth].end in opened
            yield Line(chain[: depth + 1], again)
        last = chain


def tree(trace: Trace, lang: str, *, watched: bool = False) -> str:
    """A tree for the terminal; `watched` fits it to the window, else no line is broken."""
    told = [(way, [(line, _said(line, trace, lang)) for line in lines(way)]) for way in trace.ways]
    parts: list[Tree | Text] = [Text(f"{title(trace.start, lang)} ({kind(trace.start, lang)})")]
    for way, said in told:
        parts.append(_branches(Text(heading(way, trace, lang)), said))
        parts += [Text(f"* {remark(note, lang)}") for note in way.remarks]
    width = _widest(told) if not watched else max(_NARROWEST, get_terminal_size().columns)
    out = StringIO()
    console = Console(file=out, width=width, force_terminal=False, color_system=None, legacy_windows=False)
    for part in parts:
        console.print(part, no_wrap=not watched, crop=watched, overflow="fold" if watched else "ignore")
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().removesuffix("\n").split("\n"))


def _widest(told: Iterable[tuple[Way, list[tuple[Line, list[str]]]]]) -> int:
    """The width in which no line of the trees is broken."""
    widths = (
        cell_len(said) + _INDENT + _BRANCH * len(line.path)
        for _, way in told
        for line, texts in way
        for said in texts
    )
    return max(widths, default=_NARROWEST)


def _branches(root: Text, told: Iterable[tuple[Line, list[str]]]) -> Tree:
    path = [Tree(root)]
    for line, (first, *rest) in told:
        del path[len(line.path) :]
        grounds = (Padding(Text(said), (0, 0, 0, _INDENT)) for said in rest)
        path.append(path[-1].add(Group(Text(first), *grounds)))
    return path[0]


def _said(line: Line, trace: Trace, lang: str) -> list[str]:
    """A step in words: the relation and the thing, then, a line each, what every relation of it rests on."""
    thing = trace.things[line.step.end]
    again = f" ({phrase('words', 'again').of(lang)})" if line.again else ""
    first = f"{relations(line.step, lang)} → {title(thing, lang)} ({_whose(line, trace, lang)}){again}"
    if line.again:
        return [first]
    told = {place for step in line.path[:-1] for link in step.links for place in quoted(link)}
    said = dict.fromkeys(grounds(link, lang, told) for link in line.step.links)
    return [first, *said]


def _whose(line: Line, trace: Trace, lang: str) -> str:
    """The kind of a thing and, where the step comes from elsewhere, the document that states it."""
    before, thing = trace.things[line.step.start], trace.things[line.step.end]
    document = trace.things.get(thing.document)
    if document is None or thing.document in (before.document, before.iri):
        return kind(thing, lang)
    return f"{kind(thing, lang)}, {printable(document.number or document.label.of(lang))}"


def markdown(trace: Trace, lang: str) -> str:
    """Headings and nested lists, with every mark of Markdown in names and words escaped."""
    parts = [f"# {in_markdown(title(trace.start, lang))}\n\n{kind(trace.start, lang)}\n"]
    for way in trace.ways:
        parts.append(f"\n## {in_markdown(heading(way, trace, lang))}\n\n")
        for line in lines(way):
            first, *rest = (in_markdown(said) for said in _said(line, trace, lang))
            indent = "  " * (len(line.path) - 1)
            parts += [f"{indent}- {first}\n", *(f"{indent}  <br>{said}\n" for said in rest)]
        parts += [f"\n_{in_markdown(remark(said, lang))}_\n" for said in way.remarks]
    return "".join(parts)
