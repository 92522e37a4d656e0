"""Index a file of records: what it declares, tells and refers to, so that many are held together unread."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from kg.records.checking import LOCAL, known_names, repeated, unresolved
from kg.records.files import RecordFile, Records
from kg.records.joining import content, said
from kg.text import digest

# Values by the kind of thing that they refer to (`Leaf.refers_to`).
References: TypeAlias = dict[str, list[str]]
_TOLD = ("mentions", "bodies")


@dataclass(frozen=True, slots=True)
class Indexed:
    """A mention or a body of a file: its id, how much is said of it, and what it refers to.

    `content` is a digest of a body, `through` the document that it is known through.
    """

    id: str
    said: int
    content: str
    refers: References
    through: str = ""


@dataclass(frozen=True, slots=True)
class Index:
    """What is to be known of one file of records to hold it together with others.

    `refers` has what leads out of the file, apart from what its mentions and bodies say; `declared` the
    locators of the document's statements and events, by kind; `faulty` is said of a file with an id twice.
    `sources` gives hash and, by document, attestation of each source.
    """

    document: str
    draft: bool
    sources: dict[str, tuple[str, dict[str, str]]]
    indicators: list[str]
    mentions: list[Indexed]
    bodies: list[Indexed]
    refers: References
    declared: dict[str, list[str]]
    faulty: bool

    def told(self, without: Mapping[str, Collection[int]]) -> Iterator[References]:
        """The references of all that it tells, without some of its mentions and bodies."""
        yield self.refers
        for section in _TOLD:
            left = without.get(section, ())
            values: Sequence[Indexed] = getattr(self, section)
            yield from (one.refers for at, one in enumerate(values) if not left or at not in left)


def index(file: RecordFile, raw: Mapping[str, Any], topics: frozenset[str]) -> Index:
    """The index of a file; `raw` is the file as plain values, `topics` are the names of the topic scheme."""
    records = Records(files={"": file}, raw={"": {}}, lines={"": {}})
    known = known_names(records, topics)
    owner = file.document
    apart = {key: value for key, value in raw.items() if key not in _TOLD}
    return Index(
        document=owner.id if owner else "",
        draft=owner is not None and owner.status == "draft",
        sources={one.id: (one.sha256, {p.document: p.as_ for p in one.attests}) for one in file.sources},
        indicators=[one.id for one in file.indicators],
        mentions=_indexed(file, raw, "mentions", known),
        bodies=_indexed(file, raw, "bodies", known),
        refers=_references(file, apart, known),
        declared=_declared(known, owner.id if owner else ""),
        faulty=next(repeated(records), None) is not None,
    )


def _indexed(
    file: RecordFile, raw: Mapping[str, Any], section: str, known: Mapping[str, set[str]]
) -> list[Indexed]:
    return [
        Indexed(
            value.id,
            said(value),
            digest(content(value)) if section == "bodies" else "",
            _references(file, plain, known),
            getattr(value, "known_through", None) or "" if section == "bodies" else "",
        )
        for value, plain in zip(getattr(file, section), raw.get(section, ()), strict=True)
    ]


def _references(file: RecordFile, plain: Mapping[str, Any], known: Mapping[str, set[str]]) -> References:
    records = Records(files={"": file}, raw={"": dict(plain)}, lines={"": {}})
    found: dict[str, set[str]] = {}
    for leaf in unresolved(records, known):
        found.setdefault(leaf.refers_to, set()).add(leaf.value)
    return {kind: sorted(values) for kind, values in sorted(found.items())}


def _declared(known: Mapping[str, set[str]], owner: str) -> dict[str, list[str]]:
    """What other documents may refer to inside this one, without its id."""
    start = f"{owner}#"
    inside = {
        kind: sorted(name.removeprefix(start) for name in names if name.startswith(start))
        for kind, names in sorted(known.items())
    }
    return {kind: names for kind, names in inside.items() if names and kind in LOCAL}
