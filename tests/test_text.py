"""Folding: what is spelt in two ways is one, and every folded character knows where it came from."""

import unicodedata
from pathlib import Path

import pytest

from kg.text import digest, flat, fold, fold_with_offsets, slug


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hòa bình", "hoà bình"),
        ("Uỷ ban", "Ủy ban"),
        ("ĐIỀU", "điều"),
        ("Ðảng", "Đảng"),
        ("chuyển\u00a0đổi", "chuyển đổi"),
        ("57-NQ/TW", "57 - NQ / TW"),
        (unicodedata.normalize("NFD", "Thủ tướng"), unicodedata.normalize("NFC", "Thủ tướng")),
    ],
)
def test_spelling_habits_fold_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("55%", "55"), ("20 %", "20%"), ("bộ", "số"), ("15", "50")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_folded_words_lead_back_to_the_words(form: str) -> None:
    text = unicodedata.normalize(form, "  Căn cứ  Nghị quyết số 57-NQ/TW, ngày 22/12/2024.")
    folded = fold_with_offsets(text)
    at = folded.text.index("nghi quyet")
    start, end = folded.span(at, at + len("nghi quyet"))
    assert fold(text[start:end]) == "nghi quyet"
    assert text[start] == "N"


def test_folding_with_offsets_gives_the_same_text_as_folding(shared: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((shared / "corpus").glob("*.txt"))]
    assert len(texts) == 5
    for text in texts:
        folded = fold_with_offsets(text)
        assert folded.text == fold(text)
        assert list(folded.offsets) == sorted(folded.offsets)


def test_slugs_are_safe_in_an_iri() -> None:
    assert slug("Ủy ban nhân dân thị xã (UBND) 100%") == "uy-ban-nhan-dan-thi-xa-ubnd-100"


def test_digest_tells_words_apart() -> None:
    assert digest("tối thiểu 50%") != digest("tối thiểu 60%")
    assert len(digest("")) == 16


def test_every_character_stays_one_in_a_flat_text() -> None:
    every = "".join(chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000)
    assert len(flat(every)) == len(every)
