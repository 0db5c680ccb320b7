"""Problems: each check finds what is wrong, says it in a sentence and opens what mends it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import make
from tests.figures import telling
from tests.office import people
from wardbook.cases.models import Case, Notice, Procedure
from wardbook.cases.queries import problems as queries
from wardbook.cases.queries.week import Desk, within
from wardbook.office.problems import CHECKS
from wardbook.org.models import Tenure

pytestmark = pytest.mark.django_db

READS = {"document.read", "follow.read"}  # of a clerk, and of no administrator


def shown(code: str, client: Client | None = None) -> str:
    address = f"/office/problems/{code}/"
    return (client or people.lan()).get(address).content.decode()


def accepted(**more: Any) -> Case:
    now = timezone.now()
    return make.step(make.case(at=now, **more), "accept", at=now)


def desk() -> Desk:
    return Desk(books=[make.book()], units=within([make.unit()]), posts=())


@pytest.mark.parametrize("code", [check.code for check in CHECKS])
def test_each_check_opens_to_whoever_it_concerns(code: str) -> None:
    accepted()
    address = f"/office/problems/{code}/"
    check = next(check for check in CHECKS if check.code == code)

    codes = [one.get(address).status_code for one in (people.lan(), people.quan())]

    sees = [one in check.sees for one in ("case.read", "unit.keep")]
    assert codes[0] == (200 if sees[0] or READS & {*check.sees} else 404)
    assert codes[1] == (200 if sees[1] or "account.assign" in check.sees else 404)


def test_a_stranger_sees_nothing() -> None:
    assert Client().get("/office/problems/").status_code == 302
    assert people.hoa().get("/office/problems/").status_code == 403
    assert people.lan().get("/office/problems/no-such-check/").status_code == 404


def test_work_of_a_procedure_without_a_limit_opens_its_limit() -> None:
    row = make.procedure(key="k", name="Cấp giấy", limit="", notice="abc")
    accepted(procedure=row)
    accepted()

    page = shown("case-without-date")

    assert "“Cấp giấy” chưa ghi thời hạn: 1 việc đang mở" in page
    assert f'href="/office/procedures/{row.pk}/version/#id_amount"' in page


def test_a_post_that_nobody_holds_is_given_by_the_administrator_alone() -> None:
    post = accepted().post
    Tenure.objects.filter(post=post).update(end_on=date(2026, 2, 1))
    make.tenure("mai", "clerk")

    admin, clerk = people.quan(), people.signed_in("mai")

    assert f'href="/office/posts/{post.pk}/give/"' in shown("case-without-holder", admin)
    assert f'href="/office/posts/{post.pk}/give/"' not in shown("case-without-holder", clerk)
    assert "việc của người quản trị" in shown("case-without-holder", clerk)


def test_a_foreign_procedure_that_is_not_known_is_named() -> None:
    case = accepted()
    told = {"procedure_code": "9.999999", "procedure": "Thủ tục lạ"}
    Case.objects.filter(pk=case.pk).update(origin="dichvucong", procedure=None, told=told)

    assert "“9.999999 Thủ tục lạ”" in shown("procedure-unknown")


def test_a_version_that_ended_is_found_until_another_follows() -> None:
    case = accepted()
    Procedure.objects.update(valid_to=timezone.localdate())
    assert [row.n for row in queries.ended_procedures(desk(), timezone.localdate())] == [1]

    old = case.procedure
    assert old is not None
    make.procedure(key=old.key, version=2, notice="later", valid_from=timezone.localdate())

    assert not queries.ended_procedures(desk(), timezone.localdate())


@pytest.mark.parametrize(
    ("channel", "fields", "found"),
    [
        ("phone", {}, 1), ("phone", {"phone": "0900"}, 0), ("sms", {"phone": ""}, 1),
        ("email", {"phone": "0900"}, 1), ("post", {"address": "12"}, 0), ("counter", {}, 0),
    ],
)  # fmt: skip
def test_who_cannot_be_reached_by_their_channel(
    channel: str, fields: dict[str, str], found: int
) -> None:
    case = accepted()
    Case.objects.filter(pk=case.pk).update(fields=fields)
    Notice.objects.all().delete()
    notice = Notice.objects.create(
        case=case, about="ready", channel=channel, due_on=date(2026, 9, 1)
    )

    assert queries.unreachable(desk()).count() == found
    field = {"email": "email", "post": "address"}.get(channel, "phone")
    opened = f"/office/cases/{notice.case_id}/reach/#id_{field}"
    assert (opened in shown("notice-without-address")) == bool(found)


def test_mail_that_failed_five_times_is_for_a_person() -> None:
    about = {"case": accepted(), "about": "ready", "channel": "email", "due_on": date(2026, 9, 1)}
    Notice.objects.create(**about, tries=4)
    Notice.objects.create(**about, tries=5)

    assert queries.mail_failed(desk()).count() == 1


@pytest.mark.parametrize(("days", "found"), [(29, 1), (20, 0)])
def test_feedback_is_asked_again_four_weeks_after_its_answer(days: int, found: int) -> None:
    at = timezone.now() - timedelta(days=days)
    case = make.step(make.case("feedback", at=at), "answer", at=at, reason="Đã dọn rác")

    assert queries.to_ask_again(desk(), timezone.localdate()).count() == found
    assert (case.code in shown("feedback-ask-again")) == bool(found)


def test_hours_are_asked_for_where_nobody_entered_them() -> None:
    client, unit = people.quan(), make.unit()

    page = shown("hours-missing", client)

    assert f'href="/office/units/{unit.pk}/hours/#id_weekdays"' in page


def test_open_work_of_a_coming_year_asks_for_its_announcement() -> None:
    case = accepted()
    assert not queries.due_in(desk(), 2030)

    Case.objects.filter(pk=case.pk).update(due_at=datetime(2030, 1, 4, tzinfo=UTC))

    assert queries.due_in(desk(), 2030)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_a_fixed_number_of_queries(count: int) -> None:
    for number in range(count):
        name = f"k{number}"
        accepted(procedure=make.procedure(key=name, limit="", notice=name))
    client = people.lan()

    with CaptureQueriesContext(connection) as context:
        assert client.get("/office/problems/").status_code == 200

    assert len(context) == 18


def party_clerk() -> Client:
    telling.clerk()
    return people.signed_in("mai")


def test_bodies_that_have_not_told_what_another_told_open_the_page_of_all_together() -> None:
    telling.told(telling.cell(1))
    telling.cell(2)

    page = shown("tallies-missing", party_clerk())
    opened = f"/office/tallies/{telling.committee().pk}/{telling.SHEET}/together/?period=2025"

    assert "1 trên 2 đơn vị thuộc Đảng ủy Phường Thử chưa báo cáo đủ" in page
    assert f'href="{opened}"' in page
    assert party_clerk().get(opened).status_code == 200


def test_nobody_is_asked_for_a_tally_once_all_have_told_it_or_nobody_has() -> None:
    telling.cell(1), telling.cell(2)
    assert "chưa báo cáo đủ" not in shown("tallies-missing", party_clerk())

    telling.told(telling.cell(1))
    assert "chưa báo cáo đủ" in shown("tallies-missing", party_clerk())
    telling.told(telling.cell(2))

    assert "chưa báo cáo đủ" not in shown("tallies-missing", party_clerk())


def test_a_body_that_told_a_part_of_the_days_is_still_asked() -> None:
    telling.told(telling.cell(1))
    telling.told(telling.cell(2), period="2025-H1")

    assert "1 trên 2 đơn vị" in shown("tallies-missing", party_clerk())


def test_what_a_body_told_of_itself_asks_nobody_below_it() -> None:
    telling.cell(1)
    telling.told(telling.committee())

    assert "chưa báo cáo đủ" not in shown("tallies-missing", party_clerk())


def test_what_the_partys_cells_have_not_told_is_no_problem_of_the_wards_clerk() -> None:
    telling.told(telling.cell(1))
    telling.cell(2)

    assert "chưa báo cáo đủ" not in shown("tallies-missing")


@pytest.mark.parametrize("cells", [1, 3])
def test_asking_who_has_not_told_takes_a_fixed_number_of_queries(cells: int) -> None:
    telling.told(telling.cell(9))
    for number in range(cells):
        telling.cell(number)
    client = party_clerk()

    with CaptureQueriesContext(connection) as context:
        assert f"{cells} trên {cells + 1} đơn vị" in shown("tallies-missing", client)

    assert len(context) == 8
