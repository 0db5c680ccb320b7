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
    text = "Mục | ĐVT | Số lượng\n1. Gieo trồng | ha | [9]\nTrong đó: lúa | ha | [5]"

    assert subjects(text) == ["Gieo trồng", "Gieo trồng lúa"]
