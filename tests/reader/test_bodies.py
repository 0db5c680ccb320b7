"""Whose figures they are: the paper's own body, and the others it turns to."""

import pytest

from wardbook.reader.naming.bodies import find_bodies
from wardbook.reader.passage import Passage


def body(text: str, mark: str = "12 hộ") -> str | None:
    return find_bodies(Passage(text)).of(text.find(mark))


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("UBND phường An Lạc, quận Bình Minh có 12 hộ nghèo.", "phường An Lạc"),
        ("Quận ủy Bình Minh cho biết còn 12 hộ nghèo.", "quận Bình Minh"),
        ("QUẬN ĐOÀN BÌNH MINH\nQuận đoàn tặng quà 12 hộ nghèo.", "quận Bình Minh"),
        ("Thị xã Ea Súp và huyện Ia Rôm. Thị xã Ea Súp còn 12 hộ.", "thị xã Ea Súp"),
        ("Phường 12 họp. Phường 12 còn 12 hộ nghèo.", "phường 12"),
        ("Tân Hòa Đông: mùa vui\nToàn xã còn 12 hộ nghèo.", "xã Tân Hòa Đông"),
        ("Còn 12 hộ nghèo.", None),
    ],
)
def test_a_paper_speaks_for_one_body(text: str, own: str | None) -> None:
    assert body(text) == own


def test_a_title_in_capitals_is_cut_where_the_text_cuts_the_name() -> None:
    text = "PHƯỜNG LÊ VĂN TÁM NHIỀU KHỞI SẮC\nPhường Lê Văn Tám còn 12 hộ nghèo."

    assert body(text) == "phường Lê Văn Tám"


def test_a_title_in_capitals_alone_ends_before_common_words() -> None:
    assert body("BÁO CÁO THU CHI XÃ AN PHÚ TRUNG NĂM 2023\n12 hộ") == "xã An Phú Trung"


def test_a_letterhead_names_the_body_above_first() -> None:
    text = "ỦY BAN NHÂN DÂN HUYỆN SÔNG HINH\nỦY BAN NHÂN DÂN XÃ ĐỒNG TRÒN\nToàn xã còn 12 hộ nghèo."

    assert body(text) == "xã Đồng Tròn"


def test_a_name_ends_where_a_person_begins() -> None:
    text = "Bí thư Quận ủy Bình Minh Lê Thị Na nói. Quận ủy Bình Minh ghi nhận 12 hộ."

    assert body(text) == "quận Bình Minh"


def test_a_list_of_communes_is_about_each_commune() -> None:
    text = (
        "Huyện Sông Hinh rà soát hộ nghèo:\n- Xã Đồng Tròn: 12 hộ.\n- Xã Sơn Bình: 9 hộ.\n"
        "Cả huyện: 21 hộ."
    )

    assert body(text) == "xã Đồng Tròn"
    assert body(text, "9 hộ") == "xã Sơn Bình"
    assert body(text, "21 hộ") == "huyện Sông Hinh"


def test_a_place_named_in_passing_changes_nothing() -> None:
    text = "Quận Bình Minh giải tỏa, còn hộ ở tổ 4 phường An Lạc chưa đi. Có 12 hộ đã nhận tiền."

    assert body(text) == "quận Bình Minh"


def test_a_body_above_is_never_the_one_spoken_of() -> None:
    assert body("Xã Đồng Tròn họp. Riêng huyện Sông Hinh cấp tiền cho 12 hộ.") == "xã Đồng Tròn"
