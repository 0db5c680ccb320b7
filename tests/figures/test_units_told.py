"""What the public is told of bodies before it reads anything about them."""

import pytest

from tests import make
from tests.cases.loop import world
from wardbook.figures.actions.units import publish_units
from wardbook.ledger.actions import action
from wardbook.ledger.models import Current
from wardbook.org.models import Tenure, Unit

pytestmark = pytest.mark.django_db


def tell(*units: Unit, by: Tenure) -> int:
    """How many entries the book has afterwards."""
    action(publish_units)(by.post.book, units, by=by, at=make.AT)
    return by.post.book.entries.count()


def test_a_body_and_all_above_it_are_told_once_however_many_stand_below() -> None:
    by = world.chair()
    unit, before = world.front(), by.post.book.entries.count()

    told = tell(world.division(), unit, by=by) - before
    keys = set(Current.objects.filter(topic="unit").values_list("key", flat=True))

    assert keys == {f"unit/{one.code}" for one in (*world.division().path, world.front())}
    assert told == len(keys)


def test_what_the_public_knows_of_a_body_is_not_told_again_until_it_changes() -> None:
    by, unit, other = world.chair(), world.division(), world.front()
    first = tell(unit, by=by)
    beside = tell(unit, other, by=by)
    Unit.objects.filter(pk=unit.pk).update(name_vi="Tên khác")

    assert beside == first + 1
    assert tell(Unit.objects.get(pk=unit.pk), other, by=by) == beside + 1
