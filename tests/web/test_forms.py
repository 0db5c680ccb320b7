"""Fields come with label, hint, error and the links between them."""

from datetime import date

import pytest
from django import forms
from lxml import html

from tests.web.style_pages import Filters, Report
from wardbook.web.forms import DayField, Renderer


def drawn(form: forms.Form) -> html.HtmlElement:
    form.renderer = Renderer()
    return html.fromstring(f"<form>{form}</form>")


def test_every_input_has_a_label() -> None:
    page = drawn(Report())

    named = {label.get("for") for label in page.iter("label")}
    inputs = page.xpath("//input | //select | //textarea")
    assert inputs
    assert {control.get("id") for control in inputs} <= named


def test_hint_and_error_are_read_with_the_input() -> None:
    control = drawn(Report({})).get_element_by_id("id_name")

    assert control.get("aria-describedby") == "id_name_helptext id_name_error"
    assert control.get("aria-invalid") == "true"
    assert "govuk-input--error" in control.classes


def test_what_a_field_refers_to_stands_on_the_page() -> None:
    page = drawn(Report({}))

    wanted = " ".join(page.xpath("//@aria-describedby")).split()
    assert wanted
    assert set(wanted) <= set(page.xpath("//@id"))


def test_an_empty_field_is_named_in_its_error() -> None:
    form = Report({})
    form.renderer = Renderer()

    assert form["name"].problems == ["Xin điền mục “Họ và tên”."]
    assert form["area"].problems == ["Xin chọn mục “Khu vực”."]


def test_a_message_of_the_form_itself_is_kept() -> None:
    form = Report({"area": "9"})
    form.renderer = Renderer()

    assert form["area"].problems == [str(message) for message in form["area"].errors]


@pytest.mark.parametrize("name", ["name", "way", "topics", "area", "seen_on", "paper", "agree"])
def test_an_error_can_lead_to_the_first_input(name: str) -> None:
    form = Report({})

    target = drawn(form).get_element_by_id(form[name].target_id)

    assert target.tag in {"input", "select", "textarea"}


def test_a_group_of_choices_has_a_legend() -> None:
    legends = drawn(Report()).xpath("//fieldset/legend/text()")

    assert [legend.strip() for legend in legends if legend.strip()] == [
        "Nhận trả lời qua",
        "Việc liên quan",
        "Ngày thấy",
    ]


def test_what_may_stay_empty_says_so_except_among_filters() -> None:
    assert "không bắt buộc" in drawn(Report()).text_content()
    assert "không bắt buộc" not in drawn(Filters()).text_content()


def test_no_browser_bubble_stands_beside_our_words() -> None:
    assert not drawn(Report()).xpath("//*[@required]")


def test_a_widget_keeps_its_own_class() -> None:
    control = drawn(Report()).get_element_by_id("id_code")

    assert {"govuk-input", "govuk-input--width-20"} <= set(control.classes)


class Visit(forms.Form):
    """One day."""

    on = DayField()


def test_a_day_is_typed_in_three_parts() -> None:
    form = Visit({"on_day": "5", "on_month": "1", "on_year": "2026"})

    assert form.is_valid()
    assert form.cleaned_data == {"on": date(2026, 1, 5)}


def test_a_day_that_does_not_exist_is_shown_again_as_typed() -> None:
    form = Visit({"on_day": "31", "on_month": "2", "on_year": "2026"})

    page = drawn(form)

    assert not form.is_valid()
    assert page.xpath("//input/@value") == ["31", "2", "2026"]
    assert "govuk-input--error" in page.get_element_by_id("id_on_day").classes


def test_a_known_day_fills_its_three_parts() -> None:
    page = drawn(Visit(initial={"on": date(2026, 1, 5)}))

    assert page.xpath("//input/@value") == ["05", "01", "2026"]


def test_an_empty_day_is_no_day() -> None:
    assert Visit({"on_day": " ", "on_month": "", "on_year": ""}).errors.as_data()["on"][0].code == (
        "required"
    )
