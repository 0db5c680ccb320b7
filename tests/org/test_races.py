"""Administrators at the same moment, each in a transaction of their own."""

import pytest

from tests import make
from tests.figures.test_races import at_once
from wardbook.ledger.verification import first_break
from wardbook.org import actions
from wardbook.org.kinds import Kind
from wardbook.org.models import Person, Unit
from wardbook.org.roles import Role

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_administrators_who_disable_each_other_one_stays() -> None:
    one, other = make.quan(), make.tenure("hai", Role.ADMINISTRATOR)

    acts = [
        lambda: actions.disable(one.person, by=make.SYSTEM, at=make.AT),
        lambda: actions.disable(other.person, by=make.SYSTEM, at=make.AT),
    ]

    assert at_once(acts) == ["ORG-05", "done"]
    assert Person.objects.filter(is_active=True).count() == 1


def test_of_two_administrators_who_leave_at_once_one_stays() -> None:
    one, other = make.quan(), make.tenure("hai", Role.ADMINISTRATOR)

    acts = [
        lambda: actions.end_tenure(one, end_on=make.TODAY, by=make.SYSTEM, at=make.AT),
        lambda: actions.end_tenure(other, end_on=make.TODAY, by=make.SYSTEM, at=make.AT),
    ]

    assert at_once(acts) == ["ORG-05", "done"]
    assert first_break(make.book()) is None


def test_of_two_who_open_one_link_at_once_one_chooses_the_password() -> None:
    _person, token = actions.invite_new(
        "mai", "Trần Mai", book=make.book(), by=make.quan(), at=make.AT
    )

    acts = [
        lambda: actions.accept(token, "bon con meo den", at=make.AT),
        lambda: actions.accept(token, "nam con cho trang", at=make.AT),
    ]

    assert at_once(acts) == ["ORG-07", "done"]


def test_of_two_who_take_one_user_name_at_once_one_gets_it() -> None:
    by = make.quan()

    def open_mai() -> object:
        return actions.invite_new("mai", "Trần Mai", book=by.post.book, by=by, at=make.AT)

    assert at_once([open_mai, open_mai]) == ["ORG-06", "done"]


def test_a_post_given_to_two_at_once_goes_to_one() -> None:
    by, lan = make.quan(), make.lan()
    actions.end_tenure(lan, end_on=make.TODAY, by=by, at=make.AT)
    people = [make.person("mai"), make.person("hoa")]

    acts = [
        lambda: actions.start_tenure(lan.post, people[0], start_on=make.TODAY, by=by, at=make.AT),
        lambda: actions.start_tenure(lan.post, people[1], start_on=make.TODAY, by=by, at=make.AT),
    ]

    assert at_once(acts) == ["ORG-02", "done"]


def test_of_two_who_open_a_post_of_one_name_at_once_one_is_told() -> None:
    by = make.quan()
    code = actions.free_post_code(by.post.unit, "Văn thư")

    def open_it() -> object:
        return actions.open_post(
            code,
            book=by.post.book,
            unit=by.post.unit,
            role=Role.CLERK,
            title={"vi": "Văn thư", "en": "Registrar"},
            start_on=make.TODAY,
            by=by,
            at=make.AT,
        )

    assert at_once([open_it, open_it]) == ["ORG-09", "done"]


def test_of_two_who_add_a_body_of_one_name_at_once_one_is_told() -> None:
    by = make.quan()

    def add() -> object:
        return actions.add_unit(
            by.post.unit,
            Kind.RESIDENTIAL_GROUP,
            {"vi": "Khu vực 2", "en": "Area 2"},
            start_on=make.TODAY,
            source="Nghị quyết 12/NQ-HĐND",
            book=by.post.book,
            by=by,
            at=make.AT,
        )

    assert at_once([add, add]) == ["ORG-08", "done"]


def test_of_two_bodies_that_take_one_name_at_once_one_does() -> None:
    by = make.quan()
    bodies = [make.unit(f"99901.kv{n}", Kind.RESIDENTIAL_GROUP, make.unit()) for n in (1, 2)]

    def rename(body: Unit) -> object:
        return actions.rename_unit(
            body,
            {"vi": "Khu vực Chợ", "en": "Market area"},
            on=make.TODAY,
            source="Nghị quyết 12/NQ-HĐND",
            book=by.post.book,
            by=by,
            at=make.AT,
        )

    acts = [lambda body=body: rename(body) for body in bodies]

    assert at_once(acts) == ["ORG-08", "done"]


def test_of_two_who_close_a_body_at_once_one_is_told() -> None:
    by, body = make.quan(), make.unit("99901.kv", Kind.RESIDENTIAL_GROUP, make.unit())

    def close() -> object:
        return actions.close_unit(
            body,
            end_on=make.TODAY,
            source="Quyết định 3",
            owing=0,
            book=by.post.book,
            by=by,
            at=make.AT,
        )

    assert at_once([close, close]) == ["ORG-08", "done"]
