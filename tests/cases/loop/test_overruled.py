"""What the tier above ended unverified reads so for ever, also in books older than its state."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps

from tests.cases.loop import world
from wardbook.cases import loop, public
from wardbook.cases.kinds import KINDS, OWED
from wardbook.cases.models import Case
from wardbook.cases.queries.index import misindexed
from wardbook.cases.rules.taking import Clock
from wardbook.cases.verification import row_faults
from wardbook.ledger.models import Body
from wardbook.org.working_time import working_time

pytestmark = pytest.mark.django_db

WHY = "Đã sáp nhập địa bàn"
DONE = {"conclusion": "kept", "shortcoming": "remedied", "remedy": "remedied"}
migration = import_module("wardbook.cases.migrations.0011_overruled")


@contextmanager
def as_formerly() -> Iterator[None]:
    """The tables of the kinds as they were when such an end had no state of its own."""
    now = {kind: dict(KINDS[kind].steps) for kind in OWED}
    for kind, done in DONE.items():
        steps = KINDS[kind].steps
        steps["overrule"] = replace(steps["overrule"], after=done)
    yield
    for kind, steps in now.items():
        KINDS[kind].steps.update(steps)


def ended(kind: str = "shortcoming") -> Case:
    """Ended by the province, and made public afterwards."""
    parent = world.owed() if kind == "remedy" else None
    if parent:
        world.take(parent, "release", world.chair())
    case = world.owed(kind, parent=parent, title="Việc đã thôi")
    later = world.AT + timedelta(hours=1)
    world.take(case, "overrule", world.holder("tinh", world.province()), later, overruled=WHY)
    return world.take(case, "release", world.chair(), later)


def reads_so(case: Case) -> bool:
    """Its state, what a review is told and what everybody reads say how it ended, and why."""
    case = Case.objects.select_related("book", "unit", "post__unit", "parent").get(pk=case.pk)
    moves = list(case.moves.all())
    told = public.of(case, moves, Clock(*working_time(case.unit, world.AT.date())))
    standing = loop.standing_of(case, moves)
    return (
        (case.state, told["state"], told["unverified"]) == ("overruled", "overruled", WHY)
        and "không qua kiểm chứng" in told["state_label"]["vi"]
        and standing == {"state": "not_remedied", "level": WHY}
    )


@pytest.mark.parametrize("kind", OWED)
def test_what_the_tier_above_ended_reads_so_and_stands(kind: str) -> None:
    case = ended(kind)

    assert reads_so(case)
    assert list(misindexed(case.book)) == list(row_faults(case.book)) == []


@pytest.mark.parametrize("kind", OWED)
def test_an_older_book_takes_the_state_and_its_ledger_stays_and_stands(kind: str) -> None:
    with as_formerly():
        case = ended(kind)
    entries = list(Body.objects.filter(key=case.key).values_list("content", flat=True))
    assert case.state == DONE[kind]

    migration.name_it(apps, None)

    assert reads_so(case)
    assert list(misindexed(case.book)) == list(row_faults(case.book)) == []
    assert list(Body.objects.filter(key=case.key).values_list("content", flat=True)) == entries
    assert f'"{DONE[kind]}"' in entries[-1]


def test_what_somebody_verified_in_an_older_book_stays_verified() -> None:
    case = world.take(world.reported(), "verify", world.verifier(), items="Đúng")

    migration.name_it(apps, None)

    case.refresh_from_db()
    assert (case.state, case.moves.last().state) == ("remedied", "remedied")


def test_the_state_can_be_taken_back_for_the_version_before() -> None:
    cases = [ended("conclusion"), ended("remedy")]

    migration.name_it_as_before(apps, None)

    assert list(Case.objects.filter(pk__in=[one.pk for one in cases]).order_by("pk")
                .values_list("state", flat=True)) == ["kept", "remedied"]  # fmt: skip
    assert not Case.objects.filter(moves__state="overruled").exists()
