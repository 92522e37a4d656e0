"""People: headings that name people or firms by their kind, which no list of bodies has.

>>> from kg.document import cleaned
>>> from kg.extract.passages import passage
>>> clean = cleaned("Trách nhiệm của chủ đầu tư, đơn vị giữ kho sách (bên cho mượn):")
>>> [one.name for one in people(passage(clean, 0, len(clean.text)))]
['chủ đầu tư, đơn vị giữ kho sách']
"""

import re

from kg.extract.passages import Named, Passage

_OPENS = r"\s*(?:(?:đối với|trách nhiệm của|nghĩa vụ của|nhiệm vụ của)\s+)?"
_KIND = (
    r"(?:(?:các|những)\s+)?(?:chủ\s+(?:đầu tư|sở hữu|rừng|dự án|hộ|phương tiện|cơ sở|công trình|thể)"
    r"|người\s+(?:dân|sử dụng|lao động|đứng đầu|thuê|mua|học|bệnh|tham gia|quản lý)|bên\s+(?:cho\s+)?\w+"
    r"|nhà\s+(?:đầu tư|thầu|máy)|hộ\s+(?:gia đình|kinh doanh|dân)|cá nhân|doanh nghiệp|cơ quan|hợp tác xã"
    r"|đơn vị(?!\s+tính)|tổ chức(?=,|\s+(?:và|có|được|tham gia)(?!\w))|công ty|tập đoàn|hiệp hội|thành viên"
    r"|cơ sở(?!\s+(?:vật chất|dữ liệu|hạ tầng|pháp lý|khoa học|lý luận|thực tiễn))|ban quản (?:lý|trị))(?!\w)"
)
# What says something of them is no heading.
_SAYS = re.compile(
    r"(?<!\w)(?:có trách nhiệm|chịu trách nhiệm|phải|cần|là|không được|căn cứ|theo quy định)(?!\w)"
)
_HEADING = re.compile(
    rf"{_OPENS}(?P<name>{_KIND}[^;:.()]{{0,200}}?)\s*(?:\([^()]{{0,200}}\))?\s*[:.]?\s*", re.IGNORECASE
)


def people(heading: Passage) -> tuple[Named, ...]:
    """People or firms that a heading consists of, as one collective bearer, if it says nothing of them."""
    found = _HEADING.fullmatch(heading.clean.text, heading.start, heading.end)
    if not found or _SAYS.search(found["name"]):
        return ()
    return (Named(*found.span("name"), found["name"], True),)
