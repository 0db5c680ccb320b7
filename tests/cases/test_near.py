"""A case is read with its post, unit and book; those that whoever asks has are not read again."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from tests import make
from wardbook.cases.models import Case, Move
from wardbook.cases.queries.cases import case_by, moves_of
from wardbook.org.models import Tenure
from wardbook.org.queries import tenures

pytestmark = pytest.mark.django_db


def near(held: Tenure) -> list[Tenure]:
    return tenures(held.person, date(2026, 9, 7))


def beside(found: Case | None) -> tuple[str, ...]:
    """What its page and its steps ask of the rows beside it."""
    assert found
    above = tuple(unit.code for unit in found.unit.path)
    return found.post.code, found.post.unit.code, found.book.code, *above


def test_what_my_post_answers_for_is_read_with_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    lan, made = near(make.lan()), make.case()
    with django_assert_num_queries(1):
        found = beside(case_by(made.pk, lan))
    assert found == beside(Case.objects.get(pk=made.pk))


def test_what_another_post_answers_for_is_read_with_that_post(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    minh, made = near(make.minh()), make.case()
    with django_assert_num_queries(2):
        found = beside(case_by(made.pk, minh))
    assert found == beside(Case.objects.get(pk=made.pk))


def test_a_case_of_a_unit_that_is_not_above_its_post_keeps_its_own() -> None:
    made, elsewhere = make.case(), make.unit("99902")
    Case.objects.filter(pk=made.pk).update(unit=elsewhere)
    found = case_by(made.pk, near(make.lan()))
    assert found
    assert found.unit == elsewhere


def test_a_case_of_another_book_than_its_post_keeps_its_own() -> None:
    made, other = make.case(), make.book("ben-khac")
    Case.objects.filter(pk=made.pk).update(book=other)
    found = case_by(made.pk, near(make.lan()))
    assert found
    assert found.book == other


def test_its_moves_are_read_with_it(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    lan = make.lan()
    made = make.step(make.case(), "accept")
    found = case_by(made.pk, near(lan))
    assert found
    with django_assert_num_queries(0):
        moves = moves_of(found)
    assert moves == list(Move.objects.filter(case=made).order_by("number"))
    assert {move.case for move in moves} == {found}


def test_its_moves_are_read_anew_once_it_moved_on() -> None:
    lan, made = make.lan(), make.case()
    found = case_by(made.pk, near(lan))
    assert found
    make.step(found, "accept")
    found.refresh_from_db()
    assert [move.step for move in moves_of(found)] == ["open", "accept"]
