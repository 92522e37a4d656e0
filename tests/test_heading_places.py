"""Head and end of a document: each fact of its own record and of those it cites stands in its evidence."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kg.drafting import draft
from kg.extract import read
from kg.records import Evidence, RecordFile
from kg.source import find
from kg.source import read as read_source
from kg.text import flat

FORM = """ỦY BAN NHÂN DÂN
TỈNH NGHỆ AN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/2026/QĐ-UBND
Nghệ An, ngày 5 tháng 3 năm 2026
QUYẾT ĐỊNH
Về kho sách của tỉnh
Căn cứ Quyết định số 7/2020/QĐ-UBND;
QUYẾT ĐỊNH:
Điều 1. Lập kho sách tại các xã.
Điều 2. Bãi bỏ Quyết định số 8/2021/QĐ-UBND ngày 02 tháng 4 năm 2021 và Quyết định số 7/2020/QĐ-UBND ngày 01 tháng 9 năm 2020 của Ủy ban nhân dân tỉnh.
Nơi nhận:
- Như Điều 2;
- Sở Nội vụ.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Mẫu
"""


def drafted_from(text: str, folder: Path) -> tuple[RecordFile, Callable[[Iterable[Evidence]], list[str]]]:
    """The draft of a text, and what quotes places of it."""
    path = folder / "mau.txt"
    path.write_text(text, encoding="utf-8")
    source = read_source(path)
    file = draft(read(source.text), source).file
    return file, lambda places: [source.text[one.start : one.end] for one in places]


def test_a_document_is_borne_out_by_its_letterhead_recipients_and_signature(tmp_path: Path) -> None:
    file, quoted = drafted_from(FORM, tmp_path)
    assert file.document
    assert quoted(file.document.evidence) == [
        "Về kho sách của tỉnh",
        "ỦY BAN NHÂN DÂN\nTỈNH NGHỆ AN",
        "Số: 12/2026/QĐ-UBND",
        "Nghệ An, ngày 5 tháng 3 năm 2026",
        "Nơi nhận:\n- Như Điều 2;\n- Sở Nội vụ.",
        "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Văn Mẫu",
    ]


def test_a_relation_is_borne_out_by_the_words_that_say_it(tmp_path: Path) -> None:
    file, quoted = drafted_from(FORM, tmp_path)
    said = {(one.kind, one.to.rpartition("/")[2]): quoted(one.evidence) for one in file.relations}
    assert said["repeals", "8-2021-qd-ubnd"] == [
        "Bãi bỏ Quyết định số 8/2021/QĐ-UBND ngày 02 tháng 4 năm 2021"
    ]
    (words,) = said["repeals", "7-2020-qd-ubnd"]
    assert words.startswith("Bãi bỏ")
    assert "7/2020/QĐ-UBND" in words


def test_a_date_told_elsewhere_is_borne_out_there(tmp_path: Path) -> None:
    file, quoted = drafted_from(FORM, tmp_path)
    (earlier,) = (one for one in file.mentions if one.number == "7/2020/QĐ-UBND")
    assert str(earlier.issued) == "2020-09-01"
    assert any("01 tháng 9 năm 2020" in words for words in quoted(earlier.evidence))


def letters(said: str) -> str:
    """The letters and figures alone, as layout and marks break words."""
    return "".join(filter(str.isalnum, flat(said)))


def unproved(path: Path) -> Iterator[str]:
    """What the head and the end of a document say, and the numbers it cites, that no evidence has."""
    source = read_source(path)
    reading = read(source.text)
    file, head = draft(reading, source).file, reading.head
    own = file.document.evidence if file.document else ()
    said = letters("".join(source.text[one.start : one.end] for one in own))
    signed = [head.signer.name] if head.signer and head.signer.name else []
    yield from (one for one in (head.number, *signed, *head.recipients) if one and letters(one) not in said)
    if head.issued and f"{head.issued.month}nam{head.issued.year}" not in said:
        yield str(head.issued)
    for cited in file.mentions:
        words = letters("".join(source.text[one.start : one.end] for one in cited.evidence))
        if cited.issued and not all(str(part) in words for part in cited.issued.timetuple()[:3]):
            yield f"{cited.number}, {cited.issued}"


def test_the_form_of_real_documents_is_borne_out(shared: Path) -> None:
    texts = find([shared / "devset" / "texts"]).documents[::4]
    assert [one for path in texts for one in unproved(path)] == []
