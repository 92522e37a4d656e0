"""Promptness: what is to be done at once, or as soon as something has happened; its words give no day.

>>> said = "Ghi sổ ngay sau khi nhận sách (kể cả sách tặng) và báo cáo Sở; mất sổ thì báo cáo ngay Sở Mẫu."
>>> [said[one.start : one.end] for one in promptly(said)]
['ngay sau khi nhận sách (kể cả sách tặng)', 'ngay']
"""

import re
from collections.abc import Iterator

from kg.extract.terms import Term, tells_the_past

# Where the words of an event end: at a purpose, at what is to be done behind it, at a remark that closes it.
# A comma may stand in the name of what happens: "Luật Phòng, chống ma túy".
_EVENT_END = (
    r"\s*(?:[;:\n]|(?<!phòng),|\.(?:\s|$)|\((?![^()]{0,80}\)\s+\w)|\)(?!\s+\w)|$)"
    r"|\s(?:để|nhằm|phải|cần|có trách nhiệm|chủ trì|phối hợp)(?!\w)"
    r"|\s(?:và|đồng thời)\s(?:báo cáo|thông báo|gửi|định kỳ|thực hiện|tổ chức|chủ động)(?!\w)"
)
_EVENT = re.compile(
    rf"(?<!\w)ngay\s+(?:sau\s+)?khi\s(?=[^;:\n]{{3,240}}?(?P<end>{_EVENT_END}))", re.IGNORECASE
)
# What is told at once; "ngay từ đầu", "ngay tại chỗ" and "ngay cả" say something else.
_AT_ONCE = re.compile(
    r"(?<!\w)(?:báo cáo|thông báo|phản ánh|gửi|trả lời)\s"
    r"(?P<words>ngay(?!\w))(?!\s+(?:từ|tại|cả|trong|trên|dưới|đầu|sau|khi|ngày)(?!\w))",
    re.IGNORECASE,
)


def promptly(sentence: str) -> Iterator[Term]:
    """The places of such words in a clean sentence, in order; what tells of the past is left out."""
    found = [
        *((one.start(), one.start("end")) for one in _EVENT.finditer(sentence)),
        *(one.span("words") for one in _AT_ONCE.finditer(sentence)),
    ]
    for start, end in sorted(found):
        if not tells_the_past(sentence[:start]):
            yield Term(start, end, None)
