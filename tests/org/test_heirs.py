"""What a place that has ended left falls to the places that took it over, in its book."""

from datetime import date, timedelta

import pytest

from tests import make
from wardbook.org.actions import free_post_code, open_post
from wardbook.org.heirs import falls_to, heirs
from wardbook.org.models import Post, Succession, Tenure, Unit
from wardbook.org.roles import Permission, Role
from wardbook.org.rules import why_not_act

pytestmark = pytest.mark.django_db

ENDED = date(2026, 7, 1)


def took_over(old: Unit, *new: Unit, on: date = ENDED) -> None:
    share = "whole" if len(new) == 1 else "part"
    for one in new:
        words = {"share": share, "source": "invented", "mark": "invented"}
        Succession.objects.create(old=old, new=one, on=on, **words)


def ended(code: str = "99911") -> Unit:
    return make.unit(code, end_on=ENDED)


def allowed(by: Tenure, permission: str, unit: Unit) -> bool:
    return why_not_act(by, permission, book=by.post.book, unit=unit, on=make.TODAY) is None


def test_a_place_that_stands_has_no_heirs() -> None:
    took_over(make.unit("99911"), make.unit())

    assert heirs(make.unit("99911"), make.TODAY) == []


def test_a_split_place_has_all_that_took_over_a_part() -> None:
    old, group = ended(), make.unit("99911.kv", "residential_group", ended())
    took_over(old, make.unit("99901"), make.unit("99902"))

    assert [one.code for one in heirs(group, make.TODAY)] == ["99901", "99902"]


def test_what_was_taken_over_again_goes_to_the_last() -> None:
    first, second, last = ended("99911"), ended("99912"), make.unit()
    took_over(first, second, on=date(2026, 3, 1))
    took_over(second, last)
    took_over(last, first, on=make.TODAY)  # a circle ends, too

    assert heirs(first, make.TODAY) == [last]


def test_what_comes_later_is_not_known_yet() -> None:
    old = ended()
    took_over(old, make.unit())

    assert heirs(old, ENDED - timedelta(1)) == []
    assert not falls_to(old, make.unit(), ENDED - timedelta(1))
    assert falls_to(old, make.unit(), ENDED)


def test_a_post_of_the_successor_moves_what_was_left() -> None:
    old = ended()
    took_over(old, make.unit())
    committee = make.unit("99901.committee", "peoples_committee", make.unit())
    lan = make.lan(where=committee)

    minh = make.minh(where=committee)

    assert allowed(lan, Permission.CASE_MOVE, old)
    assert allowed(lan, Permission.CASE_READ, old)
    assert allowed(minh, Permission.CASE_EXTEND, old)


def test_it_opens_nothing_new_there_and_nothing_in_another_book() -> None:
    old = ended()
    took_over(old, make.unit())
    lan, far = make.lan(), make.tenure("far", Role.CLERK, the_book=make.book("khac"))

    assert not allowed(lan, Permission.CASE_OPEN, old)
    assert not allowed(lan, Permission.FIGURE_FILE, old)
    assert why_not_act(far, Permission.CASE_MOVE, book=make.book(), unit=old, on=make.TODAY)


def test_a_group_of_the_successor_does_not_inherit_a_ward() -> None:
    old = ended()
    took_over(old, make.unit())
    lan = make.lan(where=make.unit("99901.kv", "residential_group", make.unit()))

    assert not allowed(lan, Permission.CASE_MOVE, old)


def test_a_place_beside_inherits_nothing() -> None:
    old = ended()
    took_over(old, make.unit())

    assert not allowed(make.lan(where=make.unit("99902")), Permission.CASE_MOVE, old)


def test_the_administrator_of_a_place_that_ended_opens_posts_in_its_successor() -> None:
    old, new = ended(), make.unit()
    took_over(old, new)
    quan = make.tenure("quan", Role.ADMINISTRATOR, where=old)

    post = open_post(
        free_post_code(new, "Văn thư"),
        book=quan.post.book,
        unit=new,
        role=Role.CLERK,
        title={"vi": "Văn thư", "en": "Clerk"},
        start_on=make.TODAY,
        by=quan,
        at=make.AT,
    )

    assert Post.objects.get(pk=post.pk).unit == new
    assert not allowed(quan, Permission.UNIT_KEEP, new)
    assert not allowed(quan, Permission.ACCOUNT_ASSIGN, make.unit("99902"))
