"""The paper's own date is found, and doubted when it cannot be right."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbook.reader.dates import date_warnings, paper_date

BODY = "\nBÁO CÁO\nTình hình của phường\nPhường có 12 khu phố."


@pytest.mark.parametrize(
    "head",
    [
        "An Hòa, ngày 17 tháng 2 năm 2022",
        "PHƯỜNG AN HÒA | An Hòa, ngày 17 tháng 02 năm 2022",
        "Số: 12/BC-UBND      An Hòa, ngày 17  tháng 2 năm 2022",
        "An Hòa, ngày 17/02/2022",
        "17/2/2022 - 09:29",
        "Thứ Năm, 17/02/2022 18:37",
        "(Báo ra ngày 17.2.2022)",
        "Cập nhật: 17-02-2022",
        "Ngày 17/2/2022, Đảng ủy phường họp.",
        "Sáng ngày 17 tháng 2 năm 2022, Đảng ủy phường họp.",
    ],
)
def test_a_date_at_the_head_is_the_papers_own(head):
    assert paper_date(f"ĐẢNG BỘ QUẬN\n{head}{BODY}") == date(2022, 2, 17)


def test_a_dateline_beside_the_signature_counts_too():
    assert paper_date(BODY * 30 + "\nAn Hòa, ngày 17 tháng 2 năm 2022\nBÍ THƯ") == date(2022, 2, 17)


@pytest.mark.parametrize(
    "line",
    [
        "Căn cứ Nghị quyết số 05-NQ/ĐU ngày 17/2/2022 của Đảng ủy phường;",
        "Tính đến ngày 17 tháng 2 năm 2022, phường có 12 khu phố.",
        "An Hòa, ngày     tháng 2 năm 2022",
        "Tổng thu 17.2.2022.500 đồng",
    ],
)
def test_dates_of_other_things_are_not_its_own(line):
    assert paper_date(f"ĐẢNG BỘ QUẬN\n{line}{BODY}") is None


def rules(text: str, periods: tuple[str, ...] = (), on: date | None = None) -> list[str]:
    return [warning.rule for warning in date_warnings(text, periods, on=on)]


DATED = "An Hòa, ngày 17 tháng 2 năm 2022\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "Theo báo cáo, năm 2022, kết quả thu ngân sách được 3.124 triệu đồng.",
        "Trong năm 2022, phường đã vận động 240 triệu đồng.",
        "BÁO CÁO\nTổng kết công tác năm 2022",
        "Kết quả thực hiện nhiệm vụ của phường năm 2022",
    ],
)
def test_results_of_a_year_that_was_not_over_are_told(sentence):
    assert rules(DATED + sentence) == ["PAPER-33"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Tổng kết công tác năm 2021, triển khai nhiệm vụ năm 2022",
        "Năm 2022, phường phấn đấu thu đạt 12 tỷ đồng.",
        "Dự toán thu ngân sách năm 2022 là 12 tỷ đồng.",
        "Kết quả công tác tháng 1 năm 2022",
        "Từ đầu năm 2022 đến nay, phường đã cấp 31 thẻ.",
        "Phấn đấu đến năm 2025 giảm còn 2% hộ nghèo.",
        "Công tác tuyển quân năm 2022 hoàn thành sớm, giao 18 thanh niên.",
        "Kế hoạch công tác năm 2022",
        "Năm 2021, phường thu đạt 12 tỷ đồng, tăng 5% so với năm 2020.",
    ],
)
def test_plans_and_parts_of_the_year_raise_no_doubt(sentence):
    assert rules(DATED + sentence) == []


def test_a_programme_of_a_far_year_is_told():
    assert rules(DATED + "Phiên họp về chương trình công tác năm 2023") == ["PAPER-34"]
    assert rules(DATED.replace("tháng 2", "tháng 12") + "Phương hướng năm 2023") == []


def test_a_paper_cannot_cite_one_that_was_not_written():
    text = DATED + "Căn cứ Quyết định số 15/QĐ-UBND ngày 03/05/2022 của UBND phường"

    assert rules(text) == ["PAPER-35"]


def test_figures_that_agree_on_a_period_not_over_are_told():
    assert rules(DATED, ("2022",) * 4) == ["PAPER-33"]
    assert rules(DATED, ("2022-H1",) * 4) == ["PAPER-33"]
    assert rules(DATED, ("2022",) * 3 + ("2021",) * 9 + ("2020/", "2020..2025", "?") * 5) == []


def test_a_year_may_be_reported_in_its_last_months():
    assert rules(DATED.replace("tháng 2", "tháng 11"), ("2022",) * 9) == []


def test_a_day_that_is_not_in_the_calendar_is_told():
    text = "An Hòa, ngày 31 tháng 2 năm 2022" + BODY

    assert (paper_date(text), rules(text)) == (None, ["PAPER-31"])
    assert "31/2/2022" in date_warnings(text)[0].text()


def test_a_day_that_has_not_come_is_told():
    assert rules(DATED, on=date(2022, 2, 16)) == ["PAPER-32"]
    assert rules(DATED, on=date(2022, 2, 17)) == []


def test_the_warning_shows_what_was_found():
    (warning,) = date_warnings(DATED + "Tổng kết công tác năm 2022")

    assert "17/02/2022" in warning.text()
    assert "công tác năm 2022" in warning.text()


def test_a_paper_without_a_date_raises_no_doubt():
    assert rules("Tổng kết công tác năm 2022", on=date(2020, 1, 1)) == []


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_every_day_of_the_calendar_is_read_back(day):
    assert paper_date(f"An Hòa, ngày {day.day} tháng {day.month} năm {day.year}") == day


@given(st.text(alphabet="ngày tháng năm 0123456789/.-,|\n", max_size=200))
def test_no_text_breaks_it(text):
    assert isinstance(date_warnings("17/2/2020\n" + text), tuple)
