"""Dividing: what one sentence gives to do: its first duty, and each clause with another role or another body.

>>> from kg.document import cleaned
>>> from kg.extract.owners import subject
>>> from kg.extract.passages import passage
>>> clean = cleaned("Sở Y tế chủ trì mở kho, các đơn vị phối hợp có trách nhiệm dọn tủ; báo cáo Sở Nội vụ.")
>>> said = passage(clean, 0, len(clean.text))
>>> for one in divided(said, Frame(subject(said).bodies), subject(said).at, 2025):
...     print([body.name for body in one.frame.bodies], one.said.role, clean.text[one.start : one.end])
['Sở Y tế'] lead Sở Y tế chủ trì mở kho
['các đơn vị phối hợp'] implement các đơn vị phối hợp có trách nhiệm dọn tủ;
['các đơn vị phối hợp'] report báo cáo Sở Nội vụ.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.extract.given import Frame, due_in
from kg.extract.owners import subject, turns
from kg.extract.passages import Passage
from kg.extract.reading import Due
from kg.extract.roles import PARTNERS, opens_bare
from kg.extract.said import Said, all_said, is_covered
from kg.extract.sentences import before_joint, behind_joint, clauses

# No list of those who join in is longer, in characters.
_LONGEST_LIST = 1200
# Who leads, with what is to be led: "chủ trì xây dựng kho sách, ", and not "chủ trì, ".
_TOLD = re.compile(r"(?<![a-z])chu tri(?! *(?:,|va|) *$)")


@dataclass(frozen=True, slots=True)
class Share:
    """One duty of a sentence: what its words say, whose it is, and the range of the words."""

    said: Said
    frame: Frame
    start: int
    end: int


def divided(sentence: Passage, frame: Frame, at: int, year: int | None) -> Iterator[Share]:
    """The duties of a sentence, in order; the first is of a frame's bodies and begins at an offset.

    Its words begin where the sentence does, those of another body where the body is named.
    """
    found = _found(sentence, frame, at, year)
    starts = [sentence.start, *(start for _, _, start in found[1:])]
    ends = [*(before_joint(sentence.clean.text, start) for start in starts[1:]), sentence.end]
    for (said, whose, _), start, end in zip(found, starts, ends, strict=True):
        yield Share(said, whose, start, end)


def _found(sentence: Passage, frame: Frame, at: int, year: int | None) -> list[tuple[Said, Frame, int]]:
    """What is said, of whom, and from where on: where the body is named that has it, else at its words."""
    found: list[tuple[Said, Frame, int]] = []
    due: Due | None = None
    clean = sentence.clean
    for part in _parts(sentence, at):
        own = subject(part) if found else None
        if own:
            frame = Frame(own.bodies)
        # Who joins in by what stands above does so in all of an item, who leads in what comes first.
        role = frame.role if not found or frame.role == "coordinate" else None
        begins = behind_joint(clean.flat, part.start, part.end) if own else None
        for said in all_said(part, own.at if own else part.start, role):
            same = [one for one, whose, _ in found if whose is frame]
            by = due_in(clean, said.start, said.end, year)
            anew = due and by and by != due and opens_bare(clean.flat[said.start : said.end])
            if not found or begins is not None or anew or not is_covered(said, same):
                found.append((said, frame, said.start if begins is None else begins))
                due = begins = None
            due = due or by
    return found


def _parts(sentence: Passage, at: int) -> Iterator[Passage]:
    """The clauses of a sentence from an offset on, cut where another body's duty begins in one of them."""
    begins: int | None = None
    for start, end in clauses(sentence.clean.text, at, sentence.end):
        clause = sentence.part(start if begins is None else begins, end)
        if _lists_partners(clause) and sentence.clean.text[end : sentence.end].strip(" .;"):
            begins = clause.start
            continue
        begins = None
        for first, last in pairwise((clause.start, *turns(clause), end)):
            yield sentence.part(first, last)


def _lists_partners(clause: Passage) -> bool:
    """Whether a clause ends in those whom its body works with: their list goes on behind the semicolon."""
    if clause.end - clause.start > _LONGEST_LIST:
        return False
    joined = [*PARTNERS.finditer(clause.flat)]
    run = clause.run_at(clause.start + joined[-1].end()) if joined else ()
    # Where what is to be done stands before them, another's duty may begin behind.
    told = joined and _TOLD.search(clause.flat[: joined[-1].start()])
    return bool(run) and not told and not clause.clean.text[run[-1].end : clause.end].strip()
