"""A code that is added up of its letters is the one that a whole coding makes."""

import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from wardbook.reports.forms import qr

LETTERS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=60)


@settings(max_examples=25)
@given(LETTERS)
def test_a_code_is_the_sum_of_what_its_letters_turn_around(word: str) -> None:
    said = f"https://so.phuong.example/t/{word}"
    whole = segno.make_qr(said, error=qr.LEVEL, mask=qr.MASK).matrix

    assert qr.dark(said) == ["".join(map(str, row)) for row in whole]


def test_letters_beyond_the_first_are_added_as_their_bytes() -> None:
    whole = segno.make_qr("/t/đường".encode(), error=qr.LEVEL, mask=qr.MASK, mode="byte").matrix

    assert qr.dark("/t/đường") == ["".join(map(str, row)) for row in whole]


def test_the_code_of_the_word_file_is_that_of_the_pdf() -> None:
    drawn, dots = qr.svg("https://so.phuong.example/t/ab"), qr.png("https://so.phuong.example/t/ab")

    assert drawn.width == dots.width
