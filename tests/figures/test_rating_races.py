"""Two people decide at the same moment: one succeeds, the other is told."""

import pytest

from tests.figures.rated import AT, cell, decided, proposed, reviewed, scored, tam, thu
from tests.figures.test_races import at_once
from tests.make import book, tenure
from wardbook.figures.actions import ratings as actions
from wardbook.figures.models import UnitRating
from wardbook.figures.ratings.queries import misindexed
from wardbook.figures.ratings.scoring import Choice
from wardbook.ledger.verification import first_break
from wardbook.org.models import Tenure
from wardbook.org.roles import Role

pytestmark = pytest.mark.django_db(transaction=True)


def deputy() -> Tenure:
    return tenure("hai", Role.LEADER, where=thu().post.unit)


def test_of_two_who_open_a_rating_one_does() -> None:
    by, unit = tam(), cell()
    opening = [lambda: actions.open_rating(unit, "2025", book=book(), by=by, at=AT)] * 2

    assert at_once(opening) == ["RTG-01", "done"]
    assert UnitRating.objects.count() == 1


def test_of_two_who_decide_on_a_body_one_does() -> None:
    choice = Choice(rating=proposed(), scored=scored())
    deciders = (thu(), deputy())

    outcomes = at_once([lambda by=by: actions.decide([choice], by=by, at=AT) for by in deciders])

    assert outcomes == ["RTG-10", "done"]
    assert misindexed(book()) == []
    assert first_break(book()) is None


def test_two_who_decide_on_bodies_of_a_group_do_not_exceed_its_quota_together() -> None:
    for number in range(5):
        decided(cell(number))
    choices = []
    for number in (5, 6):
        reviewed(cell(number))
        rating = proposed(cell(number), level="excellent", task="68")
        choices.append(Choice(rating=rating, scored=scored("excellent", task="68")))
    pairs = zip(choices, (thu(), deputy()), strict=True)

    outcomes = at_once([lambda c=c, by=by: actions.decide([c], by=by, at=AT) for c, by in pairs])

    assert outcomes == ["RTG-09", "done"]
    assert UnitRating.objects.filter(level="excellent").count() == 1
