"""Things: whether an item of a list names a thing, so that no task is in it, and no deed.

Vietnamese marks neither nouns nor verbs; what tells them apart is the first words, with their marks:
"số liệu" is a thing, "số hóa" a deed.

>>> [is_thing(item) for item in ("Kỹ năng tra cứu.", "Hệ thống hóa sổ sách.", "Hồ sơ: Lập theo mẫu.")]
[True, False, False]
"""

import re
from collections.abc import Sequence

from kg.document import Block, Clean
from kg.extract.roles import opens_bare
from kg.extract.sentences import CAPITALS
from kg.text import flat

_BODIES = (
    r"(?:cơ quan|đơn vị|tổ chức|cá nhân|trung tâm|trường|trạm|hội|đoàn|doanh nghiệp|địa phương|cấp|ngành|sở"
    r"|bộ|ban|phòng|lực lượng|thành viên|chủ|cơ sở|công ty|bệnh viện|hộ|đội|tổ|khu|thôn|xã|phường|huyện|tỉnh)"
)
_FIRST = (
    r"(?:(?:việc|lý do|tên|họ và tên|nơi|ngày|mức)\s|\d+\s(?:vị trí|loại|điểm|nhóm|bộ|cuộc|bản)(?!\w)"
    r"|(?:bản sao|bản chính|tờ khai|đơn (?:đề nghị|xin)|hồ sơ|giấy (?:tờ|phép|chứng nhận|đề nghị|xác nhận)"
    r"|phiếu|biên bản|văn bản|tài liệu|dự thảo|danh mục|danh sách|biểu mẫu|nội dung|thông số|phạm vi"
    r"|đối tượng|thành phần|số (?:lượng|liệu|thẻ|hiệu|thứ tự)|thời gian|địa điểm|hình thức|phương thức"
    r"|phương pháp|cách thức|trình tự|quy trình|quy tắc|nguyên tắc|tiêu chí|tiêu chuẩn|điều kiện|kỹ năng"
    r"|kiến thức|khái niệm|vai trò|ý nghĩa|tình hình|thực trạng|kết quả|tác động|cơ chế|chính sách|chế độ"
    r"|biện pháp|giải pháp|phương án|nhóm|dự án|tiểu dự án|chương trình|đề án|kế hoạch(?! hóa| hoá)"
    r"|hệ thống(?! hóa| hoá)|nền tảng|phần mềm|hạ tầng|cơ sở (?:dữ liệu|hạ tầng|vật chất)|kinh phí|ngân sách"
    r"|nguồn (?:vốn|kinh phí|lực)|mô hình|chức (?:vụ|danh|năng)|lĩnh vực|quyền|nghĩa vụ|trách nhiệm)(?!\w))"
)
_THING = re.compile(
    rf"\W*(?:(?:các|những|mọi|mỗi|một số)\s(?!{_BODIES}(?!\w))|{_FIRST})",
    re.IGNORECASE,
)
# A place or an office by its name: "Xã Tân Mẫu", "Cục Mẫu".
_NAMED = re.compile(rf"\W*(?:Xã|Phường|Thôn|Cục|Vụ|Phòng|Chi cục)\s[{CAPITALS}]")
_COLON = re.compile(r":\s*")
_SAYING = re.compile(r"“[^“”]*”|\"[^\"]*\"")
# How far below a paragraph the things that it lists are looked for, in paragraphs.
_NEAR = 40


def is_thing(item: str) -> bool:
    """Whether the words of an item name a thing and nothing to be done, not even behind a colon."""
    words = item.strip()
    bare_name = _NAMED.match(words) and ":" not in words and not _has_a_verb(words)
    if not _THING.match(words) and not bare_name:
        return False
    return not any(opens_bare(flat(words[colon.end() :])) for colon in _COLON.finditer(words))


def says_nothing(paragraph: str) -> bool:
    """Whether a paragraph has no words of its own: marks alone, or a saying that is quoted as a whole."""
    words = paragraph.strip().rstrip("./;")
    return not any(map(str.isalpha, words)) or _SAYING.fullmatch(words) is not None


def is_remark(paragraph: str) -> bool:
    """Whether a paragraph stands in brackets or in quotation marks as a whole: a remark, a slogan."""
    words = paragraph.strip().rstrip("./;")
    return (words.startswith("(") and words.endswith(")")) or _SAYING.fullmatch(words) is not None


def lists_things(clean: Clean, blocks: Sequence[Block], index: int) -> bool:
    """Whether a paragraph says what is to be done with the things that stand below it, each in an item."""
    below = [block for block in blocks[index + 1 : index + _NEAR] if block.parent == index]
    return (
        bool(below)
        and opens_bare(clean.flat[blocks[index].words : blocks[index].end])
        and all(is_thing(clean.text[block.words : block.end]) for block in below)
    )


def _has_a_verb(words: str) -> bool:
    return any(opens_bare(flat(words[at.start() :])) for at in re.finditer(r"(?<=\s)\w", words[:120]))
