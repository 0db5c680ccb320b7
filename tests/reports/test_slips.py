"""Slips of a case: whose, what, when and why, on the form of its day."""

from datetime import date, datetime
from typing import Any

import pytest

from tests import make
from wardbook.cases.actions.moves import hand_over
from wardbook.cases.models import Case
from wardbook.lib.clock import VIETNAM
from wardbook.reports.forms import Form, pdf
from wardbook.reports.register import table
from wardbook.reports.slips import control, look_up, register, slip

pytestmark = pytest.mark.django_db

SITE = "https://so.vidu.vn"


def at(day: int, hour: int = 9, month: int = 9, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, tzinfo=VIETNAM)


def accepted(on: datetime | None = None, **fields: Any) -> Case:
    on = on or at(7)
    told = {"applicant": "Trần Thị Mẫu", "phone": "0912345678", "papers": ["Tờ khai"]} | fields
    return make.step(make.case(at=on, fields=told), "accept", at=on)


def printed(case: Case, code: str = "receipt_slip") -> Form:
    moves = list(case.moves.select_related("by__person", "by__post", "post"))
    return slip(case, moves[-1], moves, code, site=SITE)


def words(form: Form) -> str:
    return "\n".join(line.text for line in form.lines)


def test_a_receipt_says_whose_it_is_what_came_and_when_it_is_due() -> None:
    said = words(printed(accepted()))

    assert "Trần Thị Mẫu" in said
    assert "1. Tờ khai" in said
    assert "17 giờ 00, ngày 14 tháng 9 năm 2026" in said
    assert "5 ngày làm việc" in said


def test_a_receipt_explains_its_day_and_opens_the_page_of_its_holder() -> None:
    case = accepted()
    form = printed(case)

    assert form.why[0] == "Tính 5 ngày: 08/09 – 14/09/2026."
    assert "Không tính 12/09 – 13/09: nghỉ hằng tuần." in form.why
    assert form.qr is not None
    assert (form.qr.address, case.word in form.qr.text) == (f"{SITE}/d/{case.word}/", True)


def typed(site: str) -> tuple[Form, Form]:
    """Receipt and look-up slip of a book whose settings know that address, or none."""
    case = accepted()
    moves = list(case.moves.select_related("by__person", "by__post", "post"))
    receipt = slip(case, moves[-1], moves, "receipt_slip", site=SITE, typed=site)
    return receipt, look_up(case, on=at(8).date(), site=SITE, typed=site)


def test_beside_the_word_stands_where_it_is_typed() -> None:
    receipt, apart = typed(SITE)

    assert receipt.qr is not None
    assert receipt.qr.text.endswith(" tại so.vidu.vn/my/")
    assert "Trang tra cứu (address): so.vidu.vn/my/" in words(apart)


def test_an_address_that_no_setting_knows_is_not_printed() -> None:
    receipt, apart = typed("")

    assert receipt.qr is not None
    assert "tại" not in receipt.qr.text
    assert "so.vidu.vn" not in receipt.qr.text + words(apart)


def test_a_receipt_with_a_long_address_stays_on_one_page() -> None:
    receipt, _ = typed("https://so-phuong.phuong-thuan-hung.thanhpho-vidu.gov.example")

    assert pdf.ONE_PAGE in pdf.written(receipt)


def number(form: Form) -> str:
    return form.left[-1].text


def test_no_two_papers_of_a_form_share_a_number() -> None:
    case = make.step(accepted(), "supplement", items="Giấy khai sinh", at=at(8))
    first = number(printed(case, "supplement_request"))
    make.step(case, "supplemented", at=at(9))
    again = {"items": "Giấy khác", "overruled": "Luật chuyên ngành", "by": make.minh()}
    second = number(
        printed(make.step(case, "supplement", at=at(10), **again), "supplement_request")
    )

    assert first.startswith("Số: 070926-001/PBS-")
    assert second.startswith("Số: 070926-001.2/PBS-")


def test_the_dossiers_of_two_days_have_two_numbers() -> None:
    other = accepted(at(8), applicant="Lê Thử", phone="0900000001")

    assert number(printed(accepted())).startswith("Số: 070926-001-")
    assert number(printed(other)).startswith("Số: 080926-001-")


def test_a_receipt_of_a_same_day_procedure_says_so_before_what_it_adds() -> None:
    row = make.procedure(limit="", same_day=True, limit_note="Nhiều trang: có thể lâu hơn.")
    said = words(printed(make.step(make.case(procedure=row), "accept")))

    assert "nếu nhận muộn trong ngày. Nhiều trang: có thể lâu hơn." in said


def test_the_committee_is_written_small_in_a_sentence_and_in_capitals_at_the_head() -> None:
    case = accepted()
    make.step(case, "extend", reason="Chờ", until=at(20, 17), at=at(8), by=make.minh())
    form = printed(case, "apology_extension")
    ward = case.unit.territory.name_vi

    assert f"Ủy ban nhân dân {ward[:1].lower()}{ward[1:]} xin lỗi" in words(form)
    assert "ỦY BAN NHÂN DÂN" in form.left[0].text


def test_the_code_says_nothing_of_whose_it_is() -> None:
    form = printed(accepted(id_number="092185001234"))

    assert form.qr is not None
    assert "0912345678" not in form.qr.address + form.title
    assert "092185001234" not in form.qr.address + form.title


def test_who_hands_it_in_for_somebody_stands_first_and_the_principal_below() -> None:
    said = words(printed(accepted(representative="Lê Văn Nộp", authorisation="Giấy ủy quyền số 1")))

    assert "Tiếp nhận hồ sơ của: Lê Văn Nộp" in said
    assert "Họ tên/Tổ chức: Trần Thị Mẫu" in said
    assert "Giấy ủy quyền số 1" in said


def test_a_request_lists_what_is_missing_line_by_line() -> None:
    case = make.step(accepted(), "supplement", items="Bản sao\nẢnh", reason="Thiếu", at=at(8))

    said = words(printed(case, "supplement_request"))

    assert "1. Bản sao\n2. Ảnh" in said


def test_an_apology_names_the_day_that_was_promised_and_the_new_one() -> None:
    case = make.step(
        accepted(), "extend", reason="Xác minh", until=at(25, 17), at=at(9), by=make.minh()
    )
    form = printed(case, "apology_extension")

    said = words(form)
    assert "14 tháng 9" in said
    assert "25 tháng 9" in said
    assert form.feet[-1].name == "Minh"


def test_an_old_dossier_keeps_the_forms_of_its_day() -> None:
    make.lan(since=date(2025, 1, 1))

    form = printed(accepted(at(3, month=3, year=2025)))

    assert form.template.circular == "Thông tư 01/2018/TT-VPCP"


def test_a_sample_book_says_so_on_top() -> None:
    case = accepted()
    case.book.sample = True

    assert "MẪU" in printed(case).remark


def test_the_control_slip_has_a_row_for_each_post_that_held_it() -> None:
    case, to = accepted(), make.tenure("hai", "clerk").post
    hand_over(case, to, "Đúng lĩnh vực", by=make.lan(), at=at(9))
    case.refresh_from_db()

    moves = list(case.moves.select_related("by__person", "by__post", "post"))
    form = control(case, moves, now=at(10))

    assert "".join(run.text for run in form.rows[1][0].runs).endswith("Chức vụ clerk")
    assert sum(bool(row[1].runs[0].text.strip(" .…")) for row in form.rows) == 2


def test_the_register_numbers_its_rows_and_says_its_days() -> None:
    one, two = accepted(), accepted(at(8))

    form = register(
        [one, two], field="", span=(at(1).date(), at(30).date()), unit="Phường Thử", sample=False
    )

    assert [row[0].runs[0].text for row in form.rows] == ["1", "2"]
    assert "01/09/2026 – 30/09/2026" in words(form)


def test_the_table_of_the_register_says_the_same_in_columns() -> None:
    (row,) = table([accepted()], []).rows

    assert row[3] == "Trần Thị Mẫu"
    assert (row[8], row[10], row[12]) == (at(7).date(), at(14).date(), None)


def test_the_table_of_the_register_has_words_for_people_and_codes_for_machines() -> None:
    case = accepted()
    (words_of,), (codes,) = table([case], [], "vi").rows, table([case], []).rows

    assert (words_of[7], words_of[13]) == ("Trực tiếp", "Đang giải quyết")
    assert (codes[7], codes[13]) == ("direct", "in_hand")
