"""Any text as a document, a number, a date, a deadline: read without an error, every place within it."""

import unicodedata
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from properties import documents, odd_texts, tried

from fuzz.targets.grammar import grammar
from fuzz.targets.reading import check_place, extract, places
from kg.document import cleaned
from kg.document.codes import TYPE_CODES
from kg.document.number import Number, numbers
from kg.extract import read
from kg.extract.dates import dates
from kg.extract.deadlines import deadline, deadlines
from kg.records import last_day
from kg.records.edtf import checked
from kg.text import fold, fold_with_offsets, slug


@given(documents())
@example("x" + " -" * 200 + " 40%")
@example("Đến năm 2035 tỷ lệ đạt " + "-" * 300 + "\x01 40%.")
@example(
    "KẾ HOẠCH\nIII. NHIỆM VỤ\n1. Theo a, " + "để a, " * 26 + "để x Sở Tài chính, Sở Nội vụ chủ trì báo cáo."
)
@example("a\x00b\x07 Sở Mẫu chủ trì làm \x1b[31m báo cáo.")
@example("Ban Chấp hành %%% mẫu; căn cứ Nghị quyết số 5-NQ/TW của Ban Chấp hành %%% mẫu")
@tried(40)
def test_any_text_is_read_and_drafted(text: str) -> None:
    extract(text.encode("utf-8"))


@given(documents())
@tried(40)
def test_every_place_of_a_reading_lies_in_the_text(text: str) -> None:
    for part in places(read(text)):
        check_place(text, part)


@pytest.mark.parametrize("form", ["NFD", "NFKD"])
def test_lines_break_alike_in_decomposed_letters(form: str) -> None:
    text = "TỈNH ỦY MẪU\nBAN TUYÊN GIÁO\n\nĐiều 1. Trồng hoa ở các phường của\nthành phố mẫu và tưới chúng.\nĐiều 2. Hết."
    other = unicodedata.normalize(form, text)
    assert cleaned(other).text == cleaned(text).text
    assert [cleaned(other).raw_span(*span) for span in cleaned(other).spans][-1][1] == len(other)


@given(odd_texts(60))
@tried(150)
def test_any_text_is_a_number_a_date_a_deadline_or_none(text: str) -> None:
    grammar(text.encode("utf-8"))


_CODES = st.sampled_from(sorted(code for code in TYPE_CODES if len(code) > 1))
_ISSUERS = st.sampled_from(["UBND", "CP", "TTg", "TW", "HĐND", "BTC", "BTGTU", "TU"])


@given(
    st.integers(1, 99_999),
    st.sampled_from(["", "a", "c"]),
    _CODES,
    _ISSUERS,
    st.integers(1950, 2049),
    st.booleans(),
)
@tried(150)
def test_a_number_that_is_written_is_read_as_it_was(
    serial: int, suffix: str, code: str, issuer: str, year: int, dated: bool
) -> None:
    for written in (
        f"{serial}{suffix}/{f'{year}/' if dated else ''}{code}-{issuer}",
        f"{serial}{suffix}-{code}/{issuer}",
    ):
        number = Number.parse(written)
        assert Number.parse(str(number)) == number
        assert str(Number.parse(str(number))) == str(number)
        assert [found.number for found in numbers(f"theo văn bản số {written} đã ban hành")] == [number]


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)), st.sampled_from(["/", ".", " tháng "]))
@tried(100)
def test_a_day_is_read_as_it_was_written(day: date, sign: str) -> None:
    words = f"{day.day}{sign}{day.month}{' năm ' if sign.isalpha() or ' ' in sign else sign}{day.year}"
    (found,) = dates(f"hoàn thành trước ngày {words} và báo cáo")
    assert found.edtf == str(day)
    (due,) = deadlines(f"hoàn thành trước ngày {words}")
    assert (due.edtf, due.qualifier) == (str(day), "before")
    whole = deadline(f"Trước ngày {words}")
    assert whole is not None
    assert last_day(whole.edtf or "", whole.qualifier) == date.fromordinal(day.toordinal() - 1)


@given(odd_texts(20))
@tried(100)
def test_any_text_is_a_date_or_refused_in_words(text: str) -> None:
    with suppress(ValueError):
        assert checked(text) == text


@given(odd_texts(60))
@example("a%%%b % c")
@tried(150)
def test_a_slug_is_of_letters_and_digits_joined_by_single_hyphens(text: str) -> None:
    made = slug(text)
    assert made == "" or all(part.isascii() and part.isalnum() for part in made.split("-"))


@given(odd_texts(60))
@tried(150)
def test_folding_is_settled_and_knows_where_letters_stood(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    folded = fold_with_offsets(text)
    assert len(folded.text) == len(folded.offsets)
    assert list(folded.offsets) == sorted(folded.offsets)
    assert all(0 <= offset < len(text) for offset in folded.offsets)


@given(odd_texts(80))
@tried(150)
def test_a_clean_text_leads_back_to_its_own_letters(text: str) -> None:
    clean = cleaned(text)
    assert len(clean.flat) == len(clean.text)
    for at, letter in enumerate(clean.text):
        start, end = clean.raw_span(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert letter.isspace() or letter in unicodedata.normalize("NFC", text[start:end]).replace(
            "Ð", "Đ"
        ).replace("ð", "đ").replace("Ɖ", "Đ")
