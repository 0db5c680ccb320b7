"""A quoted sentence with its figure marked and words masked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbook.web.quote import Piece, pieces


def test_the_figure_is_marked_between_plain_words() -> None:
    assert pieces("có 18 hộ", mark=(3, 5)) == [
        Piece("có "),
        Piece("18", marked=True),
        Piece(" hộ"),
    ]


def test_a_masked_piece_carries_no_text() -> None:
    assert pieces("ông A nộp", masked=[(4, 5)]) == [
        Piece("ông "),
        Piece("", masked=True),
        Piece(" nộp"),
    ]


def test_where_mark_and_mask_overlap_the_mask_wins() -> None:
    assert pieces("abcd", mark=(0, 3), masked=[(2, 4)]) == [
        Piece("ab", marked=True),
        Piece("", masked=True),
    ]


def test_touching_masks_are_one_block() -> None:
    assert pieces("abcd", masked=[(1, 2), (2, 3)]) == [
        Piece("a"),
        Piece("", masked=True),
        Piece("d"),
    ]


@pytest.mark.parametrize("span", [(0, 5), (3, 3), (-1, 2)])
def test_a_span_outside_the_text_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="outside"):
        pieces("abcd", mark=span)


@given(st.text(min_size=1), st.data())
def test_without_masks_no_letter_is_lost(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    cut = pieces(text, mark=(start, end))

    assert "".join(piece.text for piece in cut) == text
    assert "".join(piece.text for piece in cut if piece.marked) == text[start:end]
