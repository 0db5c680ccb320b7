"""PDF papers: lines joined into paragraphs, rows kept, margins and pictures told apart."""

import pytest

from tests.reader.pdf_writer import Text, pdf
from wardbook.lib.refusal import Refused
from wardbook.reader.paper import open_paper

LONG = "Tổng thu ngân sách của phường trong năm đạt hơn 8,86 tỷ đồng, bằng"


def lines(*pages) -> list[str]:
    return open_paper(pdf(*pages), "bao-cao.pdf").text.split("\n")


def stack(*words: str, top: float = 700) -> list[Text]:
    return [Text(line, bottom=top - 16 * number) for number, line in enumerate(words)]


def test_lines_of_a_paragraph_become_one_line():
    assert lines(stack(LONG, "105% dự toán.")) == [f"{LONG} 105% dự toán."]


def test_a_short_line_ends_its_paragraph():
    page = stack("Kết quả thu", LONG, "hơn", "Kết quả chi")

    assert lines(page) == ["Kết quả thu", f"{LONG} hơn", "Kết quả chi"]


def test_items_of_a_list_stay_apart_with_their_own_lines_joined():
    page = stack("- " + LONG, "cả năm", "- Chi thường xuyên", "1. Về văn hóa", "a) Thể thao")

    assert lines(page) == [
        f"- {LONG} cả năm", "- Chi thường xuyên", "1. Về văn hóa", "a) Thể thao",
    ]  # fmt: skip # one list


def test_an_indented_line_begins_a_paragraph():
    page = [Text(LONG), Text(LONG, left=113, bottom=684)]

    assert lines(page) == [LONG, LONG]


def test_a_number_cut_at_a_hyphen_is_one_number():
    assert lines(stack(LONG + " năm 2020-", "2025 đạt.")) == [LONG + " năm 2020-2025 đạt."]


def test_words_side_by_side_are_cells():
    row = [Text("Thuế"), Text("7.900", left=200), Text("8.450", left=300)]
    head = [Text("Khoản", bottom=720), Text("Dự toán", left=200, bottom=720)]

    assert lines([*head, *row]) == ["Khoản | Dự toán", "Thuế | 7.900 | 8.450"]


def test_running_heads_and_page_numbers_are_left_out():
    def page(number: int) -> list[Text]:
        head = Text("PHƯỜNG AN HÒA", bottom=810)
        return [head, Text(f"Thu lần {number}"), Text(str(number), left=290, bottom=40)]

    assert lines(page(1), page(2), page(3)) == ["Thu lần 1", "Thu lần 2", "Thu lần 3"]


def test_a_sentence_goes_on_over_the_page():
    assert lines([Text(LONG)], stack("105% dự toán.")) == [f"{LONG} 105% dự toán."]


def test_pages_are_counted():
    assert open_paper(pdf([Text("a")], [Text("b")]), "a.pdf").pages == 2


def test_a_scanned_paper_is_a_picture():
    with pytest.raises(Refused, match="picture, it cannot be read"):
        open_paper(pdf([], [], picture=True), "scan.pdf")


def test_a_page_that_is_a_picture_is_named():
    paper = open_paper(pdf(stack(LONG), [], picture=True), "a.pdf")

    (warning,) = paper.warnings
    assert (warning.rule, dict(warning.values)) == ("PAPER-28", {"pages": "2"})


def test_an_empty_page_is_no_text():
    with pytest.raises(Refused, match="no text"):
        open_paper(pdf([]), "a.pdf")
