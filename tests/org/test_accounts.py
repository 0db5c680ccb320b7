"""Accounts: invited by a link, disabled, and never without somebody who looks after the book."""

from datetime import timedelta

import pytest

from tests import make
from wardbook.ledger.models import Body
from wardbook.lib.refusal import Refused
from wardbook.org import actions, rules
from wardbook.org.models import Invitation, Person, Session, Tenure
from wardbook.org.roles import Role

pytestmark = pytest.mark.django_db

PASSWORD = "bon con meo den"


def invited() -> tuple[Person, str]:
    by = make.quan()
    return actions.invite_new("mai", "Trần Mai", book=make.book(), by=by, at=make.AT)


def test_an_invited_person_chooses_the_password() -> None:
    _person, token = invited()

    person = actions.accept(token, PASSWORD, at=make.AT)

    assert person.check_password(PASSWORD)
    assert Body.objects.get(verb="accept").by == f"account/{person.pk}"


def test_only_the_hash_of_a_token_is_stored() -> None:
    _person, token = invited()

    assert token not in str(Invitation.objects.values_list().get())
    assert not Body.objects.filter(content__contains=token).exists()


@pytest.mark.parametrize(("days", "opens"), [(6, True), (7, False)])
def test_an_invitation_lasts_seven_days(days: int, opens: bool) -> None:
    _person, token = invited()
    at = make.AT + timedelta(days=days)

    if opens:
        assert actions.accept(token, PASSWORD, at=at)
    else:
        with pytest.raises(Refused, match="ORG-07"):
            actions.accept(token, PASSWORD, at=at)


def test_an_invitation_opens_once() -> None:
    _person, token = invited()
    actions.accept(token, PASSWORD, at=make.AT)

    with pytest.raises(Refused, match="ORG-07"):
        actions.accept(token, "ba con meo trang", at=make.AT)


def test_a_later_invitation_takes_the_place_of_an_earlier() -> None:
    person, token = invited()
    actions.invite(person, by=make.quan(), at=make.AT)

    with pytest.raises(Refused, match="ORG-07"):
        actions.accept(token, PASSWORD, at=make.AT)


def test_a_disabled_account_is_not_invited_and_its_link_opens_nothing() -> None:
    person, token = invited()
    actions.disable(person, by=make.quan(), at=make.AT)

    with pytest.raises(Refused, match="ORG-07"):
        actions.accept(token, PASSWORD, at=make.AT)
    with pytest.raises(Refused, match="ORG-07"):
        actions.invite(person, by=make.quan(), at=make.AT)


def test_nobody_makes_a_link_for_themselves() -> None:
    by = make.quan()

    with pytest.raises(Refused, match="ORG-07"):
        actions.invite(by.person, by=by, at=make.AT)


@pytest.mark.parametrize("username", ["ab", "Lan", "lan pham", "lân", "1lan", "a" * 41, "lan"])
def test_a_user_name_is_plain_and_new(username: str) -> None:
    make.lan()

    with pytest.raises(Refused, match="ORG-06"):
        actions.invite_new(username, "Lan", book=make.book(), by=make.quan(), at=make.AT)


def test_an_account_has_the_name_of_its_person() -> None:
    with pytest.raises(Refused, match="ORG-06"):
        actions.invite_new("mai", "  ", book=make.book(), by=make.quan(), at=make.AT)


@pytest.mark.parametrize(
    ("password", "refusal"),
    [
        ("bon con meo", rules.TOO_SHORT),
        ("password1234", rules.TOO_COMMON),
        ("aaaaaaaaaaaaaa", rules.TOO_COMMON),
        ("Trần Mai 2026!", rules.LIKE_THE_NAME),
        ("tran-mai-1985", rules.LIKE_THE_NAME),
        ("x" * 201, rules.TOO_LONG),
        ("bốn con mèo đen", None),
    ],
)
def test_a_password_is_long_and_hard_to_guess(password: str, refusal: object) -> None:
    person = Person(username="mai", name="Trần Mai")

    assert rules.why_not_password(password, person) == refusal


def test_a_new_password_differs_from_the_old() -> None:
    lan = make.lan().person

    with pytest.raises(Refused, match="ORG-03"):
        actions.change_password(lan, make.PASSWORD, at=make.AT, keep=None)


def sign_in(person: Person, key: str) -> None:
    Session.objects.create(session_key=key, person=person, expire_date=make.AT)


def test_changing_the_password_ends_every_session_but_this() -> None:
    lan = make.lan().person
    sign_in(lan, "here")
    sign_in(lan, "there")

    actions.change_password(lan, PASSWORD, at=make.AT, keep="here")

    assert [session.pk for session in lan.sessions.all()] == ["here"]


def test_disabling_ends_every_session_in_the_same_transaction() -> None:
    lan = make.lan().person
    sign_in(lan, "here")

    actions.disable(lan, by=make.quan(), at=make.AT)

    assert not lan.sessions.exists()


def test_an_account_does_not_come_back_into_a_post_that_others_hold() -> None:
    lan = make.lan()
    actions.disable(lan.person, by=make.quan(), at=make.AT)
    actions.start_tenure(
        lan.post, make.person("mai"), start_on=make.TODAY, by=make.quan(), at=make.AT
    )

    with pytest.raises(Refused, match="ORG-02"):
        actions.enable(lan.person, by=make.quan(), at=make.AT)


def test_only_an_administrator_of_the_book_looks_after_its_accounts() -> None:
    lan = make.lan()
    place, book = make.unit("99902"), make.book("khac")
    stranger = make.tenure("khac", Role.ADMINISTRATOR, where=place, the_book=book)

    for by in (make.minh(), stranger):
        with pytest.raises(Refused, match="ORG-01"):
            actions.disable(lan.person, by=by, at=make.AT)


def second(password: bool = True) -> Tenure:
    """Another administrator, who has chosen a password or not yet."""
    by = make.tenure("hai", Role.ADMINISTRATOR)
    if not password:
        by.person.set_unusable_password()
        by.person.save()
    return by


def test_the_last_administrator_is_not_disabled() -> None:
    quan = make.quan()

    with pytest.raises(Refused, match="ORG-05"):
        actions.disable(quan.person, by=quan, at=make.AT)


def test_the_last_administrator_does_not_leave() -> None:
    quan = make.quan()

    with pytest.raises(Refused, match="ORG-05"):
        actions.end_tenure(quan, end_on=make.TODAY, by=quan, at=make.AT)


def test_somebody_invited_who_never_came_is_no_administrator_to_rely_on() -> None:
    quan = make.quan()
    second(password=False)

    with pytest.raises(Refused, match="ORG-05"):
        actions.disable(quan.person, by=quan, at=make.AT)


def test_an_administrator_with_an_end_day_is_not_relied_on() -> None:
    quan, other = make.quan(), second()
    actions.end_tenure(other, end_on=make.TODAY + timedelta(9), by=quan, at=make.AT)

    with pytest.raises(Refused, match="ORG-05"):
        actions.end_tenure(quan, end_on=make.TODAY, by=quan, at=make.AT)


def test_with_a_second_administrator_the_first_may_go() -> None:
    quan = make.quan()

    actions.disable(quan.person, by=second(), at=make.AT)

    assert not Person.objects.get(pk=quan.person_id).is_active


def test_the_post_of_the_only_administrator_is_handed_over_in_one_step() -> None:
    quan, mai = make.quan(), make.person("mai")

    held = actions.hand_over(quan, mai, start_on=make.TODAY, by=quan, at=make.AT)

    assert held.person == mai and not held.acting


@pytest.mark.parametrize("acting", [True, False])
def test_nobody_gives_a_post_to_themselves(acting: bool) -> None:
    quan, minh = make.quan(), make.minh()

    with pytest.raises(Refused, match="ORG-04"):
        actions.start_tenure(
            minh.post, quan.person, start_on=make.TODAY, acting=acting, by=quan, at=make.AT
        )


def test_nobody_prolongs_their_own_post() -> None:
    quan = make.quan()
    second()
    actions.end_tenure(quan, end_on=make.TODAY + timedelta(9), by=quan, at=make.AT)

    with pytest.raises(Refused, match="ORG-04"):
        actions.end_tenure(quan, end_on=make.TODAY + timedelta(99), by=quan, at=make.AT)


def test_nobody_prolongs_their_own_post_by_handing_it_over_later() -> None:
    quan = make.quan()
    second()
    actions.end_tenure(quan, end_on=make.TODAY + timedelta(9), by=quan, at=make.AT)

    with pytest.raises(Refused, match="ORG-04"):
        actions.hand_over(
            quan, make.person("mai"), start_on=make.TODAY + timedelta(99), by=quan, at=make.AT
        )


def test_an_end_that_another_set_meanwhile_is_not_prolonged() -> None:
    quan = make.quan()
    actions.end_tenure(
        Tenure.objects.get(pk=quan.pk),
        end_on=make.TODAY + timedelta(9),
        by=second(),
        at=make.AT,
    )

    with pytest.raises(Refused, match="ORG-04"):
        actions.end_tenure(quan, end_on=make.TODAY + timedelta(99), by=quan, at=make.AT)


def test_a_second_administrator_gives_the_first_another_post() -> None:
    quan, minh = make.quan(), make.minh()

    held = actions.start_tenure(
        minh.post, quan.person, start_on=make.TODAY, acting=True, by=second(), at=make.AT
    )

    assert held.may("figure.release")
