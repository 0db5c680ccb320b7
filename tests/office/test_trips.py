"""Every number of trips opens its list: as many rows, nobody named, no reason of a few."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.office import people
from wardbook.cases.actions.contacts import note_visit
from wardbook.cases.models import Case

pytestmark = pytest.mark.django_db

NOVEMBER = "start=01/11/2026&end=30/11/2026"


def book() -> list[Case]:
    """Five finished dossiers, one of them collected a day later; seven visits in vain."""
    by, at = make.lan(), make.AT
    told = {"applicant": "Trần Thị Mẫu", "phone": "0900000123"}
    rows = [make.step(make.step(make.case(fields=told), "accept"), "resolve") for _ in range(5)]
    make.step(rows[0], "deliver", at=at + timedelta(days=1))
    for reason in [*["paper_missing"] * 5, "wrong_place"]:
        note_visit(reason, book=by.post.book, unit=by.post.unit, by=by, at=at)
    note_visit("asked", book=by.post.book, unit=by.post.unit, case=rows[1], by=by, at=at)
    return rows


def got(which: str, more: str = "") -> Any:
    return people.lan().get(f"/office/trips/{which}/?{NOVEMBER}{more}")


@pytest.mark.parametrize(
    ("which", "n"),
    [("finished", 5), ("handed_in", 5), ("came_again", 1), ("collected", 1), ("sent_home", 6)],
)
def test_rows_are_the_number_and_name_nobody(which: str, n: int) -> None:
    book()

    page = got(which).content.decode()

    assert len(re.findall(r'<th scope="row"', page)) == n
    assert "Trần Thị Mẫu" not in page
    assert "0900000123" not in page


def test_every_number_of_the_page_leads_to_its_list() -> None:
    book()

    page = people.lan().get(f"/office/trips/?{NOVEMBER}").content.decode()

    for which in ("finished", "handed_in", "came_again", "collected", "sent_home"):
        assert f'href="/office/trips/{which}/?' in page


def test_a_cause_of_fewer_than_five_is_listed_among_the_rest_alone() -> None:
    book()

    assert got("wrong_place").status_code == 404
    assert got("rest").content.decode().count('<th scope="row"') == 7
    assert got("no-such").status_code == 404


def test_only_whoever_reads_cases_opens_a_list() -> None:
    make.lan()

    assert people.quan().get("/office/trips/sent_home/").status_code == 404
    assert people.hoa().get("/office/trips/sent_home/").status_code == 403
    assert got("sent_home", "&place=99").status_code == 404


def test_the_statement_leads_to_as_many_visits_as_it_prints() -> None:
    book()
    client = people.lan()

    page = client.get("/office/statements/?unit=99901&period=2026-11").content.decode()
    found = re.search(r'href="(/office/trips/sent_home/[^"]+)">(\d+)<', page)

    assert found is not None
    shown = client.get(found[1].replace("&amp;", "&")).content.decode()
    assert len(re.findall(r'<th scope="row"', shown)) == int(found[2]) == 6


@pytest.mark.parametrize("which", ["finished", "sent_home"])
def test_a_list_takes_a_fixed_number_of_queries(which: str) -> None:
    """Five dossiers and six visits ask as often."""
    book()
    client = people.lan()
    client.get(f"/office/trips/{which}/?{NOVEMBER}")

    with CaptureQueriesContext(connection) as asked:
        client.get(f"/office/trips/{which}/?{NOVEMBER}")

    assert len(asked) == 4
