"""Promptness: what is to be done at once, or as soon as something has happened; its words give no day.

>>> said = "Ghi sổ ngay sau khi nhận sách (kể cả sách tặng) và báo cáo Sở; mất sổ thì báo cáo ngay Sở Mẫu."
>>> [said[one.start : one.end] for one in promptly(said)]
['ngay sau khi nhận sách (kể cả sách tặng)', 'ngay']
"""

import re
from collections.abc import Iterator

from kg.extract.terms import Term, tells_the_past

# Where the words of an event end: at a purpose, at what is to be done behind it, at a remark that closes it.
# A comma may stand in the name of what happens: "Luật Phòng, chống ma túy"; or among those who do it.
_EVENT_END = (
    r"\s*(?:[;:\n]|(?<!phòng),|\.(?:\s|$)|\((?![^()]{0,80}\)\s+\w)|\)(?!\s+\w)|$)"
    r"|\s(?:để|nhằm|phải|cần|có trách nhiệm|chủ trì|phối hợp)(?!\w)"
    r"|\s(?:và|đồng thời)\s(?:báo cáo|thông báo|gửi|định kỳ|thực hiện|tổ chức|chủ động)(?!\w)"
)
_EVENT = re.compile(r"(?<!\w)ngay\s+(?:sau\s+)?khi\s", re.IGNORECASE)
_ENDS = re.compile(_EVENT_END, re.IGNORECASE)
_SHORTEST, _LONGEST = 3, 240
# Whom the words of an event begin with where several may do it; their verb comes behind the last of them.
_SEVERAL = re.compile(
    r"(?:(?i:(?:(?:các|những|mọi|từng)\s)?(?:sở|bộ|ban|ngành|cơ quan|tổ chức|đơn vị|địa phương|cấp|xã|phường"
    r"|huyện|tỉnh|thành phố|thôn|trường|doanh nghiệp|cá nhân|hộ|chủ|phòng|trung tâm|hội|đoàn|công an"
    r"|ngân hàng|cục))|UBND|HĐND|Ủy ban|Uỷ ban|Hội đồng|Văn phòng|Chi cục)(?!\w)(?! luật)"
)
# In small letters: names of bodies have these words in capitals. A noun between commas is no verb.
_HAPPENS = re.compile(
    r"(?<!\w)(?:có(?! (?:liên quan|thẩm quyền))|được|bị|nhận|tiếp nhận|ban hành|phê duyệt|thông qua|báo cáo"
    r"|kết thúc|hoàn thành|hoàn thiện|xong|xảy ra|phát hiện|phát sinh|ký|công bố|triển khai|thực hiện"
    r"|cấp(?! (?:tỉnh|xã|huyện))|trình|gửi|nộp|đề nghị|yêu cầu|giao|biết|về|hết|kiểm tra|thẩm định|rà soát"
    r"|tổng hợp|lập|thành lập|bàn giao|nghiệm thu|sáp nhập|sắp xếp|điều chỉnh|cho|thống nhất|đồng ý"
    r"|chấp thuận|trả lời|phân bổ|bố trí|xác định|cung cấp|cập nhật|đăng ký|góp ý|họp|đến|xuất hiện"
    r"|tổ chức(?!,| cá nhân| và)|quyết định|chỉ đạo|đi vào)(?!\w)"
)
# What is told at once; "ngay từ đầu", "ngay tại chỗ" and "ngay cả" say something else, "ngay ngắn" does, too.
_TELLS = r"(?:báo cáo|thông báo|phản ánh|gửi|trả lời)"
_AT_ONCE = re.compile(
    rf"(?<!\w){_TELLS}\s(?P<words>ngay(?!\w))"
    r"(?!\s+(?:từ|tại|cả|trong|trên|dưới|đầu|sau|khi|ngày|ngắn|thẳng|thật)(?!\w))",
    re.IGNORECASE,
)
# What is not done at once: "chưa báo cáo ngay".
_DENIED = re.compile(
    rf"(?<!\w)(?:không|chưa|chẳng)\s(?:(?:kịp thời|chủ động|được|phải|kịp|thể)\s)*(?:{_TELLS}|thực hiện)\s$",
    re.IGNORECASE,
)
_DENIAL_REACH = 60
# A report that is due when something ends, with no word for haste: "báo cáo kết quả khi tổng kết đợt này".
_AT_THE_END = re.compile(
    r"(?<!\w)báo cáo\s[^;:.\n]{0,200}?(?<!ngay\s)(?<!sau\s)"
    r"(?P<words>(?:sau\s)?khi\s(?:sơ kết|tổng kết|kết thúc)\s)",
    re.IGNORECASE,
)


def promptly(sentence: str) -> Iterator[Term]:
    """The places of such words in a clean sentence, in order; what tells of the past is left out."""
    found = [
        *((one.start(), _end(sentence, one.end())) for one in _EVENT.finditer(sentence)),
        *(one.span("words") for one in _AT_ONCE.finditer(sentence)),
        *((one.start("words"), _end(sentence, one.end())) for one in _AT_THE_END.finditer(sentence)),
    ]
    for start, end in sorted((start, end) for start, end in found if end):
        denied = _DENIED.search(sentence, max(0, start - _DENIAL_REACH), start)
        if not denied and not tells_the_past(sentence[:start]):
            yield Term(start, end, None)


def _end(sentence: str, begin: int) -> int:
    """Where the words of an event end that begin at an offset; 0 where there is none, or one too long."""
    for stop in _ENDS.finditer(sentence, begin + _SHORTEST, begin + _LONGEST):
        end = stop.start()
        several = stop[0].strip() == "," and _SEVERAL.match(sentence, begin)
        if end == begin + _LONGEST:
            break
        if not several or _HAPPENS.search(sentence, begin, end + 1):
            return end
    return 0
