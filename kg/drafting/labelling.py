"""What a task is called: its words behind those that only say who has it, which its assignments tell.

>>> said = "Sở Nội vụ chủ trì, phối hợp với Sở Tài chính và đơn vị liên quan rà soát biên chế."
>>> bodies = [(at := said.index(name), at + len(name)) for name in ("Sở Nội vụ", "Sở Tài chính")]
>>> behind(said, bodies, (0, len(said)))
'Rà soát biên chế.'
"""

import re
from collections.abc import Iterable

from kg.bodies.spelling import capitalised
from kg.extract.difficulties import hinders
from kg.extract.reading import Assignment, Task
from kg.text import composed, flat

# What stands before, between and behind the bodies that are charged.
_BEFORE = r"giao|yeu cau|de nghi|phan cong|uy quyen|trach nhiem cua|cho|doi voi"
_BETWEEN = (
    r"(?:la )?(?:co quan |don vi )?(?:chu tri|dau moi)|phoi hop(?: chat che)?(?: voi| cung)?|cung(?: voi)?"
    r"|voi|va|hoac|(?:truc tiep )?(?:lanh dao|chi dao)|thu truong|nguoi dung dau"
    r"|(?:thuoc|truc thuoc) (?:tinh|thanh pho)|cac cap"
)
_SORT = r"(?:co quan|don vi|to chuc|so|nganh|bo|dia phuong|ban|phong)"
_BEHIND = (
    rf"(?:cac )?{_SORT}(?:,? (?:va )?{_SORT})* (?:co )?(?:lien quan|khac)|(?:co )?lien quan"
    r"|(?:co |chiu )?(?:trach nhiem(?! (?:ve|truoc))|nhiem vu)"
    r"|theo chuc nang,? nhiem vu(?: (?:duoc giao|cua minh))?|trong viec"
)


def _row(*words: str) -> re.Pattern[str]:
    either = "|".join(words).replace(" ", r"\s+")
    return re.compile(rf"(?:[\W_]|(?<![a-z])(?:{either})(?![a-z]))*")


_GAP, _LAST = _row(_BEFORE, _BETWEEN, _BEHIND, "cac"), _row(_BETWEEN, _BEHIND)
# Behind these the row, or what is said of it, goes on.
_GOES_ON = re.compile(r"(?:[,(]|(?<![a-z])(?:va|hoac|voi|cung))\W*$")
_FEWEST_WORDS = 3
_IS = "là"


def substance(task: Task, charged: Iterable[Assignment], text: str) -> str:
    """The words of a task behind the bodies at their head; all of them where nothing is left behind those."""
    bodies = sorted((one.body_start, one.body_end) for one in charged)
    return behind(text, bodies, (task.start, task.end)) or capitalised(task.text)


def behind(text: str, bodies: Iterable[tuple[int, int]], span: tuple[int, int]) -> str:
    """The words of a span behind the row of bodies that it begins with, `bodies` being places in order.

    Nothing where it does not begin so, where the row goes on with what is no body of these, or where what is
    left is too short, or says what a body is.
    """
    # Only the span is made flat: the text may be long, and it has many tasks.
    start, end = span
    words = composed(text[start:end])
    plain, at = flat(words.text), 0
    for first, last in bodies:
        if first < start or end < last:
            continue
        begins = words.at(first - start)
        if _GAP.fullmatch(plain, at, begins) or (at == 0 and hinders(plain[:begins])):
            at = words.at(last - start)
    gap = _LAST.match(plain, at)
    then = gap.end() if gap else at
    rest = words.text[then:].split()
    if at == 0 or len(rest) < _FEWEST_WORDS or rest[0] == _IS or _GOES_ON.search(plain, at, then):
        return ""
    return capitalised(" ".join(rest))
