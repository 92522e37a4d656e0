"""The coverage report as pages: a source with its claims marked beside the list of them, and the variants."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from jinja2 import Environment

from kg.audit.collation import Reading, Variant
from kg.audit.coverage import CLAIMED, REASONS, UNCLAIMED, Claim, Coverage
from kg.audit.sentences import Span
from kg.audit.wording import KINDS, Difference
from kg.records import Source
from kg.rendering import templates

VARIANTS, INDEX = "variants.html", "index.html"
_STATES = (CLAIMED, *REASONS, UNCLAIMED)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text to which the same applies: its state, and which of the listed claims take it."""

    said: str
    state: str
    claims: tuple[int, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A source in the list of all: how many sentences it has, and how many of them of each state."""

    source: Source
    sentences: int
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a reading and the kind of their difference, if any; without words, some are left out."""

    said: str
    kind: str


def index_page(coverages: Sequence[Coverage], files: Mapping[str, str]) -> str:
    """The list of all sources with their counts, as a self-contained page that leads to theirs."""
    counted = [_counted(coverage) for coverage in coverages]
    return _render("coverage-index.html", (INDEX, coverages, files), counted=counted)


def _counted(coverage: Coverage) -> Counted:
    counts = {state: coverage.count(state) for state in _STATES}
    return Counted(coverage.source, len(coverage.sentences), counts)


def source_page(coverage: Coverage, others: Sequence[Coverage], files: Mapping[str, str]) -> str:
    """One source as a self-contained page; `others` are all sources of the report, to lead to."""
    return _render(
        "coverage.html",
        (coverage.source.id, others, files),
        coverage=coverage,
        segments=list(segments(coverage)),
        counts=_counted(coverage).counts,
    )


def variants_page(variants: Sequence[Variant], sources: Sequence[Coverage], files: Mapping[str, str]) -> str:
    """The variants that differ in more than spelling and damage, as a self-contained page."""
    grave = [v for v in variants if KINDS.index(v.kind) >= KINDS.index("wording")]
    texts = {coverage.source.id: coverage.text for coverage in sources}
    return _render(
        "variants.html",
        (VARIANTS, sources, files),
        variants=[
            (
                v,
                list(pieces(v, v.base, texts[v.base.source])),
                list(pieces(v, v.other, texts[v.other.source])),
            )
            for v in sorted(grave, key=lambda v: -KINDS.index(v.kind))
        ],
        counts={kind: sum(v.kind == kind for v in variants) for kind in KINDS},
    )


def segments(coverage: Coverage) -> Iterator[Segment]:
    """The whole text in stretches, cut wherever a claim, an aside or an unclaimed word begins or ends."""
    left = {word for sentence in coverage.unclaimed for word in sentence.left}
    around = [
        *(claim.span for claim in coverage.claims),
        *(Span(a.start, a.end) for a in coverage.asides),
        *left,
    ]
    edges = {0, len(coverage.text), *(edge for span in around for edge in (span.start, span.end))}
    faults = {
        word: "; ".join(f"{fault.vi} / {fault.en}" for fault in s.faults)
        for s in coverage.unclaimed
        for word in s.left
    }
    for start, end in pairwise(sorted(edge for edge in edges if edge <= len(coverage.text))):
        here = Span(start, end)
        word = next((word for word in left if word.holds(here)), None)
        claims = tuple(at for at, claim in enumerate(coverage.claims) if claim.span.holds(here))
        aside = next((a.reason for a in coverage.asides if Span(a.start, a.end).holds(here)), "")
        state = UNCLAIMED if word else CLAIMED if claims else aside
        yield Segment(coverage.text[start:end], state, claims, faults.get(word, "") if word else "")


def pieces(variant: Variant, reading: Reading, text: str) -> Iterator[Piece]:
    """The words of one of a variant's readings, those that differ set apart."""
    at = 0
    for difference in variant.differences:
        first, beyond = _run(variant, reading, difference)
        yield Piece(reading.said(at, first, text), "")
        yield Piece(reading.said(first, beyond, text), difference.kind)
        at = beyond
    yield Piece(reading.said(at, len(reading.words), text), "")


def _run(variant: Variant, reading: Reading, difference: Difference) -> tuple[int, int]:
    return difference.base if reading is variant.base else difference.other


def name(claim: Claim) -> str:
    """What a claim is called in a list: the locator, or the end of its document's id for a head."""
    return claim.record or claim.document.rpartition("/")[2]


def _render(template: str, among: tuple[str, Sequence[Coverage], Mapping[str, str]], **shown: object) -> str:
    """A page; `among` says which of the report it is, what sources the others are of, and of which files."""
    here, coverages, files = among
    return _templates().get_template(template).render(
        shown, here=here, index=INDEX, variants_page=VARIANTS, files=files,
        sources=[coverage.source for coverage in coverages],
    )  # fmt: skip


@cache
def _templates() -> Environment:
    environment = templates(escaping=True)
    environment.globals["name"] = name
    return environment


Pages = Mapping[str, str]


def pages(coverages: Sequence[Coverage], variants: Sequence[Variant], files: Mapping[str, str]) -> Pages:
    """All pages of a report by the names of their files; `files` are those of the texts, by source."""
    shown = {f"{c.source.id}.html": source_page(c, coverages, files) for c in coverages}
    variants_ = variants_page(variants, coverages, files)
    return shown | {VARIANTS: variants_, INDEX: index_page(coverages, files)}
