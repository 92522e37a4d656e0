"""Handing: what those have to do to whom something is sent: "gửi Sở A tổng hợp, báo cáo tỉnh".

Where it is sent so that they may do it ("gửi Sở A để tổng hợp"), they are given nothing.

>>> from kg.document import cleaned, outline
>>> from kg.extract.passages import passage
>>> clean = cleaned("Các phòng đề xuất, gửi Sở Y tế tổng hợp, chủ trì, phối hợp với Sở Nội vụ mua tủ.")
>>> for one in handed(passage(clean, 0, len(clean.text)), outline(clean)[0], 2025):
...     print(clean.text[one.start : one.end], [(who.named.name, who.role) for who in one.bearers])
Sở Y tế tổng hợp, chủ trì, phối hợp với Sở Nội vụ mua tủ. [('Sở Y tế', 'lead'), ('Sở Nội vụ', 'coordinate')]
"""

import re
from collections.abc import Iterator

from kg.document import Block
from kg.extract.dividing import divided
from kg.extract.given import Duty, Frame, due_in
from kg.extract.passages import Passage
from kg.extract.said import bearers
from kg.extract.sentences import clauses, sentences

_SENT = re.compile(r"(?<!\w)gửi\s+(?:(?:về|cho|đến|tới)\s+)?$", re.IGNORECASE)
_DEED = re.compile(r"\s+(?:tong hop|tham dinh|chu tri|tham muu)(?![a-z])")
# "Gửi Sở A báo cáo Sở B" is A's deed, "gửi Sở A báo cáo tình hình" is not.
_REPORTS = re.compile(r"\s+(?:bao cao|trinh)\s+")
_REACH = 12


def handed(said: Passage, block: Block, year: int | None) -> Iterator[Duty]:
    """The duties that the sentences of a passage give to those to whom something is sent, in order."""
    for start, end in sentences(said.clean.text, said.start, said.end):
        for first, last in clauses(said.clean.text, start, end):
            yield from _in(said.part(first, last), block, year)


def _in(clause: Passage, block: Block, year: int | None) -> Iterator[Duty]:
    text, flat = clause.clean.text, clause.clean.flat
    starts = {one.start for one in clause.names}
    for one in clause.names:
        sent = _SENT.search(text, max(clause.start, one.start - _REACH), one.start)
        reports = _REPORTS.match(flat, one.end, clause.end)
        deed = reports.end() in starts if reports else _DEED.match(flat, one.end, clause.end)
        if not sent or not deed:
            continue
        for share in divided(clause.part(one.start, clause.end), Frame((one,)), one.end, year):
            due = due_in(clause.clean, share.start, share.end, year)
            yield Duty(share.start, share.end, block, bearers(share.said, share.frame), due)
        return
