"""Bring a bulk build up to date: make anew what has changed since the last one, and share the rest."""

from collections.abc import Mapping

from pyoxigraph import Store

from kg import store as storage
from kg import validate
from kg.pipeline.bulk.emitting import sorted_lines
from kg.pipeline.bulk.entries import Entry
from kg.pipeline.bulk.finishing import finished
from kg.pipeline.bulk.holding import Held, without_violations
from kg.pipeline.bulk.judging import (
    AUDITED,
    JUDGED,
    Judged,
    audit_again,
    findings_in,
    judge_again,
    put_findings,
)
from kg.pipeline.bulk.making import Making, made_again
from kg.pipeline.bulk.manifest import Manifest
from kg.pipeline.bulk.parts import FINDINGS, QUADS, link, patch_by_subject
from kg.pipeline.bulk.standing import Standing
from kg.pipeline.bulk.task import FOUND, INDEX, Task
from kg.validate import Finding


def renew(task: Task, making: Making, here: Standing, entries: Mapping[str, Entry]) -> Manifest:
    """Bring the last build, of which these are the entries, up to date.

    Raises BadRecords or BadGraph where reviewed records do not hold.
    """
    task.say("emitting, inferring and validating what changed")
    folder = making.folder
    for name in (QUADS, INDEX, FOUND):
        link(task.into / name, folder / name)
    storage.snapshot(task.into / storage.FOLDER, folder / storage.FOLDER)
    making, here, decided, change = made_again(making, here)
    # Opened no sooner, since other processes have worked until here.
    before = Judged(Store(str(folder / storage.FOLDER)), findings_in(folder / JUDGED))
    judged = judge_again(before, making.base, folder, change.went, change.came)
    held = without_violations(Held(making, here, judged, change), decided)
    task.say("auditing")
    more = _found(held, before.findings)
    held.judged.store.flush()
    return finished(task, held, (task.last.findings if task.last else 0) + more, entries)


def _found(held: Held, judged: list[Finding]) -> int:
    """Bring what is found up to date, in the parts and in the store; gives how many more there are."""
    folder, base = held.making.folder, held.making.base
    before = findings_in(folder / AUDITED)
    audited = audit_again(before, held.judged)
    old = {*judged, *before, *held.change.doubts_went}
    new = {*held.judged.findings, *audited, *held.change.doubts_came}
    went, came = (sorted_lines(validate.emit(some, base)) for some in (old - new, new - old))
    patch_by_subject(folder, FINDINGS, went, came)
    storage.change(held.judged.store, went, came)
    for place, one, other in ((JUDGED, judged, held.judged.findings), (AUDITED, before, audited)):
        if sorted(one) != sorted(other):
            (folder / place).unlink(missing_ok=True)
            put_findings(folder / place, other)
    return len(new) - len(old)
