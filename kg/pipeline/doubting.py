"""What is doubtful in drafts, as findings of the graph: what the reader doubts, and bodies on no list."""

from collections.abc import Iterator, Mapping

from kg.bodies import authority
from kg.extract.reading import Finding as Doubt
from kg.names import Base
from kg.records import UNDECLARED, Records, drafts
from kg.validate import NOTE, WARNING, Finding


def doubts(said: Records, read: Mapping[str, tuple[Doubt, ...]], base: Base) -> list[Finding]:
    """The findings on the drafts among the records; `read` holds what the reader doubts, by document."""
    own = drafts(said)
    documents = {f.document.id for name, f in said.files.items() if f.document is not None and name in own}
    told = [_told(base, id_, doubt) for id_, found in read.items() if id_ in documents for doubt in found]
    return sorted({*told, *_bodies(said, own, base)})


def _told(base: Base, document: str, doubt: Doubt) -> Finding:
    place = f"{doubt.start}-{doubt.end}"
    return Finding(
        NOTE,
        f"reading-{doubt.kind}",
        str(base.document(document)),
        f"{doubt.message_vi} (ký tự {place})",
        f"{doubt.message} (characters {place})",
    )


def _bodies(said: Records, own: frozenset[str], base: Base) -> Iterator[Finding]:
    for name, _, body in said.each("bodies"):
        iri = str(base.body(body.id, body.known_through))
        if name in own and body.id not in authority():
            yield Finding(
                NOTE,
                "draft-body",
                iri,
                f"Chủ thể ngoài danh mục, lập từ bản nháp: {body.name.vi}",
                f"A body on no list, made from a draft: {body.name.vi}",
            )
        if name == UNDECLARED:
            yield Finding(
                WARNING,
                "undeclared-body",
                iri,
                f"Bản nháp nói đến chủ thể không khai báo: thêm {body.id!r} vào 'bodies'",
                f"A draft refers to a body that nothing declares: add {body.id!r} to 'bodies'",
            )
