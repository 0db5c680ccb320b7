"""Days on which work waited for the tier above, typed when they were long over."""

from datetime import datetime, timedelta

import pytest

from tests.cases.loop import world
from wardbook.cases.actions.moves import take_step
from wardbook.cases.models import Case
from wardbook.cases.public import charged
from wardbook.cases.rules.taking import Clock, Told
from wardbook.lib.clock import days_late
from wardbook.org.working_time import working_time

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
DUE = world.AT + 30 * DAY
TYPED = DUE + 60 * DAY  # when everything is written down


def asked(case: Case, at: datetime) -> Case:
    told = {"parent": case, "by": world.officer(), "about": world.province()}
    return world.owed("request_up", at=TYPED, submitted_at=at, until=TYPED + DAY, **told)


def answered(request: Case, at: datetime) -> None:
    row = Case.objects.select_related("book", "unit", "post__unit", "parent").get(pk=request.pk)
    take_step(row, "answer", Told(items="Có vốn", at=at), by=world.officer(), at=TYPED)


def test_it_waited_from_when_it_was_asked_until_it_was_answered() -> None:
    case = world.owed()
    answer, end = DUE + 14 * DAY, DUE + 28 * DAY
    clock = Clock(*working_time(case.unit, end.date()))
    answered(asked(case, DUE), answer)

    moves = list(case.moves.all())

    above, late = days_late(DUE, answer, *clock), days_late(DUE, end, *clock)
    assert [move.at for move in moves][1:] == [DUE, answer]
    assert charged(case, moves, clock, end) == {"above": above, "owner": late - above}


def test_it_never_waited_before_what_happened_before() -> None:
    case = world.take(world.owed(), "progress", world.officer(), at=DUE + DAY, items="Đang làm")
    asked(case, DUE - 5 * DAY)

    assert case.moves.last().at == DUE + DAY  # type: ignore[union-attr] # it has moves
