"""The setting of a draft: its source, its document, and how places and bodies are written in it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias
from unicodedata import combining

from kg.bodies import Context, Resolved, context_of, kind_of, listed, resolve
from kg.drafting.naming import bounded, document_id, subject
from kg.errors import BadInput
from kg.extract.reading import Head
from kg.records import Evidence
from kg.source import Source
from kg.text import composed, digest, fold, slug

# The bodies for each name as written.
Cast: TypeAlias = dict[str, tuple[Resolved, ...]]


@dataclass(frozen=True, slots=True)
class Setting:
    """The id of the source, its text as decoded, the document's id, the context of names, and its issuers."""

    source: str
    text: str
    document: str
    context: Context
    issuers: tuple[Resolved, ...]

    def words(self, start: int, end: int) -> str:
        """The words at a place, in one line, their letters composed."""
        return " ".join(composed(self.text[start:end]).text.split())

    def evidence(self, start: int, end: int) -> tuple[Evidence, ...]:
        """The place with its hashes, without the space around it; none where nothing is left."""
        end = min(end, len(self.text))
        said = self.text[start:end]
        start, end = start + len(said) - len(said.lstrip()), start + len(said.rstrip())
        # Marks of the last letter, which stand behind it where letters are not composed, belong to the words.
        while start < end < len(self.text) and combining(self.text[end]):
            end += 1
        if end <= start:
            return ()
        said = self.text[start:end]
        return (
            Evidence(source=self.source, start=start, end=end, exact=digest(said), folded=digest(fold(said))),
        )

    def places(self, spans: Iterable[tuple[int, int]]) -> tuple[Evidence, ...]:
        """Several places, each once, none that lies within another."""
        found, outer, reach = tuple(dict.fromkeys(spans)), set[tuple[int, int]](), -1
        for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
            if end > reach:
                outer.add((start, end))
                reach = end
        return tuple(
            dict.fromkeys(place for span in found if span in outer for place in self.evidence(*span))
        )

    def body(self, name: str) -> Resolved | None:
        """The body that a name means here; None for a name without letters."""
        try:
            return _own(resolve(name, self.context), self.context)
        except BadInput:
            return None

    def bodies(self, name: str) -> tuple[Resolved, ...]:
        """The body that a name means here, or each of several collectives that it lists."""
        parts = listed(name)
        # Who heads several of them stands before the first alone: "Thủ trưởng các sở và UBND các xã".
        if len(parts) > 1 and all(one.collective for one in parts) and kind_of(name) != "Office":
            return tuple({found.body.id: found for one in parts if (found := self.body(one.full))}.values())
        found = self.body(name)
        return (found,) if found else ()


def _own(found: Resolved, context: Context) -> Resolved:
    """The body as found; known through the document only where its id is minted under it.

    A body whose name says its place is the same body in every document.
    """
    if found.body.known_through is None or found.body.id.startswith(f"{context.minted_under}-"):
        return found
    return replace(found, body=replace(found.body, known_through=None))


def setting(head: Head, source: Source) -> Setting:
    """The setting of a document with this head, read in this source."""
    stem = source.id
    context = context_of(head.issuer, head.place, minted_under=stem, issued=head.issued)
    first = issuing(head.issuer, context)
    issuer = bounded(first[0].body.id) if first else stem
    year = str(head.issued.year) if head.issued else "undated"
    document = document_id(issuer, year, slug(head.number or "") or subject(head))
    context = replace(context, document=document)
    return Setting(stem, source.text, document, context, issuing(head.issuer, context))


def issuing(name: str | None, context: Context) -> tuple[Resolved, ...]:
    """The body that issued, or those that issued together where each of them is known."""
    if not name or not slug(name):
        return ()
    several = [_own(resolve(one.full, context), context) for one in listed(name) if slug(one.full)]
    whole = _own(resolve(name, context), context)
    if whole.standing == "new" and len(several) > 1 and all(one.standing != "new" for one in several):
        return tuple(several)
    return (whole,)
