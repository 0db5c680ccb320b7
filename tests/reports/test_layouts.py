"""Layouts: the zero rules, and the measures of the file as another reader finds them."""

import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests import make
from wardbook.reports.docx import render
from wardbook.reports.layouts import in_force, layouts
from wardbook.reports.sentences import Fact
from wardbook.reports.statement import Block, Statement, compose, from_json, long_day, numbered

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DAY = date(2026, 2, 5)
FACT = Fact(
    key="result/1", value=Decimal(1250), measure="hồ sơ", period="2025", name="Hồ sơ", kind="count"
)


def statement(code: str = "state") -> Statement:
    layout = in_force(code, DAY)
    assert layout is not None
    about = make.paper(capacity=layout.capacities[0], superior="CẤP TRÊN")
    return compose(layout, about, [Block("I. Kết quả", FACT)])


def part(name: str, code: str = "state") -> etree._Element:
    """A part of the file, opened without the library that wrote it."""
    content = render(
        statement(code), code="report/1", title="Báo cáo", at=datetime(2026, 2, 5, tzinfo=UTC)
    )
    with zipfile.ZipFile(BytesIO(content)) as file:
        return etree.fromstring(file.read(name))


def paragraph(body: etree._Element, words: str) -> etree._Element:
    found = [p for p in body.iter(f"{W}p") if words in said(p)]
    return found[0]


def said(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def size(paragraph: etree._Element) -> set[str | None]:
    """The sizes of its letters, in half points."""
    return {mark.get(f"{W}val") for mark in paragraph.iter(f"{W}sz")}


def test_days_below_ten_and_the_first_two_months_take_a_zero() -> None:
    assert long_day(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert long_day(date(2026, 3, 15)) == "ngày 15 tháng 3 năm 2026"


@given(st.dates(date(2020, 1, 1), date(2060, 12, 31)))
def test_no_other_number_of_a_date_begins_with_zero(day: date) -> None:
    _, number, _, month, _, year = long_day(day).split()

    assert (int(number), int(month), int(year)) == (day.day, day.month, day.year)
    assert (number[0] == "0") == (day.day < 10)
    assert (month[0] == "0") == (day.month < 3)


@given(st.integers(1, 2000))
def test_numbers_of_papers_below_ten_take_a_zero(number: int) -> None:
    assert numbered(number) == (f"0{number}" if number < 10 else str(number))


@pytest.mark.parametrize(("code", "right"), [("state", 15), ("party", 20)])
def test_the_page_has_the_margins_of_its_layout(code: str, right: int) -> None:
    section = next(part("word/document.xml", code).iter(f"{W}sectPr"))
    paper, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")

    assert paper is not None
    assert margins is not None
    twips = {"top": 20, "bottom": 20, "left": 30, "right": right}
    for side, millimetres in twips.items():
        assert abs(int(margins.get(f"{W}{side}", "0")) - millimetres * 1440 / 25.4) < 2
    assert abs(int(paper.get(f"{W}w", "0")) - 210 * 1440 / 25.4) < 2


def test_pages_are_numbered_from_the_second() -> None:
    section = next(part("word/document.xml").iter(f"{W}sectPr"))

    assert section.find(f"{W}titlePg") is not None
    assert "PAGE" in said(part("word/header1.xml"))


def test_the_letters_are_times_new_roman() -> None:
    fonts = next(part("word/styles.xml").iter(f"{W}rFonts"))
    normal = [
        style.find(f".//{W}rFonts")
        for style in part("word/styles.xml").iter(f"{W}style")
        if style.get(f"{W}styleId") == "Normal"
    ]

    assert fonts is not None
    assert normal[0] is not None
    assert normal[0].get(f"{W}ascii") == normal[0].get(f"{W}hAnsi") == "Times New Roman"


@pytest.mark.parametrize(
    ("code", "words", "half_points"),
    [
        ("state", "CỘNG HÒA XÃ HỘI", "24"),
        ("state", "Độc lập - Tự do", "26"),
        ("state", "BÁO CÁO", "28"),
        ("state", "Nơi nhận:", "24"),
        ("state", "- Như trên;", "22"),
        ("party", "ĐẢNG CỘNG SẢN VIỆT NAM", "30"),
        ("party", "BÁO CÁO", "32"),
    ],
)
def test_each_line_has_the_size_of_its_role(code: str, words: str, half_points: str) -> None:
    assert size(paragraph(part("word/document.xml", code), words)) == {half_points}


def test_the_head_is_a_table_without_borders() -> None:
    table = next(part("word/document.xml").iter(f"{W}tbl"))

    assert not list(table.iter(f"{W}tblBorders"))
    assert len(list(table.iter(f"{W}tc"))) == 2


@pytest.mark.parametrize(
    ("code", "number", "day"),
    [
        ("state", "Số: 05/BC-UBND", "Phường Thử, ngày 05 tháng 02 năm 2026"),
        ("party", "Số 05-BC/ĐU", ""),
    ],
)
def test_number_and_symbol_are_written_as_the_layout_does(code: str, number: str, day: str) -> None:
    lines = {line.role: line.text for line in statement(code).lines}

    assert lines["number"] == number
    assert day in lines["place-date"]


def test_each_number_stands_in_a_control_that_names_report_and_result() -> None:
    tags = [tag.get(f"{W}val") for tag in part("word/document.xml").iter(f"{W}tag")]

    assert "report/1:result/1:value" in tags
    assert all(len(tag or "") <= 64 for tag in tags)


def test_what_is_not_known_stays_blank_on_the_paper() -> None:
    layout = in_force("state", DAY)
    assert layout is not None
    lines = compose(layout, make.paper(number=None, dated_on=None), [Block("", FACT)]).lines

    told = {line.role: line.text for line in lines}
    assert told["number"] == "Số: …/BC-UBND"
    assert told["place-date"].endswith("ngày … tháng … năm …")


def test_a_statement_is_kept_whole() -> None:
    assert from_json(statement().as_json()) == statement()


def test_every_layout_has_a_source_and_knows_the_roles_of_a_paper() -> None:
    needed = {"number", "place-date", "title", "about", "words", "heading", "figure", "signer"}

    for layout in layouts():
        assert layout.source
        assert needed <= layout.roles.keys()


def test_a_sample_says_so_on_every_page() -> None:
    content = render(
        statement(),
        code="report/1",
        title="Báo cáo",
        at=datetime(2026, 2, 5, tzinfo=UTC),
        remark="BẢN MẪU",
    )

    with zipfile.ZipFile(BytesIO(content)) as file:
        headers = [
            etree.fromstring(file.read(name)) for name in file.namelist() if "header" in name
        ]
    assert [("BẢN MẪU" in said(header)) for header in headers] == [True, True]
