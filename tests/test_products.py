"""Products: a cell or sentence that names several things names each of them; what may be one name stays one."""

import pytest
from readings import source
from test_tables import flattened

from kg.drafting import draft
from kg.extract import read
from kg.extract.products import products

SEVERAL = {
    "- Đề án in sổ tay\n- Tờ trình": ("Đề án in sổ tay", "Tờ trình"),
    "- Đề án in sổ\ntay xã.\n+ Bảng giá giai đoạn 2026 - 2030.": (
        "Đề án in sổ tay xã",
        "Bảng giá giai đoạn 2026 - 2030",
    ),
    "- Sổ tay được in. - Kệ sách được lắp.": ("Sổ tay được in", "Kệ sách được lắp"),
    "1. Đề án<br>2. Tờ trình": ("Đề án", "Tờ trình"),
    "a) Đề án; b) Tờ trình": ("Đề án", "Tờ trình"),
    "Kế hoạch<br>Báo cáo": ("Kế hoạch", "Báo cáo"),
    "Phần mềm mượn sách<br/>Tài liệu hướng dẫn mượn": ("Phần mềm mượn sách", "Tài liệu hướng dẫn mượn"),
    "Sổ tay được in.\nkệ sách được lắp": ("Sổ tay được in", "kệ sách được lắp"),
    "Kế hoạch mượn sách; báo cáo.": ("Kế hoạch mượn sách", "báo cáo"),
    "Quy chế (mẫu sổ; mẫu thẻ); thẻ mượn": ("Quy chế (mẫu sổ; mẫu thẻ)", "thẻ mượn"),
}
ONE = {
    "Kế hoạch mượn sách\ncủa xã": "Kế hoạch mượn sách của xã",
    "Quyết định phê duyệt<br>Đề án in sổ tay": "Quyết định phê duyệt Đề án in sổ tay",
    "Kho sách của<br>Trường Mẫu": "Kho sách của Trường Mẫu",
    "Hệ thống\nBáo cáo mượn sách": "Hệ thống Báo cáo mượn sách",
    "Bộ mẫu thẻ và Khung\nhướng dẫn mượn": "Bộ mẫu thẻ và Khung hướng dẫn mượn",
    "Sổ được ghi đủ; thủ thư chịu trách nhiệm giải trình": "Sổ được ghi đủ; thủ thư chịu trách nhiệm giải trình",
    "Kế hoạch mượn sách; hoàn thành trước ngày 15/3": "Kế hoạch mượn sách; hoàn thành trước ngày 15/3",
    "Đề án, tờ trình": "Đề án, tờ trình",
    "Ít nhất 2 - 3 kệ sách": "Ít nhất 2 - 3 kệ sách",
    "- Nghị quyết": "Nghị quyết",
}
HEAD = "KẾ HOẠCH\nMượn sách\n\n| STT | Nhiệm vụ | Chủ trì | Sản phẩm | Thời hạn |\n|-|-|-|-|-|\n"
CELLS = [
    ["STT", "Nhiệm vụ", "Chủ trì", "Sản phẩm", "Thời hạn"],
    ["1", "Lập sổ mượn", "Sở Nội vụ", "- Sổ mượn\ncủa xã\n- Thẻ mượn", "2026"],
    ["2", "Sửa kệ", "Sở Xây dựng", "", "2027"],
]
BROKEN = f"KẾ HOẠCH\nMượn sách\n\n{flattened(CELLS)}\n"
LINED = HEAD + "| 1 | Lập sổ mượn | Sở Nội vụ | Sổ mượn của xã.<br>Thẻ mượn | 2026 |\n"
SAID = "KẾ HOẠCH\nMượn sách\n\n1. Sở Nội vụ lập sổ mượn trong năm 2026. Sản phẩm: Sổ mượn của xã; Thẻ mượn.\n"


@pytest.mark.parametrize(("words", "things"), SEVERAL.items())
def test_words_of_several_things_name_each(words: str, things: tuple[str, ...]) -> None:
    assert products(words) == things


@pytest.mark.parametrize(("words", "thing"), ONE.items())
def test_what_may_be_one_name_is_not_parted(words: str, thing: str) -> None:
    assert products(words) == (thing,)


@pytest.mark.parametrize("words", [*SEVERAL, *ONE])
def test_things_told_line_by_line_are_read_back_as_they_are(words: str) -> None:
    assert products(";\n".join(products(words))) == products(words)


def test_a_cell_of_very_many_lines_that_go_on_is_one_thing_read_at_once() -> None:
    lines = ["Sổ mượn sách", *["của thư viện xã"] * 20000]
    assert products("\n".join(lines)) == (" ".join(lines),)


def test_no_words_name_nothing() -> None:
    assert products("") == products(" - ") == ()


@pytest.mark.parametrize("text", [BROKEN, LINED, SAID], ids=["lines", "breaks", "sentence"])
def test_a_draft_has_each_thing_as_a_product_of_its_own(text: str) -> None:
    file = draft(read(text), source(text)).file
    named = [one.label.vi for task in file.statements for one in task.products if one.label]
    assert named == ["Sổ mượn của xã", "Thẻ mượn"]


def test_a_cell_that_repeats_the_one_above_has_its_products() -> None:
    text = f"{LINED}| 2 | In thẻ | Sở Tài chính | nt | 2027 |\n"
    assert [task.product for task in read(text).tasks] == ["Sổ mượn của xã;\nThẻ mượn"] * 2
