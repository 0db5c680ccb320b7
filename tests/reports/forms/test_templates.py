"""Forms are dated data: which one holds on a day, and that each can be filled in at all."""

import tomllib
from datetime import date

import pytest

from tests.reports.forms.samples import CODES, DAY, EVERY, OF_OLD, filled, values
from wardbook.org.catalogue import CATALOGUE
from wardbook.reports import forms
from wardbook.reports.forms.catalogue import Template, form_in_force, forms_of, keys_in, templates
from wardbook.reports.forms.paper import Filling, clean, compose

EACH = pytest.mark.parametrize("form", templates(), ids=lambda row: f"{row.code}-{row.valid_from}")


def table(**changes: object) -> dict[str, object]:
    """The file of today's forms, as it would be after an edit of its first form."""
    read = tomllib.loads((CATALOGUE / "forms" / "tt-03-2025.toml").read_text(encoding="utf-8"))
    first, *others = read["form"]
    return read | {"form": [first | changes, *others]}


def test_today_has_seven_forms_with_their_numbers() -> None:
    numbers = {form_in_force(code, DAY).number: code for code in CODES}

    assert list(numbers) == ["01", "02", "03", "04", "05", "06", "07"]


def test_the_older_circular_has_six_and_no_notice_of_stopping() -> None:
    numbers = [form_in_force(code, date(2025, 9, 14)).number for code in OF_OLD]

    assert numbers == ["01", "02", "03", "04", "05", "06"]
    assert form_in_force("stop_notice", date(2025, 9, 14)) is None


@pytest.mark.parametrize("code", OF_OLD)
def test_one_form_of_a_name_holds_on_every_day(code: str) -> None:
    held = [row.circular for row in templates() if row.code == code and row.in_force(DAY)]
    days = [date(2018, 11, 23), date(2025, 9, 14), date(2025, 9, 15), DAY]

    assert len(held) == 1
    assert [form_in_force(code, day).circular[9:16] for day in days] == [
        "01/2018",
        "01/2018",
        "03/2025",
        "03/2025",
    ]


def test_a_day_without_such_a_form_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="stop_notice"):
        forms.form("stop_notice", on=date(2024, 3, 4), values={})


@EACH
def test_titles_differ_from_code_names_and_have_both_languages(form: Template) -> None:
    assert form.label["vi"] != form.label["en"]
    assert form.source
    assert form.number in form.basis


@EACH
def test_every_line_says_one_thing(form: Template) -> None:
    for item in form.content:
        assert [bool(item.key), bool(item.text), bool(item.list), bool(item.heading)].count(
            True
        ) == 1


@EACH
def test_every_role_is_laid_out(form: Template) -> None:
    used = {item.role for item in form.content}

    assert used <= set(form.roles)


@EACH
def test_a_table_is_as_wide_as_its_page(form: Template) -> None:
    within = form.page.width - form.page.left - form.page.right

    assert form.page.left_column + form.page.right_column <= within
    assert form.table is None or sum(column.width for column in form.table.columns) == within


@EACH
def test_who_somebody_is_is_declared(form: Template) -> None:
    keys = {key for item in form.content for key in item.keys}
    telling = ("applicant", "id", "address", "phone", "email", "principal", "to")

    assert {key for key in keys if key.split("_")[0] in telling} - {"contact"} <= form.personal


@pytest.mark.parametrize("change", [{"mark": "sure"}, {"valid_from": date(2001, 1, 1)}])
def test_a_form_that_cannot_be_is_refused_by_name(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="receipt_slip"):
        forms_of(table(**change))


def test_a_single_line_that_was_not_compared_is_starred() -> None:
    doubted = [{"key": "code", "label": "Mã hồ sơ", "need": True, "mark": "uncertain"}]
    (row, *_) = forms_of(table(content=doubted))

    form = compose(row, Filling({"code": "NH-1"}, {}), DAY)

    assert [line.text for line in form.lines][1:] == ["Mã hồ sơ (*): NH-1"]
    assert form.notes == ("(*) Mục chưa được đối chiếu với mẫu gốc.",)


@pytest.mark.parametrize(("code", "on"), EVERY)
def test_running_numbers_have_the_style_of_the_form(code: str, on: date) -> None:
    form = filled(code, on)
    line = next(line.text for line in form.left if line.role == "number")
    office = form.template.office if "office" in keys_in(form.template.symbol) else ""

    assert line == form.template.symbol.format(number="0214", office=office)


def test_an_office_with_another_symbol_says_its_own() -> None:
    said = values(form_in_force("receipt_slip", DAY)) | {"office": "BPTNTKQ"}

    form = filled("receipt_slip", values=said)

    assert "Số: 0214-BPTNTKQ" in [line.text for line in form.left]


def test_text_is_composed_and_keeps_its_lines() -> None:
    assert clean(" To\u0301c  do\u0323c\t\r\nda\u0300i ") == "Tóc dọc\ndài"
