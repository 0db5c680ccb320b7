"""What of the loop was begun by mistake, or did not take place."""

from datetime import timedelta

import pytest

from tests.cases.loop import world
from tests.cases.loop.acts import refused
from wardbook.cases import loop
from wardbook.cases.models import Case

pytestmark = pytest.mark.django_db


def begun(kind: str, **more: object) -> Case:
    told = {"post": world.chair().post, "fields": {"year": "2026"}, "facts": {}}
    return world.owed(kind, **told | more)


@pytest.mark.parametrize("kind", ["review", "pledge"])
def test_it_is_cancelled_with_a_reason_and_is_late_no_more(kind: str) -> None:
    case = begun(kind)
    refused("CAS-04", lambda: world.take(case, "cancel", world.chair()))

    ended = world.take(case, "cancel", world.chair(), reason="Mở nhầm năm")

    assert (ended.state, ended.ended_at, loop.reviews(ended.unit).count()) == (
        "cancelled",
        world.AT,
        0,
    )


def test_a_review_that_names_a_shortcoming_is_not_cancelled_before_that_has_ended() -> None:
    review = begun("review")
    named = world.owed(parent=review)
    refused("FOL-08", lambda: world.take(review, "cancel", world.chair(), reason="Mở nhầm"))

    world.take(named, "drop", world.chair(), reason="Ghi nhầm")

    assert world.take(review, "cancel", world.chair(), reason="Mở nhầm").ended_at


def test_the_review_before_is_the_one_that_was_held() -> None:
    first, later = begun("review"), world.AT + timedelta(days=1)
    world.take(first, "hold", world.chair())
    mistaken = begun("review", at=later, facts={"previous": {}})
    world.take(mistaken, "cancel", world.chair(), at=later, reason="Mở nhầm")

    assert [one.pk for one in loop.reviews(first.unit)] == [first.pk]
