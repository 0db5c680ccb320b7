"""The row and the column that a figure of a table stands in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbook.documents.cells import headings_of

TABLE = """BIỂU
TT | Nội dung | Kế hoạch | Thực hiện
1 | Thu ngân sách | 100 | 120
2 | Hộ nghèo | 40 | 37

Ghi chú: 12 | 13
"""
TWICE = "Chỉ tiêu\tNăm\tNăm\n\t2024\t2025\nHồ sơ tiếp nhận\t1.200\t1.250\n"


def said(text: str, number: str) -> dict[str, list[str]]:
    found = headings_of(text, text.index(number))
    return {name: [text[a:b] for a, b in spans] for name, spans in (found or {}).items()}


def test_a_cell_has_the_words_of_its_row_and_column() -> None:
    assert said(TABLE, "37") == {"row": ["Hộ nghèo"], "column": ["Thực hiện"]}
    assert said(TABLE, "100") == {"row": ["Thu ngân sách"], "column": ["Kế hoạch"]}


def test_headings_may_stand_in_two_rows_and_years_are_headings() -> None:
    assert said(TWICE, "1.250") == {"row": ["Hồ sơ tiếp nhận"], "column": ["Năm", "2025"]}


def test_another_table_below_text_has_no_heading_of_the_first() -> None:
    assert said(TABLE, "13")["column"] == []


@pytest.mark.parametrize("text", ["Năm 2025 có 37 hộ.", "37", "| 37"])
def test_a_figure_beside_no_words_of_a_table_has_no_headings(text: str) -> None:
    assert headings_of(text, text.index("37")) is None


@given(st.text(st.sampled_from("a1|\t\n bộ2.")), st.integers(0, 30))
def test_every_span_lies_inside_the_text_on_one_line(text: str, place: int) -> None:
    found = headings_of(text, min(place, len(text))) or {}

    for spans in found.values():
        for start, end in spans:
            assert 0 <= start < end <= len(text)
            assert "\n" not in text[start:end]
