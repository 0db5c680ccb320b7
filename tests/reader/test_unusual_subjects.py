"""Subjects of figures told by a comparison, a pronoun, a bracket, a table of places."""

import pytest

from tests.reader.marking import marked
from wardbook.reader.naming.subjects import name_subjects


def subjects(text: str) -> list[str]:
    return [figure.subject for figure in name_subjects(*marked(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Nợ xấu [percent|0,12%], thấp hơn mức chung của huyện ([percent|0,31%]).",
            ["nợ xấu", "nợ xấu"],
        ),
        ("Hồ sơ có [40], gần một nửa ([percent|49,2%]).", ["hồ sơ", "hồ sơ"]),
        ("Giá rau [money|9 đồng], năm ngoái mới [money|8 đồng].", ["giá rau", "giá rau"]),
        ("Tỷ lệ hộ dùng nước bấy giờ vỏn vẹn [percent|31%].", ["tỷ lệ hộ dùng nước"]),
        (
            "Có [90 lượt] đoàn viên ra quân, mỗi buổi [45 lượt].",
            ["lượt đoàn viên ra quân", "lượt đoàn viên ra quân mỗi buổi"],
        ),
        (
            "Thu nhập đầu người (nghị quyết [target|62 triệu], thực hiện [money|60 triệu]).",
            ["thu nhập đầu người", "thu nhập đầu người"],
        ),
        ("Góp quỹ: người dân đóng [money|9 tỷ].", ["người dân đóng góp quỹ"]),
        ("Hỗ trợ [15 lao động] tự do.", ["lao động tự do hỗ trợ"]),
    ],
)
def test_what_says_nothing_new_is_no_subject(text: str, expected: list[str]) -> None:
    assert subjects(text) == expected


def test_a_long_share_is_named_from_its_head() -> None:
    text = "Tỷ lệ dân số thành thị được cung cấp nước sạch đạt chuẩn quốc gia [percent|81%]."

    assert subjects(text) == ["tỷ lệ dân số thành thị được cung"]


def test_a_column_of_a_table_of_places_is_named_by_its_heading() -> None:
    text = "Xã | Số sinh 2014 | Con thứ ba\nAn Trường | [133] | [17]\nMỹ Thạnh | [88] | [6]"

    assert subjects(text) == ["số sinh", "con thứ ba"] * 2
