"""The head of a draft: whom the document was sent to and who signed it in which office."""

from dataclasses import replace

import pytest
from readings import HEAD, READING, source

from kg.document import cleaned, outline
from kg.drafting import draft
from kg.extract.closing import signer
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
    "Sở Nội vụ, Sở Tài chính": ["so-noi-vu-tinh-nghe-an", "so-tai-chinh-tinh-nghe-an"],
}
OFFICES = {
    "TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH": "pho-chu-tich-uy-ban-nhan-dan-tinh-nghe-an",
    "CHỦ TỊCH": "chu-tich-uy-ban-nhan-dan-tinh-nghe-an",
    "Q. CHỦ TỊCH": "chu-tich-uy-ban-nhan-dan-tinh-nghe-an",
    "TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH": None,
    "TL. CHỦ TỊCH, CHÁNH VĂN PHÒNG": None,
}


def head(**changed: object) -> Document:
    document = draft(replace(READING, head=replace(HEAD, **changed)), source()).file.document
    assert document is not None
    return document


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
    assert signer(clean, outline(clean), 0) == Signer("Trần Văn Mẫu", "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH")
