"""How somebody is reached: entered where it lacks, by whoever works on the case."""

from typing import Any

import pytest
from django.test import Client

from tests import make
from tests.office import people
from tests.portal.own import accepted
from wardbook.cases.actions.reaching import set_reach
from wardbook.cases.models import Case, Notice
from wardbook.cases.queries.index import misindexed
from wardbook.cases.rules.reaching import Reach
from wardbook.ledger.models import Body
from wardbook.lib.refusal import Refused

pytestmark = pytest.mark.django_db

PHONE = "0900000123"


def address(case: Case) -> str:
    return f"/office/cases/{case.pk}/reach/"


def sent(case: Case, client: Client | None = None, **told: str) -> Any:
    said = {"notice": "phone", "phone": PHONE, "seen": Reach.of(case).digest} | told
    return (client or people.lan()).post(address(case), said)


def unreachable() -> Case:
    case = accepted(fields={"applicant": "Trần Thử", "notice": "email", "email": "a@vidu.vn"})
    Notice.objects.all().delete()
    Notice.objects.create(case=case, about="ready", channel="email", due_on=make.AT.date())
    return case


def test_a_number_is_entered_and_found_and_the_rest_stays() -> None:
    case = unreachable()

    assert sent(case, email="").status_code == 302

    case.refresh_from_db()
    assert (case.fields["phone"], case.fields["applicant"]) == (PHONE, "Trần Thử")
    assert "email" not in case.fields
    assert PHONE in case.folded
    assert list(misindexed(case.book)) == []


def test_what_waits_goes_by_the_new_channel_and_no_channel_is_the_counter() -> None:
    case = unreachable()
    sent(case)
    assert [one.channel for one in Notice.objects.all()] == ["phone"]

    case.refresh_from_db()
    sent(case, notice="")

    assert not Notice.objects.exists()


def test_the_ledger_says_that_it_changed_and_not_what_it_is() -> None:
    sent(unreachable())

    said = Body.objects.get(verb="reach").data
    assert set(said["changed"]) == {"notice", "phone", "email"}
    assert PHONE not in str(said)


@pytest.mark.parametrize(
    ("told", "words"), [({"phone": "12"}, "8 đến 15 chữ số"), ({"phone": ""}, "số điện thoại")]
)
def test_what_cannot_serve_is_told_at_its_field(told: dict[str, str], words: str) -> None:
    response = sent(unreachable(), **told)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Body.objects.filter(verb="reach").exists()


def test_of_two_clerks_the_second_is_told() -> None:
    case = unreachable()
    sent(case)

    response = sent(case, phone="0900000999")

    assert response.status_code == 422
    assert "người khác đã sửa" in response.content.decode()
    with pytest.raises(Refused, match="NTC-04"):
        set_reach(case, Reach(), seen="old", by=make.lan(), at=make.AT)


def test_of_a_mirrored_dossier_nothing_is_asked_here() -> None:
    case = accepted()
    Case.objects.filter(pk=case.pk).update(origin="portal")
    case.refresh_from_db()

    assert people.lan().get(address(case)).status_code == 404
    with pytest.raises(Refused, match="NTC-03"):
        set_reach(case, Reach(), seen=Reach.of(case).digest, by=make.lan(), at=make.AT)


def test_the_action_itself_takes_nothing_that_cannot_serve() -> None:
    case = unreachable()
    told = Reach(notice="phone", phone="12")

    with pytest.raises(Refused, match="CTR-03"):
        set_reach(case, told, seen=Reach.of(case).digest, by=make.lan(), at=make.AT)


def test_of_work_that_belongs_to_nobody_there_is_nobody_to_reach() -> None:
    child = make.case("correction", parent=accepted())

    with pytest.raises(Refused, match="NTC-03"):
        set_reach(child, Reach(), seen=Reach.of(child).digest, by=make.lan(), at=make.AT)


def test_feedback_has_no_address_to_write_to() -> None:
    page = people.lan().get(address(make.case("feedback"))).content.decode()

    assert 'id="id_phone"' in page
    assert 'id="id_address"' not in page
    assert 'value="post"' not in page


def test_only_whoever_works_on_cases_opens_it() -> None:
    case = accepted()

    assert people.minh().get(address(case)).status_code == 200
    assert people.quan().get(address(case)).status_code == 404
    assert people.hoa().get(address(case)).status_code == 403
    with pytest.raises(Refused, match="ORG-01"):
        set_reach(case, Reach(), seen=Reach.of(case).digest, by=make.quan(), at=make.AT)
