"""Each component draws what its comment promises."""

from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override
from lxml import html

from tests.web.style_pages import Filters, Report
from wardbook.web.quote import pieces
from wardbook.web.tables import Column, Link, Status, Table


def drawn(name: str, path: str = "/", **context: Any) -> html.HtmlElement:
    request = RequestFactory().get(path)
    text = render_to_string(f"web/components/{name}.html", context, request=request)
    return html.fromstring(f"<div>{text}</div>")


TABLE = Table(
    "Thu",
    [Column("Khoản"), Column("Thu", number=True, unit="triệu đồng"), Column("Kiểm tra")],
    [[Link("Quỹ", "/quy/"), "8,86", Status("khớp", "green")]],
    total=["Cộng", "8,86", ""],
)


def test_a_table_has_a_caption_and_scoped_headers() -> None:
    page = drawn("table", table=TABLE)

    assert page.xpath("//caption/text()") == ["Thu"]
    assert page.xpath("//th/@scope") == ["col", "col", "col", "row", "row"]


def test_numbers_stand_right_and_name_their_unit() -> None:
    cell = drawn("table", table=TABLE).xpath("//tbody//td")[0]

    assert "govuk-table__cell--numeric" in cell.classes
    assert cell.get("data-label") == "Thu, triệu đồng"


def test_cells_may_lead_somewhere_or_be_a_status() -> None:
    page = drawn("table", table=TABLE)

    assert page.xpath("//tbody//a/@href") == ["/quy/"]
    assert page.xpath("//tbody//strong/text()") == ["khớp"]


def test_a_row_with_a_cell_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        _ = Table("Thu", [Column("a"), Column("b")], [["1"]]).lines


def test_masked_words_are_not_in_the_page() -> None:
    text = "Ông Trần Văn B nộp 18 triệu"

    page = drawn("quote", pieces=pieces(text, mark=(19, 21), masked=[(4, 14)]), source="Báo cáo")

    assert page.xpath("//mark/text()") == ["18"]
    assert "Trần" not in page.text_content()
    assert "[phần được che]" in page.text_content()


def test_a_quote_can_lead_to_its_paper() -> None:
    page = drawn("quote", pieces=pieces("18 hộ"), source="Báo cáo", source_url="/so/1/")

    assert page.xpath("//figcaption/a/@href") == ["/so/1/"]


def test_a_sample_says_whose_words_it_restates() -> None:
    said = drawn("sample_banner", newspaper="Báo Mai", printed_on="05/01/2026").text_content()

    assert "theo Báo Mai, ngày 05/01/2026; không do phường công bố" in " ".join(said.split())


def test_the_error_summary_leads_to_each_field() -> None:
    form = Report({})

    page = drawn("error_summary", form=form)

    assert page.xpath("//a[@href='#id_name']/text()") == form["name"].problems
    assert len(page.xpath("//li")) == len(form.errors)


def test_an_error_of_the_whole_form_stands_in_the_summary() -> None:
    form = Report({})
    form.add_error(None, "Hai mục không khớp nhau.")

    assert "Hai mục không khớp nhau." in drawn("error_summary", form=form).text_content()


def test_pagination_keeps_the_filters_of_the_address() -> None:
    page = Paginator(range(200), 10).page(7)

    links = drawn("pagination", "/?unit=a&page=7", page=page)

    assert links.xpath("//a[@rel='next']/@href") == ["?unit=a&page=8"]
    assert links.xpath("//a[@aria-current]/@aria-label") == ["Trang 7"]
    assert links.xpath("count(//li[contains(@class, 'ellipsis')])") == 2


def test_one_page_needs_no_pagination() -> None:
    page = Paginator(range(5), 10).page(1)

    assert not drawn("pagination", page=page).xpath("//a")


def test_filters_are_kept_in_the_address_and_can_be_left() -> None:
    page = drawn("filters", "/list/?text=a", filters=Filters({"text": "a"}))

    assert page.xpath("//form/@method") == ["get"]
    assert page.xpath("//input/@value") == ["a"]
    assert page.xpath("//a/@href") == ["/list/"]


def test_a_large_figure_opens() -> None:
    page = drawn("kpi", value="17", label="hồ sơ quá hạn", note="tháng 6", url="/x/", tone="bad")

    assert page.xpath("//a/text()") == ["17"]
    assert page.xpath("//p/text()")[-2:] == ["hồ sơ quá hạn", "tháng 6"]


def test_an_empty_list_says_what_it_means() -> None:
    page = drawn("empty", title="Chưa có", text="Từ ngày 01/07.", url="/new/", action="Thêm")

    assert [p.text_content() for p in page.iter("p")] == ["Chưa có", "Từ ngày 01/07.", "Thêm"]


def test_a_summary_list_names_each_value() -> None:
    page = drawn("summary_list", rows=[("Kỳ", "2026"), ("Kiểm tra", Status("khớp", "green"))])

    assert page.xpath("//dt/text()") == ["Kỳ", "Kiểm tra"]
    assert [dd.text_content().strip() for dd in page.iter("dd")] == ["2026", "khớp"]


def test_a_banner_says_by_its_role_how_urgent_it_is() -> None:
    assert drawn("banner", message="Đã lưu").xpath("//@role") == ["region"]


def test_text_of_a_user_is_escaped() -> None:
    page = drawn("summary_list", rows=[("Tên", "<script>alert(1)</script>")])

    assert not page.xpath("//script")


def test_a_check_shows_its_arithmetic() -> None:
    check = {
        "verdict": "truncated",
        "expr": "f1.num/f1.den*100",
        "operands": {"f1": {"numerator": "18", "denominator": "11"}},
        "recomputed": "163.64",
        "stated": "163.63",
    }

    said = drawn("checks", checks=[check]).text_content()

    assert "cắt bớt, không làm tròn" in said
    assert "18 : 11 × 100 = 163,64; văn bản ghi 163,63" in said


def test_a_figure_without_a_check_says_so() -> None:
    assert "không kiểm tra được" in drawn("checks", checks=[]).text_content()


def test_what_is_said_once_is_kept_for_each_language() -> None:
    page = Template("{% load layout i18n %}{% once %}{% translate 'Home' %} {{ n }}{% endonce %}")
    said = {}
    for code in ("vi", "en", "vi"):
        with override(code):
            said[code] = page.render(Context({"n": len(said)}))
    assert said == {"vi": "Trang đầu 0", "en": "Home 1"}
