"""What a paper says of itself on top: title, number and symbol, day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbook.reader.heading import Heading, heading

STATE = """ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHƯỜNG BẾN SEN | Độc lập - Tự do - Hạnh phúc
Số: 15/BC-UBND | Bến Sen, ngày 05 tháng 01 năm 2026
"""
PARTY = """ĐẢNG BỘ THÀNH PHỐ
ĐẢNG ỦY PHƯỜNG BẾN SEN
*
Số 21-BC/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
Bến Sen, ngày 12 tháng 6 năm 2025
"""


def title(text: str) -> str:
    return heading(text).title


def test_a_state_paper_says_title_number_and_day() -> None:
    found = heading(f"{STATE}\nBÁO CÁO\nTình hình của phường năm 2025\n\nPhường có 12 khu phố.")

    assert found == Heading("Báo cáo tình hình của phường năm 2025", "15/BC-UBND", date(2026, 1, 5))


def test_a_party_paper_says_them_in_its_own_layout() -> None:
    found = heading(f"{PARTY}BÁO CÁO\nKẾT QUẢ 6 THÁNG ĐẦU NĂM 2025\nI. KẾT QUẢ\nTốt.")

    assert found == Heading("Báo cáo kết quả 6 tháng đầu năm 2025", "21-BC/ĐU", date(2025, 6, 12))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("BÁO CÁO\nKết quả năm\n2025 của phường\n-----\nMở đầu", "kết quả năm 2025 của phường"),
        ("BÁO CÁO\nVề việc trả hồ sơ\nKính gửi: Quận ủy", "về việc trả hồ sơ"),
        ("BÁO CÁO\nVề việc trả hồ sơ\n1. Kết quả", "về việc trả hồ sơ"),
        ("BÁO CÁO\nVề việc trả hồ sơ\nThực hiện kế hoạch", "về việc trả hồ sơ"),
        ("BÁO CÁO\nVề việc trả hồ sơ\nBến Sen, ngày 5 tháng 1 năm 2026", "về việc trả hồ sơ"),
        ("BÁO CÁO\n\n---\nVề việc trả hồ sơ", "về việc trả hồ sơ"),
        ("BÁO CÁO\nPHÒNG, CHỐNG DỊCH BỆNH", "phòng, chống dịch bệnh"),
        ("Báo cáo\nKết quả năm 2025\nI. Kết quả", "kết quả năm 2025"),
        ("BÁO CÁO TỔNG KẾT\nNĂM 2025", "tổng kết năm 2025"),
    ],
)
def test_a_title_ends_where_the_paper_begins(lines: str, expected: str) -> None:
    assert title(STATE + lines) == f"Báo cáo {expected}"


def test_a_day_inside_the_subject_belongs_to_it() -> None:
    lines = "THÔNG BÁO\nKết luận cuộc họp ngày 5/1/2026\nNgày 5/1/2026, phường họp."

    assert title(STATE + lines) == "Thông báo kết luận cuộc họp ngày 5/1/2026"


def test_who_decides_is_no_part_of_what_is_decided() -> None:
    lines = "QUYẾT ĐỊNH\nVề việc giao chỉ tiêu\nCHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG\nCăn cứ Luật"

    assert title(STATE + lines) == "Quyết định về việc giao chỉ tiêu"


def test_capitals_are_lost_but_not_those_of_numerals_and_short_forms() -> None:
    lines = "BÁO CÁO KẾT QUẢ QUÝ II CỦA UBND, HĐND, MTTQ"

    assert title(lines) == "Báo cáo kết quả quý II của UBND, HĐND, MTTQ"


def test_a_name_alone_keeps_its_capital() -> None:
    assert title("KẾT LUẬN\nBến Sen thu quỹ năm 2025") == "Kết luận Bến Sen thu quỹ năm 2025"


@pytest.mark.parametrize(
    "head",
    [
        "UBND PHƯỜNG BẾN SEN\nSố: 102/UBND-VX\nV/v thu quỹ\nnăm 2025\nKính gửi: Phòng Kinh tế",
        "UBND PHƯỜNG BẾN SEN V/v: thu quỹ năm 2025 | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "UBND PHƯỜNG V/v thu quỹ năm 2025 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "UBND PHƯỜNG\nV/v thu quỹ | Bến Sen, ngày 3 tháng 2 năm 2026\nnăm 2025",
    ],
)
def test_a_letter_is_named_by_what_it_is_about(head: str) -> None:
    assert title(head) == "Về việc thu quỹ năm 2025"


def test_a_table_without_a_kind_is_named_by_its_heading() -> None:
    text = "UBND PHƯỜNG BẾN SEN\nTHỐNG KÊ HỘ NGHÈO NĂM 2025\nSTT | Khu phố | Số hộ\n1 | KP1 | 12"

    assert title(text) == "Thống kê hộ nghèo năm 2025"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "12",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        "ĐẢNG ỦY PHƯỜNG BẾN SEN",
        "Phường có 12 khu phố.\nPhường có 3 trường;",
        "16/06/2024 09:12",
        "Phường có 12 khu phố." + " " * 200_000,
        "Phường" + " \t" * 100_000 + "Số " * 100_000,
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    assert title(text) == ""


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: 15/BC-UBND", "15/BC-UBND"),
        ("Số : 15 /BC - UBND", "15/BC-UBND"),
        ("Số 21-BC/ĐU", "21-BC/ĐU"),
        ("Số: 3/2026/NQ-HĐND", "3/2026/NQ-HĐND"),
        ("PHƯỜNG BẾN SEN Số: 5/TB-UBND V/v họp", "5/TB-UBND"),
        ("Số: 5/BC-UBND.\n- Lưu: VT", "5/BC-UBND"),
        ("Số:      /BC-UBND", ""),
        ("Địa chỉ: Số 12/5 đường Bờ Kè", ""),
        ("Căn cứ Nghị quyết số 05-NQ/ĐU", ""),
        ("Số hộ nghèo: 12", ""),
    ],
)
def test_a_number_is_one_with_its_symbol(line: str, number: str) -> None:
    assert heading(f"UBND PHƯỜNG\n{line}\nBÁO CÁO").number == number


def test_what_stands_far_below_is_not_the_head() -> None:
    assert heading("Mở đầu.\n" * 60 + "Số: 15/BC-UBND\nBÁO CÁO") == Heading()


@given(st.text(alphabet="BÁO CÁO\nSố: 15/-|.,;ngày V/v\t(IVX)đĐ", max_size=400))
def test_any_text_has_a_head_that_can_be_stored(text: str) -> None:
    found = heading(text)

    assert len(found.title) <= 300
    assert len(found.number) <= 80
    assert "\n" not in found.title
