"""Subjects that a figure does not name itself: told by a pronoun, a mean, a column of a table."""

import pytest

from tests.reader.marking import marked
from wardbook.reader.naming.subjects import name_subjects


def subjects(text: str) -> list[str]:
    return [figure.subject for figure in name_subjects(*marked(text))]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Hộ nghèo còn [4%]; cùng kỳ con số này là [5%].", "hộ nghèo"),
        ("Năng suất lúa đạt [6 tấn/ha], nhỉnh hơn vụ trước [change|1 tấn/ha].", "năng suất lúa"),
        ("Vốn góp đạt [money|9 tỷ đồng], hoàn thành [90%].", "vốn góp"),
    ],
)
def test_words_that_point_back_name_nothing_new(text: str, subject: str) -> None:
    assert subjects(text) == [subject, subject]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Vốn vay [money|9 tỷ đồng], tính ra mỗi hộ gần [money|30 triệu đồng].", "vốn vay mỗi hộ"),
        (
            "Thu phí [money|9 tỷ đồng], bình quân mỗi chợ [money|1 tỷ đồng].",
            "thu phí bình quân mỗi chợ",
        ),
    ],
)
def test_a_share_for_each_says_for_each_of_what(text: str, subject: str) -> None:
    assert subjects(text)[1] == subject


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Tiền dịch vụ thu về [money|9 triệu đồng].", "tiền dịch vụ thu"),
        ("Công an tạm đình chỉ [4 quán].", "quán tạm đình chỉ"),
        ("Phường đặt mục tiêu kéo hộ nghèo xuống [target|2%].", "hộ nghèo"),
        ("Kho bạc xác nhận số dư xấp xỉ [money|2 tỷ đồng].", "số dư"),
        ("Khảo sát cho thấy [30 người] hài lòng.", "người hài lòng"),
        ("Lực lượng chức năng nhắc nhở [9 hộ].", "hộ nhắc nhở"),
        ("Tới cuối đợt còn [8 mái che].", "mái che"),
        ("Trước hạn có [9 hồ sơ].", "hồ sơ trước hạn"),
        ("Trường (năm học 2023-2024): [9 lớp].", "lớp"),
        ("Doanh thu năm 2021 của chợ là [money|9 tỷ đồng].", "doanh thu"),
        ("Thời gian chờ còn [12 phút].", "thời gian chờ"),
        ("Thời gian qua, xã sửa [9 cầu].", "cầu sửa"),
        ("Kế hoạch số 4/KH-UBND: trồng [9 cây].", "cây trồng"),
    ],
)
def test_who_reports_and_parts_of_words_stay_out(text: str, subject: str) -> None:
    assert subjects(text) == [subject]


def test_a_long_phrase_ends_before_where_and_through_whom() -> None:
    text = "Dư nợ cho vay qua quỹ tín dụng nhân dân liên xã miền đông đạt [money|9 tỷ đồng]."

    assert subjects(text) == ["dư nợ cho vay"]


def test_the_heading_of_a_column_joins_the_label_of_the_row() -> None:
    text = (
        "Nghề | Số lớp | Học viên | Tỷ lệ (%)\nMay | [4] | [120] | [60]\nCộng | [4] | [120] | [60]"
    )

    assert subjects(text) == ["số lớp May", "học viên May", "May", "số lớp", "học viên", "Cộng"]


def test_a_part_in_a_table_goes_with_its_whole() -> None:
    text = "Mục | ĐVT | Số lượng\n1. Gieo trồng (ha) | ha | [9]\nTrong đó: lúa | ha | [5]"

    assert subjects(text) == ["Gieo trồng", "Gieo trồng lúa"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Xã có [9 hộ] nghèo trên tổng số [90 hộ], chiếm [10%].",
            ["hộ nghèo", "hộ tổng số", "hộ nghèo"],
        ),
        (
            "Tai nạn giao thông xảy ra [3 vụ], làm chết [2 người].",
            ["vụ tai nạn giao thông", "tai nạn giao thông làm chết"],
        ),
        (
            "Diện tích đã đo là [9 ha], còn lại [2 ha].",
            ["diện tích đã đo", "diện tích còn lại"],
        ),
        (
            "Doanh nghiệp ủng hộ [money|9 tỷ], hộ kinh doanh [money|2 tỷ].",
            ["doanh nghiệp ủng hộ", "hộ kinh doanh ủng hộ"],
        ),
        (
            "Vốn vay [money|60 triệu đồng], mua [3 con] bò, tính ra [money|20 triệu đồng] mỗi con.",
            ["vốn vay", "bò mua", "vốn vay"],
        ),
    ],
)
def test_what_is_said_once_holds_for_the_figures_after_it(text: str, expected: list[str]) -> None:
    assert subjects(text) == expected


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Nhiều nhất là trộm cắp tài sản với [37 vụ].", "vụ trộm cắp tài sản"),
        (
            "Quỹ “Mái ấm” 2 cấp của huyện vận động được [money|3 tỷ đồng].",
            "quỹ Mái ấm vận động",
        ),
    ],
)
def test_what_a_superlative_points_at_is_counted(text: str, subject: str) -> None:
    assert subjects(text) == [subject]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Xã đánh bắt [12 tấn] cá, mực, đạt kế hoạch.", "cá, mực đánh bắt"),
        ("Phường trao [30 suất] quà, thăm nhiều gia đình.", "suất quà"),
        ("Quỹ của nhân dân [14 xã], thị trấn.", "xã, thị trấn của nhân dân"),
    ],
)
def test_a_comma_that_only_parts_members_of_a_list_ends_nothing(text: str, subject: str) -> None:
    assert subjects(text) == [subject]


def test_a_row_of_a_year_is_named_by_the_headings_alone() -> None:
    text = "Năm | Số vụ | Tiền phạt (triệu đồng)\n2019 | [45] | [120]"

    assert subjects(text) == ["số vụ", "tiền phạt"]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Xã hội hóa [money|9 tỷ đồng].", "xã hội hóa"),
        ("Đất ở [4 ha].", "đất ở"),
        ("Quý tới, Hội đề ra trồng rừng [4 ha].", "trồng rừng"),
        ("Phường phấn đấu thu phí [money|9 tỷ đồng].", "thu phí"),
        ("Xã Lũng Pá 2 trồng rừng [4 ha].", "trồng rừng"),
        ("Bí thư Chi bộ: Dân góp đất [4 ha].", "dân góp đất"),
        ("Mức thu [money|5.000 đồng] áp dụng toàn chợ.", "mức thu"),
        ("Kích hoạt tài khoản định danh điện tử mức độ 2 cho [90 người].", "người"),
    ],
)
def test_who_aims_and_who_speaks_is_not_counted(text: str, subject: str) -> None:
    assert subjects(text)[0].startswith(subject)


def test_a_share_of_something_heads_its_column() -> None:
    text = "Khối | Tỷ lệ nữ (%) | Tỷ lệ đạt (%)\nLớp lá | [percent|48] | [percent|97]"

    assert subjects(text) == ["tỷ lệ nữ Lớp lá", "Lớp lá"]


def test_a_table_of_places_counts_what_its_title_says() -> None:
    text = "BIỂU TỔNG HỢP THU GOM RÁC XÃ HẢI AN\nThôn | 9T/2021\nĐông | [12]\nTây | [15]"

    assert subjects(text) == ["thu gom rác Đông", "thu gom rác Tây"]


def test_a_part_leaves_out_the_label_of_its_whole() -> None:
    text = "Kinh phí dự kiến: [money|9 tỷ đồng], gồm ngân sách xã [money|5 tỷ đồng]."

    assert subjects(text) == ["kinh phí dự kiến", "ngân sách xã"]
