"""What may be about a private person is found, and figures, places and bodies are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbook.lib.personal import certain, likely

NUMBERS = [
    "0912 345 678",
    "0912345678",
    "0912.345.678",
    "0912. 345. 678",
    "(0912) 345 678",
    "0912–345–678",
    "0912\u00a0345\u00a0678",
    "０９１２３４５６７８",
    "0292 3861234",
    "02923861234",
    "(0292) 3 861 234",
    "024 3825 1234",
    "+84 912 345 678",
    "+84 (0)912 345 678",
    "0084912345678",
    "84912345678",
    "079123456789",
    "079 123 456 789",
    "079.123.456.789",
    "0791 2345 6789",
    "a.b@c.gov.vn",
]
NO_NUMBERS = [
    "3.124.335.200 đồng",
    "11.756.978.705/11.914.837.000",
    "125000000000 đồng",
    "84 912 345 678 đồng",
    "84.912.345.678",
    "84912345678 đồng",
    "02-03-2025 08 giờ",
    "05.03.2025 - 10.03.2025",
    "ngày 02/03/2025 đến 09/03/2025",
    "0,123456789%",
    "0,5 0,25 0,125",
    "1900 1234",
    "112/BC-UBND",
    "2020..2025",
    "123456789 đồng",
    "từ 07 đến 08 giờ",
]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_or_address_of_a_person_is_certain(number: str) -> None:
    text = f"Xin gọi {number} nhé"

    ((start, end),) = certain(text)

    assert text[start:end] == number.removeprefix("(")


@pytest.mark.parametrize("words", NO_NUMBERS)
def test_figures_and_days_are_no_numbers_of_persons(words: str) -> None:
    assert certain(f"Kết quả là {words}, theo báo cáo.") == []


@pytest.mark.parametrize(
    ("word", "card"),
    [
        ("CMND", "361234567"),
        ("CMND số:", "361 234 567"),
        ("căn cước", "079 123456789"),
        ("Hộ chiếu", "B1234567"),
    ],
)
def test_a_card_is_known_by_the_word_before_it(word: str, card: str) -> None:
    text = f"Người có {word} {card}, đã nộp."

    assert [text[start:end] for start, end in certain(text)] == [card]


def test_nine_bare_digits_are_proposed_but_not_certain() -> None:
    assert certain("Mã 361234567 đây") == []
    assert likely("Mã 361234567 đây") == [(3, 12)]


NAMES = [
    ("ông Nguyễn Văn A", "Nguyễn Văn A"),
    ("Ông Trần Văn Thử", "Trần Văn Thử"),
    ("ÔNG NGUYỄN VĂN A", "NGUYỄN VĂN A"),
    ("ông Nguyễn văn A", "Nguyễn văn A"),
    ("ông\u00a0Nguyễn Văn A", "Nguyễn Văn A"),
    ("ông: Nguyễn Văn A", "Nguyễn Văn A"),
    ("ông (bà) Nguyễn Văn A", "Nguyễn Văn A"),
    ("ông/bà: Nguyễn Văn A", "Nguyễn Văn A"),
    ("ông Tư", "Tư"),
    ("bà Ba", "Ba"),
    ("đ/c Hùng", "Hùng"),
    ("bà Hoa", "Hoa"),
    ("ông Thanh", "Thanh"),
    ("cán bộ phường ông Nguyễn Văn A", "Nguyễn Văn A"),
    ("em Lê Thị Bé", "Lê Thị Bé"),
    ("hộ Nguyễn Văn A", "Nguyễn Văn A"),
    ("hộ bà Ba", "Ba"),
    ("hộ gia đình Thạch Sơn", "Thạch Sơn"),
    ("hộ ông K'Brơi", "K'Brơi"),
    ("ông K’Brơi Hà", "K’Brơi Hà"),
    ("ông Y Bhăm Niê", "Y Bhăm Niê"),
    ("đồng chí Bí thư Nguyễn Văn A", "Nguyễn Văn A"),
    ("đồng chí Phó Bí thư Thường trực Đảng ủy Nguyễn Văn A", "Nguyễn Văn A"),
    ("ông Chủ tịch UBND phường Tân Lộc Nguyễn Văn A", "Nguyễn Văn A"),
    ("bà Đoàn Thị B", "Đoàn Thị B"),
]
NO_NAMES = [
    "sông Hậu",
    "bông Tra",
    "hộ nghèo",
    "hộ Khmer nghèo",
    "hộ Việt Nam",
    "gia đình văn hóa",
    "ông bà ta",
    "tỉnh Bà Rịa",
    "thành phố Bà Rịa Vũng Tàu",
    "chợ Bà Chiểu",
    "cầu Ông Lãnh",
    "đường Bà Triệu",
    "Bà mẹ Việt Nam anh hùng",
    "Bà Mẹ Việt Nam Anh hùng",
    "trẻ em Việt Nam",
    "chị em Phụ nữ",
    "đồng chí Bí thư Đảng ủy",
    "các đồng chí Ủy viên",
    "đồng chí Chủ tịch UBND phường Tân Lộc",
    "ông Chủ tịch",
    "anh Thanh niên",
    "bà Phụ nữ",
    "đảo Cô Tô",
    "đường Bà Huyện Thanh Quan",
    "ông Trưởng ban",
    "Ủy ban nhân dân phường",
    "8,86 tỷ đồng",
]


@pytest.mark.parametrize(("words", "name"), NAMES)
def test_a_name_after_a_form_of_address_is_likely(words: str, name: str) -> None:
    text = f"Phường đã gửi {words} nhé"

    assert [text[start:end] for start, end in likely(text)] == [name]


@pytest.mark.parametrize("words", NO_NAMES)
def test_institutions_places_and_figures_are_no_names(words: str) -> None:
    assert likely(f"Phường có {words}, theo báo cáo.") == []


@pytest.mark.parametrize("opening", ["Bà Rịa có sông.", "Bà Mẹ Việt Nam Anh hùng"])
def test_a_place_at_the_start_of_a_sentence_is_no_name(opening: str) -> None:
    assert likely(opening) == []


def test_one_syllable_at_the_start_of_a_sentence_is_a_name() -> None:
    assert likely("Ông Tư hiến đất.") == [(4, 6)]


def test_every_name_of_a_list_is_found() -> None:
    text = "Khen ông Nguyễn Văn A, Trần Thị B và Lê C; phường Tân An cũng vậy."

    assert [text[a:b] for a, b in likely(text)] == ["Nguyễn Văn A", "Trần Thị B", "Lê C"]


@given(st.text(alphabet="0912 .()-–ôngbàhộ:/NV'\n@a", max_size=300))
def test_whatever_the_text_spans_lie_inside_it_in_order(text: str) -> None:
    for spans in (certain(text), likely(text)):
        assert spans == sorted(spans)
        assert all(0 <= start < end <= len(text) for start, end in spans)
