"""Parts that bear one number: what lies in the second is not said to lie in the first."""

from readings import source

from kg.drafting import draft
from kg.drafting.locating import locator
from kg.extract import read

PLAN = """KẾ HOẠCH

IV. KINH PHÍ

1. Kinh phí do tỉnh cấp.

IV. PHÂN CÔNG

1. Sở Nội vụ

a) Chủ trì rà soát biên chế xã.

a) Chủ trì tuyển dụng người mới.

2. Sở Y tế chủ trì tiêm phòng trẻ em.
"""


def test_what_lies_in_a_part_whose_number_came_before_lies_in_that_part() -> None:
    found = {task.text: task.path for task in read(PLAN).tasks}
    assert found == {
        "Chủ trì rà soát biên chế xã.": ("IVn2", "1", "a"),
        "Chủ trì tuyển dụng người mới.": ("IVn2", "1", "an2"),
        "Sở Y tế chủ trì tiêm phòng trẻ em.": ("IVn2", "2"),
    }


def test_records_hang_such_tasks_on_their_own_group() -> None:
    stated = {one.id: one for one in draft(read(PLAN), source(PLAN)).file.statements}
    assert stated["IVn2"].label.vi == "PHÂN CÔNG"
    assert stated["IVn2"].kind == "TaskGroup"
    assert stated["IVn2.1.an2"].label.vi == "Chủ trì tuyển dụng người mới."
    assert [place for place in stated if place.startswith("IV.") and stated[place].kind == "Task"] == []


def test_an_annex_without_a_number_has_a_mark_and_a_second_another() -> None:
    annexed = (
        PLAN + "\nPHỤ LỤC\n\n1. Sở Y tế chủ trì mua vắc xin.\n\nPHỤ LỤC\n\n1. Sở Nội vụ chủ trì in sổ tay.\n"
    )
    assert [task.path for task in read(annexed).tasks][-2:] == [("P", "1"), ("Pn2", "1")]


def test_what_is_annexed_by_its_name_keeps_it() -> None:
    issued = (
        "QUYẾT ĐỊNH\n\nĐiều 1. Ban hành kèm theo Quyết định này Quy chế đọc sách.\n\nQUY CHẾ\n"
        "ĐỌC SÁCH Ở THƯ VIỆN XÃ\n(Ban hành kèm theo Quyết định số 4/QĐ-UBND)\n\nĐiều 1. Trách nhiệm\n\n"
        "1. Sở Nội vụ chủ trì rà soát sổ mượn sách.\n"
    )
    assert [locator(task.path) for task in read(issued).tasks] == ["quyche.1.1"]
