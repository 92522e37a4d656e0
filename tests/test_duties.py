"""Duties: who is given what, by when, in texts written for this test."""

import re
from pathlib import Path

import pytest
import yaml

from kg import extract
from kg.document import cleaned, outline
from kg.extract.duties import duties

FOLDER = Path(__file__).parent / "fixtures" / "duties"
CASES = sorted(FOLDER.glob("*.yaml"))


def read(text):
    clean = cleaned(text)
    return duties(clean, outline(clean), year=2025)


@pytest.fixture(params=CASES, ids=lambda path: path.stem)
def case(request):
    return yaml.safe_load(request.param.read_text(encoding="utf-8"))


def test_every_kind_of_layout_has_a_case():
    assert [path.stem for path in CASES] == ["faded", "headings", "introduced", "keys", "none", "sentences"]


def test_bodies_roles_words_and_deadlines_are_those_expected(case):
    _, assignments = read(case["text"])
    found = [
        (one.body, one.role, one.text, one.deadline.text if one.deadline else None) for one in assignments
    ]
    expected = [tuple(row) for row in case["expected"]]
    assert [(body, role, due) for body, role, _, due in found] == [(b, r, due) for b, r, _, due in expected]
    for (_, _, words, _), (_, _, opening, _) in zip(found, expected, strict=True):
        assert words.startswith(opening)


def test_offsets_give_the_words_and_the_name_in_the_raw_text(case):
    raw = case["text"]
    tasks, assignments = read(raw)
    assert all(" ".join(raw[one.start : one.end].split()) == " ".join(one.text.split()) for one in tasks)
    for one in assignments:
        task = tasks[one.task]
        assert (one.start, one.end, one.deadline) == (task.start, task.end, task.deadline)
        assert re.search(r"\w", raw[one.body_start : one.body_end])
        assert 0 <= one.body_start < one.body_end <= len(raw)


def test_no_body_has_the_same_role_twice_in_one_task(case):
    _, assignments = read(case["text"])
    keys = [(one.task, one.body, one.role) for one in assignments]
    assert len(keys) == len(set(keys))


def test_who_hears_of_a_task_that_nobody_is_charged_with_is_doubted():
    text = "II. NHIỆM VỤ\n\n1. Khi sách ướt, báo cáo ngay về Sở Y tế.\n\n2. Sở Nội vụ báo cáo Sở Y tế về kệ sách.\n"
    doubts = [one for one in extract.read(text).findings if one.kind == "no-bearer"]
    assert [text[one.start : one.end] for one in doubts] == ["Khi sách ướt, báo cáo ngay về Sở Y tế."]
    assert "Sở Y tế" in doubts[0].message
    assert "Sở Y tế" in doubts[0].message_vi


def test_products_stand_with_their_tasks():
    case = yaml.safe_load((FOLDER / "keys.yaml").read_text(encoding="utf-8"))
    tasks, _ = read(case["text"])
    assert {one.text: one.product for one in tasks if one.product} == case["products"]


def test_items_under_tasks_are_tasks_although_no_body_is_named():
    tasks, assignments = read(
        "II. NHIỆM VỤ, GIẢI PHÁP\n\n1. Mở thêm ba thư viện ở vùng cao.\n\n2. Dạy bơi cho học sinh lớp năm.\n"
    )
    assert [(one.label, one.path) for one in tasks] == [("1", ("II", "1")), ("2", ("II", "2"))]
    assert assignments == ()


@pytest.mark.parametrize("verb", ["nộp", "trả lời", "niêm yết"])
def test_handing_in_answering_and_posting_are_duties(verb):
    _, assignments = read(f"IV. PHÂN CÔNG\n\n1. Sở Y tế, Sở Nội vụ {verb} bằng văn bản danh mục sách cũ.\n")
    assert [(one.body, one.role) for one in assignments] == [
        ("Sở Y tế", "implement"),
        ("Sở Nội vụ", "implement"),
    ]


def test_a_law_gives_duties_where_it_says_so_and_not_where_it_permits():
    articles = "\n\n".join(f"Điều {number}. Phạm vi\n\nĐiều này nói về sách." for number in range(1, 9))
    text = f"{articles}\n\nĐiều 9. Quản lý kho\n\n1. Bộ Tài chính có trách nhiệm kiểm kê kho sách.\n\n2. Bộ Y tế quyết định giờ mở cửa.\n"
    _, assignments = read(text)
    assert [(one.body, one.role) for one in assignments] == [("Bộ Tài chính", "implement")]


def test_cells_of_a_table_are_left_to_the_reading_of_tables():
    rows = ["STT", "Nhiệm vụ", "Cơ quan chủ trì"], ["1", "Sở Y tế có trách nhiệm mua tủ", "Sở Y tế"]
    flattened = "\n".join("|\n" + "\n|\n".join(row) + "\n|" for row in rows)
    assert read(f"KẾ HOẠCH\n\n{flattened}\n")[1] == ()


def test_items_below_a_told_body_are_its_duties_too():
    _, assignments = read(
        "KẾ HOẠCH\nIV. TỔ CHỨC THỰC HIỆN\n"
        "1. Các cơ quan, đơn vị xây dựng kế hoạch tổ chức ngày hội sách của đơn vị mình.\n"
        "- Giới thiệu sách hay trên bảng tin của đơn vị.\n"
        "- Báo cáo Ủy ban nhân dân tỉnh kết quả ngày hội.\n"
        "2. Sở Nội vụ tổng hợp kết quả ngày hội của các đơn vị.\n"
        "- Thời gian: cuối năm.\n"
    )
    found = [(one.body, one.role, one.text.split()[0]) for one in assignments]
    assert found == [
        ("Các cơ quan, đơn vị", "implement", "Các"),
        ("Các cơ quan, đơn vị", "implement", "Giới"),
        ("Các cơ quan, đơn vị", "report", "Báo"),
        ("Sở Nội vụ", "implement", "Sở"),
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Hằng tháng, trước 5 ngày làm việc, Sở Y tế báo cáo Sở Nội vụ.", (None, "monthly")),
        ("Sở Y tế báo cáo Sở Nội vụ hằng tháng, trước ngày 20.", ("XXXX-XX-20", "monthly")),
        ("Hằng tháng và ngày 15 tháng cuối quý, Sở Y tế báo cáo Sở Nội vụ.", (None, "monthly")),
        ("Hằng tháng, trước ngày 20, Sở Y tế báo cáo Sở Nội vụ.", ("XXXX-XX-20", "monthly")),
    ],
)
def test_the_day_of_every_month_is_that_of_the_words_alone(words, expected):
    _, (one, *_) = read(f"KẾ HOẠCH\nIV. TỔ CHỨC THỰC HIỆN\n1. {words}\n")
    assert (one.deadline.edtf, one.deadline.recurrence) == expected


def test_several_centres_of_one_kind_are_a_collective():
    _, assignments = read("KẾ HOẠCH\nIV. NHIỆM VỤ\n1. Các Trung tâm y tế giám sát kho sách của xã.\n")
    assert [(one.body, one.role) for one in assignments] == [("Các Trung tâm y tế", "monitor")]


def test_a_saying_that_is_quoted_as_a_whole_is_no_task() -> None:
    saying = "“Sở Nội vụ chủ trì kiểm tra sách hằng năm.”"
    found = extract.read(
        f"QUYẾT ĐỊNH\n\nĐiều 1. Sở Y tế chủ trì phong trào sách.\n\n{saying}\n\nĐiều 2. Hiệu lực"
    ).tasks
    assert [one.text for one in found] == ["Sở Y tế chủ trì phong trào sách."]
