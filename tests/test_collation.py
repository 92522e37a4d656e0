"""How the wordings of sources differ: planted variants, and the five texts against one another."""

import json
from collections import Counter
from pathlib import Path

import pytest

from kg.audit.collation import Variant, collate
from kg.audit.wording import KINDS, compare
from kg.cli import main
from kg.records import read
from kg.source import gather

ROOT = Path(__file__).resolve().parents[1]
SCAN, PAGE, GUIDANCE = "002_01d3e8950fbf6f9f", "000_0cf5d0eddb5130cb", "004_e580ae5500414388"


def kinds(base: str, other: str, *, scanned: bool = False) -> set[str]:
    return {difference.kind for difference in compare(base, other, scanned=scanned)}


@pytest.mark.parametrize(
    ("base", "other", "expected"),
    [
        ("phát triển hạ tầng số", "phát triển hạ tầng số", set()),
        ("Phát triển **hạ tầng** số", "phát triển hạ tầng số.", set()),
        ("hàng hoá, uỷ ban", "hàng hóa, ủy ban", {"spelling"}),
        ("tỉ lệ và kĩ thuật", "tỷ lệ và kỹ thuật", {"spelling"}),
        ("phát triển khoa học", "phát triểnkhoa học", {"spelling"}),
        ("khoa học, công nghệ và dữ liệu", "KHCN và dữ liệu", {"spelling"}),
        ("xây dựng các trung tâm", "xây dựng trung tâm", {"wording"}),
        ("xây dựng và vận hành trung tâm dữ liệu", "xây dựng trung tâm dữ liệu", {"abridgement"}),
        ("xây dựng trung tâm dữ liệu", "xây dựng gấp trung tâm dữ liệu", {"addition"}),
        ("đạt trên 55% vào năm 2030", "đạt trên 50% vào năm 2030", {"substantive"}),
        ("hình thành sàn dữ liệu", "hình thành kho dữ liệu", {"substantive"}),
        ("bứt phá", "bút phá", {"substantive"}),
    ],
)
def test_difference_of_clean_texts_has_its_kind(base: str, other: str, expected: set[str]) -> None:
    assert kinds(base, other) == expected


@pytest.mark.parametrize(
    ("base", "other"),
    [
        ("phat trlen khoa hoc, cong nghe", "phát triển khoa học, công nghệ"),
        ("co so dir liéu lon", "cơ sở dữ liệu lớn"),
        ("cong nghé chién 1 uge la", "công nghệ chiến lược là"),
        ("tmg dung, img dung", "ứng dụng, ứng dụng"),
        ("nang luong mdi, nang\nlrong sach", "năng lượng mới, năng lượng sạch"),
        ("dit liéu 16n ¢ chii quyén", "dữ liệu lớn có chủ quyền"),
    ],
)
def test_damage_by_machine_reading_is_never_substantive(base: str, other: str) -> None:
    assert kinds(base, other, scanned=True) == {"damage"}


@pytest.mark.parametrize(
    ("base", "other"),
    [
        ("dat trén 55% trong tong so", "đạt trên 50% trong tổng số"),
        ("hinh thanh san giao dich dir liéu", "hình thành sản phẩm dịch vụ số"),
        ("co quan trong hé thong chinh tri;", "cơ quan Nhà nước;"),
    ],
)
def test_other_words_and_figures_show_through_machine_reading(base: str, other: str) -> None:
    assert "substantive" in kinds(base, other, scanned=True)


def test_differences_are_runs_of_words_in_order() -> None:
    (only,) = compare("hình thành sàn giao dịch dữ liệu", "hình thành sản phẩm dịch vụ số", scanned=False)
    assert (only.base, only.other) == ((2, 7), (2, 7))


@pytest.fixture(scope="module")
def texts(shared: Path) -> dict[str, str]:
    return {t.path.stem: t.text for t in gather([ROOT / "corpus", shared / "corpus"]).texts}


def variants_of(texts: dict[str, str]) -> list[Variant]:
    paths = (ROOT / "corpus").glob("*.yaml")
    return collate(read({path.name: path.read_text(encoding="utf-8") for path in paths}), texts)


@pytest.fixture(scope="module")
def variants(texts: dict[str, str]) -> list[Variant]:
    return variants_of(texts)


def substantive(variants: list[Variant]) -> set[tuple[str, str]]:
    return {(v.base.locator, v.other.locator) for v in variants if v.kind == "substantive"}


def test_no_difference_of_the_scan_from_its_clean_copies_is_substantive(variants: list[Variant]) -> None:
    same_document = [v for v in variants if v.link == "sources"]
    assert len(same_document) > 100
    assert substantive(same_document) == set()


def test_guidance_differs_in_substance_in_two_places(variants: list[Variant]) -> None:
    of_guidance = [v for v in variants if v.other.source == GUIDANCE]
    assert len(of_guidance) > 60
    assert substantive(of_guidance) == {("I.1", "II.1.1.1"), ("II.1.5.f", "II.1.2.1.5.f")}


def test_programme_differs_where_a_reader_saw_it(variants: list[Variant]) -> None:
    found = substantive([v for v in variants if v.link == "restates"])
    assert {("III.5", "5"), ("III.3.1.d", "3.3"), ("III.3.6.d", "3.6.a")} <= found
    # Issuing becomes reviewing, funds become rules on funds, mechanisms become a scheme: read and found to differ.
    assert {("III.3.2.a", "3.4"), ("III.2.2.f", "2.5.a"), ("III.6.3.a", "6.2")} <= found
    assert len(found) <= 16


def test_every_kind_occurs_and_most_of_the_scan_is_damage(variants: list[Variant]) -> None:
    counted = Counter(d.kind for v in variants for d in v.differences)
    assert set(counted) == set(KINDS) - {"same"}
    assert any(v.kind == "same" for v in variants)
    of_scan = Counter(v.kind for v in variants if {v.base.source, v.other.source} == {SCAN, PAGE})
    assert set(of_scan) == {"damage"}


def test_a_whole_shows_more_than_its_parts_do(variants: list[Variant]) -> None:
    shown = [
        {(v.base.source, v.base.span(*d.base), v.other.source, v.other.span(*d.other)) for d in v.differences}
        for v in sorted(variants, key=lambda v: len(v.base.words) + len(v.other.words))
    ]
    seen: set[object] = set()
    for differences in filter(None, shown):
        assert differences - seen
        seen |= differences


def test_a_planted_figure_is_found_substantive(texts: dict[str, str]) -> None:
    assert "trên 55%" in texts[PAGE]
    planted = variants_of(texts | {PAGE: texts[PAGE].replace("trên 55%", "trên 65%")})
    assert ("II.1.2.a", "II.1.2.a") in substantive(planted)


def test_command_lists_variants_and_writes_them_as_a_page(
    shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["coverage", "corpus", str(shared / "corpus"), "--variants", "--quiet"]
    assert main([*arguments, "--format", "json", "--html", str(tmp_path)]) == 1
    told = json.loads(capsys.readouterr().out)
    assert {variant["kind"] for variant in told} <= set(KINDS)
    assert '<mark class="substantive">' in (tmp_path / "variants.html").read_text(encoding="utf-8")
    assert main([*arguments, "--format", "md"]) == 1
    assert "| substantive | II.1.5.f |" in capsys.readouterr().out
