"""The tree of a document: markers, lost markers, lines that a layout broke, annexes."""

import pytest

from kg.document import cleaned, outline


def tree(text: str) -> list[tuple[str, ...]]:
    clean = cleaned(text)
    return [block.path for block in outline(clean) if block.style != "text"]


def paragraphs(text: str) -> list[str]:
    clean = cleaned(text)
    return [clean.text[start:end] for start, end in clean.spans]


def test_parts_numbers_letters_and_dashes_stand_one_in_another():
    text = "I. ĐÒ\n\n1. Đò ngang\n\na) Giờ đi\n\n- Sáng;\n\n- Chiều.\n\nb) Giá vé\n\n2. Đò dọc\n\nII. CẦU\n\n1. Cầu tre"
    assert tree(text) == [
        ("I",), ("I", "1"), ("I", "1", "a"), ("I", "1", "a", "1"), ("I", "1", "a", "2"), ("I", "1", "b"),
        ("I", "2"), ("II",), ("II", "1"),
    ]  # fmt: skip


def test_an_item_among_headings_is_one_though_a_full_stop_ends_it() -> None:
    text = "1. Kho\n\na) Sách\n\n- Lập.\n\nb) Báo..\n\n- Đặt.\n\nc) Tranh\n\n- Treo.\n\nd) Sở Nội vụ lo."
    clean = cleaned(text)
    assert [block.label for block in outline(clean) if block.heading] == ["1", "a", "b", "c"]


def test_who_heads_items_among_headings_of_others_is_a_heading_however_long() -> None:
    text = (
        "1. Kho\n\na) Sở Nội vụ:\n\n- Lập.\n\nb) Sở Y tế:\n\n- Đặt.\n\n"
        "c) Người cho mượn sách, người giữ sách và người coi kho (sau đây gọi là bên giữ sách):\n\n- Treo.\n\n"
        "d) Kho sách của xã gồm:\n\n- Sách."
    )
    clean = cleaned(text)
    assert [block.label for block in outline(clean) if block.heading] == ["1", "a", "b", "c"]


def test_an_item_whose_task_is_told_by_key_is_its_title() -> None:
    text = "II. VIỆC\n\n1. Lập kho sách ở các xã và ở các trường của tỉnh:\n\na) Nhiệm vụ: Lập danh mục.\n\nb) Chủ trì: Sở Y tế."
    clean = cleaned(text)
    assert [block.label for block in outline(clean) if block.heading] == ["II", "1"]


def test_a_number_glued_to_the_sentence_before_it_opens_an_item() -> None:
    text = "Điều 9. Việc làm\n\n1. Giao Sở Nội vụ lập kho sách ở các xã.2. Giao Sở Y tế xem lại.\n\n3. Đề nghị các xã mượn."
    assert tree(text) == [("9",), ("9", "1"), ("9", "2"), ("9", "3")]
    assert tree("1. Giao Sở Nội vụ làm theo khoản.2. Điều 5 Luật Thư viện.") == [("1",)]
    assert tree("1. Giao Sở Nội vụ lập kho sách.7. Giao Sở Y tế xem lại.") == [("1",)]


def test_numbers_with_points_stand_under_theirs():
    text = "1. Giống\n\n1.1. Lúa\n\n1.2. Ngô\n\n2. Đất\n\n2.1. Đất bãi"
    assert tree(text) == [("1",), ("1", "1.1"), ("1", "1.2"), ("2",), ("2", "2.1")]


def test_numbering_goes_on_after_one_marker_was_lost():
    text = "I. VIỆC\n\n1. Đào ao\n\n2. Thả cá\n\nCho cá ăn\n\n4. Bán cá\n\nII. TIỀN"
    assert tree(text) == [("I",), ("I", "1"), ("I", "2"), ("I", "4"), ("II",)]


@pytest.mark.parametrize(
    "reference",
    ["Điều 5 của Luật này", "Điều 7, Điều 8 quy chế", "khoản 2 Điều 9", "Điều 4 Nghị định về chợ"],
)
def test_a_reference_at_the_beginning_of_a_line_opens_no_article(reference):
    text = f"Điều 1. Chợ\n\nViệc mở chợ phiên trong ngày mưa bão được thực hiện theo\n{reference} và các quy định khác.\n"
    assert [block.style for block in outline(cleaned(text))].count("article") == 1


def test_lines_broken_by_layout_are_joined_though_a_page_around_them_has_long_lines():
    page = "Bài viết giới thiệu văn bản cho người đọc của trang. " * 12
    prose = "\n".join(["Xã vận động bà con dọn đường làng vào sáng thứ bảy và trồng thêm hoa hai bên"] * 12)
    assert paragraphs(f"{page}\n\n{prose}\n\nđường cho đẹp.")[1].count("dọn đường làng") == 12


def test_items_are_kept_apart_where_the_heading_over_them_has_no_end():
    lines = [
        "1. Hoàn thiện các quy định về chợ phiên, chợ nổi trên địa bàn xã và các ấp lân cận trong năm",
        "- Xây dựng nội quy của chợ phiên để các hộ buôn bán cùng thực hiện trong những ngày họp chợ và",
        "các ngày lễ của địa phương theo hướng dẫn của cơ quan quản lý chợ ở trung tâm của tỉnh này.",
    ]
    text = "\n".join(lines)
    assert [one[:10] for one in paragraphs(text)] == ["1. Hoàn th", "- Xây dựng"]


def test_the_subject_of_a_letter_is_no_roman_number():
    assert tree("V/v xin mượn thuyền\n\nV. KẾT LUẬN") == [("V",)]


def test_capitals_are_parted_from_the_sentence_under_them():
    lines = [
        "QUY ĐỊNH VIỆC MƯỢN THUYỀN Ở CÁC BẾN SÔNG TRONG MÙA NƯỚC NỔI HẰNG NĂM",
        "Căn nhà ở bến được dùng để cất thuyền của xã trong mùa khô và được người dân trông coi cẩn thận",
        "theo phiên của từng ấp, mỗi phiên mười ngày và có ghi sổ giao nhận để tiện cho việc theo dõi",
        "thường ngày.",
    ]
    assert paragraphs("\n".join(lines))[0] == lines[0]


PLAN = """IV. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ
a) Lập danh mục sách.
b) Tổng hợp số liệu của các xã.

Đồng thời, giao Sở Tài chính bố trí kinh phí.

{ending}

Giao Văn phòng theo dõi việc này./.

Nơi nhận:
- Như trên.
"""


@pytest.mark.parametrize(
    "ending",
    [
        "Trên đây là Kế hoạch lập kho sách của tỉnh.",
        "Trong quá trình thực hiện, nếu có vướng mắc, các xã phản ánh về Sở Nội vụ.",
        "Ủy ban nhân dân tỉnh yêu cầu các xã làm ngay.",
    ],
)
def test_what_ends_a_document_is_of_no_item(ending: str) -> None:
    clean = cleaned(PLAN.format(ending=ending))
    paths = [block.path for block in outline(clean) if block.style == "text"]
    assert paths == [("IV", "1", "b"), ("ket",), ("ket",), ()]


def test_a_paragraph_behind_an_item_that_ends_nothing_is_of_that_item() -> None:
    clean = cleaned(PLAN.format(ending="Việc này làm trong quý I."))
    assert {block.path for block in outline(clean) if block.style == "text"} == {("IV", "1", "b"), ()}


@pytest.mark.parametrize(
    ("paragraph", "path"),
    [
        ("Mượn sách là việc của mọi người. Đề nghị các xã làm ngay.", ("ket",)),
        ("Ban hành quy chế mượn sách trước ngày 5/3.", ("II", "1", "1")),
        ("và của các xã.", ("II", "1", "1")),
    ],
)
def test_behind_a_dash_a_formula_in_any_sentence_ends_the_document(
    paragraph: str, path: tuple[str, ...]
) -> None:
    clean = cleaned(
        f"II. KINH PHÍ\n\n1. Nguồn\n\n- Ngân sách tỉnh.\n\n{paragraph}\n\nNơi nhận:\n- Như trên.\n"
    )
    assert [block.path for block in outline(clean)][3] == path


def test_what_ends_an_attached_document_stays_in_it_and_a_place_to_send_to_ends_nothing() -> None:
    end = "Trong quá trình thực hiện, các xã báo cáo Sở Nội vụ."
    attached = f"QUY ĐỊNH\n(Ban hành kèm theo Quyết định số 5/QĐ-UBND)\n\n1. Mượn\n\na) Sách.\n\n{end}\n\nNơi nhận:\n"
    assert ("QUY ĐỊNH", "ket") in [block.path for block in outline(cleaned(attached))]
    inside = f"1. Mượn\n\na) Sách.\n\n{end}\n\nNơi nhận hồ sơ: Sở Nội vụ.\n\n2. Trả\n\na) Sách."
    assert ("ket",) not in [block.path for block in outline(cleaned(inside))]
