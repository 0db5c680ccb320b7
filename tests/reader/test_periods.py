"""The period of a figure, told by its clause, its sentence or what frames it."""

import pytest

from tests.reader.marking import marked
from wardbook.reader.dating.periods import date_figures


def periods(text: str) -> list[str | None]:
    return [figure.period for figure in date_figures(*marked(text))]


# Attached: a time in the figure's own clause.


def test_a_year_that_opens_a_sentence_frames_the_paragraph() -> None:
    text = (
        "Năm 2021, xã có [12 hộ] nghèo. Cả xã vận động được [money|40 triệu đồng].\nXóm có [3 hộ]."
    )

    assert periods(text) == ["2021", "2021", None]


def test_two_years_against_each_other_bind_their_own_figure() -> None:
    assert periods("Năm 2020 có [12 vụ], năm 2021 có [8 vụ].") == ["2020", "2021"]


def test_a_year_behind_a_figure_binds_it() -> None:
    assert periods("Hộ nghèo giảm từ [5%] năm 2019 xuống [2%] năm 2021.") == ["2019", "2021"]


def test_a_year_in_parentheses_binds_the_figure_before_it() -> None:
    assert periods("Dân số [20.100 người] (năm 2022), diện tích [5 km2].") == ["2022", None]


def test_a_time_that_opens_a_parenthesis_binds_what_stands_in_it() -> None:
    text = "Năm 2023, thu [money|12 tỷ đồng] (năm 2022: [money|10 tỷ đồng]), chi [money|9 tỷ đồng]."

    assert periods(text) == ["2023", "2022", "2023"]


def test_a_time_that_closes_a_series_binds_the_whole_series() -> None:
    text = "Bà con góp [300 ngày công], hiến [500 m2] đất trong giai đoạn 2016-2018."

    assert periods(text) == ["2016/2018", "2016/2018"]


def test_a_part_with_its_own_year_leaves_the_total_alone() -> None:
    text = "Chi bộ có [25 đảng viên], trong đó [5 đảng viên] được kết nạp năm 2020."

    assert periods(text) == [None, "2020"]


# Frames: headings, lead-ins, review meetings, table columns.


def test_a_title_frames_every_list_item_beneath_it() -> None:
    text = (
        "BÁO CÁO\nKết quả công tác quý II năm 2023\n1. Kinh tế\n- Thu [money|5 tỷ đồng].\n"
        "2. Văn hóa\nTổ chức [4 buổi] diễn."
    )

    assert periods(text) == ["2023-Q2", "2023-Q2"]


def test_a_section_replaces_the_frame_of_the_title() -> None:
    text = (
        "Báo cáo kết quả 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2023\n"
        "I. KẾT QUẢ\n- Thu [money|5 tỷ đồng].\nII. NHIỆM VỤ 6 THÁNG CUỐI NĂM\n"
        "- Thu thêm [target|4 tỷ đồng]."
    )

    assert periods(text) == ["2023-H1", "2023-H2"]


def test_a_lead_in_covers_its_list_and_ends_with_it() -> None:
    text = (
        "Kết quả năm 2022 như sau:\n- Kết nạp [10 đảng viên];\n- Sửa [2 căn] nhà.\n"
        "Phường còn [3 hộ] nghèo."
    )

    assert periods(text) == ["2022", "2022", None]


def test_the_name_of_a_review_meeting_frames_what_follows() -> None:
    text = "Phường vừa họp tổng kết công tác năm 2022.\nTrong năm, quỹ nhận [money|3 tỷ đồng]."

    assert periods(text) == ["2022"]


def test_a_column_of_a_table_dates_its_cells() -> None:
    text = "Chỉ tiêu | Năm 2020 | Năm 2021\nHộ nghèo | [5] | [4]\nHộ cận nghèo | [7] | [6]"

    assert periods(text) == ["2020", "2021", "2020", "2021"]


def test_the_title_of_a_table_dates_cells_without_a_dated_column() -> None:
    text = "Biểu thu chi năm 2017\nChỉ tiêu\tDự toán\tThực hiện\nTổng thu\t[target|7.900]\t[8.450]"

    assert periods(text) == ["2017", "2017"]


def test_the_year_of_a_row_dates_the_row() -> None:
    assert periods("Năm | Số vụ\nNăm 2019 | [12]\nNăm 2020 | [15]") == ["2019", "2020"]


# As-of dates, "đến nay", stretches without a year.


def test_an_as_of_date_after_a_period_binds_its_sentence_only() -> None:
    text = "Năm 2022 trồng [500 cây]. Tính đến 31/3/2023, còn [450 cây]. Xã đã chăm [9 ha]."

    assert periods(text) == ["2022", "2023-03-31", "2022"]


def test_an_as_of_date_without_a_period_before_it_frames_the_paragraph() -> None:
    text = "Đến giữa tháng 5-2017, [96 hộ] đã ký giấy. Phường còn [8 hộ] chưa chịu dời."

    assert periods(text) == ["2017-05", "2017-05"]


def test_until_now_names_no_period() -> None:
    text = "Năm 2008, xã có [41 đơn]. Đến nay còn [3 đơn]. Tổ hòa giải họp [26 lần]."

    assert periods(text) == ["2008", None, "2008"]


def test_a_stretch_without_a_year_ends_the_frame() -> None:
    assert periods("Năm 2019 có [8 ca]. 4 năm qua, phường phạt [30 ca].") == ["2019", None]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Từ năm 2017 đến nay, quầy nhận [900 hồ sơ].", "2017/"),
        ("Từ đầu năm 2022 đến nay, công an phạt [30 ca].", "2022/"),
        ("15/8/2022\nTừ đầu năm đến nay, công an phạt [30 ca].", "2022/"),
        ("Từ đầu nhiệm kỳ đến nay, chi bộ họp [30 kỳ].", None),
        ("Từ tháng 3/2021 đến nay, chợ đón [30 lượt].", "2021-03/"),
        ("Từ năm 2018, chợ đón [30 lượt] mỗi phiên.", "2018/"),
    ],
)
def test_an_open_stretch_is_known_by_its_start(text: str, period: str | None) -> None:
    assert periods(text) == [period]


# Events.


def test_the_day_of_an_event_binds_its_figures() -> None:
    text = "Đêm 12/9/2022, lốc làm tốc mái [14 căn] nhà. Thiệt hại [money|600 triệu đồng]."

    assert periods(text) == ["2022-09-12", "2022-09-12"]


def test_the_day_of_a_meeting_does_not_date_what_it_heard() -> None:
    text = (
        "Chiều 17/8/2022, đoàn giám sát làm việc với xã, có [9 đại biểu]. "
        "Theo báo cáo, 6 tháng đầu năm, xã thu [money|2 tỷ đồng]."
    )

    assert periods(text) == ["2022-08-17", "2022-H1"]


def test_a_day_without_a_year_takes_that_of_the_paper() -> None:
    assert periods("05/10/2022\n\nNgày 3/10, phường dọn [4 tuyến] kênh.") == ["2022-10-03"]


def test_a_december_day_in_a_january_paper_was_in_the_year_before() -> None:
    assert periods("04/01/2023\n\nNgày 25/12, phường tặng [90 suất] quà.") == ["2022-12-25"]


def test_the_date_of_a_paper_or_a_founding_dates_nothing() -> None:
    text = (
        "Thực hiện Quyết định số 12/QĐ-UBND ngày 15/3/2019, xã sửa [30 nhà]. "
        "Hợp tác xã thành lập năm 2003, có [12 tổ]."
    )

    assert periods(text) == [None, None]


# Comparisons and former values.


def test_a_former_value_has_no_period_unless_named() -> None:
    text = "Năm 2020, hộ nghèo kéo từ [5%] xuống [1%]. Tỷ lệ đạt [97%] (trước đây [95%])."

    assert periods(text) == [None, "2020", "2020", None]


def test_the_same_stretch_of_another_year_is_moved_there() -> None:
    text = "Quý I/2022 thu [money|3 tỷ đồng], bằng [120%] cùng kỳ năm 2021 ([money|2 tỷ đồng])."

    assert periods(text) == ["2022-Q1", "2022-Q1", "2021-Q1"]


def test_the_year_before_is_counted_from_the_present_one() -> None:
    assert periods("Năm 2025 trạm khám [900 lượt], năm trước [800 lượt].") == ["2025", "2024"]


def test_now_ends_a_frame_of_the_past() -> None:
    text = "Năm 2017, xã có [2 lò] gốm. Nay xã có [9 lò]. Mỗi lò nuôi [4 thợ]."

    assert periods(text) == ["2017", None, None]


def test_a_year_inside_a_sentence_leaves_the_frame_to_the_next() -> None:
    text = (
        "Nhiệm kỳ 2020 - 2025, xã xây [9 cầu]. Thu ngân sách năm 2020 là [money|2 tỷ đồng]. "
        "Hộ nghèo còn [9 hộ]."
    )

    assert periods(text) == ["2020..2025", "2020", "2020..2025"]


def test_the_budget_column_of_a_half_year_is_of_the_whole_year() -> None:
    text = "Chi 6 tháng đầu năm 2023\nMục | Dự toán năm | Thực hiện\nLương | [target|40] | [20]"

    assert periods(text) == ["2023", "2023-H1"]


def test_the_same_stretch_without_a_year_is_none() -> None:
    assert periods("Năm 2021 xảy ra [36 vụ], giảm [change|9 vụ] (cùng kỳ [45 vụ]).") == [
        *("2021", "2021", None)
    ]


def test_a_comparison_tells_that_the_period_named_before_is_meant() -> None:
    text = "Năm 2012, đảng bộ xếp loại xong.\n\nSo với năm 2011, tỷ lệ tốt tăng [change|3%]."

    assert periods(text) == ["2012"]


def test_a_change_between_two_dated_levels_takes_the_later() -> None:
    text = "Hộ cận nghèo từ [21%] (2012) còn [12%] (2016), giảm [change|9%]."

    assert periods(text) == ["2012", "2016", "2016"]


def test_a_yearly_mean_between_two_dated_levels_takes_the_way_between() -> None:
    text = "Hộ cận nghèo từ [21%] (2012) còn [12%] (2016), bình quân mỗi năm giảm [change|2%]."

    assert periods(text)[-1] == "2012/2016"


def test_the_size_of_a_thing_has_no_period() -> None:
    assert periods("Năm 2020, xã mở đường dài [2,7 km], cần [8 máy].") == [None, "2020"]


def test_a_gloss_takes_the_period_of_its_figure() -> None:
    assert periods("Hộ nghèo từ [45 hộ] ([12%]) xuống [30 hộ] ([8%]) năm 2020.")[:2] == [None, None]


# Targets.


def test_a_target_takes_its_own_deadline() -> None:
    text = "Nhiệm kỳ 2020-2025, phấn đấu đến năm 2023 có [target|100%] thôn sạch."

    assert periods(text) == ["2023"]


def test_a_target_never_takes_an_as_of_date() -> None:
    text = "Tính đến 30/9/2021, thu [money|3 tỷ đồng], đạt [60%] dự toán ([target|5 tỷ đồng])."

    assert periods(text) == ["2021-09-30", "2021-09-30", "2021"]


def test_the_plan_of_the_year_is_of_the_whole_year() -> None:
    text = (
        "9 tháng đầu năm 2018, thu [money|4 tỷ đồng], đạt [76%] kế hoạch năm ([target|5 tỷ đồng])."
    )

    assert periods(text) == ["2018-01/2018-09", "2018-01/2018-09", "2018"]


def test_targets_under_a_deadline_in_the_heading_take_it() -> None:
    text = "CHỈ TIÊU ĐẾN NĂM 2025\n- [target|100%] trường đạt chuẩn.\n- Mở [target|2 lớp]."

    assert periods(text) == ["2025", "2025"]


def test_a_yearly_target_of_a_term_takes_the_term() -> None:
    text = (
        "CÁC CHỈ TIÊU ĐẾN NĂM 2020 (nhiệm kỳ 2015 - 2020)\n- Hộ nghèo còn [target|3%].\n"
        "- Kết nạp [target|50 đảng viên] cả nhiệm kỳ."
    )

    assert periods(text) == ["2020", "2015..2020"]


# What keeps its place.


def test_the_figures_come_back_in_the_order_given() -> None:
    passage, figures = marked("Năm 2020 có [12 vụ], năm 2021 có [8 vụ].")

    dated = date_figures(passage, figures[::-1])

    assert [(f.id, f.period) for f in dated] == [("f2", "2021"), ("f1", "2020")]


def test_a_line_broken_by_a_column_is_one_sentence() -> None:
    text = (
        "Trong quý III năm 2020, công an xã đã cùng với dân phòng các ấp đi\n"
        "tuần tra [40 lượt] trên địa bàn."
    )

    assert periods(text) == ["2020-Q3"]
