"""Times told by what stands around them: questions, days of a meeting, years ago, datelines."""

import pytest

from tests.reader.marking import marked
from wardbook.reader.dating.periods import date_figures


def periods(text: str) -> list[str | None]:
    return [figure.period for figure in date_figures(*marked(text))]


def test_a_question_frames_its_answer_up_to_the_next_question() -> None:
    text = (
        "Hỏi: Quý II năm 2023 phường thu phí chợ ra sao?\n- Thu được [money|120 triệu đồng].\n"
        "Có [3 hộ] còn nợ.\nHỏi: Còn năm 2022?\nThu [money|90 triệu đồng].\nHỏi: Khó gì nhất?\n"
        "Chợ thiếu [12 quầy]."
    )

    assert periods(text) == ["2023-Q2", "2023-Q2", "2022", None]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ("Trong ba ngày 5, 6 và 7/8/2022", ["2022-08-05", "2022-08-06", "2022-08-07"]),
        ("Từ 5 đến 7/8/2022", ["2022-08-05", "2022-08-06", "2022-08-07"]),
        ("Từ ngày 5/8 đến ngày 7/8/2022", ["2022-08-05", "2022-08-06", "2022-08-07"]),
    ],
)
def test_a_day_of_a_meeting_is_told_by_its_place(days: str, expected: list[str]) -> None:
    text = (
        f"{days}, xã mở hội thao. Ngày đầu có [120 người], ngày thứ hai [90 người]. Ngày cuối cùng"
        " có [60 người]."
    )

    assert periods(text) == expected


def test_the_first_day_of_nothing_named_dates_nothing() -> None:
    assert periods("Ngày đầu tiên có [120 người].") == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm 2022, xã có [30 hộ] nghèo. Ba năm trước, xã có [90 hộ].", ["2022", "2019"]),
        ("Năm 2022 có [30 hộ] nghèo, gấp đôi hai năm trước ([15 hộ]).", ["2022", "2020"]),
        (
            "Năm 2020 trồng [4 ha], năm 2021 trồng [6 ha]. Rừng năm ngoái là [9 ha].",
            ["2020", "2021", "2020"],
        ),
        ("Năm 2022 thu nợ đọng các năm trước [money|9 tỷ đồng].", ["2022"]),
        ("Đầu năm 2020 có [50 hộ] nghèo. Sau một năm, [20 hộ] thoát nghèo.", ["2020", "2020"]),
    ],
)
def test_years_ago_count_from_the_year_told_of(text: str, expected: list[str | None]) -> None:
    assert periods(text) == expected


@pytest.mark.parametrize(
    "dateline",
    ["(12/3/2021 - 08:15)", "(08:15 12/3/2021)", "Bến Cát, 12/3/2021 –", "Bến Cát (12-3-2021):"],
)
def test_the_date_of_an_article_frames_nothing(dateline: str) -> None:
    text = f"{dateline} Quý I/2021 phường thu [money|3 tỷ đồng]. Chi [money|2 tỷ đồng]."

    assert periods(text) == ["2021-Q1", "2021-Q1"]


def test_a_clock_time_may_stand_in_an_as_of_date() -> None:
    text = "BÁO CÁO NHANH\n(tính đến 7 giờ 30 ngày 15/10/2020)\n- Ngập [320 nhà]."

    assert periods(text) == ["2020-10-15"]


def test_what_a_figure_is_compared_with_keeps_its_own_month() -> None:
    text = (
        "Tháng 9/2021 có [25 ca], ít hơn [change|10 ca] so với đợt dịch thứ 2 hồi tháng 7 ([35 ca])"
        " và bằng [70%] mức dự báo."
    )

    assert periods(text) == ["2021-09", "2021-09", "2021-07", "2021-09"]


def test_a_scheme_by_its_number_is_no_year() -> None:
    text = "Biểu tổng hợp năm 2015\n(theo Đề án 1961)\nMay | [4] | [120]"

    assert periods(text) == ["2015", "2015"]


def test_the_term_a_congress_opens_does_not_frame_what_it_looks_back_on() -> None:
    text = (
        "ĐẠI HỘI HỘI NÔNG DÂN NHIỆM KỲ 2023-2028\nNhiệm kỳ qua, Hội giúp [120 hộ].\n"
        "Giai đoạn 2023-2028 sẽ giúp [target|200 hộ]."
    )

    assert periods(text) == [None, "2023/2028"]


def test_votes_of_a_meeting_belong_to_its_day() -> None:
    text = (
        "Ngày 12/5/2022, hội đồng họp kỳ thứ 4. Có [25 đại biểu], [24 phiếu] thuận.\nXã có [9 chợ]."
    )

    assert periods(text) == ["2022-05-12", "2022-05-12", None]


def test_a_part_of_what_was_counted_takes_its_period() -> None:
    text = (
        "6 tháng đầu năm 2022, phường nhận [500 hồ sơ].\nTrong số hồ sơ đã nhận có [90 hồ sơ] đất."
    )

    assert periods(text) == ["2022-H1", "2022-H1"]


def test_a_cause_keeps_its_day_to_itself() -> None:
    text = "Năm 2021, thu hụt [change|3 tỷ đồng] vì chợ đóng cửa từ ngày 5/7/2021."

    assert periods(text) == ["2021"]


def test_a_change_after_two_levels_takes_the_later_one() -> None:
    assert periods("Từ [212 hộ] năm 1996 lên [380 hộ], tăng [change|168 hộ].") == [
        "1996",
        None,
        None,
    ]


def test_a_plan_of_the_year_is_of_the_year_named_last() -> None:
    text = "Quý III/2023, phường phạt [13 hộ].\nMục tiêu cả năm là [target|60 hộ]."

    assert periods(text) == ["2023-Q3", "2023"]


def test_a_ratio_of_two_years_in_a_table_is_of_the_first() -> None:
    text = "Nội dung | Năm 2020 | Năm 2021 | Năm 2021/năm 2020 (%)\nThu | [9] | [10] | [111]"

    assert periods(text) == ["2020", "2021", "2021"]


def test_the_row_of_a_total_may_lack_the_first_cell() -> None:
    text = "TT | Khoản | Năm 2020 | Năm 2021\n1 | Thuế | [4] | [5]\nCộng | [4] | [5]"

    assert periods(text) == ["2020", "2021", "2020", "2021"]


def test_two_years_set_against_each_other_frame_nothing_after_them() -> None:
    text = "Nếu năm 2018 xã có [3 lớp] thì đến năm 2022 đã có [9 lớp]. Riêng thôn Đông có [4 lớp]."

    assert periods(text) == ["2018", "2022", None]


def test_a_year_in_parentheses_leaves_its_quarter_alone() -> None:
    assert periods("Quý II/2022 có [5 vụ], quý III có [9 vụ] (năm 2022).") == ["2022-Q2", "2022-Q3"]


def test_the_same_stretch_of_a_year_says_that_the_present_is_the_next() -> None:
    text = "Lũy kế 8 tháng, thu [money|45 tỷ đồng], tăng [change|12%] so cùng kỳ năm 2022."

    assert periods(text) == ["2023-01/2023-08", "2023-01/2023-08"]


def test_a_quarter_of_last_year_is_the_same_quarter() -> None:
    text = "Quý I/2022 nhận [34 đơn], quý I năm ngoái nhận [41 đơn]."

    assert periods(text) == ["2022-Q1", "2021-Q1"]


def test_a_time_behind_and_belongs_to_what_follows() -> None:
    text = "Giữa năm 2021 có [150 hộ] nghèo và dự kiến cuối năm 2022 còn [100 hộ]."

    assert periods(text) == ["2021", "2022"]


def test_a_percent_column_is_of_the_dated_column_before_it() -> None:
    assert periods("Mục | Năm 2021 | Năm 2022 | So sánh (%)\nThu | [9] | [10] | [111%]") == [
        "2021",
        "2022",
        "2022",
    ]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("9T/2021", "2021-01/2021-09"),
        ("9T 2021", "2021-01/2021-09"),
        ("6T đầu năm 2021", "2021-H1"),
        ("6TĐN 2021", "2021-H1"),
        ("3 tháng/2021", "2021-Q1"),
        ("Q3/2021", "2021-Q3"),
        ("QIII-2021", "2021-Q3"),
        ("T9/2021", "2021-09"),
    ],
)
def test_the_head_of_a_column_shortens_its_period(head: str, expected: str) -> None:
    assert periods(f"Khoản | {head}\nPhí chợ | [12]") == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm 2020: [30 vụ]. Năm 2019 có [40 vụ], như vậy [change|giảm 10 vụ].", "2020"),
        ("Năm 2020: [30 vụ]. Năm ngoái có [40 vụ], tức [change|giảm 10 vụ].", "2020"),
        ("Năm 2020: [30 vụ]. Năm 2014 có [40 vụ], [change|tăng 2 vụ].", "2014"),
        ("Năm 2020: [30 vụ]. Năm 2014, số vụ [change|giảm 9 vụ].", "2014"),
    ],
)
def test_only_a_conclusion_leads_a_change_to_the_present(text: str, expected: str) -> None:
    assert periods(text)[-1] == expected


@pytest.mark.parametrize("words", ["nay là", "nay lên tới", "nay tăng thành", "nay còn"])
def test_what_is_now_leaves_the_year_told_before(words: str) -> None:
    assert periods(f"Năm 2014 có [40 lớp]; {words} [45].") == ["2014", None]


@pytest.mark.parametrize(
    ("told", "ahead", "expected"),
    [
        ("Năm 2023", "Năm tới", "2024"),
        ("Năm 2023", "Sang năm", "2024"),
        ("Quý IV năm 2023", "Quý tới", "2024-Q1"),
        ("6 tháng đầu năm 2023", "Quý tới", "2023-Q3"),
        ("Tháng 12/2023", "Tháng tới", "2024-01"),
        ("Ngày 20/12/2023", "Tháng tới", "2024-01"),
        ("Năm học 2022 - 2023", "Năm học tới", "2023/2024"),
        ("Nhiệm kỳ 2020 - 2025", "Nhiệm kỳ tới", "2025..2030"),
        ("Vụ đông xuân 2022 - 2023", "Vụ hè thu tới", "2023"),
        ("Năm 2023", "Vụ đông xuân tới", "2023/2024"),
        ("Năm 2023", "Ba năm tới", None),
        ("Năm 2023", "Tháng tới", None),
        ("Nhiệm kỳ 2020 - 2025", "Năm tới", None),
    ],
)
def test_what_comes_next_follows_what_is_told(told: str, ahead: str, expected: str | None) -> None:
    text = f"{told}, xã làm [4 cầu].\n{ahead}, xã dự kiến làm [target|5 cầu]."

    assert periods(text)[1] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("7 tháng năm nay", "2023-01/2023-07"),
        ("Quý II năm nay", "2023-Q2"),
        ("Nửa đầu năm nay", "2023-H1"),
        ("Năm tới", "2024"),
    ],
)
def test_this_year_is_that_of_the_paper(words: str, expected: str) -> None:
    text = f"Số 4/BC-UBND ngày 15/8/2023\nNăm 2022, xã có [9 vụ]. {words}, xã có [5 vụ]."

    assert periods(text) == ["2022", expected]


def test_at_the_same_time_this_year_is_a_year_later() -> None:
    assert periods("Quý I năm 2021 có [9 vụ]; năm nay cùng kỳ có [5 vụ].")[1] == "2022-Q1"
    text = (
        "Từ tháng 3/2022, xã dọn vỉa hè. 9 tháng năm ngoái [9 vụ], năm nay cùng thời gian [5 vụ]."
    )
    assert periods(text)[1] == "2022-01/2022-09"


def test_the_week_before_seven_days() -> None:
    text = "Từ ngày 5/6/2023 đến ngày 11/6/2023 có [9 ca], tuần trước [4 ca]."

    assert periods(text) == ["2023-06-05/2023-06-11", "2023-05-29/2023-06-04"]


@pytest.mark.parametrize(
    ("edge", "expected"), [("đầu năm 2023", "2023-Q2"), ("cuối năm 2022", "2023-Q2")]
)
def test_the_edge_of_a_year_compared_with_dates_a_quarter(edge: str, expected: str) -> None:
    assert periods(f"Cuối quý II, còn [45 hộ], [change|giảm 2 hộ] so với {edge}.")[0] == expected


def test_a_campaign_opened_on_a_day_is_open() -> None:
    text = "Đợt cao điểm ra quân từ 17/10/2022, có [45 người] tham gia."

    assert periods(text) == ["2022-10-17/"]


def test_a_vote_is_of_the_day_the_paper_met() -> None:
    text = (
        "NGHỊ QUYẾT\n(Kỳ họp thứ 4, ngày 20/12/2016)\nĐiều 1. Năm 2016 thu [money|9 tỷ đồng].\n"
        "Nghị quyết được [ratio|24/25 đại biểu] tán thành."
    )

    assert periods(text) == ["2016", "2016-12-20"]


def test_the_month_of_a_magazine_frames_nothing_but_that_of_a_report_does() -> None:
    assert periods("(Tháng 11/2003)\nÔng giúp [9 hộ].") == [None]
    assert periods("BÁO CÁO\n(Tháng 11/2003)\nXã giúp [9 hộ].") == ["2003-11"]


def test_an_item_headed_by_a_year_frames_itself_alone() -> None:
    text = "KẾ HOẠCH NĂM 2025\n- Kết quả năm 2024: cấp [9 thẻ]. Có [4 tổ].\n- Cấp [target|12 thẻ]."

    assert periods(text) == ["2024", "2024", "2025"]


@pytest.mark.parametrize("size", ["Chi bộ có [40 đảng viên].", "Toàn phường có [900 hộ], phần lớn"])
def test_the_size_of_a_body_is_not_of_the_day_of_an_event(size: str) -> None:
    text = f"Ngày 12/5/2023, chi bộ mở đại hội. Có [38 người] dự. {size}"

    assert periods(text) == ["2023-05-12", None]


def test_a_count_of_audits_is_of_the_day_it_is_told_for() -> None:
    assert periods("Ngày 21/02/2019, số cuộc kiểm tra là [12 cuộc].") == ["2019-02-21"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("So với năm 2021, năm 2022 thu phí [change|tăng 12%].", ["2022"]),
        ("Quí 3-2023: [45 vụ], quí trước [51 vụ].", ["2023-Q3", "2023-Q2"]),
        ("Quý 3-2023: [45 vụ], cùng quý năm trước [60 vụ].", ["2023-Q3", "2022-Q3"]),
        ("Quý II/2024 (từ 16/3 đến 15/6), có [9 đơn].", ["2024-03-16/2024-06-15"]),
        ("Năm 2022 có [9 vụ]; 9 tháng năm nay có [7 vụ].", ["2022", "2023-01/2023-09"]),
        ("Quý III/2024 chi [money|4 tỷ], đạt [62%] kế hoạch năm 2024.", ["2024-Q3", "2024-Q3"]),
        ("Sáng nay 12/9/2024, phường mở lớp, [45 người] dự.", ["2024-09-12"]),
    ],
)
def test_a_year_beside_another_time_keeps_its_place(text: str, expected: list[str]) -> None:
    assert periods(text) == expected


def test_a_flood_of_some_days_does_not_date_how_large_the_commune_is() -> None:
    text = "Trong hai ngày 8 và 9/10/2022, lũ làm sập [5 nhà]. Xã có [900 hộ], phần lớn làm ruộng."

    assert periods(text) == ["2022-10-08/2022-10-09", None]


def test_the_plan_of_a_year_told_in_another_section_is_not_of_this_one() -> None:
    text = "I. QUÝ I NĂM 2024\nĐạt [22%] dự toán năm.\nII. QUÝ II NĂM 2024\nThu [target|60 vé]."

    assert periods(text) == ["2024-Q1", "2024-Q2"]
