"""Folding is what search, matching and romanised names rest on."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbook.lib.text import fold, plain, syllables, words

vietnamese = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằẵệọửựýỹ ĐÂỞ-.,0123456789")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đường", "duong"),
        ("HỒ SƠ", "ho so"),
        ("tỷ lệ", "ty le"),
        ("Nguyễn Thái Bình", "nguyen thai binh"),
        ("ward 12", "ward 12"),
    ],
)
def test_fold_drops_marks_stroke_and_case(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(vietnamese)
def test_fold_does_not_depend_on_the_unicode_form(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(vietnamese)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(vietnamese)
def test_folded_vietnamese_is_plain_ascii(text: str) -> None:
    assert fold(text).isascii()


def test_plain_keeps_the_case_of_a_name() -> None:
    assert plain("Thành phố Đồng Nai") == "Thanh pho Dong Nai"


def test_words_are_syllables_without_punctuation() -> None:
    assert words("Hộ nghèo, cận-nghèo (2022)") == ("ho", "ngheo", "can", "ngheo", "2022")


def test_syllables_tell_words_of_other_accents_apart() -> None:
    quan, district, army = (syllables(word) for word in ("quan", "quận", "quân"))

    assert len({quan, district, army}) == 3


@pytest.mark.parametrize(
    ("one", "other"), [("hoà", "hòa"), ("Uỷ ban", "ủy ban"), ("lý", "lí"), ("tỷ", "tỉ")]
)
def test_syllables_do_not_depend_on_how_a_word_is_spelled(one: str, other: str) -> None:
    assert syllables(one) == syllables(other)


def test_a_final_y_after_a_vowel_is_kept() -> None:
    assert syllables("tay") != syllables("tai")


@given(vietnamese)
def test_syllables_do_not_depend_on_the_unicode_form(text: str) -> None:
    apart, composed = (unicodedata.normalize(form, text) for form in ("NFD", "NFC"))

    assert syllables(apart) == syllables(composed)
