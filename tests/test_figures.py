"""What the graph of the five texts must hold, counted by hand from the texts and asked of the graph in SPARQL."""

from pathlib import Path

import pytest
from pyoxigraph import Store
from rdflib.plugins.sparql import prepareQuery

from kg.query import Table, run

FIGURES = Path(__file__).parent / "figures"
GOVERNMENT = "chuong-trinh-hanh-dong-thuc-hien-57-nq-tw"
DISPATCH = "cong-van-xay-dung-chuong-trinh-hanh-dong-57-nq-tw"
GUIDANCE = "huong-dan-quan-triet-tuyen-truyen-57-nq-tw"
TOWN = "chuong-trinh-hanh-dong-ban-thuong-vu-thi-uy"
# Rows of cells, a line each; an empty cell is a thing that the texts do not say.
ROWS = {
    "viewpoints-of-resolution": "I.1\nI.2\nI.3\nI.4\nI.5",
    "tasks-of-groups": """
        III.1 | III.1.1
        III.1 | III.1.2
        III.2 | III.2.0
        III.2 | III.2.1
        III.2 | III.2.2
        III.2 | III.2.3
        III.2 | III.2.4
        III.3 | III.3.1
        III.3 | III.3.2
        III.3 | III.3.3
        III.3 | III.3.4
        III.3 | III.3.5
        III.3 | III.3.6
        III.4 | III.4.1
        III.4 | III.4.2
        III.4 | III.4.3
        III.5 | III.5.1
        III.5 | III.5.2
        III.5 | III.5.3
        III.6 | III.6.1
        III.6 | III.6.2
        III.6 | III.6.3
        III.6 | III.6.4
        III.7 | III.7.1""",
    "targets-with-figure": """
        II.1.1.e | rankAtMost | 3 | | rank | level | 2030 | Southeast Asia
        II.1.1.f | rankAtMost | 3 | | rank | level | 2030 | Southeast Asia
        II.1.1.g | rankAtMost | 50 | | rank | level | 2030 | the world
        II.1.1.h | rankAtMost | 50 | | rank | level | 2030 | the world
        II.1.1.i | rankAtMost | 3 | | rank | level | 2030 | Southeast Asia
        II.1.1.k | atLeast | 5 | | NUM | level | 2030 |
        II.1.2.a | moreThan | 55 | | PERCENT | level | 2030 |
        II.1.2.b | atLeast | 50 | | PERCENT | level | 2030 |
        II.1.2.c | atLeast | 30 | | PERCENT | level | 2030 |
        II.1.2.d | moreThan | 80 | | PERCENT | level | 2030 |
        II.1.2.e | reaches | 80 | | PERCENT | level | 2030 |
        II.1.2.f | moreThan | 40 | | PERCENT | level | 2030 |
        II.1.2.h | moreThan | 0.7 | | index | level | 2030 |
        II.1.3.a | reaches | 2 | | PERCENT | level | 2030 |
        II.1.3.b | moreThan | 60 | | PERCENT | level | 2030 |
        II.1.3.c | atLeast | 3 | | PERCENT | level | 2030 |
        II.1.3.f | reaches | 12 | | perTenThousandPeople | level | 2030 |
        II.1.3.g | between | 40 | 50 | NUM | level | 2030 |
        II.1.3.h | reaches | 10 | | PERCENT | growthPerYear | 2030 |
        II.1.3.i | between | 16 | 18 | PERCENT | growthPerYear | 2030 |
        II.1.3.j | between | 16 | 18 | PERCENT | growthPerYear | 2030 |
        II.1.3.k | between | 8 | 10 | PERCENT | level | 2030 |
        II.1.4.f | atLeast | 3 | | NUM | increment | 2030 |
        II.2.c | atLeast | 50 | | PERCENT | level | 2045 |
        II.2.e | rankAtMost | 30 | | rank | level | 2045 | the world
        II.2.f | rankAtMost | 30 | | rank | level | 2045 | the world
        II.2.h | atLeast | 10 | | NUM | level | 2045 |
        II.2.i | atLeast | 5 | | NUM | increment | 2045 |
        III.3.1.e | atLeast | 15 | | PERCENT | level | |
        III.6.4.b | atLeast | 70 | | PERCENT | level | |""",
    "targets-without-whole-figure": "",
    "assignments-of-resolution": """
        III.1.1.a | cac-cap-uy-to-chuc-dang | implement | | | | |
        III.1.1.a | can-bo-dang-vien | implement | | | | |
        III.1.1.b | cac-cap-uy-to-chuc-dang | implement | | | | |
        III.1.1.b | can-bo-dang-vien | implement | | | | |
        III.1.1.c | cac-cap-uy-to-chuc-dang | implement | | | | |
        III.1.1.c | can-bo-dang-vien | implement | | | | |
        III.1.1.d | cac-cap-uy-to-chuc-dang | implement | | | | |
        III.1.1.d | can-bo-dang-vien | implement | | | | |
        III.1.1.e | nguoi-dung-dau | direct | | | | |
        III.1.1.f | can-bo-dang-vien | implement | | | | |
        III.1.1.g | co-quan-to-chuc-don-vi-dia-phuong | implement | | | annual | |
        IV.2.a | dang-doan-quoc-hoi | direct | | | | |
        IV.2.b | dang-doan-quoc-hoi | direct | | | | |
        IV.2.c | dang-doan-quoc-hoi | monitor | | | | |
        IV.3.a | ban-can-su-dang-chinh-phu | direct | | | | |
        IV.3.b | ban-can-su-dang-chinh-phu | implement | 2025 | 2025-12-31 | | |
        IV.3.b | dang-doan-quoc-hoi | coordinate | 2025 | 2025-12-31 | | |
        IV.3.c | ban-can-su-dang-chinh-phu | implement | 2025 | 2025-12-31 | | |
        IV.3.c | dang-doan-quoc-hoi | coordinate | 2025 | 2025-12-31 | | |
        IV.4.a | cac-to-chuc-chinh-tri-xa-hoi | direct | | | | |
        IV.4.a | mat-tran-to-quoc-viet-nam | direct | | | | |
        IV.4.b | cac-to-chuc-chinh-tri-xa-hoi | monitor | | | | |
        IV.4.b | mat-tran-to-quoc-viet-nam | monitor | | | | |
        IV.4.c | cac-to-chuc-chinh-tri-xa-hoi | implement | | | | |
        IV.4.c | mat-tran-to-quoc-viet-nam | implement | | | | |
        IV.5.a | ban-tuyen-giao-trung-uong | lead | | | | |
        IV.5.a | cac-co-quan-lien-quan | coordinate | | | | |
        IV.5.b | ban-tuyen-giao-trung-uong | lead | | | | |
        IV.5.b | cac-co-quan-lien-quan | coordinate | | | | |
        IV.6.a | ban-kinh-te-trung-uong | coordinate | | | | |
        IV.6.a | van-phong-trung-uong-dang | monitor | | | | |
        IV.6.b | van-phong-trung-uong-dang | report | | | semiannual | ban-chi-dao-trung-uong-khcn-dmst-cds |
        IV.6.b | van-phong-trung-uong-dang | report | | | semiannual | bo-chinh-tri |""",
    "bodies-founded": """
        IV.1 | ban-chi-dao-trung-uong-khcn-dmst-cds | tong-bi-thu
        IV.1 | hoi-dong-tu-van-quoc-gia-khcn-dmst-cds |""",
    "assignments-of-dispatch": """
        1.a | uy-ban-nhan-dan-thi-xa | direct | | | | |
        1.b | uy-ban-nhan-dan-thi-xa | implement | 2025-02-22 | 2025-02-21 | | {board} | {channel}
        2 | ban-tuyen-giao-va-dan-van-thi-uy | lead | | | | |""".format(
        board="thuong-truc-thi-uy", channel="ban-tuyen-giao-va-dan-van-thi-uy"
    ),
    "items-of-dispatch": "1\n2",
    "duties-of-offices": """
        bo-truong | advise | | Chính phủ
        bo-truong | advise | | Thủ tướng Chính phủ
        bo-truong | direct | |
        bo-truong | monitor | |
        bo-truong | report | | Chính phủ
        bo-truong | report | | Thủ tướng Chính phủ
        bo-truong | report | semiannual |
        chu-tich-uy-ban-nhan-dan-cac-dia-phuong | advise | | Chính phủ
        chu-tich-uy-ban-nhan-dan-cac-dia-phuong | advise | | Thủ tướng Chính phủ
        chu-tich-uy-ban-nhan-dan-cac-dia-phuong | direct | |
        chu-tich-uy-ban-nhan-dan-cac-dia-phuong | monitor | |
        chu-tich-uy-ban-nhan-dan-cac-dia-phuong | report | | Chính phủ
        chu-tich-uy-ban-nhan-dan-cac-dia-phuong | report | | Thủ tướng Chính phủ
        chu-tich-uy-ban-nhan-dan-cac-dia-phuong | report | semiannual |
        thu-truong-co-quan | advise | | Chính phủ
        thu-truong-co-quan | advise | | Thủ tướng Chính phủ
        thu-truong-co-quan | direct | |
        thu-truong-co-quan | monitor | |
        thu-truong-co-quan | report | | Chính phủ
        thu-truong-co-quan | report | | Thủ tướng Chính phủ
        thu-truong-co-quan | report | semiannual |""",
    "duties-on-funding": """
        bo-tai-chinh | lead | annual
        cac-bo-nganh-dia-phuong | coordinate | annual""",
    "counts-declared": f"""
        targetGroup | {GOVERNMENT} | | 41
        targetGroup | {GOVERNMENT} | 2030 | 35
        targetGroup | {GOVERNMENT} | 2045 | 6
        task | 1 | | 13
        task | 2 | | 28
        task | 3 | | 34
        task | 4 | | 12
        task | 5 | | 27
        task | 6 | | 16
        task | 7 | | 9
        task | {GOVERNMENT} | | 140
        taskGroup | 57-nq-tw | | 7
        taskGroup | {GOVERNMENT} | | 7
        viewpoint | 57-nq-tw | | 5""",
    "counts-as-integers": f"""
        1 | 13
        2 | 28
        3 | 34
        4 | 12
        5 | 27
        6 | 16
        7 | 9
        {GOVERNMENT} | 140""",
    "groups-of-programme": """
        1 | III.1
        2 | III.2
        3 | III.3
        4 | III.4
        5 | III.5
        6 | III.6
        7 | III.7""",
    "kinds-of-statement": f"""
        57-nq-tw | Target | 61
        57-nq-tw | TaskGroup | 7
        57-nq-tw | Viewpoint | 5
        {GUIDANCE} | Target | 59
        {GUIDANCE} | TaskGroup | 7
        {GUIDANCE} | Viewpoint | 5""",
    "purposes-of-guidance": "I.1\nI.2",
    "restatements-of-guidance": """
        Target | 59 | 59
        TaskGroup | 7 | 7
        Viewpoint | 5 | 5""",
    "events": f"""
        {GUIDANCE} | hoi-nghi-toan-quoc | 2025-01-13 | ban-bi-thu | 25-KH/TW
        {GUIDANCE} | hoi-nghi-dia-phuong | 2025-33 | cac-dia-phuong-co-quan-don-vi |
        {GOVERNMENT} | hoi-nghi-toan-quoc | XXXX-01-13 | |""",
    "date-without-year": f"XXXX-01-13 | 2025-01-13 | {GUIDANCE}",
    "relations": f"""
        46-ctr-tu | implements | 57-nq-tw
        57-nq-tw | mandates | {GOVERNMENT}
        {TOWN} | implements | 57-nq-tw
        {GOVERNMENT} | cites | 179-2024-nd-cp
        {GOVERNMENT} | implements | 57-nq-tw
        {DISPATCH} | concretises | 46-ctr-tu
        {DISPATCH} | concretises | 57-nq-tw
        {DISPATCH} | implements | 46-ctr-tu
        {DISPATCH} | implements | 57-nq-tw
        {GUIDANCE} | cites | 25-kh-tw
        {GUIDANCE} | disseminates | 57-nq-tw
        {GUIDANCE} | implements | 186-hd-btgtu""",
    "relations-as-properties": "",
    "mandates": f"""
        57-nq-tw | ActionProgramme | 1
        {GOVERNMENT} | Law | 3
        {GOVERNMENT} | Programme | 3
        {GOVERNMENT} | Scheme | 5
        {DISPATCH} | ActionProgramme | 1""",
    "descent": f"""
        46-ctr-tu | ban-thuong-vu-tinh-uy
        {TOWN} | ban-thuong-vu-thi-uy
        {GOVERNMENT} | chinh-phu
        {DISPATCH} | van-phong-thi-uy
        {GUIDANCE} | ban-tuyen-giao-tinh-uy""",
    "documents-with-number": """
        179/2024/NĐ-CP | Decree | chinh-phu | 2024-12-31
        186-HD/BTGTU | Guidance | ban-tuyen-giao-trung-uong | 2025-01-10
        25-KH/TW | Plan | ban-bi-thu | 2024-12-29
        46-CTr/TU | ActionProgramme | ban-thuong-vu-tinh-uy | 2025-01-15
        57-NQ/TW | Resolution | bo-chinh-tri | 2024-12-22""",
    "documents-read": f"""
        57-nq-tw | 57-NQ/TW | 2024-12-22 | issued | 4
        {GOVERNMENT} | | | planned | 1
        {DISPATCH} | | | issued | 1
        {GUIDANCE} | | | issued | 1""",
}
# Targets of 57-NQ/TW that the text states without a number, by year.
WITHOUT_FIGURE = {
    "2030": "II.1.1: a b c d j, II.1.2: g, II.1.3: d e, II.1.4: a b c d e, II.1.5: a b c d e f g h i j k l m n",
    "2045": "II.2: a b d g",
}


def answer(store: Store, name: str) -> list[list[str]]:
    table = run(store, (FIGURES / f"{name}.rq").read_text(encoding="utf-8"))
    assert isinstance(table, Table)
    return table.cells()


def rows(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("name", ROWS)
def test_a_figure_of_the_texts_comes_back_from_the_graph(store: Store, name: str) -> None:
    assert answer(store, name) == rows(ROWS[name])


def test_targets_without_a_figure_stand_beside_those_with_one(store: Store) -> None:
    wanted = [
        [f"{place}.{letter}", year]
        for year, said in WITHOUT_FIGURE.items()
        for place, letters in (part.strip().split(": ") for part in said.split(","))
        for letter in letters.split()
    ]
    assert answer(store, "targets-without-figure") == wanted
    assert len(wanted) + len(rows(ROWS["targets-with-figure"])) == 61


def test_the_groups_hold_as_many_tasks_as_the_resolution_has_bullets(store: Store) -> None:
    groups = [group for group, _ in answer(store, "tasks-of-groups")]
    assert [groups.count(f"III.{number}") for number in range(1, 8)] == [2, 5, 6, 3, 3, 4, 1]


def test_every_task_of_the_resolution_is_told_apart_into_its_duties(store: Store) -> None:
    parts = {locator: int(number) for locator, number in answer(store, "parts-of-tasks")}
    assert len(parts) == 24
    assert sum(parts.values()) >= 80
    assert min(parts.values()) >= 1


def test_every_query_of_figures_is_valid_and_in_use() -> None:
    names = {path.stem for path in FIGURES.glob("*.rq")}
    assert names == {*ROWS, "targets-without-figure", "parts-of-tasks"}
    for name in names:
        prepareQuery((FIGURES / f"{name}.rq").read_text(encoding="utf-8"))
