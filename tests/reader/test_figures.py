"""Figures found in running text: value, span, unit, ratio and range."""

import json
import unicodedata
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reader.reading import figures, only, units, values
from wardbook.reader.finding.figures import find_figures
from wardbook.reader.passage import Passage

GOLDEN = Path(__file__).parent / "golden"
noise = st.text(alphabet="0123456789.,-–/% |\n\t()“”tháng năm đồg tỷ triệu từ đến", max_size=120)


def test_a_span_reaches_from_the_first_digit_to_the_end_of_the_unit() -> None:
    figure = only("Phường chi trên 640 triệu đồng sửa hẻm.")

    assert figure.quote == "640 triệu đồng"
    assert figure.start == 16


def test_figures_are_numbered_in_the_order_of_the_text() -> None:
    assert [f.id for f in figures("Có 3 tổ, 45 hộ và 180 khẩu.")] == ["f1", "f2", "f3"]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Đã trả 07 hồ sơ.", "7", "hồ sơ"),
        ("Thu 3.124.600 đồng.", "3124600", "đồng"),
        ("Chi 2 tỷ 75 triệu đồng.", "2075000000", "đồng"),
        ("Huy động 5 tỷ 3.", "5300000000", "đồng"),
        ("Nộp 14 triệu rưỡi.", "14500000", "đồng"),
        ("Quỹ còn 612 trđ.", "612000000", "đồng"),
        ("Tặng mỗi em 50k.", "50000", "đồng"),
        ("Đàn gà 4,5 nghìn con.", "4500", "con"),
        ("Có 1,360 hộ dùng nước máy.", "1360", "hộ"),
        ("Rừng trồng 1,36 ha.", "1.36", "ha"),
        ("Sản lượng 12.5 tấn.", "12.5", "tấn"),
        ("Dân số 84 517 người.", "84517", "người"),
        ("Năng suất 6,2 tấn/ha.", "6.2", "tấn/ha"),
        ("Giá 1.200đ/m3.", "1200", "đồng/m3"),
        ("Thu nhập 61 triệu đồng/người/năm.", "61000000", "đồng/người/năm"),
        ("Có 9 bác sĩ/10.000 dân.", "9", "bác sĩ/10.000 dân"),
        ("Vốn 2,25 triệu USD.", "2250000", "USD"),
        ("Đạt 97,4 phần trăm.", "97.4", "%"),
        ("Trẻ sinh thô 16,8‰.", "16.8", "‰"),
        ("Tiếp 315 lượt người.", "315", "lượt"),
        ("Xử lý 12 vụ việc.", "12", "vụ"),
        ("Gắn 41 ki-ốt thanh toán.", "41", "ki-ốt"),
        ("Lãi gấp 2 lần rưỡi.", "2.5", "lần"),
        ("Năng suất 6,2 tấn lúa tươi/ha.", "6.2", "tấn/ha"),
        ("Phạt 4,9 triệu đồng/cơ sở.", "4900000", "đồng/cơ sở"),
        ("Thưởng 500.000 đồng/tổ hòa giải.", "500000", "đồng/tổ"),
        ("Vận động 3 tỷ 4 làm đường.", "3400000000", "đồng"),
    ],
)
def test_a_number_is_read_with_its_scale_and_unit(text: str, value: str, unit: str) -> None:
    figure = only(text)

    assert (f"{figure.value:f}", figure.unit) == (value, unit)


def test_a_ratio_of_one_kind_is_one_figure() -> None:
    figure = only("Giao 14/12 tân binh.")

    assert (figure.kind, figure.numerator, figure.denominator) == ("ratio", 14, 12)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Thu 212 tỷ/265 tỷ đồng.", 212_000_000_000),
        ("Thu 212/265 tỷ đồng.", 212_000_000_000),
        ("Thu hồi 4.300m2/5.100m2.", 4300),
        ("Trải nhựa 21,5/28 km.", 21.5),
    ],
)
def test_the_sides_of_a_ratio_share_scale_and_unit(text: str, value: float) -> None:
    assert only(text).value == only(text).numerator == value


@pytest.mark.parametrize(
    "text", ["Đạt 92,4/100 điểm.", "Đạt 92,4 điểm/100 điểm.", "Điểm số 92,4/100."]
)
def test_marks_of_all_marks_are_a_ratio(text: str) -> None:
    assert (only(text).kind, only(text).denominator) == ("ratio", 100)


def test_sides_of_different_units_are_two_figures() -> None:
    assert units("Tiếp 31 lượt/44 lượt người; di dời 20 hộ/81 khẩu.") == [
        "lượt",
        "lượt",
        "hộ",
        "khẩu",
    ]


def test_a_part_without_a_counted_thing_has_the_unit_part() -> None:
    assert only("Chiếm hơn 2/3 lực lượng.").unit == "phần"


def test_men_and_women_are_counted_as_such_unless_said_what_they_are() -> None:
    assert units("Bị thương 8 người (5 nam, 3 nữ), trong đó 2 nữ công nhân.") == [
        "người",
        "nam",
        "nữ",
        "công nhân",
    ]


def test_a_list_told_in_turn_shares_unit_and_scale() -> None:
    assert values("Thu lần lượt 90, 110 và 130 triệu đồng.") == [
        "90000000",
        "110000000",
        "130000000",
    ]


def test_a_verb_that_begins_like_a_unit_is_none() -> None:
    assert units("Đến tháng 6 giải ngân 12 tỷ đồng.") == ["đồng"]


def test_in_a_list_of_places_the_number_is_no_part_of_a_name() -> None:
    text = "Thu hồi đất của 70 hộ, trong đó xã Tân Lễ 45 hộ, xã Tân Hiệp 25."

    assert values(text) == ["70", "45", "25"]


def test_a_comma_for_a_point_goes_on_in_the_parts() -> None:
    assert values("Hư hại 2,310 nhà, trong đó tốc mái 2,104, sập 206.") == ["2310", "2104", "206"]


def test_on_the_total_of_is_two_figures() -> None:
    assert values("Có 18 trên tổng số 20 thôn đạt chuẩn.") == ["18", "20"]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Mỗi năm kết nạp 12-15 đảng viên.", 12, 15),
        ("Hỗ trợ từ 10 đến 20 triệu đồng.", 10_000_000, 20_000_000),
        ("Đạt 5 – 6%.", 5, 6),
        ("Đạt 5% - 6%.", 5, 6),
        ("Lãi 180 - 220 triệu đồng/ha.", 180_000_000, 220_000_000),
    ],
)
def test_a_range_is_one_figure(text: str, low: int, high: int) -> None:
    figure = only(text)

    assert (figure.value, figure.value_max) == (low, high)


@pytest.mark.parametrize("word", ["xuống", "lên", "còn", "xuống còn"])
def test_from_one_level_to_another_is_two_figures(word: str) -> None:
    assert values(f"Thời gian từ 45 phút {word} 20 phút.") == ["45", "20"]


def test_a_former_level_takes_unit_and_scale_of_the_new_one() -> None:
    assert values("Mức hỗ trợ nâng từ 25 lên 36 triệu đồng.") == ["25000000", "36000000"]


def test_a_falling_pair_is_no_range() -> None:
    assert only("Phòng chống dịch từ 20-11 với 30 hộ.").value == 30


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kỷ luật 9 đảng viên (khiển trách: 03, cảnh cáo: 06).", ["đảng viên"] * 3),
        ("Tổng số hồ sơ tiếp nhận là 1.250, đã trả 1.240.", ["hồ sơ", "hồ sơ"]),
        ("Xếp loại chi bộ: xuất sắc 4, tốt 17.", ["chi bộ", "chi bộ"]),
        ("Thuê bao Internet là 5.208.", ["thuê bao"]),
        ("Bằng 120% kế hoạch (05).", ["%", ""]),
        ("Chỉ tiêu kết nạp đảng viên năm 2021 là 12.", ["đảng viên"]),
        ("Số đơn nhận: 45 (kỳ trước chuyển sang: 5).", ["đơn", "đơn"]),
        ("Nhận 40 đơn, gồm 3 nhóm: đất đai 22, khác 18.", ["đơn", "nhóm", "đơn", "đơn"]),
        ("Nhắc nhở 30 trường hợp đỗ xe, 12 bày bán, 5 đổ rác.", ["trường hợp"] * 3),
        ("Trả 70 hồ sơ, gồm 45 sớm hẹn, 20 đúng hẹn và 5 trễ hẹn.", ["hồ sơ"] * 4),
        ("Xã có thay đổi. Hộ khá, giàu năm trước là 240.", ["hộ"]),
    ],
)
def test_a_bare_number_takes_the_unit_of_what_it_parts(text: str, expected: list[str]) -> None:
    assert units(text) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("có tới88 ,4% dân số", "88.4"),
        ("bằng 38, 33% kế hoạch", "38.33"),
        ("mới có75. 320 người tham gia", "75320"),
        ("Có O5 đại lý thu", "5"),
        ("đạt 612.4 triệu đòng", "612400000"),
        ("cho 1.250 ngừơi", "1250"),
    ],
)
def test_slips_of_the_typist_are_read_as_meant(text: str, value: str) -> None:
    assert values(text) == [value]


def test_text_in_decomposed_form_keeps_its_offsets() -> None:
    source = unicodedata.normalize("NFD", "Xã Đại Lộc vận động được 12 tỉ đồng.")
    passage = Passage(source)
    (figure,) = find_figures(passage).figures

    given_text = source[passage.given(figure.start) : passage.given(figure.end)]
    assert unicodedata.normalize("NFC", given_text) == "12 tỉ đồng"


def test_marks_of_html_and_wide_spaces_change_no_figure() -> None:
    text = "<p>Cấp <b>3.118</b>&nbsp;suất quà,   chi 3&nbsp;tỷ&nbsp;67&nbsp;triệu đồng.</p>"

    assert values(text) == ["3118", "3067000000"]
    assert figures(text)[0].start == text.index("3.118")


def test_a_line_broken_inside_a_figure_is_read_whole() -> None:
    assert only("xã vận động được 850\ntriệu đồng xây cầu").value == 850_000_000


def test_what_follows_a_period_without_a_space_is_read() -> None:
    assert values("Giai đoạn 2025-2030.120 căn hộ.") == ["120"]


@given(noise)
def test_every_digit_lies_in_one_figure_or_other(text: str) -> None:
    found = find_figures(Passage(text))
    spans = sorted((item.start, item.end) for item in [*found.figures, *found.others])

    assert all(a_end <= b_start for (_, a_end), (b_start, _) in pairwise(spans))
    covered = {at for start, end in spans for at in range(start, end)}
    assert all(at in covered for at, c in enumerate(Passage(text).text) if c in "0123456789")


@pytest.mark.parametrize("piece", ["1", "1.", "1.1", " ", "(", "%", "1/", "a\n", "|", "“1 "])
def test_a_long_run_of_one_thing_is_read_once(piece: str) -> None:
    found = find_figures(Passage(piece * 3000))

    assert len(found.figures) + len(found.others) <= 3000


def matches(record: dict[str, Any], field: str) -> list[bool]:
    """For each figure of a golden passage, whether one at its place has its value and ``field``."""
    passage = Passage(record["text"])
    found = {
        passage.given(figure.start): (figure.value, getattr(figure, field))
        for figure in find_figures(passage).figures
    }
    return [
        found.get(figure["start"]) == (Decimal(figure["value"]), figure[field])
        for figure in record["figures"]
    ]


@pytest.mark.parametrize("field", ["kind", "bound"])
def test_of_the_golden_figures_ninety_seven_in_a_hundred_are_right(field: str) -> None:
    files = [path.read_text(encoding="utf-8") for path in sorted(GOLDEN.glob("*.jsonl"))]
    records = [json.loads(line) for text in files for line in text.splitlines()]
    right = [match for record in records for match in matches(record, field)]

    assert sum(right) >= 0.97 * len(right)


def test_a_list_ends_with_its_sentence() -> None:
    assert units("- Ban Quản lý chợ: Có 90 sạp. Nhà lồng còn trống 14.") == ["sạp", "sạp"]
