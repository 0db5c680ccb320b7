"""The list of figures, the same list as a file, a release in two steps, and one figure."""

import csv
from datetime import timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests import make
from tests.office import people
from wardbook.figures.actions import correct, discard, file_target, withdraw
from wardbook.figures.models import Result
from wardbook.org.roles import Role

pytestmark = pytest.mark.django_db

LIST, RELEASE = "/en/office/figures/", "/en/office/figures/release/"
LATER = make.AT + timedelta(days=1)
WHY = "Nhầm kỳ báo cáo"


def filed(number: int = 1250, period: str = "2025", **more: Any) -> Result:
    text = f"Năm {period[:4]}, bộ phận một cửa tiếp nhận {number} hồ sơ."
    return make.result(make.claim(str(number), text=text, **more), period=period)


def read(client: Client, address: str, **fields: Any) -> str:
    response = client.get(address, fields)
    assert response.status_code == 200
    return str(response.content.decode())


def inspector() -> Client:
    make.tenure("kim", Role.INSPECTOR)
    return people.signed_in("kim")


# Who opens what


@pytest.mark.parametrize(
    ("page", "codes"),
    [
        ("", (200, 200, 200)),
        ("export.xlsx", (200, 200, 200)),
        ("export.csv", (200, 200, 200)),
        ("export.data.csv", (200, 200, 200)),
        ("export.exe", (404, 404, 404)),
        ("release/", (404, 200, 404)),
        ("releases/", (200, 200, 200)),
        ("releases/{}/", (200, 200, 200)),
        ("{}/", (200, 200, 200)),
        ("{}/correct/", (200, 404, 404)),
        ("{}/withdraw/", (404, 200, 404)),
    ],
)
def test_each_page_opens_to_clerk_leader_and_inspector(page: str, codes: tuple[int, ...]) -> None:
    address = f"/office/figures/{page.format(make.released().pk)}"

    clients = (people.lan(), people.minh(), inspector())

    assert tuple(client.get(address).status_code for client in clients) == codes
    assert Client().get(address).url.startswith("/office/sign-in/")
    assert people.hoa().get(address).status_code == 403


def test_nobody_opens_a_figure_or_release_of_another_book() -> None:
    result = make.released()
    make.tenure("eve", Role.LEADER, where=make.unit("99911"), the_book=make.book("xa"))
    eve = people.signed_in("eve")

    for page in (f"{result.pk}/", f"releases/{result.pk}/"):
        assert eve.get(f"/office/figures/{page}").status_code == 404
    assert f"/figures/{result.pk}/" not in read(eve, LIST)


# The list


def test_filters_stand_in_the_address_and_can_be_taken_away() -> None:
    there, other = filed(1250, "2025"), filed(1100, "2023")

    page = read(people.lan(), LIST, period="2025", q="ho so", state="waiting")

    assert f"/figures/{there.pk}/" in page
    assert f"/figures/{other.pk}/" not in page
    assert 'href="?q=ho+so&amp;state=waiting"' in page  # without the period


def test_a_period_in_the_address_that_is_no_year_is_offered_and_kept() -> None:
    filed(1250, "2025-H1")

    assert '<option value="2025-H1" selected>first half of 2025' in read(
        people.lan(), LIST, period="2025-H1"
    )


def test_an_empty_list_says_why_and_offers_all_again() -> None:
    assert "No figure has been filed yet" in read(people.lan(), LIST)
    filed()

    page = read(people.lan(), LIST, q="con voi")

    assert "No figure matches these filters" in page
    assert f'href="{LIST}">Show all again' in page


@pytest.mark.parametrize("wrong", [{"unit": "no"}, {"as_of": "hôm qua"}, {"as_of": "2999-01-01"}])
def test_a_filter_that_cannot_be_is_told_and_shows_no_list(wrong: dict[str, str]) -> None:
    result = filed()

    response = people.lan().get(LIST, wrong)

    assert response.status_code == 422
    assert "govuk-error-summary" in response.content.decode()
    assert f"/figures/{result.pk}/" not in response.content.decode()


def test_a_head_sorts_and_turns_round_and_says_how() -> None:
    filed()

    page = read(people.lan(), LIST, sort="period", q="ho so")

    assert 'aria-sort="ascending"' in page
    assert 'href="?sort=-period&amp;q=ho+so"' in page


def test_the_list_of_an_earlier_day_is_labelled_and_cannot_be_acted_upon() -> None:
    Result.objects.filter(pk=filed().pk).update(filed_at=make.AT - timedelta(days=30))

    page = read(people.minh(), LIST, as_of="2026-11-01")

    assert "at the end of <strong>1 Nov 2026</strong>" in page
    assert 'name="result"' not in page


def test_a_leader_is_told_beside_a_figure_why_it_cannot_be_chosen() -> None:
    result = filed()
    make.tenure("duo", Role.LEADER)
    Result.objects.filter(pk=result.pk).update(filed_by=make.tenure("duo", Role.CLERK))

    page = read(people.signed_in("duo"), LIST)

    assert "Whoever filed a figure cannot release it." in page
    assert 'name="result"' not in page


def sample() -> Result:
    """A figure of a paper that restates a newspaper."""
    make.book(sample=True)
    return filed(newspaper="Báo Bến Sen", newspaper_on=make.TODAY)


def test_what_samples_restate_is_said_once_above_the_list() -> None:
    sample(), filed(1100, "2024")

    page = read(people.lan(), LIST)

    assert page.count("not published by the ward") == 1
    assert "figures restated from Báo Bến Sen" in page


# The same list as a file


def rows_of_csv(response: Any, delimiter: str) -> list[list[str]]:
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=delimiter))


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_file_has_exactly_the_rows_of_the_list_in_its_order(language: str) -> None:
    for year in range(2020, 2026):
        filed(1000 + year, str(year))
    make.released(Result.objects.get(period="2022"))
    client, query = people.lan(), {"state": "waiting", "sort": "-period"}
    address = f"{language}/office/figures/export"

    words = rows_of_csv(client.get(f"{address}.csv", query), ",;"[not language])
    codes = rows_of_csv(client.get(f"{address}.data.csv", query), ",")
    book = load_workbook(BytesIO(client.get(f"{address}.xlsx", query).content))

    listed = list(Result.objects.filter(released_at=None).order_by("-period"))
    assert [row[0] for row in codes[1:]] == [str(row.pk) for row in listed]
    assert [row[4] for row in words[1:]] == [str(row.value) for row in listed]
    people_sheet, data = (list(sheet.iter_rows(values_only=True)) for sheet in book)
    assert [row[0] for row in data[1:]] == [row.pk for row in listed]
    assert [row[4] for row in people_sheet[-len(listed) :]] == [row.value for row in listed]


def test_a_file_says_which_filters_and_which_day_made_it() -> None:
    Result.objects.filter(pk=filed().pk).update(filed_at=make.AT - timedelta(days=30))

    query = {"unit": "99901", "as_of": "01/11/2026"}
    response = people.lan().get(f"{LIST}export.xlsx", query)

    sheet = load_workbook(BytesIO(response.content)).worksheets[0]
    said = [row[0].value for row in sheet.iter_rows(max_row=4)]
    assert said == [
        "List of figures",
        "Unit: 99901 Ward",
        "As the book stood at the end of 1 Nov 2026.",
        "1 figure.",
    ]
    assert 'filename="so-lieu-2026-11-01.xlsx"' in response.headers["Content-Disposition"]


def test_no_title_of_a_paper_is_computed_by_a_spreadsheet() -> None:
    filed(title="=HYPERLINK(1)")

    cells = rows_of_csv(people.lan().get(f"{LIST}export.data.csv"), ",")[1]

    assert "'=HYPERLINK(1)" in cells


def test_a_file_of_samples_says_so_in_its_name_and_above_its_rows() -> None:
    sample()

    response = people.lan().get(f"{LIST}export.xlsx")

    sheet = load_workbook(BytesIO(response.content)).worksheets[0]
    assert "restated from Báo Bến Sen" in str(sheet["A4"].value)
    assert 'filename="so-lieu-mau-' in response.headers["Content-Disposition"]


# Releasing


def public_then_corrected() -> tuple[Result, Result]:
    public = make.released(filed())
    return public, correct(public, make.filing(), Decimal(1205), WHY, by=make.lan(), at=LATER)


def test_a_release_is_looked_at_row_by_row_before_it_is_made() -> None:
    _public, correction = public_then_corrected()
    new, gone = filed(1100, "2024"), make.released(filed(1000, "2023"))
    withdraw(gone, WHY, by=make.minh(), at=LATER)
    make.released(filed(900, "2022"))

    page = read(people.minh(), RELEASE, result=[f"{one.pk}:0" for one in (correction, new)])

    assert page.index("<del>1,250") < page.index("<ins>1,205")
    assert "<strong>1,100" in page
    assert "Withdrawn since" in page
    assert not Result.objects.get(pk=new.pk).released_at


def test_all_that_waits_in_a_list_is_looked_at_at_once() -> None:
    for year in (2024, 2025):
        filed(1000 + year, str(year))

    page = read(people.minh(), RELEASE, period="2025", state="waiting")

    assert page.count('type="hidden" name="result"') == 1
    assert "Release 1 figure" in page


def test_what_refuses_stands_beside_its_row_and_nothing_can_be_sent() -> None:
    make.released(filed(1250))
    rival, good = filed(1260), filed(1100, "2024")

    page = read(people.minh(), RELEASE, result=[f"{one.pk}:0" for one in (rival, good)])

    assert "is public already: correct that one" in page
    assert 'type="hidden" name="result"' not in page
    assert f"?result={good.pk}%3A0" in page  # the others alone


def test_no_others_are_offered_where_every_row_is_refused() -> None:
    make.released(filed(1250))

    page = read(people.minh(), RELEASE, result=f"{filed(1260).pk}:0")

    assert "1 figure cannot be released" in page
    assert "Look at the others alone" not in page


def test_of_two_chosen_for_one_place_the_second_is_told() -> None:
    rivals = [filed(1250), filed(1260)]

    page = read(people.minh(), RELEASE, result=[f"{one.pk}:0" for one in rivals])

    assert page.count("wb-change--refused") == 1


def test_a_target_that_was_not_seen_does_not_go_public_with_its_figure() -> None:
    claim = make.claim("1.200 hồ sơ")
    result = make.result(claim.document.claims.get(name="f1"))
    shown = read(people.minh(), RELEASE, result=f"{result.pk}:0")
    file_target(claim, make.filing(), giver="HĐND", version=0, by=make.lan(), at=LATER)
    sent = {"result": f"{result.pk}:0"}

    page = people.minh().post(RELEASE, sent, follow=True).content.decode()

    assert 'name="target"' not in shown
    assert "Somebody else changed this figure meanwhile" in page
    assert 'name="target"' in page
    assert not Result.objects.get().released_at


def test_a_release_leads_to_its_page() -> None:
    results = [filed(1250), filed(1100, "2024")]

    sent = {"result": [f"{one.pk}:0" for one in results]}
    response = people.minh().post(RELEASE, sent)

    assert response.url == f"/en/office/figures/releases/{results[0].pk}/"
    page = read(people.lan(), response.url)
    assert all(f"/figures/{one.pk}/" in page for one in results)
    assert "of the ledger" in page
    assert response.url in read(people.lan(), "/en/office/figures/releases/")


def test_more_than_a_person_can_look_through_is_not_offered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("wardbook.office.views.release.AT_ONCE", 1)
    for year in (2024, 2025):
        filed(1000 + year, str(year))

    page = read(people.minh(), RELEASE, state="waiting")

    assert "More than 1 figures wait here" in page
    assert 'type="hidden" name="result"' not in page


# Correcting, and one figure


def test_a_correction_shows_what_is_public_beside_what_would_be_and_writes_nothing() -> None:
    result = make.released(filed())
    fields = {"value": "1,205", "bound": "about", "measure": "hồ sơ", "reason": WHY, "version": 1}

    response = people.lan().post(f"{LIST}{result.pk}/correct/", fields | {"look": "1"})

    page = response.content.decode()
    assert "<del>1,250 dossiers</del>" in page
    assert "<ins>about 1,205 dossiers</ins>" in page
    assert WHY in page
    assert Result.objects.count() == 1


def test_the_page_of_a_figure_tells_who_did_what_and_where_it_is_public() -> None:
    public, correction = public_then_corrected()

    page = read(people.lan(), f"{LIST}{public.pk}/")

    assert [word in page for word in ("Filed", "Released", "Post of clerk")] == [True] * 3
    assert 'href="/en/figures/99901/dossiers-received/2025/"' in page
    assert f"/figures/{correction.pk}/" in page
    assert WHY in read(people.lan(), f"{LIST}{correction.pk}/")


@pytest.mark.parametrize(
    ("bound", "part", "whole", "words"),
    [("about", 18, 24, "about 18 of 24"), ("exact", 0, 0, "0 of 0")],
)
def test_a_ratio_keeps_its_bound_and_its_whole(
    bound: str, part: int, whole: int, words: str
) -> None:
    result = filed()
    Result.objects.filter(pk=result.pk).update(value=part, denominator=whole, bound=bound)

    assert words in read(people.lan(), f"{LIST}{result.pk}/")


def test_the_page_of_a_discarded_figure_says_why() -> None:
    result = filed()
    discard(result, WHY, by=make.lan(), at=LATER)

    page = read(people.lan(), f"{LIST}{result.pk}/")

    assert page.count(WHY) >= 2  # beside the figure, and in its history


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("page", "queries"),
    [("", 7), ("export.xlsx", 5), ("release/?state=waiting", 10), ("releases/1/", 6)],
)
def test_pages_take_a_fixed_number_of_queries(
    page: str, queries: int, count: int, django_assert_num_queries: Any
) -> None:
    results = [filed(1000 + year, str(year)) for year in range(2020, 2020 + count)]
    if "releases" in page:
        response = people.minh().post(RELEASE, {"result": [f"{one.pk}:0" for one in results]})
        page = response.url.removeprefix(LIST)
    client = people.minh()

    with django_assert_num_queries(queries):
        assert client.get(f"{LIST}{page}").status_code == 200
