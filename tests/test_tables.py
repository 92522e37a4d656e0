"""Tables of tasks and targets, in every form that a file gives them."""

from dataclasses import dataclass

import pytest

from kg.document import Table, cleaned, outline, tables
from kg.extract.tabled import duties_in_tables
from kg.extract.tabled_targets import targets_in_tables

HEADS = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời hạn"]
ROWS = [
    ["I", "NHÓM VIỆC VỀ HỒ SƠ", "", "", "", ""],
    ["1", "Lập danh mục hồ sơ của các phòng", "Sở Nội vụ", "Các sở, ban, ngành", "Danh mục", "Quý II/2026"],
    ["2", "Chép lại sổ cũ", "Sở Tư pháp; Sở Nội vụ", "", "Sổ mới", "Trước ngày 15/3/2026"],
    ["II", "NHÓM VIỆC VỀ NHÀ KHO", "", "", "", ""],
    ["1", "Sửa mái kho", "Sở Xây dựng", "Sở Tài chính, UBND các xã, phường", "Mái kho", "2026-2027"],
]
EXPECTED = [
    (("PL", "I", "1"), "Lập danh mục hồ sơ của các phòng", "Danh mục", "2026-34",
     {("lead", "Sở Nội vụ"), ("coordinate", "Các sở, ban, ngành")}),
    (("PL", "I", "2"), "Chép lại sổ cũ", "Sổ mới", "2026-03-15", {("lead", "Sở Tư pháp"), ("lead", "Sở Nội vụ")}),
    (("PL", "II", "1"), "Sửa mái kho", "Mái kho", "2026/2027",
     {("lead", "Sở Xây dựng"), ("coordinate", "Sở Tài chính"), ("coordinate", "UBND các xã, phường")}),
]  # fmt: skip
ANNEX = "PHỤ LỤC 9\n\nBẢNG VIỆC CẦN LÀM\n\n"


def piped(rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]])


def flattened(rows: list[list[str]], empty: str = "** **", gap: str = "") -> str:
    """Each cell on its own line; None is a cell that a merged one covers."""
    return f"\n{gap}".join(
        "|\n" + "".join(f"{cell or empty}\n|\n" for cell in row if cell is not None).rstrip("\n")
        for row in rows
    )


@dataclass
class Read:
    raw: str
    tables: tuple[Table, ...]
    tasks: tuple
    assignments: tuple
    findings: tuple
    targets: tuple

    def duties(self) -> list[tuple]:
        return [
            (("PL", *task.path[1:]), task.text, task.product, task.deadline and task.deadline.edtf,
             {(one.role, one.body) for one in self.assignments if one.task == index})
            for index, task in enumerate(self.tasks)
        ]  # fmt: skip


def read(table: str, before: str = ANNEX) -> Read:
    raw = f"{before}{table}\n"
    clean = cleaned(raw)
    found = tables(clean, outline(clean))
    return Read(raw, found, *duties_in_tables(clean, found, year=2025), targets_in_tables(clean, found))


def merged(rows: list[list[str]]) -> list[list[str | None]]:
    """Group rows as a page prints them: the group's name over all columns behind the label."""
    return [[*row[:2], *([None] * 4)] if not any(row[2:]) else row for row in rows]


FORMS = {
    "piped": piped([HEADS, *ROWS]),
    "piped, group over all columns": piped(
        [HEADS, *([f"{r[0]}. {r[1]}", "", "", "", "", ""] if not any(r[2:]) else r for r in ROWS)]
    ),
    "piped, group repeated in every cell": piped(
        [HEADS, *([r[0], *[r[1]] * 5] if not any(r[2:]) else r for r in ROWS)]
    ),
    "piped, numbered columns": piped([HEADS, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"], *ROWS]),
    "piped, heading again on the next page": piped([HEADS, *ROWS[:2], HEADS, *ROWS[2:]]),
    "flattened": flattened([HEADS, *ROWS]),
    "flattened, bold heading": flattened([[f"**{head}**" for head in HEADS], *ROWS]),
    "flattened, empty cells print nothing": flattened([HEADS, *ROWS], empty="").replace("\n\n", "\n"),
    "flattened, merged group rows": flattened([HEADS, *merged(ROWS)]),
    "flattened, blank lines between rows": flattened([HEADS, *ROWS], gap="\n"),
    "flattened, heading in two lines": flattened([[head.replace(" ", "\n", 1) for head in HEADS], *ROWS]),
}


@pytest.mark.parametrize("form", FORMS)
def test_one_table_gives_the_same_duties_in_every_form(form):
    assert read(FORMS[form]).duties() == EXPECTED


@pytest.mark.parametrize("form", FORMS)
def test_offsets_give_the_words_of_the_task_and_of_the_body(form):
    found = read(FORMS[form])
    for one in found.assignments:
        assert " ".join(found.raw[one.start : one.end].split()) == one.text
        assert " ".join(found.raw[one.body_start : one.body_end].split()) == one.body


def test_a_cell_that_reaches_down_in_a_flattened_table_is_that_of_the_rows_below():
    rows = [HEADS, ROWS[1], ["2", "Đóng tập các sổ đã chép", None, None, "Tập sổ", "Quý III/2026"],
            ["3", "Xếp sổ lên giá theo năm", None, None, "Giá sổ", "Quý IV/2026"]]  # fmt: skip
    found = read(flattened(rows))
    assert [duty[1] for duty in found.duties()] == [
        "Lập danh mục hồ sơ của các phòng",
        "Đóng tập các sổ đã chép",
        "Xếp sổ lên giá theo năm",
    ]
    assert all(
        duty[4] == {("lead", "Sở Nội vụ"), ("coordinate", "Các sở, ban, ngành")} for duty in found.duties()
    )
    places = {one.body_start for one in found.assignments if one.body == "Sở Nội vụ"}
    assert [found.raw[at : at + 9] for at in places] == ["Sở Nội vụ"]


def test_a_task_of_several_rows_keeps_its_number_and_its_bodies():
    rows = [
        HEADS,
        ROWS[1],
        [None, "- In danh mục gửi các phòng", None, None, "Bản in", "Tháng 7/2026"],
        ["2", *ROWS[2][1:]],
    ]
    duties = read(flattened(rows)).duties()
    assert [duty[0][1:] for duty in duties] == [("1",), ("1", "2"), ("2",)]
    assert duties[1][1:4] == ("In danh mục gửi các phòng", "Bản in", "2026-07")
    assert duties[1][4] == duties[0][4]


def test_a_merged_cell_that_a_file_repeats_points_at_its_own_place():
    again = ["2", "Đóng tập", *ROWS[1][2:]]
    found = read(piped([HEADS, ROWS[1], again]))
    assert len({one.body_start for one in found.assignments if one.body == "Sở Nội vụ"}) == 2


@pytest.mark.parametrize("mark", ["nt", "-nt-", "″", '"', "Như trên"])
def test_a_ditto_mark_stands_for_the_cell_above(mark):
    found = read(piped([HEADS, ROWS[1], ["2", "Đóng tập", mark, mark, "Tập", "2026"]]))
    assert found.duties()[1][4] == found.duties()[0][4]
    assert mark in {found.raw[one.body_start : one.body_end] for one in found.assignments if one.task == 1}


def test_headings_in_two_rows_are_read_together():
    rows = [["STT", "Nội dung công việc", "Phân công thực hiện", "", "Thời gian hoàn thành"],
            ["STT", "Nội dung công việc", "Chủ trì", "Phối hợp", "Thời gian hoàn thành"],
            ["1", "Sơn lại cổng", "Văn phòng UBND tỉnh", "Sở Xây dựng", "Tháng 5/2026"],
            ["2", "Trồng hàng rào", "Sở Xây dựng", "Sở Tài chính", "Tháng 6/2026"]]  # fmt: skip
    flat = [[*rows[0][:3], rows[0][4]], ["Chủ trì", "Phối hợp"], *rows[2:]]
    for table in (piped(rows), flattened(flat)):
        duties = read(table).duties()
        assert [duty[1] for duty in duties] == ["Sơn lại cổng", "Trồng hàng rào"]
        assert duties[0][4] == {("lead", "Văn phòng UBND tỉnh"), ("coordinate", "Sở Xây dựng")}
        assert [duty[3] for duty in duties] == ["2026-05", "2026-06"]


def test_a_row_that_goes_on_after_a_page_is_joined_to_the_row_above():
    rows = [
        HEADS,
        ["1", "Lập danh mục hồ sơ của các", *ROWS[1][2:]],
        ["", "phòng và trung tâm", "", "", "", ""],
        ["2", *ROWS[2][1:]],
    ]
    for table in (piped(rows), flattened(rows)):
        assert [duty[1] for duty in read(table).duties()] == [
            "Lập danh mục hồ sơ của các phòng và trung tâm",
            "Chép lại sổ cũ",
        ]


def test_a_table_that_goes_on_without_its_heading_keeps_its_columns():
    first, second = piped([HEADS, ROWS[1]]), "| 2 | " + " | ".join(ROWS[2][1:]) + " |"
    assert [duty[1] for duty in read(f"{first}\n\nTrang sau\n\n{second}").duties()] == [
        EXPECTED[0][1],
        EXPECTED[1][1],
    ]


def test_a_table_without_a_heading_is_read_only_where_its_columns_are_sure():
    rows = [["1", "Lập danh mục hồ sơ của các phòng", "Sở Nội vụ", "Sở Tài chính", "Quý I/2026"],
            ["2", "Chép lại những sổ đã cũ rách", "Sở Tư pháp", "Sở Nội vụ", "Quý II/2026"],
            ["3", "Sửa mái của nhà kho lưu trữ", "Sở Xây dựng", "Sở Tài chính", "Năm 2026"]]  # fmt: skip
    sure = read(piped(rows))
    assert sure.duties()[0][4] == {("lead", "Sở Nội vụ"), ("coordinate", "Sở Tài chính")}
    unsure = read(piped([[row[0], row[1], row[2]] for row in rows]))
    assert not unsure.tasks
    assert [one.kind for one in unsure.findings] == ["tableWithoutHeader"]


def test_roles_named_within_a_cell_are_its_own():
    rows = [["TT", "Nhiệm vụ", "Phân công", "Tiến độ"],
            ["1", "Sơn lại cổng", "Chủ trì: Sở Xây dựng<br>Phối hợp: Sở Tài chính", "Tháng 5/2026"]]  # fmt: skip
    assert read(piped(rows)).duties()[0][4] == {("lead", "Sở Xây dựng"), ("coordinate", "Sở Tài chính")}


def test_a_role_said_with_a_name_is_that_bodys():
    rows = [["TT", "Nhiệm vụ", "Cơ quan thực hiện", "Tiến độ"],
            ["1", "Sơn lại cổng", "Sở Xây dựng chủ trì, Sở Tài chính phối hợp", "Tháng 5/2026"],
            ["2", "Sơn lại nhà", "Sở Xây dựng (chủ trì), phối hợp với Sở Tài chính", "Tháng 6/2026"]]  # fmt: skip
    found = read(piped(rows))
    assert [duty[4] for duty in found.duties()] == [
        {("lead", "Sở Xây dựng"), ("coordinate", "Sở Tài chính")}
    ] * 2
    assert {found.raw[one.body_start : one.body_end] for one in found.assignments} == {
        "Sở Xây dựng",
        "Sở Tài chính",
    }


def test_two_heading_rows_over_rows_that_all_have_an_empty_cell():
    rows = [["TT", "Nhiệm vụ", "Phân công thực hiện", "Thời gian hoàn thành", "Ghi chú"], ["Chủ trì", "Phối hợp"],
            ["1", "Lập sổ theo dõi việc in", "Sở Nội vụ", "Sở Y tế", "Tháng 5/2026", ""],
            ["2", "Mua giá để sổ", "Sở Tài chính", "", "Tháng 6/2026", ""]]  # fmt: skip
    duties = read(flattened(rows, empty="").replace("\n\n", "\n")).duties()
    assert [(duty[1], duty[3]) for duty in duties] == [
        ("Lập sổ theo dõi việc in", "2026-05"),
        ("Mua giá để sổ", "2026-06"),
    ]
    assert duties[0][4] == {("lead", "Sở Nội vụ"), ("coordinate", "Sở Y tế")}


def test_a_bar_and_breaks_within_a_cell_part_nothing_else():
    rows = [HEADS, ["1", r"Ghép sổ A\|B", "Sở Nội vụ<br>Sở Y tế", "", "Sổ", "2026"]]
    [duty] = read(piped(rows)).duties()
    assert duty[4] == {("lead", "Sở Nội vụ"), ("lead", "Sở Y tế")}


def test_bodies_on_lines_of_their_own_are_parted_and_a_broken_name_is_not():
    long = [
        "1",
        "Đọc lại các quyển sổ đã chép\nvà ghi những chỗ còn thiếu",
        "Sở Nội vụ\nSở Khoa học\nvà Công nghệ",
        "",
        "Sổ",
        "2026",
    ]
    [duty] = read(flattened([HEADS, long])).duties()
    assert duty[4] == {("lead", "Sở Nội vụ"), ("lead", "Sở Khoa học và Công nghệ")}


def test_the_share_of_a_body_is_no_body():
    rows = [
        HEADS,
        [
            "1",
            "Chép sổ",
            "Sở Nội vụ: phần mục lục, phần bìa; các sở, ngành với những sổ của mình",
            "",
            "Sổ",
            "2026",
        ],
    ]
    assert read(piped(rows)).duties()[0][4] == {("lead", "Sở Nội vụ"), ("lead", "các sở, ngành")}


def test_a_title_over_the_headings_is_no_heading():
    rows = [["BẢNG PHÂN CÔNG NHIỆM VỤ NĂM 2026", "", "", "", "", ""], HEADS, *ROWS]
    assert read(piped(rows)).duties() == EXPECTED


def test_a_bare_office_beside_a_task_and_a_time_carries_it_out():
    rows = [["TT", "Nội dung", "Đơn vị", "Thời gian"], ["1", "Quét sân kho", "Sở Nội vụ", "Thường xuyên"]]
    assert read(piped(rows)).duties()[0][4] == {("implement", "Sở Nội vụ")}


def test_two_tables_under_one_heading_give_each_task_a_path_of_its_own():
    found = read(piped([HEADS, ROWS[1]]) + "\n\nBảng sau\n\n" + piped([HEADS, ["1", *ROWS[2][1:]]]))
    assert len({task.path for task in found.tasks}) == len(found.tasks) == 2


OTHERS = {
    "budget norms": [["STT", "Nội dung chi", "Đơn vị tính", "Mức chi"], ["1", "In tài liệu", "Trang", "2.000"], ["2", "Thuê xe", "Chuyến", "900.000"]],
    "people": [["STT", "Họ và tên", "Chức vụ", "Đơn vị"], ["1", "Trần Văn Mẫu", "Trưởng phòng", "Sở Nội vụ"], ["2", "Lê Thị Thử", "Chuyên viên", "Sở Y tế"]],
    "procedure": [["TT", "Nội dung công việc", "Đơn vị thực hiện", "Thời gian"], ["1", "Nhận hồ sơ", "Văn phòng Sở", "½ ngày"], ["2", "Xem hồ sơ", "Phòng Tổng hợp", "02 ngày làm việc"]],
    "prices": [["STT", "Tên hàng", "Năm 2026", "Đơn giá"], ["1", "Bút", "10", "5.000"], ["2", "Giấy", "20", "60.000"]],
    "administrative procedures": [["STT", "Tên thủ tục hành chính", "Thời hạn giải quyết", "Cơ quan thực hiện"], ["1", "Cấp thẻ mẫu", "05 ngày", "Sở Nội vụ"]],
}  # fmt: skip


@pytest.mark.parametrize("kind", OTHERS)
def test_tables_of_other_things_give_no_tasks_and_no_targets(kind):
    for table in (piped(OTHERS[kind]), flattened(OTHERS[kind])):
        found = read(table)
        assert found.tables
        assert (found.tasks, found.assignments, found.targets) == ((), (), ())


def test_frames_of_head_and_tail_are_marked():
    head = "|\n**UBND TỈNH MẪU**\n|\n**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**\nĐộc lập - Tự do - Hạnh phúc\n|\n|\nSố: 9/KH-UBND\n|\nMẫu, ngày 2 tháng 3 năm 2026\n|\n\nKẾ HOẠCH\n\n"
    tail = "\n\n|\nNơi nhận:\n- Như trên;\n|\nCHỦ TỊCH\n|\n"
    found = read(flattened([HEADS, *ROWS]) + tail, before=head + ANNEX)
    assert [table.layout for table in found.tables] == [True, False, True]
    assert found.duties() == EXPECTED


TARGET_ROWS = [
    ["I", "NƯỚC SẠCH", "", "", "", ""],
    ["1", "Hộ dùng nước sạch", "%", "90", "≥ 92,5", "95"],
    ["2", "Giếng được khoan", "Cái", "800", "1.250", "1.300"],
]
TARGETS = [("Hộ dùng nước sạch", "atLeast", "92.5", "%", 2026), ("Hộ dùng nước sạch", "reaches", "95", "%", 2027),
           ("Giếng được khoan", "reaches", "1250", "Cái", 2026), ("Giếng được khoan", "reaches", "1300", "Cái", 2027)]  # fmt: skip
TARGET_FORMS = {
    "one heading": piped(
        [["STT", "Chỉ tiêu", "Đơn vị tính", "Ước thực hiện năm 2025", "Năm 2026", "Năm 2027"], *TARGET_ROWS]
    ),
    "two heading rows": piped(
        [
            ["STT", "Chỉ tiêu", "Đơn vị tính", "Ước thực hiện năm 2025", "Kế hoạch", ""],
            ["", "", "", "", "2026", "2027"],
            *TARGET_ROWS,
        ]
    ),
    "flattened": flattened(
        [
            ["STT", "Chỉ tiêu", "ĐVT", "ƯTH năm 2025", "Giai đoạn 2026 - 2027"],
            ["Năm 2026", "Năm 2027"],
            *TARGET_ROWS,
        ],
        empty="",
    ),
}


@pytest.mark.parametrize("form", TARGET_FORMS)
def test_a_target_has_the_figure_of_its_row_and_the_year_of_its_column(form):
    found = read(TARGET_FORMS[form].replace("\n\n", "\n") if form == "flattened" else TARGET_FORMS[form])
    assert [
        (one.indicator, one.comparator, one.value, one.unit, one.year) for one in found.targets
    ] == TARGETS
    assert all(found.raw[one.start :].startswith(one.indicator) for one in found.targets)


def test_the_year_of_targets_may_stand_in_a_group_row():
    rows = [
        ["TT", "Chỉ tiêu", "Đơn vị", "Kết quả"],
        ["I", "ĐẾN NĂM 2028", "", ""],
        ["1", "Trường có vườn", "%", "60-70"],
    ]
    [target] = read(piped(rows)).targets
    assert (target.value, target.upper, target.comparator, target.year) == ("60", "70", "between", 2028)


def test_a_heading_may_give_the_unit_and_the_measure():
    rows = [["TT", "Sản phẩm", "Kế hoạch 2026", "", "Kế hoạch 2027", ""], ["", "", "Lượng (tấn)", "Giá trị (tỷ đồng)", "Lượng (tấn)", "Giá trị (tỷ đồng)"],
            ["1", "Chè", "10,5", "3", "12", "4"]]  # fmt: skip
    assert [(one.indicator, one.value, one.unit, one.year) for one in read(piped(rows)).targets] == [
        ("Chè - Lượng", "10.5", "tấn", 2026), ("Chè - Giá trị", "3", "tỷ đồng", 2026),
        ("Chè - Lượng", "12", "tấn", 2027), ("Chè - Giá trị", "4", "tỷ đồng", 2027)]  # fmt: skip


@pytest.mark.parametrize(
    "table",
    [
        "|\n" * 3000,
        "|\na\n" * 2000,
        "|\n1\n|\n|\n|\n|\n|\n|\nb\n" * 800,
        "| " * 500,
        "|a|\n" * 3000,
        "|\n\n" * 99 + "chữ",
    ],
)
def test_bars_without_sense_are_read_without_failing(table):
    assert read(table).tasks == ()


def test_a_long_table_is_read_whole():
    rows = [[str(at), f"Chép quyển sổ thứ {at}", "Sở Nội vụ", "", "Sổ", "2026"] for at in range(1, 401)]
    for table in (piped([HEADS, *rows]), flattened([HEADS, *rows], empty="").replace("\n\n", "\n")):
        assert [task.label for task in read(table).tasks] == [row[0] for row in rows]


def test_offsets_of_real_documents_give_the_words_of_each_duty(devset: dict[str, str]) -> None:
    counted = 0
    for raw in devset.values():
        if raw.count("\n|") < 60 or "chủ trì" not in raw:
            continue
        found = read(raw, before="")
        for task in found.tasks:
            counted += 1
            assert task.text[:12].split()[0] in raw[task.start : task.end]
        for one in found.assignments:
            assert one.body.split()[-1] in raw[one.body_start : one.body_end]
    assert counted > 100


def test_a_table_with_a_column_of_numbers_is_no_frame_whatever_numbers_its_cells_name():
    rows = [
        ["Số TT", "Nhiệm vụ", "Cơ quan chủ trì"],
        ["1", "Sửa sổ kèm Kế hoạch số: 12/KH-UBND", "Sở Nội vụ"],
    ]
    found = read(piped(rows))
    assert [table.layout for table in found.tables] == [False]
    assert [one.body for one in found.assignments] == ["Sở Nội vụ"]


def test_a_share_below_one_written_with_a_point_is_no_number_of_thousands():
    rows = [["TT", "Chỉ tiêu", "ĐVT", "Năm 2031"], ["1", "Chỉ số đọc sách", "điểm", "0.725"]]
    assert [one.value for one in read(piped(rows)).targets] == ["0.725"]
