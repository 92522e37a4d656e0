"""Columns: what each column of a table holds, told by the words of its heading.

>>> [meaning(words) for words in ("Cơ quan chủ trì", "Thời hạn hoàn thành", "Năm 2027", "Ghi chú")]
['lead', 'deadline', 'year', 'other']
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from kg.document import Cell, Clean, Table
from kg.text import flat

_OFFICE = r"(?:co quan|don vi|to chuc|bo phan|chu the|dia phuong)"
# From the most particular: the first that fits says what a column is.
_MEANINGS = tuple(
    (name, re.compile(rf"(?:{'|'.join(patterns)})"))
    for name, *patterns in (
        ("number", r"s?\W?tt$", r"so tt$", r"so thu tu$", r"#$"),
        ("other", r"ghi chu", r"can cu", r"co so phap ly", r"kinh phi", r"nguon (?:luc|von|kinh phi)"),
        ("other", r"tinh trang", r"ma so", r"linh vuc"),
        ("both", r"(?=.*chu tri)(?=.*phoi hop)"),
        ("other", r".*(?:lanh dao|nguoi|dong chi|dc).*(?:chi dao|phu trach|theo doi)"),
        ("other", r"cap (?:trinh|ban hanh|phe duyet)", r".*hinh thuc ban hanh", r".*tham quyen"),
        ("other", r"co quan (?:trinh|ban hanh|phe duyet|tham dinh)"),
        ("deadline", r".*thoi (?:gian|han|diem)(?! giai quyet)", r".*(?:tien do|han hoan thanh|lo trinh)"),
        ("deadline", r"ngay hoan thanh"),
        ("product", r".*(?:san pham|dau ra|chi tieu dat|can dat)", r"(?:du kien )?ket qua"),
        ("product", r"muc tieu dat", r"hinh thuc van ban"),
        ("coordinate", r".*phoi hop"),
        ("lead", r".*(?:chu tri|chiu trach nhiem chinh|dau moi)", rf"{_OFFICE}.*soan thao"),
        ("monitor", rf"{_OFFICE}.*(?:theo doi|giam sat|danh gia|don doc|kiem tra)", r"theo doi"),
        ("report", rf"{_OFFICE}.*bao cao"),
        ("implement", rf"{_OFFICE}.*(?:thuc hien|trien khai|thuc thi|duoc giao|tham muu|phu trach)"),
        ("implement", rf"{_OFFICE}.*chiu trach nhiem", r"trach nhiem(?: thuc hien)?$"),
        ("implement", r"phan cong", rf"giao (?:nhiem vu|{_OFFICE})"),
        ("group", r"(?:thuoc )?(?:nhom|linh vuc|muc tieu chung)"),
        ("unit", r"don vi(?: tinh| do)?(?:\W|$)", r"dvt(?:\W|$)"),
        ("year", r".*(?<![0-9/])(?:nam|den|ke hoach|muc tieu|chi tieu|uoc|uth|th|thuc hien) 20[0-9]{2}"),
        ("year", r"20[0-9]{2}$"),
        ("indicator", r"(?:ten )?(?:chi tieu|chi so|muc tieu|tieu chi)", r"ten va noi dung chi tieu"),
        ("task", r".*(?:nhiem vu|noi dung|cong viec|hoat dong|giai phap)"),
        ("task", r"ten (?:de an|du an|van ban|chuong trinh)", r"de an", r"du an"),
        ("task", r"(?:dau |phan )?viec ", r"(?:dau |phan )viec$", r"cac (?:viec|buoc) can"),
    )
)
_BARE_OFFICE = re.compile(r"(?:cac )?(?:co quan|don vi)(?:,? (?:va )?(?:don vi|dia phuong))?$")
# The strongest words for a task first, where several columns could hold it.
_TASKS = (
    r"(?:ten |noi dung )?(?:cac )?nhiem vu",
    r".*nhiem vu",
    r"(?:noi dung )?(?:cong viec|thuc hien|hoat dong)",
    r"noi dung",
    r".",
)
# Tables of another kind, whatever columns they have besides.
_OTHERS = re.compile(
    r"thu tuc|tthc|ho va ten|ho ten|ho, ten|chuc (?:vu|danh)|don gia|thanh tien|muc (?:thu|chi|gia|luong)"
    r"|phi, le phi|le phi|gio lam viec|buoc thuc hien|trinh tu|thoi han giai quyet|so tien|bieu mau|mau so"
    r"|msdn|ma so (?:doanh nghiep|thue)|tru so|dia chi|dia diem thuc hien|cach thuc|quy trinh|cac buoc"
    r"|so cau|diem toi da|so diem|ngay sinh|don vi tinh: dong"
)
_COUNT = re.compile(r"\W*[0-9]{1,2}\W*")
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")
_SEVERAL_YEARS = 3
_Said = TypeVar("_Said")
ROLES = ("lead", "coordinate", "implement", "monitor", "report", "both")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table by meaning, each with the flat words of its headings, outermost first.

    `titles` are the innermost headings as written.
    """

    means: tuple[str, ...]
    words: tuple[str, ...]
    titles: tuple[str, ...]

    def first(self, name: str) -> int | None:
        """The first column of a meaning."""
        return self.means.index(name) if name in self.means else None

    def of(self, name: str, cells: Mapping[int, _Said]) -> _Said | None:
        """What a row says in the first column of a meaning; None without such a column or cell."""
        first = self.first(name)
        return cells.get(first) if first is not None else None

    def year(self, column: int) -> int | None:
        """The year that a column's heading names."""
        years = _YEAR.findall(self.words[column])
        return int(years[-1]) if years else None


def meaning(words: str) -> str:
    """What a heading says that its column holds."""
    plain = _even(flat(words))
    plain = plain.strip(" *.:" if _YEAR.search(plain) else " *.:()[]0123456789")
    return next((name for name, pattern in _MEANINGS if pattern.match(plain)), "other")


def _even(words: str) -> str:
    return " ".join(words.replace("<br>", " ").split())


def columns_of(clean: Clean, table: Table) -> Columns:
    """The columns of a table by its heading rows; the inner heading wins over the one that spans it."""
    heads: list[list[Cell]] = [[] for _ in range(table.width)]
    for row in table.rows[: table.header]:
        # A single cell over the headings is the table's title.
        if len(row) > 1 or table.header == 1:
            for cell, end in zip(row, _reaches(row, table), strict=True):
                if _COUNT.fullmatch(clean.flat, cell.start, cell.end):
                    continue
                for column in range(cell.column, min(end, table.width)):
                    heads[column].append(cell)
    words = [[_even(clean.flat[cell.start : cell.end]) for cell in cells] for cells in heads]
    titles = tuple(_even(clean.text[cells[-1].start : cells[-1].end]) if cells else "" for cells in heads)
    joined = tuple(" / ".join(dict.fromkeys(one)) for one in words)
    return Columns(tuple(_settled([_meaning(one) for one in words], joined)), joined, titles)


def _reaches(row: tuple[Cell, ...], table: Table) -> list[int]:
    """Where each heading ends: its own span; in one of several rows, up to the next heading."""
    at = table.rows.index(row)
    below = {cell.column for cell in table.rows[at + 1]} if at + 1 < table.header else set()
    ends = []
    for cell, after in zip(row, [*(cell.column for cell in row[1:]), table.width], strict=True):
        end = cell.column + cell.columns
        while end < after and end in below:
            end += 1
        ends.append(end)
    return ends


def _meaning(words: list[str]) -> str:
    found = [meaning(one) for one in reversed(words)]
    return next((name for name in found if name != "other"), "other")


def _settled(means: list[str], words: tuple[str, ...]) -> list[str]:
    """One column for the task, the one that says so most plainly; a bare "Đơn vị" beside it does it."""
    tasks = [column for column, name in enumerate(means) if name == "task"]
    if not tasks:
        return means
    best = min(tasks, key=lambda column: (_rank(words[column]), column))
    means = ["other" if name == "task" and column != best else name for column, name in enumerate(means)]
    if "deadline" in means and not set(ROLES) & set(means):
        bare = [column for column, one in enumerate(words) if _BARE_OFFICE.match(one)]
        return ["implement" if column in bare[:1] else name for column, name in enumerate(means)]
    return means


def _rank(words: str) -> int:
    return next(
        at for at, one in enumerate(_TASKS) if any(re.match(one, word) for word in words.split(" / "))
    )


def is_duties(columns: Columns) -> bool:
    """Whether the headings are those of a table of tasks: a task, and who does it or by when."""
    if "task" not in columns.means or any(_OTHERS.search(words) for words in columns.words):
        return False
    by_when = "deadline" in columns.means and "nhiem vu" in columns.words[columns.means.index("task")]
    return by_when or any(role in columns.means for role in ROLES)


def indicator_column(columns: Columns) -> int | None:
    """The column of indicators of a table of targets, nothing where it is none.

    Such a table sets a figure a year; or a unit and what is to be reached. Over several years the thing
    that is measured may stand under any heading.
    """
    if any(_OTHERS.search(words) for words in columns.words):
        return None
    years, unit = columns.means.count("year"), "unit" in columns.means
    if not years and not (unit and "product" in columns.means):
        return None
    if "indicator" in columns.means:
        return columns.first("indicator")
    if "task" in columns.means and unit:
        return columns.first("task")
    if years < _SEVERAL_YEARS:
        return None
    names = ("product", "other") if unit else ("product",)
    return next((columns.means.index(name) for name in names if name in columns.means[:2]), None)
