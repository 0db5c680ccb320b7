"""What an export says is kept as it says it, and understood where somebody has said how."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.exports import as_csv
from tests.exchange.files import HEAD, ROW, listing, row, told, workbook
from wardbook.exchange.layouts import heading, in_force, kept, layout_of, layouts
from wardbook.exchange.moments import Instant, near, read_limit, read_moment
from wardbook.lib.refusal import Refused


def rules(*rows: list[str]) -> list[str]:
    return [problem.refusal.rule for one in told(*rows) for problem in one.problems]


def test_a_row_is_told_by_our_names_and_in_their_words() -> None:
    (one,) = told(ROW)

    assert one.code == ROW[0]
    assert one.texts["status"] == "Đang xử lý"
    assert (one.status, one.moments["due"].iso) == ("processing", "2026-01-13T17:00:00")
    assert one.problems == ()


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("07/01/2026", "2026-01-07"),
        ("7-1-2026", "2026-01-07"),
        ("07/01/2026 09:05", "2026-01-07T09:05:00"),
        ("09:05 07/01/2026", "2026-01-07T09:05:00"),
        ("9h05 ngày 7.1.2026", "2026-01-07T09:05:00"),
        ("07/01/2026 02:30:10 CH", "2026-01-07T14:30:10"),
        ("2026-01-07T09:05:00", "2026-01-07T09:05:00"),
        ("2026-01-07 00:00:00", "2026-01-07"),
        ("2026-01-07T02:05:00Z", "2026-01-07T09:05:00"),
        ("46029.375", "2026-01-07T09:00:00"),
    ],
)
def test_days_are_read_in_the_forms_in_which_they_are_written(cell: str, iso: str) -> None:
    moment = read_moment(cell, "dmy")

    assert moment is not None
    assert moment.iso == iso
    assert Instant.of(iso) == moment


@pytest.mark.parametrize("cell", ["31/02/2026", "13/25/2026", "hôm qua", "07/01/26", "1/1/0900"])
def test_what_is_no_day_is_none(cell: str) -> None:
    assert read_moment(cell, "dmy") is None


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_day_that_is_written_is_the_day_that_is_read(day: date) -> None:
    written = {"dmy": f"{day:%d/%m/%Y}", "mdy": f"{day:%m/%d/%Y}", "ymd": f"{day:%Y/%m/%d}"}

    for order, text in written.items():
        moment = read_moment(text, order)
        assert moment is not None
        assert moment.day == day


@given(st.text(max_size=30))
def test_no_cell_whatever_breaks_the_reading_of_days(cell: str) -> None:
    read_moment(cell, "dmy")


def test_a_day_alone_agrees_with_any_time_on_it() -> None:
    assert near(Instant.of("2026-01-07"), Instant.of("2026-01-07T16:59:00"))
    assert not near(Instant.of("2026-01-07T09:00:00"), Instant.of("2026-01-07T16:59:00"))


@pytest.mark.parametrize(
    ("text", "limit"),
    [("10 ngày làm việc", "10wd"), ("15 ngày", "15d"), ("08 giờ làm việc", "8wh"), ("10", "")],
)
def test_a_limit_says_of_what(text: str, limit: str) -> None:
    assert read_limit(text) == limit


def test_a_cell_that_is_no_day_is_named_with_its_row_and_column() -> None:
    (one,) = told(row(due="mai trả"))
    (problem,) = one.problems

    assert (problem.row, problem.column, problem.cell) == (2, "Ngày hẹn trả", "mai trả")
    assert problem.refusal.rule == "EXC-07"
    assert "due" not in one.moments


def test_a_dash_says_that_there_is_no_day() -> None:
    assert rules(row(due="-")) == []


def test_an_unknown_word_of_state_is_kept_and_said() -> None:
    (one,) = told(row(status="Đang bay"))

    assert one.texts["status"] == "Đang bay"
    assert (one.status, one.problems[0].refusal.rule) == ("processing", "EXC-08")


def test_an_unusual_code_is_kept_and_remarked_on() -> None:
    (one,) = told(row(code="HS 12/2026"))

    assert (one.code, one.problems[0].refusal.rule) == ("HS 12/2026", "EXC-09")


def test_dates_out_of_order_are_said() -> None:
    head = (*HEAD, "Ngày kết thúc xử lý")

    (one,) = told([*ROW, "01/01/2026"], head=head)

    assert one.problems[0].refusal.rule == "EXC-10"


def test_a_row_without_any_first_day_is_said() -> None:
    assert rules(row(accepted="")) == ["EXC-12"]


def test_a_promise_for_a_day_before_the_dossier_came_is_said() -> None:
    assert rules(row(due="06/01/2026 17:00")) == ["EXC-20"]
    assert rules(row(due="07/01/2026")) == []


def test_a_row_without_a_code_is_not_taken_and_said() -> None:
    found = listing(as_csv([HEAD, row(code=""), ROW]))

    assert [one.code for one in found] == [ROW[0]]
    assert [problem.refusal.rule for problem in found.problems] == ["EXC-06"]


def test_a_code_without_end_is_not_taken() -> None:
    found = listing(as_csv([HEAD, row(code="H" * 200)]))

    assert list(found) == []
    assert found.problems[0].refusal.rule == "EXC-06"


def test_the_heading_may_stand_below_titles() -> None:
    rows = [["UBND PHƯỜNG THỬ"], [], ["DANH SÁCH HỒ SƠ"], ["Từ 01/01/2026"], HEAD, ROW]

    assert [one.row for one in listing(workbook(*rows))] == [6]


def test_a_heading_of_two_merged_rows_is_read_as_one() -> None:
    top = ["STT", "Mã hồ sơ", "Tên TTHC", "Tên cá nhân, tổ chức", "Ngày, tháng, năm", "", ""]
    below = ["", "", "", "", "Tiếp nhận", "Hẹn trả kết quả", "Trả kết quả"]
    one = [1, *ROW[:3], "07/01/2026", "13/01/2026", "12/01/2026"]

    found = listing(workbook(top, below, ["1", "2", "3", "4", "5", "6", "7"], one))
    (told_once,) = found

    assert found.heads is not None
    assert found.heads.layout.code == "register-07"
    assert told_once.moments["returned"].iso == "2026-01-12"
    assert told_once.status == "returned"


def test_sums_signatures_and_repeated_headings_are_passed_over() -> None:
    found = listing(as_csv([HEAD, ROW, HEAD, row(code="H99.901-260107-0002"), ["Tổng cộng", "2"]]))

    assert len(list(found)) == 2
    assert (found.passed, found.problems) == (2, [])


def test_unknown_headings_are_listed_and_their_cells_kept() -> None:
    found = listing(as_csv([(*HEAD, "Mã QR"), (*ROW, "xyz")]))
    (one,) = found

    assert found.heads is not None
    assert found.heads.unknown == ("Mã QR",)
    assert one.cells[-1] == "xyz"


def test_a_file_without_a_heading_says_what_is_missing() -> None:
    with pytest.raises(Refused, match="EXC-05") as caught:
        list(listing(as_csv([["Họ tên", "Tuổi"], ["Lý Thử", "40"]])))

    assert "Mã hồ sơ" in caught.value.refusal.text()


@pytest.mark.parametrize("rows", [[HEAD], [["DANH SÁCH HỒ SƠ"], HEAD]])
def test_a_heading_with_nothing_below_is_a_day_without_a_dossier(rows: list[list[str]]) -> None:
    found = listing(as_csv(rows))

    assert list(found) == []
    assert found.heads is not None


def test_headings_are_compared_without_marks_case_and_spaces() -> None:
    assert heading("  NGÀY  hẹn-trả ") == heading("Ngay hen tra")


def test_the_layout_whose_own_headings_stand_there_is_found() -> None:
    head = (
        "Mã hồ sơ",
        "Mã TTHC",
        "Kênh thực hiện",
        "Mã định danh",
        "Ngày tiếp nhận",
        "Thời gian đồng bộ",
    )
    found = listing(as_csv([head, (ROW[0], "1.1", "2", "H99.901", "07/01/2026", "08/01/2026")]))
    (one,) = found

    assert found.heads is not None
    assert (found.heads.layout.code, one.channel) == ("portal-list", "online")


def test_when_it_was_synchronised_does_not_make_a_row_another() -> None:
    head = (*HEAD, "Thời gian đồng bộ")
    first, second = told([*ROW, "08/01/2026"], [*ROW, "09/01/2026"], head=head)

    assert first.digest == second.digest
    assert first.digest != told([*ROW[:5], "Đã trả kết quả", ""], head=head)[0].digest


def test_every_layout_can_be_read_and_says_where_it_is_from() -> None:
    assert layouts()
    assert all(row.source and row.in_force(date(2026, 11, 20)) for row in layouts())
    assert kept("register-07", date(2025, 7, 1)) in in_force(date(2026, 1, 1))


def test_a_layout_that_names_an_unknown_field_is_refused() -> None:
    common = {"columns": {"colour": ["Màu"]}, "status": {}, "channel": {}, "outcome": {}}
    table = {
        "code": "x", "name_vi": "x", "name_en": "x", "system": "x", "keeps": True,
        "valid_from": date(2026, 1, 1), "source": "x", "mark": "known", "needs": ["code"],
        "telling": [], "order": "dmy", "zone": "Asia/Ho_Chi_Minh",
    }  # fmt: skip # one row

    with pytest.raises(ValueError, match="colour"):
        layout_of(table, common)
