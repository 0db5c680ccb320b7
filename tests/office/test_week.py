"""The week of a leader: what is owed, late, due, waiting and broken, with the lists behind it."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from tests import make
from tests.office import people
from wardbook.cases.models import Breach, Case, Move
from wardbook.cases.queries.week import Desk, Owed, Week, breaches
from wardbook.exchange.models import Export
from wardbook.office.week.outside import covers
from wardbook.office.week.owed import owed
from wardbook.org.roles import Role

pytestmark = pytest.mark.django_db


def taken(days_ago: int = 0, **more: Any) -> Case:
    """A dossier accepted so many days ago: five working days."""
    at = timezone.now() - timedelta(days=days_ago)
    return make.step(make.case(at=at, **more), "accept", at=at)


def opened(address: str = "/office/week/", client: Client | None = None) -> str:
    return (client or people.minh()).get(address).content.decode()


def test_late_work_of_others_is_owed_to_the_leader_under_its_post() -> None:
    case = taken(30)

    page = opened()

    assert f'<a class="govuk-link" href="/office/cases/{case.pk}/">{case.code}</a>' in page
    assert "Chức vụ clerk" in page


def test_many_late_are_written_like_every_other_number() -> None:
    rows = [Owed(post=make.lan().post_id, kind="dossier", count=6_703, late=6_481)]
    view: Any = SimpleNamespace(desk=SimpleNamespace(posts=[]), opens=lambda *_, **_more: "")

    with translation.override("vi"):
        (line,) = owed(view, rows).lines

    assert line.note == "6.481 trễ hẹn"


def test_two_posts_of_one_name_are_told_apart_by_where_they_are() -> None:
    ward = make.unit()
    below = make.unit("99901.committee", "peoples_committee", ward)
    for post in (make.lan().post, make.tenure("tuyen", "clerk", where=below).post):
        taken(30, post=post)

    page = opened()

    assert f"Chức vụ clerk · {ward.label['vi']}" in page
    assert f"Chức vụ clerk · {below.label['vi']}" in page


def test_the_week_links_to_no_page_that_its_reader_may_not_open() -> None:
    fields = {"applicant": "Lê Thị Mẫu", "phone": "0900000001", "notice": "phone"}
    make.step(make.case(fields=fields), "accept")
    make.tenure("tra", Role.INSPECTOR)
    page, link = (
        opened(client=people.signed_in("tra")),
        'class="govuk-link" href="/office/notices/"',
    )

    assert "Người chờ được báo tin" in page
    assert link not in page
    assert "/office/postings/" not in page
    assert link in opened()


def test_an_empty_week_says_what_that_means() -> None:
    make.minh()

    page = opened()

    assert "Không có việc nào đang mở đã quá hẹn." in page
    assert "Chưa từng lấy tệp nào của hệ thống khác." in page


@pytest.mark.parametrize("which", ["mine", "owed", "late", "due", "breaches", "answers", "citizen"])
def test_each_list_opens_to_whoever_reads_cases(which: str) -> None:
    taken(30)
    address = f"/office/week/{which}/"

    codes = [c.get(address).status_code for c in (people.lan(), people.minh(), people.quan())]

    assert codes == [200, 200, 404]
    assert people.hoa().get(address).status_code == 403
    assert Client().get(address).status_code == 302


def test_a_number_counts_exactly_the_rows_of_its_list() -> None:
    for _ in range(3):
        taken(30)
    taken()

    assert "<strong>3</strong> Trễ hẹn" in opened()
    assert "3 dòng" in opened("/office/week/late/")


def test_what_waits_says_since_when() -> None:
    case = taken(20)
    asked = timezone.now() - timedelta(days=18)
    make.step(case, "supplement", items="Giấy khai sinh", at=asked)

    page = opened()

    assert f"lâu nhất từ {timezone.localdate(asked):%d/%m/%Y}" in page
    assert case.code in opened("/office/week/citizen/")


def test_a_breach_is_told_by_its_rule_and_opens_its_cases() -> None:
    case = make.step(taken(30), "resolve", at=timezone.now())

    assert Breach.objects.filter(case=case).exists()
    assert case.code in opened("/office/week/breaches/?rule=DOS-07")
    assert case.code not in opened("/office/week/breaches/?rule=DOS-01")


def test_another_week_shows_its_own_days_alone() -> None:
    taken(30)
    after = Week.of(timezone.localdate()).after

    page = opened(f"/office/week/?week={after}")

    assert f"{after.start:%d/%m/%Y}" in page
    assert "Trễ hẹn" not in page


@pytest.mark.parametrize("week", ["2026-W99", "x", "2026-11-02", "99999-W01"])
def test_a_week_that_is_none_is_not_found(week: str) -> None:
    assert people.minh().get(f"/office/week/?week={week}").status_code == 404


@pytest.mark.parametrize("count", [3, 30])
def test_the_week_takes_a_fixed_number_of_queries(count: int) -> None:
    first = taken(30)
    facts = {one.attname: getattr(first, one.attname) for one in Case._meta.fields}
    copies = [facts | {"id": None, "code": f"X{number}", "word": ""} for number in range(count)]
    Case.objects.bulk_create([Case(**copy) for copy in copies])
    client = people.minh()

    with CaptureQueriesContext(connection) as context:
        assert client.get("/office/week/").status_code == 200

    assert len(context) == 17


def test_a_week_reads_from_its_address() -> None:
    assert str(Week.of(datetime(2026, 11, 22, tzinfo=UTC).date())) == "2026-W47"
    assert Week.parse("2026-W47").days[0].isoformat() == "2026-11-16"


def test_what_an_export_tells_of_older_days_fills_no_week() -> None:
    now = timezone.now()
    own, theirs = (taken(30) for _ in range(2))
    for case in (own, theirs):
        make.step(case, "resolve", at=now - timedelta(days=14))
    Move.objects.filter(case__in=[own, theirs]).update(recorded_at=now)
    Case.objects.filter(pk=theirs.pk).update(origin="provincial", word="")
    today, desk = (
        timezone.localdate(now),
        Desk(books=[own.book], units=[own.unit], posts=[own.post]),
    )

    noted = breaches(desk, today, today)

    assert {breach.case_id for breach in noted} == {own.pk}


def test_on_a_monday_breaches_are_those_of_the_week_that_is_over() -> None:
    week = Week.parse("2026-W47")

    assert week.since(week.days[0]).isoformat() == "2026-11-09"
    assert week.since(week.days[1]).isoformat() == "2026-11-16"


def test_what_waits_to_go_out_opens_its_own_list() -> None:
    make.result()

    page = opened()

    assert "Số liệu chờ công bố" in page
    assert 'href="/office/figures/?state=waiting"' in page


def test_a_file_that_does_not_cover_the_last_working_day_is_not_taken() -> None:
    friday, saturday = (
        datetime(2026, 11, 20, 16, 59, tzinfo=UTC),
        datetime(2026, 11, 21, tzinfo=UTC),
    )

    assert covers(Export(as_of=friday), friday.date())
    assert not covers(Export(as_of=friday - timedelta(hours=8)), friday.date())
    assert covers(Export(as_of=saturday), friday.date())
