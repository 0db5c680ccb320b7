"""Times told in unusual words: of a comparison, of long ago, of a plan, behind their figures."""

import pytest

from tests.reader.marking import marked
from wardbook.reader.dating.periods import date_figures


def periods(text: str) -> list[str | None]:
    return [figure.period for figure in date_figures(*marked(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Biểu dân số (thời điểm 31/12/2014)\nToàn xã [9.000 người].", ["2014-12-31"]),
        (
            "Năm 2015 thu [money|5 tỷ], đặt cạnh năm 2014 thì tăng [change|1 tỷ].",
            ["2015", "2015"],
        ),
        (
            "Kết quả năm 2010\nSo với kết quả điều tra cuối năm 2009 có [40 hộ] thì năm qua [9 hộ]"
            " thoát nghèo.",
            ["2009", "2010"],
        ),
        (
            "Sơ kết 6 tháng đầu năm 2017\nSoi cùng thời gian năm 2016, số vụ khi đó là [41 vụ].",
            ["2016-H1"],
        ),
        ("Số sinh năm 2014 là [19 cháu].", ["2014"]),
    ],
)
def test_what_is_compared_keeps_its_own_time(text: str, expected: list[str]) -> None:
    assert periods(text) == expected


def test_a_stretch_as_long_as_the_term_is_the_term() -> None:
    text = "Báo cáo nhiệm kỳ 2018 - 2023\nSau năm năm, xã kết nạp [80 đảng viên]."

    assert periods(text) == ["2018..2023"]


def test_a_year_of_long_ago_is_not_the_present_one() -> None:
    text = "Hồi năm 2020 giá là [money|200 đồng], giờ là [money|300 đồng]. Năm nay nhận [6 tin]."

    assert periods(text) == ["2020", None, None]


def test_years_behind_a_total_go_on_to_its_parts() -> None:
    text = "Trong [money|11 tỷ] huy động giai đoạn 2011-2014, dân góp [money|2 tỷ]."

    assert periods(text) == ["2011/2014", "2011/2014"]


def test_the_time_of_a_plan_frames_no_results() -> None:
    text = "Kế hoạch năm 2025\nThu [90 tấn]. Quý IV phải đạt [target|50%]. Dân chấm [4 điểm]."

    assert periods(text) == ["2025", "2025-Q4", "2025"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Từ đầu năm tới giữa tháng 11/2019, tuần tra [68 đợt].", ["2019-01/2019-11"]),
        (
            "Kết quả năm 2020\nĐược [50 người], gấp [change|2 lần] thời điểm đầu năm ([25 người]).",
            ["2020", "2020", None],
        ),
        (
            "Sau hai năm, tính đến 28/02/2015, có [94 thửa]. Riêng đất ở đạt [percent|98%].",
            ["2015-02-28", "2015-02-28"],
        ),
        ("Năm 2005 có [12 km]; nay [64 km] rồi.", ["2005", None]),
        ("Hồi tháng 7/2015 có [17 người]. Năm nay có [9 hộ].", ["2015-07", "2015"]),
        ("Kết quả năm 2020\nRiêng ba tháng vừa qua có [9 người].", [None]),
    ],
)
def test_up_to_and_ago(text: str, expected: list[str | None]) -> None:
    assert periods(text) == expected
