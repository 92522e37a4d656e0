"""The head of a draft: whom the document was sent to and who signed it in which office."""

from dataclasses import replace

import pytest
from readings import HEAD, READING, source

from kg.document import Clean, cleaned, outline
from kg.drafting import draft
from kg.extract import read
from kg.extract.closing import recipients, signer
from kg.extract.reading import Signer
from kg.records import Document

SENT = {
    "Các Bộ: TC, GD&ĐT, Nội vụ; (để b/c)": ["bo-tai-chinh", "bo-giao-duc-va-dao-tao", "bo-noi-vu"],
    "Các Bộ: Tài chính, Nội vụ": ["bo-tai-chinh", "bo-noi-vu"],
    "Tỉnh ủy, HĐND, UBND tỉnh Lào Cai": [
        "tinh-uy-lao-cai",
        "hoi-dong-nhan-dan-tinh-lao-cai",
        "uy-ban-nhan-dan-tinh-lao-cai",
    ],
    "CT, các PCT UBND tỉnh": [
        "chu-tich-uy-ban-nhan-dan-tinh-nghe-an",
        "cac-pho-chu-tich-uy-ban-nhan-dan-tinh-nghe-an",
    ],
    "Chủ tịch, các phó chủ tịch UBND tỉnh": [
        "chu-tich-uy-ban-nhan-dan-tinh-nghe-an",
        "cac-pho-chu-tich-uy-ban-nhan-dan-tinh-nghe-an",
    ],
    "TTUB: CT, các PCT": [
        "chu-tich-uy-ban-nhan-dan-tinh-nghe-an",
        "cac-pho-chu-tich-uy-ban-nhan-dan-tinh-nghe-an",
    ],
    "CVP, PCVP UBND tỉnh": [
        "chanh-van-phong-uy-ban-nhan-dan-tinh-nghe-an",
        "pho-chanh-van-phong-uy-ban-nhan-dan-tinh-nghe-an",
    ],
    "VPUB: CVP, các PCVP; các phòng: TH, ĐMPT": ["van-phong-uy-ban-nhan-dan-tinh-nghe-an"],
    "Phòng: TH, VX, NCPC": [],
    "Các phòng, đơn vị: ĐMPT": [],
    "VPUB: CVP; PCVP L.V.Mẫu, các phòng, đơn vị: TH": ["van-phong-uy-ban-nhan-dan-tinh-nghe-an"],
    "Các phòng, Ban, TT thuộc VP. UBND tỉnh": [
        "cac-phong-ban-trung-tam-thuoc-van-phong-uy-ban-nhan-dan-tinh-nghe-an"
    ],
    "CA tỉnh, Đoàn đại biểu QH tỉnh (b/c)": [
        "cong-an-tinh-nghe-an",
        "doan-dai-bieu-quoc-hoi-tinh-nghe-an",
    ],
    "TTTU, TTr HĐND tỉnh; VP TU": [
        "thuong-truc-tinh-uy-nghe-an",
        "thuong-truc-hoi-dong-nhan-dan-tinh-nghe-an",
        "van-phong-tinh-uy-nghe-an",
    ],
    "UB MTTQVN tỉnh và hội, đoàn thể tỉnh": [
        "uy-ban-mat-tran-to-quoc-viet-nam-tinh-nghe-an",
        "cac-hoi-doan-the-tinh-nghe-an",
    ],
    "TT HĐND, UBND các xã, phường của tỉnh": ["uy-ban-nhan-dan-cac-xa-phuong-tinh-nghe-an"],
    "Vụ pháp chế - Bộ VHTT&DL": ["vu-phap-che-bo-van-hoa-the-thao-va-du-lich"],
    "UBTV Quốc hội; các Phó Thủ tướng CP (để b/c)": [
        "uy-ban-thuong-vu-quoc-hoi",
        "cac-pho-thu-tuong-chinh-phu",
    ],
    "TTTT": [],
    "TT. Tỉnh ủy, TT. HĐND tỉnh": [
        "thuong-truc-tinh-uy-nghe-an",
        "thuong-truc-hoi-dong-nhan-dan-tinh-nghe-an",
    ],
    "VP Đoàn ĐBQH&HĐND tỉnh": ["van-phong-doan-dai-bieu-quoc-hoi-va-hoi-dong-nhan-dan-tinh-nghe-an"],
    "Các VP: Tỉnh ủy, Đoàn ĐBQH và HĐND; UBND tỉnh": [
        "van-phong-tinh-uy-nghe-an",
        "van-phong-doan-dai-bieu-quoc-hoi-va-hoi-dong-nhan-dan-tinh-nghe-an",
        "van-phong-uy-ban-nhan-dan-tinh-nghe-an",
    ],
    "Thường trực: Tỉnh ủy, HĐND tỉnh": [
        "thuong-truc-tinh-uy-nghe-an",
        "thuong-truc-hoi-dong-nhan-dan-tinh-nghe-an",
    ],
    "Trang TTĐT của Đoàn ĐBQH và HĐND tỉnh": [],
    "Ban Đô thị - HĐND tỉnh": [],
    "Vụ pháp chế - Bộ NN&MT": ["vu-phap-che-bo-nong-nghiep-va-moi-truong"],
    "Cục KTVB và QLXLVPHC (Bộ Tư pháp)": [
        "cuc-kiem-tra-van-ban-va-quan-ly-xu-ly-vi-pham-hanh-chinh-bo-tu-phap"
    ],
    "VPCP: Cục KSTTHC": ["cuc-kiem-soat-thu-tuc-hanh-chinh-van-phong-chinh-phu"],
    "Cục Hải quan, Bộ Tài chính": ["cuc-hai-quan"],
    "UBND các tỉnh: Gia Lai, Lâm Đồng": [
        "uy-ban-nhan-dan-tinh-gia-lai",
        "uy-ban-nhan-dan-tinh-lam-dong",
    ],
    "Sở Nội vụ, Sở Tài chính": ["so-noi-vu-tinh-nghe-an", "so-tai-chinh-tinh-nghe-an"],
}
OFFICES = {
    "TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH": "pho-chu-tich-uy-ban-nhan-dan-tinh-nghe-an",
    "CHỦ TỊCH": "chu-tich-uy-ban-nhan-dan-tinh-nghe-an",
    "Q. CHỦ TỊCH": "chu-tich-uy-ban-nhan-dan-tinh-nghe-an",
    "TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH": None,
    "TL. CHỦ TỊCH, CHÁNH VĂN PHÒNG": None,
}


def signed_by(clean: Clean) -> Signer | None:
    found = signer(clean, outline(clean), 0)
    return found[0] if found else None


def head(**changed: object) -> Document:
    document = draft(replace(READING, head=replace(HEAD, **changed)), source()).file.document
    assert document is not None
    return document


def doubted(*lines: str) -> list[str]:
    """The messages of doubts about recipients."""
    made = draft(replace(READING, head=replace(HEAD, recipients=lines)), source())
    return [one.message for one in made.findings if one.kind == "recipients"]


def test_recipients_that_mean_no_body_known_are_doubted_in_one_place() -> None:
    (said,) = doubted("Sở Y tế", "Xưởng Mẫu Trung ương (b/c)", "CA tỉnh; Hội Mẫu", "Trung tâm Mẫu, Chữ và Số")
    assert ": Xưởng Mẫu Trung ương; Hội Mẫu; Trung tâm Mẫu, Chữ và Số; add" in said


def test_recipients_that_are_known_and_rooms_and_pages_are_not_doubted() -> None:
    assert (
        doubted(
            "Sở Y tế",
            "Như Điều 3",
            "Lưu: VT, KGVX",
            "Phòng: TH, VX",
            "KGVX, CVP",
            "Cổng TTĐT tỉnh; Công báo tỉnh",
        )
        == []
    )


def test_boards_of_the_party_are_the_nations_where_a_central_body_writes_to_them() -> None:
    issuer = "Bộ Y tế"
    sent = head(
        issuer=issuer,
        place="Hà Nội",
        recipients=("Văn phòng Trung ương và các Ban của Đảng", "các Ủy ban của Quốc hội"),
    ).sent_to
    assert sent[-2:] == ("cac-ban-cua-dang", "cac-uy-ban-cua-quoc-hoi")


@pytest.mark.parametrize(("line", "expected"), SENT.items())
def test_each_body_of_a_line_of_recipients_is_one(line: str, expected: list[str]) -> None:
    assert list(head(recipients=(line,)).sent_to) == expected


@pytest.mark.parametrize(("capacity", "expected"), OFFICES.items())
def test_the_office_of_who_signed_is_the_title_above_the_name(capacity: str, expected: str | None) -> None:
    (signature,) = head(signer=Signer("Trần Văn Mẫu", capacity)).signed_by
    assert signature.office == expected


@pytest.mark.parametrize(
    "lines",
    ["KT. CHỦ TỊCH\n\n        Ủ\nPHÓ CHỦ TỊCH\n\nTrần Văn Mẫu", "KT. CHỦ TỊCH PHÓ\nCHỦ TỊCH\nTrần Văn Mẫu"],
)
def test_a_capacity_has_no_lone_letters_and_its_titles_whole(lines: str) -> None:
    clean = cleaned(f"Nơi nhận:\n- Như trên;\n- Lưu: VT.\n{lines}\n")
    assert signed_by(clean) == Signer("Trần Văn Mẫu", "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH")


ONE_LINE = {
    "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Trần Văn Mẫu": "TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH",
    "KT. BỘ TRƯỞNG THỨ TRƯỞNG Thượng tướng Trần Văn Mẫu": "KT. BỘ TRƯỞNG, THỨ TRƯỞNG",
    "TL. CỤC TRƯỞNG KT. CHÁNH VĂN PHÒNG PHÓ CHÁNH VĂN PHÒNG Trần Văn Mẫu": "TL. CỤC TRƯỞNG, KT. CHÁNH VĂN PHÒNG, PHÓ CHÁNH VĂN PHÒNG",
    "T/M BAN THƯỜNG VỤ PHÓ BÍ THƯ TS. Trần Văn Mẫu": "T/M BAN THƯỜNG VỤ, PHÓ BÍ THƯ",
    "Q. GIÁM ĐỐC (Đã ký) Trần Văn Mẫu": "Q. GIÁM ĐỐC",
}


@pytest.mark.parametrize(("line", "capacity"), ONE_LINE.items())
@pytest.mark.parametrize(
    "form",
    [
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\n{}\n",
        "| Nơi nhận: - Như trên; - Lưu: VT. | {} |\n|---|---|\n",
        "| Nơi nhận:<br>- Như trên;<br>- Lưu: VT. | {} |\n|---|---|\n",
    ],
)
def test_capacity_and_name_on_one_line_are_told_apart(form: str, line: str, capacity: str) -> None:
    clean = cleaned(form.format(line))
    assert signed_by(clean) == Signer("Trần Văn Mẫu", capacity)


def test_a_name_is_whole_where_its_last_word_stands_on_the_next_line() -> None:
    clean = cleaned("Nơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nTrần Văn\nMẫu\n\nPhụ lục kèm theo\n")
    assert signed_by(clean) == Signer("Trần Văn Mẫu", "CHỦ TỊCH")


def test_recipients_in_one_cell_and_on_one_line_are_told_apart() -> None:
    clean = cleaned(
        "| Nơi nhận: - Như Điều 2; - Vụ Pháp chế - Bộ Y tế; - Sở Y tế (để b/c) - Lưu: VT. | CHỦ TỊCH Trần Văn Mẫu |\n|---|---|\n"
    )
    assert tuple(name for one in recipients(clean, outline(clean), 0) for name in one.names) == (
        "Như Điều 2", "Vụ Pháp chế - Bộ Y tế", "Sở Y tế (để b/c)", "Lưu: VT",
    )  # fmt: skip


def test_the_doubt_on_recipients_stands_in_their_list() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH NGHỆ AN\nSố: 7/KH-UBND\nNghệ An, ngày 2 tháng 3 năm 2026\nKẾ HOẠCH\nVề sách\n"
        "1. Lập kho.\nNơi nhận:\n- Xưởng Mẫu Trung ương;\n- Hội Mẫu.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Văn Mẫu\n"
        "PHỤ LỤC\n1. Sách của Xưởng Mẫu Trung ương và của Hội Mẫu.\n"
    )
    (doubt,) = (one for one in draft(read(text), source(text)).findings if one.kind == "recipients")
    assert text[doubt.start : doubt.end] == "Xưởng Mẫu Trung ương;\n- Hội Mẫu"
