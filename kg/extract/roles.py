"""Roles: the verbs that give a duty, and what they make of the body that bears it; all in flat text.

>>> main_role("tiep tuc theo doi, don doc viec thuc hien")
'monitor'
"""

import re
from typing import Literal

Role = Literal["lead", "coordinate", "direct", "implement", "monitor", "report", "advise", "approve"]

# What may stand between a body and its verb, or before a bare verb.
_ADVERB = (
    r"(?:chu dong|tich cuc|tiep tuc|kip thoi|khan truong|thuong xuyen|nghiem tuc|truc tiep|tap trung"
    r"|dong thoi"
    r"|co trach nhiem|chiu trach nhiem(?! (?:truoc|ve|trong|toan|ca|chinh))|phai|can|se|cung"
    r"|chu tri hoac(?= phoi)|sat sao|quyet liet|som|ngay|co van ban|thong nhat|trong qua trinh [^,;.]{0,60}?,"
    r"|dinh ky[^,;.]{0,40}?|dot xuat|(?:hang|moi) (?:nam|quy|thang|tuan)(?: (?:hoac"
    r"|va)(?: khi)? [a-z ]{3,16}?)?|theo (?:quy dinh|tham quyen|dinh ky))"
)
ADVERBS = rf"(?:{_ADVERB}\s*,?\s+(?:va\s+)?)*"
# What a circumstance before the verb begins with, and the whole of it, up to its comma.
CIRCUMSTANCE_CUE = (
    r"(?:can cu|tren co so|theo|trong|doi voi|tuy theo|dinh ky|hang (?:nam|quy|thang)"
    r"|truoc (?:ngay )?(?=[0-9])"
    r"|khi|sau khi|ngoai|qua|thong qua|de|nham|voi|vao|tu ngay|truong hop|thuc hien|ben canh)(?![a-z])"
)
CIRCUMSTANCE = rf"(?:{CIRCUMSTANCE_CUE}[^;.:]{{0,400}}?,\s+)"
# Bare verbs that open a duty. Only these make an assignment of a body and what follows it.
_VERBS = (
    "chu tri|phoi hop|tham muu"
    "|to chuc(?! (?:khac|co|lien quan|chinh tri|xa hoi|ca nhan|dang|tin dung|doan the|thuoc|va|quoc te"
    "|trong|kinh te|tren|phi)|,)"
    "|xay dung|ban hanh|trien khai|thuc hien|chi dao|lanh dao|huong dan|theo doi"
    "|don doc|kiem tra|kiem ke|giam sat|thanh tra|tong hop|bao cao|ra soat|cap nhat|bo tri|can doi|tham dinh"
    "|phe duyet"
    "|quyet dinh|xem xet|trinh|de xuat|kien nghi|tuyen truyen|pho bien|quan triet|thong tin|day manh"
    "|tang cuong"
    "|tap trung|dam bao|bao dam|nghien cuu|hoan thien|hoan thanh|cung cap|cu the hoa|lap|quan ly|van hanh"
    "|khai thac|ho tro|tiep nhan|giai quyet|xu ly|xac dinh|danh gia|ap dung|cong bo|cong khai|dang tai"
    "|gui|giao"
    "|phan cong|huy dong|bo sung|sua doi|dieu chinh|thong bao|san sang|duy tri|phat huy|phat trien|nang cao"
    "|chuan bi|ket noi|chia se|tich hop|dao tao|boi duong|tap huan|lua chon|phan bo|dieu phoi|giup"
    "|thuong truc"
    "|la (?:co quan|dau moi|don vi)|lam dau moi|khac phuc|ngan chan|phat hien|phong ngua|dau tranh|van dong"
    "|quan tam|uu tien|tao dieu kien|thiet lap|thanh lap|luu tru|thuc thi|chap hanh|tuan thu|tiep thu"
    "|dieu hanh"
    "|dieu tra|thu thap|doi moi|hinh thanh|chuan hoa|mo rong|chu trong|gan|khuyen khich|thuc day|thi diem"
    "|hop tac(?! xa)"
    "|lien ket|dau tu|cai cach|cai thien|so hoa|tich cuc|du bao|canh bao|theo sat|bam sat|nam|phan tich"
    "|trao doi"
    "|cu(?= can bo| cong chuc)|dang ky|de nghi|yeu cau|chi tra|rut kinh nghiem|so ket|tong ket"
    "|long ghep|xac minh|kiem soat|thong ke|mua sam|to giac|sua chua|cai tao|nang cap|lap dat|tuyen dung"
    "|xoa bo|cat giam|gia co|khoi thong|cham soc|thuc tap|phat dong|bieu duong|khen thuong|dieu chuyen"
    "|dua|phan loai|tang|giam|bao ve|phong chong|phong, chong|ung pho"
    "|huan luyen|dien tap|tham gia|cam ket|chuyen|tiep can|giai phong|ban giao|boi thuong|cuong che|phan cap"
    "|nop|tra loi|niem yet"
)
# The end of a list of verbs whose last has nothing behind it: its object is that of the verb that follows.
_OBJECTLESS = re.compile(
    rf"(?:^|[,;]|(?<![a-z])va)\s*{ADVERBS}(?!(?:to chuc )?(?:trien khai|thuc hien|hoan thanh)(?![a-z]))"
    rf"(?:{_VERBS})(?:(?:,| va)? (?:{_VERBS}|su dung))*[\s,]*$"
)
DUTY = re.compile(rf"\s*,?\s*{ADVERBS}(?:{_VERBS})(?![a-z])|\s*,?\s*(?:co|chiu) trach nhiem(?![a-z])")
_OPENING = re.compile(rf"(?:{CIRCUMSTANCE})?{ADVERBS}(?={DUTY.pattern})")
_PLAIN_OPENING = re.compile(rf"{ADVERBS}(?={DUTY.pattern})")
# What is said of a body without giving it anything to do.
TOLD = re.compile(
    r"\s*(?:da|dang|vua|duoc|bi|co the|co quyen|chua|khong|la(?! (?:co quan|dau moi|don vi))|gom|bao gom"
    r"|quy dinh)"
    r"(?![a-z])"
)
# Permissions, encouragement, and the formula that closes a document: "chịu trách nhiệm thi hành".
NO_DUTY = re.compile(
    r"(?:chiu trach nhiem|can cu [^;.]{0,80}) ?(?:to chuc )?thi hanh|khuyen khich|neu co [^.;]{0,30}vuong mac"
    r"|(?:trong|qua) qua trinh [^.;]{0,80}vuong mac|neu (?:phat sinh|gap) [^.;]{0,30}(?:vuong mac|kho khan)"
    r"|^\W*(?:truong hop|neu|khi|(?:trong|qua) qua trinh)[^.;]{0,120}(?:vuong mac|kho khan)"
    r"|(?:thong bao|truyen dat|tra loi)[^.;]{0,60}? (?:de|toi|den) [^.;]{0,160}? (?:biet|ro)(?![a-z])"
    r"|(?:de|xin) biet|chiu su (?:quan ly|chi dao|kiem tra)"
)
_AT = rf"(?:^|[,:]\s+|(?<![a-z])va\s+|(?<![a-z])dong thoi,?\s+){ADVERBS}"
LEAD = re.compile(
    rf"(?:{_AT}(?:la (?:co quan|don vi)(?: dau moi)?,?\s+)?|^[^;,]{{0,220}}?(?:,\s+|(?:chu dong"
    rf"|dau moi)\s+))chu tri(?![a-z])"
)
EITHER = re.compile(r"\s*(?:hoac|va/hoac|hay)\s+phoi hop(?![a-z])")
COORDINATE = re.compile(r"phoi hop(?![a-z])")
PARTNERS = re.compile(
    r"(?<![a-z])phoi hop(?: chat che| thuong xuyen| kip thoi| dong bo)?,?(?: (?:voi|cung voi|cung))?:?\s+"
)
REPORT = re.compile(
    rf"(?:{_AT}|(?<![a-z])hoac\s+{ADVERBS})"
    r"(?:tong hop(?:(?:,| va)? (?:ket qua|danh gia|tinh hinh|chung))?(?:,| va)?\s+)?"
    r"(?:tham muu (?:cho )?[^,;.]{0,60}? |lap |gui |co )?bao cao(?![a-z])"
    r"(?! (?:tai chinh|quyet toan|kinh te - ky thuat|nghien cuu|danh gia tac dong|tham dinh|nay(?![a-z])"
    r"|vien))"
)
_NOT_OWN_LEAD = re.compile(r"(?:duoc giao|duoc phan cong|duoc|co quan|don vi|da|nguoi|vai tro|nhiem vu)\s+$")
_PURPOSE = re.compile(r"(?<!\w)(?:để|nhằm|phục vụ)(?!\w)(?! xảy)")
_REACH_OF_PURPOSE = 60
# Who is sent something to gather and report: it is not the sender who reports then.
_HANDED = re.compile(
    r"(?<![a-z])gui (?:(?:ve|cho|den|toi) )?[^,;]{2,60} (?:tong hop|tham dinh)[^,;]{0,40}[,\s]$"
)
_WATCH = r"(?:theo doi|don doc|kiem tra|giam sat|thanh tra)(?![a-z])"
# Who looks after a thing of its own oversees nobody by it: "kiểm tra, sửa chữa, bảo dưỡng".
_UPKEEP = r"(?:sua chua|bao duong|bao tri|duy tu|bao quan|ve sinh|thay the)(?![a-z])"
WATCHED = re.compile(rf"(?:,| va) (?:huong dan(?:,| va) )?(?:{_WATCH}(?:,| va) )*{_WATCH}")
_OVERSEES = rf"{_WATCH}(?!(?:(?:,| va)? {_WATCH})*(?:,| va)? {_UPKEEP})"
# Who guides and oversees the same: two verbs that share what stands behind the second.
_GUIDES_AND_OVERSEES = re.compile(rf"huong dan(?:,| va) {_OVERSEES}")
_KINDS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("coordinate", COORDINATE),
    ("monitor", re.compile(_OVERSEES)),
    ("direct", re.compile(r"(?:lanh dao|chi dao)(?![a-z])")),
    ("advise", re.compile(r"tham muu(?![a-z])")),
    ("approve", re.compile(r"(?:phe duyet|xem xet, (?:quyet dinh|phe duyet)|quyet dinh)(?![a-z])")),
)
# Verbs that have their object from "tham mưu": "rà soát, nghiên cứu, tham mưu Ủy ban nhân dân tỉnh ban hành".
_TO_ADVISE = re.compile(rf"(?:(?:chu dong|kip thoi|{_VERBS})(?:,| va)? )+tham muu(?![a-z])")


def verb_at(plain: str) -> int:
    """Where the first verb of a predicate stands, behind its circumstance and adverbs."""
    found = _PLAIN_OPENING.match(plain) or _OPENING.match(plain)
    return found.end() if found else 0


def main_role(plain: str) -> Role:
    """What the first verb of a predicate makes of its body, `implement` where no other."""
    at = verb_at(plain)
    role = next((role for role, verbs in _KINDS if verbs.match(plain, at)), None)
    return role or ("advise" if _TO_ADVISE.match(plain, at) else "implement")


def guides_and_oversees(plain: str) -> bool:
    """Whether a predicate opens with guiding and overseeing the same: "hướng dẫn, kiểm tra việc ...".

    >>> guides_and_oversees("huong dan va theo doi viec mua tu"), guides_and_oversees("huong dan mua tu")
    (True, False)
    """
    return _GUIDES_AND_OVERSEES.match(plain, verb_at(plain)) is not None


def opens_duty(plain: str) -> bool:
    """Whether a clause begins with a duty's verb, behind circumstances and adverbs."""
    at = verb_at(plain)
    return DUTY.match(plain, at) is not None


def opens_bare(plain: str) -> bool:
    """Whether a clause begins with a duty's verb, behind nothing but adverbs."""
    return _PLAIN_OPENING.match(plain) is not None


def lacks_object(plain: str) -> bool:
    """Whether the last verb in flat words has no object yet: "theo dõi, tổng hợp" before "và báo cáo ..."."""
    return _OBJECTLESS.search(plain) is not None


def lead_in(plain: str) -> re.Match[str] | None:
    """`chủ trì` said of the body that the predicate is of, not of those that were given the lead."""
    for found in LEAD.finditer(plain):
        before = plain[: found.end() - len("chu tri")]
        if not _NOT_OWN_LEAD.search(before) or re.search(r"la (?:co quan|don vi)(?: dau moi)?,?\s+$", before):
            return found
    return None


def report_in(text: str, plain: str) -> re.Match[str] | None:
    """A duty to report in a predicate; not what others are told to do so that a third may report."""
    for found in REPORT.finditer(plain):
        before = text[max(0, found.start() - _REACH_OF_PURPOSE) : found.end() - len("bao cao")]
        if not _PURPOSE.search(before) and not _HANDED.search(plain, 0, found.start() + 1):
            return found
    return None
