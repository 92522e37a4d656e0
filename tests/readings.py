"""A small document written for the tests, and a reading of it with the offsets that its words have."""

from datetime import date
from hashlib import sha256
from pathlib import Path

from kg.extract.reading import (
    Assignment,
    Cited,
    Due,
    Finding,
    Head,
    Reading,
    Section,
    Signer,
    Target,
    Task,
    Viewpoint,
)
from kg.source import Source

DOCUMENT = """ỦY BAN NHÂN DÂN TỈNH NGHỆ AN
Số: 77/KH-UBND
KẾ HOẠCH
Thử nghiệm sổ tay điện tử
Căn cứ Quyết định số 5/QĐ-TTg ngày 03/01/2025 của Thủ tướng Chính phủ; bãi bỏ Kế hoạch số 12/KH-UBND.
I. MỤC ĐÍCH
Để dân tra cứu nhanh.
II. QUAN ĐIỂM
1. Làm tới đâu chắc tới đó.
III. MỤC TIÊU
a) Tối thiểu 70% xã có sổ tay vào năm 2027.
b) Thu nhập đạt 90 triệu đồng.
c) Dân hài lòng.
IV. NHIỆM VỤ
1. Biên soạn
- Sở Tài chính chủ trì, phối hợp với Tổ Sổ tay lập dự toán trước ngày 30/6/2026.
- Rà soát mẫu biểu, tăng 15% trang.
"""
NAME = "mau.txt"


def span(words: str) -> tuple[int, int]:
    """Where words stand in the document."""
    start = DOCUMENT.index(words)
    return start, start + len(words)


def source(text: str = DOCUMENT) -> Source:
    return Source(Path(NAME), sha256(text.encode()).hexdigest(), text)


HEAD = Head(
    number="77/KH-UBND",
    type="Kế hoạch",
    issuer="Ủy ban nhân dân tỉnh Nghệ An",
    place="Nghệ An",
    issued=date(2025, 10, 14),
    title="Thử nghiệm sổ tay điện tử",
    signer=Signer("Trần Văn Mẫu", "TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH"),
    recipients=("Sở Tài chính", "Như trên"),
)
TASKS = ("- Sở Tài chính chủ trì, phối hợp với Tổ Sổ tay lập dự toán trước ngày 30/6/2026.",
         "- Rà soát mẫu biểu, tăng 15% trang.")  # fmt: skip
DUE = Due("trước ngày 30/6/2026", "2026-06-30", "before", None)
DECISION, PLAN = "Quyết định số 5/QĐ-TTg ngày 03/01/2025 của Thủ tướng Chính phủ", "Kế hoạch số 12/KH-UBND"


def target(words: str, value: str | None, unit: str | None, path: tuple[str, ...], **more: object) -> Target:
    said = {"indicator": None, "comparator": None, "upper": None, "year": None} | more
    return Target(words, *span(words), value=value, unit=unit, path=path, **said)  # type: ignore[arg-type]


def assignment(body: str, role: str, due: Due | None = None) -> Assignment:
    return Assignment(body, role, 0, TASKS[0], *span(TASKS[0]), *span(body), due)


READING = Reading(
    head=HEAD,
    based_on=(
        Cited(
            "5/QĐ-TTg",
            "Quyết định",
            "Thủ tướng Chính phủ",
            date(2025, 1, 3),
            None,
            *span(DECISION),
            span(DECISION)[1],
            "basedOn",
        ),
    ),
    cites=(Cited("12/KH-UBND", "Kế hoạch", None, None, None, *span(PLAN), span(PLAN)[1], "repeals"),),
    sections=(
        Section("I.", "MỤC ĐÍCH", span("I. MỤC ĐÍCH")[0], span("II. QUAN")[0], ("I",)),
        Section("II.", "QUAN ĐIỂM", span("II. QUAN")[0], span("III. MỤC")[0], ("II",)),
        Section("III.", "MỤC TIÊU", span("III. MỤC")[0], span("IV. NHIỆM")[0], ("III",)),
        Section("IV.", "NHIỆM VỤ", span("IV. NHIỆM")[0], len(DOCUMENT), ("IV",)),
        Section("1.", "Biên soạn", span("1. Biên soạn")[0], len(DOCUMENT), ("IV", "1")),
    ),
    viewpoints=(
        Viewpoint("1.", "Làm tới đâu chắc tới đó.", *span("1. Làm tới đâu chắc tới đó."), ("II", "1")),
    ),
    targets=(
        target(
            "Tối thiểu 70% xã có sổ tay vào năm 2027.",
            "70",
            "%",
            ("III", "a"),
            comparator="atLeast",
            year=2027,
        ),
        target("Thu nhập đạt 90 triệu đồng.", "90", "triệu đồng", ("III", "b"), comparator="reaches"),
        target("Dân hài lòng.", None, None, ("III", "c")),
        target("tăng 15% trang", "15", "%", ("IV", "1", "2")),
    ),
    tasks=(
        Task("-", TASKS[0], *span(TASKS[0]), "Bản dự toán; Tờ trình", DUE, ("IV", "1", "1")),
        Task("-", TASKS[1], *span(TASKS[1]), None, None, ("IV", "1", "2")),
    ),
    assignments=(
        assignment("Sở Tài chính", "lead", DUE),
        assignment("Tổ Sổ tay", "coordinate"),
        assignment("Sở Tài chính", "lead"),
    ),
    findings=(Finding("doubt", "look at the number", "xem lại số", *span("77/KH-UBND")),),
)
