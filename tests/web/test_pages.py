"""The frame of both sites, and the pages shown when something is wrong."""

import re

import pytest
from django.template import Context
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from lxml import html

from wardbook.web.templatetags.layout import in_language

PAGES = ["/", "/units/", "/form/", "/office/", "/en/"]


def opened(path: str) -> html.HtmlElement:
    return html.fromstring(Client().get(path).content)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_one_heading_a_title_and_a_main_part(path: str) -> None:
    page = opened(path)

    assert len(page.xpath("//h1")) == 1
    assert len(page.xpath("//main[@id='main']")) == 1
    assert page.findtext(".//title").strip(" –")


@pytest.mark.parametrize("path", PAGES)
def test_no_style_or_script_stands_in_the_page(path: str) -> None:
    page = opened(path)

    assert not page.xpath("//style | //script[not(@src)] | //*[@style]")
    assert not [name for name in page.xpath("//@*") if name.attrname.startswith("on")]


@pytest.mark.parametrize("path", PAGES)
def test_everything_comes_from_here(path: str) -> None:
    page = opened(path)

    named = page.xpath("//link[@rel!='alternate']/@href | //script/@src | //img/@src")
    assert named
    assert not [name for name in named if not name.startswith("/static/")]


def test_no_id_is_used_twice() -> None:
    for path in PAGES:
        ids = opened(path).xpath("//@id")
        assert len(ids) == len(set(ids)), path


def test_the_page_says_its_language_and_leads_to_the_other() -> None:
    vietnamese, english = opened("/units/?page=2"), opened("/en/units/?page=2")

    assert (vietnamese.get("lang"), english.get("lang")) == ("vi", "en")
    assert vietnamese.xpath("//a[@hreflang='en']/@href") == ["/en/units/?page=2"]
    assert english.xpath("//a[@hreflang='vi']/@href") == ["/units/?page=2"]


def test_the_entry_of_this_page_is_marked() -> None:
    current = opened("/units/").xpath("//nav[@class='wb-nav']//a[@aria-current]")

    assert [(link.get("href"), link.get("aria-current")) for link in current] == [
        ("/units/", "page")
    ]


def test_a_page_below_marks_its_section() -> None:
    current = opened("/office/papers/7/").xpath("//nav[@class='wb-nav']//a[@aria-current]")

    assert [(link.get("href"), link.get("aria-current")) for link in current] == [
        ("/office/papers/", "true")
    ]


def test_errors_reach_the_title_and_take_the_place_of_the_banner() -> None:
    page = opened("/form/")

    assert page.findtext(".//title").startswith("Cần sửa:")
    assert page.xpath("//*[@data-module='govuk-error-summary']")
    assert not page.xpath("//*[contains(@class, 'wb-banner')]")


def test_staff_see_who_they_are_and_the_way_out() -> None:
    page = opened("/office/")

    assert "Lê Thị Lan" in page.text_content()
    assert page.xpath("//form[@action='/office/sign-out/']//input[@name='csrfmiddlewaretoken']")


def test_without_staff_the_office_shows_neither_navigation_nor_way_out() -> None:
    request = RequestFactory().get("/office/sign-in/")

    page = html.fromstring(render_to_string("web/office_base.html", {}, request=request))

    assert not page.xpath("//nav | //form")


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "413", "429", "500", "503"])
def test_pages_for_trouble_need_no_request_and_show_no_code(name: str) -> None:
    page = html.fromstring(render_to_string(f"{name}.html"))

    assert page.xpath("//main//a/@href") == ["/"]
    assert not re.search(rf"\b{name[:3]}\b", page.text_content())


def test_a_page_that_is_not_there_says_so_in_the_language_of_the_address() -> None:
    answer = Client().get("/en/nowhere/")

    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["/en//evil.example/x", "//evil.example/x", "/en/en//evil.example"]
)
def test_the_language_switch_never_leads_to_another_host(path: str) -> None:
    context = Context({"request": RequestFactory().get(path)})

    for code in ("vi", "en"):
        assert not in_language(context, code).startswith("//")
