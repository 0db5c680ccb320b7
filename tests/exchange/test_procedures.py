"""A list of procedures as offices keep it: headings by many names, faults told row by row."""

import pytest

from wardbook.exchange.procedures import Sheet, read
from wardbook.exchange.rows import Row
from wardbook.lib.refusal import Refused

HEAD = ["STT", "MÃ TTHC", "Tên TTHC", "Lĩnh vực", "Thời hạn giải quyết", "Phí, lệ phí"]
BIRTH = ["1", "1.001193", "Đăng ký khai sinh", "HỘ TỊCH", "03 ngày làm việc", "8.000 đồng"]


def sheet(*lines: list[str], head: list[str] = HEAD) -> Sheet:
    rows = [Row(1, number, cells) for number, cells in enumerate([head, *lines], start=4)]
    return read([Row(1, 1, ["DANH MỤC THỦ TỤC HÀNH CHÍNH"]), *rows], "Quyết định thử")


def with_limit(text: str) -> tuple[str, str, bool, bool]:
    (row,) = sheet([*BIRTH[:4], text, ""]).rows
    return row.limit, row.limit_note, row.same_day, row.on_the_spot


def fault(*cells: str, head: list[str] = HEAD) -> tuple[int, str, str]:
    (found,) = sheet(list(cells), head=head).faults
    return found.number, found.column, found.refusal.rule


def test_a_row_says_what_its_columns_say() -> None:
    (row,) = sheet(BIRTH).rows

    assert (row.code, row.name, row.field) == ("1.001193", "Đăng ký khai sinh", "civil-status")
    assert (row.limit, row.fee, row.source) == ("3wd", "8.000 đồng", "Quyết định thử")


def test_headings_are_known_by_the_names_that_offices_give_them() -> None:
    head = ["TT", "Mã số", "Tên thủ tục hành chính", "LĨNH VỰC", "Thời hạn", "Lệ phí"]

    assert sheet(BIRTH, head=head).rows == sheet(BIRTH).rows


def test_a_list_without_heading_is_refused() -> None:
    with pytest.raises(Refused, match="EXC-40"):
        read([Row(1, 1, BIRTH)], "Quyết định thử")


def test_columns_that_are_not_read_are_named() -> None:
    assert sheet(BIRTH, head=[*HEAD, "Dịch vụ BCCI"]).unread == ["STT", "Dịch vụ BCCI"]


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("03 ngày làm việc", "3wd"),
        ("Không quá 05 (năm) ngày làm việc", "5wd"),
        ("15 ngày", "15d"),
        ("8 giờ làm việc", "8wh"),
    ],
)
def test_a_limit_in_words_is_a_limit(text: str, limit: str) -> None:
    assert with_limit(text) == (limit, "", False, False)


def test_words_behind_a_limit_are_kept_beside_it() -> None:
    text = "05 ngày làm việc kể từ ngày nhận đủ hồ sơ"

    assert with_limit(text) == ("5wd", text, False, False)


@pytest.mark.parametrize(
    "text", ["Cấp đổi: 03 ngày; cấp lại: 01 ngày", "03 ngày; 05 ngày nếu xác minh"]
)
def test_two_limits_are_none_and_stand_as_they_are_written(text: str) -> None:
    assert with_limit(text) == ("", text, False, False)


def test_the_same_day_and_while_one_waits_are_no_numbers() -> None:
    assert with_limit("Trong ngày làm việc") == ("", "", True, False)
    assert with_limit("Giải quyết ngay") == ("", "", False, True)


def test_a_cross_in_the_column_of_fees_is_no_fee() -> None:
    (row,) = sheet([*BIRTH[:5], "X"]).rows

    assert row.fee == ""


def test_the_tail_of_a_province_is_no_part_of_the_code() -> None:
    (row,) = sheet(["1", "1.001193.000.00.00.H24", *BIRTH[2:]]).rows

    assert row.code == "1.001193"


def test_a_procedure_without_code_is_known_by_its_name() -> None:
    (row,) = sheet(["1", "", *BIRTH[2:]]).rows

    assert (row.code, row.key) == ("", "dang-ky-khai-sinh")


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        (["1", "1.001193", "", "HỘ TỊCH"], "Tên TTHC"),
        (["1", "1.001193", "Đăng ký khai sinh", ""], "Lĩnh vực"),
        (["1", "abc", "Đăng ký khai sinh", "HỘ TỊCH"], "MÃ TTHC"),
        (["1", "1.001193", "Đ" * 601, "HỘ TỊCH"], "Tên TTHC"),
    ],
)
def test_a_fault_names_its_row_and_its_column(cells: list[str], column: str) -> None:
    assert fault(*cells) == (5, column, "EXC-42")


def test_a_row_with_a_fault_is_left_out_and_the_others_go_on() -> None:
    found = sheet(["1", "x", *BIRTH[2:]], BIRTH)

    assert [row.code for row in found.rows] == ["1.001193"]
    assert len(found.faults) == 1


def test_a_procedure_stands_in_a_list_once() -> None:
    found = sheet(BIRTH, BIRTH)

    assert [(one.number, one.refusal.rule) for one in found.faults] == [(6, "EXC-41")]


def test_an_abolished_procedure_is_ended_by_a_person() -> None:
    head = [*HEAD, "Trạng thái"]

    assert fault(*BIRTH, "Bãi bỏ", head=head) == (5, "Trạng thái", "EXC-43")


def test_a_day_that_does_not_exist_is_a_fault() -> None:
    head = [*HEAD, "Ngày hiệu lực"]

    assert fault(*BIRTH, "31/02/2026", head=head) == (5, "Ngày hiệu lực", "EXC-42")


def test_a_line_between_groups_says_nothing() -> None:
    assert sheet(["I", "", "LĨNH VỰC HỘ TỊCH", ""], BIRTH).faults == []
