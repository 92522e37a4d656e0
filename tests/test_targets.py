"""Targets: figures as documents write them, the year of heading or sentence, and what is no target."""

from pathlib import Path

import pytest

from kg.document import cleaned, outline
from kg.extract.counts import counts
from kg.extract.figures import FoundFigure, figures
from kg.extract.reading import Count, Target
from kg.extract.targets import targets

SAMPLES = Path(__file__).parent / "fixtures" / "aims"


def read(raw: str) -> tuple[Target, ...]:
    clean = cleaned(raw)
    return targets(clean, outline(clean))


def counted(raw: str) -> tuple[Count, ...]:
    clean = cleaned(raw)
    return counts(clean, outline(clean))


def sample(name: str) -> str:
    return (SAMPLES / name).read_text(encoding="utf-8")


def rows() -> list[list[str]]:
    lines = [line for line in sample("figures.txt").splitlines() if line and not line.startswith("#")]
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def shown(one: FoundFigure) -> str:
    parts = (one.comparator, one.value, one.upper, one.unit)
    return " ".join((part or "-").replace(" ", "_") for part in parts)


@pytest.mark.parametrize(("words", "wanted"), rows(), ids=lambda cell: cell[:40])
def test_figures_are_read_as_documents_write_them(words: str, wanted: str) -> None:
    clean = cleaned(words)
    assert "; ".join(shown(one) for one in figures(clean, 0, len(clean.text))) == wanted


def said(found: tuple[Target, ...]) -> list[tuple[str | None, str | None, int | None]]:
    return [(one.comparator, one.value, one.year) for one in found]


def test_a_plan_gives_one_target_for_each_figure_and_item() -> None:
    assert said(read(sample("plan.txt"))) == [
        (None, None, None),
        ("atLeast", "60", 2028),
        ("moreThan", "25", 2028),
        ("atLeast", "3", 2028),
        (None, None, 2028),
        ("reaches", "100", 2035),
        ("rankAtMost", "5", 2035),
        ("rankAtMost", "5", 2035),
        (None, None, 2035),
        ("reaches", "80", 2027),
    ]


def test_what_a_figure_measures_stands_before_it_or_behind() -> None:
    found = [one.indicator for one in read(sample("plan.txt")) if one.value]
    assert found == [
        "lò nung dùng điện",
        "tỷ lệ thợ trẻ",
        "thu ngân sách xã cho dạy nghề",
        "lò nung dùng điện",
        "thu nhập bình quân đầu người",
        "số lượng khách tham quan",
        "hộ tham gia hội nghề vào năm 2027",
    ]


def test_offsets_give_the_words_of_each_target() -> None:
    raw = sample("plan.txt")
    assert all(" ".join(raw[one.start : one.end].split()) == one.text for one in read(raw))


def test_a_scan_without_diacritics_gives_the_same_figures() -> None:
    assert said(read(sample("scan.txt"))) == [("atLeast", "60", 2028), ("moreThan", "25", 2028)]


def test_a_heading_without_a_number_holds_its_targets_and_no_others() -> None:
    assert said(read(sample("unnumbered.txt"))) == [("atLeast", "60", 2028)]


def test_a_year_in_the_item_goes_before_the_headings() -> None:
    assert said(read(sample("guidance.txt"))) == [("atLeast", "60", 2028)]


def test_what_is_reached_already_is_told_from_what_is_aimed_at() -> None:
    raw = "I. MỤC TIÊU\n\n- Số lò dùng điện hiện đạt 20%, đến năm 2028 đạt 60%.\n\n- Mở lớp dạy nghề.\n"
    assert said(read(raw)) == [("reaches", "60", 2028), (None, None, None)]


def test_a_year_behind_the_figure_goes_before_the_years_of_the_period() -> None:
    raw = "1. Giai đoạn 2026 - 2030, phấn đấu đạt 20% số lò dùng điện ngay trong năm 2027, còn lại làm dần.\n"
    assert said(read(raw)) == [("reaches", "20", 2027)]


def test_a_part_without_a_number_ends_at_a_numbered_heading() -> None:
    raw = "MỤC TIÊU\n\nTỷ lệ lò dùng điện đạt 60%\n\nII. THÔNG TIN\n\n1. Lò cũ nung mất 15% đất sét.\n"
    assert said(read(raw)) == [("reaches", "60", None)]


def test_a_condition_is_no_target_though_it_has_a_targets_words() -> None:
    assert read("1. Trường hợp hộ bảo đảm trên 50% số lò đạt chuẩn thì xã cấp biển hiệu.\n") == ()
    assert said(read("1. Các thôn bảo đảm trên 50% số lò đạt chuẩn.\n")) == [("moreThan", "50", None)]


def test_norms_conditions_and_what_was_reached_are_no_targets() -> None:
    provision = (
        "Điều 4. Mức hỗ trợ\n\n1. Hộ có diện tích bị hại từ 30% đến 70% được bảo đảm ít nhất 50% giá giống.\n"
    )
    report = "1. Sáu tháng đầu năm, thu ngân sách ước đạt 61% dự toán, bảo đảm trên 20% số thu cùng kỳ.\n"
    assert read(provision) == ()
    assert read(report) == ()


def test_counts_are_what_a_document_says_it_has() -> None:
    raw = (
        "Kế hoạch nêu 9 nhóm chỉ tiêu (gồm 6 nhóm chỉ tiêu đến năm 2028 và 3 nhóm chỉ tiêu đến năm 2035) "
        "và 2 nhóm nhiệm vụ với 17 nhiệm vụ cụ thể.\n\nNhóm nhiệm vụ thứ nhất là giữ lò (gồm 8 nhiệm vụ cụ thể).\n\n"
        "Nhóm thứ hai là dạy nghề (9 nhiệm vụ). Năm nay hoàn thành 4/9 nhiệm vụ.\n"
    )
    found = counted(raw)
    assert [(one.of, one.number, one.group, one.year) for one in found] == [
        ("targetGroup", 9, None, None),
        ("targetGroup", 6, None, 2028),
        ("targetGroup", 3, None, 2035),
        ("taskGroup", 2, None, None),
        ("task", 17, None, None),
        ("task", 8, 1, None),
        ("task", 9, 2, None),
    ]
    assert all(raw[one.start : one.end] == one.text for one in found)


def test_the_report_of_the_action_programme_gives_its_counts(source_texts: dict[str, str]) -> None:
    found = counted(source_texts["001"])
    assert [one.number for one in found if one.of == "targetGroup"] == [41, 35, 6]
    assert [one.number for one in found if one.of == "task" and one.group is None] == [140]
    assert [one.number for one in found if one.group] == [13, 28, 34, 12, 27, 16, 9]


FIGURES_2030 = {
    *("3", "50", "5", "55", "30", "80", "40", "0.7", "2", "60", "12", "10", "16", "8"),
}
FIGURES_2045 = {"50", "30", "10", "5"}


@pytest.mark.parametrize("stem", ["000", "002", "004"])
def test_the_resolutions_figures_are_found_whatever_the_state_of_the_text(
    stem: str, source_texts: dict[str, str]
) -> None:
    found = read(source_texts[stem])
    assert {one.value for one in found if one.year == 2030 and one.value} == FIGURES_2030
    assert {one.value for one in found if one.year == 2045 and one.value} == FIGURES_2045
    assert ("between", "16", "18") in {(one.comparator, one.value, one.upper) for one in found}


def test_targets_inside_tasks_are_found_in_the_scan(source_texts: dict[str, str]) -> None:
    found = read(source_texts["002"])
    assert said(tuple(one for one in found if one.year is None)) == [
        ("atLeast", "15", None),
        ("atLeast", "70", None),
    ]


def test_the_scanned_resolution_shows_its_groups_and_their_bullets(source_texts: dict[str, str]) -> None:
    clean = cleaned(source_texts["002"])
    blocks = outline(clean)
    groups = [one for one in blocks if len(one.path) == 2 and one.path[0] == "III" and one.style == "number"]
    bullets = [sum(one.style == "dash" and one.path[:-1] == group.path for one in blocks) for group in groups]
    assert [group.label for group in groups] == list("1234567")
    assert bullets == [2, 4, 6, 3, 3, 4, 0]
    paths = {group.path for group in groups}
    assert [one.path for one in blocks if one.style == "text" and one.path in paths] == [
        ("III", "2"),
        ("III", "7"),
    ]
