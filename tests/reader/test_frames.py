"""Stretches of the year, and which of the times a paragraph names frame the rest of it."""

import pytest

from tests.reader.marking import marked
from wardbook.reader.dating.periods import date_figures


def periods(text: str) -> list[str | None]:
    return [figure.period for figure in date_figures(*marked(text))]


# Months of the year so far, halves, the year as a whole.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tính chung 7 tháng năm 2019, thu [money|3 tỷ đồng]; riêng tháng 7"
            " thu [money|1 tỷ đồng].",
            ["2019-01/2019-07", "2019-07"],
        ),
        (
            "Tháng 8/2019 phạt [12 vụ].\nVề xây dựng, 8 tháng kiểm tra [90 công trình].",
            ["2019-08", "2019-01/2019-08"],
        ),
        ("Năm 2019, xã cho [6 hộ] vay trong thời hạn 9 tháng.", ["2019"]),
        ("Nửa đầu năm 2020 có [4 vụ], nửa cuối năm [7 vụ].", ["2020-H1", "2020-H2"]),
        (
            "6 tháng đầu năm 2020 làm [3 cuộc]; 6 tháng cuối năm làm [5 cuộc] nên cả năm được"
            " [8 cuộc]. Qua đó nhắc [2 nơi].",
            ["2020-H1", "2020-H2", "2020", "2020"],
        ),
        ("Báo cáo tháng 5/2021\nTính từ đầu năm, đội nhắc [80 hộ].", ["2021/"]),
        ("Từ đầu nhiệm kỳ 2010-2015 đến tháng 3-2013, kết nạp [9 đảng viên].", ["2010/2013-03"]),
        (
            "Quý II/2020 thu [money|5 tỷ đồng]. Đến cuối năm thu [target|9 tỷ đồng].",
            ["2020-Q2", "2020"],
        ),
        ("Tháng 6, tháng 7/2018 có [3 vụ].", ["2018-06/2018-07"]),
    ],
)
def test_stretches_of_the_year(text: str, expected: list[str | None]) -> None:
    assert periods(text) == expected


# What frames the rest of a paragraph, and what does not.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Năm 2017 có [9 vụ], năm 2018 có [6 vụ], năm 2019 có [5 vụ]. Lỗi chính là rác: [7 vụ].",
            ["2017", "2018", "2019", None],
        ),
        (
            "9 tháng năm 2019 có [9 vụ]. Riêng quý III có [2 vụ]. Đội nhắc [40 hộ].",
            ["2019-01/2019-09", "2019-Q3", "2019-01/2019-09"],
        ),
        (
            "Năm 2019 có [9 vụ]. Năm 2018 có [7 vụ]. Đội nhắc [40 hộ].",
            ["2019", "2018", "2019"],
        ),
        (
            "Cuối năm 2020 có [90 hộ]. Đến hết tháng 4-2021 còn [80 hộ]. Có [3 hộ] dời đi.",
            ["2020", "2021-04", "2021-04"],
        ),
        (
            "Tháng 9-2020 thu [money|1 tỷ đồng], đưa tổng thu 9 tháng lên [money|6 tỷ đồng]."
            " Trong đó thu từ đất [money|2 tỷ đồng].",
            ["2020-09", "2020-01/2020-09", "2020-01/2020-09"],
        ),
        (
            "Đợt 1 (từ 5-8 đến 9-8-2022) vớt [3 tấn], đợt 2 (12-9 đến 20-9) vớt [4 tấn].\n"
            "Cộng cả hai đợt: [7 tấn].",
            ["2022-08-05/2022-08-09", "2022-09-12/2022-09-20", "2022-08-05/2022-09-20"],
        ),
        (
            "Hội tổng kết nhiệm kỳ 2011-2016\n\nNhiệm kỳ qua, hội kết nạp [90 hội viên].",
            ["2011..2016"],
        ),
        (
            "BHYT năm học 2021-2022: còn [2 trường]\n\nĐến 30-10 có [4 trường].",
            ["2021/2022", "2021-10-30"],
        ),
        (
            "Nửa năm qua (từ 15/12/2020 đến 14/6/2021), có [8 vụ]. Cháy [2 vụ].",
            ["2020-12-15/2021-06-14"] * 2,
        ),
    ],
)
def test_frames_of_a_paragraph(text: str, expected: list[str | None]) -> None:
    assert periods(text) == expected


def test_a_quarter_before_is_told_by_the_present_one() -> None:
    text = "Quý I/2020 nhận [90 đơn], so với quý trước ([80 đơn])."

    assert periods(text) == ["2020-Q1", "2019-Q4"]


def test_a_run_together_full_stop_ends_the_sentence() -> None:
    text = "8 tháng năm 2020 có [30 thẻ],trong đó tháng 8 có [9 thẻ].Toàn phường có [900 thẻ]."

    assert periods(text) == ["2020-01/2020-08", "2020-08", "2020-01/2020-08"]
