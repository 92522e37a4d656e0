"""Judge a graph: what follows from it, what shapes and checks find; all of it, or again after a change."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad, Store

from kg import audit, validate
from kg import store as storage
from kg.names import Base
from kg.pipeline.bulk.emitting import findings_json, findings_of
from kg.pipeline.bulk.parts import INFERRED, patch_by_subject, put_by_subject
from kg.reason import infer, infer_again
from kg.validate import Finding

# Lines of N-Quads of records up to which a graph is judged in memory, where rules run five times as fast.
IN_MEMORY = 3_000_000
# What shapes and checks find, and what the audit finds, apart.
JUDGED, AUDITED = "found/judged.json", "found/audit.json"


@dataclass(frozen=True, slots=True)
class Judged:
    """A store with the ontology, what is asserted and what follows, and what shapes and checks find there."""

    store: Store
    findings: list[Finding]
    changed: frozenset[Quad] = frozenset()


def judge(store: Store, base: Base, folder: Path) -> list[Finding]:
    """Infer and validate; what follows goes into parts of the folder too. Gives what was found."""
    found = validate.by_shapes(validate.facts(store))
    infer(store, base)
    put_by_subject(folder, INFERRED, storage.graph_lines(store, "inferred"))
    return sorted({*found, *validate.check(store)})


def judge_again(
    before: Judged, base: Base, folder: Path, went: Iterable[bytes], came: Iterable[bytes]
) -> Judged:
    """Judge after lines went from what is asserted and others came; the parts of what follows are changed.

    Gives also all quads that came or went since the first judgement.
    """
    gone, new = storage.change(before.store, went, came)
    change = infer_again(before.store, base, gone, new)
    patch_by_subject(folder, INFERRED, map(line_of, change.went), map(line_of, change.came))
    quads = {*gone, *new, *change.went, *change.came}
    found = validate.again(before.findings, before.store, {quad.triple for quad in quads})
    return Judged(before.store, found, before.changed | quads)


def audit_again(before: Iterable[Finding], judged: Judged) -> list[Finding]:
    """What the audit finds after a change; `before` is what it found."""
    return audit.audit_again(before, judged.store, {quad.triple for quad in judged.changed})


def line_of(quad: Quad) -> bytes:
    """The quad as a line of N-Quads."""
    return f"{quad} .\n".encode()


def put_findings(path: Path, findings: Iterable[Finding]) -> None:
    """Keep findings in a file, sorted."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(findings_json(sorted(findings)) + b"\n")


def findings_in(path: Path) -> list[Finding]:
    """The findings kept in a file; none where it is not there."""
    return findings_of(path.read_bytes()) if path.is_file() else []
