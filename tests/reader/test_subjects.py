"""What a figure counts, in words of the text, head first."""

import pytest

from tests.reader.marking import marked
from wardbook.reader.naming.subjects import name_subjects


def subjects(text: str) -> list[str]:
    return [figure.subject for figure in name_subjects(*marked(text))]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Phường đã nhận hơn [900 hồ sơ] đất đai.", "hồ sơ đất đai nhận"),
        ("Đảng ủy phường kết nạp được [9 đảng viên].", "đảng viên kết nạp"),
        ("Trạm y tế xã đã phun hóa chất [3 đợt].", "đợt phun hóa chất"),
        ("Xã còn [4 trường hợp] xây nhà trái phép.", "trường hợp xây nhà trái phép"),
        ("Hội trao [20 suất] quà cho hộ nghèo.", "suất quà"),
        ("Tổng đàn heo ước [3.400 con].", "tổng đàn heo"),
        ("Năm 2021, tổng thu ngân sách đạt [money|5 tỷ đồng].", "tổng thu ngân sách"),
        ("Tỷ lệ hộ nghèo còn [2%].", "tỷ lệ hộ nghèo"),
        ("- Tổng số hồ sơ đã trả: [84 hồ sơ].", "tổng số hồ sơ đã trả"),
        ("Tỷ lệ trẻ dưới 5 tuổi suy dinh dưỡng là [8%].", "tỷ lệ trẻ suy dinh dưỡng"),
        ("Xã vận động được [12.000 m2] đất làm đường.", "đất làm đường vận động"),
        ("Công an phường Bến Đá xử phạt [30 người] vi phạm.", "người vi phạm xử phạt"),
        ("Kết quả có [100%] ý kiến được trả lời.", "ý kiến được trả lời"),
    ],
)
def test_the_noun_stands_behind_or_before_the_number(text: str, subject: str) -> None:
    assert subjects(text) == [subject]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Thu phí chợ được [money|50 triệu đồng], đạt [91%] kế hoạch.", "thu phí chợ"),
        ("Hòa giải thành [45 vụ] ([83%]).", "vụ hòa giải thành"),
        ("Đàn bò có [90 con], giảm [change|8 con] so với năm 2020.", "đàn bò"),
        ("Hộ nghèo từ [5%] xuống còn [1%].", "hộ nghèo"),
        ("Xảy ra [16 vụ] cháy, tăng [change|2 vụ] (cùng kỳ [14 vụ]).", "vụ cháy"),
        (
            "Giá trị sản xuất đạt [money|40 tỷ đồng], bằng [108%] cùng kỳ năm 2017.",
            "giá trị sản xuất",
        ),
    ],
)
def test_a_gloss_shares_the_subject_of_its_figure(text: str, subject: str) -> None:
    assert set(subjects(text)) == {subject}


def test_a_plan_in_parentheses_is_named_as_the_plan() -> None:
    assert (
        subjects("Gieo [98 ha] lúa, đạt [98%] kế hoạch ([target|100 ha]).")[2]
        == "kế hoạch lúa gieo"
    )


def test_a_change_speaks_of_the_figure_in_its_own_unit() -> None:
    text = "Tai nạn xảy ra [9 vụ], bị thương [7 người]; so với cùng kỳ giảm [change|3 vụ]."

    assert subjects(text)[2] == subjects(text)[0]


def test_parts_without_a_noun_take_that_of_their_whole() -> None:
    text = "Nhận [87 đơn]. Phân loại: khiếu nại [22], tố cáo [5]."

    assert subjects(text)[1:] == ["đơn khiếu nại", "đơn tố cáo"]


def test_members_of_a_pair_share_the_verb_before_them() -> None:
    assert subjects("Ban Thường vụ kiểm điểm [12 tập thể] và [11 cá nhân].") == [
        *("tập thể kiểm điểm", "cá nhân kiểm điểm")
    ]


def test_members_of_a_pair_share_the_words_behind_them() -> None:
    assert subjects("Có [8 mái che] và [7 bục] được tháo dỡ.") == [
        *("mái che được tháo dỡ", "bục được tháo dỡ")
    ]


def test_a_label_before_a_colon_names_every_figure_after_it() -> None:
    text = "Cơ cấu kinh tế: nông nghiệp [38%]; dịch vụ [62%]."

    assert [set(s.split()) >= {"cơ", "cấu"} for s in map(str.lower, subjects(text))] == [True, True]


def test_a_bare_amount_of_money_takes_the_verb_before_it() -> None:
    assert (
        subjects("Phạt [76 trường hợp] lấn đường, số tiền [money|9 triệu đồng].")[1]
        == "số tiền phạt"
    )


def test_a_row_of_a_table_is_named_by_its_label() -> None:
    text = "TT | Chỉ tiêu | Kế hoạch\n1 | Hộ thoát nghèo | [36]\nII | Chi đầu tư | [40]"

    assert subjects(text) == ["Hộ thoát nghèo", "Chi đầu tư"]


def test_the_total_of_a_budget_table_is_named_by_its_title() -> None:
    assert subjects("Biểu chi ngân sách xã\nNội dung | Số tiền\nTổng cộng | [40]") == [
        "Tổng cộng chi ngân sách"
    ]


def test_a_bare_revenue_is_that_of_the_budget() -> None:
    assert subjects("Ngân sách xã\n- Thu [money|5 tỷ đồng].") == ["thu ngân sách"]


def test_a_subject_is_short_and_made_of_words_of_the_text() -> None:
    text = (
        "Ban chỉ đạo cùng các đoàn thể đã tổ chức vận động nhân dân tham gia ngày công lao động "
        "dọn vệ sinh các tuyến kênh mương nội đồng được [30 lượt] người dân ở các ấp hưởng ứng."
    )

    (subject,) = subjects(text)

    assert len(subject.split()) <= 10
    assert set(subject.split()) <= set(text.replace("[", "").replace("]", "").split())


def test_the_figures_come_back_in_the_order_given() -> None:
    passage, figures = marked("Xã có [12 hộ] nghèo và [8 hộ] cận nghèo.")

    named = name_subjects(passage, figures[::-1])

    assert [f.subject for f in named] == ["hộ cận nghèo", "hộ nghèo"]


def test_a_figure_knows_its_body() -> None:
    (figure,) = name_subjects(*marked("Phường Bến Đá còn [12 hộ] nghèo."))

    assert figure.unit_of_government == "phường Bến Đá"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nợ BHXH, BHYT, BHTN đến cuối tháng 8 là [money|5 tỷ đồng].", ["nợ BHXH, BHYT, BHTN"]),
        ("Dân số có [900 người].", ["dân số"]),
        ("Số đảng viên vắng là [4 đ/c].", ["đảng viên vắng"]),
        ("Thu 9 tháng đạt [money|7 tỷ đồng].", ["thu"]),
        ("Tuyến Bờ Kè qua phường An Lạc dài [90 m].", ["dài Tuyến Bờ Kè qua"]),
        (
            "Phát triển mới [7 người] tham gia BHXH tự nguyện,tháng 7 chỉ [4 ngừoi].",
            ["người tham gia BHXH tự nguyện phát triển mới", "ngừoi tham gia BHXH tự nguyện"],
        ),
        ("Về thuế nhà đất, toàn xã có [90 hộ].", ["hộ thuế nhà đất"]),
        ("Xã muc tiêu [target|90%] hộ dùng nước sạch.", ["hộ dùng nước sạch"]),
    ],
)
def test_words_that_name_what_is_counted(text: str, expected: list[str]) -> None:
    assert subjects(text) == expected
