"""Rows: bodies that stand in a row before a verb, those among them too that no list knows.

>>> from kg.document import cleaned
>>> from kg.extract.passages import passage
>>> clean = cleaned("Sở Nội vụ, Hợp tác xã in Mẫu và các đơn vị bán sách rà soát sổ.")
>>> [one.name for one in row(passage(clean, 0, len(clean.text)), 0)]
['Sở Nội vụ', 'Hợp tác xã in Mẫu', 'các đơn vị bán sách']
"""

import re

from kg.extract.passages import Named, Passage
from kg.extract.roles import DUTY

_HEAD = re.compile(
    r"(?:(?:các|những)\s+)?(?:cơ quan|đơn vị|doanh nghiệp|cơ sở|địa phương|lực lượng|chủ đầu tư|chủ rừng"
    r"|nhà thầu|hợp tác xã|công ty|tổng công ty|tập đoàn|hộ gia đình|hộ kinh doanh|chính quyền địa phương"
    r"|trung tâm|bệnh viện|ngân hàng|nhà máy|trường (?:học|đại học|cao đẳng)|hội đồng|hiệp hội"
    r"|liên đoàn|đoàn thể|tổ đại biểu|đại biểu)(?!\w)"
    r"|các\s+(?:tổ chức|trường|hội|đội|trạm|ban quản lý|bên)(?!\w)",
    re.IGNORECASE,
)
# Nothing need tell it from others of its kind.
_ENOUGH = re.compile(r"các tổ đại biểu", re.IGNORECASE)
_WORD = re.compile(r"\s+[^\s,;:.()]+")
_JOINT = re.compile(r"\s*,\s*(?:và\s+)?|\s+và\s+|\s+cùng\s+")
_AIM = re.compile(r"\s*,?\s*(?:để|nhằm|trong (?:việc|quá trình|phạm vi)|theo|căn cứ|khi)(?!\w)")
_NOUN, _HALF = re.compile(r"(?<!\w)(?:việc|sự|công tác)$"), re.compile(r"\s+thông tin(?!\w)")
_MOST_WORDS, _REACH = 9, 9


def row(said: Passage, at: int) -> tuple[Named, ...]:
    """The bodies from an offset on, in a row that ends before a verb or an aim; none where it does not."""
    known = {one.start: one for one in said.names}
    found: list[Named] = []
    while True:
        one = known.get(at)
        if one is None or not (_closes(said, one.end) or _JOINT.match(said.clean.text, one.end, said.end)):
            one = _unlisted(said, at)
        if one is None:
            return ()
        found.append(one)
        if _closes(said, one.end):
            return tuple(found)
        joint = _JOINT.match(said.clean.text, one.end, said.end)
        if joint is None:
            return ()
        at = joint.end()


def _closes(said: Passage, end: int) -> bool:
    """Whether a verb or an aim follows: not one made a noun by "việc", or half of công nghệ thông tin."""
    text = said.clean.text
    if _NOUN.search(text[max(said.start, end - _REACH) : end]) or _HALF.match(text, end, said.end):
        return False
    return bool(DUTY.match(said.clean.flat, end, said.end) or _AIM.match(text, end, said.end))


def _unlisted(said: Passage, at: int) -> Named | None:
    """A body by its kind and what tells it from others of the kind: the first word of that is no verb."""
    text = said.clean.text
    head = _HEAD.match(text, at, said.end)
    end = head.end() if head else at
    if head and _ENOUGH.fullmatch(head[0]) and _JOINT.match(text, end, said.end):
        return Named(at, end, head[0], collective=True)
    for _ in range(_MOST_WORDS if head else 0):
        word = _WORD.match(text, end, said.end)
        if word is None:
            break
        end = word.end()
        if _closes(said, end) or _JOINT.match(text, end, said.end):
            name = text[at:end]
            return Named(at, end, name, name.lower().startswith(("các ", "những ")))
    return None
